"""A turn that sounds over before everybody would agree: until its answer can be heard, speech may still go on with it.

Nobody has been told that it is over, and nothing has been sent. So a caller who only drew breath notices nothing, and
an answer is not later for it: it is being made all the same.
"""

from __future__ import annotations

from antiphon.session.answering import Answering
from antiphon.session.listening import Listener, UserTurn


class Probation:
    """At most one turn at a time."""

    def __init__(self, listener: Listener, answer: Answering) -> None:
        self.due_at: float | None = None
        """When it is over whatever comes of its answer; ``None``: no turn is on probation."""
        self.why = ""
        """Why it ended, if not by what was heard."""
        self._listener = listener
        self._answer = answer

    def begin(self, turn: UserTurn, why: str, now: float) -> bool:
        """The turn seems to be over. False: it is, or there is nothing to wait for."""
        left_s = self._listener.patience_left_s
        if left_s <= 0 or not turn.transcript or not self._answer.expect(turn.number, turn.revision, now):
            return False
        if not self._answer.drafts.is_in_the_making:
            return False
        self.due_at, self.why = now + left_s, why
        return True

    def is_over(self, now: float) -> bool:
        """Whether the turn is: its answer is ready, or will not be, or enough silence has come."""
        if self.due_at is None:
            return False
        return now >= self.due_at or not self._answer.drafts.is_in_the_making

    def end(self) -> None:
        """It is over."""
        self.due_at, self.why = None, ""

    def fail(self) -> None:
        """It goes on, or something else is to be answered."""
        if self.due_at is not None:
            self.end()
            self._answer.watch.reset()
