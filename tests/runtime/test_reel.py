from __future__ import annotations

import asyncio

import pytest

from antiphon.runtime.reel import HIGH, Reel
from antiphon.session.generation import KEPT
from antiphon.testing.clock import run_virtually


def test_what_was_taken_can_be_taken_again() -> None:
    reel = Reel()
    assert reel.append(b"aabbcc") == 3
    assert reel.take(0, 2) == b"aabb"
    assert reel.take(2, 3) == b"cc"
    assert reel.take(1, 3) == b"bbcc"


def test_only_the_newest_of_what_was_taken_is_kept() -> None:
    reel = Reel()
    reel.append(b"aa" * (KEPT + 10))
    reel.take(0, KEPT + 10)
    assert reel.take(9, 12) == b"aaaa", "what lies before is gone"


def test_beyond_the_end_there_is_silence() -> None:
    reel = Reel()
    reel.append(b"aabb")
    assert reel.take(1, 4) == b"bb\0\0\0\0"


def test_an_engine_waits_while_it_is_too_far_ahead() -> None:
    async def scenario() -> None:
        reel = Reel()
        await reel.room()
        reel.append(bytes(2 * HIGH))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(5):
                await reel.room()
        asyncio.get_running_loop().call_later(3, reel.take, 0, 1)
        await reel.room()
        assert asyncio.get_running_loop().time() == pytest.approx(8)

    run_virtually(scenario())
