"""The stock @google/genai in Node, its current release and the one before, plain and over TLS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from e2e.subject import Server

HERE = Path(__file__).parent / "node"
NODE = Path(sys.executable).parent / "node"
PACKAGES = ["@google/genai", "@google/genai-2"]

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="session")
def speech_file(question: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speech") / "question.pcm"
    path.write_bytes(question + bytes(32_000))
    return path


def play(
    server: Server, package: str, scenario: str, speech: Path, *, tls: bool = False
) -> list[dict[str, Any]]:
    """The events of one scenario."""
    url = server.base_url if tls else server.http_base_url
    command = [str(NODE), "live.mjs", package, url, scenario, str(speech)]
    environment = {**os.environ, "NODE_EXTRA_CA_CERTS": server.ca}
    done = subprocess.run(
        command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def kinds(events: list[dict[str, Any]]) -> list[str]:
    """The course of the conversation, repeated pieces taken as one."""
    course = [event["kind"] for event in events if event["kind"] != "said"]
    return [kind for index, kind in enumerate(course) if index == 0 or kind != course[index - 1]]


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("tls", [False, True], ids=["plain", "TLS"])
def test_a_typed_question_is_answered_aloud(
    server: Server, speech_file: Path, package: str, tls: bool
) -> None:
    events = play(server, package, "typed", speech_file, tls=tls)
    assert kinds(events) == ["setupComplete", "audio", "generationComplete", "turnComplete", "close"]
    assert {event["mime"] for event in events if event["kind"] == "audio"} == {"audio/pcm;rate=24000"}
    assert all(event["bytes"] % 2 == 0 for event in events if event["kind"] == "audio")
    usage = next(event["usage"] for event in events if event["kind"] == "turnComplete")
    assert usage["totalTokenCount"] == usage["promptTokenCount"] + usage["responseTokenCount"]


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("scenario", ["spoken", "manual"])
def test_speech_is_understood(server: Server, speech_file: Path, package: str, scenario: str) -> None:
    events = play(server, package, scenario, speech_file)
    assert kinds(events) == ["setupComplete", "heard", "audio", "generationComplete", "turnComplete", "close"]
    heard = "".join(event["text"] for event in events if event["kind"] == "heard")
    assert "capital of france" in heard.lower()


def test_speech_interrupts_the_answer(server: Server, speech_file: Path) -> None:
    course = kinds(play(server, PACKAGES[0], "interruption", speech_file))
    first, second = course.index("turnComplete"), len(course) - 1 - course[::-1].index("turnComplete")
    assert course[first - 1] == "interrupted"
    assert course[first + 1 : second + 1] == ["heard", "audio", "generationComplete", "turnComplete"]


def test_text_modality_answers_in_writing(server: Server, speech_file: Path) -> None:
    events = play(server, PACKAGES[0], "text-modality", speech_file)
    assert kinds(events) == ["setupComplete", "text", "generationComplete", "turnComplete", "close"]
