"""The stock google-genai, from the last of its first line to today's, each in an environment of its own."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from e2e.scripted import STORY_WORDS
from e2e.scripted_calls import DRIVERS, SEEDS, Call, play, run
from e2e.subject import Server

MODEL = "gemini-2.5-flash-native-audio-preview-12-2025"


VERSIONS = ["genai1", "genai2", "current"]


@pytest.fixture(scope="module")
def calls(scripted_server: Server, noise_file: Path) -> dict[str, Call]:
    def hold(version: str) -> Call:
        driver = "genai_session.py"
        if version == "current":
            command = [sys.executable, str(DRIVERS / driver), str(noise_file), MODEL]
            return run(scripted_server, command)[MODEL]
        return play(scripted_server, version, driver, noise_file, MODEL)[MODEL]

    with ThreadPoolExecutor() as pool:
        return dict(zip(VERSIONS, pool.map(hold, VERSIONS), strict=True))


@pytest.fixture(params=VERSIONS)
def call(request: pytest.FixtureRequest, calls: dict[str, Call]) -> Call:
    return calls[request.param]


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


def test_speech_interrupts_it(call: Call) -> None:
    assert call["interruption"].kinds == ["interrupted", "turn"]
    assert call["after it"].kinds == ["heard", "generation_complete", "turn"]
    assert call.told[-1] == "user: Stop and report."
    assert 0 < call.words_heard < STORY_WORDS / 2


def test_it_closes(call: Call) -> None:
    assert call["close"].kinds == ["closed", "end"]
