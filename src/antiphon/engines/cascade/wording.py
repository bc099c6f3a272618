"""What is done to a recogniser's words: loops are cut, old spelling is made new, growing text is steadied. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

REPEATS: Final = 4
"""So many times the same tokens in a row are a loop, not speech."""
LONGEST_LOOP: Final = 8
HELD_BACK: Final = 1
"""Words at the end of a growing text that may still be cut off in the middle."""

# Moonshine's training texts are in part old books. Spelling only: what differs between countries stays.
_HYPHENED: Final = re.compile(r"\b(to)-(day|night|morrow)\b", re.IGNORECASE)
_OLD: Final = {
    "connexion": "connection",
    "connexions": "connections",
    "good-by": "goodbye",
    "good-bye": "goodbye",
    "now-a-days": "nowadays",
    "reflexion": "reflection",
    "reflexions": "reflections",
    "shew": "show",
    "shewed": "showed",
    "shewing": "showing",
    "shewn": "shown",
    "shews": "shows",
    "waggon": "wagon",
    "waggons": "wagons",
    "week-end": "weekend",
    "week-ends": "weekends",
}
_OLD_WORD: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(_OLD)})(?![\w-])", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[\W_]+")
_END: Final = re.compile(r"\W+\Z")


def loop_start(tokens: Sequence[int]) -> int:
    """How many tokens to keep if the list ends in `REPEATS` equal runs (one run is kept), else 0."""
    for length in range(1, LONGEST_LOOP + 1):
        if len(tokens) <= length * REPEATS:
            return 0
        tail = tokens[-length:]
        if all(tokens[-length * n - length : -length * n] == tail for n in range(1, REPEATS)):
            return len(tokens) - length * (REPEATS - 1)
    return 0


def modern(text: str) -> str:
    """Today's spelling of "to-day" and its kin."""
    return _OLD_WORD.sub(_today, _HYPHENED.sub(r"\1\2", text))


def _today(found: re.Match[str]) -> str:
    old = found[0]
    new = _OLD[old.lower()]
    if old.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new


class Steady:
    """Which words of a growing text will stay: those that two readings in a row agree on, but for the last."""

    def __init__(self) -> None:
        self.text = ""
        """The newest reading, behind what is kept."""
        self._kept = ""
        self._count = 0  # words in what is kept
        self._last: list[str] = []

    @property
    def stable(self) -> int:
        """So many characters of `text` are never taken back. The punctuation behind them is still open."""
        return len(self._kept)

    def take(self, text: str) -> None:
        """A newer reading, of more speech. What was kept stays, whatever the reading says of it."""
        words, count = text.split(), self._count
        agreed = 0
        for before, now in zip(self._last, words, strict=False):
            if plain(before) != plain(now):
                break
            agreed += 1
        self._last = words
        sign = _END.search(words[count - 1]) if 0 < count <= len(words) else None
        base = self._kept + (sign[0] if sign else "")
        self.text = " ".join([base, *words[count:]]).strip()
        if (agreed := min(agreed, len(words) - HELD_BACK)) > count:
            self._kept = _END.sub("", " ".join([base, *words[count:agreed]]).strip())
            self._count = agreed


def plain(word: str) -> str:
    """A word without case and punctuation: what two readings must agree on."""
    return _LETTERS.sub("", word.lower())
