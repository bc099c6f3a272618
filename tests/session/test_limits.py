from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.limits import GOOGLE, PATIENCE_S, End, Limits, Policy
from antiphon.session.states import State

WAITING = [state for state in State if state not in {State.AWAITING_SETUP, State.CALLING}]
SECONDS = st.none() | st.floats(0, 1e6)


def agreed(policy: Policy, *, is_lasting: bool = False) -> Limits:
    """Begun at 100, set up at 110."""
    limits = Limits(policy)
    limits.begin(100.0)
    limits.agree(110.0, is_lasting=is_lasting)
    return limits


# Waiting for others


@pytest.mark.parametrize("state", WAITING)
def test_everybody_is_waited_for_as_long_as_is_right_for_them(state: State) -> None:
    limits = Limits(Policy(setup_timeout_s=5.0, tool_timeout_s=7.0))
    limits.wait(100.0)
    assert limits.impatient_at(State.AWAITING_SETUP) == 105.0
    assert limits.impatient_at(State.CALLING) == 107.0
    assert limits.impatient_at(state) == 100.0 + PATIENCE_S


def test_an_operator_may_have_more_patience_with_an_engine() -> None:
    limits = Limits(Policy(patience_s=90.0))
    limits.wait(1.0)
    assert limits.impatient_at(State.RESPONDING) == 91.0


def test_a_sign_of_life_begins_the_wait_anew() -> None:
    limits = Limits(Policy(setup_timeout_s=5.0))
    limits.wait(1.0)
    limits.wait(9.0)
    assert limits.impatient_at(State.TRANSCRIBING) == 9.0 + PATIENCE_S


def test_nobody_is_waited_for_at_first_nor_after_relaxing() -> None:
    limits = Limits(Policy(setup_timeout_s=5.0))
    assert limits.impatient_at(State.RESPONDING) is None
    limits.wait(1.0)
    limits.relax()
    assert limits.impatient_at(State.RESPONDING) is None


def test_setup_is_awaited_from_the_beginning_and_then_nobody() -> None:
    limits = Limits(Policy(setup_timeout_s=5.0))
    limits.begin(100.0)
    assert limits.impatient_at(State.AWAITING_SETUP) == 105.0
    limits.agree(101.0, is_lasting=True)
    assert limits.impatient_at(State.LISTENING) is None


# Its own end


@pytest.mark.parametrize(
    ("policy", "is_lasting", "ends_at", "end"),
    [
        (Policy(), False, 710.0, End.SESSION),
        (Policy(), True, None, None),
        (Policy(session_s=None), False, None, None),
        (Policy(connection_s=50.0), False, 150.0, End.CONNECTION),
        (Policy(connection_s=50.0), True, 150.0, End.CONNECTION),
        (Policy(connection_s=5_000.0), False, 710.0, End.SESSION),
        (Policy(connection_s=610.0), False, 710.0, End.CONNECTION),  # the first that said so
        (GOOGLE, False, 700.0, End.CONNECTION),
        (GOOGLE, True, 700.0, End.CONNECTION),
    ],
)
def test_the_nearest_end_counts(
    policy: Policy, *, is_lasting: bool, ends_at: float | None, end: End | None
) -> None:
    limits = agreed(policy, is_lasting=is_lasting)
    assert (limits.ends_at, limits.end) == (ends_at, end)


@pytest.mark.parametrize(
    ("policy", "is_lasting", "ends_at"),
    [
        (Policy(video_session_s=120.0), False, 220.0),  # since the connection opened
        (Policy(video_session_s=120.0), True, None),
        (Policy(), False, 710.0),
        (GOOGLE, False, 220.0),
        (Policy(video_session_s=9_000.0), False, 710.0),  # never longer than without pictures
    ],
)
def test_pictures_shorten_a_session(policy: Policy, *, is_lasting: bool, ends_at: float | None) -> None:
    limits = agreed(policy, is_lasting=is_lasting)
    limits.watch(101.0, is_lasting=is_lasting)
    limits.watch(140.0, is_lasting=is_lasting)
    assert limits.ends_at == ends_at


def test_leaving_brings_the_end_nearer_and_never_puts_it_off() -> None:
    limits = agreed(Policy(session_s=60.0))
    limits.leave(1_000.0, 120.0)
    assert (limits.ends_at, limits.end) == (170.0, End.SESSION)
    limits.leave(10.0, 120.0)
    assert (limits.ends_at, limits.end) == (130.0, End.SHUTDOWN)


def test_the_notice_is_given_before_the_end_and_once() -> None:
    limits = agreed(Policy(session_s=200.0, notice_s=50.0))
    assert (limits.warns_at, limits.insists_at) == (260.0, 285.0)
    limits.has_warned = True
    assert (limits.warns_at, limits.insists_at) == (None, None)


def test_less_time_than_the_notice_is_all_notice() -> None:
    limits = agreed(Policy(session_s=None))
    assert (limits.warns_at, limits.insists_at) == (None, None)
    limits.leave(8.0, 500.0)
    assert (limits.warns_at, limits.insists_at) == (500.0, 504.0)


def test_who_sends_something_is_not_idle() -> None:
    limits = agreed(Policy(idle_timeout_s=30.0))
    assert limits.idle_at == 130.0
    limits.touch(125.0)
    assert limits.idle_at == 155.0
    assert agreed(Policy()).idle_at is None


@given(
    st.builds(
        Policy,
        connection_s=SECONDS,
        session_s=SECONDS,
        video_session_s=SECONDS,
        notice_s=st.floats(0, 1e6),
    ),
    st.lists(st.floats(0, 1e6), max_size=4),
)
def test_ends_only_come_nearer_and_have_their_notice(policy: Policy, leaves: list[float]) -> None:
    limits = agreed(policy)
    for seconds in leaves:
        before = limits.ends_at
        limits.leave(seconds, 110.0)
        assert limits.ends_at is not None
        assert before is None or limits.ends_at <= before
    if limits.ends_at is not None:
        assert limits.warns_at is not None
        assert limits.insists_at is not None
        assert limits.warns_at <= limits.insists_at <= limits.ends_at
