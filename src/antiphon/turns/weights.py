"""Every number that turn-taking was fitted with: the only file to change when it is fitted anew.

Weights are of logistic scores: evidence of 1 moves the odds by e to the weight. How they came about, and what they
are worth, is in `docs/explanation/turn-taking.md` and `docs/explanation/barge-in.md`.
"""

from __future__ import annotations

from typing import Final

INTERRUPTION: Final = {
    "bias": -0.6,
    "length": 1.2,
    "unread": 1.6,
    "words": 0.9,
    "command": 1.8,
    "hasty": -0.7,
    "backchannel": -0.6,
    "mixed": -0.5,
    "wordless": -2.0,
    "over": -1.3,
    "echo": -6.0,
    "echoed": -3.0,
    "quiet": -4.0,
    "early": 0.8,
    "question": 2.5,
}
"""Whether speech that meets an answer takes the floor. What each stands for: `antiphon.turns.interruption`."""
INTERRUPTS: Final = 0.75
"""From this score on it does."""
SURE: Final = 0.85
"""From this score on, and with words to go by, nobody asks whether it was one after all."""
CONTINUES: Final = 0.3
"""Up to this one, and with words to go by, it does not."""
IN_DOUBT: Final = 0.7
"""Where it has to be decided one way or the other: who is not heard will say it again, who is stopped will not."""

ENDPOINT: Final = {
    "bias": -0.19,
    "verdict": 0.2,
    "trailing": -3.79,
    "closed": 0.65,
    "unread": 0.2,
    "wordless": -2.0,
}
"""Whether a pause is the end of a turn. What each stands for: `antiphon.turns.endpointing`."""
SURELY_OVER: Final = 0.8
"""From this score on, a turn has ended at the earliest instant there is."""
SURELY_NOT: Final = 0.3
"""Up to this one it ends at the latest; in between, the silence shrinks as the score grows."""
