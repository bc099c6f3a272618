from __future__ import annotations

import inspect

import pytest

from antiphon.session.effects import Cancel, Close, Effect, Feed, Play, Respond, Rest, Send, Settle, Warm
from antiphon.session.machine import Session
from antiphon.session.retold import (
    INPUTS,
    LISTEN,
    WAIT,
    WITH_NOW,
    Row,
    StuckClock,
    brief,
    fold,
    perform,
    put,
    runs,
)
from antiphon.session.translate import (
    input_transcription,
    output_transcription,
    text_part,
    thought_part,
    voice_activity,
)
from antiphon.talk import Call, Prompt, Result, Role, Said, Utterance
from antiphon.wire.messages import (
    GoAway,
    ServerContent,
    ServerMessage,
    SessionResumptionUpdate,
    SetupComplete,
    ToolCall,
    TurnCompleteReason,
)
from antiphon.wire.types import ActivityType, FunctionCall
from kit import setup


def test_every_input_of_a_session_is_known() -> None:
    methods = {
        name
        for name, value in vars(Session).items()
        if inspect.isfunction(value) and not name.startswith("_") and name not in {"drain", "lately_said"}
    }
    assert set(INPUTS) == methods


def test_the_time_is_the_last_argument() -> None:
    for name in WITH_NOW:
        assert list(inspect.signature(getattr(Session, name)).parameters)[-1] == "now"


def content(**members: object) -> Send:
    return Send(ServerMessage(server_content=ServerContent(**members)))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        (Play(1, 0, 2400), "play 1 0:2400"),
        (Feed(2, 5, 10), "feed 2 5:10"),
        (Settle(1, 3), "settle 1 3"),
        (Cancel(4), "cancel 4"),
        (Warm(Prompt()), "warm"),
        (Close(1007, "no setup"), "close 1007 no setup"),
        (Close(1001), "close 1001"),
        (Respond(1, Prompt(tentative=True)), "draft 1"),
        (Respond(1, Prompt(user=Utterance(1, 0, "why"))), "respond 1 to why"),
        (
            Respond(2, Prompt(history=(Said(Role.MODEL, "so"),), user=Utterance(1, 0, "why"))),
            "respond 2 to why after so",
        ),
        (Respond(2, Prompt(history=(Said(Role.MODEL, "so"),))), "respond 2 after so"),
        (Respond(2, Prompt(history=(Call("f"),))), "respond 2 after the call of f"),
        (Respond(2, Prompt(history=(Result(Call("f"), {}),))), "respond 2 after the result of f"),
        (Rest(1, 480), "rest 1 480"),
        (Send(ServerMessage(setup_complete=SetupComplete(session_id="s"))), "ready"),
        (Send(ServerMessage(go_away=GoAway(time_left="8s"))), "go away 8s"),
        (Send(voice_activity(ActivityType.START, 1.0)), "start"),
        (Send(input_transcription("hello")), "hears hello"),
        (Send(output_transcription("hi")), "says hi"),
        (Send(text_part("hi")), "writes hi"),
        (Send(thought_part("hm")), "thinks hm"),
        (content(interrupted=True), "interrupted"),
        (content(generation_complete=True), "generated"),
        (content(turn_complete=True), "turn complete"),
        (
            content(turn_complete=True, turn_complete_reason=TurnCompleteReason.GENERATED_OTHER),
            "turn complete: GENERATED_OTHER",
        ),
        (Send(ServerMessage(tool_call=ToolCall(function_calls=(FunctionCall(name="f"),)))), "calls f"),
        (
            Send(ServerMessage(session_resumption_update=SessionResumptionUpdate(new_handle="h"))),
            "session_resumption_update",
        ),
    ],
)
def test_effects_in_brief(effect: Effect, told: str) -> None:
    assert brief(effect) == told


def test_words_may_be_left_out() -> None:
    effects: list[Effect] = [
        Send(input_transcription("hello")),
        Close(1007, "oh"),
        Respond(1, Prompt(user=Utterance(1, 0, "x"))),
    ]
    assert [brief(effect, with_words=False) for effect in effects] == ["hears", "close 1007", "respond 1"]


def test_spans_that_continue_become_one() -> None:
    assert fold(["play 1 0:5", "feed 1 0:2", "play 1 5:9", "feed 1 2:4", "ready", "play 1 9:10"]) == [
        "play 1 0:9",
        "feed 1 0:4",
        "ready",
        "play 1 9:10",
    ]
    assert fold(["play 1 0:5", "play 1 6:9", "play 2 9:10"]) == ["play 1 0:5", "play 1 6:9", "play 2 9:10"]


def test_runs_of_numbers() -> None:
    assert runs("0.02*3 1") == [0.02, 0.02, 0.02, 1.0]
    assert runs("") == []


def rows() -> list[Row]:
    return [
        (0.0, "begin", (), []),
        (0.0, "receive", (setup(),), ["ready", "warm"]),
        (0.0, LISTEN, (0.416, "512*14", "0.99*14"), ["start", "decide started", "warm", "feed 1 0:7168"]),
        (1.5, WAIT, (), ["settle 1 0", "decide ended"]),  # whose caller just stopped sending
    ]


def test_time_passes_between_rows_and_timers_ring() -> None:
    assert perform(Session("s"), rows()) == rows()


def test_exact_rows_hold_their_own_timers() -> None:
    told = perform(Session("s"), [*rows()[:2], (100.0, "tick", (), [])], is_exact=True)
    assert [row[3] for row in told] == [[], ["ready", "warm"], []]


def test_a_failure_needs_no_time() -> None:
    session = Session("s")
    put(session, "begin", (), 0.0)
    put(session, "fail", (KeyError("x"),), 1.0)
    assert [brief(effect) for effect in session.drain()] == ["close 1011 Internal error encountered."]


def test_a_clock_that_stands_still_is_noticed() -> None:
    class Stuck(Session):
        @property
        def deadline(self) -> float | None:
            return 1.0

    with pytest.raises(StuckClock):
        perform(Stuck("s"), [*rows()[:2], (2.0, WAIT, (), [])])
