"""A caller who says nothing any more after an answer, and a model that was told to speak up then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import Call, Prompt, Role, Said
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent
from antiphon.wire.setup import Behavior, Extension, FunctionDeclaration, Setup, Tool
from antiphon.wire.types import Content, FunctionResponse, Part
from kit import gist, setup, with_members

AFTER_8_S = Policy(reprompt_s=8.0)
ANSWER_S = 0.05 + 4 * 0.2
"""Thinking, and four words."""
Act = Callable[[LivePair], Coroutine[Any, Any, None]]


def wanting(milliseconds: int, **members: Any) -> Setup:
    return with_members(setup(), antiphon=Extension(reprompt_ms=milliseconds), **members)


def asides(pair: LivePair) -> list[str]:
    """What the engine was told of silences."""
    assert isinstance(pair.engine, ScriptedEngine)
    found = (prompt.history[-1:] for prompt in pair.engine.prompts if prompt.user is None)
    return [
        last[0].text for last in found if last and isinstance(last[0], Said) and last[0].role is Role.SYSTEM
    ]


def conversation(
    act: Act, *, policy: Policy = AFTER_8_S, terms: Setup | None = None, script: Script | None = None
) -> LivePair:
    """A typed question, its answer heard to the end, and then whatever happens."""

    async def scenario() -> LivePair:
        script_ = script or Script(says=("Nice to meet you.",))
        pair = LivePair(ScriptedEngine(script_), policy=policy)
        async with pair.running(terms or setup()):
            await pair.client.send_text("hello")
            await pair.turn()
            await act(pair)
        return pair

    return run_virtually(scenario())


async def waits(pair: LivePair, seconds: float = 100.0) -> None:
    del pair
    await asyncio.sleep(seconds)


def test_it_is_off_unless_somebody_wants_it() -> None:
    assert asides(conversation(waits, policy=Policy())) == []


@pytest.mark.parametrize(("policy", "terms"), [(AFTER_8_S, setup()), (Policy(), wanting(8_000))])
def test_the_model_speaks_up_twice_and_then_keeps_quiet(policy: Policy, terms: Setup) -> None:
    pair = conversation(waits, policy=policy, terms=terms)
    assert len(asides(pair)) == 2
    assert "silent for 8 seconds" in asides(pair)[0]
    assert gist(pair.messages) == ["ready", *["generated", "turn complete"] * 3]
    completes = [
        at for at, frame in pair.channel.frames if frame.get("serverContent", {}).get("turnComplete")
    ]
    assert completes[1] - completes[0] == pytest.approx(8 + ANSWER_S, abs=0.01)
    assert completes[2] - completes[1] == pytest.approx(8 + ANSWER_S, abs=0.01)


def test_what_the_model_is_told_is_no_part_of_the_history() -> None:
    pair = conversation(waits)
    assert [said.role for said in pair.session.history] == [Role.USER, Role.MODEL, Role.MODEL, Role.MODEL]


def test_a_session_may_do_without() -> None:
    assert asides(conversation(waits, terms=wanting(0))) == []


@pytest.mark.parametrize(("asked", "told"), [(1, "1 second."), (10**12, "600 seconds")])
def test_what_a_caller_wants_is_bounded(asked: int, told: str) -> None:
    async def long(pair: LivePair) -> None:
        await waits(pair, 700)

    policy = Policy(session_s=None)
    assert told in asides(conversation(long, policy=policy, terms=wanting(asked)))[0]


def test_the_silence_begins_when_the_answer_has_been_heard_not_when_it_was_sent() -> None:
    async def act(pair: LivePair) -> None:
        await waits(pair, 7.9)
        assert asides(pair) == []
        await waits(pair, 0.2)
        assert len(asides(pair)) == 1

    conversation(act, policy=Policy(reprompt_s=8.0, lead_s=5.0))


def test_silent_audio_is_silence() -> None:
    async def act(pair: LivePair) -> None:
        await pair.speak(voice.silence(9_000))

    assert len(asides(conversation(act))) == 1


def test_who_speaks_is_not_asked() -> None:
    async def act(pair: LivePair) -> None:
        await pair.speak(voice.silence(7_000) + voice.speech(3_000) + voice.silence(1_000))
        assert asides(pair) == []
        assert [said.text for said in pair.session.history if said.role is Role.USER] == [
            "hello",
            "hello there",
        ]
        await waits(pair)

    assert len(asides(conversation(act))) == 2


def test_a_sound_without_words_lets_the_silence_begin_anew() -> None:
    async def act(pair: LivePair) -> None:
        await pair.speak(voice.silence(6_000) + voice.speech(500) + voice.silence(3_000))
        assert asides(pair) == []
        await waits(pair, 6.0)
        assert len(asides(pair)) == 1

    conversation(act, script=Script(hears=("",)))


@pytest.mark.parametrize("written", ["realtime", "content"])
def test_who_writes_has_spoken(written: str) -> None:
    async def act(pair: LivePair) -> None:
        await waits(pair, 30)
        assert len(asides(pair)) == 2
        if written == "realtime":
            await pair.client.send_realtime_text("I am here")
        else:
            await pair.client.send_text("I am here")
        await waits(pair)

    assert len(asides(conversation(act))) == 4


def test_context_that_wants_no_answer_ends_the_silence() -> None:
    async def act(pair: LivePair) -> None:
        turn = Content(role="user", parts=(Part(text="I am reading."),))
        await pair.client.send(ClientContent(turns=(turn,)))
        await waits(pair)

    assert asides(conversation(act)) == []


def test_after_a_plain_stop_nobody_is_asked_anything() -> None:
    async def act(pair: LivePair) -> None:
        await pair.client.send_text("again")
        await asyncio.sleep(0.3)
        await pair.client.send(ClientContent())
        await waits(pair)

    assert asides(conversation(act)) == []


def test_not_before_the_model_has_said_anything() -> None:
    async def scenario() -> LivePair:
        pair = LivePair(policy=AFTER_8_S)
        async with pair.running(setup()):
            await pair.speak(voice.silence(20_000), chunk_ms=100)
        return pair

    assert asides(run_virtually(scenario())) == []


def having(behavior: Behavior) -> Setup:
    tool = Tool(function_declarations=(FunctionDeclaration(name="look_up", behavior=behavior),))
    return with_members(setup(), tools=(tool,))


@pytest.mark.parametrize("behavior", [Behavior.BLOCKING, Behavior.NON_BLOCKING])
def test_not_while_a_function_is_awaited(behavior: Behavior) -> None:
    async def scenario() -> None:
        script = Script(says=("One moment.", "Here it is."), calls={0: (Call("look_up"),)})
        pair = LivePair(ScriptedEngine(script), policy=AFTER_8_S)
        async with pair.running(having(behavior)):
            await pair.client.send_text("look it up")
            await asyncio.sleep(40)
            assert asides(pair) == []
            result = FunctionResponse(id="call_1", name="look_up", response={"output": "x"})
            await pair.client.send_tool_response(result)
            await asyncio.sleep(40)
            assert len(asides(pair)) == 2

    run_virtually(scenario())


def test_not_when_the_end_has_been_announced() -> None:
    async def act(pair: LivePair) -> None:
        pair.driver.leave(60.0)
        await waits(pair, 50)

    pair = conversation(act)
    assert "go away 60s" in gist(pair.messages)
    assert asides(pair) == []


def test_an_answer_to_silence_can_be_interrupted_as_any_other() -> None:
    async def act(pair: LivePair) -> None:
        await waits(pair, 8.3)
        assert pair.session.state in {State.RESPONDING, State.PLAYING}
        await pair.client.send_realtime_text("yes")
        await waits(pair, 3)

    pair = conversation(act)
    assert "interrupted" in gist(pair.messages)
    last = pair.engine.prompts[-1] if isinstance(pair.engine, ScriptedEngine) else Prompt()
    assert last.user is not None
    assert last.user.text == "yes"
