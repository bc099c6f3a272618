import json
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from antiphon.workers.flite import Turns
from antiphon.workers.frames import END, FAILED, HEADER, MARKS, PCM

LONG = "one two three " * 60


class Worker:
    """The program, spoken to as its documentation says."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "antiphon.workers.flite"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        assert self.stdout.readline().startswith(b"ready 16000 slt,")

    def send(self, **message: object) -> None:
        self.stdin.write(json.dumps(message).encode() + b"\n")
        self.stdin.flush()

    def ask(self, request: int, text: str, voice: str = "slt") -> None:
        self.send(id=request, text=text, voice=voice, stretch=1.0, pitch=0, spread=0)

    def frame(self) -> tuple[int, int, bytes]:
        request, kind, length = HEADER.unpack(self.stdout.read(HEADER.size))
        return request, kind, self.stdout.read(length)

    def frames(self, *requests: int) -> list[tuple[int, int, bytes]]:
        """Every frame until all these requests have ended."""
        found = []
        waiting = set(requests)
        while waiting:
            owner, kind, body = self.frame()
            found.append((owner, kind, body))
            if kind in {END, FAILED}:
                waiting.remove(owner)
        return found


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stdin.close()
    made.stdout.close()
    assert made.process.wait(10) == 0


@pytest.mark.flite
def test_speech_with_marks(worker: Worker) -> None:
    worker.ask(1, "Hello there,  my friend.")
    frames = worker.frames(1)
    assert frames[0][1] == MARKS  # all times are known before the first sample
    assert frames[-1] == (1, END, b"")
    samples = sum(len(body) for _, kind, body in frames if kind == PCM) / 2
    assert 1.0 < samples / 16000 < 2.5
    marks = list(struct.iter_unpack("<III", frames[0][2]))
    assert [mark[:2] for mark in marks] == [(0, 5), (6, 6), (14, 2), (17, 7)]
    starts = [mark[2] for mark in marks]
    assert starts == sorted(starts)
    assert starts[-1] < samples


@pytest.mark.flite
def test_odd_texts(worker: Worker) -> None:
    texts = [
        "",
        " ",
        "...",
        "-",
        "\0",
        "\u4f60",
        "\ud800",
        "%s%n",
        "<speak>hi</speak>",
        "((",
        "a" * 400,
        "1" * 99,
    ]
    for number, text in enumerate(texts):
        worker.ask(number, text)
        assert worker.frames(number)[-1] == (number, END, b""), text


@pytest.mark.flite
def test_an_unknown_voice_fails_and_the_next_speaks(worker: Worker) -> None:
    worker.ask(1, "Hello", "nobody")
    ((_, kind, reason),) = worker.frames(1)
    assert kind == FAILED
    assert b"nobody" in reason
    worker.ask(2, "Hello")
    assert len(worker.frames(2)) > 2


@pytest.mark.flite
def test_several_at_a_time_and_one_cancelled(worker: Worker) -> None:
    worker.ask(1, LONG)
    worker.ask(2, LONG)
    worker.ask(3, "Hello", "kal16")
    worker.send(cancel=1)
    frames = worker.frames(1, 2, 3)
    sizes = {n: sum(len(b) for owner, kind, b in frames if (owner, kind) == (n, PCM)) for n in (1, 2, 3)}
    assert sizes[1] < sizes[2] > 16000 * 2 * 20
    assert [owner for owner, kind, _ in frames if kind == END][-1] == 2


@pytest.mark.flite
def test_it_ends_with_its_parent(worker: Worker) -> None:
    worker.ask(1, LONG)
    worker.stdin.close()
    assert worker.process.wait(10) == 0


def test_turns_go_to_those_who_said_least() -> None:
    turns = Turns(1)
    order: list[str] = []
    begun = threading.Event()

    def work(name: str, length: int) -> None:
        with turns.turn(length):
            order.append(name)

    with turns.turn(10):
        threads = [
            threading.Thread(target=work, args=job) for job in (("long", 9), ("short", 3), ("middle", 5))
        ]
        for thread in threads:
            thread.start()
        while len(turns._waiting) < 3:
            begun.wait(0.001)
        turns.let_others(1600)  # comes back once all of them, who have said nothing, are done
        order.append("first")
    for thread in threads:
        thread.join()
    assert order == ["short", "middle", "long", "first"]
