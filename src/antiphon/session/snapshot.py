"""What of a session outlives its connection: a value that another session can begin with (PROTOCOL 4.11)."""

from __future__ import annotations

from dataclasses import dataclass

from antiphon.talk import Call, Entry


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A conversation between two connections. Nothing in it is tied to a socket, a process or an engine."""

    history: tuple[Entry, ...] = ()
    """As it was heard."""
    pending: tuple[Call, ...] = ()
    """Functions whose results are still wanted; no turn waits for them."""
    calls: int = 0
    """Calls made so far: ids go on from here."""
    generations: int = 0
    """Answers begun so far: numbers go on from here."""
    turns: int = 0
    """User turns so far."""
    arrived: int = 0
    """Input samples so far: offsets go on from here."""
    owes_answer: bool = False
    """Something was asked, and nothing of its answer was heard."""
