from __future__ import annotations

import asyncio

import pytest

from antiphon.runtime.inbox import HIGH, Inbox
from antiphon.testing.clock import run_virtually


def nothing(now: float) -> None:
    del now


def test_inputs_come_out_in_the_order_they_went_in() -> None:
    inbox, done = Inbox(), []
    for name in "abc":
        inbox.put(lambda now, name=name: done.append((name, now)))  # type: ignore[misc]  # mypy and defaults
    while (item := inbox.pop()) is not None:
        item(1.5)
    assert done == [("a", 1.5), ("b", 1.5), ("c", 1.5)]
    assert inbox.peak == 3


def test_waiting_ends_with_an_input() -> None:
    async def scenario() -> float:
        inbox, loop = Inbox(), asyncio.get_running_loop()
        loop.call_later(2.0, inbox.put, nothing)
        await inbox.wait(until=5.0)
        inbox.close()
        return loop.time()

    assert run_virtually(scenario()) == pytest.approx(2.0)


def test_waiting_ends_at_the_deadline() -> None:
    async def scenario() -> float:
        await Inbox().wait(until=5.0)
        return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == pytest.approx(5.0)


def test_with_an_input_there_is_nothing_to_wait_for() -> None:
    async def scenario() -> float:
        inbox = Inbox()
        inbox.put(nothing)
        await inbox.wait(until=5.0)
        return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == 0.0


def test_a_deadline_that_comes_nearer_is_kept() -> None:
    async def scenario() -> float:
        inbox, loop = Inbox(), asyncio.get_running_loop()
        loop.call_later(1.0, inbox.put, nothing)
        await inbox.wait(until=50.0)
        inbox.pop()
        await inbox.wait(until=3.0)
        return loop.time()

    assert run_virtually(scenario()) == pytest.approx(3.0)


def test_a_deadline_that_moves_away_is_only_rung_too_early() -> None:
    async def scenario() -> list[float]:
        inbox, loop, rung = Inbox(), asyncio.get_running_loop(), []
        loop.call_later(1.0, inbox.put, nothing)
        await inbox.wait(until=2.0)
        inbox.pop()
        while loop.time() < 9.0:
            await inbox.wait(until=9.0)
            rung.append(loop.time())
        return rung

    assert run_virtually(scenario()) == pytest.approx([2.0, 9.0])


def test_nobody_rings_after_the_end() -> None:
    async def scenario() -> None:
        inbox, loop = Inbox(), asyncio.get_running_loop()
        loop.call_later(1.0, inbox.put, nothing)
        await inbox.wait(until=9.0)
        inbox.close()
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="nothing is left to happen"):
        run_virtually(scenario())


def test_those_who_bring_too_much_wait_for_room() -> None:
    async def scenario() -> list[int]:
        inbox, taken = Inbox(), []

        async def bring() -> None:
            for _ in range(3 * HIGH):
                inbox.put(nothing)
                await inbox.room()

        async with asyncio.TaskGroup() as tasks:
            brought = tasks.create_task(bring())
            while not brought.done():
                inbox.pop()
                await asyncio.sleep(0.1)
                taken.append(inbox.peak)
        return taken

    assert max(run_virtually(scenario())) <= HIGH


def test_waiting_for_room_may_be_given_up() -> None:
    async def scenario() -> bool:
        inbox = Inbox()
        for _ in range(HIGH):
            inbox.put(nothing)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.0):
                await inbox.room()
        inbox.pop()
        await inbox.room()
        return inbox.pop() is not None

    assert run_virtually(scenario())
