"""What the speaking workers have in common: requests from stdin, frames to stdout, and their end.

A worker speaks over its own stdin and stdout and knows nothing of who asks. First it writes one line,
``ready RATE VOICES``. Then it reads one JSON object per line: ``{"id", "text", "voice", …}`` asks for speech (what
else there is, the worker's own documentation says), ``{"cancel": id}`` takes the request back. It answers in
frames, a header (`HEADER`: id, kind, length of the body) and a body; frames of several requests may alternate:

* ``PCM``: samples, 16 bit little-endian mono at RATE;
* ``MARKS``: triples of unsigned 32 bit integers: first character of a word, its length, the sample it begins at;
* ``END``: nothing more comes for this id, be it spoken or cancelled; the body is empty;
* ``FAILED``: nothing more comes for this id; the body is a reason in UTF-8.

It ends when its stdin closes, which is how it notices that its parent has died.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, Final, Protocol

HEADER: Final = struct.Struct("<IBI")
PCM, MARKS, END, FAILED = range(4)

WAITING: Final = 64
"""Requests that may wait. The parent sends fewer at a time; more than this is a parent gone wrong."""


class Job:
    """One request, and the way its frames take."""

    def __init__(self, message: dict[str, Any], write: Callable[[int, int, bytes], None]) -> None:
        self.id: int = message["id"]
        self.message = message
        self.is_cancelled = False
        self._write = write

    def send(self, kind: int, body: bytes) -> None:
        """One frame. From any thread."""
        self._write(self.id, kind, body)

    def send_marks(self, marks: list[int]) -> None:
        """Positions, lengths and samples of words, one after the other."""
        if marks:
            self.send(MARKS, struct.pack(f"<{len(marks)}I", *marks))


class Speaker(Protocol):
    """A library that speaks."""

    detail: str
    """What follows ``ready``."""
    threads: int
    """How many jobs it can have at a time."""

    def speak(self, job: Job) -> str:
        """Sends the job's samples and marks, unless it is cancelled; returns why it failed, or nothing."""


class _Desk:
    """Takes requests in and hands them to the speaker's threads."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._writing = threading.Lock()
        self._waiting: queue.Queue[Job] = queue.Queue(WAITING)
        self._jobs: dict[int, Job] = {}

    def read(self) -> None:
        """Reads stdin to its end, then ends the process: nobody is left to speak to."""
        try:
            for line in sys.stdin.buffer:
                message = json.loads(line)
                if "cancel" not in message:
                    job = Job(message, self.write)
                    self._jobs[job.id] = job
                    self._waiting.put(job)
                elif job_or_none := self._jobs.get(message["cancel"]):
                    job_or_none.is_cancelled = True
        finally:
            os._exit(0)

    def write(self, request: int, kind: int, body: bytes) -> None:
        """One frame, whole."""
        try:
            with self._writing:
                self._out.write(HEADER.pack(request, kind, len(body)) + body)
                self._out.flush()
        except OSError:
            os._exit(0)  # nobody reads any more; an exception would be lost in a library's callback

    def work(self, speaker: Speaker) -> None:
        """Speaks one job after the other."""
        while True:
            job = self._waiting.get()
            reason = "" if job.is_cancelled else speaker.speak(job)
            del self._jobs[job.id]
            job.send(FAILED if reason else END, reason.encode())


def serve(open_speaker: Callable[[], Speaker]) -> None:
    """Serves requests until stdin closes."""
    # Ctrl-C reaches the whole process group: the parent decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever a library prints must not fall between the frames: it goes to stderr.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    speaker = open_speaker()
    desk = _Desk(out)
    out.write(f"ready {speaker.detail}\n".encode())
    out.flush()
    for _ in range(speaker.threads):
        threading.Thread(target=desk.work, args=(speaker,), daemon=True).start()
    desk.read()
