"""The speaking stage: espeak-ng in a child process, at our rate, with a mark for every word."""

from __future__ import annotations

import asyncio
import json
import re
import struct
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import soxr

from antiphon.engines.cascade import voices
from antiphon.engines.children import Child
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import OUTPUT_RATE, Mark

# The worker's frames; `antiphon.workers.espeak` documents them. It is a program, not a module of ours.
HEADER: Final = struct.Struct("<IBI")
PCM, MARKS, END, FAILED = range(4)
_MARK: Final = struct.Struct("<III")

TEXT_LIMIT: Final = 1000
"""Characters per call: what is spoken is held in memory, about 4 KB per character."""
FRAME_S: Final = 10.0
"""A frame takes milliseconds; after this the worker is stuck."""

# A word, or one character of a script that writes no spaces.
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    request: int
    kind: int
    body: bytes


class EspeakSynthesizer:
    """A `Synthesizer`. One clause at a time, first come first served.

    The worker is a thousand times faster than speech, so a clause is fetched whole before its first piece is
    yielded: a listener who is slow to take it keeps nobody else waiting.
    """

    def __init__(self) -> None:
        self._child = Child("antiphon.workers.espeak", ready_s=15.0)
        self._turn = asyncio.Lock()
        self._frames: _FrameReader | None = None
        self._last = 0

    async def start(self) -> None:
        try:
            await self._child.running()
        except EngineError as error:
            raise OperatorError(f"the speech synthesiser cannot be started: {error}") from error

    async def aclose(self) -> None:
        await self._child.stop()

    async def speak(self, text: str, voice: str | None, language: str | None) -> AsyncGenerator[Spoken, None]:
        """Up to `TEXT_LIMIT` characters (`ValueError` beyond). Closing or cancelling stops the worker, too."""
        if len(text) > TEXT_LIMIT:
            raise ValueError(f"{len(text)} characters at once; the limit is {TEXT_LIMIT}")
        async with self._turn:
            pieces = [piece async for piece in self._fetch(text, voice, language)]
        for piece in pieces:
            yield piece

    async def _fetch(self, text: str, name: str | None, code: str | None) -> AsyncGenerator[Spoken, None]:
        process = await self._child.running()
        if self._frames is None or self._frames.process is not process:
            self._frames = _FrameReader(process)
        frames = self._frames
        self._last += 1
        request = self._last
        voice = voices.voice(name)
        frames.send(
            {
                "id": request,
                "text": text,
                "voice": f"{voices.language(code)}+{voice.variant}",
                "rate": voice.rate,
                "pitch": voice.pitch,
            }
        )
        is_over = False
        stream = soxr.ResampleStream(int(self._child.detail), OUTPUT_RATE, 1, dtype="int16", quality="HQ")
        words = _Words(text, OUTPUT_RATE / int(self._child.detail))
        try:
            while not is_over:
                frame = await frames.receive()
                if frame.request != request:
                    continue  # the rest of a clause that was cancelled
                is_over = frame.kind in {END, FAILED}
                if frame.kind == FAILED:
                    raise EngineError(f"espeak: {frame.body.decode(errors='replace')}")
                if frame.kind == MARKS:
                    words.note(frame.body)
                else:
                    samples = np.frombuffer(frame.body, np.int16)
                    pcm = stream.resample_chunk(samples, last=is_over).tobytes()
                    if pcm:
                        yield Spoken(pcm, tuple(words.take()))
        finally:
            if not is_over:
                frames.send({"cancel": request})


class _Words:
    """Turns the worker's word events into marks: one per written word, in order, at our rate.

    Events name odd spans in numbers and abbreviations ("3.5" is three of them): what counts is the first event
    inside a written word.
    """

    def __init__(self, text: str, factor: float) -> None:
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._factor = factor
        self._next = 0
        self._found: list[Mark] = []

    def note(self, body: bytes) -> None:
        for position, length, sample in _MARK.iter_unpack(body):
            for index in range(self._next, len(self._spans)):
                start, stop = self._spans[index]
                if start < position + length and position < stop:
                    self._found.append(Mark(start, stop, round(sample * self._factor)))
                    self._next = index + 1
                    break

    def take(self) -> Iterator[Mark]:
        """What was found since the last call."""
        found, self._found = self._found, []
        return iter(found)


class _FrameReader:
    """Frames from one worker process. `receive` is cancel-safe: a header that was read is kept for its body."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None  # noqa: S101  # for the type checker: these are pipes
        assert process.stdout is not None  # noqa: S101
        self.process = process
        self._stdin = process.stdin
        self._stdout = process.stdout
        self._header: bytes | None = None

    def send(self, message: dict[str, object]) -> None:
        """One line. It is short and the worker always reads: the pipe never fills. To a dead one: nothing."""
        if not self._stdin.is_closing():  # some event loops raise
            self._stdin.write(json.dumps(message).encode() + b"\n")

    async def receive(self) -> _Frame:
        """The next frame. Raises `EngineError` if the worker died or is stuck."""
        try:
            async with asyncio.timeout(FRAME_S):
                if self._header is None:
                    self._header = await self._stdout.readexactly(HEADER.size)
                request, kind, length = HEADER.unpack(self._header)
                body = await self._stdout.readexactly(length)
        except TimeoutError as error:
            self.process.kill()
            raise EngineError("espeak does not answer") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            await self.process.wait()  # so that the next use sees that it is gone
            raise EngineError("espeak died") from error
        self._header = None
        return _Frame(request, kind, body)
