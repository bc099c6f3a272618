"""What an engine has heard of the current turn. Bounded; knows nothing of speech."""

from __future__ import annotations


class TurnAudio:
    """PCM of the newest user turn; of a turn longer than ``limit`` bytes the oldest goes."""

    __slots__ = ("_limit", "_pcm", "_turn")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._turn = -1
        self._pcm = bytearray()

    def hear(self, turn: int, pcm: bytes) -> None:
        """Appends; another turn takes the place of the last one."""
        if turn != self._turn:
            self._turn = turn
            self._pcm = bytearray()
        self._pcm += pcm
        if len(self._pcm) > self._limit:
            del self._pcm[: len(self._pcm) - self._limit]

    def of(self, turn: int) -> bytes:
        """What is kept of ``turn``; nothing of any but the newest."""
        return bytes(self._pcm) if turn == self._turn else b""

    def clear(self) -> None:
        """Forgets it all."""
        self._pcm = bytearray()
