"""How a run is made: everything that its outcome depends on, but for the data's own recipe."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The same settings, data, model and number of threads make the same adapter."""

    tokens: int = 3_000_000
    """How long it is, in tokens read: not in time, which differs from machine to machine."""
    batch: int = 2048
    """Tokens at most that one step learns from."""
    rank: int = 16
    scale: float = 2.0
    peak: float = 8e-4
    """The highest learning rate."""
    warmup: int = 40_000
    """Tokens until it is reached."""
    decay: float = 0.3
    """The last part of the run, in which it falls to nothing."""
    clip: float = 1.0
    betas: tuple[float, float] = (0.9, 0.98)
    seed: int = 1

    @property
    def decays_at(self) -> int:
        """The tokens after which the rate falls: up to here, a longer run is the same."""
        return round(self.tokens * (1 - self.decay))

    def rate(self, tokens: int) -> float:
        """The learning rate of the step after so many tokens."""
        rising = min(1.0, (tokens + self.batch) / max(self.warmup, 1))
        falling = min(1.0, (self.tokens - tokens) / max(self.tokens - self.decays_at, 1))
        return self.peak * max(min(rising, falling), 0.0)

    def is_prolonged(self, other: Settings) -> bool:
        """Whether the other run is this one but for its length."""
        mine, its = asdict(self), asdict(other)
        return all(mine[key] == its[key] for key in mine if key not in {"tokens", "decay"})

    def digest(self, data: str, base: str) -> str:
        """The hash of the whole recipe: these, what was read, and what model it is for."""
        return hashlib.sha256(json.dumps([asdict(self), data, base]).encode()).hexdigest()
