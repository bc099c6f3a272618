"""Chance with a seed, and with two sides: what training sees, and what only the held-out set does."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from random import Random
from typing import Final, TypeVar
from zlib import crc32

from antiphon.engines.brain.table import row

T = TypeVar("T")

HELD_OUT: Final = 5
"""One value in so many is never trained on."""
SYLLABLES: Final = row(
    "ba be bi bo da de di do fa fe fi ga go ha he ja jo ka ke ko la le li lo lu ma me mi mo na ne ni no pa pe po ra re "
    "ri ro ru sa se si so su ta te ti to va ve vi wa ya za zo bran cal dor el fin gar hel jor kal lin mar nor per quin "
    "ros sel tal ul ver wil zan"
)


class Side(Enum):
    """Which half of the world is drawn from."""

    TRAINED = "trained"
    HELD_OUT = "held out"


def side_of(value: object) -> Side:
    """Where a value belongs: the same in every run, on every machine, whatever its case."""
    return Side.HELD_OUT if crc32(str(value).lower().encode()) % HELD_OUT == 0 else Side.TRAINED


class Draw:
    """Draws values and phrases. Two with the same seed and side draw the same."""

    def __init__(self, seed: int, side: Side = Side.TRAINED) -> None:
        self.side = side
        self.random = Random(f"{side.value} {seed}")  # noqa: S311  # data, not secrets

    def value(self, values: Sequence[T]) -> T:
        """One of an open class (names, dishes, cities …), of which each side has its own."""
        mine = [each for each in values if side_of(each) is self.side]
        return self.random.choice(mine or list(values))

    def values(self, values: Sequence[T], count: int) -> list[T]:
        """So many different ones, or as many as there are."""
        mine = [each for each in values if side_of(each) is self.side]
        return self.random.sample(mine, min(count, len(mine)))

    def either(self, values: Sequence[T]) -> T:
        """One of a closed class (weekdays, moods …), the same on both sides."""
        return self.random.choice(values)

    def phrase(self, templates: Sequence[str]) -> str:
        """A way to say it: the last of a list is never trained on, and is half of what the other side draws."""
        if len(templates) < 2:  # nothing can be kept apart
            return templates[0]
        if self.side is Side.TRAINED:
            return self.random.choice(templates[:-1])
        return templates[-1] if self.random.random() < 0.5 else self.random.choice(templates)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def number(self, least: int, most: int) -> int:
        """A number of this side's, where the range is wide enough to have sides."""
        if most - least < 2 * HELD_OUT:
            return self.random.randint(least, most)
        while side_of(f"number {(found := self.random.randint(least, most))}") is not self.side:
            pass
        return found

    def word(self, syllables: int = 0) -> str:
        """A word that is in no book, in lower case."""
        while True:
            parts = syllables or self.random.choice((2, 2, 3))
            made = "".join(self.random.choice(SYLLABLES) for _ in range(parts))
            if side_of(made) is self.side:
                return made
