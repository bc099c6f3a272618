import asyncio

import pytest

from antiphon.engines.mailbox import CAPACITY, Mailbox
from antiphon.talk import Heard, Interim


def test_in_order_until_it_is_closed() -> None:
    async def scenario() -> list[int]:
        box = Mailbox()
        box.put(Heard(1, 0, "a"))
        box.put(Heard(2, 0, "b"))
        box.close()
        box.close()
        return [heard.turn async for heard in box]

    assert asyncio.run(scenario()) == [1, 2]


def test_a_cancelled_wait_loses_nothing() -> None:
    async def scenario() -> Heard | Interim:
        box = Mailbox()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await anext(box)
        box.put(Heard(1, 0, "a"))
        return await anext(box)

    assert asyncio.run(scenario()).text == "a"


def test_interim_words_wait_for_one_place_and_push_nothing_out() -> None:
    async def scenario() -> list[str]:
        box = Mailbox()
        box.put(Heard(1, 0, "final"))
        for count in range(CAPACITY + 3):
            box.put(Interim(2, 0, f"words {count}"))
        box.put(Heard(2, 0, "all words"))
        box.put(Interim(3, 0, "and"))
        box.close()
        return [heard.text async for heard in box]

    assert asyncio.run(scenario()) == ["final", "all words", "and"]


def test_the_oldest_goes_when_it_is_full() -> None:
    async def scenario() -> list[int]:
        box = Mailbox()
        for turn in range(CAPACITY + 3):
            box.put(Heard(turn, 0, ""))
        box.close()
        return [heard.turn async for heard in box]

    assert asyncio.run(scenario()) == list(range(3, CAPACITY + 3))
