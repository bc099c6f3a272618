from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.playout import LATEST_S, Playout

SECOND = 24_000


def test_nothing_is_heard_of_nothing() -> None:
    playout = Playout()
    assert playout.heard(5.0) == 0
    assert playout.buffered_s(5.0) == 0.0


def test_a_listener_hears_in_real_time_from_the_first_sample_on() -> None:
    playout = Playout()
    playout.send(SECOND, 10.0)
    playout.send(SECOND, 10.0)
    assert [playout.heard(now) for now in (10.0, 10.5, 11.5, 12.0, 99.0)] == [
        0,
        12_000,
        36_000,
        48_000,
        48_000,
    ]
    assert playout.over_at == 12.0
    assert playout.low_at(0.6) == 11.4


def test_the_clock_stands_still_while_the_buffer_is_dry() -> None:
    playout = Playout()
    playout.send(SECOND, 0.0)
    playout.send(SECOND, 5.0)
    assert playout.heard(5.0) == SECOND
    assert playout.heard(5.5) == SECOND * 3 // 2
    assert playout.over_at == 6.0


def test_a_stall_delays_what_was_on_its_way() -> None:
    playout = Playout()
    playout.send(SECOND, 0.0)
    playout.stall(0.25, 0.5)
    assert playout.over_at == 1.25
    assert playout.heard(0.5) == 6_000


def test_a_stall_long_after_the_end_changes_nothing() -> None:
    playout = Playout()
    playout.send(SECOND, 0.0)
    playout.stall(0.25, 10.0)
    assert playout.over_at == 1.0
    assert playout.heard(10.0) == SECOND


def test_a_report_sets_the_clock() -> None:
    playout = Playout()
    playout.send(SECOND, 0.0)
    playout.correct(SECOND * 3 // 4, 0.5)  # it began a quarter of a second late
    assert playout.heard(0.5) == SECOND // 4
    assert playout.over_at == 1.25
    playout.send(SECOND, 1.0)
    assert playout.over_at == 2.25
    playout.correct(0, 1.5)
    assert playout.heard(1.5) == playout.sent
    assert playout.over_at == 1.5


def test_a_listener_who_never_gets_on_is_not_waited_for() -> None:
    playout = Playout()
    playout.send(SECOND, 0.0)
    now = 0.0
    while now < playout.over_at:
        now += 0.25
        playout.correct(SECOND, now)
    assert now < 1 + LATEST_S + 2


EVENTS = st.lists(st.tuples(st.sampled_from(["send", "stall", "wait"]), st.floats(0.0, 2.0)), max_size=30)


@given(EVENTS)
def test_heard_never_shrinks_unless_stalled_and_never_exceeds_sent(events: list[tuple[str, float]]) -> None:
    playout, now, least = Playout(), 1.0, 0
    for kind, amount in events:
        if kind == "send":
            playout.send(int(amount * SECOND), now)
        elif kind == "stall":
            playout.stall(amount, now)
            least = min(least, playout.heard(now))
        else:
            now += amount
        assert least <= playout.heard(now) + 1 <= playout.sent + 1
        least = playout.heard(now)
        assert playout.heard(playout.over_at) == pytest.approx(playout.sent, abs=1)
