"""Speech, typed words and stops that meet an answer in flight (PROTOCOL 4.8, 4.9)."""

from __future__ import annotations

import asyncio

import pytest

from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import Role
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent
from kit import at, brief, gist, setup, spoken

STORY = "one two three four five six seven eight nine ten"


async def until(pair: LivePair, state: State) -> None:
    while pair.session.state is not state:  # noqa: ASYNC110  # steps of virtual time cost nothing
        await asyncio.sleep(0.01)


def test_history_keeps_the_words_that_were_heard() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("count", "stop"), says=(STORY, "Stopped."), word_ms=300))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(600) + voice.silence(1500) + voice.speech(500) + voice.silence(700))
            await until(pair, State.LISTENING)
        began = next(instant for instant, frame in pair.channel.frames if brief(frame) == "audio")
        heard_ms = (at(pair.channel.frames, "interrupted") - began) * 1000
        words = int((heard_ms - 120) // 300) + 1  # of the last one at least 120 ms
        assert 2 <= words < 10
        assert [(said.role, said.text) for said in pair.session.history] == [
            (Role.USER, "count"),
            (Role.MODEL, " ".join(STORY.split()[:words])),
            (Role.USER, "stop"),
            (Role.MODEL, "Stopped."),
        ]
        assert engine.prompts[-1].history == pair.session.history[:2]
        assert engine.prompts[-1].user is not None
        assert engine.prompts[-1].user.text == "stop"

    run_virtually(scenario())


def test_what_was_sent_but_not_heard_is_not_remembered() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY, "Yes."), word_ms=300)), policy=Policy(lead_s=2.0))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(0.05 + 0.15)  # thinking, and half a word
            await pair.client.send_text("stop")
            await pair.turn()
            assert spoken(pair.messages).split() == STORY.split()[:8]  # 2.2 s were sent
            assert [said.text for said in pair.session.history] == ["count", "one", "stop"]

    run_virtually(scenario())


def test_an_interruption_before_the_first_word_leaves_no_answer_in_history() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(thinks_s=2.0))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_text("first")
            await asyncio.sleep(0.5)
            await pair.client.send_text("second")
            await pair.turn()
            await pair.turn()
            assert gist(pair.messages) == [
                "ready",
                "interrupted",
                "turn complete",
                "generated",
                "turn complete",
            ]
            assert [said.text for said in pair.session.history] == ["first", "second", "Nice to meet you."]
            assert engine.cancelled == [1]

    run_virtually(scenario())


def test_nothing_of_a_cancelled_answer_comes_after_its_interruption() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Long " * 20 + "tale.", "Short."))))
        async with pair.running(setup(is_text=False)):
            await pair.client.send_text("tell")
            await asyncio.sleep(1)
            await pair.client.send_realtime_text("stop")
            await pair.turn()
            await pair.turn()
        words = [brief(frame) for frame in pair.messages]
        after = words[words.index("interrupted") + 1 :]
        assert after[:2] == ["turn complete", "says Short."]

    run_virtually(scenario())


def test_realtime_text_interrupts_at_once() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY, "Hello."))))
        async with pair.running(setup()):
            await pair.client.send_realtime_text("count")
            await asyncio.sleep(1)
            await pair.client.send_realtime_text("hello")
            await pair.turn()
            assert at(pair.channel.frames, "interrupted") == pytest.approx(1.0)
            await pair.turn()
        assert spoken(pair.messages).endswith("Hello.")

    run_virtually(scenario())


def test_an_interruption_while_playing_is_one_too() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("It is so.", "What?"))))
        async with pair.running(setup()):
            await pair.client.send_text("is it")
            await until(pair, State.PLAYING)
            await pair.client.send_text("hey")
            await pair.turn()
            await pair.turn()
        assert gist(pair.messages) == [
            "ready",
            "generated",
            "interrupted",
            "turn complete",
            "generated",
            "turn complete",
        ]

    run_virtually(scenario())


def test_speech_after_the_turn_interrupts_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Yes.",))))
        async with pair.running(setup()):
            for _ in range(2):
                await pair.speak(voice.speech(500) + voice.silence(700))
                await pair.turn()
        assert "interrupted" not in gist(pair.messages)

    run_virtually(scenario())


def test_without_interruption_speech_is_answered_afterwards() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("count", "and then"), says=(STORY, "Eleven.")))
        pair = LivePair(engine)
        async with pair.running(setup(interrupts=False)):
            await pair.speak(voice.speech(600) + voice.silence(1000) + voice.speech(500) + voice.silence(700))
            await pair.turn()
            await pair.turn()
        assert gist(pair.messages) == [
            "ready",
            "start",
            "hears count",
            "end",
            "start",
            "generated",
            "turn complete",
            "hears and then",
            "end",
            "generated",
            "turn complete",
        ]
        assert spoken(pair.messages) == f"{STORY}Eleven."
        assert [said.text for said in pair.session.history] == ["count", STORY, "and then", "Eleven."]

    run_virtually(scenario())


def test_unfinished_content_without_turns_stops_the_answer() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY,))))
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await asyncio.sleep(0.8)
            await pair.client.send(ClientContent(turn_complete=False))
            await pair.turn()
            assert pair.session.state is State.LISTENING
            await asyncio.sleep(60)
        assert gist(pair.messages) == ["ready", "interrupted", "turn complete"]

    run_virtually(scenario())


def test_a_stop_with_nothing_to_stop_does_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send(ClientContent(turn_complete=False))
            await asyncio.sleep(60)
        assert gist(pair.messages) == ["ready"]

    run_virtually(scenario())


def test_words_typed_while_speaking_are_answered_first_and_the_speech_after() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("spoken",), says=("To the typed.", "To the spoken.")))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(500))
            await pair.client.send_text("typed")
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
            await pair.turn()
        assert spoken(pair.messages) == "To the typed.To the spoken."
        assert gist(pair.messages) == [
            "ready",
            "start",
            "generated",
            "turn complete",
            "hears spoken",
            "end",
            "generated",
            "turn complete",
        ]

    run_virtually(scenario())
