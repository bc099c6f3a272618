"""Speech from a child process: who is served when, what to do when it dies, and what becomes of its samples."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, Final

import numpy as np
import soxr
import structlog

from antiphon.engines.cascade.frames import END, FAILED, MARKS, PCM, Frame, Pipe
from antiphon.engines.cascade.marking import WordMarks
from antiphon.engines.cascade.trimming import Samples, Trim
from antiphon.engines.children import Child
from antiphon.engines.stages import Spoken
from antiphon.errors import DiedError, EngineError
from antiphon.talk import OUTPUT_RATE, Mark

TEXT_LIMIT: Final = 1000
"""Characters per call: what is spoken is held in memory, about 4 KB per character."""
AT_ONCE: Final = 16
"""Clauses that the child has in hand; who comes later waits here, first come first served."""
TRIES: Final = 2
"""A child that died may have died of somebody else's clause: ours is tried once more."""

log = structlog.get_logger()


class SpeechWorker:
    """One speaking child for all conversations: it is far faster than speech."""

    def __init__(self, child: Child, name: str) -> None:
        self._child = child
        self._name = name
        self._places = asyncio.Semaphore(AT_ONCE)
        self._opening = asyncio.Lock()
        self._pipe: Pipe | None = None

    async def start(self) -> str:
        """Starts the child; returns what it says of itself. Raises `EngineError`."""
        await self._open()
        return self._child.detail

    async def aclose(self) -> None:
        """Ends it; may be called twice. Whoever still waits for speech is told that it died."""
        async with self._opening:
            if self._pipe is not None:
                await self._pipe.aclose()
            await self._child.stop()

    async def say(
        self, text: str, how: Mapping[str, Any], *, speed: float = 1.0, gain: float = 1.0
    ) -> AsyncGenerator[Spoken, None]:
        """One clause, as its samples come, played faster and louder. Closing cancels. Raises `EngineError`."""
        if len(text) > TEXT_LIMIT:
            raise ValueError(f"{len(text)} characters at once; the limit is {TEXT_LIMIT}")
        await self._open()
        rate = float(self._child.detail.partition(" ")[0])
        rendering = _Rendering(text, rate * speed, gain)
        async with aclosing(self._frames({"text": text, **how})) as frames:
            async for frame in frames:
                if spoken := rendering.take(frame):
                    yield spoken
        if spoken := rendering.end():
            yield spoken

    async def _frames(self, message: Mapping[str, Any]) -> AsyncGenerator[Frame, None]:
        """Samples and marks. If the child dies, the next one says the clause again, and what was heard of it is
        left out: the listener hears a click at most. Marks may come twice.
        """
        said = 0
        for tries_left in reversed(range(TRIES)):
            skip = said
            try:
                async with aclosing(self._attempt(message)) as frames:
                    async for frame in frames:
                        body = frame.body
                        if frame.kind == PCM:
                            skipped = min(skip, len(body))
                            skip -= skipped
                            body = body[skipped:]
                            said += len(body)
                        if body:
                            yield Frame(frame.kind, body)
            except DiedError as error:
                if not tries_left:
                    raise
                log.warning("a clause is said again", child=self._name, reason=str(error))
            else:
                return

    async def _attempt(self, message: Mapping[str, Any]) -> AsyncGenerator[Frame, None]:
        await self._places.acquire()
        try:
            pipe = await self._open()
        except BaseException:
            self._places.release()
            raise
        request = pipe.ask(message, self._places.release)
        try:
            while (frame := await pipe.receive(request)).kind != END:
                if frame.kind == FAILED:
                    raise EngineError(f"{self._name}: {frame.body.decode(errors='replace')}")
                yield frame
        finally:
            pipe.drop(request)

    async def _open(self) -> Pipe:
        """The pipe to the living child."""
        async with self._opening:
            if self._pipe is None or self._pipe.is_over:
                self._pipe = Pipe(await self._child.running(), self._name)
            return self._pipe


class _Rendering:
    """One clause's samples on their way to `OUTPUT_RATE`, without silence at the ends, and its marks."""

    def __init__(self, text: str, rate: float, gain: float) -> None:
        self._gain = np.float32(gain)
        # The delay of this quality, 33 ms of samples, is a millisecond here: they come faster than they sound. Floats,
        # as soxr would add noise to integers.
        self._stream = soxr.ResampleStream(rate, OUTPUT_RATE, 1, dtype="float32", quality="HQ")
        self._words = WordMarks(text, OUTPUT_RATE / rate)
        self._trim = Trim()
        self._marks: list[Mark] = []
        self._samples = 0

    def take(self, frame: Frame) -> Spoken | None:
        """What may be heard now."""
        if frame.kind == MARKS:
            self._marks += self._words.note(frame.body)
            return None
        return self._spoken(self._trim.feed(self._resampled(np.frombuffer(frame.body, np.int16))))

    def end(self) -> Spoken | None:
        """What remains."""
        last = self._trim.feed(self._resampled(np.zeros(0, np.int16), last=True))
        samples = np.concatenate((last, self._trim.flush()))
        self._marks += self._words.rest(self._trim.lead + self._samples + len(samples))
        return self._spoken(samples)

    def _resampled(self, samples: Samples, *, last: bool = False) -> Samples:
        resampled = self._stream.resample_chunk(samples.astype(np.float32) * self._gain, last=last)
        whole: Samples = np.rint(resampled).clip(-32768, 32767).astype(np.int16)
        return whole

    def _spoken(self, samples: Samples) -> Spoken | None:
        """Marks wait for sound: only then is it known how much silence went before it."""
        if not len(samples):
            return None
        marks, self._marks = self._marks, []
        self._samples += len(samples)
        lead = self._trim.lead
        return Spoken(
            samples.tobytes(), tuple(Mark(mark.start, mark.stop, max(0, mark.at - lead)) for mark in marks)
        )
