"""What was said and done so far, as it was heard. Bounded: the oldest goes first; what is kept begins with the user."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from antiphon.session.usage import Context, Window, characters
from antiphon.talk import Entry, Result, Role, Said

MAX_CHARACTERS: Final = 200_000
"""About 50,000 tokens; a bound on memory, not on what an engine can read."""
HARD_LIMIT: Final = 8 * MAX_CHARACTERS
"""Beyond this even the newest question goes."""
MAX_RESULT: Final = MAX_CHARACTERS // 4
"""Characters of one function's result that are remembered."""


class History:
    """Append-only, but for its bound."""

    __slots__ = ("_characters", "_entries")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: list[Entry] = []
        self._characters = 0
        self.extend(entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Oldest first."""
        return tuple(self._entries)

    @property
    def said(self) -> tuple[Said, ...]:
        """The words among them."""
        return tuple(entry for entry in self._entries if isinstance(entry, Said))

    def append(self, entry: Entry) -> None:
        """Adds what happened; words that were not heard do not belong here."""
        if isinstance(entry, Said):
            if not entry.text:
                return
            if len(entry.text) > MAX_CHARACTERS:
                entry = replace(entry, text=entry.text[-MAX_CHARACTERS:])
        elif isinstance(entry, Result) and characters(entry) > MAX_RESULT:
            entry = replace(entry, response={"output": json.dumps(entry.response)[:MAX_RESULT]})
        self._entries.append(entry)
        self._characters += characters(entry)
        while self._characters > MAX_CHARACTERS and self._newest_question:
            self._drop()
            while self._newest_question and not _opens(self._entries[0]):
                self._drop()
        while self._characters > HARD_LIMIT and len(self._entries) > 1:  # an engine that calls without end
            self._drop()

    def extend(self, entries: Iterable[Entry]) -> None:
        """Adds them in order."""
        for entry in entries:
            self.append(entry)

    def amend(self, said: Said, heard: Said) -> None:
        """``said`` was remembered before it was heard to its end: ``heard`` is what became of it."""
        for index, entry in enumerate(self._entries):
            if entry is said:
                self._characters += len(heard.text) - len(said.text)
                self._entries[index : index + 1] = [heard] if heard.text else []
                return

    def weigh(self, system: str) -> Context:
        """What an engine reads when it is given all of this."""
        return Context.of(system, self._entries)

    def compress(self, system: str, window: Window) -> None:
        """Drops the oldest when an engine would have to read too much; the instruction stays (PROTOCOL 4.13)."""
        weight = self.weigh(system).total
        if weight <= window.trigger_tokens:
            return
        while self._newest_question and (weight > window.target_tokens or not _opens(self._entries[0])):
            weight -= Context.of("", self._entries[:1]).total
            self._drop()

    @property
    def _newest_question(self) -> int:
        """Where the user's newest words stand: they and what came of them stay, whatever they weigh."""
        last = len(self._entries) - 1
        return next((at for at in range(last, -1, -1) if _opens(self._entries[at])), max(last, 0))

    def _drop(self) -> None:
        self._characters -= characters(self._entries.pop(0))


def _opens(entry: Entry) -> bool:
    return isinstance(entry, Said) and entry.role is Role.USER
