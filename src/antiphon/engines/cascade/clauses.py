"""A text that comes piece by piece, cut into clauses to be spoken one by one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

SOFT_MINIMUM: Final = 24
"""Shortest clause that a comma ends, but for the first: shorter ones make the voice choppy."""
HARD_MINIMUM: Final = 8
FIRST_MINIMUM: Final = 2
"""The first clause may be a "No,": nothing is heard before it."""
FIRST_EAGER: Final = 12
"""The first clause ends before a word that begins a phrase, once it is so long: waiting is worse than that seam."""
FIRST_MAXIMUM: Final = 28
"""A tenth of a second of decoding: beyond that, waiting is worse than a fall of the voice within a phrase."""
LONGEST: Final = 200
"""Characters without a space, half as many as are waited for."""
MAXIMUM: Final = 120
"""A synthesiser thinks about all of a clause before its first sample."""

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
    "dr mr mrs ms prof st sr jr vs etc vol fig al inc ltd co corp e.g i.e a.m p.m u.s u.k approx dept est gen rev "
    "gov sen rep capt lt col mt ft ave blvd p pp ph.d "
    "jan feb mar apr jun jul aug sep sept oct nov dec z.b d.h bzw usw nr"
)
_ABBREVIATIONS: Final = frozenset(_SHORT_FORMS.split())
_COMMA_PAUSE_MS: Final = 120
_COLON_PAUSE_MS: Final = 200
_SENTENCE_PAUSE_MS: Final = 280

# Where speakers breathe: before these words, and never after those.
_JOINT_WORDS: Final = (
    "and but or nor because so that which who whose where when while if unless although though since until before "
    "after than as then whether how why"
)
_PLACE_WORDS: Final = (
    "in on at for with from about into by over under between through during without against toward towards across "
    "near around behind beside above below inside outside along"
)
_BINDING_WORDS: Final = (
    "a an the this that these those my your his her its our their some any no every each all both "
    "of to and but or nor if as than very more most too so not is are was were be been am do does did has have had "
    "will would can could should may might must i you he she it we they who which "
    "i'm i'll i'd i've you're it's that's there's he's she's we're they're don't can't "
    "dr. mr. mrs. ms. prof. st."
)
_JOINTS: Final = frozenset(_JOINT_WORDS.split())
_PREPOSITIONS: Final = frozenset(_PLACE_WORDS.split())
_BINDING: Final = frozenset(_BINDING_WORDS.split())


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
        if character.isspace() and here:
            if self._is_boundary(here):
                return here
            if self._is_first and (seam := self._seam(here)):
                return seam
        elif self._is_no(here):
            return here - 1
        maximum = FIRST_MAXIMUM if self._is_first else MAXIMUM
        if here + 1 < maximum:
            return None
        if space := self._best_space(here):
            return space
        # No space at all: an address, or a script without them. Wait longer, then cut where we are.
        return here + 1 if here + 1 >= 2 * LONGEST else None

    def _seam(self, end: int) -> int | None:
        """The space before the word that ends at ``end``, if that word begins a phrase and enough comes before it."""
        space = self._held.rfind(" ", 0, end)
        if space < FIRST_EAGER or self._held[space + 1 : end].lower() not in _JOINTS | _PREPOSITIONS:
            return None
        words = self._held[:space].split()
        return space if len(words) >= 3 and self._binding(space, end) < 2 else None

    def _best_space(self, here: int) -> int | None:
        """Where to cut a clause that has become too long: the last of the best places, but not near its start."""
        best: tuple[int, int] | None = None
        for at in range(here, 0, -1):
            if self._held[at].isspace() and self._held[:at].strip():
                if self._is_in_link(at) and here < LONGEST:
                    continue
                cost = self._binding(at, here + 1) + (0 if at > here // 4 else 2)
                if best is None or cost < best[0]:
                    best = cost, at
        return best[1] if best else None

    def _binding(self, space: int, end: int) -> int:
        """How closely the words on both sides of a space belong together: 0 before a joint, 3 within a name.

        Nothing from ``end`` on is looked at: it may not have come yet.
        """
        before = self._held[:space].rsplit(maxsplit=1)[-1]
        after = self._held[space:end].split(maxsplit=1)
        follows = after[0] if after else ""
        if "[" in before or self._is_in_link(space):
            return 4
        if before[-1:].isdigit() or follows[:1].isdigit() or (before[:1].isupper() and follows[:1].isupper()):
            return 3
        if before.lower().lstrip(_OPENERS) in _BINDING or (
            before[-1] == "." and self._is_abbreviation(space - 1)
        ):
            return 2
        if before[-1] in _SOFT or follows.lower() in _JOINTS:
            return 0
        if not follows:
            return 2 if before[:1].isupper() else 1
        return 0 if follows.lower() in _PREPOSITIONS else 1

    def _is_in_link(self, at: int) -> bool:
        """Whether a link's label has begun there and not ended."""
        return self._held.rfind("[", 0, at) > self._held.rfind("]", 0, at)

    def _is_no(self, here: int) -> bool:
        """Whether a sentence "No." ended before the space before this character, and no "No. 5" did."""
        if here < 4 or self._held[here].isdigit() or not self._held[here - 1].isspace():
            return False
        words = self._held[: here - 1].split()
        return words[-1:] in (["No."], ["no."]) and self._is_long_enough(here - 1, ".")

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
        return (len(word) == 1 and word.isalpha() and word != "I") or word.lower() in {*_ABBREVIATIONS, "no"}


def pause_after_ms(clause: str) -> int:
    """Silence between a clause and the next: synthesisers leave out the pause at the end of what they speak."""
    bare = clause.rstrip(" \t" + _CLOSERS)
    last = bare[-1:]
    if last in {"\n", *_HARD}:
        return _SENTENCE_PAUSE_MS
    if last in {";", ":", "\uff1b", "\uff1a"}:
        return _COLON_PAUSE_MS
    return _COMMA_PAUSE_MS if last in _SOFT else 0
