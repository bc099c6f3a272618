from __future__ import annotations

import asyncio
import threading

import numpy as np

from antiphon.detectors.base import F32
from antiphon.detectors.energy import EnergyDetector
from antiphon.runtime.ear import HASTE, MAX_BATCH, Attention, Ear
from antiphon.testing import voice

LOUD, QUIET = voice.speech(32), voice.silence(32)


class Heavy:
    """Counts the windows of each conversation in its state; waits for ``go`` before every batch."""

    state_size = 1
    is_light = False

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.entered = threading.Semaphore(0)
        self.batches: list[int] = []

    def score(self, windows: F32, states: F32) -> F32:
        self.entered.release()
        self.go.acquire()
        self.batches.append(len(windows))
        states += 1
        return states[:, 0].copy()


class Verdicts:
    """What one conversation was told, and a way to wait for it."""

    def __init__(self, ear: Ear) -> None:
        self.told: list[float] = []
        self._changed = asyncio.Event()
        self.attention: Attention = ear.open(self._deliver)

    def _deliver(self, probability: float) -> None:
        self.told.append(probability)
        self._changed.set()

    async def until(self, count: int) -> None:
        while len(self.told) < count:
            self._changed.clear()
            await self._changed.wait()


def test_a_light_detector_answers_on_the_loop_in_turns() -> None:
    async def scenario() -> list[tuple[int, int]]:
        ear = Ear(EnergyDetector())
        flood, other = Verdicts(ear), Verdicts(ear)
        for _ in range(2 * HASTE + 1):
            flood.attention.hear(LOUD)
        other.attention.hear(QUIET)
        seen = [(len(flood.told), len(other.told))]
        for _ in range(3):
            await asyncio.sleep(0)
            seen.append((len(flood.told), len(other.told)))
        assert min(flood.told) > 0.99
        assert max(other.told) < 0.01
        return seen

    assert asyncio.run(scenario()) == [(0, 0), (HASTE, 1), (2 * HASTE, 1), (2 * HASTE + 1, 1)]


def test_a_closed_conversation_is_told_nothing() -> None:
    async def scenario() -> list[float]:
        ear, told = Ear(EnergyDetector()), list[float]()
        gone = ear.open(told.append)
        gone.hear(LOUD)
        gone.close()
        stays = Verdicts(ear)
        stays.attention.hear(LOUD)
        await stays.until(1)
        return told

    assert asyncio.run(scenario()) == []


def test_a_heavy_detector_works_in_a_thread_and_keeps_each_state() -> None:
    async def scenario() -> None:
        detector = Heavy()
        ear = Ear(detector)
        ear.start()
        one, two = Verdicts(ear), Verdicts(ear)
        for _ in range(3):
            one.attention.hear(LOUD)
        two.attention.hear(LOUD)
        for _ in range(4):
            detector.go.release()
        await one.until(3)
        await two.until(1)
        await asyncio.to_thread(ear.stop)
        assert one.told == [1.0, 2.0, 3.0]
        assert two.told == [1.0]
        assert np.array_equal(one.attention.state, [3.0])

    asyncio.run(scenario())


def test_windows_that_wait_together_are_scored_together_one_of_each_conversation() -> None:
    async def scenario() -> None:
        detector = Heavy()
        ear = Ear(detector)
        ear.start()
        flood = Verdicts(ear)
        flood.attention.hear(LOUD)
        await asyncio.to_thread(detector.entered.acquire)  # the worker holds the first window
        for _ in range(5):
            flood.attention.hear(LOUD)
        others = [Verdicts(ear) for _ in range(MAX_BATCH + 6)]
        for other in others:
            other.attention.hear(LOUD)
        for _ in range(7):
            detector.go.release()
        await flood.until(6)
        for other in others:
            await other.until(1)
        await asyncio.to_thread(ear.stop)
        assert detector.batches[0] == 1
        assert detector.batches[1] == MAX_BATCH
        assert detector.batches[2] == 71 - MAX_BATCH + 1  # who had to wait, and the flood once more
        assert sum(detector.batches) == 1 + 5 + len(others)
        assert flood.told == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]

    asyncio.run(scenario())


def test_what_a_closed_conversation_still_waited_for_is_not_scored() -> None:
    async def scenario() -> None:
        detector = Heavy()
        ear = Ear(detector)
        ear.start()
        gone, stays = Verdicts(ear), Verdicts(ear)
        for _ in range(3):
            gone.attention.hear(LOUD)
        await asyncio.to_thread(detector.entered.acquire)
        gone.attention.close()
        stays.attention.hear(LOUD)
        detector.go.release(2)
        await stays.until(1)
        await asyncio.to_thread(ear.stop)
        assert gone.told == []
        assert sum(detector.batches) == 2

    asyncio.run(scenario())


def test_an_ear_stops_with_windows_still_waiting() -> None:
    async def scenario() -> None:
        detector = Heavy()
        ear = Ear(detector)
        ear.start()
        caller = Verdicts(ear)
        for _ in range(3):
            caller.attention.hear(LOUD)
        await asyncio.to_thread(detector.entered.acquire)
        stopping = asyncio.create_task(asyncio.to_thread(ear.stop))
        detector.go.release(9)
        await stopping
        assert len(detector.batches) <= 3
        assert not [thread for thread in threading.enumerate() if thread.name == "antiphon-ear"]

    asyncio.run(scenario())


def test_a_failing_detector_makes_nobody_deaf() -> None:
    class Moody:
        """Fails once."""

        state_size = 1
        is_light = False
        calls = 0

        def score(self, windows: F32, states: F32) -> F32:
            del states
            self.calls += 1
            if self.calls == 1:
                raise ZeroDivisionError
            return np.ones(len(windows), np.float32)

    async def scenario() -> list[float]:
        ear = Ear(Moody())
        ear.start()
        verdicts = Verdicts(ear)
        verdicts.attention.hear(LOUD)
        verdicts.attention.hear(LOUD)
        await verdicts.until(2)
        ear.stop()
        return verdicts.told

    assert asyncio.run(scenario()) == [0.0, 1.0]
