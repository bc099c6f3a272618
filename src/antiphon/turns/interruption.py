"""Whether speech that meets an answer takes the floor: a logistic score over named features, and what it is held against.

Not every sound beneath an answer is an interruption: who listens says "mm-hm", coughs, talks to somebody else, or has
a loudspeaker that is heard by the microphone. Knows no session and no sound: what is known of the speech, in numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from antiphon.talk import Acoustics, Cues
from antiphon.turns import weights
from antiphon.turns.policy import USUAL, TurnPolicy

GLANCE_MS: Final = 32
"""One window: between one look and the next. A recogniser that is slower looks less often."""
DENSE_MS: Final = 352
"""Until then they follow one another so closely, later each comes after a quarter more of speech."""
GROWTH: Final = 1.25
READ_MS: Final = 300
"""Words of so much speech count in full: of less they are often others."""
MUTE_MS: Final = 250
"""Speech of which no words come: from so much on that means something, from twice as much on all it can."""
LONG_MS: Final = 1_000
MANY: Final = 3
"""Words that neither acknowledge nor command: more say no more."""
QUIET_DB: Final = 5.0
"""So much below what a caller's turns are like may be a caller who speaks softly."""
FAINT_DB: Final = 13.0
"""So much below is somebody else, or is said to somebody else."""
UNLIKE: Final = 0.55
"""A voice beside ours may be as like it as that."""


class Leaning(Enum):
    """What the score comes to."""

    INTERRUPTS = auto()
    UNDECIDED = auto()
    CONTINUES = auto()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the speech, so far."""

    speech_ms: float
    """From its onset to its last sound."""
    is_over: bool = False
    """Whether it has come to a pause."""
    cues: Cues | None = None
    """Of its words; ``None``: nobody has read any."""
    read_ms: float = 0.0
    """Speech that those were read of."""
    acoustics: Acoustics | None = None
    usual_db: float | None = None
    """What this caller's turns are like, if there was one."""
    heard_s: float = math.inf
    """Of the answer, before it began."""
    is_question: bool = False
    """Whether all of the answer is out and it ends by asking something."""

    def features(self) -> dict[str, float]:
        """By name, each about 0 to 1."""
        found = {
            "length": min(self.speech_ms / LONG_MS, 1.0),
            "early": max(1.0 - self.heard_s, 0.0),
            "question": float(self.is_question),
            "over": float(self.is_over),
        }
        if self.cues is None:
            found["unread"] = min(max(self.speech_ms - MUTE_MS, 0.0) / MUTE_MS, 1.0)
        else:
            found |= _of_words(self.cues, min(self.read_ms / READ_MS, 1.0))
        if self.acoustics is not None:
            found["echo"] = max(self.acoustics.echo - UNLIKE, 0.0) / (1.0 - UNLIKE)
            if self.usual_db is not None:
                below = self.usual_db - self.acoustics.level_db - QUIET_DB
                found["quiet"] = min(max(below, 0.0) / (FAINT_DB - QUIET_DB), 1.0)
        return found


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence comes to."""

    score: float
    """The probability that it is an interruption."""
    rule: str
    """The feature that weighed most for it, or against."""
    evidence: dict[str, float]
    """What each feature moved the odds by, as a logarithm."""
    leaning: Leaning
    """Where it points."""


def judge(evidence: Evidence, policy: TurnPolicy = USUAL) -> Judgement:
    """The score of the evidence, and what made it."""
    moved = {
        name: round(weights.INTERRUPTION[name] * value, 3)
        for name, value in evidence.features().items()
        if value
    }
    odds = weights.INTERRUPTION["bias"] + sum(moved.values())
    score = 1.0 / (1.0 + math.exp(-odds))
    sign = 1.0 if score >= 0.5 else -1.0
    rule = max(moved, key=lambda name: sign * moved[name], default="bias")
    return Judgement(score, rule, moved, _leaning(score, policy))


def _leaning(score: float, policy: TurnPolicy) -> Leaning:
    if score >= policy.interrupts:
        return Leaning.INTERRUPTS
    return Leaning.CONTINUES if score <= policy.continues else Leaning.UNDECIDED


def next_glance_ms(after_ms: int, first_ms: int = USUAL.first_glance_ms) -> int:
    """The length of speech at which its words are asked for again; 0: they never were."""
    if not after_ms:
        return first_ms
    return after_ms + GLANCE_MS if after_ms < DENSE_MS else min(int(after_ms * GROWTH), after_ms + LONG_MS)


def _of_words(cues: Cues, trust: float) -> dict[str, float]:
    if not cues.words:
        return {"wordless": trust}
    plain = max(cues.words - cues.backchannels - cues.commands, 0)
    return {
        "backchannel": float(cues.backchannels == cues.words),
        "mixed": float(0 < cues.backchannels < cues.words),
        "command": float(cues.commands > 0),
        "words": min(plain, MANY) / MANY * 2,
        "hasty": 0.0 if cues.commands else 1.0 - trust,
        "echoed": cues.echoed / cues.words,
    }
