"""What the service's users complain of, shown not to happen here: the caller's functions (PROTOCOL 7)."""

from __future__ import annotations

import asyncio

import pytest

from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import Call, Prompt, Result, Role, Said
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent, ContextUpdate, RealtimeInput
from antiphon.wire.setup import Behavior, FunctionDeclaration, Setup, Tool
from antiphon.wire.types import Blob, Content, FunctionResponse, Part
from kit import NEWER, OLDER, audio_s, brief, gist, setup, spoken, with_members

BOOK = Call("book_slot", {"slot": "3pm"})
STORY = "one two three four five six seven eight nine ten"
DONE = FunctionResponse(id="call_1", name="book_slot", response={"result": "ok"})


def having_book(behavior: Behavior, model: str = NEWER, *, interrupts: bool = True) -> Setup:
    declared = FunctionDeclaration(name="book_slot", behavior=behavior)
    tools = (Tool(function_declarations=(declared,)),)
    return with_members(setup(model=model, interrupts=interrupts), tools=tools)


def prompts(pair: LivePair) -> list[Prompt]:
    assert isinstance(pair.engine, ScriptedEngine)
    return pair.engine.prompts


def asking(*says: str, calls: dict[int, tuple[Call, ...]] | None = None, hears: str = "hey") -> LivePair:
    """A server whose model says these, and asks for `BOOK` in its first answer or where ``calls`` says."""
    return LivePair(ScriptedEngine(Script(says=says, calls=calls or {0: (BOOK,)}, hears=(hears,))))


def test_row_12_a_call_that_is_pending_is_not_made_again_after_an_interruption() -> None:
    async def scenario() -> None:
        pair = asking(STORY, "", "It is booked.", "", calls={0: (BOOK,), 1: (BOOK,), 3: (BOOK,)})
        async with pair.running(having_book(Behavior.NON_BLOCKING)):
            await pair.client.send_text("book three o'clock")
            await asyncio.sleep(1.8)
            await pair.speak(
                voice.speech(400) + voice.silence(700)
            )  # interrupts what is said beside the call
            await pair.turn()
            await pair.turn()
            assert gist(pair.messages).count("interrupted") == 1
            assert [call.id for call in prompts(pair)[1].pending] == ["call_1"]
            await pair.client.send_tool_response(DONE)
            await pair.turn()
            assert sum("toolCall" in frame for frame in pair.messages) == 1
            await pair.client.send_text("book it once more")  # nothing is pending: this one is meant
            await pair.turn()
        assert sum("toolCall" in frame for frame in pair.messages) == 2
        assert "calls book_slot as call_2" in gist(pair.messages)

    run_virtually(scenario())


def test_row_12_one_step_asks_for_the_same_thing_once() -> None:
    async def scenario() -> None:
        other = Call("book_slot", {"slot": "4pm"})
        pair = asking("", "Both.", calls={0: (BOOK, BOOK, other, BOOK)})
        async with pair.running(having_book(Behavior.NON_BLOCKING)):
            await pair.client.send_text("three, three and four o'clock")
            await pair.turn()
        assert gist(pair.messages)[1] == "calls book_slot as call_1, book_slot as call_2"

    run_virtually(scenario())


@pytest.mark.parametrize("is_typed", [False, True])
def test_row_13_a_call_that_is_dropped_is_cancelled_by_name(*, is_typed: bool) -> None:
    async def scenario() -> None:
        pair = asking("", "As you like.")
        async with pair.running(having_book(Behavior.BLOCKING, OLDER)):
            await pair.client.send_text("book it")
            await asyncio.sleep(1)
            if is_typed:
                await pair.client.send_realtime_text("never mind")
            else:
                await pair.client.send(ClientContent())  # a plain stop
            await pair.turn()
            await asyncio.sleep(5)
        expected = ["cancels call_1", "interrupted", "turn complete"]
        assert gist(pair.messages)[2:5] == expected
        assert gist(pair.messages).count("turn complete") == 1 + is_typed
        assert prompts(pair)[-1].pending == ()

    run_virtually(scenario())


def test_row_14_a_call_is_told_once_and_is_no_part_of_the_answer() -> None:
    async def scenario() -> None:
        pair = asking("Let me see.", "Done.")
        async with pair.running(having_book(Behavior.BLOCKING)):
            await pair.client.send_text("book it")
            await asyncio.sleep(2)
            await pair.client.send_tool_response(DONE)
            await pair.turn()
        parts = [
            part
            for frame in pair.messages
            for part in frame.get("serverContent", {}).get("modelTurn", {}).get("parts", ())
        ]
        assert parts
        assert {name for part in parts for name in part} == {"inlineData"}
        assert [frame["toolCall"] for frame in pair.messages if "toolCall" in frame] == [
            {"functionCalls": [{"id": "call_1", "name": "book_slot", "args": {"slot": "3pm"}}]}
        ]

    run_virtually(scenario())


