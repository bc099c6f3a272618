"""The flight recorder: every input of a call with its time, and in brief what came of it. No audio, no words.

A session is a pure machine, so its inputs are the whole of a call: `antiphon replay` plays them again. One file
per call, one line of JSON per input, all written by one thread: the call only appends to a queue. A journal that
cannot be written, or that grows too long, ends with one warning; the call never notices.
"""

from __future__ import annotations

import inspect
import os
import re
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any, Final

import msgspec
import structlog

from antiphon.config import Settings
from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import Writer
from antiphon.session.effects import Effect
from antiphon.session.limits import Policy
from antiphon.session.machine import Session
from antiphon.session.profiles import Caller
from antiphon.session.retold import INPUTS, WITH_NOW
from antiphon.talk import Picture
from antiphon.wire.messages import RealtimeInput

FLUSH_S: Final = 0.5
BATCH: Final = 256
"""Lines that wake the thread before that time."""
PIECE: Final = 32
"""Lines that are made without a pause."""
MAX_WAITING: Final = 32 * 2**20
"""Bytes of a call that may wait for its file, about: two of the largest frames."""
_LINE: Final = 256
"""About what an input without words weighs while it waits."""
_JOIN_S: Final = 5.0
_UNSAFE: Final = re.compile(r"[^\w-]")

log = structlog.get_logger(__name__)

Line = tuple[float, str, Sequence[Any], list[Effect] | None, str]
"""When, which input, its arguments, its effects (``None``: nobody asked for them), and what it raised."""


class Journal:
    """One call's file. `record` and `close` are called on the loop, the rest on the recorder's thread."""

    def __init__(self, recorder: Recorder, session_id: str, writer: Writer) -> None:
        self.is_on = True
        self._recorder = recorder
        self._session_id = session_id
        self._writer = writer
        self._file: FileIO | None = None
        self._written = 0
        self._put = 0  # weight, counted by the loop
        self._taken = 0  # the same, counted by the thread

    def record(self, line: Line) -> None:
        """Adds a line. Never waits, never raises."""
        if not self.is_on:
            return
        weight = _LINE + sum(map(_weight, line[2]))
        if self._put - self._taken + weight > MAX_WAITING:
            self._stop("the disk does not keep up")
            return
        self._put += weight
        self._recorder.put(self, line, weight)

    def close(self) -> None:
        """The call is over."""
        self._recorder.put(self, None, 0)

    # On the thread

    def write(self, lines: Sequence[tuple[Line | None, int]]) -> None:
        """Writes what waited; the last line may be ``None``, which closes the file."""
        self._taken += sum(weight for _, weight in lines)
        try:
            if self.is_on:
                self._append(b"".join(self._writer.line(line) for line, _ in lines if line is not None))
            if lines[-1][0] is None:
                if self.is_on:
                    self._append(self._writer.end("closed"))
                self._let_go()
        except OSError as error:
            self._stop(error.strerror or str(error))
            with suppress(OSError):
                if self._file is not None:
                    self._file.truncate(self._written)  # whole lines can be replayed
            self._let_go()
        except Exception:  # a defect of ours, or of an engine whose values are no values
            log.exception("! journal stopped", session=self._session_id)
            self.is_on = False
            self._let_go()

    def _append(self, data: bytes) -> None:
        if self._file is None:
            path = self._recorder.directory / self._name()
            self._file = FileIO(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600))
            data = self._writer.header() + data
        room = self._recorder.max_bytes - self._written
        if len(data) > room:
            data = data[: data.rfind(b"\n", 0, max(room, 0)) + 1] + self._writer.end("too long")
            self._stop("it is as long as it may be")
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._written += len(data)

    def _name(self) -> str:
        """Sorted by time; an id is any text, and must not lead elsewhere."""
        now = datetime.now(UTC)
        session_id = _UNSAFE.sub("_", self._session_id)[:64]
        return f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03}Z-{session_id}.jsonl"

    def _stop(self, cause: str) -> None:
        if self.is_on:
            self.is_on = False
            log.warning("! journal stopped", session=self._session_id, cause=cause)

    def _let_go(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:
                self._stop(error.strerror or str(error))


class Recorder:
    """All journals of a server, and the thread that writes them."""

    def __init__(self, directory: Path, *, has_words: bool, max_bytes: int) -> None:
        self.directory = directory
        self.max_bytes = max_bytes
        self._has_words = has_words
        self._queue: deque[tuple[Journal, Line | None, int]] = deque()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_over = False

    def start(self) -> None:
        """Makes the directory. Raises `OperatorError` where none can be made."""
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OperatorError(f"no journals can be kept in {self.directory}: {error.strerror}") from error
        if not os.access(self.directory, os.W_OK | os.X_OK):
            raise OperatorError(f"no journals can be kept in {self.directory}: it may not be written")
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="journals", daemon=True)
        self._thread.start()

    def session(self, session_id: str, policy: Policy, caller: Caller, handle: str = "") -> JournaledSession:
        """A session whose inputs are kept."""
        writer = Writer(session_id, policy, caller, handle, has_words=self._has_words)
        return JournaledSession(Journal(self, session_id, writer), session_id, policy, caller, handle)

    def put(self, journal: Journal, line: Line | None, weight: int) -> None:
        """Hands a line to the thread."""
        self._queue.append((journal, line, weight))
        if len(self._queue) >= BATCH or weight > MAX_WAITING // 32:
            self._wake.set()

    def close(self) -> None:
        """Writes what waits and ends the thread."""
        self._is_over = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_JOIN_S)
            self._thread = None

    def _run(self) -> None:
        while not self._is_over:
            self._wake.wait(FLUSH_S)
            self._wake.clear()
            self._write()
        self._write()

    def _write(self) -> None:
        waiting: dict[Journal, list[tuple[Line | None, int]]] = {}
        for _ in range(len(self._queue)):
            journal, line, weight = self._queue.popleft()
            waiting.setdefault(journal, []).append((line, weight))
        for journal, lines in waiting.items():
            for index in range(0, len(lines), PIECE):  # between writes the loop has its turn
                journal.write(lines[index : index + PIECE])


