from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antiphon.talk import Cues
from antiphon.turns import weights
from antiphon.turns.activity import ActivityConfig, ActivityDetector, Edge
from antiphon.turns.endpointing import Patience, features, weigh

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


SURE, UNSURE = weights.SURELY_OVER, weights.SURELY_NOT


def test_the_surer_the_shorter_and_nobody_waits_longer_than_for_nothing_known() -> None:
    assert PATIENCE.silence_ms(SURE) == PATIENCE.silence_ms(1.0) == 192
    assert PATIENCE.silence_ms(UNSURE) == PATIENCE.silence_ms(0.0) == PATIENCE.silence_ms(None) == 800
    assert PATIENCE.silence_ms((SURE + UNSURE) / 2) == 496


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.75, 1.5), st.floats(0.75, 1.5))
def test_silence_falls_with_the_score_and_grows_with_the_speakers_own(
    score: float, other: float, stretch: float, longer: float
) -> None:
    low, high = sorted([score, other])
    brisk, slow = sorted([stretch, longer])
    assert 192 <= PATIENCE.silence_ms(high, brisk) <= PATIENCE.silence_ms(low, brisk) <= 800
    assert PATIENCE.silence_ms(score, brisk) <= PATIENCE.silence_ms(score, slow) <= 800
    assert PATIENCE.silence_ms(SURE, slow) == 192


def test_a_score_needs_a_verdict_and_says_what_made_it() -> None:
    assert weigh(None, Cues(words=3, closed=0.95)) is None
    whole, open_ = (
        weigh(0.9, Cues(words=3, closed=0.95)),
        weigh(0.9, Cues(words=3, closed=0.95, trailing=1.0)),
    )
    assert whole is not None
    assert open_ is not None
    assert whole.score > 0.5 > open_.score
    assert list(whole.evidence) == ["verdict", "closed"]
    assert list(open_.evidence) == ["verdict", "trailing", "closed"]


def test_no_verdict_weighs_more_than_it_can_know_and_words_may_be_missing() -> None:
    assert features(1.0, None) == features(0.99, None)
    assert features(0.5, None) == {"verdict": 0.0, "unread": 1.0}
    assert features(0.5, Cues()) == {"verdict": 0.0, "wordless": 1.0}


@given(st.floats(0, 1), st.floats(0, 1), st.builds(Cues, words=st.integers(1, 20), trailing=st.floats(0, 1)))
def test_a_pause_that_sounds_more_like_an_end_is_never_waited_for_longer(
    verdict: float, other: float, cues: Cues
) -> None:
    low, high = (weigh(each, cues) for each in sorted([verdict, other]))
    assert low is not None
    assert high is not None
    assert low.score <= high.score


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
