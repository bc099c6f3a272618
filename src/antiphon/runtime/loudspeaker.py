"""What the caller's loudspeaker is presumed to play, and to have played: how loud, every 10 ms. Keeps no sound."""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

import numpy as np

from antiphon.talk import OUTPUT_RATE
from antiphon.turns.echo import F32, FRAMES, envelope

KEEP: Final = 4 * FRAMES
"""Frames of the past; the future is as long as what has been sent ahead."""
_SCALE: Final = np.float32(1 / 32768)


class _Piece(NamedTuple):
    start: int  # in frames of the loop's clock
    envelope: F32

    @property
    def stop(self) -> int:
        return self.start + len(self.envelope[0])


class Loudspeaker:
    """A client that plays what it gets without a gap while it can, as `Playout` has it. Instants are seconds."""

    __slots__ = ("_dry_at", "_pieces")

    def __init__(self) -> None:
        self._pieces: deque[_Piece] = deque()
        self._dry_at = 0.0

    def play(self, pcm: bytes, now: float) -> None:
        """PCM16 at `OUTPUT_RATE` is on its way."""
        samples = np.frombuffer(pcm, "<i2") * _SCALE
        start = max(self._dry_at, now)
        self._dry_at = start + len(samples) / OUTPUT_RATE
        self._pieces.append(_Piece(round(start * FRAMES), envelope(samples, OUTPUT_RATE)))
        oldest = int(now * FRAMES) - KEEP
        while self._pieces[0].stop <= oldest:
            self._pieces.popleft()

    def rest(self, samples: int, now: float) -> None:
        """So much silence is on its way."""
        self._dry_at = max(self._dry_at, now) + samples / OUTPUT_RATE

    def stop(self, now: float) -> None:
        """The client was told to drop what it had not yet played."""
        last = round(now * FRAMES)
        self._pieces = deque(
            _Piece(piece.start, piece.envelope[:, : last - piece.start])
            for piece in self._pieces
            if piece.start < last
        )
        self._dry_at = min(self._dry_at, now)

    def stall(self, seconds: float, now: float) -> None:
        """The socket took nothing for ``seconds``: what waits there is played that much later."""
        if self._dry_at <= now - seconds:
            return
        self._dry_at += seconds
        late, last = round(seconds * FRAMES), round(now * FRAMES)
        self._pieces = deque(
            piece._replace(start=piece.start + late) if piece.start >= last else piece
            for piece in self._pieces
        )

    def between(self, start: int, stop: int) -> F32:
        """The envelope of these frames of the loop's clock; silence where nothing was played, or it is forgotten."""
        whole = np.zeros((2, stop - start), np.float32)
        for piece in self._pieces:
            first, last = max(piece.start, start), min(piece.stop, stop)
            if first < last:
                whole[:, first - start : last - start] = piece.envelope[
                    :, first - piece.start : last - piece.start
                ]
        return whole
