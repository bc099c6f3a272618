"""The session under any order of inputs: hypothesis plays caller, engine and clock."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from antiphon.session.effects import Cancel, Close, Commit, Effect, Feed, Play, Respond, Send, Settle, Warm
from antiphon.session.generation import Failed, Finished, Voiced
from antiphon.session.grammar import Grammar
from antiphon.session.limits import PATIENCE_S, Policy
from antiphon.session.machine import Session
from antiphon.session.states import State
from antiphon.session.translate import audio_part
from antiphon.talk import Heard, Mark, Modality, Prompt, Role, Said, Text
from antiphon.wire.codec import encode
from antiphon.wire.messages import (
    ClientContent,
    ContextUpdate,
    RealtimeInput,
    ServerMessage,
    ToolResponse,
)
from antiphon.wire.setup import SessionResumption, Setup
from antiphon.wire.types import Blob, Content, Empty, Part
from kit import NEWER, OLDER, brief, setup

WINDOW = 512
MESSAGES = st.sampled_from(
    [
        ClientContent(),
        ClientContent(turn_complete=True),
        ClientContent(turns=(Content(parts=(Part(text="typed"),)),), turn_complete=True),
        ClientContent(turns=(Content(role="model", parts=(Part(text="seed"),)),)),
        RealtimeInput(text="now"),
        RealtimeInput(text=" "),
        RealtimeInput(activity_start=Empty()),
        RealtimeInput(activity_end=Empty()),
        RealtimeInput(activity_start=Empty(), text="both", activity_end=Empty(), audio_stream_end=True),
        RealtimeInput(audio_stream_end=True),
        ToolResponse(),
        ContextUpdate(),
    ]
)
SETUPS = st.builds(
    setup,
    model=st.sampled_from([NEWER, OLDER]),
    is_text=st.booleans(),
    is_quiet=st.booleans(),
    interrupts=st.booleans(),
    disabled=st.booleans(),
    silence_duration_ms=st.sampled_from([0, 64, 500]),
    prefix_padding_ms=st.sampled_from([0, 64]),
)


class Conversation(RuleBasedStateMachine):
    """Any inputs, in any order, keep what clients and drivers rely on."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session("any")
        self.grammar = Grammar()
        self.now = 0.0
        self.arrived = self.scored = self.forgotten = 0
        self.modality = Modality.AUDIO
        self.asked: list[Settle] = []
        self.alive: set[int] = set()  # generations that the driver runs
        self.drafts: set[int] = set()
        self.newest = 0
        self.produced: dict[int, int] = {}
        self.played: dict[int, int] = {}
        self.said: dict[int, int] = {}
        self.fed: dict[int, int] = {}
        self.is_over = False
        self.session.begin(self.now)

    # Effects, performed as a driver would

    def drain(self) -> None:
        for effect in self.session.drain():
            assert not self.is_over, "nothing follows Close"
            self.perform(effect)
        self.forgotten = self.session.oldest  # as a driver does, once all is performed

    def perform(self, effect: Effect) -> None:
        match effect:
            case Send(message):
                self.read(message)
            case Play(generation, start, stop):
                assert generation in self.alive
                assert generation not in self.drafts
                assert start == self.played.get(generation, 0) < stop <= self.produced[generation]
                self.played[generation] = stop
                self.read(audio_part(bytes(2 * (stop - start))))
            case Feed(turn, start, stop):
                assert self.fed.get(turn, 0) <= start < stop <= self.arrived
                assert self.forgotten <= start
                self.fed[turn] = stop
            case Settle():
                self.asked.append(effect)
            case Warm(prompt):
                self.modality = prompt.modality
            case Respond(generation, prompt):
                self.respond(generation, prompt)
            case Commit(generation):
                assert generation in self.drafts
                self.drafts.discard(generation)
            case Cancel(generation):
                self.alive.discard(generation)
                self.drafts.discard(generation)
            case Close(code, reason):
                assert code in {1001, 1007, 1008}
                assert len(reason.encode()) <= 123
                self.is_over = True

    def respond(self, generation: int, prompt: Prompt) -> None:
        assert generation > self.newest, "generation ids only grow"
        self.newest = generation
        self.alive.add(generation)
        if prompt.tentative:
            self.drafts.add(generation)
        assert len(self.drafts) <= 1, "one draft at a time"

    def read(self, message: ServerMessage) -> None:
        self.grammar.read(json.loads(encode(message)))

    # Inputs

    @initialize(terms=SETUPS, is_early=st.booleans())
    def set_up(self, *, terms: Setup, is_early: bool) -> None:
        if is_early:
            self.session.leave(40.0, self.now)
        self.session.receive(terms, self.now)
        self.drain()

    @rule(seconds=st.sampled_from([0.01, 0.1, 0.7, 5.0, 31.0]))
    def wait(self, seconds: float) -> None:
        """Time passes, and a driver ticks at every deadline on the way."""
        until = self.now + seconds
        while (deadline := self.session.deadline) is not None and deadline <= until:
            self.now = max(self.now, deadline)
            self.tick()
        self.now = until

    @rule()
    def tick(self) -> None:
        """A tick leaves no deadline that has already come: the driver would spin."""
        self.session.tick(self.now)
        self.drain()
        deadline = self.session.deadline
        assert deadline is None or deadline > self.now, "a busy loop"

    @rule(message=MESSAGES)
    def receive(self, message: Any) -> None:
        self.session.receive(message, self.now)
        self.drain()

    @rule(windows=st.integers(1, 20), rest=st.integers(0, WINDOW - 1))
    def arrive(self, windows: int, rest: int) -> None:
        self.arrived += windows * WINDOW + rest
        self.session.arrive(windows * WINDOW + rest, self.now)
        self.drain()

    @rule(count=st.integers(1, 20), probability=st.sampled_from([0.0, 0.4, 1.0]))
    def hear(self, count: int, probability: float) -> None:
        for _ in range(count):
            if not self.session.listens or self.arrived - self.scored < WINDOW:
                break
            self.scored += WINDOW
            self.session.hear(probability, WINDOW, self.now)
            self.drain()

    @precondition(lambda self: self.asked)
    @rule(text=st.sampled_from(["", "hello", "hello again"]), data=st.data(), is_last=st.booleans())
    def transcribe(self, text: str, data: st.DataObject, *, is_last: bool) -> None:
        settle = self.asked[-1] if is_last else data.draw(st.sampled_from(self.asked))
        self.session.heard(Heard(settle.turn, settle.revision, text), self.now)
        self.drain()

    @precondition(lambda self: self.newest)
    @rule(age=st.sampled_from([0, 0, 0, 1]), milliseconds=st.sampled_from([0, 5, 105, 2000]))
    def say(self, age: int, milliseconds: int) -> None:
        """The engine goes on, perhaps with an answer that nobody wants any more."""
        generation = max(self.newest - age, 1)
        said = self.said.setdefault(generation, 0)
        self.said[generation] += len("word ")
        self.session.engine(generation, Text("word "), self.now)
        self.drain()
        if self.modality is Modality.AUDIO:
            before = self.produced.setdefault(generation, 0)
            self.produced[generation] += milliseconds * 24
            mark = Mark(said, said + len("word"), before)
            self.session.engine(generation, Voiced(milliseconds * 24, (mark,)), self.now)
            self.drain()

    @precondition(lambda self: self.newest)
    @rule(age=st.sampled_from([0, 0, 0, 1]), end=st.sampled_from([Finished(), Finished(), Failed()]))
    def end(self, age: int, end: Finished | Failed) -> None:
        generation = max(self.newest - age, 1)
        self.session.engine(generation, end, self.now)
        self.drain()
        if isinstance(end, Failed):
            assert generation not in self.drafts, "a draft that failed holds nothing any more"

    @rule(seconds=st.sampled_from([0.25, 1.0]))
    def stall(self, seconds: float) -> None:
        self.session.stalled(seconds, self.now)
        self.drain()

    @precondition(lambda self: self.newest > 2)
    @rule()
    def leave(self) -> None:
        self.session.leave(3.0, self.now)
        self.drain()

    # What always holds

    @invariant()
    def closed_means_closed(self) -> None:
        assert self.session.is_closed == self.is_over
        if self.is_over:
            assert self.session.deadline is None
            assert not self.alive & self.drafts

    @invariant()
    def a_turn_is_only_open_while_somebody_has_the_floor(self) -> None:
        if self.session.state in {State.LISTENING, State.AWAITING_SETUP}:
            assert not self.grammar.is_in_turn
            assert self.session._floor is None or self.session._floor.listener.turn is None

    @invariant()
    def whoever_waits_has_a_deadline(self) -> None:
        if self.session.state in {State.TRANSCRIBING, State.RESPONDING, State.PLAYING}:
            assert self.session.deadline is not None

    @invariant()
    def history_holds_only_what_was_said(self) -> None:
        assert all(said.text for said in self.session.history)

    def teardown(self) -> None:
        """However it went, the session comes to rest when everybody falls silent."""
        if self.is_over:
            return
        self.session.receive(RealtimeInput(activity_end=Empty(), audio_stream_end=True), self.now)
        self.drain()
        for _ in range(200):
            self.wait(PATIENCE_S)
        assert self.session.state in {State.LISTENING, State.CLOSED}
        assert not self.drafts


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)


# What no order of inputs shows


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
    assert words(session.drain()) == ["says now", "play"]


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
