"""Asks the questions aloud: our own voices speak them in real time, and what the server answers is read from its
own transcription. What is lost on the way is the recogniser's and the turn-taking's share, beside the same in writing.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from antiphon.bench.brain.asking import setup, take_calls
from antiphon.bench.brain.marking import Answer
from antiphon.bench.brain.questions import KINDS, Question
from antiphon.bench.duplex.studio import loud
from antiphon.bench.noises import F64
from antiphon.bench.server import Subject
from antiphon.bench.vad import at_input_rate
from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.client.wav import Recording
from antiphon.engines.cascade import voices
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.wire.messages import ServerContent
from antiphon.wire.setup import AudioTranscriptionConfig, GenerationConfig, Setup

TURNS: Final = 2
"""Of a question that is spoken, at most."""
WORDS: Final = 20
"""Of a turn, at most."""
CHUNK: Final = INPUT_RATE // 50
SETTLES_S: Final = 0.4
"""Quiet between an answer and the next turn."""
_SAYABLE: Final = re.compile(r"[A-Za-z' ,.?!-]+")
_SHOUTED: Final = re.compile(r"\b[A-Z]{2,}\b|\w[A-Z]")


def can_be_said(question: Question) -> bool:
    """Whether speech carries its words: codes, prices and other scripts are read out in too many ways."""
    return len(question.say) <= TURNS and all(
        _SAYABLE.fullmatch(each) and not _SHOUTED.search(each) and 2 <= len(each.split()) <= WORDS
        for each in question.say
    )


def chosen(asked: Iterable[Question], count: int) -> list[Question]:
    """So many of those that can be said, kinds in turn; the same ones every time."""
    sayable = sorted(filter(can_be_said, asked), key=lambda each: zlib.crc32(" ".join(each.say).encode()))
    kinds = [deque(each for each in sayable if each.kind == kind) for kind in KINDS]
    found: list[Question] = []
    while any(kinds) and len(found) < count:
        found += [some.popleft() for some in kinds if some]
    return found[:count]


async def recorded(asked: Sequence[Question]) -> dict[str, F64]:
    """Every turn, spoken: before anything is measured, so that nothing but the server works then."""
    synthesizer = EmbeddedSynthesizer()
    await synthesizer.start()
    try:
        return {said: await _spoken(synthesizer, said, _voice(each)) for each in asked for said in each.say}
    finally:
        await synthesizer.aclose()


def _voice(question: Question) -> str:
    names = sorted(voices.VOICES)
    return names[zlib.crc32(question.say[0].encode()) % len(names)]


async def _spoken(synthesizer: EmbeddedSynthesizer, text: str, voice: str) -> F64:
    pcm = b"".join([piece.pcm async for piece in synthesizer.speak(text, voice, "en-US")])
    return loud(at_input_rate(Recording(pcm, OUTPUT_RATE)), 0.0)


class Aloud:
    """The manner of asking aloud."""

    def __init__(self, recordings: Mapping[str, F64]) -> None:
        self._recordings = recordings

    async def ask(self, subject: Subject, question: Question, answer: Answer) -> None:
        """A conversation of its own, spoken."""
        async with connect(subject.http_base_url, spoken_setup(question)) as live:
            await self.say_it(live, question, answer)

    async def say_it(self, live: LiveSession, question: Question, answer: Answer) -> None:
        """Speaks every turn when the answer before it has been heard."""
        loop = asyncio.get_running_loop()
        microphone = Microphone(live)
        streaming = asyncio.create_task(microphone.stream())
        try:
            for number, said in enumerate(question.say, 1):
                turn = answer if number == len(question.say) else Answer()
                microphone.say(self._recordings[said])
                ends_at = await _listen(live, question, turn, microphone)
                if turn is not answer:
                    answer.heard += turn.heard
                    await asyncio.sleep(max(ends_at - loop.time(), 0.0) + SETTLES_S)
        finally:
            streaming.cancel()
            await asyncio.gather(streaming, return_exceptions=True)


def spoken_setup(question: Question) -> Setup:
    """What a spoken conversation begins with."""
    return msgspec.structs.replace(
        setup(question, GenerationConfig()),
        input_audio_transcription=AudioTranscriptionConfig(),
        output_audio_transcription=AudioTranscriptionConfig(),
    )


class Microphone:
    """Open all the time: a room's noise, and what is said."""

    def __init__(self, live: LiveSession) -> None:
        self._live = live
        self._waiting = np.zeros(0, np.int16)
        self._rng = np.random.default_rng(3)
        self.ended_at = 0.0
        """When the last sample of what was said was sent."""

    @property
    def is_speaking(self) -> bool:
        """Something of it is still to come."""
        return len(self._waiting) > 0

    def say(self, samples: F64) -> None:
        """After this there is only noise again."""
        self._waiting = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)

    async def stream(self) -> None:
        """In real time, until it is cancelled."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += CHUNK / INPUT_RATE
            # A chunk leaves when its last sample has been spoken, as from a microphone.
            await asyncio.sleep(due - loop.time())
            chunk = self._rng.integers(-4, 4, CHUNK, np.int16)
            said, self._waiting = self._waiting[:CHUNK], self._waiting[CHUNK:]
            chunk[: len(said)] += said
            if len(said):
                self.ended_at = loop.time()
            await self._live.send_audio(chunk.tobytes(), rate=INPUT_RATE)


async def _listen(live: LiveSession, question: Question, answer: Answer, microphone: Microphone) -> float:
    """Takes the answer to what is being said, until it is whole. When it will have been heard to its end.

    What is answered before everything was said is no answer to it: the next one is awaited.
    """
    loop = asyncio.get_running_loop()
    began_at, samples = 0.0, 0
    while True:
        message = await live.receive()
        now = loop.time()
        await take_calls(live, message, question, answer, now - microphone.ended_at)
        content = message.server_content
        if content is None:
            continue
        if content.input_transcription is not None:
            answer.heard.append(content.input_transcription.text)
        if content.interrupted:
            answer.text, began_at, samples = "", 0.0, 0
        if content.output_transcription is not None:
            answer.add(content.output_transcription.text, now - microphone.ended_at)
        if received := _samples(content):
            began_at, samples = began_at or now, samples + received
        if content.turn_complete and not microphone.is_speaking and (answer.text or answer.called):
            return began_at + samples / OUTPUT_RATE


def _samples(content: ServerContent) -> int:
    parts = content.model_turn.parts if content.model_turn else ()
    return sum(len(part.inline_data.data) // 2 for part in parts if part.inline_data is not None)
