"""The hearing stage: Moonshine tiny (English) through onnxruntime alone."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from antiphon.engines.cascade.moonshine_network import Halt, Network
from antiphon.engines.cascade.sounding import is_imagined, is_quiet
from antiphon.engines.cascade.wording import modern
from antiphon.engines.stages import Hints, Transcript, spare_cores
from antiphon.errors import BusyError, EngineError
from antiphon.talk import INPUT_RATE

F32 = NDArray[np.float32]
T = TypeVar("T")

MODEL_NAME: Final = "moonshine-tiny-en"
LANGUAGES: Final = ("en",)
WHOLE_S: Final = 30
"""Longer speech is cut."""
CUT_S: Final = (20, 25)
"""Where, in seconds: at the quietest place in between."""
SHORTEST: Final = INPUT_RATE // 10
"""Samples below which there is no word, and the encoder has no frame."""
SILENCE: Final = 1e-3
"""Root mean square (-60 dBFS) below which the network would only imagine words."""
REMEMBERED: Final = 64
"""Readings that are kept: a turn is read again and again as it grows."""
BEGINNING: Final = INPUT_RATE // 2
"""By so many samples a turn is known again."""
SETTLED: Final = INPUT_RATE * 3 // 20
"""Speech was over when it was read if it ended so many samples before: 150 ms."""
PAD: Final = INPUT_RATE // 4


class Moonshine:
    """A `Transcriber`. 12 to 25 ms of one core per second of speech; as many at a time as there are spare cores.

    Final transcripts take their turns. An interim one is made only while nobody waits, one at a time, and is given
    up when a final one comes.
    """

    does_interims = True

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._threads = spare_cores()
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="moonshine")
        self._network: Network | None = None
        self._memory = _Memory()
        self._busy = 0
        self._interim: Halt | None = None
        self._rests_until = 0.0

    async def start(self) -> None:
        """Raises `ModelError` for a missing or damaged file."""
        loop = asyncio.get_running_loop()
        self._network = await loop.run_in_executor(self._pool, Network, self._directory)

    async def aclose(self) -> None:
        """What runs is given up by its own caller's cancellation; nothing is waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        """English, whatever the hints say. Cancelling stops the work at the next operation of the network."""
        loop, halt = asyncio.get_running_loop(), Halt()
        if hints.is_interim and (self._is_busy or self._interim or loop.time() < self._rests_until):
            raise BusyError("moonshine: there is no time for interim words")
        if self._interim and self._is_busy:
            self._interim.set()
        try:
            work = self._pool.submit(self._transcribe, pcm, halt)
        except RuntimeError as error:  # the pool is closed
            raise EngineError(f"moonshine: {error}") from error
        self._busy += 1
        if hints.is_interim:
            self._interim = halt
        finish = partial(self._finish, halt, loop.time())
        # The thread may outlast its caller, but not be counted as free; the loop may be gone by then.
        work.add_done_callback(lambda _: loop.is_closed() or loop.call_soon_threadsafe(finish))
        try:
            text = await asyncio.wrap_future(work)
        finally:
            halt.set()
        if text is None:
            raise BusyError("moonshine: interim words were given up")
        return text

    @property
    def _is_busy(self) -> bool:
        return self._busy >= self._threads

    def _finish(self, halt: Halt, begun_at: float) -> None:
        self._busy -= 1
        if self._interim is halt:
            self._interim = None
            # As long as it took, nobody has another: all of them together get half a thread, and no more.
            now = asyncio.get_running_loop().time()
            self._rests_until = 2 * now - begun_at

    # In a thread of the pool

    def _transcribe(self, pcm: bytes, halt: Halt) -> str | None:
        """``None`` once it is halted."""
        audio: F32 = np.frombuffer(pcm, "<i2", count=len(pcm) // 2).astype(np.float32) / np.float32(32768)
        texts = []
        *early, last = _cut(audio)
        for piece in early:
            key = _digest(piece)
            text = self._memory.texts.get(key)
            if text is None:
                text = self._read(piece, halt)
                if not halt.is_set:
                    self._memory.texts.put(key, text)
            texts.append(text)
        texts.append(self._read(last, halt))
        closed = texts[-1].closed if isinstance(texts[-1], Transcript) else None
        return None if halt.is_set else Transcript(" ".join(filter(None, texts)), closed)

    def _read(self, audio: F32, halt: Halt) -> str:
        if self._network is None:
            raise EngineError("moonshine: it was not started")
        if len(audio) < SHORTEST or float(np.sqrt(np.mean(np.square(audio)))) < SILENCE:
            return ""
        key = _digest(audio[:BEGINNING])
        past = self._memory.readings.get(key)
        if past is not None and past.digest != _digest(audio[: past.samples]):
            past = None  # a turn that only begins alike
        if past is not None and past.is_whole and is_quiet(audio, past.samples - SETTLED):
            tokens, closed = [*past.tokens], past.closed
        else:
            padded = np.pad(audio, (0, PAD))
            tokens, closed = self._network.read(padded, past.tokens if past else (), halt)
            # What was read before it was halted is worth as much to whoever reads on.
            if not halt.is_set or len(tokens) > (len(past.tokens) if past else 0):
                reading = _Reading(
                    tuple(tokens), len(audio), _digest(audio), closed, is_whole=not halt.is_set
                )
                self._memory.readings.put(key, reading)
        words = self._network.text(tokens)
        # Of noise and music it says "♪" and the like.
        if not any(map(str.isalnum, words)) or is_imagined(words, audio):
            return ""
        return Transcript(modern(words), closed)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was understood of a turn when it had so many samples."""

    tokens: tuple[int, ...]
    samples: int
    digest: bytes
    closed: float | None
    is_whole: bool
    """It was not given up in the middle."""


class _Memory:
    """What the threads remember: transcripts of pieces that are complete, and readings of turns that grow."""

    def __init__(self) -> None:
        self.texts = _Recent[str]()
        self.readings = _Recent[_Reading]()


class _Recent(Generic[T]):
    """The last `REMEMBERED` things by their keys. Any thread may ask."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: bytes) -> T | None:
        with self._lock:
            return self._known.get(key)

    def put(self, key: bytes, value: T) -> None:
        with self._lock:
            self._known[key] = value
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


def _digest(audio: F32) -> bytes:
    return hashlib.blake2b(audio.tobytes(), digest_size=16).digest()


def _cut(audio: F32) -> list[F32]:
    """Pieces of at most `WHOLE_S`. As audio grows, all pieces but the last stay as they are."""
    pieces = []
    while len(audio) > WHOLE_S * INPUT_RATE:
        begin, end = (second * INPUT_RATE for second in CUT_S)
        frame = INPUT_RATE // 10
        levels = np.square(audio[begin:end]).reshape(-1, frame).mean(axis=1)
        at = begin + int(np.argmin(levels)) * frame + frame // 2
        pieces.append(audio[:at])
        audio = audio[at:]
    return [*pieces, audio]
