"""What the service's users complain of, shown not to happen here: turns and their ends (PROTOCOL 7)."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncGenerator

import pytest

from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import EngineEvent, Prompt, Text
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent
from kit import NEWER, OLDER, at, audio_s, brief, course, gist, setup, spoken

STORY = "one two three four five six seven eight nine ten"
FAILED = "turn complete: GENERATED_OTHER"


class Halting(ScriptedEngine):
    """Pauses before each word."""

    pause_s = 0.0

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        async for event in super().respond(generation, prompt):
            if isinstance(event, Text):
                await asyncio.sleep(self.pause_s)
            yield event


def sent_s(pair: LivePair) -> float:
    """Seconds of audio so far."""
    return sum(audio_s(frame) for frame in pair.messages)


def test_row_01_a_turn_ends_only_when_its_speech_has() -> None:
    async def scenario() -> None:
        engine = Halting(Script(says=(STORY,)))
        engine.pause_s = 4.0  # far longer than what the listener has in hand
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(39)
            assert set(gist(pair.messages)) == {"ready"}
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]
        assert spoken(pair.messages) == STORY
        assert sent_s(pair) == pytest.approx(10 * 0.2)
        assert at(pair.channel.frames, "turn complete") == pytest.approx(0.05 + 10 * 4.0 + 0.2)

    run_virtually(scenario())


def test_row_02_every_turn_is_answered_or_says_why_not() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("", "", "Here I am."))))
        async with pair.running(setup()):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
            assert gist(pair.messages)[-1] == FAILED
            await pair.client.send_text("hello?")
            await pair.turn()
            assert gist(pair.messages)[-1] == FAILED
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        assert gist(pair.messages)[-2:] == ["generated", "turn complete"]
        assert spoken(pair.messages) == "Here I am."

    run_virtually(scenario())


def test_row_03_a_greeting_is_not_interrupted_by_a_quiet_room() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Hello, how can I help you today?", "Yes."))))
        async with pair.running(setup()):
            await pair.client.send(ClientContent(turn_complete=True))
            for _ in range(10):  # while it greets, and after: a room in which now and then something clicks
                await pair.speak(voice.silence(288) + voice.speech(32), chunk_ms=32)
            assert gist(pair.messages) == ["ready", "generated", "turn complete"]
            assert spoken(pair.messages) == "Hello, how can I help you today?"
            await pair.speak(voice.speech(500) + voice.silence(700))  # and it is not mute afterwards
            await pair.turn()
            await pair.turn()
        assert spoken(pair.messages).endswith("Yes.")

    run_virtually(scenario())


def test_row_04_a_window_that_opens_after_an_answer_interrupts_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("First.", "Second."))))
        async with pair.running(setup(disabled=True)):
            for answer in ("First.", "Second."):
                before = len(pair.messages)
                await pair.client.send_activity_start()
                await pair.speak(voice.speech(300))
                await pair.client.send_activity_end()
                await pair.turn()  # a client that stops reading here has the whole answer
                assert spoken(pair.messages[before:]) == answer
        assert "interrupted" not in gist(pair.messages)
        assert gist(pair.messages).count("turn complete") == 2

    run_virtually(scenario())


def test_row_04_while_the_answer_is_still_being_heard_it_does() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("First.",), word_ms=900)), policy=Policy(lead_s=2.0))
        async with pair.running(setup(disabled=True)):
            await pair.client.send_text("begin")
            await asyncio.sleep(0.3)
            assert gist(pair.messages) == ["ready", "generated"]
            await pair.client.send_activity_start()
            await pair.turn()
            await pair.client.send_activity_end()
        assert gist(pair.messages)[:5] == ["ready", "generated", "start", "interrupted", "turn complete"]

    run_virtually(scenario())


def test_row_10_an_interruption_does_not_wait_for_words_for_ever() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(settles_after_s=2.0, says=(STORY, "Yes?"))))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(1)
            spoke_at = asyncio.get_running_loop().time()
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
            await pair.turn()
        assert at(pair.channel.frames, "interrupted") - spoke_at < 0.6
        assert at(pair.channel.frames, "hears hello there") - spoke_at > 2

    run_virtually(scenario())


def test_row_11_each_input_is_answered_once() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("spoken",), says=("Yes.",)))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("text")
            await pair.turn()
            await pair.speak(voice.speech(500) + voice.silence(300) + voice.speech(300) + voice.silence(700))
            await pair.turn()
            await pair.client.send_realtime_text("words")
            await pair.turn()
            await asyncio.sleep(120)
        assert len(engine.prompts) == 4  # the pause within the speech cost a draft, of which nobody was told
        assert gist(pair.messages).count("turn complete") == 3
        assert [said.text for said in pair.session.history] == [
            "text",
            "Yes.",
            "spoken",
            "Yes.",
            "words",
            "Yes.",
        ]

    run_virtually(scenario())


@pytest.mark.parametrize("pause_s", [0.19, 0.35])
def test_row_30_a_halting_engine_is_heard_without_gaps_that_are_not_its_own(pause_s: float) -> None:
    async def scenario() -> None:
        engine = Halting(Script(says=(STORY,), word_ms=400))
        engine.pause_s = pause_s  # each word is made faster than it is heard
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await pair.turn()
        audio = [(instant, audio_s(frame)) for instant, frame in pair.channel.frames if audio_s(frame)]
        dry_at = audio[0][0]
        for instant, seconds in audio:
            assert instant <= dry_at + 1e-6
            assert dry_at - instant <= 0.6 + 0.1  # and never more than the lead ahead
            dry_at += seconds
        assert at(pair.channel.frames, "generated") == audio[-1][0]
        assert at(pair.channel.frames, "turn complete") == pytest.approx(dry_at)

    run_virtually(scenario())


def test_row_31_what_is_sent_is_what_was_spoken_sample_for_sample() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY,), word_ms=133)))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await pair.turn()
        parts = [
            frame["serverContent"]["modelTurn"]["parts"][0]["inlineData"]["data"]
            for frame in pair.messages
            if brief(frame) == "audio"
        ]
        assert b"".join(map(base64.b64decode, parts)) == b"\x01\x02" * (10 * 133 * 24)

    run_virtually(scenario())


@pytest.mark.parametrize(
    "model", [NEWER, OLDER, "models/gemini-2.5-flash-native-audio", "gemini-3.1-flash-live", "llama"]
)
def test_row_33_text_is_answered_under_every_name(model: str) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Hi there!",))))
        async with pair.running(setup(model=model, is_text=True)):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        words = [word for word in course(pair.messages) if word not in {"start", "end"}]
        assert words == ["ready", "hears hello there", "writes Hi there!", "generated", "turn complete"]

    run_virtually(scenario())


def test_row_34_an_activity_start_alone_stops_the_answer() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=(STORY,), hangs_after_words=5))
        pair = LivePair(engine)
        async with pair.running(setup(disabled=True)):
            await pair.client.send_text("count")
            await asyncio.sleep(0.8)
            stopped_at = asyncio.get_running_loop().time()
            await pair.client.send_activity_start()
            await pair.turn()
            sent = sent_s(pair)
            await asyncio.sleep(60)
            assert sent_s(pair) == sent
        assert at(pair.channel.frames, "interrupted") == stopped_at
        assert gist(pair.messages) == ["ready", "start", "interrupted", "turn complete"]
        assert engine.cancelled == [1]

    run_virtually(scenario())


def test_row_37_what_was_sent_and_never_played_was_never_said() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("stop",), says=(STORY, "All right.")))
        pair = LivePair(engine, policy=Policy(lead_s=10.0))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(0.05 + 0.5)
            assert pair.session.state is State.PLAYING  # every word of it is with the caller
            assert spoken(pair.messages) == STORY
            await pair.speak(voice.speech(400) + voice.silence(700))
            await pair.turn()
            await pair.turn()
        count, heard, *_ = (said.text for said in pair.session.history)
        assert (count, heard) == ("count", "one two three")  # 0.5 s, and until the word was understood
        assert engine.prompts[-1].history[1] == pair.session.history[1]

    run_virtually(scenario())
