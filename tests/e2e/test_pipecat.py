"""The stock Pipecat, a bot around its GeminiLiveLLMService, against the real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.scripted import STORY_WORDS
from e2e.scripted_calls import SEEDS, Call, play
from e2e.subject import Server

pytestmark = pytest.mark.timeout(120)  # a conversation, and what its client takes to load

MODELS = ["default", "gemini-2.5-flash-native-audio-preview-12-2025"]  # its default is gemini-3.8-live


@pytest.fixture(scope="module")
def calls(scripted_server: Server, noise_file: Path) -> dict[str, Call]:
    return play(scripted_server, "pipecat", "pipecat_bot.py", noise_file, *MODELS)


@pytest.fixture(params=MODELS)
def call(request: pytest.FixtureRequest, calls: dict[str, Call]) -> Call:
    return calls[request.param]


def test_the_bot_speaks_first_from_its_context(call: Call) -> None:
    step = call["seeded start"]
    assert step.report == {"system": "You are Alice.", "told": SEEDS}
    assert step.kinds == ["bot started", "turn"]


def test_the_bot_hears(call: Call) -> None:
    step = call["spoken turn"]
    assert step.kinds == ["heard", "bot started", "turn"]
    assert step.text("heard") == "What was I told?"
    assert step.report["told"] == [*SEEDS, "model: REPORT", "user: What was I told?"]


def test_the_bot_reads(call: Call) -> None:
    step = call["text turn"]
    assert step.kinds == ["bot started", "turn"]
    assert step.report["told"][-2:] == ["model: REPORT", "user: What do you know?"]


def test_the_bot_answers_what_was_appended_once(call: Call) -> None:
    # With newer names two messages ask for the answer: empty complete content, and a blank text right behind it.
    step = call["appended"]
    assert step.kinds == ["bot started", "turn"]
    assert step.report["told"][-2:] == ["model: REPORT", "user: It is late."]


def test_the_bot_uses_a_function(call: Call) -> None:
    *_, asked, used, result = call["tool"].report["told"]
    assert asked == "user: How is the weather in Paris?"
    assert used == 'call: weather {"city": "Paris"}'
    assert "sunny" in result
    assert call["tool"].kinds == ["called", "bot started", "turn"]


def test_speech_interrupts_the_pipeline(call: Call) -> None:
    assert call["interruption"].kinds == ["interrupted", "turn"]
    assert call["after it"].kinds == ["heard", "bot started", "turn"]
    assert call.told[-1] == "user: Stop and report."
    assert 0 < call.words_heard < STORY_WORDS / 2


def test_the_pipeline_ends(call: Call) -> None:
    assert call["close"].kinds == ["closed", "end"]
    assert not call.all("error")
    assert {event["rate"] for event in call.all("audio")} == {24_000}
