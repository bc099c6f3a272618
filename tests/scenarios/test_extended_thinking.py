"""Models whose clients wait for ``interactionStatus`` instead of ``turnComplete`` (PROTOCOL 4.16, 10.9)."""

from __future__ import annotations

import asyncio

import pytest

from antiphon.session.profiles import Caller
from antiphon.talk import Call
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent
from antiphon.wire.setup import Behavior, FunctionDeclaration, Setup, Tool
from antiphon.wire.types import FunctionResponse
from kit import NEWER, OLDER, gist, setup, spoken, with_members

THINKING = "models/gemini-3.8-live-extended-thinking"


def having_book(behavior: Behavior | None, model: str = THINKING) -> Setup:
    tools = (Tool(function_declarations=(FunctionDeclaration(name="book", behavior=behavior),)),)
    return with_members(setup(model=model), tools=tools)


def statuses(pair: LivePair) -> list[str | None]:
    """Of every end of a turn."""
    contents = [frame.get("serverContent", {}) for frame in pair.messages]
    assert not any("interactionStatus" in content and "turnComplete" not in content for content in contents)
    return [content.get("interactionStatus") for content in contents if "turnComplete" in content]


@pytest.mark.parametrize("behavior", [None, Behavior.BLOCKING, Behavior.NON_BLOCKING])
def test_10_9_no_turn_waits_for_a_function_and_each_says_that_nothing_goes_on(
    behavior: Behavior | None,
) -> None:
    async def scenario() -> None:
        script = Script(says=("Let me think.", "It is booked."), calls={0: (Call("book"),)})
        pair = LivePair(ScriptedEngine(script))
        async with pair.running(having_book(behavior)):
            await pair.client.send_text("book it")
            await pair.turn()
            assert gist(pair.messages) == ["ready", "calls book as call_1", "generated", "turn complete"]
            await asyncio.sleep(30)
            await pair.client.send_tool_response(FunctionResponse(id="call_1", response={"ok": True}))
            await pair.turn()
        assert spoken(pair.messages) == "Let me think.It is booked."
        assert statuses(pair) == ["IDLE", "IDLE"]

    run_virtually(scenario())


def test_10_9_also_a_turn_that_was_interrupted_or_failed_or_empty_says_so() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("one two three four five six", "", "Yes."))))
        async with pair.running(setup(model=THINKING, disabled=True)):
            await pair.client.send_text("count")
            await asyncio.sleep(0.5)
            await pair.client.send(ClientContent())  # stop
            await pair.turn()
            await pair.client.send_text("and?")
            await pair.turn()
            await pair.client.send_activity_start()
            await pair.client.send_activity_end()
            await pair.turn()
            await pair.client.send_activity_start()
            await pair.speak(voice.speech(300))
            await pair.client.send_activity_end()
            await pair.turn()
        assert statuses(pair) == ["IDLE"] * 4

    run_virtually(scenario())


@pytest.mark.parametrize("model", [NEWER, OLDER, "models/gemini-3.1-flash-live", "models/my-thinking-model"])
@pytest.mark.parametrize("caller", [Caller(), Caller(is_vertex=True)])
def test_nobody_else_is_told(model: str, caller: Caller) -> None:
    async def scenario() -> None:
        pair = LivePair(caller=caller)
        async with pair.running(setup(model=model)):
            await pair.client.send_text("hi")
            await pair.turn()
        assert statuses(pair) == [None]

    run_virtually(scenario())
