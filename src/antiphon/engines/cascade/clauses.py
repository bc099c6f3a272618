"""A text that comes piece by piece, cut into clauses to be spoken one by one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

SOFT_MINIMUM: Final = 24
"""Shortest clause that a comma ends, but for the first: shorter ones make the voice choppy."""
HARD_MINIMUM: Final = 8
FIRST_MINIMUM: Final = 2
"""The first clause may be a "No,": nothing is heard before it."""
FIRST_MAXIMUM: Final = 40
"""A quarter of a second of decoding: beyond that, waiting is worse than a fall of the voice within a phrase."""
MAXIMUM: Final = 200

# Spelled as escapes where a character has a twin that looks the same.
_WIDE_COMMAS: Final = "\u3001\uff0c"
_WIDE_ENDS: Final = "\u3002\uff01\uff1f"
_HARD: Final = frozenset(".?!\u2026" + _WIDE_ENDS)
_SOFT: Final = frozenset(",;:\u2014" + _WIDE_COMMAS)
_ALONE: Final = frozenset("\u2014\n\uff1b\uff1a" + _WIDE_ENDS + _WIDE_COMMAS)
"""End a clause without a space after them: the dash, the line's end, the marks of Chinese and Japanese."""
_SPACED: Final = frozenset(".?!\u2026,;:")
_CLOSERS: Final = "\"'\u201d\u2019\xbb)]}*_`"
_OPENERS: Final = "([{\"'\u201c\u2018\xab*_"
_SHORT_FORMS: Final = (
    "dr mr mrs ms prof st sr jr vs etc vol fig al inc ltd co e.g i.e a.m p.m u.s u.k approx dept est gen rev "
    "jan feb mar apr jun jul aug sep sept oct nov dec z.b d.h bzw usw nr"
)
_ABBREVIATIONS: Final = frozenset(_SHORT_FORMS.split())
_COMMA_PAUSE_MS: Final = 120
_COLON_PAUSE_MS: Final = 200
_SENTENCE_PAUSE_MS: Final = 280


class Clauses:
    """Cuts a text that comes in pieces. What it yields concatenates to the text, however the pieces were cut."""

    def __init__(self) -> None:
        self._held = ""
        self._seen = 0
        self._is_first = True

    def feed(self, delta: str) -> Iterator[str]:
        """The clauses that ``delta`` completes. A mark like a comma counts once the character after it is known."""
        self._held += delta
        while self._seen < len(self._held):
            end = self._end()
            if end is None:
                self._seen += 1
                continue
            yield self._cut(end)

    def flush(self) -> Iterator[str]:
        """The rest, at the end of the text."""
        if self._held:
            yield self._cut(len(self._held))

    def _cut(self, end: int) -> str:
        clause, self._held, self._seen = self._held[:end], self._held[end:], 0
        if clause.strip():
            self._is_first = False
        return clause

    def _end(self) -> int | None:
        """Where the clause ends that the character at ``_seen`` shows to be complete, if it does."""
        here = self._seen
        character = self._held[here]
        if character in _ALONE and self._is_long_enough(here + 1, character):
            return here + 1
        if character.isspace() and here and self._is_boundary(here):
            return here
        maximum = FIRST_MAXIMUM if self._is_first else MAXIMUM
        if here + 1 < maximum:
            return None
        space = max((i for i in range(here, 0, -1) if self._held[i].isspace()), default=0)
        if space and self._held[:space].strip():
            return space
        # No space at all: an address, or a script without them. Wait twice as long, then cut where we are.
        return here + 1 if here + 1 >= 2 * MAXIMUM else None

    def _is_boundary(self, end: int) -> bool:
        """Whether a clause can end before the space at ``end``."""
        last = end - 1
        while last > 0 and self._held[last] in _CLOSERS:
            last -= 1
        mark = self._held[last]
        if mark not in _SPACED:
            return False
        if mark == "." and last == end - 1 and self._is_abbreviation(last):
            return False
        return self._is_long_enough(end, mark)

    def _is_long_enough(self, end: int, mark: str) -> bool:
        length = len(self._held[:end].strip())
        if mark == "\n":
            return length > 0
        if not any(map(str.isalnum, self._held[:end])):
            return False
        if self._is_first:
            return length >= FIRST_MINIMUM
        return length >= (SOFT_MINIMUM if mark in _SOFT else HARD_MINIMUM)

    def _is_abbreviation(self, dot: int) -> bool:
        """Whether the full stop at ``dot`` belongs to its word: "Dr.", "e.g.", "J.", or a list's "1."."""
        words = self._held[:dot].split()
        if not words or self._held[dot - 1].isspace():
            return False
        word = words[-1].lstrip(_OPENERS)
        if word.isdigit():
            return len(words) == 1
        return (len(word) == 1 and word.isalpha() and word != "I") or word.lower() in _ABBREVIATIONS


def pause_after_ms(clause: str) -> int:
    """Silence between a clause and the next: synthesisers leave out the pause at the end of what they speak."""
    bare = clause.rstrip(" \t" + _CLOSERS)
    last = bare[-1:]
    if last in {"\n", *_HARD}:
        return _SENTENCE_PAUSE_MS
    if last in {";", ":", "\uff1b", "\uff1a"}:
        return _COLON_PAUSE_MS
    return _COMMA_PAUSE_MS if last in _SOFT else 0
