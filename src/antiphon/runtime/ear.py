"""Voice activity for every conversation of the process: one worker, which scores whatever windows wait together.

The worker takes one window of each conversation that has any, so nobody's flood delays another by more than one
batch, and never waits for a batch to fill. A light detector needs no thread: its batches take turns on the loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable

import numpy as np
import structlog

from antiphon.detectors.base import F32, VoiceActivityDetector

log = structlog.get_logger(__name__)

Deliver = Callable[[float], None]
MAX_BATCH = 64
LIGHT_BATCH = 512
"""A light detector takes a window of everybody at once: a cap would leave a crowd further behind every turn."""
HASTE = 8
"""Windows of one conversation that are scored in one turn of the loop: who is behind catches up, and nobody waits."""


class Attention:
    """One conversation's place at the ear. Use from the event loop only."""

    __slots__ = ("_deliver", "_ear", "_is_closed", "state", "waiting")

    def __init__(self, ear: Ear, deliver: Deliver, state_size: int) -> None:
        self.waiting: deque[bytes] = deque()
        self.state: F32 = np.zeros(state_size, np.float32)
        self._ear = ear
        self._deliver = deliver
        self._is_closed = False

    def hear(self, window: bytes) -> None:
        """Scores one window of PCM16 at 16 kHz; the probability is delivered on the loop, in order."""
        self._ear.score(self, window)

    def deliver(self, probability: float) -> None:
        """Hands a verdict over, unless nobody wants it any more."""
        if not self._is_closed:
            self._deliver(probability)

    def close(self) -> None:
        """Wants no further verdicts."""
        self._is_closed = True
        self._ear.release(self)


Batch = list[tuple[Attention, bytes]]


class Ear:
    """The detector, and the worker thread around it."""

    def __init__(self, detector: VoiceActivityDetector) -> None:
        self._detector = detector
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Condition()
        self._turn: asyncio.Handle | None = None
        self._queue: deque[Attention] = deque()  # in turn; each conversation stands in it at most once
        self._thread: threading.Thread | None = None
        self._stopping = False

    def start(self) -> None:
        """Starts the worker; call on the event loop that wants the verdicts."""
        self._loop = asyncio.get_running_loop()
        if not self._detector.is_light:
            self._thread = threading.Thread(target=self._work, name="antiphon-ear", daemon=True)
            self._thread.start()

    def open(self, deliver: Deliver) -> Attention:
        """A place for a new conversation."""
        return Attention(self, deliver, self._detector.state_size)

    def score(self, attention: Attention, window: bytes) -> None:
        """Queues one window."""
        if self._detector.is_light:
            attention.waiting.append(window)
            if len(attention.waiting) == 1:
                self._queue.append(attention)
                self._turn = self._turn or asyncio.get_running_loop().call_soon(self._score_in_turn)
            return
        with self._ready:
            attention.waiting.append(window)
            if len(attention.waiting) == 1:
                self._queue.append(attention)
                self._ready.notify()

    def release(self, attention: Attention) -> None:
        """Drops what a conversation still waits for."""
        with self._ready:
            attention.waiting.clear()

    def stop(self) -> None:
        """Ends the worker; waits for the batch in hand."""
        with self._ready:
            self._stopping = True
            self._ready.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while batch := self._take():
            verdicts = self._judge(batch)
            if self._loop is None or self._loop.is_closed():
                return
            self._loop.call_soon_threadsafe(self._hand_out, batch, verdicts)

    def _score_in_turn(self) -> None:
        """A few batches on the loop; then everybody else has a turn."""
        for _ in range(HASTE):
            batch = self._next(LIGHT_BATCH)
            self._hand_out(batch, self._judge(batch))
            if not self._queue:
                break
        self._turn = None
        if self._queue:
            self._turn = asyncio.get_running_loop().call_soon(self._score_in_turn)

    def _take(self) -> Batch:
        """The oldest window of each conversation that waits; empty at the end."""
        batch: Batch = []
        with self._ready:
            while not batch:
                while not self._queue and not self._stopping:
                    self._ready.wait()
                if self._stopping:
                    return []
                batch = self._next(MAX_BATCH)
        return batch

    def _next(self, most: int) -> Batch:
        batch: Batch = []
        for _ in range(min(len(self._queue), most)):
            attention = self._queue.popleft()
            if attention.waiting:  # else it was closed meanwhile
                batch.append((attention, attention.waiting.popleft()))
            if attention.waiting:
                self._queue.append(attention)
        return batch

    def _judge(self, batch: Batch) -> list[float]:
        try:
            return [float(each) for each in self._score(batch)]
        except Exception:
            # A worker that dies makes every conversation deaf; a window taken for silence harms one word.
            log.exception("! the detector failed", conversations=len(batch))
            return [0.0] * len(batch)

    def _score(self, batch: Batch) -> F32:
        if not batch:
            return np.empty(0, np.float32)
        pcm = np.frombuffer(b"".join([window for _, window in batch]), np.int16)
        windows = np.multiply(pcm.reshape(len(batch), -1), np.float32(1 / 32768), dtype=np.float32)
        if not self._detector.state_size:
            return self._detector.score(windows, np.empty((len(batch), 0), np.float32))
        states = np.stack([attention.state for attention, _ in batch])
        probabilities = self._detector.score(windows, states)
        for (attention, _), state in zip(batch, states, strict=True):
            attention.state[:] = state
        return probabilities

    @staticmethod
    def _hand_out(batch: Batch, verdicts: list[float]) -> None:
        for (attention, _), verdict in zip(batch, verdicts, strict=True):
            attention.deliver(verdict)
