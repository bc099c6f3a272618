from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from antiphon.client.session import LiveSession
from antiphon.config import load
from antiphon.detectors.energy import EnergyDetector
from antiphon.errors import OperatorError
from antiphon.runtime.channel import Peer
from antiphon.runtime.host import Host, load_detector, load_turn_detector, policy_of
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import ScriptedFactory
from antiphon.testing.pair import ClientEnd, Closed, MemoryChannel
from antiphon.turns.policy import TurnPolicy
from antiphon.wire.setup import Setup


def host(factory: ScriptedFactory | None = None) -> Host:
    return Host(load(engine="echo"), factory or ScriptedFactory())


def test_the_operators_patience_is_the_sessions() -> None:
    assert policy_of(load(engine="echo", answer_timeout_s=90)).patience_s == 90.0
    assert policy_of(load()).turns == TurnPolicy()
    set_ = load(turn_earliest_ms=256, turn_latest_ms=700, turn_threshold=0.9, barge_in_threshold=0.6)
    assert policy_of(set_).turns == TurnPolicy(256, 700, surely_over=0.9, interrupts=0.6)


async def call(server: Host, tasks: asyncio.TaskGroup) -> tuple[LiveSession, asyncio.Task[None]]:
    channel = MemoryChannel()
    conversation = tasks.create_task(server.converse(channel, Peer()))
    client = LiveSession(ClientEnd(channel))
    await client.set_up(Setup(model="models/any"))
    return client, conversation


def test_conversations_are_counted_and_their_engines_closed() -> None:
    async def scenario() -> None:
        server = host(factory := ScriptedFactory())
        before = server.is_ready
        await server.start({})
        assert (before, server.is_ready) == (False, True)
        async with asyncio.TaskGroup() as tasks:
            first, _ = await call(server, tasks)
            second, _ = await call(server, tasks)
            assert server.active == 2
            assert first.session_id != second.session_id
            await first.close()
            await second.close()
        assert server.active == 0
        assert [engine.is_closed for engine in factory.opened] == [True, True]

    run_virtually(scenario())


@pytest.mark.parametrize("strict", [False, True])
def test_a_strict_host_refuses_what_nobody_knows(strict: bool) -> None:
    async def scenario() -> tuple[int, str] | None:
        server = Host(load(engine="echo", strict=strict), ScriptedFactory())
        await server.start({})
        channel = MemoryChannel()
        async with asyncio.TaskGroup() as tasks:
            conversation = tasks.create_task(server.converse(channel, Peer()))
            channel.push('{"setup":{"model":"x","bogusField":1}}')
            client = LiveSession(ClientEnd(channel))
            with suppress(Closed):
                await client.receive()
            closing = channel.closing
            await channel.close()
            await conversation
        return closing

    reason = "Invalid JSON payload received. Unknown name \"bogusField\" at 'setup': Cannot find field."
    assert run_virtually(scenario()) == ((1007, reason) if strict else None)


def test_a_drain_says_goodbye_and_then_goes() -> None:
    async def scenario() -> tuple[object, ...]:
        server = host()
        await server.start({})
        async with asyncio.TaskGroup() as tasks:
            client, _ = await call(server, tasks)
            draining = tasks.create_task(server.drain(8))
            goodbye = (await client.receive()).go_away
            assert goodbye is not None
            with pytest.raises(Closed) as ending:
                await client.receive()
            await draining
            assert not server.is_ready
            return goodbye.time_left, ending.value.code, asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == ("8s", 1001, pytest.approx(8.0))


def test_a_drain_does_not_wait_for_ever() -> None:
    async def scenario() -> float:
        server = host()
        await server.start({})
        channel = MemoryChannel()
        async with asyncio.TaskGroup() as tasks:
            conversation = tasks.create_task(server.converse(channel, Peer()))
            await LiveSession(ClientEnd(channel)).set_up(Setup(model="models/any"))
            channel.is_stuck = True  # neither the goodbye nor the close gets through
            await server.drain(8)
            now = asyncio.get_running_loop().time()
            conversation.cancel()
        return now

    assert run_virtually(scenario()) == pytest.approx(9.0)


def test_a_closed_host_has_stopped_its_engines_and_serves_nobody() -> None:
    class Closing(ScriptedFactory):
        is_closed = False

        async def aclose(self) -> None:
            self.is_closed = True

    async def scenario() -> bool:
        server = host(factory := Closing())
        await server.start({})
        await server.aclose()
        with pytest.raises(RuntimeError):
            await server.converse(MemoryChannel(), Peer())
        return factory.is_closed and not server.is_ready

    assert run_virtually(scenario())


def test_a_start_that_fails_leaves_nothing_behind(model_files: dict[str, Path], tmp_path: Path) -> None:
    class Failing(ScriptedFactory):
        async def start(self, files: Mapping[str, Path]) -> None:
            del files
            raise OperatorError("no engine today")

    async def scenario() -> None:
        server = Host(load(engine="echo", journal_dir=tmp_path), Failing())
        with pytest.raises(OperatorError, match="no engine today"):
            await server.start(model_files)

    before = set(threading.enumerate())
    asyncio.run(scenario())
    assert set(threading.enumerate()) <= before


def test_an_engine_that_fails_to_close_keeps_no_journal_from_being_written(tmp_path: Path) -> None:
    class Stuck(ScriptedFactory):
        async def aclose(self) -> None:
            raise RuntimeError("no")

    async def scenario() -> None:
        server = Host(load(engine="echo", journal_dir=tmp_path), Stuck())
        await server.start({})
        with pytest.raises(RuntimeError, match="no"):
            await server.aclose()

    before = set(threading.enumerate())
    asyncio.run(scenario())
    assert set(threading.enumerate()) <= before


def test_without_conversations_a_drain_takes_no_time() -> None:
    async def scenario() -> float:
        server = host()
        await server.start({})
        await server.drain(30)
        return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == 0.0


def test_nobody_is_served_before_the_start() -> None:
    with pytest.raises(RuntimeError):
        run_virtually(host().converse(MemoryChannel(), Peer()))


def test_an_engine_without_models_needs_none_for_the_ear() -> None:
    assert host().models == ()
    assert isinstance(load_detector({}), EnergyDetector)


def test_an_engine_with_models_gets_its_pauses_judged(model_files: dict[str, Path]) -> None:
    async def scenario() -> float:
        server = host()
        await server.start(model_files)
        judged: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        assert server._umpire is not None
        server._umpire.open(lambda _turn, _revision, score: judged.set_result(score)).ask(1, 0, bytes(32_000))
        score = await judged
        await server.aclose()
        assert not [thread for thread in threading.enumerate() if thread.name == "antiphon-umpire"]
        return score

    assert load_turn_detector({}) is None
    assert 0 <= asyncio.run(scenario()) <= 1


def test_an_engine_with_models_gets_a_trained_ear(model_files: dict[str, Path]) -> None:
    factory = ScriptedFactory()
    factory.models = ("some-model",)
    assert host(factory).models == ("silero-vad", "smart-turn-v3.2", "some-model")
    assert not load_detector(model_files).is_light
