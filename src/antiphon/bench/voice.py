"""``antiphon bench voice``: from the end of speech to the first audible sample, as a caller hears it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from antiphon.bench.report import Row
from antiphon.bench.server import Subject
from antiphon.client.connect import connect
from antiphon.client.latency import lead_in_s, speech_end_s
from antiphon.client.session import LiveSession
from antiphon.client.wav import Recording
from antiphon.wire.setup import AudioTranscriptionConfig, Setup

CHUNK_S: Final = 0.02
TAIL_S: Final = 3.0
"""Silence streamed after each recording, as an open microphone would."""
PATIENCE_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it. Milliseconds after the end of speech."""

    name: str
    transcript: str
    answer: str
    transcript_ms: float
    first_audio_ms: float
    audible_ms: float


class Caller:
    """Streams one recording in real time and notes when what came back."""

    def __init__(self, name: str, recording: Recording) -> None:
        self._name = name
        self._recording = recording
        self._started_at = 0.0
        self._transcript = ""
        self._answer = ""
        self._transcript_at: float | None = None
        self._audio_at: float | None = None
        self._pcm = bytearray()

    async def call(self, live: LiveSession) -> Turn:
        """The whole turn. Raises ``TimeoutError`` when it gets no whole answer."""
        async with asyncio.timeout(self._recording.seconds + TAIL_S + PATIENCE_S):
            await asyncio.gather(self._speak(live), self._listen(live))
        ended_at = self._started_at + speech_end_s(self._recording)
        audio_at = self._audio_at if self._audio_at is not None else float("nan")
        transcript_at = self._transcript_at if self._transcript_at is not None else float("nan")
        return Turn(
            name=self._name,
            transcript=self._transcript,
            answer=self._answer,
            transcript_ms=(transcript_at - ended_at) * 1000,
            first_audio_ms=(audio_at - ended_at) * 1000,
            audible_ms=(audio_at - ended_at + lead_in_s(bytes(self._pcm))) * 1000,
        )

    async def _speak(self, live: LiveSession) -> None:
        loop = asyncio.get_running_loop()
        rate = self._recording.rate
        size = int(rate * CHUNK_S) * 2
        rng = np.random.default_rng(3)
        tail = rng.integers(-4, 4, int(rate * TAIL_S), np.int16).tobytes()
        pcm = self._recording.pcm + tail
        self._started_at = loop.time()
        for index in range(0, len(pcm), size):
            # A chunk leaves when its last sample has been spoken, as from a microphone.
            await asyncio.sleep(self._started_at + (index // size + 1) * CHUNK_S - loop.time())
            await live.send_audio(pcm[index : index + size], rate=rate)

    async def _listen(self, live: LiveSession) -> None:
        loop = asyncio.get_running_loop()
        async for message in live.turn():
            content = message.server_content
            if content is None:
                continue
            if content.input_transcription is not None:
                self._transcript_at = loop.time()
                self._transcript = content.input_transcription.text
            if content.output_transcription is not None:
                self._answer += content.output_transcription.text
            for part in content.model_turn.parts if content.model_turn else ():
                if part.inline_data is not None:
                    self._audio_at = self._audio_at or loop.time()
                    self._pcm += part.inline_data.data


async def measure(subject: Subject, questions: Sequence[tuple[str, Recording]], rounds: int) -> list[Turn]:
    """Every question in a conversation of its own, one after another."""
    setup = Setup(
        model="models/bench",
        input_audio_transcription=AudioTranscriptionConfig(),
        output_audio_transcription=AudioTranscriptionConfig(),
    )
    turns = []
    for _ in range(rounds):
        for name, recording in questions:
            async with connect(subject.base_url, setup, ca=subject.ca) as live:
                turns.append(await Caller(name, recording).call(live))
    return turns


def rows(turns: Sequence[Turn]) -> list[Row]:
    """The figures, and where the time went."""
    return [
        Row("speech end → first audible sample", "ms", [t.audible_ms for t in turns], "p50 ≤ 1,000"),
        Row("  speech end → transcript and floor", "ms", [t.transcript_ms for t in turns]),
        Row("  floor → first audio message", "ms", [t.first_audio_ms - t.transcript_ms for t in turns]),
        Row("  silence before the voice in it", "ms", [t.audible_ms - t.first_audio_ms for t in turns]),
    ]


def write(path: Path, turns: Sequence[Turn]) -> None:
    """Every turn as a line of JSON, words included: a benchmark's words are its own."""
    path.write_text("".join(json.dumps(vars_of(turn)) + "\n" for turn in turns))


def vars_of(turn: Turn) -> dict[str, str | float]:
    """A turn's fields."""
    return {name: getattr(turn, name) for name in Turn.__slots__}
