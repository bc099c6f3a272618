from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antiphon.turns.activity import ActivityConfig, ActivityDetector, Edge
from antiphon.turns.endpointing import LIKELY, Patience

WINDOW = 512
PATIENCE = Patience(192, 800)
CONFIG = ActivityConfig(prefix_ms=32, pause_ms=96, silence_ms=500, patience=PATIENCE)


def paused(config: ActivityConfig = CONFIG, *, is_judged: bool = True) -> ActivityDetector:
    """Spoke for a second, and was silent until the pause was noticed."""
    detector = ActivityDetector(config, is_judged=is_judged)
    for _ in range(31):
        detector.hear(1.0, WINDOW)
    assert [detector.hear(0.0, WINDOW) for _ in range(3)] == [None, None, Edge.PAUSE]
    return detector


def silence_until_the_end(detector: ActivityDetector) -> int:
    """Windows of silence in all."""
    for _ in range(1000):
        if detector.hear(0.0, WINDOW) is Edge.END:
            return (detector.position - detector.speech_end) // WINDOW
    raise AssertionError("no end")


def test_who_sounds_finished_is_waited_for_a_little_and_who_does_not_for_longer() -> None:
    assert PATIENCE.silence_ms(LIKELY) == PATIENCE.silence_ms(1.0) == 192
    assert PATIENCE.silence_ms(0.49) == PATIENCE.silence_ms(0.0) == PATIENCE.silence_ms(None) == 800


def test_a_verdict_that_comes_early_takes_effect_in_time() -> None:
    detector = paused()
    assert detector.judge(0.9) is None
    assert silence_until_the_end(detector) == 6


def test_a_verdict_that_comes_late_takes_effect_at_once() -> None:
    detector = paused()
    assert [detector.hear(0.0, WINDOW) for _ in range(10)] == [None] * 10
    assert detector.judge(0.9) is Edge.END
    assert not detector.is_active
    assert detector.judge(0.9) is None


def test_without_a_verdict_or_with_no_the_turn_ends_at_the_latest() -> None:
    unjudged, unfinished = paused(), paused()
    assert unfinished.judge(0.1) is None
    assert silence_until_the_end(unjudged) == silence_until_the_end(unfinished) == 25


def test_a_verdict_holds_for_its_pause_only() -> None:
    detector = paused()
    detector.judge(0.9)
    assert detector.hear(1.0, WINDOW) is Edge.RESUME
    assert detector.judge(0.9) is None  # there is no pause
    assert silence_until_the_end(detector) == 25


def test_where_nobody_judges_silence_alone_ends_a_turn() -> None:
    detector = paused(is_judged=False)
    assert detector.judge(1.0) is None
    assert silence_until_the_end(detector) == 16


def test_the_callers_own_number_is_not_judged() -> None:
    detector = paused(ActivityConfig(prefix_ms=32, pause_ms=96, silence_ms=2000, patience=None))
    assert not detector.is_judged
    assert detector.judge(1.0) is None
    assert silence_until_the_end(detector) == 63


@given(st.lists(st.tuples(st.booleans(), st.none() | st.floats(0, 1)), max_size=300))
def test_whatever_is_heard_and_judged_a_turn_ends_within_bounds(
    course: list[tuple[bool, float | None]],
) -> None:
    detector = ActivityDetector(CONFIG, is_judged=True)
    for is_speech, verdict in course:
        edge = detector.hear(float(is_speech), WINDOW)
        silence = detector.position - detector.speech_end
        if edge is None and verdict is not None:
            edge = detector.judge(verdict)
        if edge is Edge.END:
            assert 192 * 16 <= silence <= 800 * 16
        elif detector.is_active:
            assert silence < 800 * 16
