"""An engine without a model: it answers with what it heard. For quickstarts, tests and sound checks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from antiphon.config import Settings
from antiphon.engines.base import Capabilities, EngineFactory
from antiphon.engines.hearing import TurnAudio
from antiphon.engines.mailbox import Mailbox
from antiphon.talk import (
    INPUT_RATE,
    OUTPUT_RATE,
    Audio,
    EngineEvent,
    Heard,
    Interim,
    Listening,
    Mark,
    Modality,
    Prompt,
    Role,
    Said,
    Text,
)

TURN_BYTES: Final = 60 * INPUT_RATE * 2
"""What is kept of the current turn; then the oldest goes."""
PIECE_SAMPLES: Final = OUTPUT_RATE // 4
TONE_S: Final = 0.12
TONE_HZ: Final = 440.0
GAP_S: Final = 0.06
FADE_S: Final = 0.01

_WORD: Final = re.compile(r"\S+")


class EchoEngine:
    """An `Engine`. Speech comes back as it was, typed words come back as text and as one soft tone each."""

    capabilities = Capabilities(name="echo")

    def __init__(self) -> None:
        self._audio = TurnAudio(TURN_BYTES)
        self._mailbox = Mailbox()

    def warm(self, prompt: Prompt) -> None:
        """Nothing is cold."""

    def listen(self, listening: Listening) -> None:
        """Seconds have no language, and are not worth telling one by one."""

    def hear(self, turn: int, pcm: bytes) -> None:
        self._audio.hear(turn, pcm)

    def glance(self, turn: int, revision: int) -> None:
        """Understands nothing before it is settled."""

    def settle(self, turn: int, revision: int) -> None:
        """The transcript is ready at once: the length of the speech."""
        length = len(self._audio.of(turn))
        self._mailbox.put(Heard(turn, revision, describe(length) if length else ""))

    def heard(self) -> AsyncIterator[Heard | Interim]:
        return self._mailbox

    def commit(self, generation: int) -> None:
        """Drafts and answers have one priority here."""

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        del generation
        pcm = b""
        if prompt.user is not None and prompt.user.samples:
            pcm = self._audio.of(prompt.user.turn)
        text = f"I heard {describe(len(pcm))}." if pcm else _typed(prompt)
        if prompt.modality is Modality.TEXT:
            for match in re.finditer(r"\s*\S+\s*?|\s+$", text):
                yield Text(match[0])
            return
        if not text:
            return
        yield Text(text)
        if pcm:
            speech = await asyncio.to_thread(_resampled, pcm)
            marks = _spread(text, len(speech) // 2)
        else:
            speech, marks = _tones(text)
        for piece in _pieces(speech, marks):
            yield piece

    async def aclose(self) -> None:
        self._audio.clear()
        self._mailbox.close()


class EchoFactory:
    """An `EngineFactory` with nothing to share."""

    models: tuple[str, ...] = ()

    async def start(self, files: Mapping[str, Path]) -> None:
        """Nothing is needed."""

    def open(self) -> EchoEngine:
        return EchoEngine()

    async def aclose(self) -> None:
        """Nothing is held."""


def create(settings: Settings) -> EngineFactory:
    """The factory of engine ``echo``."""
    del settings
    return EchoFactory()


def describe(length_bytes: int) -> str:
    """What so much input audio is called: "1.2 seconds of audio"."""
    return f"{length_bytes / 2 / INPUT_RATE:.1f} seconds of audio"


def _typed(prompt: Prompt) -> str:
    """The words to say again: the user's, or where there are none the last the user said before."""
    if prompt.user is not None:
        return prompt.user.text
    return next(
        (said.text for said in reversed(prompt.history) if isinstance(said, Said) and said.role is Role.USER),
        "",
    )


def _resampled(pcm: bytes) -> bytes:
    samples = np.frombuffer(pcm, "<i2", count=len(pcm) // 2)
    output: bytes = soxr.resample(samples, INPUT_RATE, OUTPUT_RATE).astype("<i2").tobytes()
    return output


def _spread(text: str, samples: int) -> list[Mark]:
    """The words of ``text``, evenly over ``samples``."""
    words = [match.span() for match in _WORD.finditer(text)]
    return [Mark(start, stop, samples * n // len(words)) for n, (start, stop) in enumerate(words)]


def _tones(text: str) -> tuple[bytes, list[Mark]]:
    """One tone and a gap per word."""
    at = np.arange(int(TONE_S * OUTPUT_RATE)) / OUTPUT_RATE
    # Faded at both ends: a tone that starts in full swing clicks.
    envelope = np.minimum(1.0, np.minimum(at, at[::-1]) / FADE_S)
    tone = (3000 * envelope * np.sin(2 * np.pi * TONE_HZ * at)).astype("<i2").tobytes()
    beat = tone + bytes(2 * int(GAP_S * OUTPUT_RATE))
    words = [match.span() for match in _WORD.finditer(text)]
    marks = [Mark(start, stop, n * len(beat) // 2) for n, (start, stop) in enumerate(words)]
    return beat * len(words), marks


def _pieces(pcm: bytes, marks: list[Mark]) -> Iterator[Audio]:
    for first in range(0, len(pcm) // 2, PIECE_SAMPLES):
        stop = first + PIECE_SAMPLES
        yield Audio(pcm[2 * first : 2 * stop], tuple(mark for mark in marks if first <= mark.at < stop))