@pytest.mark.parametrize("model", [NEWER, OLDER])
def test_row_15_everything_may_be_sent_while_a_call_is_pending(model: str) -> None:
    async def scenario() -> None:
        pair = asking("", "It is booked.", "I heard you, too.")
        async with pair.running(having_book(Behavior.BLOCKING, model, interrupts=False)):
            await pair.client.send_text("book it")
            await asyncio.sleep(1)
            seed = Content(role="user", parts=(Part(text="By the way, it rains."),))
            await pair.client.send(RealtimeInput(video=Blob(data=b"\xff\xd8", mime_type="image/jpeg")))
            await pair.client.send(ClientContent(turns=(seed,)))
            await pair.client.send(ContextUpdate(system_instruction=Content(parts=(Part(text="Be kind."),))))
            await pair.client.send_tool_response(FunctionResponse(id="call_77", name="book_slot"))
            await pair.speak(voice.speech(500) + voice.silence(700))
            assert pair.session.state is State.CALLING
            await pair.client.send_tool_response(DONE)
            await pair.turn()
            await pair.turn()
        assert spoken(pair.messages) == "It is booked.I heard you, too."
        assert prompts(pair)[1].system == "Be kind."
        assert Said(Role.USER, "By the way, it rains.") in prompts(pair)[1].history
        assert "cancels call_1" not in gist(pair.messages)

    run_virtually(scenario())


def test_row_16_a_result_that_comes_after_an_interruption_is_not_lost() -> None:
    async def scenario() -> None:
        pair = asking("", "What is it?", "Three o'clock is yours.")
        async with pair.running(having_book(Behavior.BLOCKING, OLDER)):
            await pair.client.send_text("book it")
            await asyncio.sleep(1)
            await pair.speak(voice.speech(400))
            await pair.client.send_tool_response(DONE)  # while they speak, and after its cancellation
            await pair.client.send_tool_response(DONE)  # and twice
            await pair.speak(voice.silence(700))
            await pair.turn()
            await pair.turn()
            await pair.client.send_text("well?")
            await pair.turn()
        assert spoken(pair.messages) == "What is it?Three o'clock is yours."
        results = [entry for entry in prompts(pair)[-1].history if isinstance(entry, Result)]
        assert [(each.call.id, each.response) for each in results] == [("call_1", {"result": "ok"})]

    run_virtually(scenario())


def test_row_16_no_function_can_hold_a_session_for_ever() -> None:
    async def scenario() -> None:
        script = Script(says=("", "The office is closed.", "Yes?"), calls={0: (BOOK,)})
        pair = LivePair(ScriptedEngine(script), policy=Policy(tool_timeout_s=15.0))
        async with pair.running(having_book(Behavior.BLOCKING, OLDER)):
            await pair.client.send_text("book it")
            await pair.turn()
            assert 15 < asyncio.get_running_loop().time() < 17
            await pair.client.send_tool_response(DONE)  # too late, and harmless
            await pair.client.send_text("hello?")
            await pair.turn()
        assert spoken(pair.messages) == "The office is closed.Yes?"

    run_virtually(scenario())


@pytest.mark.parametrize("behavior", [Behavior.BLOCKING, Behavior.NON_BLOCKING])
def test_row_17_all_that_was_said_before_a_call_is_sent_before_it(behavior: Behavior) -> None:
    async def scenario() -> None:
        pair = asking(STORY, "Booked.")
        async with pair.running(having_book(behavior)):
            await pair.client.send_text("book it")
            await asyncio.sleep(10)
            words = [brief(frame) for frame in pair.messages]
            before = pair.messages[: words.index("calls book_slot as call_1")]
            assert spoken(before) == spoken(pair.messages) == STORY
            assert sum(map(audio_s, before)) == pytest.approx(10 * 0.2)
            assert "interrupted" not in words
            await pair.client.send_tool_response(DONE)
            await pair.turn()

    run_virtually(scenario())


def test_row_32_what_was_said_before_a_call_is_known_to_the_step_after_it() -> None:
    async def scenario() -> None:
        pair = asking("Let me look that up.", "It is free.")
        async with pair.running(having_book(Behavior.BLOCKING)):
            await pair.client.send_text("is it free?")
            await asyncio.sleep(2)
            await pair.client.send_tool_response(DONE)
            await pair.turn()
        question, filler, call, result = prompts(pair)[1].history
        assert isinstance(question, Said)
        assert isinstance(filler, Said)
        assert (filler.role, filler.text) == (Role.MODEL, "Let me look that up.")
        assert (type(call), type(result)) == (Call, Result)
        assert prompts(pair)[1].user is None

    run_virtually(scenario())
