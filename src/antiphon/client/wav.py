"""WAV files in and out. In: whatever recorders write; out: 16-bit PCM."""

from __future__ import annotations

import struct
import wave
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
import soxr

from antiphon.audio.format import MAX_RATE, MIN_RATE
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE

_PCM: Final = 1
_FLOAT: Final = 3
_EXTENSIBLE: Final = 0xFFFE
_OTHERS: Final = MappingProxyType({2: "ADPCM", 6: "A-law", 7: "µ-law", 17: "ADPCM", 85: "MP3"})
_SHORTEST_FORMAT: Final = 16


class Recording(NamedTuple):
    """PCM16 mono."""

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / 2 / self.rate

    def at(self, rate: int) -> Recording:
        """The same at another rate."""
        if rate == self.rate:
            return self
        resampled = soxr.resample(np.frombuffer(self.pcm, np.int16), self.rate, rate)
        return Recording(resampled.astype(np.int16).tobytes(), rate)


class _Format(NamedTuple):
    kind: int
    channels: int
    rate: int
    bits: int


def read_wav(path: Path) -> Recording:
    """A recording, its channels mixed to one: PCM of 8 to 32 bits or floats, at any rate.

    The standard library reads neither floats nor, before Python 3.12, the extensible header that recorders
    write for 24 bits. What the wire does not carry (below 8 or above 48 kHz) is resampled. Raises
    `OperatorError` for anything else, and for a file without sound.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OperatorError(f"{path}: {error.strerror or error}") from error
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise OperatorError(f"{path}: no WAV file; {_hint(path)}")
    form: _Format | None = None
    for name, body in _chunks(data):
        if name == b"fmt " and len(body) >= _SHORTEST_FORMAT:
            form = _format(body)
        if name == b"data" and form is not None:
            return _mixed(path, form, body)
    raise OperatorError(f"{path}: a WAV file that holds no sound")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents. A recorder that was stopped early claims more than is there: what is there counts."""
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _format(body: bytes) -> _Format:
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
    if kind == _EXTENSIBLE and len(body) >= 26:
        (kind,) = struct.unpack_from("<H", body, 24)  # the beginning of the sub-format's GUID
    return _Format(kind, channels, rate, bits)


def _mixed(path: Path, form: _Format, body: bytes) -> Recording:
    width = form.bits // 8 * form.channels
    if form.kind not in {_PCM, _FLOAT} or not width or not form.rate:
        kind = _OTHERS.get(form.kind, f"format {form.kind}")
        raise OperatorError(f"{path}: {kind} is not read, only PCM and floats; {_hint(path)}")
    samples = _samples(path, form, body[: len(body) // width * width])
    if not samples.size:
        raise OperatorError(f"{path}: a WAV file that holds no sound")
    mono = samples.reshape(-1, form.channels).mean(axis=1)
    recording = Recording(np.rint(mono.clip(-32768, 32767)).astype(np.int16).tobytes(), form.rate)
    return recording if MIN_RATE <= form.rate <= MAX_RATE else recording.at(INPUT_RATE)


def _samples(path: Path, form: _Format, body: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Samples on the scale of 16 bits."""
    match form.kind, form.bits:
        case 1, 8:  # the only width without a sign
            return (np.frombuffer(body, np.uint8).astype(np.float64) - 128) * 256
        case 1, 16:
            return np.frombuffer(body, "<i2").astype(np.float64)
        case 1, 24:
            wide = np.zeros((len(body) // 3, 4), np.uint8)
            wide[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, 3)
            return wide.reshape(-1).view("<i4").astype(np.float64) / 65536
        case 1, 32:
            return np.frombuffer(body, "<i4").astype(np.float64) / 65536
        case 3, 32 | 64:
            return np.nan_to_num(np.frombuffer(body, f"<f{form.bits // 8}").astype(np.float64)) * 32768
    raise OperatorError(f"{path}: {form.bits}-bit samples are not read; {_hint(path)}")


def _hint(path: Path) -> str:
    return f"convert it: ffmpeg -i {path.name} -ac 1 -c:a pcm_s16le converted.wav"


def write_wav(path: Path, pcm: bytes, rate: int) -> None:
    """Writes PCM16 mono. Raises `OperatorError` where that cannot be done."""
    try:
        with path.open("wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(pcm)
    except OSError as error:
        raise OperatorError(f"{path}: {error.strerror or error}") from error
