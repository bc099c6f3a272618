from __future__ import annotations

from collections.abc import Iterable

import pytest

from antiphon.session.states import TABLE, Course, State, Trigger, step


def reachable(start: State) -> set[State]:
    found, ahead = {start}, [start]
    while ahead:
        news = set(TABLE[ahead.pop()].values()) - found
        found |= news
        ahead += news
    return found


def after(*triggers: Trigger) -> State:
    course = Course()
    for trigger in triggers:
        course.step(trigger)
    return course.state


def test_every_state_is_in_the_table_and_can_be_reached() -> None:
    assert set(TABLE) == set(State) == reachable(State.AWAITING_SETUP)


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_every_state_can_be_left_for_the_end(state: State) -> None:
    assert step(state, Trigger.CLOSE) is State.CLOSED


def test_nothing_follows_the_end() -> None:
    assert TABLE[State.CLOSED] == {}


SPOKEN = (Trigger.SETUP, Trigger.ACTIVITY_START, Trigger.ACTIVITY_END)


@pytest.mark.parametrize(
    ("triggers", "state"),
    [
        ((), State.AWAITING_SETUP),
        ((*SPOKEN, Trigger.ANSWER, Trigger.GENERATED, Trigger.OVER), State.LISTENING),
        ((*SPOKEN, Trigger.ANSWER, Trigger.INTERRUPT), State.LISTENING),
        ((*SPOKEN, Trigger.ANSWER, Trigger.GENERATED, Trigger.INTERRUPT), State.LISTENING),
        ((*SPOKEN, Trigger.ACTIVITY_START), State.HEARING),
        ((*SPOKEN, Trigger.NOTHING_SAID), State.LISTENING),
        ((Trigger.SETUP, Trigger.ACTIVITY_START, Trigger.ANSWER), State.RESPONDING),
    ],
)
def test_a_conversation_takes_its_course(triggers: Iterable[Trigger], state: State) -> None:
    assert after(*triggers) is state


def test_a_step_that_is_not_in_the_table_is_a_defect_and_says_which() -> None:
    with pytest.raises(LookupError, match="ACTIVITY_END has no place in LISTENING"):
        after(Trigger.SETUP, Trigger.ACTIVITY_END)
