"""The stock google-genai, from the last of its first line to today's, each in an environment of its own."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from e2e.scripted import STORY_WORDS
from e2e.scripted_calls import DRIVERS, SEEDS, Call, play, run
from e2e.subject import Server

pytestmark = pytest.mark.timeout(120)  # a conversation, and what its client takes to load

MODELS = ["gemini-2.5-flash-native-audio-preview-12-2025", "gemini-3.8-live"]
VERSIONS = ["genai1", "genai2", "current"]


@pytest.fixture(scope="module")
def calls(scripted_server: Server, noise_file: Path) -> dict[str, dict[str, Call]]:
    def hold(version: str) -> dict[str, Call]:
        driver = "genai_session.py"
        if version == "current":
            return run(scripted_server, [sys.executable, str(DRIVERS / driver), str(noise_file), *MODELS])
        return play(scripted_server, version, driver, noise_file, *MODELS)

    with ThreadPoolExecutor() as pool:
        return dict(zip(VERSIONS, pool.map(hold, VERSIONS), strict=True))


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def call(calls: dict[str, dict[str, Call]], version: str, model: str) -> Call:
    return calls[version][model]


def test_it_answers_from_the_history_given_at_the_start(call: Call) -> None:
    assert call["seeded start"].report == {"system": "You are Alice.", "told": SEEDS}
    assert call["seeded start"].kinds == ["generation_complete", "turn"]


def test_it_hears(call: Call) -> None:
    step = call["spoken turn"]
    assert step.kinds == ["heard", "generation_complete", "turn"]
    assert step.text("heard") == "What was I told?"
    assert step.report["told"] == [*SEEDS, "model: REPORT", "user: What was I told?"]


def test_it_reads(call: Call) -> None:
    assert call["text turn"].report["told"][-2:] == ["model: REPORT", "user: What do you know?"]
    assert call["text turn"].kinds == ["generation_complete", "turn"]


def test_it_uses_a_function(call: Call, model: str) -> None:
    # A newer model does not wait for the function: the turn that called it is over, and the result gets its own.
    answer = ["generation_complete", "turn"]
    assert call["tool"].kinds == (["called", *answer, *answer] if "3.8" in model else ["called", *answer])
    *_, asked, used, result = call["tool"].report["told"]
    assert asked == "user: How is the weather in Paris?"
    assert used == 'call: weather {"city": "Paris"}'
    assert "sunny" in result


def test_speech_interrupts_it(call: Call) -> None:
    assert call["interruption"].kinds == ["interrupted", "turn"]
    assert call["after it"].kinds == ["heard", "generation_complete", "turn"]
    assert call.told[-1] == "user: Stop and report."
    assert 0 < call.words_heard < STORY_WORDS / 2


def test_it_closes(call: Call) -> None:
    assert call["close"].kinds == ["closed", "end"]
