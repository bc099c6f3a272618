"""What the service's users complain of, shown not to happen here: a session's life, errors, bills (PROTOCOL 7)."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from antiphon.runtime.driver import MAX_UNREADABLE
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Call, EngineEvent, Prompt, Role, Said, Text
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from antiphon.wire.messages import ClientContent
from antiphon.wire.setup import Behavior, ContextWindowCompression, FunctionDeclaration, SlidingWindow, Tool
from antiphon.wire.types import Content, FunctionResponse, Part
from kit import NEWER, OLDER, gist, setup, spoken, with_members

LIVEKIT = Caller(client="google-genai-sdk/3.4.0 gl-python/3.11 livekit-agents/1.8.9")
FAILED = "turn complete: GENERATED_OTHER"


def turn(text: str, role: str) -> Content:
    return Content(role=role, parts=(Part(text=text),))


@pytest.mark.parametrize(
    ("model", "turns"),
    [
        ("models/gemini-3.1-flash-live-preview", ()),
        (NEWER, ()),
        (OLDER, (turn("Say goodbye.", "model"), turn(".", "user"))),
    ],
)
def test_row_18_a_reply_that_is_asked_for_begins_within_five_seconds(
    model: str, turns: tuple[Content, ...]
) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(thinks_s=7.0)), caller=LIVEKIT)
        async with pair.running(setup(model=model)):
            await pair.client.send_text("hi")
            await pair.turn()
            asked_at, before = asyncio.get_running_loop().time(), len(pair.messages)
            # The last that was said is the model's own: there is a reply all the same (PROTOCOL 6.5).
            await pair.client.send(ClientContent(turns=turns, turn_complete=True))
            await pair.turn()
        assert pair.channel.frames[before][0] - asked_at < 5
        assert spoken(pair.messages[before:]) == "Nice to meet you."

    run_virtually(scenario())


class Raging(ScriptedEngine):
    """Breaks in a new way each time, then is well."""

    ways: tuple[BaseException | None, ...] = (ZeroDivisionError(), MemoryError(), OSError("gone"), None)

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        way = self.ways[min(len(self.prompts), len(self.ways) - 1)]
        async for event in super().respond(generation, prompt):
            if way is not None and isinstance(event, Text) and len(self.prompts) > 1:
                raise way
            yield event
            if way is not None:
                raise way


def test_row_20_a_model_that_breaks_in_any_way_breaks_no_session() -> None:
    async def scenario() -> None:
        pair = LivePair(Raging())
        async with pair.running(setup()):
            for _ in range(4):
                await pair.client.send_text("hi")
                await pair.turn()
        assert gist(pair.messages) == ["ready", *[FAILED] * 3, "generated", "turn complete"]
        assert pair.channel.closing == (1000, "")  # the caller's own

    run_virtually(scenario())


@pytest.mark.parametrize(
    ("policy", "compression"),
    [
        (Policy(), ContextWindowCompression(sliding_window=SlidingWindow())),
        (Policy(session_s=None), None),
    ],
)
def test_row_21_a_session_goes_on_for_hours(
    policy: Policy, compression: ContextWindowCompression | None
) -> None:
    async def scenario() -> None:
        pair = LivePair(policy=policy)
        async with pair.running(with_members(setup(), context_window_compression=compression)):
            for _ in range(9):
                await asyncio.sleep(20 * 60)
                await pair.client.send_text("still there?")
                await pair.turn()
        assert asyncio.get_running_loop().time() > 3 * 3600
        assert gist(pair.messages) == ["ready", *["generated", "turn complete"] * 9]

    run_virtually(scenario())


def test_row_27_every_turn_has_one_bill_and_it_adds_up() -> None:
    async def scenario() -> None:
        script = Script(
            says=("So.", "Done.", "one two three four five six", "Yes."), calls={0: (Call("book"),)}
        )
        pair = LivePair(ScriptedEngine(script))
        declared = FunctionDeclaration(name="book", behavior=Behavior.BLOCKING)
        async with pair.running(with_members(setup(), tools=(Tool(function_declarations=(declared,)),))):
            await pair.client.send_text("book it")
            await asyncio.sleep(1)
            await pair.client.send_tool_response(FunctionResponse(id="call_1", response={"ok": True}))
            await pair.turn()
            await pair.client.send_text("count")
            await asyncio.sleep(0.5)
            await pair.speak(voice.speech(960) + voice.silence(700))  # interrupts
            await pair.turn()
            await pair.turn()
        ends = [frame for frame in pair.messages if frame.get("serverContent", {}).get("turnComplete")]
        bills = [frame["usageMetadata"] for frame in pair.messages if "usageMetadata" in frame]
        assert [end["usageMetadata"] for end in ends] == bills
        assert len(bills) == 3
        prompts = [by_modality(bill, "prompt") for bill in bills]
        for bill in bills:  # every word of these answers was spoken: none is billed as text
            assert set(by_modality(bill, "response")) == {"AUDIO"}
            assert sum(by_modality(bill, "response").values()) == bill["responseTokenCount"]
            assert bill["promptTokenCount"] + bill["responseTokenCount"] == bill["totalTokenCount"]
        assert [bill["responseTokenCount"] for bill in bills[::2]] == [10, 5]  # 0.2 s a word
        for bill, parts in zip(bills, prompts, strict=True):
            assert sum(parts.values()) == bill["promptTokenCount"]
        assert (
            prompts[2]["AUDIO"] >= 5 + 10 + 24
        )  # "Done.", what was heard of the count, 0.96 s of the caller
        assert [parts["TEXT"] for parts in prompts] == sorted(parts["TEXT"] for parts in prompts)

    run_virtually(scenario())


def by_modality(bill: dict[str, Any], side: str) -> dict[str, int]:
    return {each["modality"]: each["tokenCount"] for each in bill[f"{side}TokensDetails"]}


async def ending(*frames: str) -> tuple[float, int, str, list[dict[str, Any]]]:
    """When and how the server ends a conversation that is opened with these frames, and what it said before."""
    pair = LivePair()
    async with pair.running():
        for frame in frames:
            pair.channel.push(frame)
        try:
            while True:
                await asyncio.wait_for(pair.client.receive(), 20)
        except Closed as closed:
            return asyncio.get_running_loop().time(), closed.code, closed.reason, pair.messages


READY = '{"setup":{"model":"x"}}'


@pytest.mark.parametrize(
    ("frames", "names"),
    [
        (
            ['{"setup":{"model":"x","generationConfig":{"temperature":"hot"}}}'],
            "generationConfig.temperature",
        ),
        (
            ['{"setup":{"tools":[{"functionDeclarations":[{"name":7}]}]}}'],
            "tools[0].functionDeclarations[0].name",
        ),
        (
            [READY, *['{"realtimeInput":{"audio":{"data":"%%%"}}}'] * MAX_UNREADABLE],
            "realtimeInput.audio.data",
        ),
        (
            [READY, *['{"toolResponse":{"functionResponses":[{"response":7}]}}'] * MAX_UNREADABLE],
            "functionResponses[0].response",
        ),
        ([READY, READY], "setup"),
        (['{"setup":{"model":"x","sessionResumption":{"handle":"h"}}}'], "session not found"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_row_28_the_reason_names_what_was_wrong(frames: list[str], names: str) -> None:
    async def scenario() -> None:
        _, code, reason, _ = await ending(*frames)
        assert code in {1007, 1008}
        assert names in reason
        assert len(reason.encode()) <= 123

    run_virtually(scenario())


def test_row_29_a_refusal_comes_at_once_and_what_can_be_mended_is_no_refusal() -> None:
    async def scenario() -> None:
        instant, code, reason, said = await ending(
            '{"setup":{"model":"x","sessionResumption":{"handle":"h"}}}'
        )
        assert (instant, said) == (0.0, [])
        assert code == 1008
        assert reason
        pair = LivePair()
        async with pair.running():
            pair.channel.push(
                '{"setup":{"model":"models/of-tomorrow","bogusField":1,"proactivity":{"proactiveAudio":true},'
                '"generationConfig":{"speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Nobody"}}}},'
                '"realtimeInputConfig":{"turnCoverage":"TURN_INCLUDES_TOMORROW"}}}'
            )
            assert (await pair.client.receive()).setup_complete is not None
            assert asyncio.get_running_loop().time() == 0.0
            await pair.client.send_text("hi")
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]

    run_virtually(scenario())


def test_row_26_the_window_slides_and_the_bill_with_it() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=("word " * 20,), word_ms=100))  # 2 s: 50 tokens
        pair = LivePair(engine)
        window = ContextWindowCompression(trigger_tokens=300, sliding_window=SlidingWindow(target_tokens=120))
        prompts = []
        async with pair.running(
            with_members(
                setup(),
                context_window_compression=window,
                system_instruction=Content(parts=(Part(text="Be brief. " * 4),)),
            )
        ):
            for index in range(12):
                await pair.client.send_text(f"question {index}")
                *_, last = await pair.turn()
                assert last.usage_metadata is not None
                prompts.append(last.usage_metadata.prompt_token_count or 0)
        assert max(prompts) <= 300 + 50
        assert (
            sum(later < earlier for earlier, later in itertools.pairwise(prompts)) >= 2
        )  # it was cut, twice
        for prompt in engine.prompts:
            assert prompt.system.startswith("Be brief.")
            first = next(iter(prompt.history), None)
            assert first is None or (isinstance(first, Said) and first.role is Role.USER)
        assert engine.prompts[-1].user is not None
        assert engine.prompts[-1].user.text == "question 11"

    run_virtually(scenario())
