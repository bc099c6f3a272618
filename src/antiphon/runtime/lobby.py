"""Sessions that a caller may come back to, by handle: those in progress and those whose connection ended.

In memory, for this process. The newest connection with a handle takes over at once: an old one that is only
half dead must not hold its caller up (PROTOCOL 4.11; 7, rows 22 and 23).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from antiphon.session.snapshot import Snapshot

KEEP_S: Final = 7_200.0
"""How long a session waits for its caller: two hours, as on the service (PROTOCOL 4.11)."""
MAX_PARKED: Final = 256
"""Sessions without a connection; one more and the one that has waited longest is forgotten."""


class Holder(Protocol):
    """A connection that holds a session."""

    def hand_over(self) -> Snapshot | None:
        """Ends the connection; what another one can go on from."""


class _Parked(NamedTuple):
    snapshot: Snapshot
    until: float


class Lobby:
    """``clock`` gives the loop's time in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._holders: dict[str, Holder] = {}
        self._parked: OrderedDict[str, _Parked] = OrderedDict()

    def enter(self, handle: str, holder: Holder) -> None:
        """``holder`` is the connection of this session now."""
        self._holders[handle] = holder

    def leave(self, handle: str, holder: Holder, snapshot: Snapshot | None) -> None:
        """``holder`` is gone. What it leaves waits for its caller, unless another connection has it already."""
        if self._holders.get(handle) is not holder:
            return
        del self._holders[handle]
        if snapshot is not None:
            self._parked[handle] = _Parked(snapshot, self._clock() + KEEP_S)
            self._forget()

    def claim(self, handle: str) -> Snapshot | None:
        """What a new connection with this handle goes on from; ``None`` for a handle nobody knows.

        A connection that still holds the session is ended. A claimed session waits for nobody else.
        """
        if holder := self._holders.pop(handle, None):
            return holder.hand_over()
        self._forget()
        parked = self._parked.pop(handle, None)
        return parked.snapshot if parked is not None else None

    def _forget(self) -> None:
        """The oldest stand first, as all are kept equally long."""
        now = self._clock()
        while self._parked:
            oldest = next(iter(self._parked.values()))
            if oldest.until > now and len(self._parked) <= MAX_PARKED:
                return
            self._parked.popitem(last=False)
