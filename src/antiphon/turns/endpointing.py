"""How much silence ends a turn, once a detector has judged the pause. Knows no model, no session, no clock.

Silence is counted in samples of audio, never in time that passes: audio that comes faster than real time, or late,
is judged by what it holds. A verdict decides whenever it comes; none, for whatever reason, is the same as "not yet".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from antiphon.talk import INPUT_RATE

JUDGED: Final = 8 * INPUT_RATE
"""Samples that a pause is judged by: the last 8 s of the turn."""
TRAILING: Final = 200 * INPUT_RATE // 1000
"""Samples of silence that a turn detector wants to hear at the end: what has not come yet is made up.

Smart Turn has learnt from pauses of 200 ms. After 64 ms and no more it agrees with its later self on 86 of 100 cut
sentences; with the rest filled up on 95, and is asked 128 ms earlier.
"""
LIKELY: Final = 0.5
"""A turn that has ended with this probability has ended."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Silence that ends a turn whose caller left that to us."""

    earliest_ms: int = 192
    """Of a turn that sounds finished. Six windows: 200 ms, as nearly as they can be counted in windows of 32 ms,
    and as the voice ended somewhere within the last one that held some."""
    latest_ms: int = 800
    """Of one that does not, or that nobody has judged."""
    likely: float = LIKELY
    """With which probability that it has ended a turn sounds finished."""

    def silence_ms(self, verdict: float | None) -> int:
        """Silence that ends the turn. ``verdict``: the probability that it has ended, once somebody has said so."""
        return self.earliest_ms if verdict is not None and verdict >= self.likely else self.latest_ms


USUAL: Final = Patience()
