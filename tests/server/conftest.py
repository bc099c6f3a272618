"""A real server on loopback, with a conversation that echoes."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from antiphon.config import load
from antiphon.runtime.channel import Channel, ChannelClosed, Peer
from antiphon.server.accept import Limits
from antiphon.server.serve import Listening, Stop, run

LIVE = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"


@dataclass
class Echo:
    """Answers each message with itself; ``fail`` and ``close …`` do what they say."""

    is_ready: bool = True
    active: int = 0
    peers: list[Peer] = field(default_factory=list)
    endings: list[int] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    drained: list[float] = field(default_factory=list)
    draining: asyncio.Event = field(default_factory=asyncio.Event)
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def converse(self, channel: Channel, peer: Peer) -> None:
        self.peers.append(peer)
        self.active += 1
        try:
            while True:
                text = await channel.receive()
                if text == "fail":
                    raise RuntimeError("the secret cause")
                if text == "bye":
                    return
                if isinstance(text, str) and text.startswith("close "):
                    await channel.close(4000, text.removeprefix("close "))
                    await channel.close(4001, "twice")
                await channel.send(text if isinstance(text, str) else text.decode() + " in bytes")
        except ChannelClosed as closed:
            self.endings.append(closed.code)
            raise
        finally:
            self.active -= 1
            self.ended.set()
            if not self.active:
                self.idle.set()

    async def drain(self, seconds: float) -> None:
        self.drained.append(seconds)
        self.draining.set()
        if self.active:
            self.idle.clear()
            await self.idle.wait()


@dataclass
class Running:
    """A server in the same loop as the test."""

    host: Echo
    listening: Listening
    stop: Stop
    done: asyncio.Task[None]

    @property
    def port(self) -> int:
        return self.listening.port

    @property
    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.listening.ca)

    def url(self, scheme: str, path: str = LIVE, name: str = "127.0.0.1") -> str:
        return f"{scheme}://{name}:{self.port}{path}"


Start = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def start(data_dir: Path) -> Start:
    """Starts a server: settings by name, and ``limits``."""

    @asynccontextmanager
    async def started(
        limits: Limits | None = None, echo: Echo | None = None, **given: Any
    ) -> AsyncIterator[Running]:
        settings = load(**{"port": 0, "data_dir": data_dir, **given})
        echo = echo or Echo()
        stop = Stop()
        heard: asyncio.Future[Listening] = asyncio.get_running_loop().create_future()
        done = asyncio.create_task(run(settings, echo, heard.set_result, stop, limits or Limits()))
        done.add_done_callback(lambda _: heard.cancel())  # when it fails before it listens
        await asyncio.wait([heard])
        if done.done():
            done.result()
        try:
            yield Running(echo, heard.result(), stop, done)
        finally:
            stop.signal()
            stop.signal()
            await done

    return started
