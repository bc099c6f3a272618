"""A server with the real runtime behind it, and a neighbour who goes on talking whatever others do."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from antiphon.config import load
from antiphon.engines import registry
from antiphon.runtime.host import Host
from antiphon.server.accept import Limits
from antiphon.server.serve import Listening, Stop, run
from antiphon.testing import voice
from server.conftest import LIVE

SETUP = json.dumps({"setup": {"model": "models/x"}})
HELLO = json.dumps({"realtimeInput": {"text": "hello"}})
_MANUAL = {
    "model": "models/x",
    "outputAudioTranscription": {},
    "realtimeInputConfig": {"automaticActivityDetection": {"disabled": True}},
}


def audio(pcm: bytes, mime_type: str = "audio/pcm;rate=16000") -> str:
    data = base64.b64encode(pcm).decode()
    return json.dumps({"realtimeInput": {"audio": {"data": data, "mimeType": mime_type}}})


def masked(body: bytes, first: int = 0x81) -> bytes:
    """A client's frame, byte by byte."""
    if len(body) < 126:
        return bytes((first, 0x80 | len(body))) + bytes(4) + body
    return bytes((first, 0xFF)) + len(body).to_bytes(8) + bytes(4) + body


@dataclass
class Rough:
    """A running server."""

    host: Host
    at: Listening

    def url(self, scheme: str = "ws") -> str:
        return f"{scheme}://127.0.0.1:{self.at.port}{LIVE}"

    async def raw(self, *, is_set_up: bool = True) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A WebSocket without a library, to do with as nobody should."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.at.port)
        writer.write(
            f"GET {LIVE} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
        if is_set_up:
            writer.write(masked(SETUP.encode()))
            head = await reader.readexactly(2)
            assert b"setupComplete" in await reader.readexactly(head[1])
        return reader, writer

    async def only(self, count: int) -> None:
        """Returns when so many conversations are left."""
        while self.host.active != count:  # noqa: ASYNC110  # the server under test tells nobody
            await asyncio.sleep(0)


@dataclass
class Neighbour:
    """Says the same again and again, and notes the answers."""

    socket: ClientConnection
    heard: list[str] = field(default_factory=list)
    is_enough: bool = False

    async def turn(self) -> None:
        await self.socket.send('{"realtimeInput": {"activityStart": {}}}')
        for chunk in voice.chunks(voice.speech(100), 20):
            await self.socket.send(audio(chunk))
        await self.socket.send('{"realtimeInput": {"activityEnd": {}}}')
        said = ""
        while True:
            content = json.loads(await self.socket.recv())["serverContent"]
            said += content.get("outputTranscription", {}).get("text", "")
            if content.get("turnComplete"):
                break
        self.heard.append(said)

    async def talk(self) -> None:
        while not self.is_enough:
            await self.turn()
        await self.turn()


@asynccontextmanager
async def serving(data_dir: Path, limits: Limits | None = None, **given: Any) -> AsyncIterator[Rough]:
    """A server, and a neighbour whose conversation must not have been touched at the end."""
    settings = load(port=0, data_dir=data_dir, engine="echo", **given)
    host, stop = Host(settings, registry.create(settings)), Stop()
    await host.start({})
    listening: asyncio.Future[Listening] = asyncio.get_running_loop().create_future()
    done = asyncio.create_task(run(settings, host, listening.set_result, stop, limits or Limits()))
    server = Rough(host, await listening)
    try:
        async with connect(server.url(), proxy=None) as socket, asyncio.TaskGroup() as tasks:
            await socket.send(json.dumps({"setup": _MANUAL}))
            assert "setupComplete" in json.loads(await socket.recv())
            neighbour = Neighbour(socket)
            await neighbour.turn()
            tasks.create_task(neighbour.talk())
            try:
                yield server
            finally:
                neighbour.is_enough = True
        assert set(neighbour.heard) == {"I heard 0.1 seconds of audio."}
        assert len(neighbour.heard) >= 2
    finally:
        stop.signal()
        stop.signal()
        await done
        await host.aclose()


async def fate(server: Rough, *frames: str | bytes) -> tuple[int, str] | None:
    """How a caller who sends these is closed; ``None`` if an answer to the last of them still comes."""
    async with connect(server.url(), proxy=None, compression=None) as socket:
        with suppress(ConnectionClosed):
            for frame in frames:
                await socket.send(frame)
            while not json.loads(await socket.recv()).get("serverContent", {}).get("turnComplete"):
                pass
            return None
        assert socket.close_code is not None
        assert socket.close_reason is not None
        assert len(socket.close_reason.encode()) <= 123
        return socket.close_code, socket.close_reason


async def closing(reader: asyncio.StreamReader) -> int:
    """The code of the close frame that a raw socket gets, whatever comes before it."""
    while True:
        head = await reader.readexactly(2)
        length = head[1]
        if length == 126:
            length = int.from_bytes(await reader.readexactly(2))
        body = await reader.readexactly(length)
        if head[0] == 0x88:
            return int.from_bytes(body[:2])
