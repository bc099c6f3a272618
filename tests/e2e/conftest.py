"""A real server in a process of its own, for clients that know nothing of us."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from antiphon.talk import INPUT_RATE
from antiphon.testing.voice import speech
from e2e.subject import QUESTION, Server
from spoken import spoken

TESTS = Path(__file__).parents[1]


def serve(data_dir: Path, *options: str) -> Iterator[Server]:
    """Started once, stopped by SIGTERM; its end is asserted, too."""
    log = (data_dir / "server.log").open("w+")
    command = [
        sys.executable,
        "-m",
        "antiphon",
        "serve",
        "--port",
        "0",
        "--data-dir",
        str(data_dir),
        *options,
    ]
    paths = os.pathsep.join(filter(None, [str(TESTS), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    assert process.stdout is not None
    line = next((line for line in process.stdout if line.startswith("ANTIPHON READY ")), None)
    if line is None:
        log.seek(0)
        pytest.fail(f"the server did not start:\n{log.read()}")
    ready = json.loads(line.removeprefix("ANTIPHON READY "))
    try:
        yield Server(ready["base_url"], ready["http_base_url"], ready["ca"], ready["bundle"], process.pid)
    finally:
        process.terminate()
        code = process.wait(timeout=20)
        process.stdout.close()
        log.close()
    assert code == 0


@pytest.fixture(scope="session")
def server(model_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the real models."""
    data_dir = tmp_path_factory.mktemp("data")
    models = next(iter(model_files.values())).parents[1]
    (data_dir / "models").symlink_to(models)
    yield from serve(data_dir)


@pytest.fixture(scope="session")
def scripted_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With an engine that tells what reached it, and a detector that takes all noise for speech."""
    yield from serve(tmp_path_factory.mktemp("scripted"), "--engine", "e2e.scripted:create")


@pytest.fixture(scope="session")
def noise_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What that detector takes for a short utterance: PCM16 at 16 kHz."""
    path = tmp_path_factory.mktemp("speech") / "speech.pcm"
    path.write_bytes(speech(500))
    return path


@pytest.fixture(scope="session")
def question() -> bytes:
    """`QUESTION`, spoken: PCM16 at 16 kHz, with a little quiet before and after."""
    quiet = bytes(INPUT_RATE // 5 * 2)
    return quiet + spoken(QUESTION) + quiet
