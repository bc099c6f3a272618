"""The speaking half of one answer: clauses become text, sound, and marks that refer to the whole."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from antiphon.engines.cascade import voices
from antiphon.engines.cascade.clauses import pause_after_ms
from antiphon.engines.cascade.speakable import speech
from antiphon.engines.stages import Synthesizer
from antiphon.talk import OUTPUT_RATE, Audio, EngineEvent, Mark, Prompt, Text

PIECE_BYTES: Final = OUTPUT_RATE // 4 * 2
"""An `Audio` holds a quarter of a second at most."""
PART: Final = 500
"""Characters for the synthesiser at once: numbers in words may make a clause five times as long."""


class Voice:
    """Speaks clause by clause: counts characters and samples, so that marks refer to the whole."""

    def __init__(self, synthesizer: Synthesizer, prompt: Prompt) -> None:
        self._synthesizer = synthesizer
        self._voice = prompt.voice
        self._language = prompt.language
        self._characters = 0
        self._samples = 0
        self._pause_ms = 0

    async def say(self, clause: str) -> AsyncGenerator[EngineEvent, None]:
        """The clause's text, then its speech with the pause that belongs before it."""
        yield Text(clause)
        first = self._characters
        self._characters += len(clause)
        spoken = speech(clause, is_english=voices.is_english(self._language))
        shown = -1  # where the last mark begins: all words of "3.5" stand for the same characters
        for place, part in spoken.parts(PART):
            pause = bytes(2 * (self._pause_ms * OUTPUT_RATE // 1000)) if self._samples else b""
            self._pause_ms = 0
            begin = self._samples + len(pause) // 2
            async with aclosing(self._synthesizer.speak(part, self._voice, self._language)) as pieces:
                async for piece in pieces:
                    marks = []
                    for mark in piece.marks:
                        start, stop = spoken.displayed(place + mark.start, place + mark.stop)
                        if start > shown:
                            shown = start
                            marks.append(Mark(first + start, first + stop, begin + mark.at))
                    for audio in self._split(pause + piece.pcm, marks):
                        yield audio
                    pause = b""
        self._pause_ms = max(self._pause_ms, pause_after_ms(clause))

    def _split(self, pcm: bytes, marks: list[Mark]) -> list[Audio]:
        """Pieces that are small enough to be taken back; each has the marks that begin before its end."""
        pieces = []
        for at in range(0, len(pcm), PIECE_BYTES):
            part = pcm[at : at + PIECE_BYTES]
            self._samples += len(part) // 2
            is_last = at + PIECE_BYTES >= len(pcm)
            # Marks may come a little ahead of their sound, as the resampler holds samples back.
            begun = tuple(mark for mark in marks if is_last or mark.at < self._samples)
            marks = marks[len(begun) :]
            pieces.append(Audio(part, begun))
        return pieces
