"""Pipecat as something to call: a child process in its own environment, and a pipeline for every call."""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect

from antiphon.client.session import LiveSession
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.wire.messages import ServerContent, ServerMessage
from antiphon.wire.types import Blob, Content, Part

HERE: Final = Path(__file__).parent
SOURCE: Final = HERE.parent.parent / "src"
READY: Final = "PIPECAT READY "
NOTE: Final = "PIPECAT NOTE "
START_S: Final = 120.0
HANGING_UP_S: Final = 5.0
TAIL_S: Final = 0.5
"""So long after an answer's end a client may still be playing it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the pipeline says that it heard, or asked the model, and when by this machine's monotonic clock."""

    kind: str
    text: str
    at: float


class PipecatSession(LiveSession):
    """A call that looks like one to Antiphon, to whoever only sends and hears sound."""

    def __init__(self, link: ClientConnection) -> None:
        super().__init__(link)
        self._socket = link
        self._is_answering = False
        self._ended_at = -TAIL_S

    async def send_audio(self, pcm: bytes, *, rate: int = INPUT_RATE) -> None:
        if rate != INPUT_RATE:
            raise ValueError(f"{rate} Hz; only {INPUT_RATE} is spoken here")
        await self._socket.send(pcm)

    async def receive(self) -> ServerMessage:
        """The next message that says something to a caller."""
        while True:
            content = self._content(await self._socket.recv())
            if content is not None:
                return ServerMessage(server_content=content)

    def _content(self, message: str | bytes) -> ServerContent | None:
        now = asyncio.get_running_loop().time()
        if isinstance(message, bytes):
            # The chunk that was just being written comes after "interrupted": it is no new answer.
            return _sound(message) if self._is_answering else None
        match json.loads(message)["type"]:
            case "begins":
                self._is_answering = True
            case "ends" if self._is_answering:
                self._is_answering, self._ended_at = False, now
                return ServerContent(generation_complete=True, turn_complete=True)
            case "interrupted" if self._is_answering or now - self._ended_at < TAIL_S:
                # It is said whenever somebody begins to speak; it counts where there is an answer.
                self._is_answering, self._ended_at = False, -TAIL_S
                return ServerContent(interrupted=True)
            case _:
                pass
        return None


def _sound(pcm: bytes) -> ServerContent:
    blob = Blob(data=pcm, mime_type=f"audio/pcm;rate={OUTPUT_RATE}")
    return ServerContent(model_turn=Content(role="model", parts=(Part(inline_data=blob),)))


class PipecatServer:
    """A running bot. One call at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._ports: asyncio.Queue[int | None] = asyncio.Queue()
        self.notes: list[Note] = []

    @asynccontextmanager
    async def call(self, *, voice: str, brain: str) -> AsyncIterator[PipecatSession]:
        """A call to a fresh pipeline that speaks so; what a scenario says of voice and brain."""
        self.notes.clear()
        assert self._process.stdin is not None  # noqa: S101  # it is a pipe
        self._process.stdin.write(json.dumps({"voice": voice, "brain": brain}).encode() + b"\n")
        async with asyncio.timeout(START_S):
            port = await self._ports.get()
        if port is None:
            raise OperatorError("Pipecat's process ended; what it said last is above")
        async with connect(f"ws://127.0.0.1:{port}", proxy=None, max_size=2**24) as link:
            yield PipecatSession(link)

    async def listen(self) -> None:
        """Reads what it prints, until it ends."""
        assert self._process.stdout is not None  # noqa: S101  # it is a pipe
        async for raw in self._process.stdout:
            line = raw.decode(errors="replace")
            if line.startswith(READY):
                self._ports.put_nowait(int(_read(line, READY)["port"]))
            elif line.startswith(NOTE):
                self.notes.append(Note(**_read(line, NOTE)))
        self._ports.put_nowait(None)


def _read(line: str, prefix: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(line.removeprefix(prefix))
    return value


@asynccontextmanager
async def pipecat(python: Path, *, has_brain: bool = False) -> AsyncIterator[PipecatServer]:
    """Pipecat in the environment of ``python``, without words of its own on the terminal."""
    try:
        process = await asyncio.create_subprocess_exec(
            str(python),
            str(HERE / "pipecat_bot.py"),
            *(["--brain"] if has_brain else ()),
            stdin=PIPE,
            stdout=PIPE,
            limit=2**20,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "LOGURU_LEVEL": "ERROR"},
        )
    except OSError as error:
        raise OperatorError(f"{python} does not run: {error}; see bench/peers/README.md") from error
    server = PipecatServer(process)
    listening = asyncio.create_task(server.listen())
    try:
        yield server
    finally:
        assert process.stdin is not None  # noqa: S101  # it is a pipe
        process.stdin.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), HANGING_UP_S)
        if process.returncode is None:
            process.terminate()
            await process.wait()
        listening.cancel()
