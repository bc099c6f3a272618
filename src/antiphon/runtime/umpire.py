"""Whether a pause is the end of a turn, for every conversation of the process: one worker, one pause at a time.

A pause takes the detector 50 ms, and no less in a batch, so pauses are judged one after another in the order they
came. Each conversation has at most one waiting, its newest. Who gets no verdict waits a little longer, that is all.
"""

from __future__ import annotations

import asyncio
import math
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from antiphon.detectors.base import TurnDetector

log = structlog.get_logger(__name__)

Deliver = Callable[[int, int, float], None]
"""Takes turn, revision and the probability that the turn is over."""


class Appeal(Protocol):
    """One conversation's way to the umpire. Use from the event loop only."""

    def ask(self, turn: int, revision: int, pcm: bytes) -> None:
        """Wants this pause judged, and no earlier one: PCM16 at 16 kHz that ends in it."""

    def drop(self, turn: int, revision: int) -> None:
        """Wants this pause judged no more."""

    def close(self) -> None:
        """Wants no further verdicts."""


class Umpire(Protocol):
    """Judges pauses."""

    def open(self, deliver: Deliver) -> Appeal:
        """A way for a new conversation; verdicts are delivered on the loop."""


@dataclass(frozen=True, slots=True)
class Pause:
    """What is to be judged."""

    turn: int
    revision: int
    pcm: bytes


class Seat:
    """An `Appeal` to a `TurnUmpire`."""

    __slots__ = ("_deliver", "_umpire", "is_closed", "waiting")

    def __init__(self, umpire: TurnUmpire, deliver: Deliver) -> None:
        self.waiting: Pause | None = None
        self.is_closed = False
        self._umpire = umpire
        self._deliver = deliver

    def ask(self, turn: int, revision: int, pcm: bytes) -> None:
        self._umpire.put(self, Pause(turn, revision, pcm))

    def drop(self, turn: int, revision: int) -> None:
        self._umpire.take_back(self, turn, revision)

    def deliver(self, pause: Pause, probability: float) -> None:
        """Hands a verdict over, unless nobody wants it any more."""
        if not self.is_closed:
            self._deliver(pause.turn, pause.revision, probability)

    def close(self) -> None:
        self.is_closed = True
        if (pause := self.waiting) is not None:
            self.drop(pause.turn, pause.revision)


class TurnUmpire:
    """A turn detector, and the worker thread around it."""

    def __init__(self, detector: TurnDetector) -> None:
        self._detector = detector
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Condition()
        self._queue: deque[Seat] = deque()  # in turn; each stands in it at most once
        self._thread: threading.Thread | None = None
        self._stopping = False

    def start(self) -> None:
        """Starts the worker; call on the event loop that wants the verdicts."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name="antiphon-umpire", daemon=True)
        self._thread.start()

    def open(self, deliver: Deliver) -> Seat:
        """A seat for a new conversation."""
        return Seat(self, deliver)

    def stop(self) -> None:
        """Ends the worker; waits for the pause in hand."""
        with self._ready:
            self._stopping = True
            self._ready.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def put(self, seat: Seat, pause: Pause) -> None:
        """Queues a pause, in place of the one that waits."""
        with self._ready:
            if seat.waiting is None:
                self._queue.append(seat)
            seat.waiting = pause
            self._ready.notify()

    def take_back(self, seat: Seat, turn: int, revision: int) -> None:
        """Takes a pause out of the queue, if it still waits."""
        with self._ready:
            waiting = seat.waiting
            if waiting is not None and (waiting.turn, waiting.revision) == (turn, revision):
                seat.waiting = None
                self._queue.remove(seat)

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            seat, pause = taken
            probability = self._judge(pause)
            if self._loop is None or self._loop.is_closed():
                return
            if probability is not None:
                self._loop.call_soon_threadsafe(seat.deliver, pause, probability)

    def _take(self) -> tuple[Seat, Pause] | None:
        with self._ready:
            while not self._queue and not self._stopping:
                self._ready.wait()
            if self._stopping:
                return None
            seat = self._queue.popleft()
            pause, seat.waiting = seat.waiting, None
            return (seat, pause) if pause is not None else None

    def _judge(self, pause: Pause) -> float | None:
        try:
            (probability,) = self._detector.score([pause.pcm])
        except Exception:
            # A worker that dies leaves every caller waiting longer than need be, for ever; one pause does no harm.
            log.exception("! the turn detector failed")
            return None
        return probability if math.isfinite(probability) else None
