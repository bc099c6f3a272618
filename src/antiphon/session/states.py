"""Every state of a session and every way from one to another: the only place where either is written down.

`docs/explanation/session.md` shows this table as a picture; ``make docs`` draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final


class State(Enum):
    """Who holds the floor."""

    AWAITING_SETUP = "awaiting setup"
    LISTENING = "listening"
    """Nobody holds it."""
    HEARING = "hearing"
    """The caller's activity is open."""
    TRANSCRIBING = "transcribing"
    """The caller has finished; what was said is being written down."""
    RESPONDING = "responding"
    """A generation is being made and sent."""
    CALLING = "calling"
    """The answer waits for results of the caller's functions; its turn is open."""
    PLAYING = "playing"
    """All is sent; the listener is presumed to hear the rest."""
    CLOSED = "closed"


class Trigger(Enum):
    """What moves a session from state to state."""

    SETUP = "setup"
    ACTIVITY_START = "activity start"
    ACTIVITY_END = "activity end"
    ANSWER = "answer"
    """A generation is due: a finished user turn, or client content and realtime text that ask for one."""
    NOTHING_SAID = "nothing said"
    CALL = "tool call"
    """The answer asked for functions whose results it waits for."""
    GENERATED = "generation complete"
    OVER = "turn complete"
    INTERRUPT = "interrupt"
    CLOSE = "close"


TABLE: Final[Mapping[State, Mapping[Trigger, State]]] = {
    State.AWAITING_SETUP: {
        Trigger.SETUP: State.LISTENING,
        Trigger.CLOSE: State.CLOSED,
    },
    State.LISTENING: {
        Trigger.ACTIVITY_START: State.HEARING,
        Trigger.ANSWER: State.RESPONDING,
        Trigger.CLOSE: State.CLOSED,
    },
    State.HEARING: {
        Trigger.ACTIVITY_END: State.TRANSCRIBING,
        Trigger.ANSWER: State.RESPONDING,  # asked in writing while speaking: the speech goes on beneath
        Trigger.CLOSE: State.CLOSED,
    },
    State.TRANSCRIBING: {
        Trigger.ACTIVITY_START: State.HEARING,  # went on speaking before the answer was due
        Trigger.ANSWER: State.RESPONDING,
        Trigger.NOTHING_SAID: State.LISTENING,
        Trigger.CLOSE: State.CLOSED,
    },
    State.RESPONDING: {
        Trigger.CALL: State.CALLING,
        Trigger.GENERATED: State.PLAYING,
        Trigger.INTERRUPT: State.LISTENING,
        Trigger.CLOSE: State.CLOSED,
    },
    State.CALLING: {
        Trigger.ANSWER: State.RESPONDING,  # in the same turn
        Trigger.INTERRUPT: State.LISTENING,
        Trigger.CLOSE: State.CLOSED,
    },
    State.PLAYING: {
        Trigger.INTERRUPT: State.LISTENING,
        Trigger.OVER: State.LISTENING,
        Trigger.CLOSE: State.CLOSED,
    },
    State.CLOSED: {},
}


def step(state: State, trigger: Trigger) -> State:
    """The state after ``trigger``. A pair that is not in the table is a defect of ours: `LookupError`."""
    try:
        return TABLE[state][trigger]
    except KeyError:
        raise LookupError(f"{trigger.name} has no place in {state.name}") from None


class Course:
    """The state one session is in."""

    __slots__ = ("state",)

    def __init__(self) -> None:
        self.state = State.AWAITING_SETUP

    def step(self, trigger: Trigger) -> None:
        """Moves on by the table."""
        self.state = step(self.state, trigger)
