"""How much silence ends a turn, once the pause has been judged. Knows no model, no session, no clock.

The sound of a pause (a turn detector's verdict) and its words (`Cues`) make one probability that this was the end, and
that makes a silence: the surer, the shorter. Silence is counted in samples of audio, never in time that passes: audio
that comes faster than real time, or late, is judged by what it holds. What is known decides whenever it comes; no
verdict, for whatever reason, is the same as "not yet".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from antiphon.talk import INPUT_RATE, Cues
from antiphon.turns import weights

JUDGED: Final = 8 * INPUT_RATE
"""Samples that a pause is judged by: the last 8 s of the turn."""
TRAILING: Final = 200 * INPUT_RATE // 1000
"""Samples of silence that a turn detector wants to hear at the end: what has not come yet is made up.

Smart Turn has learnt from pauses of 200 ms. After 64 ms and no more it agrees with its later self on 86 of 100 cut
sentences; with the rest filled up on 95, and is asked 128 ms earlier.
"""
SHARP: Final = 0.01
"""Of scores, between which a turn is over and is not."""
DOUBT: Final = 0.02
"""No verdict is surer than that."""
DISBELIEF: Final = 0.001
"""No recogniser is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of a pause comes to this."""

    score: float
    """The probability that it is the end of the turn."""
    evidence: dict[str, float]
    """What each feature moved the odds by, as a logarithm."""


def features(verdict: float, cues: Cues | None) -> dict[str, float]:
    """By name. ``verdict``: a turn detector's probability; ``cues`` of the words so far, ``None`` until they are read."""
    found = {"verdict": _log_odds(verdict, DOUBT)}
    if cues is None:
        found["unread"] = 1.0
    elif not cues.words:
        found["wordless"] = 1.0
    else:
        found |= {"trailing": cues.trailing, "closed": _log_odds(cues.closed, DISBELIEF)}
    return found


def _log_odds(probability: float, doubt: float) -> float:
    certain = min(max(probability, doubt), 1 - doubt)
    return math.log(certain / (1 - certain))


def weigh(verdict: float | None, cues: Cues | None) -> Finding | None:
    """The score of a pause; ``None`` as long as nobody has judged it."""
    if verdict is None:
        return None
    moved = {
        name: round(weights.ENDPOINT[name] * value, 3)
        for name, value in features(verdict, cues).items()
        if value
    }
    odds = weights.ENDPOINT["bias"] + sum(moved.values())
    return Finding(1.0 / (1.0 + math.exp(-odds)), moved)


@dataclass(frozen=True, slots=True)
class Patience:
    """Silence that ends a turn whose caller left that to us."""

    earliest_ms: int = 192
    """Of a turn that is surely over. Six windows: 200 ms, as nearly as they can be counted in windows of 32 ms,
    and as the voice ended somewhere within the last one that held some."""
    latest_ms: int = 800
    """Of one that surely is not, or that nobody has judged."""
    surely_over: float = weights.SURELY_OVER
    surely_not: float = weights.SURELY_NOT

    def silence_ms(self, score: float | None, stretch: float = 1.0) -> int:
        """Silence that ends the turn, by its score; in between, ``stretch`` times as long as for anybody else."""
        if score is None:
            return self.latest_ms
        share = (self.surely_over - score) / max(self.surely_over - self.surely_not, SHARP)
        wait = (self.latest_ms - self.earliest_ms) * min(max(share, 0.0), 1.0)
        return min(round(self.earliest_ms + wait * stretch), self.latest_ms)


USUAL: Final = Patience()
