"""An answer that was stopped, perhaps for nothing: it is kept until that is known (DESIGN: candidate)."""

from __future__ import annotations

from typing import Final

from antiphon.session.effects import Cancel, Effect, Shelve
from antiphon.session.generation import Generation, Place

KEPT_S: Final = 5.0
"""Whoever has spoken for so long meant to, and nobody knows any more what it was that they broke off."""


class Shelf:
    """Holds one answer at most. Its engine goes on meanwhile, as far as there is credit."""

    def __init__(self, effects: list[Effect]) -> None:
        self.answer: Generation | None = None
        self.due_at: float | None = None
        """When it is no longer wanted, whatever became of what stopped it."""
        self._effects = effects
        self._place = Place()

    def put(self, generation: Generation, now: float) -> bool:
        """Stops it for now. False: there is nothing of it worth keeping."""
        place = generation.unheard(now)
        if place is None:
            return False
        self.drop()
        self.answer, self._place, self.due_at = generation, place, now + KEPT_S
        self._effects.append(Shelve(generation.number))
        return True

    def drop(self) -> None:
        """It was rightly stopped."""
        if self.answer is not None:
            self._effects.append(Cancel(self.answer.number))
            self.answer = self.due_at = None

    def take(self) -> Generation | None:
        """It was stopped for nothing, and goes on with the first word that was not heard; ``None``: it was its last."""
        answer = self.answer
        if answer is None or not (answer.has_failed or answer.goes_on(self._place)):
            self.drop()
            return None
        self.answer = self.due_at = None
        answer.resume(self._place)
        return answer
