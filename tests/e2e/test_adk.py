"""The stock Google ADK, an agent's Runner.run_live, against the real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.scripted import STORY_WORDS
from e2e.scripted_calls import SEEDS, Call, play
from e2e.subject import Server

pytestmark = pytest.mark.timeout(120)  # a conversation, and what its client takes to load

MODELS = ["gemini-2.5-flash-native-audio-preview-12-2025", "gemini-3.1-flash-live-preview"]


@pytest.fixture(scope="module")
def calls(scripted_server: Server, noise_file: Path) -> dict[str, Call]:
    return play(scripted_server, "adk", "adk_runner.py", noise_file, *MODELS)


@pytest.fixture(params=MODELS)
def call(request: pytest.FixtureRequest, calls: dict[str, Call]) -> Call:
    return calls[request.param]


def test_the_agent_answers_what_the_session_ends_with(call: Call) -> None:
    step = call["seeded start"]
    assert step.report["system"].startswith("You are Alice.")
    assert step.report["told"] == SEEDS
    assert step.kinds == ["usage", "turn"]


def test_the_agent_hears(call: Call) -> None:
    step = call["spoken turn"]
    assert step.kinds == ["heard", "usage", "turn"]
    assert step.text("heard") == "What was I told?"
    assert step.report["told"] == [*SEEDS, "model: REPORT", "user: What was I told?"]


def test_the_agent_reads(call: Call) -> None:
    step = call["text turn"]
    assert step.kinds == ["usage", "turn"]
    assert step.report["told"][-2:] == ["model: REPORT", "user: What do you know?"]


def test_the_turn_of_a_call_ends_as_the_model_s_name_says(calls: dict[str, Call]) -> None:
    # With the older name it would wait for ever if the turn waited for the function's result, with the newer it
    # would get two turns if it did not.
    older, newer = (calls[model] for model in MODELS)
    assert older["tool"].kinds == ["usage", "called", "turn", "usage", "turn"]
    assert newer["tool"].kinds == ["called", "usage", "turn"]


def test_the_agent_knows_what_its_function_found(call: Call) -> None:
    *_, asked, used, result = call["tool"].report["told"]
    assert asked == "user: How is the weather in Paris?"
    assert used == 'call: weather {"city": "Paris"}'
    assert "sunny" in result


def test_speech_interrupts_the_agent(call: Call) -> None:
    assert call["interruption"].kinds == ["interrupted", "usage", "turn"]
    assert call["after it"].kinds == ["heard", "usage", "turn"]
    assert call.told[-1] == "user: Stop and report."
    assert 0 < call.words_heard < STORY_WORDS / 2


def test_the_run_ends(call: Call) -> None:
    assert call["close"].kinds == ["closed", "end"]
    assert {event["mime"] for event in call.all("audio")} == {"audio/pcm;rate=24000"}
