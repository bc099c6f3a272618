import json
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from antiphon.workers.frames import END, FAILED, HEADER, MARKS, PCM

LONG = "one two three " * 300


class Worker:
    """The program, spoken to as its documentation says."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "antiphon.workers.espeak"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        assert self.stdout.readline() == b"ready 22050\n"

    def send(self, **message: object) -> None:
        self.stdin.write(json.dumps(message).encode() + b"\n")
        self.stdin.flush()

    def ask(self, request: int, text: str, voice: str = "en-us") -> None:
        self.send(id=request, text=text, voice=voice, rate=175, pitch=50)

    def frame(self) -> tuple[int, int, bytes]:
        request, kind, length = HEADER.unpack(self.stdout.read(HEADER.size))
        return request, kind, self.stdout.read(length)

    def frames(self, request: int) -> list[tuple[int, bytes]]:
        """Every frame of one request, to its end."""
        found = []
        while True:
            owner, kind, body = self.frame()
            assert owner == request
            found.append((kind, body))
            if kind in {END, FAILED}:
                return found


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stdin.close()
    made.stdout.close()
    assert made.process.wait(10) in {0, -signal.SIGTERM}


def test_speech_with_marks(worker: Worker) -> None:
    worker.ask(1, "Hello there, my friend.")
    frames = worker.frames(1)
    assert frames[-1] == (END, b"")
    pcm = b"".join(body for kind, body in frames if kind == PCM)
    assert 1.0 < len(pcm) / 2 / 22050 < 2.5
    numbers = [
        int.from_bytes(b[i : i + 4], "little") for k, b in frames if k == MARKS for i in range(0, len(b), 4)
    ]
    assert [tuple(numbers[i : i + 2]) for i in range(0, 12, 3)] == [(0, 5), (6, 5), (13, 2), (16, 6)]
    assert numbers[2::3] == sorted(numbers[2::3])
    assert numbers[-1] < len(pcm) / 2


def test_a_cancelled_request_ends_early(worker: Worker) -> None:
    worker.ask(1, LONG)
    first = worker.frame()
    worker.send(cancel=1)
    rest = worker.frames(1)
    assert first[0] == 1
    assert rest[-1] == (END, b"")
    assert sum(len(body) for kind, body in rest if kind == PCM) < 60 * 22050 * 2
    worker.ask(2, "Hello")
    assert len(worker.frames(2)) > 1


def test_cancelled_before_it_begins(worker: Worker) -> None:
    worker.ask(1, LONG)
    worker.ask(2, LONG)
    worker.send(cancel=2)
    worker.frames(1)
    assert worker.frames(2) == [(END, b"")]


def test_an_unknown_voice_fails_and_the_next_speaks(worker: Worker) -> None:
    worker.ask(1, "Hello", "nobody")
    ((kind, reason),) = worker.frames(1)
    assert kind == FAILED
    assert b"nobody" in reason
    worker.ask(2, "\0 \ud800 Hello")
    assert worker.frames(2)[-1] == (END, b"")


def test_it_ends_with_its_parent(worker: Worker) -> None:
    worker.ask(1, LONG)
    worker.stdin.close()
    assert worker.stdout.read() is not None
    assert worker.process.wait(10) == 0


def test_it_heeds_sigterm_but_not_ctrl_c(worker: Worker) -> None:
    worker.process.send_signal(signal.SIGINT)
    worker.ask(1, "Hello")
    worker.frames(1)
    worker.process.terminate()
    assert worker.process.wait(10) == -signal.SIGTERM
