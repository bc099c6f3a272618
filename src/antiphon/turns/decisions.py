"""What was decided about the floor, and why: what `antiphon turns` shows of a call. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What became of a stretch of the caller's sound, or of a draft."""

    STARTED = "started"
    """The caller's activity began."""
    PAUSED = "paused"
    """It went on after a pause that was not taken for its end."""
    ENDED = "ended"
    """The turn was taken to be over."""
    HELD = "held"
    """Speech met an answer: nothing more of the answer leaves until it is clear what the speech is."""
    RELEASED = "released"
    """It does not take the floor, as far as can be told: the answer goes on."""
    INTERRUPTED = "interrupted"
    """It does."""
    IGNORED = "ignored"
    """It is over and asked for nothing."""
    RESUMED = "resumed"
    """It had interrupted for nothing: what was not heard of the answer comes now."""
    REDRAFTED = "redrafted"
    """An answer was begun for words that turned out not to be all."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. Positions are input samples; the instant is that of the input it came of."""

    kind: Kind
    turn: int
    """The user turn it is about."""
    position: int
    """Up to where the stream had been listened to."""
    rule: str
    """Why, in a word or two: the name of the rule that held."""
    score: float | None = None
    """What the rule went by, if it is a number: a probability."""
    threshold: float | None = None
    """What it was held against."""
    silence_ms: int = 0
    """Since the last speech; of a pause that is over, its length."""
    needed_ms: int | None = None
    """Of a pause that is over: the silence that ends the turn, by what was known of it last."""
    speech_ms: int = 0
    """Of the activity so far, from its onset to its last sound; 0 where the caller declares it."""
    evidence: dict[str, float] = field(default_factory=dict)
    """By name, what the score was made of."""
