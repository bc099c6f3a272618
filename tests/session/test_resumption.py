"""A session that goes on where another ended (PROTOCOL 4.11): the machine's half, without sockets."""

from __future__ import annotations

import json
from typing import Any

from antiphon.session.effects import Effect, Respond, Send
from antiphon.session.generation import Finished, Voiced
from antiphon.session.machine import Session
from antiphon.session.snapshot import Snapshot
from antiphon.session.states import State
from antiphon.talk import Call, Calls, Heard, Mark, Result, Role, Said, Text
from antiphon.wire.codec import encode
from antiphon.wire.messages import ClientContent, RealtimeInput, ToolResponse
from antiphon.wire.setup import Behavior, FunctionDeclaration, HistoryConfig, SessionResumption, Setup, Tool
from antiphon.wire.types import Content, FunctionResponse, Part
from kit import brief

HANDLE = "5b0c"


def asking(text: str) -> ClientContent:
    return ClientContent(turns=(Content(parts=(Part(text=text),)),), turn_complete=True)


def setup(handle: str | None = None, **members: Any) -> Setup:
    return Setup(
        model="models/gemini-3.8-live", session_resumption=SessionResumption(handle=handle), **members
    )


def begin(terms: Setup, past: Snapshot | None = None) -> Session:
    session = Session("one", handle=HANDLE)
    session.begin(0.0)
    if past is not None:
        session.restore(past, HANDLE)
    session.receive(terms, 0.0)
    return session


def words(effects: list[Effect]) -> list[str]:
    return [
        brief(json.loads(encode(each.message))) if isinstance(each, Send) else type(each).__name__.lower()
        for each in effects
    ]


def speak(session: Session, generation: int, text: str, now: float) -> None:
    session.engine(generation, Text(text), now)
    session.engine(generation, Voiced(24_000, (Mark(0, len(text), 0),)), now)
    session.engine(generation, Finished(), now)


def test_the_handle_comes_once_right_after_setup_to_who_asked() -> None:
    assert words(begin(setup()).drain()) == ["ready", f"resume with {HANDLE}", "warm"]
    plain = Session("one", handle=HANDLE)
    plain.begin(0.0)
    plain.receive(Setup(model="x"), 0.0)
    assert words(plain.drain()) == ["ready", "warm"]
    assert plain.snapshot(1.0) is None


def test_history_goes_on_and_the_new_instruction_holds() -> None:
    first = begin(setup(system_instruction=Content(parts=(Part(text="Be brief."),))))
    first.receive(asking("I am Ann."), 1.0)
    speak(first, 1, "Hello Ann.", 1.1)
    first.tick(5.0)
    past = first.snapshot(6.0)
    assert past is not None
    second = begin(setup(HANDLE, system_instruction=Content(parts=(Part(text="Be long."),))), past)
    assert words(second.drain()) == ["ready", f"resume with {HANDLE}", "warm"]
    second.receive(asking("Who am I?"), 1.0)
    (respond,) = (each for each in second.drain() if isinstance(each, Respond))
    assert respond.generation == 2
    assert respond.prompt.system == "Be long."
    assert respond.prompt.history == (Said(Role.USER, "I am Ann."), Said(Role.MODEL, "Hello Ann.", 24_000))


def test_only_what_was_heard_goes_along() -> None:
    first = begin(setup())
    first.receive(asking("count"), 1.0)
    first.engine(1, Text("one two"), 1.0)
    first.engine(1, Voiced(48_000, (Mark(0, 3, 0), Mark(4, 7, 24_000))), 1.0)
    past = first.snapshot(1.5)
    assert past is not None
    assert past.history == (Said(Role.USER, "count"), Said(Role.MODEL, "one", 12_000, is_cut=True))
    assert not past.owes_answer
    assert first.snapshot(9.0) is past


def test_a_question_of_whose_answer_nothing_was_heard_is_answered_on_the_new_connection() -> None:
    first = begin(setup())
    first.receive(asking("what?"), 1.0)
    past = first.snapshot(1.5)
    assert past is not None
    second = begin(setup(HANDLE), past)
    *_, respond = second.drain()
    assert isinstance(respond, Respond)
    assert respond.generation == 2
    assert respond.prompt.history == (Said(Role.USER, "what?"),)


