"""WAV files in and out: 16-bit PCM, as the wire wants it."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import NamedTuple

import numpy as np

from antiphon.audio.format import MAX_RATE, MIN_RATE
from antiphon.errors import OperatorError


class Recording(NamedTuple):
    """PCM16 mono."""

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / 2 / self.rate


def read_wav(path: Path) -> Recording:
    """A recording of any number of channels, mixed to one. Raises `OperatorError` for what is not 16-bit PCM."""
    try:
        with wave.open(str(path), "rb") as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise OperatorError(f"{path}: {error}") from error
    if width != 2 or not MIN_RATE <= rate <= MAX_RATE:
        raise OperatorError(f"{path}: {width * 8}-bit audio at {rate} Hz; 16-bit at 8 to 48 kHz is read")
    if channels > 1:
        whole = len(data) - len(data) % (2 * channels)
        mixed = np.frombuffer(data[:whole], np.int16).reshape(-1, channels).mean(axis=1)
        data = mixed.astype(np.int16).tobytes()
    return Recording(data, rate)


def write_wav(path: Path, pcm: bytes, rate: int) -> None:
    """Writes PCM16 mono."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)
