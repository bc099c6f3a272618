"""The answer that nobody has asked for yet (P4): at most one, three a turn, fewer where they are seldom wanted."""

from __future__ import annotations

from collections import deque

from antiphon.session.effects import Cancel, Commit, Effect
from antiphon.session.generation import Generation
from antiphon.turns.speculation import REMEMBERED, is_worth_a_draft


class Drafting:
    """One session's."""

    def __init__(self, effects: list[Effect]) -> None:
        self.current: Generation | None = None
        self._effects = effects
        self._turn = 0  # the user turn that it, and those before it, were made for
        self._made = 0
        self._is_promoted = False
        self._ended_at: deque[int] = deque(maxlen=REMEMBERED)

    def is_worth(self, turn: int, revision: int) -> bool:
        """Whether to begin an answer to this much of a turn."""
        return is_worth_a_draft(revision, self.made(turn), self._ended_at)

    def made(self, turn: int) -> int:
        """Drafts of a user turn."""
        return self._made if turn == self._turn else 0

    def end(self, revision: int) -> None:
        """A spoken turn was over with this revision."""
        self._ended_at.append(revision)

    def put(self, generation: Generation, turn: int) -> None:
        """A draft has been started; there is no other."""
        self._made = self.made(turn) + 1
        self._turn = turn
        self.current, self._is_promoted = generation, False

    @property
    def is_in_the_making(self) -> bool:
        """Whether there is one of which nothing could be heard or read yet."""
        return self.current is not None and not self.current.is_ready

    def is_for(self, turn: int, revision: int) -> bool:
        """Whether there is one for just this."""
        return self.current is not None and (self._turn, self.current.revision) == (turn, revision)

    def promote(self) -> None:
        """It will most likely become the answer: the engine need not hold back."""
        if self.current is not None and not self._is_promoted:
            self._is_promoted = True
            self._effects.append(Commit(self.current.number))

    def drop(self) -> bool:
        """Cancels the draft without trace. False: there was none."""
        if self.current is None:
            return False
        self._effects.append(Cancel(self.current.number))
        self.current = None
        return True

    def take(self, turn: int, revision: int) -> Generation | None:
        """The draft becomes the answer, if it was made for just this; any other is dropped."""
        draft = self.current
        if draft is None or not self.is_for(turn, revision):
            self.drop()
            return None
        self.promote()
        self.current, draft.is_draft = None, False
        return draft
