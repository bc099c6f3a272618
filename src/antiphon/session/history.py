"""What was said and done so far, as it was heard. Bounded: the oldest goes first; what is kept begins with the user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from antiphon.session.usage import Context, Window, characters
from antiphon.talk import Entry, Role, Said

MAX_CHARACTERS: Final = 200_000
"""About 50,000 tokens; a bound on memory, not on what an engine can read."""


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
        self._entries.append(entry)
        self._characters += characters(entry)
        while self._characters > MAX_CHARACTERS and len(self._entries) > 1:
            self._drop()
            while len(self._entries) > 1 and not _opens(self._entries[0]):
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
        while len(self._entries) > 1 and (weight > window.target_tokens or not _opens(self._entries[0])):
            weight -= Context.of("", self._entries[:1]).total
            self._drop()

    def _drop(self) -> None:
        self._characters -= characters(self._entries.pop(0))


def _opens(entry: Entry) -> bool:
    return isinstance(entry, Said) and entry.role is Role.USER
