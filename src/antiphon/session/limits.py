"""How long a session waits for others, and how long it may last itself. Decides when, never what then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from antiphon.session.states import State
from antiphon.turns.policy import USUAL, TurnPolicy

PATIENCE_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for every session of a server, in seconds. ``None`` is no limit."""

    lead_s: float = 0.6
    """How far audio runs ahead of the listener."""
    setup_timeout_s: float = 30.0
    """How long a connection may wait with its setup."""
    idle_timeout_s: float | None = None
    """How long a caller may send nothing at all."""
    connection_s: float | None = None
    """How long one connection may last."""
    session_s: float | None = 600.0
    """How long a session may last that neither compresses its context nor can be resumed."""
    video_session_s: float | None = None
    """The same once it has sent a picture."""
    notice_s: float = 60.0
    """How long before its end a session says ``goAway``."""
    tool_timeout_s: float = 60.0
    """How long a turn waits for the caller's functions."""
    judges_pauses: bool = False
    """Whether there is a turn detector, which says of each pause whether the turn is over."""
    reprompt_s: float | None = None
    """How long a caller may be silent after an answer before the model speaks up."""
    patience_s: float = PATIENCE_S
    """How long an engine may be silent before its turn is closed (PROTOCOL 7, row 2)."""
    turns: TurnPolicy = USUAL
    """How turns are taken."""


GOOGLE: Final = Policy(connection_s=600.0, session_s=900.0, video_session_s=120.0)
"""The service's own limits (PROTOCOL 4.12), for testing what a client does about them."""


class End(Enum):
    """Why a session ends by itself."""

    SHUTDOWN = auto()
    CONNECTION = auto()
    SESSION = auto()


class Limits:
    """Waiting is one thing at a time: for setup, for a transcript, an answer or a function. Instants in seconds."""

    def __init__(self, policy: Policy) -> None:
        self.end: End | None = None
        """Why it ends, once an end is in sight."""
        self.ends_at: float | None = None
        self.has_warned = False
        """Whether the caller has been told of the end."""
        self.policy = policy
        self._notice_s = policy.notice_s
        self._waiting_since: float | None = None
        self._began_at = 0.0
        self._active_at = 0.0

    # Waiting for others

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
        match state:
            case State.AWAITING_SETUP:
                return self._waiting_since + self.policy.setup_timeout_s
            case State.CALLING:
                return self._waiting_since + self.policy.tool_timeout_s
            case _:
                return self._waiting_since + self.policy.patience_s

    # Its own end

    def begin(self, now: float) -> None:
        """The connection is open."""
        self._began_at = self._active_at = now
        self.wait(now)
        self._end_by(now, self.policy.connection_s, End.CONNECTION)

    def agree(self, now: float, *, is_lasting: bool) -> None:
        """Set up. A session that compresses its context or can be resumed has no length of its own."""
        self.relax()
        if not is_lasting:
            self._end_by(now, self.policy.session_s, End.SESSION)

    def watch(self, now: float, *, is_lasting: bool) -> None:
        """The caller shows pictures: the session ends earlier, but not without notice."""
        if not is_lasting and (seconds := self.policy.video_session_s) is not None:
            past = now - self._began_at
            self._end_by(self._began_at, max(seconds, past + self.policy.notice_s), End.SESSION)

    def leave(self, seconds: float, now: float) -> None:
        """The server goes; what is said until then may be finished."""
        self._end_by(now, seconds, End.SHUTDOWN)

    def touch(self, now: float) -> None:
        """The caller sent something."""
        self._active_at = now

    @property
    def idle_at(self) -> float | None:
        """When the caller has sent nothing for too long."""
        timeout = self.policy.idle_timeout_s
        return None if timeout is None else self._active_at + timeout

    @property
    def quiet_until(self) -> float | None:
        """When it next has to do something about itself while nobody speaks."""
        about_end = self.warns_at if self.warns_at is not None else self.ends_at
        idle_at = self.idle_at
        if about_end is None or idle_at is None:
            return idle_at if about_end is None else about_end
        return min(about_end, idle_at)

    @property
    def warns_at(self) -> float | None:
        """When ``goAway`` is due, if it has not been said."""
        if self.ends_at is None or self.has_warned:
            return None
        return self.ends_at - self._notice_s

    @property
    def insists_at(self) -> float | None:
        """When ``goAway`` waits no longer, not even for the end of a sentence."""
        return None if self.ends_at is None or self.has_warned else self.ends_at - self._notice_s / 2

    def _end_by(self, since: float, seconds: float | None, end: End) -> None:
        if seconds is None or (self.ends_at is not None and self.ends_at <= since + seconds):
            return
        self.ends_at, self.end = since + seconds, end
        self._notice_s = min(self.policy.notice_s, seconds)
