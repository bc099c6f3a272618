"""The examples, run as their users run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from antiphon.client.wav import write_wav
from antiphon.talk import INPUT_RATE
from e2e.subject import Server

EXAMPLES = Path(__file__).parents[2] / "examples"
NODE = Path(sys.executable).with_name("node")
NODE_MODULES = Path(__file__).parent / "node/node_modules"

pytestmark = pytest.mark.timeout(180)


def run(command: list[str], **more: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False, **more)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    assert isinstance(done.stdout, str)
    return done.stdout


def variables(server: Server) -> dict[str, str]:
    """What the start-up screen asks for."""
    return {**os.environ, "SSL_CERT_FILE": server.bundle, "GOOGLE_GEMINI_BASE_URL": server.base_url}


@pytest.fixture
def question_file(question: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "question.wav"
    write_wav(path, question, INPUT_RATE)
    return path


def test_every_example_is_short_and_tested() -> None:
    names = {path.name for path in EXAMPLES.iterdir() if path.suffix in {".py", ".mjs"}}
    assert names == {"ask.py", "write.mjs", "my_engine.py"}  # the last one in tests/cli/test_serve.py
    assert all(len((EXAMPLES / name).read_text().splitlines()) <= 50 for name in names)


def test_ask(server: Server, question_file: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.wav"
    command = [sys.executable, str(EXAMPLES / "ask.py"), str(question_file), str(answer)]
    output = run(command, env=variables(server))
    assert "capital of France" in output.splitlines()[0]
    with wave.open(str(answer)) as file:
        assert file.getnframes() > file.getframerate() * 0.3


def test_write(server: Server, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    script = tmp_path / "write.mjs"
    script.write_text((EXAMPLES / "write.mjs").read_text())
    environment = {**variables(server), "GOOGLE_GEMINI_BASE_URL": server.http_base_url}
    assert run([str(NODE), str(script), "How are you?"], env=environment).strip()


def test_say(server: Server, question_file: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.wav"
    data_dir = Path(server.ca).parents[1]
    ask = [sys.executable, "-m", "antiphon", "say", "--url", server.base_url, "--data-dir", str(data_dir)]
    output = run([*ask, str(question_file), "--out", str(answer)])
    assert output.startswith("you       ")
    assert "capital of France" in output
    felt, told = output.splitlines()[-2:]
    assert re.fullmatch(
        r"speech end → transcript \d+ ms → first audio \d+ ms → audible \d+ ms = \d+ ms", felt
    )
    assert re.match(r"turn 1: endpoint \d+ \| asr \d+ .*\| llm \d+ .*\| tts \d+ .*\| out \d+ → \d+ ms", told)
    assert answer.stat().st_size > 24_000 * 2 * 0.3
    turns = run([*ask, "--json", "--text", "Hello there.", str(question_file)]).splitlines()
    typed, spoken = map(json.loads, turns)
    assert typed["answer"]
    assert typed["audio_s"] == 0
    assert "capital of France" in spoken["heard"]
    assert spoken["latency"]["endpoint_ms"] > 0
