"""The caller's functions: who waits for them, what they change, what becomes of them (PROTOCOL 4.10, 8.4)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.session.states import State
from antiphon.talk import Call, Result, Role, Said
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent, ContextUpdate, ToolResponse, ToolsUpdate
from antiphon.wire.setup import Behavior, FunctionDeclaration, Schema, SchemaType, Setup, Tool
from antiphon.wire.types import Content, FunctionCall, FunctionResponse, Part, Scheduling
from kit import NEWER, OLDER, course, gist, setup, spoken, with_members

ADK = Caller(client="google-genai-sdk/3.4.0 gl-python/3.11 google-adk/2.13.0")
BOOK = Call("book_slot", {"slot": "3pm"})
STORY = "one two three four five six seven eight nine ten"


def having(*names: str, behavior: Behavior | None = None, model: str = NEWER, **options: Any) -> Setup:
    declarations = tuple(FunctionDeclaration(name=name, behavior=behavior) for name in names)
    return with_members(setup(model=model, **options), tools=(Tool(function_declarations=declarations),))


def result(call: int = 1, scheduling: Scheduling | None = None, **members: Any) -> FunctionResponse:
    response = members.pop("response", {"result": "ok"})
    return FunctionResponse(id=f"call_{call}", response=response, scheduling=scheduling, **members)


def engine(*says: str, calls: tuple[Call, ...] = (BOOK,), **options: Any) -> ScriptedEngine:
    return ScriptedEngine(Script(says=says, calls={0: calls}, **options))


def test_10_3_a_call_that_nobody_waits_for_closes_its_turn() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Booked."))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            assert gist(pair.messages) == ["ready", "calls book_slot as call_1", "generated", "turn complete"]
            await asyncio.sleep(3)
            await pair.client.send_tool_response(result(response={"result": "ok", "scheduling": "WHEN_IDLE"}))
            await pair.turn()
        assert spoken(pair.messages) == "Booked."
        assert gist(pair.messages)[4:] == ["generated", "turn complete"]
        call = replace(BOOK, id="call_1")
        assert isinstance(pair.engine, ScriptedEngine)
        last = pair.engine.prompts[-1]
        assert last.history == (Said(Role.USER, "book it"), call, Result(call, {"result": "ok"}))
        assert last.user is None
        assert last.pending == ()

    run_virtually(scenario())


def test_a_call_that_is_waited_for_keeps_its_turn_open() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("Let me see.", "It is done."))
        async with pair.running(having("book_slot", model=OLDER)):
            await pair.client.send_text("book it")
            await asyncio.sleep(5)
            assert course(pair.messages)[-3:] == ["says see.", "audio", "calls book_slot as call_1"]
            assert pair.session.state is State.CALLING
            await pair.client.send_tool_response(result())
            turn = await pair.turn()
        usage = turn[-1].usage_metadata
        assert usage is not None
        assert usage.response_token_count == (3 + 3) * 5  # six words of 200 ms, 25 tokens a second
        assert gist(pair.messages) == ["ready", "calls book_slot as call_1", "generated", "turn complete"]
        assert spoken(pair.messages) == "Let me see.It is done."
        assert [said.text for said in pair.session.history] == ["book it", "Let me see.", "It is done."]

    run_virtually(scenario())


@pytest.mark.parametrize(
    ("model", "behavior", "caller", "closes"),
    [
        (NEWER, None, Caller(), True),
        (NEWER, Behavior.NON_BLOCKING, Caller(), True),
        (OLDER, Behavior.NON_BLOCKING, Caller(), True),
        (NEWER, Behavior.BLOCKING, Caller(), False),
        (OLDER, None, Caller(), False),
        (OLDER, Behavior.BLOCKING, Caller(), False),
        ("models/gemini-3.1-flash-live-preview", None, Caller(), False),
        ("models/somebody-elses", None, Caller(), False),
        (OLDER, None, ADK, True),  # it shows a call to its program when the turn is complete, not before
        ("models/gemini-3.1-flash-live-preview", None, ADK, False),
        ("models/gemini-3.8-live-extended-thinking", Behavior.BLOCKING, Caller(), True),
    ],
)
def test_the_table_of_who_waits(model: str, behavior: Behavior | None, caller: Caller, closes: bool) -> None:
    async def scenario() -> None:
        pair = LivePair(engine("One moment.", "Done."), caller=caller)
        async with pair.running(having("book_slot", model=model, behavior=behavior)):
            await pair.client.send_text("book it")
            await asyncio.sleep(3)
            assert ("turn complete" in gist(pair.messages)) is closes
            await pair.client.send_tool_response(result())
            await asyncio.sleep(3)
        assert gist(pair.messages).count("turn complete") == 1 + closes
        assert spoken(pair.messages) == "One moment.Done."

    run_virtually(scenario())


def test_10_4_speech_cancels_the_call_that_is_waited_for() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "As you like.", hears=("never mind",)))
        async with pair.running(having("book_slot", behavior=Behavior.BLOCKING)):
            await pair.client.send_text("book it")
            await asyncio.sleep(1)
            await pair.speak(voice.speech(600) + voice.silence(700))
            await pair.turn()
            await pair.turn()
            assert gist(pair.messages) == [
                "ready",
                "calls book_slot as call_1",
                "start",
                "cancels call_1",
                "interrupted",
                "turn complete",
                "hears never mind",
                "end",
                "generated",
                "turn complete",
            ]
            before = len(pair.messages)
            await pair.client.send_tool_response(result())  # late: it is known, and moves nobody to speak
            await asyncio.sleep(10)
            assert len(pair.messages) == before
            await pair.client.send_text("did you?")
            await pair.turn()
        assert isinstance(pair.engine, ScriptedEngine)
        assert Result(replace(BOOK, id="call_1"), {"result": "ok"}) in pair.engine.prompts[-1].history

    run_virtually(scenario())


def test_a_call_that_is_not_waited_for_survives_an_interruption() -> None:
    async def scenario() -> None:
        pair = LivePair(engine(STORY, "What?", "It is booked.", hears=("hey",)))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it and tell me a story")
            await asyncio.sleep(1.8)  # all but the last words are sent
            await pair.speak(voice.speech(400) + voice.silence(700))
            await pair.turn()
            await pair.turn()
            await pair.client.send_tool_response(result())
            await pair.turn()
        assert gist(pair.messages) == [
            "ready",
            "calls book_slot as call_1",
            "generated",
            "start",
            "interrupted",
            "turn complete",
            "hears hey",
            "end",
            "generated",
            "turn complete",
            "generated",
            "turn complete",
        ]
        assert spoken(pair.messages).endswith("What?It is booked.")

    run_virtually(scenario())


def test_two_blocking_calls_are_both_waited_for_in_any_order() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Both done.", calls=(BOOK, Call("ring"))))
        async with pair.running(having("book_slot", "ring", model=OLDER)):
            await pair.client.send_text("book it and ring me")
            await asyncio.sleep(1)
            assert gist(pair.messages)[-1] == "calls book_slot as call_1, ring as call_2"
            await pair.client.send_tool_response(result(2))
            await asyncio.sleep(1)
            assert pair.session.state is State.CALLING
            await pair.client.send_tool_response(result(1))
            await pair.turn()
        assert spoken(pair.messages) == "Both done."

    run_virtually(scenario())


def test_a_function_that_never_answers_does_not_hold_the_session() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "I could not book it."), policy=Policy(tool_timeout_s=20))
        async with pair.running(having("book_slot", model=OLDER)):
            await pair.client.send_text("book it")
            await pair.turn()
            assert gist(pair.messages) == [
                "ready",
                "calls book_slot as call_1",
                "cancels call_1",
                "generated",
                "turn complete",
            ]
        assert isinstance(pair.engine, ScriptedEngine)
        *_, told = pair.engine.prompts[-1].history
        assert isinstance(told, Result)
        assert "error" in told.response

    run_virtually(scenario())


def test_a_silent_result_is_known_and_not_spoken_of() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Booked at three."))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            await pair.client.send_tool_response(result(scheduling=Scheduling.SILENT))
            await asyncio.sleep(10)
            assert spoken(pair.messages) == ""
            await pair.client.send_text("when?")
            await pair.turn()
        assert isinstance(pair.engine, ScriptedEngine)
        assert any(isinstance(entry, Result) for entry in pair.engine.prompts[-1].history)

    run_virtually(scenario())


@pytest.mark.parametrize("scheduling", [None, Scheduling.WHEN_IDLE, Scheduling.INTERRUPT])
def test_when_a_result_is_spoken_of(scheduling: Scheduling | None) -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", STORY, "Booked."))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            await pair.client.send_text("and tell me a story")
            await asyncio.sleep(1)
            await pair.client.send_tool_response(result(scheduling=scheduling))
            await pair.turn()
            await pair.turn()
        words = spoken(pair.messages)
        if scheduling is Scheduling.INTERRUPT:
            assert gist(pair.messages)[4] == "interrupted"
            assert words.startswith("one two three")
            assert STORY not in words
        else:
            assert "interrupted" not in gist(pair.messages)
            assert words == f"{STORY}Booked."

    run_virtually(scenario())


def test_a_result_that_comes_while_the_user_speaks_is_part_of_the_answer() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Booked, and it is raining.", hears=("how is the weather",)))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            await pair.speak(voice.speech(400))
            await pair.client.send_tool_response(result(scheduling=Scheduling.INTERRUPT))
            await pair.speak(voice.speech(200) + voice.silence(700))
            await pair.turn()
            await asyncio.sleep(10)
        assert spoken(pair.messages) == "Booked, and it is raining."
        assert gist(pair.messages).count("turn complete") == 2
        assert isinstance(pair.engine, ScriptedEngine)
        assert any(isinstance(entry, Result) for entry in pair.engine.prompts[-1].history)

    run_virtually(scenario())


def test_a_generator_of_results_ends_without_a_word() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Ten percent.", "Half of it."))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            for share in ("10 %", "50 %"):
                await pair.client.send_tool_response(result(response={"done": share}, will_continue=True))
                await pair.turn()
            before = len(pair.messages)
            await pair.client.send_tool_response(result(response={}, will_continue=False))
            await asyncio.sleep(10)
            assert len(pair.messages) == before
        assert spoken(pair.messages) == "Ten percent.Half of it."

    run_virtually(scenario())


def test_a_call_that_is_pending_is_not_made_again() -> None:
    async def scenario() -> None:
        script = Script(says=("", "It is on its way."), calls={0: (BOOK,), 1: (BOOK,)})
        pair = LivePair(ScriptedEngine(script))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            await pair.client.send_text("have you?")
            await pair.turn()
        assert gist(pair.messages).count("calls book_slot as call_1") == 1
        assert not any("call_2" in word for word in gist(pair.messages))
        assert isinstance(pair.engine, ScriptedEngine)
        assert [call.id for call in pair.engine.prompts[-1].pending] == ["call_1"]

    run_virtually(scenario())


def test_responses_to_nothing_are_ignored_and_names_serve_where_ids_are_missing() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Booked."))
        async with pair.running(having("book_slot", model=OLDER)):
            await pair.client.send_tool_response(result(9), FunctionResponse(name="nobody"))
            await pair.client.send_text("book it")
            await asyncio.sleep(1)
            await pair.client.send(ToolResponse(function_responses=(FunctionResponse(name="book_slot"),)))
            await pair.turn()
        assert spoken(pair.messages) == "Booked."

    run_virtually(scenario())


@pytest.mark.parametrize(
    "call",
    [Call("nobody_declared_this"), Call("book_slot", {"slot": "x" * 1_000_000})],
    ids=["unknown", "huge"],
)
def test_a_call_that_no_caller_can_answer_is_not_sent(call: Call) -> None:
    async def scenario() -> None:
        pair = LivePair(engine("One moment.", calls=(call,)))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
        assert gist(pair.messages) == [
            "ready",
            "generated",
            "turn complete: MALFORMED_FUNCTION_CALL",
        ]

    run_virtually(scenario())


def test_declarations_reach_the_engine_as_plain_json_schema_and_can_be_replaced() -> None:
    async def scenario() -> None:
        pair = LivePair()
        slot = Schema(type=SchemaType.STRING, nullable=True, description="when")
        parameters = Schema(type=SchemaType.OBJECT, properties={"slotName": slot}, required=("slotName",))
        declared = FunctionDeclaration(name="book", description="Books.", parameters=parameters)
        async with pair.running(with_members(setup(), tools=(Tool(function_declarations=(declared,)),))):
            await pair.client.send_text("hi")
            await pair.turn()
            await pair.client.send(ContextUpdate(tools=ToolsUpdate(tools=())))
            await pair.client.send_text("hi")
            await pair.turn()
        assert isinstance(pair.engine, ScriptedEngine)
        first, second = pair.engine.prompts
        assert first.tools[0].parameters == {
            "type": "object",
            "properties": {"slotName": {"type": ["string", "null"], "description": "when"}},
            "required": ["slotName"],
        }
        assert (first.tools[0].name, first.tools[0].description) == ("book", "Books.")
        assert second.tools == ()

    run_virtually(scenario())


def test_calls_in_a_seeded_history_are_remembered_as_calls() -> None:
    async def scenario() -> None:
        pair = LivePair()
        call = FunctionCall(name="book", id="a", args={"x": 1})
        back = FunctionResponse(name="book", id="a", response={"ok": True})
        turns = (
            Content(role="user", parts=(Part(text="book it"),)),
            Content(role="model", parts=(Part(text="Yes."), Part(function_call=call))),
            Content(role="user", parts=(Part(function_response=back),)),
        )
        async with pair.running(setup()):
            await pair.client.send(ClientContent(turns=turns))
            await pair.client.send_text("and?")
            await pair.turn()
        assert isinstance(pair.engine, ScriptedEngine)
        assert pair.engine.prompts[0].history == (
            Said(Role.USER, "book it"),
            Said(Role.MODEL, "Yes."),
            Call("book", {"x": 1}, "a"),
            Result(Call("book", {}, "a"), {"ok": True}),
        )

    run_virtually(scenario())


def test_what_was_said_before_a_call_is_remembered_as_far_as_it_was_heard() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("one two three four five", "Fine."), policy=Policy(lead_s=2.0))
        async with pair.running(having("book_slot", model=OLDER)):
            await pair.client.send_text("count")
            await asyncio.sleep(0.05 + 0.5)  # all of it is sent, half a second has been heard
            assert pair.session.state is State.CALLING
            await pair.client.send_text("stop")
            await pair.turn()
            await pair.turn()
        assert [said.text for said in pair.session.history] == ["count", "one two", "stop", "Fine."]

    run_virtually(scenario())


@pytest.mark.parametrize("scheduling", [None, Scheduling.INTERRUPT])
def test_results_that_come_together_are_answered_together(scheduling: Scheduling | None) -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Both.", calls=(Call("book_slot", {"a": 1}), Call("book_slot", {"a": 2}))))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("both")
            await pair.turn()
            await pair.client.send_tool_response(*(result(call, scheduling) for call in (1, 2)))
            await asyncio.sleep(10)
        assert gist(pair.messages)[4:] == ["generated", "turn complete"]
        assert spoken(pair.messages) == "Both."

    run_virtually(scenario())


def test_a_generator_that_reports_is_alive() -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Done."), policy=Policy(tool_timeout_s=10))
        async with pair.running(having("book_slot", behavior=Behavior.BLOCKING)):
            await pair.client.send_text("book it")
            for index in range(5):
                await asyncio.sleep(4)
                await pair.client.send_tool_response(result(response={"n": index}, will_continue=index < 4))
            await pair.turn()
        assert "cancels call_1" not in gist(pair.messages)
        assert spoken(pair.messages) == "Done."

    run_virtually(scenario())


def test_a_turn_that_only_repeats_a_pending_call_is_no_success() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("", ""), calls={0: (BOOK,), 1: (BOOK,)})))
        async with pair.running(having("book_slot")):
            for _ in range(2):
                await pair.client.send_text("book it")
                await pair.turn()
        assert gist(pair.messages)[-1] == "turn complete: MALFORMED_FUNCTION_CALL"

    run_virtually(scenario())


@pytest.mark.parametrize("depth", [70, 980])
def test_a_result_that_is_nested_too_deeply_is_ignored(depth: int) -> None:
    async def scenario() -> None:
        pair = LivePair(engine("", "Done."))
        async with pair.running(having("book_slot")):
            await pair.client.send_text("book it")
            await pair.turn()
            deep = "[" * depth + "]" * depth
            response = f'{{"id":"call_1","response":{{"a":{deep}}}}}'
            pair.channel.push(f'{{"toolResponse":{{"functionResponses":[{response}]}}}}')
            await pair.client.send_tool_response(result())
            await pair.turn()
        assert spoken(pair.messages) == "Done."

    run_virtually(scenario())
