"""The stock @firebase/ai in Node, by the paths of both its backends, against the real server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from e2e.scripted import STORY_WORDS
from e2e.scripted_calls import Call, run
from e2e.subject import Server

HERE = Path(__file__).parent / "node"
NODE = Path(sys.executable).parent / "node"
pytestmark = pytest.mark.timeout(120)  # a conversation, and what its client takes to load

MODELS = ["google:gemini-3.8-live", "vertex:gemini-live-2.5-flash-native-audio"]


@pytest.fixture(scope="module")
def calls(scripted_server: Server, noise_file: Path) -> dict[str, Call]:
    command = [str(NODE), str(HERE / "firebase.mjs"), scripted_server.base_url, str(noise_file), *MODELS]
    return run(scripted_server, command, NODE_EXTRA_CA_CERTS=scripted_server.ca)


@pytest.fixture(params=MODELS)
def call(request: pytest.FixtureRequest, calls: dict[str, Call]) -> Call:
    return calls[request.param]


def test_what_was_sent_before_the_turn_was_complete_counts(call: Call) -> None:
    step = call["seeded start"]
    assert step.report == {
        "system": "You are Alice.",
        "told": ["user: My name is Anna.", "user: What is my name?"],
    }
    assert step.kinds == ["turn"]


def test_it_hears(call: Call) -> None:
    step = call["spoken turn"]
    assert step.kinds == ["heard", "turn"]
    assert step.text("heard") == "What was I told?"
    assert step.report["told"][-2:] == ["model: REPORT", "user: What was I told?"]


def test_it_reads(call: Call) -> None:
    assert call["text turn"].kinds == ["turn"]
    assert call["text turn"].report["told"][-2:] == ["model: REPORT", "user: What do you know?"]


def test_the_turn_of_a_call_ends_as_the_model_s_name_says(calls: dict[str, Call]) -> None:
    newer, older = (calls[model]["tool"] for model in MODELS)
    assert [event["kind"] for event in newer.events if event["kind"] in {"called", "turn"}] == [
        "called",
        *2 * ["turn"],
    ]
    assert older.kinds == ["called", "turn"]


def test_it_uses_a_function(call: Call) -> None:
    *_, asked, used, result = call["tool"].report["told"]
    assert asked == "user: How is the weather in Paris?"
    assert used == 'call: weather {"city": "Paris"}'
    assert "sunny" in result


def test_speech_interrupts_it(call: Call) -> None:
    assert call["interruption"].kinds == ["interrupted", "turn"]
    assert call["after it"].kinds == ["heard", "turn"]
    assert call.told[-1] == "user: Stop and report."
    assert 0 < call.words_heard < STORY_WORDS / 2


def test_a_session_is_resumed(call: Call) -> None:
    told = call["resumed"].report["told"]
    assert told == [*call.told, "model: REPORT", "user: Do you still know me?"]


def test_it_closes(call: Call) -> None:
    assert call["close"].kinds == ["closed", "end"]
    assert {event["mime"] for event in call.all("audio")} == {"audio/pcm;rate=24000"}
