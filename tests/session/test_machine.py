"""What the machine does that no order of inputs shows (`test_any_order` tries all orders)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from antiphon.session.effects import Close, Decide, Effect, Measure, Respond, Send, Warm
from antiphon.session.generation import Finished, Voiced
from antiphon.session.limits import Policy
from antiphon.session.machine import Session
from antiphon.session.states import State
from antiphon.talk import Heard, Role, Said, Text
from antiphon.wire.codec import encode
from antiphon.wire.messages import ClientContent, RealtimeInput
from antiphon.wire.setup import SessionResumption, Setup
from antiphon.wire.types import Blob, Content, Part
from kit import brief, setup

WINDOW = 512


def ready(terms: Setup | None = None, **options: Any) -> Session:
    session = Session("one", **options)
    session.begin(0.0)
    session.receive(terms or setup(), 0.0)
    session.drain()
    return session


def words(effects: list[Effect]) -> list[str]:
    """Effects in brief: messages as clients read them, the rest by name."""
    return [
        brief(json.loads(encode(effect.message)))
        if isinstance(effect, Send)
        else type(effect).__name__.lower()
        for effect in effects
        if not isinstance(effect, Decide | Measure)
    ]


def test_setup_is_answered_and_the_engine_warmed() -> None:
    session = Session("one")
    session.begin(0.0)
    session.receive(setup(), 0.0)
    answer, warm = session.drain()
    assert isinstance(answer, Send)
    assert json.loads(encode(answer.message)) == {"setupComplete": {"sessionId": "one"}}
    assert isinstance(warm, Warm)


@pytest.mark.parametrize(
    ("message", "code", "reason"),
    [
        (ClientContent(), 1007, "The first message must be setup."),
        (RealtimeInput(audio=Blob()), 1007, "The first message must be setup."),
        (
            Setup(model="x", session_resumption=SessionResumption(handle="h")),
            1008,
            "BidiGenerateContent session not found",
        ),
    ],
)
def test_a_bad_beginning_closes(message: Any, code: int, reason: str) -> None:
    session = Session("one")
    session.begin(0.0)
    session.receive(message, 0.0)
    assert session.drain() == [Close(code, reason)]
    session.receive(setup(), 0.0)
    session.tick(1e9)
    assert session.drain() == []


def test_setup_is_awaited_for_as_long_as_the_operator_says() -> None:
    session = Session("one", Policy(setup_timeout_s=3.0))
    session.begin(10.0)
    assert session.deadline == 13.0
    session.tick(12.9)
    assert session.drain() == []
    session.tick(13.0)
    assert session.drain() == [Close(1007, "No setup came in time.")]


def test_nobody_is_waited_for_when_nothing_is_owed() -> None:
    assert ready(policy=Policy(session_s=None)).deadline is None


def test_content_is_history_and_its_last_user_turn_the_question() -> None:
    session = ready()
    turns = tuple(
        Content(role=role, parts=(Part(text=text),))
        for role, text in [("user", "a"), ("model", "b"), (None, "c")]
    )
    session.receive(ClientContent(turns=turns, turn_complete=True), 0.0)
    (respond,) = session.drain()
    assert isinstance(respond, Respond)
    assert respond.prompt.history == (Said(Role.USER, "a"), Said(Role.MODEL, "b"))
    assert respond.prompt.user is not None
    assert respond.prompt.user.text == "c"


@pytest.mark.parametrize("message", [ClientContent(turn_complete=True), RealtimeInput(text=" ")], ids=repr)
def test_an_empty_question_is_answered_from_the_context(message: Any) -> None:
    session = ready()
    session.receive(message, 0.0)
    (respond,) = session.drain()
    assert isinstance(respond, Respond)
    assert respond.prompt.user is None
    assert session.history == ()


def test_unfinished_content_is_only_remembered() -> None:
    session = ready()
    session.receive(ClientContent(turns=(Content(parts=(Part(text="seed"),)),)), 0.0)
    assert session.drain() == []
    assert session.history == (Said(Role.USER, "seed"),)


def test_what_an_engine_says_too_late_is_dropped() -> None:
    session = ready()
    session.receive(RealtimeInput(text="one"), 0.0)
    session.receive(RealtimeInput(text="two"), 0.0)
    session.drain()
    session.engine(1, Text("late"), 0.0)
    session.engine(1, Voiced(4800), 0.0)
    session.engine(1, Finished(), 0.0)
    assert session.drain() == []
    session.engine(2, Text("now"), 0.0)
    session.engine(2, Voiced(2400), 0.0)
    assert words(session.drain()) == ["says now", "play", "report"]


def test_a_transcript_that_is_corrected_takes_its_draft_with_it() -> None:
    session = ready(setup(silence_duration_ms=500))
    for probability in [1.0] * 10 + [0.0] * 5:
        session.arrive(WINDOW, 0.0)
        session.hear(probability, WINDOW, 0.0)
    session.drain()
    session.heard(Heard(1, 0, "recognise speech"), 0.0)
    session.heard(Heard(1, 0, "recognise speech"), 0.0)
    assert words(session.drain()) == ["respond"]
    session.heard(Heard(1, 0, "wreck a nice beach"), 0.0)
    assert words(session.drain()) == ["cancel", "respond"]
    for _ in range(20):
        session.arrive(WINDOW, 0.0)
        session.hear(0.0, WINDOW, 0.0)
    assert [word for word in words(session.drain()) if word != "feed"] == [
        "hears wreck a nice beach",
        "end",
        "commit",
    ]


def test_leaving_is_announced_once_and_kept() -> None:
    session = ready()
    session.leave(5.0, 100.0)
    session.leave(50.0, 101.0)
    assert session.deadline == 100.0
    session.tick(100.0)
    assert words(session.drain()) == ["go away 5s"]
    assert session.deadline == 105.0
    session.tick(105.0)
    assert session.drain() == [Close(1001, "The server is shutting down.")]
    session.leave(5.0, 106.0)
    assert session.drain() == []


def test_nobody_is_starved_by_our_own_slowness() -> None:
    session, now = ready(), 0.0
    session.arrive(160_000, now)
    for count in range(60):  # verdicts come at twice real time, long after the audio
        now += 0.016
        if session.deadline is not None and session.deadline <= now:
            session.tick(session.deadline)
        session.hear(0.95, WINDOW, now)
        assert session.state is State.HEARING or count < 3


@pytest.mark.parametrize("again", [RealtimeInput(audio_stream_end=True), ClientContent(turn_complete=True)])
def test_the_end_may_be_told_twice(again: RealtimeInput | ClientContent) -> None:
    session = ready()
    session.arrive(32_000, 0.0)
    for _ in range(10):
        session.hear(0.95, WINDOW, 0.01)
    session.receive(RealtimeInput(audio_stream_end=True), 0.02)
    session.receive(again, 0.03)
    assert session.state.name == "HEARING"
    for _ in range(10, 32_000 // WINDOW):
        session.hear(0.95, WINDOW, 0.04)
    assert session.state.name == "TRANSCRIBING"
