"""The stock LiveKit Agents, a session of its Google RealtimeModel, against the real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.scripted import STORY_WORDS
from e2e.scripted_calls import SEEDS, Call, play
from e2e.subject import Server

pytestmark = pytest.mark.timeout(120)  # a conversation, and what its client takes to load

MODELS = ["default", "gemini-3.8-live"]  # its default is a 2.5 with native audio


@pytest.fixture(scope="module")
def calls(scripted_server: Server, noise_file: Path) -> dict[str, Call]:
    return play(scripted_server, "livekit", "livekit_session.py", noise_file, *MODELS)


@pytest.fixture(params=MODELS)
def call(request: pytest.FixtureRequest, calls: dict[str, Call]) -> Call:
    return calls[request.param]


def test_generate_reply_answers_from_the_chat_context(call: Call) -> None:
    step = call["seeded start"]
    assert step.report == {"system": "You are Alice.", "told": SEEDS}
    assert step.kinds == ["connected", "generation", "speech stopped", "usage", "turn"]


def test_generate_reply_follows_its_instructions(call: Call) -> None:
    report = call["instructed reply"].report
    assert "Greet the user." in report["system"] + " ".join(report["told"])
    assert "user: ." not in report["told"]


def test_new_instructions_reach_the_engine_without_an_answer(call: Call) -> None:
    assert call["new instructions"].kinds == []
    assert "system: You are Bob." in call["spoken turn"].report["told"]


def test_it_hears(call: Call) -> None:
    step = call["spoken turn"]
    assert step.text("heard") == "What was I told?"
    assert step.report["told"][-1] == "user: What was I told?"


def test_it_reads(call: Call) -> None:
    assert call["text turn"].report["told"][-2:] == ["model: REPORT", "user: What do you know?"]


def test_it_uses_a_function(call: Call) -> None:
    *_, asked, used, result = call["tool"].report["told"]
    assert asked == "user: How is the weather in Paris?"
    assert used == 'call: weather {"city": "Paris"}'
    assert "sunny" in result
    assert len(call.all("called")) == 1


def test_speech_interrupts_what_is_playing(call: Call) -> None:
    started = next(event for event in call["interruption"].events if event["kind"] == "speech started")
    assert started["cut"] == 1
    assert call["interruption"].kinds == ["speech started", "speech stopped", "usage", "turn"]
    assert call.told[-1] == "user: Stop and report."
    assert 0 < call.words_heard < STORY_WORDS / 2


def test_a_change_of_voice_connects_anew_and_loses_nothing(call: Call) -> None:
    # It sends again what came after the last handle it was given, whether or not that handle covers it.
    report = call["resumed"].report
    assert report["system"] == "You are Bob."
    assert report["told"] == [*call.told, "model: REPORT", "user: Do you still know me?"]


def test_nothing_is_generated_that_was_not_asked_for(call: Call) -> None:
    asked = [event["asked"] for event in call.all("generation")]
    # What nobody asked for answers speech, and brings what a function found.
    assert asked == [True, True, False, True, True, False, True, False, True]


def test_it_closes(call: Call) -> None:
    assert call["close"].kinds == ["closed", "end"]
    assert not call.all("error")
    assert {event["rate"] for event in call.all("audio")} == {24_000}
