"""An OpenAI-compatible server that does as it is told: for tests of whoever talks to one. No model is in it.

It serves ``/v1/models``, ``/v1/chat/completions``, ``/v1/audio/transcriptions`` and ``/v1/audio/speech`` on a free
port of this machine, in the shapes of the public API, and remembers what it was asked.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from typing import Any, Final

import numpy as np

from antiphon.talk import OUTPUT_RATE

SAMPLES_PER_CHARACTER: Final = OUTPUT_RATE // 50
"""How fast it speaks: 20 ms a character."""
_START_S: Final = 10.0
_STREAM: Final = "text/event-stream"


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, where it is JSON."""
        return json.loads(self.body) if self.body else None

    @property
    def form(self) -> dict[str, bytes]:
        """The fields of a multipart body by name."""
        kind = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
        parts = BytesParser().parsebytes(kind + self.body).get_payload()
        return {
            _name(part): bytes(part.get_payload(decode=True) or b"")
            for part in parts
            if isinstance(part, Message)
        }


def _name(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


@dataclass(frozen=True)
class Reply:
    """An answer: a status with its body, or what streams in pieces."""

    status: int = 200
    kind: str = "application/json"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: Sequence[bytes] = ()
    """Sent one by one, instead of a body."""
    hangs: bool = False
    """Stays open after the last piece and says nothing more."""
    breaks: bool = False
    """Breaks the connection after the last piece, or before anything."""


def said(
    *words: str,
    thoughts: Sequence[str] = (),
    calls: Sequence[tuple[str, Mapping[str, Any]]] = (),
    usage: Mapping[str, Any] | None = None,
    **how: Any,
) -> Reply:
    """A chat's answer as it streams: reasoning, then words, then calls, each call's arguments in two pieces."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"reasoning_content": thought} for thought in thoughts]
    deltas += [{"content": word} for word in words]
    for index, (name, arguments) in enumerate(calls):
        text = json.dumps(arguments)
        head = {
            "index": index,
            "id": f"id-{index}",
            "type": "function",
            "function": {"name": name, "arguments": ""},
        }
        deltas.append({"tool_calls": [head]})
        deltas += [
            {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}
            for piece in (text[: len(text) // 2], text[len(text) // 2 :])
        ]
    chunks: list[Any] = [{"choices": [{"index": 0, "delta": delta}]} for delta in deltas]
    chunks.append(
        {"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls" if calls else "stop"}]}
    )
    if usage is not None:
        chunks.append({"choices": [], "usage": usage})
    return streamed(*chunks, **how)


def streamed(*chunks: Any, **how: Any) -> Reply:
    """Server-sent events, as they should end unless they hang or break."""
    pieces = [f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode() for chunk in chunks]
    if not (how.get("hangs") or how.get("breaks")):
        pieces.append(b"data: [DONE]\n\n")
    return Reply(kind=_STREAM, pieces=pieces, **how)


def plain(value: Any, status: int = 200, **how: Any) -> Reply:
    """A JSON answer in one."""
    return Reply(status=status, body=json.dumps(value).encode(), **how)


def refused(status: int, complaint: str, **how: Any) -> Reply:
    """An error as the public API words it."""
    return plain({"error": {"message": complaint, "type": "invalid_request_error"}}, status, **how)


def tone(text: str) -> bytes:
    """What it says of a text: a quiet hum, PCM16 at `OUTPUT_RATE`, as long as the text."""
    instants = np.arange(len(text) * SAMPLES_PER_CHARACTER) / OUTPUT_RATE
    return (2000 * np.sin(2 * np.pi * 150 * instants)).astype(np.int16).tobytes()


Behave = Callable[[Asked], Reply]


@dataclass
class ModelServer:
    """What it does is in its fields, each a function of what it is asked; change them at any time."""

    chat: Behave = lambda asked: said("You said: ", str(asked.json["messages"][-1]["content"]))
    transcribe: Behave = lambda _: plain({"text": "hello there"})
    speak: Behave = lambda asked: Reply(kind="audio/pcm", pieces=[tone(asked.json["input"])])
    models: Behave = lambda _: plain({"object": "list", "data": [{"id": "some-model", "object": "model"}]})
    asked: list[Asked] = field(default_factory=list)
    """Everything but the lists of models that were asked for."""
    url: str = ""
    """Ends in ``/v1``."""
    gone: int = 0
    """Connections that the other side has closed."""

    def __post_init__(self) -> None:
        self._connections: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[ModelServer]:
        """Serves on the running loop."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            yield self
        finally:
            server.close()
            for task in tuple(self._connections):
                task.cancel()
            if self._connections:
                await asyncio.wait(self._connections)

    @contextlib.contextmanager
    def in_thread(self) -> Iterator[ModelServer]:
        """Serves on a loop of its own, for programs that are tested from outside."""
        ready, loop = threading.Event(), asyncio.new_event_loop()

        async def serve() -> None:
            async with self.running():
                self._stop = asyncio.Event()
                ready.set()
                await self._stop.wait()

        thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
        thread.start()
        if not ready.wait(_START_S):
            raise TimeoutError("it does not start")
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(self._stop.set)
            thread.join(_START_S)
            loop.close()

    async def arrived(self, count: int = 1) -> None:
        """Returns when so many requests have come."""
        while len(self.asked) < count:
            self._changed.clear()
            await self._changed.wait()

    async def left(self, count: int = 1) -> None:
        """Returns when so many connections were closed by the other side."""
        while self.gone < count:
            self._changed.clear()
            await self._changed.wait()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # for the type checker
        self._connections.add(task)
        try:
            while (asked := await _read(reader)) is not None:
                reply = self._answer(asked)
                if not await _write(writer, reply):
                    break
                if reply.hangs:
                    await reader.read()
                    break
            self.gone += 1
            self._changed.set()
        except (ConnectionError, asyncio.IncompleteReadError):
            self.gone += 1
            self._changed.set()
        except asyncio.CancelledError:  # the end of the server
            pass
        finally:
            self._connections.discard(task)
            writer.close()

    def _answer(self, asked: Asked) -> Reply:
        routes = {
            "/v1/models": self.models,
            "/v1/chat/completions": self.chat,
            "/v1/audio/transcriptions": self.transcribe,
            "/v1/audio/speech": self.speak,
        }
        behave = routes.get(asked.path)
        if asked.path != "/v1/models":
            self.asked.append(asked)
            self._changed.set()
        return behave(asked) if behave else refused(404, f"no such path: {asked.path}")


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    """The next request; ``None`` when there is no other."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    except asyncio.IncompleteReadError:
        return None
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    return Asked(method, path, headers, await reader.readexactly(int(headers.get("content-length", 0))))


async def _write(writer: asyncio.StreamWriter, reply: Reply) -> bool:
    """False when the connection is broken, as it was told."""
    if reply.breaks and not reply.pieces:
        return False
    is_whole = not reply.pieces and not reply.hangs
    size = f"content-length: {len(reply.body)}" if is_whole else "transfer-encoding: chunked"
    lines = [f"HTTP/1.1 {reply.status} As told", f"content-type: {reply.kind}", size]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + (reply.body if is_whole else b""))
    for piece in reply.pieces:
        writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        await writer.drain()
    if not is_whole and not reply.hangs and not reply.breaks:
        writer.write(b"0\r\n\r\n")
    await writer.drain()
    return not reply.breaks
