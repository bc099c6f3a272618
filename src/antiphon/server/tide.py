"""Wakes the readers of many connections together.

What costs most in a crowd is not a frame but to wake up for it: each time, all that serves it has gone cold. So
whoever comes first is served at once, and who comes within the next milliseconds is served with the others.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar, Final
from weakref import WeakKeyDictionary

TIDE_S: Final = 0.004
"""How long a frame may wait for others: a fifth of the 20 ms of sound that it holds."""


class Tide:
    """One for every event loop."""

    __slots__ = ("_next", "_timer", "_waiting")

    _of: ClassVar[WeakKeyDictionary[asyncio.AbstractEventLoop, Tide]] = WeakKeyDictionary()

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop) -> Tide:
        """The tide of this loop."""
        if loop not in cls._of:
            cls._of[loop] = cls()
        return cls._of[loop]

    def __init__(self) -> None:
        self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: list[asyncio.Future[None]] = []

    def wake(self, waiter: asyncio.Future[None]) -> None:
        """Ends the wait: now, or with the others."""
        if self._timer is None:
            loop = waiter.get_loop()
            now = loop.time()
            if now >= self._next:
                self._next = now + TIDE_S
                waiter.set_result(None)
                return
            self._timer = loop.call_at(self._next, self._rise)
        self._waiting.append(waiter)

    def _rise(self) -> None:
        self._timer = None
        waiting, self._waiting = self._waiting, []
        self._next = waiting[0].get_loop().time() + TIDE_S
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)
