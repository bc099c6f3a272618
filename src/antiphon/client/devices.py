"""A microphone and a loudspeaker, by PortAudio (the extra ``talk``). Knows nothing of the wire.

PortAudio calls back in threads of its own; what they touch is a bounded queue or the `Tape`.
"""

from __future__ import annotations

import asyncio
import importlib
import threading
from collections import deque
from types import TracebackType
from typing import Any, Final, Protocol, Self

import numpy as np
import soxr

from antiphon.audio.format import MAX_RATE, MIN_RATE
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE

CHUNK_S: Final = 0.02
_WAITING: Final = 100
"""Recorded chunks that wait to be sent; beyond these two seconds the oldest is of no use any more."""
_TAPE_S: Final = 120
"""The server paces itself; what runs away beyond this is dropped."""


class Headset(Protocol):
    """What a conversation needs of a machine that makes and takes sound."""

    @property
    def rate(self) -> int:
        """Of what it records, in Hz."""

    @property
    def is_playing(self) -> bool:
        """Whether something is still to be heard."""

    @property
    def waiting_s(self) -> float:
        """How long what is still to be heard lasts."""

    async def record(self) -> bytes:
        """The next PCM16 mono from the microphone, about 20 ms of it. Cancel-safe."""

    def play(self, pcm: bytes) -> None:
        """Queues PCM16 mono at `OUTPUT_RATE`. Never blocks."""

    def flush(self) -> None:
        """Throws away what was not played yet."""


class Tape:
    """Bytes that one thread appends and another one takes, in order."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._pieces: deque[bytes] = deque()
        self._lock = threading.Lock()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def append(self, piece: bytes) -> None:
        """Puts it at the end, unless the tape is full."""
        with self._lock:
            if self._size + len(piece) <= self._most:
                self._pieces.append(piece)
                self._size += len(piece)

    def take(self, size: int) -> bytes:
        """The next bytes, with zeros for what is missing."""
        taken = bytearray()
        with self._lock:
            while self._pieces and len(taken) < size:
                piece = self._pieces.popleft()
                wanted = size - len(taken)
                taken += piece[:wanted]
                if len(piece) > wanted:
                    self._pieces.appendleft(piece[wanted:])
            self._size -= len(taken)
        return bytes(taken.ljust(size, b"\0"))

    def clear(self) -> None:
        """Empties it."""
        with self._lock:
            self._pieces.clear()
            self._size = 0


def library() -> Any:
    """The ``sounddevice`` module. Raises `OperatorError` with what to install."""
    try:
        return importlib.import_module("sounddevice")
    except ImportError:
        raise OperatorError("the sound library is not installed: pip install sounddevice") from None
    except OSError as error:  # which is how it says that PortAudio itself is not there
        raise OperatorError(f"{error}; on Debian: apt-get install libportaudio2") from None


def device_list() -> str:
    """Every device with its number, as PortAudio knows it. Raises `OperatorError` where there is none."""
    devices = str(library().query_devices()).rstrip()
    if not devices:
        raise OperatorError(
            "this machine has no sound device; `antiphon say` needs none, nor does the page at /"
        )
    return devices


def _device(name: str | None) -> int | str | None:
    """A number, or a part of a name, as ``sounddevice`` wants them; `None` is the system's choice."""
    return int(name) if name is not None and name.isdecimal() else name


class SystemHeadset:
    """A `Headset` of the system's devices, open while its context is. Raises `OperatorError` on entering."""

    def __init__(self, microphone: str | None = None, loudspeaker: str | None = None) -> None:
        """Devices by number or by a part of their name; by default those that the system prefers."""
        self.rate = INPUT_RATE
        self._devices = _device(microphone), _device(loudspeaker)
        self._recorded: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._tape = Tape(0)
        self._streams: list[Any] = []
        self._resampler: soxr.ResampleStream | None = None
        self._play_rate = OUTPUT_RATE

    async def __aenter__(self) -> Self:
        sound = library()
        try:
            self._open(sound, asyncio.get_running_loop())
        except (sound.PortAudioError, ValueError) as error:
            self._close()
            raise OperatorError(
                f"no sound: {error}. `antiphon talk --list-devices` shows what there is; "
                "`antiphon say` needs no device, nor does the page at /"
            ) from None
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def is_playing(self) -> bool:
        return len(self._tape) > 0

    @property
    def waiting_s(self) -> float:
        return len(self._tape) / (2 * self._play_rate)

    async def record(self) -> bytes:
        return await self._recorded.get()

    def play(self, pcm: bytes) -> None:
        if self._resampler is not None:
            pcm = self._resampler.resample_chunk(np.frombuffer(pcm, np.int16)).tobytes()
        self._tape.append(pcm)

    def flush(self) -> None:
        self._tape.clear()
        if self._resampler is not None:
            self._resampler.clear()

    def _open(self, sound: Any, loop: asyncio.AbstractEventLoop) -> None:
        microphone, loudspeaker = self._devices
        self.rate = _rate(sound, "input", microphone, INPUT_RATE)
        self._play_rate = _rate(sound, "output", loudspeaker, OUTPUT_RATE)
        if self._play_rate != OUTPUT_RATE:
            self._resampler = soxr.ResampleStream(
                OUTPUT_RATE, self._play_rate, 1, dtype="int16", quality="MQ"
            )
        self._tape = Tape(_TAPE_S * self._play_rate * 2)

        def recorded(data: Any, _frames: int, _time: Any, _status: Any) -> None:
            loop.call_soon_threadsafe(self._keep, bytes(data))

        def wanted(data: Any, _frames: int, _time: Any, _status: Any) -> None:
            data[:] = self._tape.take(len(data))

        both = {"channels": 1, "dtype": "int16", "latency": "low"}
        self._streams = [
            sound.RawInputStream(
                self.rate, int(self.rate * CHUNK_S), device=microphone, callback=recorded, **both
            ),
            sound.RawOutputStream(
                self._play_rate, int(self._play_rate * CHUNK_S), device=loudspeaker, callback=wanted, **both
            ),
        ]
        for stream in self._streams:
            stream.start()

    def _keep(self, pcm: bytes) -> None:
        if self._recorded.full():
            self._recorded.get_nowait()
        self._recorded.put_nowait(pcm)

    def _close(self) -> None:
        for stream in self._streams:
            stream.close()
        self._streams = []


def _rate(sound: Any, kind: str, device: int | str | None, wanted: int) -> int:
    """``wanted`` where the device can, else the device's own, which the wire must be able to carry."""
    check = getattr(sound, f"check_{kind}_settings")
    try:
        check(device=device, channels=1, dtype="int16", samplerate=wanted)
    except sound.PortAudioError:
        own = int(sound.query_devices(device, kind)["default_samplerate"])
        if not MIN_RATE <= own <= MAX_RATE:
            own = MAX_RATE
        check(device=device, channels=1, dtype="int16", samplerate=own)
        return own
    return wanted
