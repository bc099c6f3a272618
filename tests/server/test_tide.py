from __future__ import annotations

import asyncio

from antiphon.server.tide import TIDE_S, Tide
from antiphon.testing.clock import run_virtually


async def woken_at(tide: Tide, after_s: float) -> float:
    """When somebody is woken whose data come after so long."""
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[None] = loop.create_future()
    loop.call_later(after_s, tide.wake, waiter)
    await waiter
    return loop.time()


def test_who_comes_first_is_woken_at_once_and_the_others_together() -> None:
    async def scenario() -> None:
        tide = Tide()
        comes = [1.0, 1.001, 1.002, 1.0035, 1.0 + TIDE_S * 1.5, 2.0]
        woken = await asyncio.gather(*(woken_at(tide, each) for each in comes))
        assert woken[0] == 1.0
        assert woken[1] == woken[2] == woken[3] == 1.0 + TIDE_S
        assert woken[4] == 1.0 + 2 * TIDE_S
        assert woken[5] == 2.0

    run_virtually(scenario())


def test_who_does_not_wait_any_more_is_let_be() -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        tide = Tide()
        first, second = loop.create_future(), loop.create_future()
        tide.wake(first)
        tide.wake(second)
        second.cancel()
        await asyncio.sleep(1)
        assert first.done()
        assert second.cancelled()

    run_virtually(scenario())


def test_a_loop_has_one() -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        assert Tide.of(loop) is Tide.of(loop)

    run_virtually(scenario())
