"""The one outgoing buffer of a connection. It never paces; it absorbs a slow socket and says so."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final, NamedTuple

from antiphon.runtime.channel import Channel, ChannelClosed
from antiphon.wire.closing import Closing
from antiphon.wire.fitting import frames
from antiphon.wire.messages import ServerMessage

HIGH: Final = 16
"""Messages that may wait before engines are held back."""
LIMIT: Final = 1024
"""More than this can only wait for a caller who does not read."""
STALL_S: Final = 0.25


class _Item(NamedTuple):
    generation: int | None
    message: ServerMessage


class Outbox:
    """Messages in order; `purge` takes back what a cancelled generation left. ``report(seconds)`` is told of stalls."""

    def __init__(self, channel: Channel, report: Callable[[float], None], *, is_vertex: bool) -> None:
        self.peak = 0
        self._channel = channel
        self._report = report
        self._is_vertex = is_vertex
        self._items: deque[_Item] = deque()
        self._closing: Closing | None = None
        self._wake = asyncio.Event()
        self._room = asyncio.Event()

    @property
    def is_full(self) -> bool:
        """Whether the caller does not read: nothing more should be put in."""
        return len(self._items) >= LIMIT

    def put(self, message: ServerMessage, generation: int | None = None) -> None:
        """Adds a message. ``generation`` marks media that `purge` may take back."""
        self._items.append(_Item(generation, message))
        self.peak = max(self.peak, len(self._items))
        self._wake.set()

    def purge(self, generation: int) -> None:
        """Takes back what was not yet written of a generation."""
        self._items = deque(item for item in self._items if item.generation != generation)

    def close(self, closing: Closing) -> None:
        """Ends the connection after what is already here."""
        self._closing = closing
        self._wake.set()

    async def room(self) -> None:
        """Returns when fewer than `HIGH` messages wait: the credit of those who read engines. Cancel-safe."""
        while len(self._items) >= HIGH:
            self._room.clear()
            await self._room.wait()

    async def run(self) -> None:
        """Writes until `close`; raises `ChannelClosed` when the caller went first."""
        while True:
            while self._items:
                item = self._items.popleft()
                if len(self._items) < HIGH:
                    self._room.set()
                for frame in frames(item.message, is_vertex=self._is_vertex):
                    await self._write(frame)
            if self._closing is not None:
                await self._channel.close(*self._closing)
                raise ChannelClosed(self._closing.code)
            self._wake.clear()
            await self._wake.wait()

    async def _write(self, text: str) -> None:
        stall = _Stall(self._report)
        try:
            await self._channel.send(text)
        finally:
            stall.over()


class _Stall:
    """Reports every `STALL_S` that a write has not got through."""

    def __init__(self, report: Callable[[float], None]) -> None:
        self._report = report
        self._timer = asyncio.get_running_loop().call_later(STALL_S, self._again)

    def over(self) -> None:
        self._timer.cancel()

    def _again(self) -> None:
        self._report(STALL_S)
        self._timer = asyncio.get_running_loop().call_later(STALL_S, self._again)
