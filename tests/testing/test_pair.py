from __future__ import annotations

import asyncio

import pytest

from antiphon.runtime.channel import ChannelClosed
from antiphon.session.effects import Send
from antiphon.session.grammar import BrokenGrammar
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.pair import Closed, LivePair, MemoryChannel
from antiphon.wire.messages import ServerContent, ServerMessage
from antiphon.wire.setup import Setup

SETUP = Setup(model="models/any")


def test_frames_cross_in_order_both_ways_and_keep_their_instants() -> None:
    async def scenario() -> None:
        channel = MemoryChannel()
        channel.push("1")
        channel.push(b"2")
        assert [await channel.receive(), await channel.receive()] == ["1", b"2"]
        await asyncio.sleep(2.5)
        await channel.send('{"n":3}')
        assert await channel.recv() == '{"n":3}'
        assert channel.frames == [(2.5, {"n": 3})]

    run_virtually(scenario())


def test_what_was_sent_before_the_end_is_still_read() -> None:
    async def scenario() -> None:
        channel = MemoryChannel()
        await channel.send("{}")
        channel.push("last words")
        await channel.close(1011, "broken")
        await channel.close(1000, "said twice")
        assert await channel.recv() == "{}"
        with pytest.raises(Closed) as ending:
            await channel.recv()
        assert (ending.value.code, ending.value.reason) == (1011, "broken")
        assert await channel.receive() == "last words"
        with pytest.raises(ChannelClosed) as end:
            await channel.receive()
        assert end.value.code == 1011
        with pytest.raises(ChannelClosed):
            await channel.send("{}")

    run_virtually(scenario())


def test_a_stuck_channel_takes_nothing_until_it_is_unstuck() -> None:
    async def scenario() -> None:
        channel = MemoryChannel()
        channel.is_stuck = True
        asyncio.get_running_loop().call_later(7.0, channel.unstick)
        await channel.send("{}")
        assert channel.frames == [(7.0, {})]

    run_virtually(scenario())


def test_a_pair_speaks_in_real_time() -> None:
    async def scenario() -> float:
        pair = LivePair()
        async with pair.running(SETUP):
            await pair.speak(voice.silence(1000))
            return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == pytest.approx(1.0)


def test_a_pair_that_breaks_the_grammar_is_caught() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(SETUP):
            stray = ServerMessage(server_content=ServerContent(generation_complete=True, interrupted=True))
            pair.driver._perform(Send(stray))
            await asyncio.sleep(0)

    with pytest.raises(BrokenGrammar, match=r"frame 1.*generationComplete.*interrupted"):
        run_virtually(scenario())


def test_nothing_of_a_pair_outlives_it() -> None:
    async def scenario() -> int:
        async with LivePair().running(SETUP) as pair:
            await pair.client.send_text("hi")
        return len(asyncio.all_tasks())

    assert run_virtually(scenario()) == 1
