"""The audio of one generation between the engine that makes it and the wire: the machine sees only positions."""

from __future__ import annotations

import asyncio
from typing import Final

from antiphon.audio.format import BYTES_PER_SAMPLE
from antiphon.audio.ring import Ring
from antiphon.session.generation import KEPT
from antiphon.talk import OUTPUT_RATE

HIGH: Final = 20 * OUTPUT_RATE
"""Samples an engine may be ahead of the listener; beyond them it waits. 20 s are about 1 MB."""


class Reel:
    """Appended by the pump of an engine, taken by the machine's `Play`.

    The newest of what was taken is kept: what was sent and not heard may be wanted again.
    """

    __slots__ = ("_ring", "_room", "_taken")

    def __init__(self) -> None:
        self._ring = Ring()
        self._room = asyncio.Event()
        self._taken = 0

    def append(self, pcm: bytes) -> int:
        """More audio; its length in samples."""
        self._ring.append(pcm)
        return len(pcm) // BYTES_PER_SAMPLE

    def take(self, start: int, stop: int) -> bytes:
        """The PCM of ``start:stop``. Beyond the end there is silence; what lies `KEPT` before it is forgotten."""
        pcm = self._ring.slice(start, stop) + bytes(BYTES_PER_SAMPLE * max(stop - self._ring.stop, 0))
        self._ring.forget(stop - KEPT)
        self._taken = stop
        self._room.set()
        return pcm

    async def room(self) -> None:
        """Returns when less than `HIGH` waits: the credit of the engine's pump. Cancel-safe."""
        while self._ring.stop - self._taken >= HIGH:
            self._room.clear()
            await self._room.wait()
