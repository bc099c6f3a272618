"""What is asked about the caller's open turn: its audio, its words, and whether a pause is its end. Ends nothing."""

from __future__ import annotations

from antiphon.session.effects import Dismiss, Effect, Feed, Score, Settle
from antiphon.session.listening import Listener
from antiphon.turns.endpointing import TRAILING


class Dictation:
    """Passes the turn on as it comes. One question about a pause at a time."""

    def __init__(self, listener: Listener, effects: list[Effect]) -> None:
        self._listener = listener
        self._effects = effects
        self._asked: tuple[int, int] | None = None  # turn and revision whose pause is being judged

    def feed(self) -> None:
        """What has come of the open turn goes to the engine, up to where it was listened to."""
        turn, position = self._listener.turn, self._listener.position
        if turn is not None and turn.is_open and turn.fed < position:
            self._effects.append(Feed(turn.number, turn.fed, position))
            turn.fed = position

    def settle(self) -> None:
        """The turn so far is to be written down."""
        self.feed()
        if turn := self._listener.turn:
            turn.settled = turn.revision
            self._effects.append(Settle(turn.number, turn.revision))

    def pause(self) -> None:
        """The caller pauses: perhaps that was all."""
        self.settle()
        if (turn := self._listener.turn) is None or not self._listener.is_judged:
            return
        self._asked = turn.number, turn.revision
        start, stop = self._listener.judged_from, self._listener.position
        rest = max(TRAILING - self._listener.silence, 0)
        self._effects.append(Score(turn.number, turn.revision, start, stop, rest))

    def answered(self, turn: int, revision: int) -> None:
        """The pause has been judged."""
        if self._asked == (turn, revision):
            self._asked = None

    def dismiss(self) -> None:
        """What was asked about the pause does not matter any more."""
        if self._asked is not None:
            self._effects.append(Dismiss(*self._asked))
            self._asked = None
