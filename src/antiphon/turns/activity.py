"""Speech probabilities become the edges of the caller's activity. Counts samples; knows no seconds, no session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from antiphon.talk import INPUT_RATE

MS = INPUT_RATE // 1000
"""Input samples per millisecond."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Two thresholds, so that a wavering voice does not flicker: enter above one, leave below the other."""

    enter: float
    leave: float


@dataclass(frozen=True, slots=True)
class ActivityConfig:
    """When activity starts, pauses and ends."""

    sensitivity: Sensitivity = Sensitivity(0.5, 0.35)
    prefix_ms: int = 64
    """Speech required before a start (``prefixPaddingMs``): two windows, so that a click is no word."""
    pause_ms: int = 96
    """Silence after which a transcript is worth making: three windows."""
    silence_ms: int = 500
    """Silence that ends the activity (``silenceDurationMs``)."""
    preroll_ms: int = 300
    """Audio before the first speech that belongs to the turn all the same, so no syllable is lost."""


class Edge(Enum):
    """What a window of audio changed."""

    START = auto()
    PAUSE = auto()
    RESUME = auto()
    END = auto()


class ActivityDetector:
    """Hysteresis over probabilities. ``onset`` and ``speech_end`` are positions in the stream."""

    __slots__ = ("_config", "_paused", "_speech", "is_active", "onset", "position", "speech_end")

    def __init__(self, config: ActivityConfig) -> None:
        self._config = config
        self._speech = 0  # samples of speech gathered towards a start
        self._paused = False
        self.is_active = False
        self.position = 0
        self.onset = 0
        self.speech_end = 0

    def hear(self, probability: float, samples: int) -> Edge | None:
        """The next ``samples`` hold speech with ``probability``; at most one edge comes of it."""
        before, self.position = self.position, self.position + samples
        if not self.is_active:
            return self._towards_start(probability, before, samples)
        if probability >= self._config.sensitivity.leave:
            self.speech_end = self.position
            if self._paused:
                self._paused = False
                return Edge.RESUME
            return None
        silence = self.position - self.speech_end
        if silence >= self._config.silence_ms * MS:
            self.reset()
            return Edge.END
        if not self._paused and silence >= self._config.pause_ms * MS:
            self._paused = True
            return Edge.PAUSE
        return None

    def reset(self) -> None:
        """Forgets speech in progress: the stream ended, or the activity was closed from outside."""
        self.is_active = self._paused = False
        self._speech = 0

    def _towards_start(self, probability: float, before: int, samples: int) -> Edge | None:
        threshold = self._config.sensitivity
        if probability < (threshold.leave if self._speech else threshold.enter):
            self._speech = 0
            return None
        if not self._speech:
            self.onset = before
        self._speech += samples
        if self._speech < self._config.prefix_ms * MS:
            return None
        self.is_active, self._paused, self._speech = True, False, 0
        self.speech_end = self.position
        return Edge.START
