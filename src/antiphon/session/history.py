"""The turns so far, as they were heard. Bounded: the oldest go first, and what is kept begins with a user turn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from antiphon.session.usage import Context
from antiphon.talk import Role, Said

MAX_CHARACTERS: Final = 200_000
"""About 50,000 tokens; a bound on memory, not on what an engine can read."""


class History:
    """Append-only, but for its bound."""

    __slots__ = ("_characters", "_turns")

    def __init__(self) -> None:
        self._turns: list[Said] = []
        self._characters = 0

    @property
    def turns(self) -> tuple[Said, ...]:
        """Oldest first."""
        return tuple(self._turns)

    def append(self, said: Said) -> None:
        """Adds what was said; words that were not heard do not belong here."""
        if not said.text:
            return
        self._turns.append(said)
        self._characters += len(said.text)
        while self._characters > MAX_CHARACTERS and len(self._turns) > 1:
            self._drop()
            while len(self._turns) > 1 and self._turns[0].role is not Role.USER:
                self._drop()

    def extend(self, turns: Iterable[Said]) -> None:
        """Adds them in order."""
        for turn in turns:
            self.append(turn)

    def weigh(self, system: str) -> Context:
        """What an engine reads when it is given all of this."""
        return Context.of(system, self._turns)

    def _drop(self) -> None:
        self._characters -= len(self._turns.pop(0).text)
