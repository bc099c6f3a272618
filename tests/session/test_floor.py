from __future__ import annotations

import json
from typing import Any

import pytest

from antiphon.session.effects import (
    Commit,
    Decide,
    Effect,
    Feed,
    Measure,
    Report,
    Respond,
    Send,
    Settle,
    Warm,
)
from antiphon.session.floor import Floor
from antiphon.session.generation import Finished
from antiphon.session.limits import Limits, Policy
from antiphon.session.snapshot import Snapshot
from antiphon.session.states import Course, State, Trigger
from antiphon.session.translate import terms_for
from antiphon.talk import Heard, Role, Said, Text
from antiphon.turns.activity import Edge
from antiphon.wire.codec import encode
from antiphon.wire.setup import Setup
from kit import brief, setup


class Case:
    """A floor whose caller declares its activity, so that a test is the only one to move it."""

    def __init__(self, terms: Setup | None = None) -> None:
        self.effects: list[Effect] = []
        self.course = Course()
        self.course.step(Trigger.SETUP)
        self.limits = Limits(Policy())
        agreed = terms_for(terms or setup(disabled=True, is_text=True))
        self.floor = Floor(agreed, self.course, self.limits, self.effects, Snapshot())

    def speak(self, samples: int = 1600) -> None:
        self.floor.edge(Edge.START, 0.0)
        self.floor.listener.arrive(samples, 0.0)
        self.floor.edge(Edge.END, 0.0)

    def drain(self) -> list[Any]:
        drained = [
            brief(json.loads(encode(effect.message))) if isinstance(effect, Send) else effect
            for effect in self.effects
            if not isinstance(effect, Report | Decide | Measure)
        ]
        self.effects.clear()
        return drained

    def state(self) -> State:
        return self.course.state


def test_a_spoken_turn_is_fed_settled_and_answered() -> None:
    case = Case()
    case.speak()
    assert case.drain() == ["start", Warm(case.floor.briefing.prompt(0.0)), Feed(1, 0, 1600), Settle(1, 0)]
    assert case.state() is State.TRANSCRIBING
    case.floor.heard(Heard(1, 0, " hello "), 1.0)
    hears, end, respond = case.drain()
    assert (hears, end) == ("hears hello", "end")
    assert isinstance(respond, Respond)
    assert case.floor.briefing.history.said == (Said(Role.USER, "hello", 1600),)
    assert case.state() is State.RESPONDING


def test_whoever_begins_to_speak_has_the_past_read_meanwhile() -> None:
    case = Case()
    case.floor.ask("typed", 0.0)
    case.floor.answer.take(1, Text("ok"), 0.0)
    case.floor.answer.take(1, Finished(), 0.0)
    case.floor.advance(1.0)
    case.drain()
    case.floor.edge(Edge.START, 2.0)
    (warm,) = [effect for effect in case.drain() if isinstance(effect, Warm)]
    assert warm.prompt.history == (Said(Role.USER, "typed"), Said(Role.MODEL, "ok"))


@pytest.mark.parametrize("heard", [Heard(2, 0, "x"), Heard(1, 1, "x"), Heard(0, 0, "x")], ids=repr)
def test_a_transcript_of_something_else_is_dropped(heard: Heard) -> None:
    case = Case()
    case.speak()
    case.drain()
    case.floor.heard(heard, 0.0)
    assert case.drain() == []
    assert case.state() is State.TRANSCRIBING


def test_a_pause_makes_a_draft_and_its_end_commits_it() -> None:
    case = Case()
    case.floor.edge(Edge.START, 0.0)
    case.floor.listener.arrive(800, 0.0)
    case.floor.edge(Edge.PAUSE, 0.0)
    case.floor.heard(Heard(1, 0, "hello"), 0.0)
    case.floor.edge(Edge.END, 0.0)
    effects = case.drain()
    assert effects[2:4] == [Feed(1, 0, 800), Settle(1, 0)]
    assert isinstance(effects[4], Respond)
    assert effects[4].prompt.tentative
    assert effects[5:] == ["hears hello", "end", Commit(1)]


def test_speech_that_goes_on_is_transcribed_again() -> None:
    case = Case()
    case.floor.edge(Edge.START, 0.0)
    case.floor.edge(Edge.PAUSE, 0.0)
    case.floor.edge(Edge.RESUME, 0.0)
    case.floor.edge(Edge.END, 0.0)
    assert [effect for effect in case.drain() if isinstance(effect, Settle)] == [Settle(1, 0), Settle(1, 1)]


def test_edges_without_a_turn_change_nothing() -> None:
    case = Case()
    for edge in (Edge.PAUSE, Edge.RESUME, Edge.END):
        case.floor.edge(edge, 0.0)
    case.floor.heard(Heard(1, 0, "x"), 0.0)
    case.floor.lose_patience(0.0)
    case.floor.advance(0.0)
    case.floor.stop(0.0)
    assert case.drain() == []
    assert case.state() is State.LISTENING


def test_speech_before_the_answer_is_due_is_still_the_same_turn() -> None:
    case = Case()
    case.speak()
    case.speak()
    assert case.drain().count("start") == 1
    case.floor.heard(Heard(1, 0, "half"), 0.0)
    assert case.drain() == []
    case.floor.heard(Heard(1, 1, "half and half"), 0.0)
    assert case.drain()[:2] == ["hears half and half", "end"]


def test_lost_patience_with_a_transcript_ends_the_turn_and_its_activity() -> None:
    case = Case()
    case.speak()
    case.drain()
    case.floor.lose_patience(30.0)
    assert case.drain() == ["end", "turn complete: GENERATED_OTHER"]
    assert case.state() is State.LISTENING


def test_the_floor_goes_to_whoever_spoke_beneath_the_answer() -> None:
    case = Case(setup(disabled=True, is_text=True, interrupts=False))
    case.floor.ask("typed", 0.0)
    case.speak()
    case.floor.heard(Heard(2, 0, "spoken"), 0.0)
    assert case.state() is State.RESPONDING
    case.drain()
    case.floor.answer.take(1, Text("ok"), 0.0)
    case.floor.answer.take(1, Finished(), 0.0)
    case.floor.advance(1.0)
    *said, respond = case.drain()
    assert said == ["writes ok", "generated", "turn complete", "hears spoken", "end"]
    assert isinstance(respond, Respond)
    assert respond.prompt.history == (Said(Role.USER, "typed"), Said(Role.MODEL, "ok"))


def test_an_open_turn_gets_the_floor_back_after_a_stop() -> None:
    case = Case()
    case.floor.edge(Edge.START, 0.0)
    case.floor.ask("typed", 0.0)
    case.floor.stop(0.0)
    assert case.state() is State.HEARING
