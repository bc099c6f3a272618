"""Plays a journal to a fresh session and compares what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antiphon.runtime.journal_lines import Entry, Recorded, Teller
from antiphon.session.effects import Effect
from antiphon.session.retold import put
from antiphon.session.states import State


@dataclass(frozen=True, slots=True)
class Step:
    """One input, played again."""

    entry: Entry
    effects: tuple[Effect, ...]
    raised: str
    state: State
    expected: tuple[str, ...]
    """Effects as they were recorded, also those of earlier inputs that nobody had asked for."""
    told: tuple[str, ...]
    """The same as they are now."""

    @property
    def differs(self) -> bool:
        """Whether the machine behaves otherwise than it did."""
        return self.expected != self.told


def replay(recorded: Recorded) -> Iterator[Step]:
    """Every input in its order, at its time."""
    session, teller = recorded.session(), Teller(has_words=recorded.has_words)
    held: list[Effect] = []
    for entry in recorded.entries:
        raised = ""
        try:
            put(session, entry.name, entry.arguments, entry.at)
        except Exception as error:  # noqa: BLE001  # a defect is part of the story
            raised = type(error).__name__
        effects = session.drain()
        held += effects
        is_open = entry.effects is None
        told = () if is_open else tuple(teller.tell(held, raised))
        yield Step(entry, tuple(effects), raised, session.state, entry.effects or (), told)
        if not is_open:
            held.clear()
