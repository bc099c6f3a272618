from __future__ import annotations

import asyncio

import pytest

from antiphon.testing.clock import run_virtually


def test_an_hour_takes_no_time_and_is_exact() -> None:
    async def scenario() -> float:
        await asyncio.gather(asyncio.sleep(3600), asyncio.sleep(10))
        return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == pytest.approx(3600)


def test_everybody_waiting_for_everybody_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="nothing is left to happen"):
        run_virtually(asyncio.Event().wait())
