from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.detection import (
    ENDS,
    MAX_COVERED_MS,
    MAX_PREFIX_MS,
    MAX_SILENCE_MS,
    STARTS,
    activity_for,
    coverage_for,
)
from antiphon.session.profiles import FOREIGN, Caller, Coverage, Profile, profile_for
from antiphon.turns.activity import MS, ActivityConfig, ActivityDetector, Edge, Sensitivity
from antiphon.turns.endpointing import Patience
from antiphon.turns.policy import TurnPolicy
from antiphon.wire.setup import (
    AutomaticActivityDetection,
    EndSensitivity,
    RealtimeInputConfig,
    StartSensitivity,
    TurnCoverage,
)

WINDOW_MS = 32
VERTEX = Caller(is_vertex=True)
OLDER, NEWER = profile_for("gemini-2.5-flash-live"), profile_for("gemini-3.8-live")


def config_for(
    caller: Caller = Caller(), coverage: TurnCoverage | None = None, **detection: Any
) -> ActivityConfig:
    realtime = RealtimeInputConfig(
        automatic_activity_detection=AutomaticActivityDetection(**detection), turn_coverage=coverage
    )
    config = activity_for(realtime, FOREIGN, caller)
    assert config is not None
    return config


def windows_until(edge: Edge, config: ActivityConfig, *probabilities: float) -> int:
    """Windows of the last probability until ``edge`` comes, the others having been heard for a second each."""
    detector = ActivityDetector(config)
    *before, last = probabilities
    for probability in before:
        for _ in range(-(-1000 // WINDOW_MS)):
            detector.hear(probability, WINDOW_MS * MS)
    for count in range(1, 1000):
        if detector.hear(last, WINDOW_MS * MS) is edge:
            return count
    return 0


def test_what_is_unset_differs_between_the_two_services() -> None:
    usual, vertex = config_for(), config_for(VERTEX)
    assert usual == activity_for(RealtimeInputConfig(), FOREIGN, Caller())
    assert usual == config_for(
        start_of_speech_sensitivity=StartSensitivity.HIGH, end_of_speech_sensitivity=EndSensitivity.HIGH
    )
    assert vertex == config_for(start_of_speech_sensitivity=StartSensitivity.LOW)
    assert vertex.sensitivity.enter > usual.sensitivity.enter
    assert vertex.prefix_ms > usual.prefix_ms
    assert vertex.silence_ms == usual.silence_ms


@pytest.mark.parametrize("caller", [Caller(), VERTEX])
@pytest.mark.parametrize(
    ("start", "end", "expected", "prefix_ms", "silence_ms"),
    [
        (StartSensitivity.HIGH, EndSensitivity.HIGH, Sensitivity(0.5, 0.35), 64, 500),
        (StartSensitivity.HIGH, EndSensitivity.LOW, Sensitivity(0.5, 0.2), 64, 800),
        (StartSensitivity.LOW, EndSensitivity.HIGH, Sensitivity(0.7, 0.55), 128, 500),
        (StartSensitivity.LOW, EndSensitivity.LOW, Sensitivity(0.7, 0.4), 128, 800),
    ],
)
def test_what_is_set_is_the_same_for_everybody(
    caller: Caller,
    start: StartSensitivity,
    end: EndSensitivity,
    expected: Sensitivity,
    prefix_ms: int,
    silence_ms: int,
) -> None:
    config = config_for(caller, start_of_speech_sensitivity=start, end_of_speech_sensitivity=end)
    assert (config.sensitivity, config.prefix_ms, config.silence_ms) == (expected, prefix_ms, silence_ms)


@pytest.mark.parametrize("caller", [Caller(), VERTEX])
def test_unspecified_is_unset(caller: Caller) -> None:
    assert config_for(caller) == config_for(
        caller,
        start_of_speech_sensitivity=StartSensitivity.UNSPECIFIED,
        end_of_speech_sensitivity=EndSensitivity.UNSPECIFIED,
    )


def test_a_higher_sensitivity_hears_more_and_waits_less() -> None:
    start, end = STARTS[StartSensitivity.HIGH], ENDS[EndSensitivity.HIGH]
    slow_start, slow_end = STARTS[StartSensitivity.LOW], ENDS[EndSensitivity.LOW]
    assert start.enter < slow_start.enter
    assert start.prefix_ms < slow_start.prefix_ms
    assert end.silence_ms < slow_end.silence_ms
    assert end.patience.earliest_ms < slow_end.patience.earliest_ms
    assert end.patience.latest_ms < slow_end.patience.latest_ms
    assert end.margin < slow_end.margin  # less of a fall is needed to count as silence


@pytest.mark.parametrize(("start", "faint"), [(StartSensitivity.HIGH, True), (StartSensitivity.LOW, False)])
def test_faint_speech_is_speech_to_who_listens_closely(start: StartSensitivity, *, faint: bool) -> None:
    config = config_for(start_of_speech_sensitivity=start)
    assert bool(windows_until(Edge.START, config, 0.6)) is faint
    assert windows_until(Edge.START, config, 0.9) == -(-config.prefix_ms // WINDOW_MS)


@pytest.mark.parametrize(("end", "is_silence"), [(EndSensitivity.HIGH, True), (EndSensitivity.LOW, False)])
def test_a_murmur_is_silence_to_who_ends_readily(end: EndSensitivity, *, is_silence: bool) -> None:
    config = config_for(end_of_speech_sensitivity=end)
    assert bool(windows_until(Edge.END, config, 1.0, 0.3)) is is_silence
    assert windows_until(Edge.END, config, 1.0, 0.0) == -(-config.silence_ms // WINDOW_MS)


@pytest.mark.parametrize("end", [None, *EndSensitivity])
def test_a_number_of_the_callers_own_leaves_nothing_to_judge(end: EndSensitivity | None) -> None:
    assert config_for(end_of_speech_sensitivity=end).patience is not None
    assert config_for(end_of_speech_sensitivity=end, silence_duration_ms=700).patience is None


@given(st.integers(0, 2_000))
def test_a_prefix_is_honoured_to_the_window(prefix_ms: int) -> None:
    config = config_for(prefix_padding_ms=prefix_ms)
    assert windows_until(Edge.START, config, 1.0) == max(-(-prefix_ms // WINDOW_MS), 1)


@given(st.integers(0, 10_000))
def test_a_silence_is_honoured_to_the_window(silence_ms: int) -> None:
    config = config_for(silence_duration_ms=silence_ms)
    assert windows_until(Edge.END, config, 1.0, 0.0) == max(-(-silence_ms // WINDOW_MS), 1)


@pytest.mark.parametrize("caller", [Caller(), VERTEX])
def test_the_callers_numbers_outweigh_its_sensitivities(caller: Caller) -> None:
    config = config_for(
        caller,
        start_of_speech_sensitivity=StartSensitivity.LOW,
        end_of_speech_sensitivity=EndSensitivity.LOW,
        prefix_padding_ms=20,
        silence_duration_ms=100,
    )
    assert (config.prefix_ms, config.silence_ms) == (20, 100)
    assert config.pause_ms <= config.silence_ms
    assert config.sensitivity == Sensitivity(0.7, 0.4)


@given(
    st.none() | st.integers(-(2**31), 2**31 - 1),
    st.none() | st.integers(-(2**31), 2**31 - 1),
    st.sampled_from([None, *TurnCoverage]),
    st.booleans(),
)
def test_whatever_a_caller_asks_for_is_bounded(
    prefix_ms: int | None,
    silence_ms: int | None,
    coverage: TurnCoverage | None,
    is_vertex: bool,
) -> None:
    config = config_for(
        Caller(is_vertex=is_vertex), coverage, prefix_padding_ms=prefix_ms, silence_duration_ms=silence_ms
    )
    assert 0 <= config.prefix_ms <= MAX_PREFIX_MS
    assert 0 <= config.pause_ms <= config.silence_ms <= MAX_SILENCE_MS
    assert config.prefix_ms <= config.preroll_ms <= MAX_COVERED_MS
    assert 0 < config.sensitivity.leave < config.sensitivity.enter < 1


@pytest.mark.parametrize("coverage", [None, *TurnCoverage])
def test_who_declares_activity_has_nothing_detected(coverage: TurnCoverage | None) -> None:
    detection = AutomaticActivityDetection(disabled=True, silence_duration_ms=100)
    config = RealtimeInputConfig(automatic_activity_detection=detection, turn_coverage=coverage)
    assert activity_for(config, NEWER, Caller()) is None


@pytest.mark.parametrize(
    ("asked", "profile", "expected"),
    [
        (None, FOREIGN, Coverage.ACTIVITY),
        (None, OLDER, Coverage.ACTIVITY),
        (None, NEWER, Coverage.ACTIVITY_AND_ALL_VIDEO),
        (TurnCoverage.UNSPECIFIED, NEWER, Coverage.ACTIVITY_AND_ALL_VIDEO),
        (TurnCoverage.ONLY_ACTIVITY, NEWER, Coverage.ACTIVITY),
        (TurnCoverage.ALL_INPUT, OLDER, Coverage.ALL),
        (TurnCoverage.AUDIO_ACTIVITY_AND_ALL_VIDEO, OLDER, Coverage.ACTIVITY_AND_ALL_VIDEO),
    ],
)
def test_what_of_the_input_belongs_to_a_turn(
    asked: TurnCoverage | None, profile: Profile, expected: Coverage
) -> None:
    assert coverage_for(RealtimeInputConfig(turn_coverage=asked), profile) is expected


@pytest.mark.parametrize(
    "coverage", [None, TurnCoverage.ONLY_ACTIVITY, TurnCoverage.AUDIO_ACTIVITY_AND_ALL_VIDEO]
)
def test_only_a_syllable_comes_before_the_first_word_unless_all_is_wanted(
    coverage: TurnCoverage | None,
) -> None:
    assert config_for(VERTEX, coverage).preroll_ms == 300
    assert config_for(VERTEX, TurnCoverage.ALL_INPUT).preroll_ms == MAX_COVERED_MS


@pytest.mark.parametrize(
    ("end", "patience"),
    [
        (EndSensitivity.HIGH, Patience(256, 700, 0.9, 0.2)),
        (EndSensitivity.LOW, Patience(384, 1100, 0.9, 0.2)),
    ],
)
def test_patience_is_as_set_and_low_stays_as_much_more_patient(
    end: EndSensitivity, patience: Patience
) -> None:
    turns = TurnPolicy(earliest_ms=256, latest_ms=700, surely_over=0.9, surely_not=0.2)
    detection = AutomaticActivityDetection(end_of_speech_sensitivity=end)
    realtime = RealtimeInputConfig(automatic_activity_detection=detection)
    config = activity_for(realtime, FOREIGN, Caller(), turns)
    assert config is not None
    assert config.patience == patience


def test_the_latest_is_never_before_the_earliest() -> None:
    config = activity_for(
        RealtimeInputConfig(), FOREIGN, Caller(), TurnPolicy(earliest_ms=900, latest_ms=500)
    )
    assert config is not None
    assert config.patience is not None
    assert (config.patience.earliest_ms, config.patience.latest_ms) == (900, 900)
