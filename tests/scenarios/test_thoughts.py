"""What a model says to itself: told to whoever asked for it, counted for all, spoken and remembered by nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import pytest

from antiphon.talk import Call, EngineEvent, Prompt, Thought, Used
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import (
    FunctionDeclaration,
    GenerationConfig,
    ResponseModality,
    Setup,
    ThinkingConfig,
    Tool,
)
from antiphon.wire.types import FunctionResponse
from kit import OLDER, setup, spoken, with_members


def thinking(*, is_text: bool = False, includes: bool | None = True) -> Setup:
    modality = ResponseModality.TEXT if is_text else ResponseModality.AUDIO
    config = GenerationConfig(
        response_modalities=(modality,), thinking_config=ThinkingConfig(include_thoughts=includes)
    )
    return with_members(setup(), generation_config=config)


def thoughts(pair: LivePair) -> list[str]:
    parts = [
        part
        for frame in pair.messages
        for part in frame.get("serverContent", {}).get("modelTurn", {}).get("parts", ())
    ]
    return [part["text"] for part in parts if part.get("thought")]


def usage(pair: LivePair) -> Any:
    return pair.messages[-1]["usageMetadata"]


def script(**more: Any) -> ScriptedEngine:
    return ScriptedEngine(Script(thoughts=("Hm. ", "A greeting."), **more))


@pytest.mark.parametrize("is_text", [False, True])
def test_4_16_thoughts_are_told_to_whoever_asked(*, is_text: bool) -> None:
    async def scenario() -> None:
        pair = LivePair(script(says=("Hello you.",)))
        async with pair.running(thinking(is_text=is_text)):
            await pair.client.send_text("hi")
            await pair.turn()
        assert thoughts(pair) == ["Hm. ", "A greeting."]
        assert pair.messages[1]["serverContent"]["modelTurn"]["role"] == "model"
        if not is_text:
            assert spoken(pair.messages) == "Hello you."
        assert [said.text for said in pair.session.history] == ["hi", "Hello you."]
        assert usage(pair)["thoughtsTokenCount"] == 4  # 15 characters

    run_virtually(scenario())


@pytest.mark.parametrize("terms", [setup(), thinking(includes=None), thinking(includes=False)])
def test_others_are_told_only_how_many(terms: Setup) -> None:
    async def scenario() -> None:
        pair = LivePair(script(used=Used(10, 5, 77)))
        async with pair.running(terms):
            await pair.client.send_text("hi")
            await pair.turn()
        assert thoughts(pair) == []
        counts = usage(pair)
        assert counts["thoughtsTokenCount"] == 77
        assert counts["totalTokenCount"] == counts["promptTokenCount"] + counts["responseTokenCount"]

    run_virtually(scenario())


def test_who_does_not_think_has_no_count_of_it() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(used=Used(10, 5))))
        async with pair.running(thinking()):
            await pair.client.send_text("hi")
            await pair.turn()
        assert "thoughtsTokenCount" not in usage(pair)

    run_virtually(scenario())


def test_a_draft_keeps_its_thoughts_until_it_is_due() -> None:
    async def scenario() -> None:
        engine = script()
        pair = LivePair(engine)
        async with pair.running(thinking()):
            await pair.speak(voice.speech(500) + voice.silence(1000))
            await pair.turn()
            assert len(engine.prompts) == 1
            assert engine.prompts[0].tentative
        kinds = [next(iter(frame.get("serverContent") or frame)) for frame in pair.messages]
        assert kinds.index("inputTranscription") < kinds.index("modelTurn")
        assert thoughts(pair) == ["Hm. A greeting."]

    run_virtually(scenario())


def test_thoughts_alone_are_no_answer() -> None:
    async def scenario() -> None:
        pair = LivePair(script(says=("",)))
        async with pair.running(thinking()):
            await pair.client.send_text("hi")
            await pair.turn()
        assert pair.messages[-1]["serverContent"]["turnCompleteReason"] == "GENERATED_OTHER"

    run_virtually(scenario())


def test_thoughts_of_every_step_are_counted_together() -> None:
    async def scenario() -> None:
        engine = script(says=("", "Done."), calls={0: (Call("book"),)}, used=Used(1, 1, 10))
        pair = LivePair(engine)
        tools = (Tool(function_declarations=(FunctionDeclaration(name="book"),)),)
        async with pair.running(with_members(setup(model=OLDER), tools=tools)):
            await pair.client.send_text("hi")
            await asyncio.sleep(1)
            await pair.client.send_tool_response(FunctionResponse(id="call_1", response={"ok": True}))
            await pair.turn()
        assert usage(pair)["thoughtsTokenCount"] == 20

    run_virtually(scenario())


def test_who_thinks_for_long_is_not_given_up() -> None:
    """A sign of life is one, whoever may hear it."""

    class Ponderer(ScriptedEngine):
        async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
            for _ in range(5):
                await asyncio.sleep(20)
                yield Thought("Hm.")
            async with aclosing(super().respond(generation, prompt)) as events:
                async for event in events:
                    yield event

    async def scenario() -> None:
        pair = LivePair(Ponderer(Script(says=("Yes.",))))
        async with pair.running(setup()):
            await pair.client.send_text("hi")
            await pair.turn()
        assert spoken(pair.messages) == "Yes."

    run_virtually(scenario())
