"""What ``realtimeInputConfig`` means for hearing: one table of thresholds (PROTOCOL 2.5, 4.4, 4.7). No state."""

from __future__ import annotations

from typing import Final, NamedTuple

from antiphon.session.profiles import Caller, Coverage, Profile
from antiphon.turns.activity import ActivityConfig, Sensitivity
from antiphon.turns.endpointing import Patience
from antiphon.turns.policy import USUAL, TurnPolicy
from antiphon.wire.setup import (
    AutomaticActivityDetection,
    EndSensitivity,
    RealtimeInputConfig,
    StartSensitivity,
    TurnCoverage,
)

MAX_PREFIX_MS: Final = 2_000
MAX_SILENCE_MS: Final = 10_000
MAX_COVERED_MS: Final = 10_000
"""Of what came before a turn's first word: recognisers read all of it again and again."""


class Start(NamedTuple):
    """How easily speech begins."""

    enter: float
    """Probability of speech that counts towards a start."""
    prefix_ms: int
    """Speech required, unless ``prefixPaddingMs`` says: whole windows of 32 ms, so that a click is no word."""


class End(NamedTuple):
    """How readily speech ends."""

    margin: float
    """How far below the start's threshold the probability must fall to count as silence."""
    silence_ms: int
    """Silence required, unless ``silenceDurationMs`` says."""
    patience: Patience
    """The same where pauses are judged."""


STARTS: Final = {
    StartSensitivity.HIGH: Start(0.5, 64),
    StartSensitivity.LOW: Start(0.7, 128),
}
ENDS: Final = {
    EndSensitivity.HIGH: End(0.15, 500, Patience(192, 800)),
    EndSensitivity.LOW: End(0.3, 800, Patience(320, 1_200)),
}


def activity_for(
    config: RealtimeInputConfig, profile: Profile, caller: Caller, turns: TurnPolicy = USUAL
) -> ActivityConfig | None:
    """The caller's numbers where it gave any, each within sane bounds. ``None``: it declares its activity itself.

    ``turns``: what holds where the caller left it to us.
    """
    detection = config.automatic_activity_detection or AutomaticActivityDetection()
    if detection.disabled:
        return None
    # What is unset differs between the two services (PROTOCOL 2.5).
    usual = StartSensitivity.LOW if caller.is_vertex else StartSensitivity.HIGH
    start = STARTS.get(detection.start_of_speech_sensitivity or usual, STARTS[usual])
    end = ENDS.get(detection.end_of_speech_sensitivity or EndSensitivity.HIGH, ENDS[EndSensitivity.HIGH])
    prefix_ms = _within(detection.prefix_padding_ms, start.prefix_ms, MAX_PREFIX_MS)
    silence_ms = _within(detection.silence_duration_ms, end.silence_ms, MAX_SILENCE_MS)
    usually = ActivityConfig()
    preroll_ms = max(prefix_ms, usually.preroll_ms)
    if coverage_for(config, profile) is Coverage.ALL:
        preroll_ms = MAX_COVERED_MS
    return ActivityConfig(
        sensitivity=Sensitivity(start.enter, round(start.enter - end.margin, 3)),
        prefix_ms=prefix_ms,
        pause_ms=min(usually.pause_ms, silence_ms),
        silence_ms=silence_ms,
        patience=_patience(end, turns) if detection.silence_duration_ms is None else None,
        preroll_ms=preroll_ms,
    )


def coverage_for(config: RealtimeInputConfig, profile: Profile) -> Coverage:
    """What the caller said, else what its model's family does.

    One source gives Vertex's default as all input; we take silence into a turn only when asked to.
    """
    match config.turn_coverage:
        case TurnCoverage.ONLY_ACTIVITY:
            return Coverage.ACTIVITY
        case TurnCoverage.ALL_INPUT:
            return Coverage.ALL
        case TurnCoverage.AUDIO_ACTIVITY_AND_ALL_VIDEO:
            return Coverage.ACTIVITY_AND_ALL_VIDEO
        case _:
            return profile.coverage


def _patience(end: End, turns: TurnPolicy) -> Patience:
    """As set; how much more patient one sensitivity is than another stays the same."""
    usual = ENDS[EndSensitivity.HIGH].patience
    earliest_ms = end.patience.earliest_ms - usual.earliest_ms + turns.earliest_ms
    latest_ms = end.patience.latest_ms - usual.latest_ms + turns.latest_ms
    return Patience(earliest_ms, max(latest_ms, earliest_ms), turns.surely_over, turns.surely_not)


def _within(asked: int | None, usual: int, most: int) -> int:
    return usual if asked is None else min(max(asked, 0), most)
