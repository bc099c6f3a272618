"""What turn-taking may be set to: one value that a session is given and its journal keeps. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from antiphon.turns import weights


@dataclass(frozen=True, slots=True)
class TurnPolicy:
    """How patient we are with pauses, and how easily an answer is interrupted. `antiphon tune` sweeps these."""

    earliest_ms: int = 192
    """Silence that ends a turn which is surely over, where the caller left that to us."""
    latest_ms: int = 800
    """The same of one that surely is not, or that nobody has judged."""
    surely_over: float = weights.SURELY_OVER
    """A turn is surely over from this score on."""
    surely_not: float = weights.SURELY_NOT
    """Up to this one it surely is not; in between, the silence shrinks as the score grows."""
    interrupts: float = weights.INTERRUPTS
    """Speech beneath an answer takes the floor from this score on."""
    continues: float = weights.CONTINUES
    """Up to this one, and with words to go by, it does not."""
    in_doubt: float = weights.IN_DOUBT
    """Where it has to be decided one way or the other."""
    first_glance_ms: int = 160
    """Of such speech, after which its words are first asked for; a recogniser makes nothing of less."""
    patience_ms: int = 400
    """Silence at most, once the listener's buffer is empty and nothing is decided (DESIGN: candidate)."""


USUAL: Final = TurnPolicy()
