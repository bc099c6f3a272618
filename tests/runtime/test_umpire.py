from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import Sequence

from antiphon.runtime.umpire import TurnUmpire


class Patient:
    """Waits for ``go`` before every verdict; says how much sound it was given."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.entered = threading.Semaphore(0)
        self.judged: list[bytes] = []

    def score(self, audio: Sequence[bytes]) -> Sequence[float]:
        self.entered.release()
        self.go.acquire()
        self.judged += audio
        return [len(each) / 100 for each in audio]


class Caller:
    """What one conversation was told, and a way to wait for it."""

    def __init__(self, umpire: TurnUmpire) -> None:
        self.told: list[tuple[int, int, float]] = []
        self._changed = asyncio.Event()
        self.seat = umpire.open(self._deliver)

    def _deliver(self, turn: int, revision: int, probability: float) -> None:
        self.told.append((turn, revision, probability))
        self._changed.set()

    async def until(self, count: int) -> None:
        while len(self.told) < count:
            self._changed.clear()
            await self._changed.wait()


async def started(detector: Patient) -> tuple[TurnUmpire, Caller]:
    """An umpire that has the first pause of this caller in hand."""
    umpire = TurnUmpire(detector)
    umpire.start()
    busy = Caller(umpire)
    busy.seat.ask(1, 0, b"busy")
    await asyncio.to_thread(detector.entered.acquire)
    return umpire, busy


def test_pauses_are_judged_one_at_a_time_in_the_order_they_came() -> None:
    async def scenario() -> None:
        umpire, busy = await started(detector := Patient())
        one, two = Caller(umpire), Caller(umpire)
        one.seat.ask(3, 1, b"first one")
        two.seat.ask(4, 2, b"then two")
        busy.seat.ask(1, 1, b"again")
        detector.go.release(4)
        await busy.until(2)
        await asyncio.to_thread(umpire.stop)
        assert detector.judged == [b"busy", b"first one", b"then two", b"again"]
        assert (one.told, two.told) == ([(3, 1, 0.09)], [(4, 2, 0.08)])
        assert busy.told == [(1, 0, 0.04), (1, 1, 0.05)]

    asyncio.run(scenario())


def test_only_the_newest_pause_of_a_conversation_is_judged_and_none_that_is_over() -> None:
    async def scenario() -> None:
        umpire, busy = await started(detector := Patient())
        hasty, over, gone, last = (Caller(umpire) for _ in range(4))
        hasty.seat.ask(1, 0, b"old")
        over.seat.ask(1, 0, b"over")
        gone.seat.ask(1, 0, b"gone")
        last.seat.ask(1, 7, b"last")
        hasty.seat.ask(1, 1, b"new")
        hasty.seat.drop(1, 0)  # is not there any more
        over.seat.drop(1, 0)
        over.seat.drop(1, 0)
        gone.seat.close()
        busy.seat.close()  # its verdict is on the way, and goes nowhere
        detector.go.release(5)
        await last.until(1)
        await asyncio.to_thread(umpire.stop)
        assert detector.judged == [b"busy", b"new", b"last"]
        assert (hasty.told, last.told) == ([(1, 1, 0.03)], [(1, 7, 0.04)])
        assert busy.told == over.told == gone.told == []

    asyncio.run(scenario())


def test_a_detector_that_fails_or_says_nonsense_gives_no_verdict_and_goes_on() -> None:
    class Moody:
        """Fails, talks nonsense, then works."""

        calls = 0

        def score(self, audio: Sequence[bytes]) -> Sequence[float]:
            self.calls += 1
            if self.calls == 1:
                raise ZeroDivisionError
            return [math.nan if self.calls == 2 else 0.7 for _ in audio]

    async def scenario() -> list[tuple[int, int, float]]:
        umpire = TurnUmpire(Moody())
        umpire.start()
        callers = [Caller(umpire) for _ in range(3)]
        for caller in callers:
            caller.seat.ask(1, 0, b"")
        await callers[2].until(1)
        umpire.stop()
        return callers[0].told + callers[1].told + callers[2].told

    assert asyncio.run(scenario()) == [(1, 0, 0.7)]


def test_an_umpire_stops_with_pauses_still_waiting() -> None:
    async def scenario() -> None:
        umpire, _ = await started(detector := Patient())
        waiting = Caller(umpire)
        waiting.seat.ask(1, 0, b"waits")
        stopping = asyncio.create_task(asyncio.to_thread(umpire.stop))
        detector.go.release(2)
        await stopping
        assert not [thread for thread in threading.enumerate() if thread.name == "antiphon-umpire"]

    asyncio.run(scenario())
