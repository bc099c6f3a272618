"""Marks: which written word begins at which sample. Pure."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final

from antiphon.talk import Mark

_EVENT: Final = struct.Struct("<III")

# A word, or one character of a script that writes no spaces.
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


class WordMarks:
    """Turns a worker's word events into marks: one per written word, in order, at our rate.

    Events name odd spans in numbers and abbreviations ("3.5" is three of them), and leave words out: what counts
    is the first event inside a written word, and a word without one lies between its neighbours.
    """

    def __init__(self, text: str, factor: float) -> None:
        self._spans = [match.span() for match in _WORD.finditer(text) if any(map(str.isalnum, match[0]))]
        self._factor = factor
        self._next = 0
        self._at = 0

    def note(self, body: bytes) -> Iterator[Mark]:
        """The marks that events (position, length and sample of each) allow for."""
        for position, length, sample in _EVENT.iter_unpack(body):
            for index in range(self._next, len(self._spans)):
                start, stop = self._spans[index]
                if start < position + length and position < stop:
                    yield from self._until(index, max(self._at, round(sample * self._factor)))
                    break

    def rest(self, end: int) -> Iterator[Mark]:
        """The words at the end that had no event, when ``end`` samples have been said."""
        if self._next < len(self._spans):
            missing = len(self._spans) - self._next
            share = (end - self._at) // (missing + 1)
            yield from self._until(len(self._spans) - 1, max(self._at, end - share))

    def _until(self, index: int, at: int) -> Iterator[Mark]:
        """The words up to this one, which begins at ``at``."""
        steps = index - self._next + 1
        before = self._at
        for step, (start, stop) in enumerate(self._spans[self._next : index + 1], 1):
            yield Mark(start, stop, before + (at - before) * step // steps)
        self._next, self._at = index + 1, at
