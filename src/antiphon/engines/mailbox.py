"""Transcripts on their way to the session: bounded, and safe to wait for with a time-out."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final, Self

from antiphon.talk import Heard, Interim

CAPACITY: Final = 16
"""Transcripts that may wait. The session reads them at once; if it ever does not, the oldest is stale."""


class Mailbox:
    """An ``AsyncIterator[Heard | Interim]`` that one side fills and the other reads.

    A class and not an async generator: a generator that is cancelled while it waits is finished for ever, this
    goes on with the next ``__anext__``, and nothing is lost.
    """

    def __init__(self) -> None:
        self._waiting: deque[Heard | Interim] = deque(maxlen=CAPACITY)
        self._changed = asyncio.Event()
        self._is_closed = False

    def put(self, heard: Heard | Interim) -> None:
        """Appends; when the box is full the oldest transcript is dropped. Interim words wait for one place only."""
        if self._waiting and isinstance(self._waiting[-1], Interim):
            self._waiting.pop()  # what comes now says more
        self._waiting.append(heard)
        self._changed.set()

    def close(self) -> None:
        """Ends the iteration once what waits has been read. May be called twice."""
        self._is_closed = True
        self._changed.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Heard | Interim:
        while not self._waiting:
            if self._is_closed:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        return self._waiting.popleft()
