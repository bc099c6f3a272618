from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from antiphon.runtime.reel import HIGH
from antiphon.talk import Audio, EngineEvent, Prompt, Text
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.setup import Setup
from antiphon.wire.types import Blob

SETUP = Setup(model="models/any")


def test_what_is_heard_reaches_the_engine_with_its_preroll() -> None:
    async def scenario() -> bytes:
        pair = LivePair(engine := ScriptedEngine())
        async with pair.running(SETUP):
            await pair.speak(quiet + loud + voice.silence(800))
            await pair.turn()
        return bytes(engine.heard_pcm[1])

    quiet, loud = voice.silence(512), voice.speech(512)
    heard = run_virtually(scenario())
    assert quiet[-300 * 32 :] + loud in heard
    assert len(heard) < len(quiet + loud) + 600 * 32


def test_an_engine_is_read_no_faster_than_its_listener_hears() -> None:
    class Endless(ScriptedEngine):
        made = 0

        async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
            del generation, prompt
            yield Text("on and on")
            while True:
                self.made += 2400
                yield Audio(bytes(4800))

    async def scenario() -> int:
        pair = LivePair(engine := Endless())
        async with pair.running(SETUP):
            await pair.client.send_text("go on")
            await asyncio.sleep(5)
            return engine.made

    on_its_way = 64 * 2400 + 6 * 24_000  # in the inbox, and heard or sent within those seconds
    assert run_virtually(scenario()) <= HIGH + on_its_way


def test_leaving_closes_the_engines_iterator() -> None:
    async def scenario() -> list[int]:
        pair = LivePair(engine := ScriptedEngine(Script(hangs_after_words=1)))
        async with pair.running(SETUP):
            await pair.client.send_text("hello")
            await asyncio.sleep(1)
        return engine.cancelled

    assert run_virtually(scenario()) == [1]


def test_big_frames_and_foreign_media_are_taken_without_harm() -> None:
    async def scenario() -> list[str]:
        pair = LivePair()
        async with pair.running(SETUP):
            await pair.client.send(RealtimeInput(video=Blob(data=bytes(1000), mime_type="image/jpeg")))
            await pair.client.send(RealtimeInput(audio=Blob(data=bytes(1000), mime_type="audio/mp3")))
            await pair.client.send_text("still there?")
            await pair.turn()
        return [next(iter(message)) for message in pair.messages[-1:]]

    assert run_virtually(scenario()) == ["serverContent"]


def test_the_callers_close_ends_the_conversation() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(SETUP):
            await pair.client.close()
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
            assert ending.value.code == 1000

    run_virtually(scenario())
