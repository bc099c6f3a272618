"""Speech probabilities become the edges of the caller's activity. Counts samples; knows no seconds, no session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from antiphon.talk import INPUT_RATE
from antiphon.turns.endpointing import USUAL, Patience

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
    sure: float = 0.9
    """And one window of it must be speech with this probability: a chime may be, for as long as it rings."""
    unsure_ms: int = 512
    """Or it must last so long, as faint speech does and chimes do not."""
    pause_ms: int = 64
    """Silence after which a transcript is worth making: two windows. Three would save one draft in sixteen."""
    silence_ms: int = 500
    """Silence that ends the activity (``silenceDurationMs``)."""
    patience: Patience | None = USUAL
    """Silence that ends it where pauses are judged; ``None``: the caller's own number holds, whatever they sound like."""
    preroll_ms: int = 300
    """Audio before the first speech that belongs to the turn all the same, so no syllable is lost."""


class Edge(Enum):
    """What a window of audio changed."""

    START = auto()
    PAUSE = auto()
    RESUME = auto()
    END = auto()


class ActivityDetector:
    """Hysteresis over probabilities. ``onset`` and ``speech_end`` are positions in the stream.

    So is ``ended``, of the last speech of the last activity that is over. ``pause_silence`` and ``pause_needed`` are samples: of the last pause that is over, and what would have ended it.
    """

    __slots__ = (
        "_config",
        "_ending",
        "_is_sure",
        "_patience",
        "_paused",
        "_speech",
        "ended",
        "is_active",
        "onset",
        "pause_needed",
        "pause_silence",
        "position",
        "speech_end",
    )

    def __init__(self, config: ActivityConfig, *, is_judged: bool = False) -> None:
        """``is_judged``: somebody gives a verdict on each `Edge.PAUSE`, unless the caller wants none."""
        self._config = config
        self._patience = config.patience if is_judged else None
        self._ending = self._undecided  # samples of silence that end the activity
        self._speech = 0  # samples of speech gathered towards a start
        self._is_sure = False  # whether one of them surely is
        self._paused = False
        self.is_active = False
        self.position = 0
        self.onset = 0
        self.speech_end = 0
        self.ended = 0
        self.pause_silence = 0
        self.pause_needed = 0

    def hear(self, probability: float, samples: int) -> Edge | None:
        """The next ``samples`` hold speech with ``probability``; at most one edge comes of it."""
        before, self.position = self.position, self.position + samples
        if not self.is_active:
            return self._towards_start(probability, before, samples)
        if probability >= self._config.sensitivity.leave:
            ended, self.speech_end = self.speech_end, self.position
            if self._paused:
                self._leave_pause(before - ended)
                return Edge.RESUME
            return None
        silence = self.silence
        if silence >= self._ending:
            self.reset()
            return Edge.END
        if not self._paused and silence >= self._config.pause_ms * MS:
            self._paused = True
            return Edge.PAUSE
        return None

    @property
    def silence(self) -> int:
        """Samples since the last that held speech."""
        return self.position - self.speech_end

    @property
    def latest(self) -> int:
        """Samples of silence that end the activity whatever is known of the pause."""
        return self._undecided

    @property
    def is_judged(self) -> bool:
        """Whether verdicts on pauses are wanted."""
        return self._patience is not None

    def judge(self, score: float | None, stretch: float = 1.0) -> Edge | None:
        """The pause has been judged: the probability that the activity is over. Ends it if enough silence has come.

        ``stretch``: how much more patience this speaker needs than others.
        """
        if not self._paused or self._patience is None:
            return None
        self._ending = self._patience.silence_ms(score, stretch) * MS
        if self.silence < self._ending:
            return None
        self.reset()
        return Edge.END

    def reset(self) -> None:
        """Forgets speech in progress: the stream ended, or the activity was closed from outside."""
        self._leave_pause(self.silence)
        self.ended = self.speech_end
        self.is_active = False
        self._speech = 0

    def _leave_pause(self, silence: int) -> None:
        self.pause_silence, self.pause_needed = silence, self._ending
        self._paused = False
        self._ending = self._undecided

    @property
    def _undecided(self) -> int:
        silence_ms = self._config.silence_ms if self._patience is None else self._patience.silence_ms(None)
        return silence_ms * MS

    def _towards_start(self, probability: float, before: int, samples: int) -> Edge | None:
        threshold = self._config.sensitivity
        if probability < (threshold.leave if self._speech else threshold.enter):
            self._speech = 0
            return None
        if not self._speech:
            self.onset = before
            self._is_sure = False
        self._speech += samples
        self._is_sure = self._is_sure or probability >= self._config.sure
        if self._speech < self._config.prefix_ms * MS:
            return None
        if not self._is_sure and self._speech < self._config.unsure_ms * MS:
            return None
        self.is_active, self._paused, self._speech = True, False, 0
        self.speech_end = self.position
        return Edge.START
