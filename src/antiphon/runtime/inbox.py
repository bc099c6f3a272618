"""The one thing a driver waits on: whatever happens to a session, in the order it happened, and an alarm."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

Input = Callable[[float], None]
"""One mutation of the session, given ``now``."""

HIGH: Final = 64
"""Inputs that may wait before those who bring them pause."""


class Inbox:
    """First in, first out. `put` never waits; readers of sockets and engines wait for `room` before they put more.

    The bound holds because each of the few writers puts what one message gave and then waits for room.
    """

    __slots__ = ("_alarm", "_items", "_room", "_waiter", "peak")

    def __init__(self) -> None:
        self._items: deque[Input] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._room: asyncio.Event | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self.peak = 0

    @property
    def is_full(self) -> bool:
        """Whether those who bring inputs should wait for `room`."""
        return len(self._items) >= HIGH

    def put(self, item: Input) -> None:
        """Adds one input and wakes the driver."""
        self._items.append(item)
        self.peak = max(self.peak, len(self._items))
        self._wake()

    def pop(self) -> Input | None:
        """The next input, if there is one."""
        if not self._items:
            return None
        item = self._items.popleft()
        if self._room is not None and len(self._items) < HIGH:
            self._room.set()
            self._room = None
        return item

    async def wait(self, until: float | None) -> None:
        """Returns when there is an input, or at ``until`` on the loop's clock; perhaps earlier. One waiter only.

        The alarm is set again only when it has to ring earlier: deadlines mostly move on with every frame, and
        an alarm that rings too early costs less than a timer made and cancelled fifty times a second.
        """
        if self._items:
            return
        loop = asyncio.get_running_loop()
        if until is not None and (self._alarm is None or until < self._alarm.when()):
            self._silence()
            self._alarm = loop.call_at(until, self._ring)
        self._waiter = loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    async def room(self) -> None:
        """Returns when fewer than `HIGH` inputs wait. Cancel-safe."""
        while self.is_full:
            self._room = self._room or asyncio.Event()
            await self._room.wait()

    def close(self) -> None:
        """Nobody will wait again."""
        self._silence()

    def _ring(self) -> None:
        self._alarm = None
        self._wake()

    def _silence(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