class JournaledSession(Session):
    """A session that keeps a journal of itself. The driver cannot tell it from another."""

    def __init__(
        self, journal: Journal, session_id: str, policy: Policy, caller: Caller, handle: str
    ) -> None:
        super().__init__(session_id, policy, caller, handle)
        self._journal = journal
        self._input: tuple[float, str, Sequence[Any]] | None = None
        self._is_inside = False
        self._now = 0.0

    def drain(self) -> list[Effect]:
        """As a session does; what comes of an input is written beside it."""
        effects = super().drain()
        self._record(effects)
        return effects

    def close_journal(self) -> None:
        """The call is over."""
        self._record(None)
        self._journal.close()

    def _take(self, name: str, given: tuple[Any, ...]) -> None:
        """The outermost of inputs: a session may fail itself in the middle of one."""
        self._record(None)
        if name in WITH_NOW:
            *given_before, self._now = given
            self._input = self._now, name, given_before
        else:
            self._input = self._now, name, given

    def _record(self, effects: list[Effect] | None, raised: str = "") -> None:
        if self._input is not None:
            self._journal.record((*self._input, effects, raised))
            self._input = None


def recorder_for(settings: Settings) -> Recorder | None:
    """A recorder, where journals are wanted."""
    if settings.journal_dir is None:
        return None
    return Recorder(settings.journal_dir, has_words=settings.journal_words, max_bytes=settings.journal_bytes)


def _journaled(name: str) -> Any:
    original = getattr(Session, name)
    signature = inspect.signature(original)
    count = len(signature.parameters) - 1

    def method(self: JournaledSession, *given: Any, **named: Any) -> Any:
        if named or len(given) < count:
            bound = signature.bind(self, *given, **named)
            bound.apply_defaults()
            given = bound.args[1:]
        if self._is_inside:
            return original(self, *given)
        self._take(name, given)
        self._is_inside = True
        try:
            return original(self, *given)
        except Exception as error:  # a defect of ours: what led to it is what a journal is for
            self._record(Session.drain(self), type(error).__name__)
            raise
        finally:
            self._is_inside = False

    method.__name__ = name
    method.__doc__ = original.__doc__
    return method


for _name in INPUTS:
    setattr(JournaledSession, _name, _journaled(_name))


def _weight(argument: object) -> int:
    """About how many bytes it keeps alive while it waits."""
    if isinstance(argument, RealtimeInput):
        blobs = [*argument.media_chunks, *filter(None, (argument.audio, argument.video))]
        return len(argument.text or "") + sum(len(blob.data) for blob in blobs)
    if isinstance(argument, Picture):
        return len(argument.data)
    if not isinstance(argument, msgspec.Struct):
        return 0
    try:
        return len(msgspec.json.encode(argument))
    except (
        TypeError,
        ValueError,
        RecursionError,
    ):  # a message of our own making that is none: let it be small
        return 0
