from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.talk import Cues
from antiphon.turns.pauses import LEAST_STRETCH, MOST_STRETCH, USUAL_MS, Habit, Pauses

WHOLE = Cues(words=3, closed=0.95)


def after(*pauses_ms: float) -> Habit:
    habit = Habit()
    for each in pauses_ms:
        habit = habit.after(each)
    return habit


def test_of_whom_nothing_is_known_pauses_are_usual() -> None:
    assert Habit().stretch == 1.0
    assert Habit().typical_ms == USUAL_MS
    assert after(64) == Habit()  # a stop consonant


def test_a_slow_speaker_is_given_more_time_and_a_brisk_one_less() -> None:
    once, often = after(700), after(*[700] * 6)
    assert 1.0 < once.stretch < often.stretch <= MOST_STRETCH
    assert LEAST_STRETCH <= after(*[160] * 6).stretch < after(160).stretch < 1.0
    assert often.typical_ms == pytest.approx(350 * 2 ** (6 / 9))


def test_one_long_pause_does_not_make_a_slow_speaker_and_the_newest_weigh_most() -> None:
    assert after(60_000) == after(2_000)
    assert after(*[700] * 30, *[160] * 20).stretch < 1.0


@given(st.lists(st.floats(0, 1e6), max_size=50))
def test_no_speaker_is_waited_for_without_bound(pauses_ms: list[float]) -> None:
    assert LEAST_STRETCH <= after(*pauses_ms).stretch <= MOST_STRETCH


def test_a_pause_is_scored_by_what_is_known_of_it_in_any_order() -> None:
    one, other = Pauses(), Pauses()
    assert one.read(WHOLE) is None
    assert other.judge(0.9) is not None
    assert one.judge(0.9) == other.read(WHOLE)
    assert one.is_judged


def test_what_became_of_a_pause_is_told_once_and_forgotten_for_the_next() -> None:
    pauses = Pauses()
    pauses.judge(0.2)
    pauses.go_on("judged", 320, 640)
    last = pauses.last
    assert last is not None
    assert (last.rule, last.silence_ms, last.needed_ms) == ("judged", 320, 640)
    assert last.score is not None
    assert set(last.evidence) == {"verdict", "unread"}
    assert not pauses.is_judged
    assert pauses.habit == after(320)
    pauses.close("latest", 800, 800)
    assert pauses.last is not None
    assert (pauses.last.score, pauses.last.evidence) == (None, {})
    assert pauses.habit == after(320)  # its end is no pause
