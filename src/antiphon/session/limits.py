"""How long a session waits for others, and how long it stays itself. Decides when, never what then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from antiphon.session.states import State

PATIENCE_S: Final = 30.0
"""How long an engine may be silent before its turn is closed (PROTOCOL 7, row 2)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator chose for every session, in seconds. ``None`` is no limit."""

    lead_s: float = 0.6
    """How far audio runs ahead of the listener."""
    setup_timeout_s: float = 30.0
    """How long a connection may wait with its setup."""


class Limits:
    """Waiting is one thing at a time: for setup, for a transcript, or for an answer. Instants in seconds."""

    __slots__ = ("_policy", "_waiting_since", "leaves_at")

    def __init__(self, policy: Policy) -> None:
        self.leaves_at: float | None = None
        """When the server goes, once it has said so."""
        self._policy = policy
        self._waiting_since: float | None = None

    def wait(self, now: float) -> None:
        """From now on somebody is waited for; also when they showed a sign of life."""
        self._waiting_since = now

    def relax(self) -> None:
        """Nobody is waited for."""
        self._waiting_since = None

    def impatient_at(self, state: State) -> float | None:
        """When the wait has been too long."""
        if self._waiting_since is None:
            return None
        return self._waiting_since + (
            self._policy.setup_timeout_s if state is State.AWAITING_SETUP else PATIENCE_S
        )
