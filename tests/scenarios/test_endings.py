"""How conversations end, and the bill of each turn."""

from __future__ import annotations

import asyncio
import base64
import json

import pytest

from antiphon.session.states import State
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from kit import at, gist, setup


def test_leaving_says_so_and_closes_when_the_time_is_over() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await asyncio.sleep(1)
            pair.driver.leave(9.5)
            pair.driver.leave(50)  # said once
            await pair.client.send_text("quick")
            await pair.turn()
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
            assert asyncio.get_running_loop().time() == pytest.approx(10.5)
        assert (ending.value.code, ending.value.reason) == (1001, "The server is shutting down.")
        assert gist(pair.messages) == ["ready", "go away 9.5s", "generated", "turn complete"]

    run_virtually(scenario())


def test_leaving_cuts_an_answer_that_is_too_long() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=("word " * 200,)))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await asyncio.sleep(1)
            pair.driver.leave(2)
            await pair.turn()
            with pytest.raises(Closed):
                await pair.client.receive()
            assert pair.session.state is State.CLOSED
        assert engine.cancelled == [1]
        assert gist(pair.messages)[1:] == ["go away 1s", "interrupted", "turn complete"]

    run_virtually(scenario())


def test_leaving_before_setup_only_closes() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running():
            pair.driver.leave(2)
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
        assert ending.value.code == 1001
        assert pair.messages == []

    run_virtually(scenario())


def test_a_caller_who_hangs_up_leaves_nothing_running() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=("word " * 200,)))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.client.close()
        assert engine.cancelled == [1]
        assert len(asyncio.all_tasks()) == 1

    run_virtually(scenario())


def test_a_frame_too_big_to_read_at_once_keeps_its_place() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running():
            pair.channel.push('{"setup":{"model":"x"}}')
            picture = base64.b64encode(b"\xff\xd8" * 200_000).decode()
            parts = [
                {"text": "before"},
                {"inlineData": {"data": picture, "mimeType": "image/jpeg"}},
                {"text": "after"},
            ]
            pair.channel.push(
                json.dumps({"clientContent": {"turns": [{"parts": parts}], "turnComplete": False}})
            )
            pair.channel.push('{"clientContent":{"turns":[{"parts":[{"text":"now"}]}],"turnComplete":true}}')
            await pair.turn()
            assert [said.text for said in pair.session.history] == [
                "before\n\nafter",
                "now",
                "Nice to meet you.",
            ]

    asyncio.run(scenario())  # in real time: the frame is decoded in a thread


def test_every_turn_is_billed_with_the_whole_context() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(hears=("12345678",), says=("a b c", "d"))))
        async with pair.running(setup(silence_duration_ms=500)):
            await pair.client.send_text("12345678")
            await pair.turn()
            await pair.speak(voice.speech(960) + voice.silence(600))
            await pair.turn()
        bills = [frame["usageMetadata"] for frame in pair.messages if "usageMetadata" in frame]
        first, second = bills
        assert first == {
            "promptTokenCount": 2,  # eight characters
            "responseTokenCount": 15,  # 0.6 s of speech
            "totalTokenCount": 17,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 2}],
            "responseTokensDetails": [{"modality": "AUDIO", "tokenCount": 15}],
        }
        heard = -(-((960 + 500) // 32 * 32 + 32) // 40)  # to the end of the silence, at 25 a second
        assert second["promptTokensDetails"] == [
            {"modality": "TEXT", "tokenCount": 2},
            {"modality": "AUDIO", "tokenCount": 15 + heard},
        ]
        assert second["totalTokenCount"] == 2 + 15 + heard + 5

    run_virtually(scenario())


def test_an_interrupted_turn_is_billed_for_what_was_sent() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("word " * 50, "ok"))))
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await asyncio.sleep(0.05 + 1.05)
            await pair.client.send_text("stop")
            await pair.turn()
            await pair.turn()
        bill = next(frame["usageMetadata"] for frame in pair.messages if "usageMetadata" in frame)
        assert bill["responseTokenCount"] == -(-17 * 25 // 10)  # 1.7 s: one heard, the lead, one begun
        assert at(pair.channel.frames, "interrupted") == pytest.approx(1.1)

    run_virtually(scenario())


def test_a_text_answer_is_billed_as_text() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("four word s and on",))))
        async with pair.running(setup(is_text=True)):
            await pair.client.send_text("hi")
            await pair.turn()
        assert pair.messages[-1]["usageMetadata"]["responseTokensDetails"] == [
            {"modality": "TEXT", "tokenCount": 5}
        ]

    run_virtually(scenario())
