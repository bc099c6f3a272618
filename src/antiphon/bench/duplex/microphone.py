"""A caller's microphone: what the caller does, the room's noise, and what the room makes of the loudspeaker."""

from __future__ import annotations

from typing import Final

import numpy as np

from antiphon.bench.duplex.loudspeaker import Loudspeaker
from antiphon.bench.noises import F64
from antiphon.bench.vad import ROOM_DB
from antiphon.talk import INPUT_RATE

CHUNK: Final = INPUT_RATE // 50


class Microphone:
    """Records chunk after chunk."""

    def __init__(self, loudspeaker: Loudspeaker, room: F64, delay_ms: int) -> None:
        """``room``: its impulse response, of unit energy."""
        self.position = 0
        """Of the next chunk, in samples."""
        self.echo_db: float | None = None
        """While the loudspeaker is heard: how much fainter than it plays."""
        self._loudspeaker = loudspeaker
        self._room = room
        self._delay_s = delay_ms / 1000
        self._sounds: list[tuple[int, F64]] = []
        self._random = np.random.default_rng(3)

    def place(self, samples: F64) -> None:
        """Sounds from the next chunk on."""
        self._sounds.append((self.position, samples))

    def chunk(self) -> bytes:
        """The next 20 ms, as PCM16."""
        start, stop = self.position, self.position + CHUNK
        mixed = self._random.normal(0, 10 ** (ROOM_DB / 20), CHUNK)
        for begin, samples in self._sounds:
            low, high = max(begin, start), min(begin + len(samples), stop)
            if low < high:
                mixed[low - start : high - start] += samples[low - begin : high - begin]
        self._sounds = [each for each in self._sounds if each[0] + len(each[1]) > stop]
        if self.echo_db is not None:
            mixed += 10 ** (self.echo_db / 20) * self._echo(start / INPUT_RATE)
        self.position = stop
        return (np.clip(mixed, -1, 1) * 32767).astype(np.int16).tobytes()

    def _echo(self, at: float) -> F64:
        """Instants of the loudspeaker count from the microphone's first sample."""
        tail = len(self._room) - 1
        first = at - self._delay_s - tail / INPUT_RATE
        played = self._loudspeaker.heard(first, at - self._delay_s + CHUNK / INPUT_RATE)
        played = np.resize(played, tail + CHUNK) if len(played) else np.zeros(tail + CHUNK)
        size = 1 << (len(played) + tail).bit_length()
        spectrum = np.fft.rfft(played, size) * np.fft.rfft(self._room, size)
        return np.fft.irfft(spectrum, size)[tail : tail + CHUNK]
