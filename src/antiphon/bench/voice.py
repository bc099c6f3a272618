"""``antiphon bench voice``: from the end of speech to the first audible sample, as a caller hears it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from antiphon.bench.report import Row
from antiphon.bench.server import Subject, Witness
from antiphon.client.connect import connect
from antiphon.client.latency import lead_in_s, speech_end_s
from antiphon.client.session import LiveSession
from antiphon.client.wav import Recording
from antiphon.wire.messages import Latency
from antiphon.wire.setup import AudioTranscriptionConfig, Extension, Setup

CHUNK_S: Final = 0.02
TAIL_S: Final = 3.0
"""Silence streamed after each recording, as an open microphone would."""
PATIENCE_S: Final = 30.0
STAGGER_S: Final = 2.0
"""Callers who are there at the same time begin at random within this."""
SETUP: Final = Setup(
    model="models/bench",
    input_audio_transcription=AudioTranscriptionConfig(),
    output_audio_transcription=AudioTranscriptionConfig(),
    antiphon=Extension(latency=True),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it. Milliseconds after the end of speech."""

    name: str
    transcript: str
    answer: str
    transcript_ms: float
    first_audio_ms: float
    audible_ms: float
    latency: Latency | None
    """Where the time went, as the server tells it."""


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
        self._latency: Latency | None = None
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
            latency=self._latency,
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
            if message.antiphon is not None:
                self._latency = message.antiphon.latency
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


@dataclass(frozen=True, slots=True)
class Run:
    """So many conversations at a time, and what they cost."""

    conversations: int
    turns: Sequence[Turn]
    late: Sequence[float]
    """How late the server's loop was, in milliseconds."""
    cores: float
    """Processor time of the server and its children, by second."""
    megabytes: float
    """Memory of the server and its children at the end."""


async def measure(
    server: Witness, questions: Sequence[tuple[str, Recording]], rounds: int, conversations: int
) -> Run:
    """Every question ``rounds`` times, each in a session of its own, so many at a time."""
    waiting = [question for _ in range(rounds) for question in questions]
    turns: list[Turn] = []
    rng = np.random.default_rng(conversations)
    starts = rng.uniform(0.0, STAGGER_S, conversations) if conversations > 1 else np.zeros(1)
    loop, subject = asyncio.get_running_loop(), server.subject
    await server.late()
    used, began_at = subject.family_cpu_s(), loop.time()
    async with asyncio.TaskGroup() as group:
        for start in starts.tolist():
            group.create_task(_converse(subject, waiting, turns, start))
    took, used = loop.time() - began_at, subject.family_cpu_s() - used
    return Run(
        conversations=conversations,
        turns=turns,
        late=[late for late, _ in await server.late()],
        cores=used / took,
        megabytes=subject.family_bytes() / 1e6,
    )


async def _converse(
    subject: Subject, waiting: list[tuple[str, Recording]], turns: list[Turn], start_s: float
) -> None:
    """One caller after another, until all questions are asked."""
    await asyncio.sleep(start_s)
    while waiting:
        name, recording = waiting.pop(0)
        async with connect(subject.base_url, SETUP, ca=subject.ca) as live:
            turns.append(await Caller(name, recording).call(live))


def rows(run: Run) -> list[Row]:
    """The figures, and where the time went."""
    turns = run.turns
    told = [turn.latency for turn in turns if turn.latency is not None]
    hits = [each for each in told if each.draft_hit]
    spans = {
        "  endpoint: silence until the turn is over": [each.endpoint_ms or 0 for each in told],
        "  asr: then until it is written down": [each.recognition_ms for each in told],
        "  llm: then until the first words": [each.model_ms for each in told],
        "  tts: then until the first sound": [each.synthesis_ms for each in told],
        "  out: then until it leaves": [each.release_ms for each in told],
    }
    target = {1: "p50 ≤ 450, p95 ≤ 1,000", 8: "p50 ≤ 900"}.get(run.conversations, "")
    name = f"{run.conversations} at a time: speech end → first audible sample"
    return [
        Row(name, "ms", [t.audible_ms for t in turns], target),
        *(Row(name, "ms", values) for name, values in spans.items()),
        Row("  silence before the voice in it", "ms", [t.audible_ms - t.first_audio_ms for t in turns]),
        Row(
            "  turn over → first audio, of draft hits", "ms", [_after_endpoint(each) for each in hits], "≤ 50"
        ),
        Row("  draft hits", "%", [100 * len(hits) / max(len(told), 1)]),
        Row("  drafts wasted, by turn", "", [sum(each.wasted_drafts for each in told) / max(len(told), 1)]),
        Row("  loop late", "ms", run.late),
        Row("  processor time, of one core", "%", [run.cores * 100]),
        Row("  memory", "MB", [run.megabytes], f"≤ {800 + 20 * run.conversations}"),
    ]


def _after_endpoint(latency: Latency) -> int:
    return latency.total_ms - (latency.endpoint_ms or 0)


def write(path: Path, runs: Sequence[Run]) -> None:
    """Every turn as a line of JSON, words included: a benchmark's words are its own."""
    path.write_text("".join(json.dumps(_line(run, turn)) + "\n" for run in runs for turn in run.turns))


def _line(run: Run, turn: Turn) -> dict[str, Any]:
    latency = msgspec.to_builtins(turn.latency) if turn.latency is not None else None
    told = {name: getattr(turn, name) for name in Turn.__slots__}
    return {**told, "conversations": run.conversations, "latency": latency}
