import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from antiphon.workers.llm import KEY_VARIABLE, NICENESS


def start(model: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "antiphon.workers.llm", "--model", str(model), "--slots", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, KEY_VARIABLE: "secret"},
    )


@pytest.fixture
def worker(model_files: dict[str, Path]) -> Iterator[subprocess.Popen[bytes]]:
    with start(model_files["smollm2-135m-instruct"] / "SmolLM2-135M-Instruct.Q4_1.gguf") as process:
        yield process
        process.terminate()


def port(worker: subprocess.Popen[bytes]) -> int:
    assert worker.stdout is not None
    word, number = worker.stdout.readline().split()
    assert word == b"ready"
    return int(number)


def status(url: str, key: str) -> int:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_it_serves_whoever_has_the_key_and_ends_with_its_parent(worker: subprocess.Popen[bytes]) -> None:
    url = f"http://127.0.0.1:{port(worker)}/v1/models"
    assert status(url, "secret") == 200
    assert status(url, "guess") == 401
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) >= NICENESS
    assert worker.stdin is not None
    assert worker.stderr is not None
    worker.send_signal(signal.SIGINT)
    worker.stdin.close()
    assert worker.wait(10) == 0
    assert worker.stderr.read() == b""


def test_sigterm_ends_it(worker: subprocess.Popen[bytes]) -> None:
    port(worker)
    worker.terminate()
    assert worker.wait(10) == -signal.SIGTERM


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    damaged = tmp_path / "model.gguf"
    damaged.write_bytes(b"nonsense")
    with start(damaged) as process:
        assert process.stdout is not None
        assert process.stdout.read() == b""
        assert process.wait(20) != 0