def test_a_call_survives_and_its_result_is_taken_on_the_new_connection() -> None:
    tools = (Tool(function_declarations=(FunctionDeclaration(name="f"),)),)
    first = begin(setup(tools=tools))
    first.receive(asking("do it"), 1.0)
    first.engine(1, Calls((Call("f"),)), 1.1)
    first.engine(1, Finished(), 1.1)
    past = first.snapshot(2.0)
    assert past is not None
    second = begin(setup(HANDLE, tools=tools), past)
    second.drain()
    back = FunctionResponse(id="call_1", response={"ok": True})
    second.receive(ToolResponse(function_responses=(back,)), 1.0)
    (respond,) = (each for each in second.drain() if isinstance(each, Respond))
    call = Call("f", {}, "call_1")
    assert respond.prompt.history == (Said(Role.USER, "do it"), call, Result(call, {"ok": True}))


def test_offsets_and_numbers_of_turns_go_on() -> None:
    first = begin(setup())
    first.arrive(16_000, 1.0)
    first.receive(RealtimeInput(text="hi"), 1.0)
    past = first.snapshot(2.0)
    assert past is not None
    assert (past.arrived, past.turns) == (16_000, 1)
    second = begin(setup(HANDLE), past)
    assert second.snapshot(1.0) is not None
    later = second.snapshot(1.0)
    assert later is not None
    assert (later.arrived, later.turns) == (16_000, 1)


def test_a_call_that_a_turn_waited_for_goes_on_without_the_turn() -> None:
    tools = (Tool(function_declarations=(FunctionDeclaration(name="f", behavior=Behavior.BLOCKING),)),)
    first = begin(setup(tools=tools))
    first.receive(asking("do it"), 1.0)
    first.engine(1, Calls((Call("f"),)), 1.1)
    first.engine(1, Finished(), 1.1)
    assert first.state is State.CALLING
    past = first.snapshot(2.0)
    assert past is not None
    second = begin(setup(HANDLE, tools=tools), past)
    back = FunctionResponse(id="call_1", response={"ok": True})
    second.receive(ToolResponse(function_responses=(back,)), 1.0)
    (respond,) = (each for each in second.drain() if isinstance(each, Respond))
    assert respond.prompt.history[-1] == Result(Call("f", {}, "call_1"), {"ok": True})


def test_a_session_that_goes_on_is_not_seeded_again() -> None:
    history = HistoryConfig(initial_history_in_client_content=True)
    first = begin(setup(history_config=history))
    first.receive(asking("Say hello."), 0.0)
    first.receive(RealtimeInput(text=" "), 0.1)
    speak(first, 1, "Hello!", 0.2)
    first.tick(5.0)
    past = first.snapshot(6.0)
    assert past is not None
    second = begin(setup(HANDLE, history_config=history), past)
    second.receive(asking("And now?"), 1.0)
    assert any(isinstance(each, Respond) for each in second.drain())


def test_a_mistake_of_the_callers_does_not_unsay_what_was_heard() -> None:
    session = begin(setup())
    session.receive(asking("tell me"), 1.0)
    session.engine(1, Text("one two"), 1.0)
    session.engine(1, Voiced(48_000, (Mark(0, 3, 0), Mark(4, 7, 24_000))), 1.0)
    session.receive(setup(), 1.5)
    assert session.is_closed
    past = session.snapshot(9.0)
    assert past is not None
    assert past.history == (Said(Role.USER, "tell me"), Said(Role.MODEL, "one", 12_000, is_cut=True))


def test_words_that_were_transcribed_are_answered_on_the_new_connection() -> None:
    session = begin(setup())
    session.arrive(16_000, 1.0)
    for _ in range(10):
        session.hear(0.95, 512, 1.0)
    for _ in range(4):
        session.hear(0.02, 512, 1.0)
    session.heard(Heard(1, 0, "what is it"), 1.1)  # a pause; the turn is still open
    past = session.snapshot(1.2)
    assert past is not None
    assert past.owes_answer
    assert [entry.text for entry in past.history if isinstance(entry, Said)] == ["what is it"]
