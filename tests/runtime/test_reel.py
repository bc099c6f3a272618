from __future__ import annotations

import asyncio

import pytest

from antiphon.runtime.reel import HIGH, Reel
from antiphon.testing.clock import run_virtually


def test_what_is_taken_is_forgotten() -> None:
    reel = Reel()
    assert reel.append(b"aabbcc") == 3
    assert reel.take(0, 2) == b"aabb"
    assert reel.take(0, 3) == b"cc"


def test_beyond_the_end_there_is_silence() -> None:
    reel = Reel()
    reel.append(b"aabb")
    assert reel.take(1, 4) == b"bb\0\0\0\0"
    reel.is_finished = True
    assert reel.is_done


def test_a_reel_is_done_when_all_there_will_be_is_taken() -> None:
    reel = Reel()
    reel.append(b"aabb")
    reel.is_finished = True
    assert not reel.is_done
    reel.take(0, 2)
    assert reel.is_done


def test_an_empty_answer_is_done_at_once() -> None:
    reel = Reel()
    assert not reel.is_done
    reel.is_finished = True
    assert reel.is_done


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
