import asyncio
import os
import sys
from pathlib import Path

import pytest

from antiphon.engines.children import STARTS, Child
from antiphon.errors import EngineError

WELL = "import sys; print('ready 7 8', flush=True); print('hello', file=sys.stderr, flush=True); sys.stdin.read()"
DEAF = (
    "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True)\n"
    "while True: signal.pause()"
)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a module ``infant`` that a child can run."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    return tmp_path / "infant.py"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_start_use_stop(program: Path) -> None:
    program.write_text(WELL)

    async def scenario() -> int:
        child = Child("infant")
        first = await child.running()
        assert child.detail == "7 8"
        assert await child.running() is first
        await child.stop()
        await child.stop()
        with pytest.raises(EngineError, match="stopped"):
            await child.running()
        return first.pid

    assert not is_alive(asyncio.run(scenario()))


def test_a_killed_child_is_started_again(program: Path) -> None:
    program.write_text(WELL)

    async def scenario() -> None:
        child = Child("infant")
        first = await child.running()
        first.kill()
        await first.wait()
        second = await child.running()
        assert second.pid != first.pid
        await child.stop()

    asyncio.run(scenario())


def test_one_that_keeps_dying_is_left_alone(program: Path) -> None:
    program.write_text("raise SystemExit('no luck today')")

    async def scenario() -> None:
        child = Child("infant")
        for _ in range(STARTS):
            with pytest.raises(EngineError, match="did not start: no luck today"):
                await child.running()
        with pytest.raises(EngineError, match="resting"):
            await child.running()
        await child.stop()

    asyncio.run(scenario())


def test_one_that_never_gets_ready(program: Path) -> None:
    program.write_text("import sys; sys.stdin.read()")

    async def scenario() -> None:
        child = Child("infant", ready_s=0.3)
        with pytest.raises(EngineError, match="not ready"):
            await child.running()
        await child.stop()

    asyncio.run(scenario())


def test_one_that_does_not_listen_is_killed(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.write_text(DEAF)
    monkeypatch.setattr("antiphon.engines.children.KILL_AFTER_S", 0.2)

    async def scenario() -> int:
        child = Child("infant")
        process = await child.running()
        await child.stop()
        return process.pid

    assert not is_alive(asyncio.run(scenario()))


def test_a_cancelled_start_leaves_nothing(program: Path) -> None:
    program.write_text("import sys; sys.stdin.read()")

    async def scenario() -> None:
        child = Child("infant")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await child.running()
        assert child._process is None
        await child.stop()

    asyncio.run(scenario())
