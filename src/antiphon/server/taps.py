"""Who watches the wire: frames as they were, for watchers that may come and go in the middle of calls.

A connection that nobody watches pays one test of an attribute per frame. A watcher that does not keep
up loses frames and is told how many; nobody ever waits for it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, Protocol

import msgspec

from antiphon.server.proofreading import Proofreader

MAX_EVENTS: Final = 4096
MAX_BYTES: Final = 8 * 2**20
"""What may wait for one watcher. A single frame that is larger may wait alone."""
BATCH_BYTES: Final = 64 * 1024
MAX_WATCHERS: Final = 8


class Observed(Protocol):
    """What carries frames and can be asked to show them: `SocketChannel`."""

    observer: Witness | None


@dataclass(frozen=True, slots=True)
class Opening:
    """What the handshake told of a connection. The path comes without its query, which may hold a key."""

    address: str
    client: str
    path: str


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that happened on a connection, as watchers get it."""

    kind: str
    """``open``, ``in``, ``out`` or ``close``; besides ``watching`` at the beginning, ``dropped`` and ``end``."""
    at: float = 0.0
    """Seconds on the server's clock."""
    connection: int = 0
    session: str = ""
    text: str = ""
    """The frame; of ``open`` the address; of ``close`` the reason."""
    client: str = ""
    path: str = ""
    code: int = 0
    by: str = ""
    """Who closed: ``server`` or ``client``."""
    is_earlier: bool = False
    """Of ``open``: before the watching began."""
    count: int = 0


class Watcher:
    """What waits for one reader. Never blocks those who put."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque()
        self._bytes = 0
        self._dropped = 0
        self._is_over = False
        self._wake = asyncio.Event()

    def put(self, event: Event) -> None:
        """Adds an event, or counts it when there is no room."""
        size = len(event.text)
        if self._events and (len(self._events) >= MAX_EVENTS or self._bytes + size > MAX_BYTES):
            self._dropped += 1
            return
        self._events.append(event)
        self._bytes += size
        self._wake.set()

    def end(self) -> None:
        """No more comes: what waits is still given out, and an end with it."""
        self._is_over = True
        self._wake.set()

    async def take(self) -> list[Event]:
        """The next events, about `BATCH_BYTES` of them; none at the end."""
        while not self._events:
            if self._is_over:
                return []
            self._wake.clear()
            await self._wake.wait()
        batch, size = [], 0
        while self._events and size < BATCH_BYTES:
            event = self._events.popleft()
            size += len(event.text)
            batch.append(event)
        self._bytes -= size
        if self._dropped and not self._events:
            batch.append(Event("dropped", count=self._dropped))
            self._dropped = 0
        return batch


class Witness:
    """Sees one connection's frames while its channel has it as ``observer``."""

    __slots__ = (
        "_channel",
        "_is_closed",
        "_opened_at",
        "_opening",
        "_proofreader",
        "_taps",
        "number",
        "session",
    )

    def __init__(
        self, taps: Taps, channel: Observed, number: int, opening: Opening, proofreader: Proofreader | None
    ) -> None:
        self.number = number
        self.session = ""
        """As the first frame told it; empty before."""
        self._taps = taps
        self._channel = channel
        self._opening = opening
        self._opened_at = asyncio.get_running_loop().time()
        self._proofreader = proofreader
        self._is_closed = False

    def opened(self, *, is_earlier: bool = False) -> Event:
        """How this connection began."""
        return Event(
            "open",
            self._opened_at,
            self.number,
            self.session,
            text=self._opening.address,
            client=self._opening.client,
            path=self._opening.path,
            is_earlier=is_earlier,
        )

    def received(self, frame: str | bytes) -> None:
        """The caller's next frame."""
        text = frame if isinstance(frame, str) else frame.decode(errors="replace")
        self._tell("in", text=text)

    def sent(self, text: str) -> None:
        """Our next frame."""
        if not self.session:
            self.session = _session(text) or f"connection-{self.number}"
            self.settle()
        if self._proofreader is not None:
            self._proofreader.read(text)
        self._tell("out", text=text)

    def closed(self, code: int, reason: str, by: str) -> None:
        """The connection ended. Only the first word about it counts."""
        if not self._is_closed:
            self._is_closed = True
            self._taps.forget(self)
            self._tell("close", code=code, text=reason, by=by)

    def settle(self) -> None:
        """Observes only while there is a reason to: a watcher, a proofreader, or a name still to be learnt."""
        is_wanted = self._taps.is_watched or self._proofreader is not None or not self.session
        self._channel.observer = self if is_wanted else None

    def _tell(self, kind: str, **more: Any) -> None:
        if self._taps.is_watched:
            now = asyncio.get_running_loop().time()
            self._taps.tell(Event(kind, now, self.number, self.session, **more))


class Taps:
    """All connections and all watchers of one server. The key admits watchers."""

    def __init__(self, *, proofreads: bool = False) -> None:
        self.key = secrets.token_urlsafe(32)
        self._proofreads = proofreads
        self._numbers = count(1)
        self._witnesses: dict[int, Witness] = {}
        self._watchers: list[Watcher] = []
        self._is_over = False

    @property
    def is_watched(self) -> bool:
        """Whether anybody would hear."""
        return bool(self._watchers)

    def open(self, channel: Observed, opening: Opening) -> Witness:
        """Begins to observe a connection, as far as anybody wants it observed."""
        number = next(self._numbers)
        proofreader = Proofreader(number) if self._proofreads else None
        witness = self._witnesses[number] = Witness(self, channel, number, opening, proofreader)
        witness.settle()
        self.tell(witness.opened())
        return witness

    def forget(self, witness: Witness) -> None:
        """A connection is over."""
        self._witnesses.pop(witness.number, None)

    def tell(self, event: Event) -> None:
        """Gives an event to every watcher."""
        for watcher in self._watchers:
            watcher.put(event)

    def attach(self) -> Watcher | None:
        """A watcher of everything from now on, told first what is open; `None` when there are too many."""
        if self._is_over or len(self._watchers) >= MAX_WATCHERS:
            return None
        watcher = Watcher()
        now = asyncio.get_running_loop().time()
        watcher.put(Event("watching", now, count=len(self._witnesses)))
        for witness in self._witnesses.values():
            watcher.put(witness.opened(is_earlier=True))
        self._watchers.append(watcher)
        self._settle()
        return watcher

    def detach(self, watcher: Watcher) -> None:
        """The watcher went."""
        self._watchers.remove(watcher)
        self._settle()

    def close(self) -> None:
        """The server ends, and nobody new is let in."""
        self._is_over = True
        for watcher in self._watchers:
            watcher.put(Event("end"))
            watcher.end()

    def _settle(self) -> None:
        for witness in self._witnesses.values():
            witness.settle()


def _session(text: str) -> str:
    """The session's name, as the first frame tells the client (PROTOCOL 3.2)."""
    try:
        return str(msgspec.json.decode(text)["setupComplete"]["sessionId"])
    except (msgspec.MsgspecError, LookupError, TypeError):
        return ""
