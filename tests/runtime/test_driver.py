from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import numpy as np
import pytest

from antiphon.runtime.driver import MAX_UNREADABLE, SLICE
from antiphon.runtime.microphone import PIECE_BYTES
from antiphon.runtime.reel import HIGH
from antiphon.talk import Audio, EngineEvent, Prompt, Text
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.setup import GenerationConfig, Setup, SpeechConfig
from antiphon.wire.types import Blob, Empty
from kit import brief, setup

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

    assert run_virtually(scenario()) <= HIGH + 6 * 24_000  # what was heard or sent within those seconds


def test_an_engine_that_breaks_its_contract_ends_its_turn_and_nothing_else() -> None:
    class Broken(ScriptedEngine):
        async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
            yield Text("half a ")
            raise KeyError(generation, prompt)

    async def scenario() -> list[str]:
        pair = LivePair(Broken())
        async with pair.running(SETUP):
            for _ in range(2):
                await pair.client.send_text("hello")
                await pair.turn()
        return [brief(message) for message in pair.messages]

    assert run_virtually(scenario()) == ["ready", *["turn complete: GENERATED_OTHER"] * 2]


def test_an_engine_that_takes_no_hints_of_how_to_listen_serves_all_the_same() -> None:
    class Earlier(ScriptedEngine):
        """As it would have been written before there were such hints."""

        def __getattribute__(self, name: str) -> object:
            if name == "listen":
                raise AttributeError(name)
            return super().__getattribute__(name)

    async def scenario() -> list[str]:
        pair = LivePair(Earlier())
        speech = SpeechConfig(language_code="de-DE")
        async with pair.running(
            Setup("models/any", generation_config=GenerationConfig(speech_config=speech))
        ):
            await pair.speak(voice.speech(640) + voice.silence(1000))
            await pair.turn()
        return [brief(message) for message in pair.messages]

    assert run_virtually(scenario())[-1] == "turn complete"


def test_everything_in_one_message_is_taken_in_its_order() -> None:
    async def scenario() -> bytes:
        pair = LivePair(engine := ScriptedEngine())
        async with pair.running(setup(disabled=True)):
            audio = [Blob(data=voice.speech(100, seed=seed), mime_type="audio/pcm") for seed in (1, 2)]
            everything = RealtimeInput(
                activity_start=Empty(), media_chunks=(audio[0],), audio=audio[1], activity_end=Empty()
            )
            await pair.client.send(everything)
            await pair.turn()
        return bytes(engine.heard_pcm[1])

    assert run_virtually(scenario()) == voice.speech(100, seed=1) + voice.speech(100, seed=2)


def test_a_caller_who_does_not_take_the_close_is_left() -> None:
    async def scenario() -> float:
        pair = LivePair()
        running = asyncio.create_task(pair.driver.run())
        await pair.client.set_up(SETUP)
        pair.channel.is_stuck = True
        await pair.client.send_text("hello")
        await asyncio.sleep(1)
        await pair.client.send(SETUP)  # a mistake, which closes
        await running
        return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == pytest.approx(6.0)


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


@pytest.mark.parametrize(
    "frame", ["{}", '{"realtimeInput": {"text": ""}}', '{"realtimeInput": {"audio": 5}}']
)
def test_a_flood_leaves_the_loop_to_others(frame: str) -> None:
    async def scenario() -> int:
        pair = LivePair()
        async with pair.running(SETUP):
            for _ in range(10 * SLICE):
                pair.channel.push(frame)
            turns = 0
            while pair.channel._to_server:
                await asyncio.sleep(0)
                turns += 1
                if pair.channel.closing:
                    break
            return turns

    assert run_virtually(scenario()) >= (2 if "5" in frame else 9)


@pytest.mark.parametrize("rate", [8_000, 16_000])
def test_much_audio_in_one_message_is_heard_as_if_it_were_in_many(rate: int) -> None:
    async def scenario(chunk_ms: float) -> bytes:
        pair = LivePair(engine := ScriptedEngine())
        async with pair.running(setup(disabled=True)):
            await pair.client.send_activity_start()
            for chunk in voice.chunks(pcm, chunk_ms, rate=rate):
                await pair.client.send_audio(chunk, rate=rate)
            await pair.client.send_activity_end()
            await pair.turn()
        return bytes(engine.heard_pcm[1])

    pcm = voice.speech(5_000, rate=rate)
    assert len(pcm) > 2 * PIECE_BYTES
    whole = run_virtually(scenario(5_000))
    cut = run_virtually(scenario(20))
    # The resampler's rounding is its own; without it every bit is the same.
    difference = np.frombuffer(whole, np.int16).astype(np.int32) - np.frombuffer(cut, np.int16)
    assert abs(difference).max() <= (2 if rate == 8_000 else 0)
    assert len(whole) == pytest.approx(5 * 32_000, rel=0.001)


def test_what_cannot_be_read_is_ignored_until_it_is_all_there_is() -> None:
    bad, good = '{"realtimeInput": {"audio": {"data": "!"}}}', "{}"

    async def scenario() -> tuple[int, str]:
        pair = LivePair()
        async with pair.running(SETUP):
            for frame in [*[bad] * (MAX_UNREADABLE - 1), good] * 2:
                pair.channel.push(frame)
            await pair.client.send_text("still there?")
            await pair.turn()
            for _ in range(MAX_UNREADABLE):
                pair.channel.push(bad)
            with pytest.raises(Closed) as ending:
                await pair.turn()
            return ending.value.code, ending.value.reason

    assert run_virtually(scenario()) == (1007, "realtimeInput.audio.data: not base64")


def test_the_callers_close_ends_the_conversation() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(SETUP):
            await pair.client.close()
            with pytest.raises(Closed) as ending:
                await pair.client.receive()
            assert ending.value.code == 1000

    run_virtually(scenario())
