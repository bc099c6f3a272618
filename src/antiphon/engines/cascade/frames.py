"""The parent's end of a speaking worker's pipes: frames, sorted by the request that they answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from antiphon.errors import DiedError, EngineError

# `antiphon.workers.frames` documents them. The workers are programs, not modules of ours.
HEADER: Final = struct.Struct("<IBI")
PCM, MARKS, END, FAILED = range(4)

FRAME_S: Final = 10.0
"""A frame takes milliseconds; a child that says nothing to anybody for so long is stuck."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the answer to one request."""

    kind: int
    body: bytes


@dataclass(slots=True, eq=False)
class Request:
    """One request, and what has come for it and was not taken: one clause's speech at most."""

    number: int
    done: Callable[[], None]
    """Called once the child has no more to do with it."""
    frames: asyncio.Queue[Frame | None] = field(default_factory=asyncio.Queue)
    """``None``: the child died."""
    is_dropped: bool = False


class Pipe:
    """Frames from one child process. It takes all that comes, so that a slow listener keeps nobody waiting."""

    def __init__(self, process: asyncio.subprocess.Process, name: str) -> None:
        assert process.stdin is not None  # noqa: S101  # for the type checker: these are pipes
        assert process.stdout is not None  # noqa: S101
        self._process = process
        self._name = name
        self._stdin = process.stdin
        self._stdout = process.stdout
        self._last = 0
        self._open: dict[int, Request] = {}
        self._heard_at = 0.0
        self._reader = asyncio.create_task(self._read())

    @property
    def is_over(self) -> bool:
        """Whether the child is gone and its last frame read."""
        return self._reader.done()

    async def aclose(self) -> None:
        """Stops reading; whoever waits for frames is told that the child died."""
        self._reader.cancel()
        await asyncio.wait([self._reader])

    def ask(self, message: Mapping[str, Any], done: Callable[[], None]) -> Request:
        """Sends a request. ``done`` is called in any case, be it dropped or the child dead."""
        self._last += 1
        request = Request(self._last, done)
        if self.is_over:
            self._end(request)
            return request
        self._open[request.number] = request
        self._send({"id": request.number, **message})
        return request

    async def receive(self, request: Request) -> Frame:
        """The request's next frame. Cancel-safe. Raises `EngineError` if the child died or is stuck."""
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        while True:
            try:
                async with asyncio.timeout(FRAME_S):
                    frame = await request.frames.get()
            except TimeoutError as error:
                if loop.time() - max(self._heard_at, asked_at) < FRAME_S:
                    continue  # it is busy with others
                self._process.kill()
                raise EngineError(f"{self._name} does not answer") from error
            if frame is None:
                raise DiedError(f"{self._name} died")
            return frame

    def drop(self, request: Request) -> None:
        """Nobody takes this request's frames any more: if it is not over, the child may stop."""
        request.is_dropped = True
        if request.number in self._open:
            self._send({"cancel": request.number})

    def _send(self, message: Mapping[str, Any]) -> None:
        """One line. It is short and the child always reads: the pipe never fills. To a dead one: nothing."""
        if not self._stdin.is_closing():  # some event loops raise
            self._stdin.write(json.dumps(message).encode() + b"\n")

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    header = await self._stdout.readexactly(HEADER.size)
                    number, kind, length = HEADER.unpack(header)
                    body = await self._stdout.readexactly(length)
                    self._heard_at = loop.time()
                    request = self._open[number]
                    if not request.is_dropped:
                        request.frames.put_nowait(Frame(kind, body))
                    if kind in {END, FAILED}:
                        self._open.pop(number).done()
            await self._process.wait()  # so that the next use sees that it is gone
        finally:
            for request in self._open.values():
                self._end(request)
            self._open.clear()

    @staticmethod
    def _end(request: Request) -> None:
        request.done()
        request.frames.put_nowait(None)
