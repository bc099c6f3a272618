"""One speaker's pauses: how long they are when speech goes on after them, and what was decided about the last one.

Knows no session and no clock: lengths are counted in samples of audio by whoever reports them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from antiphon.talk import Cues
from antiphon.turns.endpointing import Finding, weigh

USUAL_MS: Final = 350
"""A pause within a turn, of a speaker of whom nothing is known."""
COUNTED_MS: Final = 96
"""Shorter ones are part of speaking: of a stop consonant, not of a thought."""
LONGEST_MS: Final = 2_000
"""Longer ones count as so long."""
PRIOR: Final = 3.0
"""So many pauses of their own weigh as much with a speaker as what people are like."""
MEMORY: Final = 12.0
"""So many pauses weigh at most, the newest most: nobody speaks alike all day."""
LEAST_STRETCH: Final = 0.75
MOST_STRETCH: Final = 1.5


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that is over, one way or the other."""

    rule: str
    """Why the turn ended there: ``judged``, ``latest``, ``silence`` (nobody judges), ``client`` (its own number),
    ``stream end``, ``starved``. Where speech went on: what it would have ended by."""
    silence_ms: int
    """How long it lasted, or had lasted at the end."""
    needed_ms: int
    """So much would have ended the turn, by what was known last."""
    score: float | None = None
    """The probability that it was the end; ``None``: nobody has judged it."""
    evidence: dict[str, float] = field(default_factory=dict)
    """By name, what moved the score."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How long one speaker's pauses are: a running mean of logarithms, pulled towards what is usual."""

    weight: float = 0.0
    mean: float = 0.0
    """Of the logarithm of each pause by `USUAL_MS`."""

    def after(self, pause_ms: float) -> Habit:
        """Speech went on after a pause."""
        if pause_ms < COUNTED_MS:
            return self
        ratio = math.log(min(pause_ms, LONGEST_MS) / USUAL_MS)
        weight = min(self.weight + 1.0, MEMORY)
        return Habit(weight, self.mean + (ratio - self.mean) / weight)

    @property
    def stretch(self) -> float:
        """How much longer than anybody else this speaker is waited for, while it is open whether they have finished."""
        pulled = self.mean * self.weight / (self.weight + PRIOR)
        return min(max(math.exp(pulled), LEAST_STRETCH), MOST_STRETCH)

    @property
    def typical_ms(self) -> float:
        """A pause within a turn, as far as one can tell."""
        return USUAL_MS * math.exp(self.mean * self.weight / (self.weight + PRIOR))


class Pauses:
    """What is known of the pause that lasts, what became of the last one, and what this speaker's pauses are like."""

    __slots__ = ("_cues", "_finding", "_verdict", "habit", "last")

    def __init__(self) -> None:
        self.habit = Habit()
        self.last: Pause | None = None
        self._verdict: float | None = None
        self._cues: Cues | None = None
        self._finding: Finding | None = None

    def begin(self) -> None:
        """Nothing is known of it yet."""
        self._verdict, self._cues, self._finding = None, None, None

    def judge(self, verdict: float) -> Finding | None:
        """How it sounds."""
        self._verdict = verdict
        return self._weigh()

    def read(self, cues: Cues) -> Finding | None:
        """What its words say."""
        self._cues = cues
        return self._weigh()

    def go_on(self, rule: str, silence_ms: int, needed_ms: int) -> None:
        """Speech went on."""
        self.close(rule, silence_ms, needed_ms)
        self.learn(silence_ms)

    def learn(self, silence_ms: int) -> None:
        """Speech went on after so long: within a turn, or soon after what had been taken for its end."""
        self.habit = self.habit.after(silence_ms)

    def close(self, rule: str, silence_ms: int, needed_ms: int) -> None:
        """It is over."""
        found = self._finding
        score, evidence = (found.score, found.evidence) if found else (None, {})
        self.last = Pause(rule, silence_ms, needed_ms, score, evidence)
        self.begin()

    @property
    def is_judged(self) -> bool:
        """Whether there is a score."""
        return self._finding is not None

    def _weigh(self) -> Finding | None:
        self._finding = weigh(self._verdict, self._cues)
        return self._finding
