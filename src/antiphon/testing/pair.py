"""The real client and the real driver, joined in memory: a conversation without a socket."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from antiphon.client.session import LiveSession
from antiphon.detectors.energy import EnergyDetector
from antiphon.engines.base import Engine
from antiphon.runtime.channel import ChannelClosed, Peer
from antiphon.runtime.driver import Driver, Shared
from antiphon.runtime.ear import Ear
from antiphon.runtime.lobby import Lobby
from antiphon.runtime.umpire import Umpire
from antiphon.session.grammar import check_grammar
from antiphon.session.limits import Policy
from antiphon.session.machine import Session
from antiphon.session.profiles import Caller
from antiphon.testing import voice
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.wire.messages import ServerMessage
from antiphon.wire.setup import Setup


class Closed(Exception):  # noqa: N818  # an ending, as on a socket
    """What a client's ``recv`` raises after the server closed."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class MemoryChannel:
    """Both ends of a connection: the server's `Channel` and the client's `Link`."""

    def __init__(self) -> None:
        self.closing: tuple[int, str] | None = None
        self.frames: list[tuple[float, dict[str, Any]]] = []
        """Everything the server sent, as JSON, with the instant."""
        self.is_stuck = False
        """While True the server's writes do not get through."""
        self._to_server: deque[str | bytes] = deque()
        self._to_client: deque[str] = deque()
        self._changed = asyncio.Event()

    # The server's end

    async def receive(self) -> str | bytes:
        await self._until(lambda: self._to_server or self.closing)
        if not self._to_server:
            raise ChannelClosed(self.closing[0] if self.closing else 1006)
        return self._to_server.popleft()

    async def send(self, text: str) -> None:
        await self._until(lambda: not self.is_stuck or self.closing)
        if self.closing:
            raise ChannelClosed(self.closing[0])
        self.frames.append((asyncio.get_running_loop().time(), json.loads(text)))
        self._to_client.append(text)
        self._change()

    # Both ends

    async def close(self, code: int = 1000, reason: str = "") -> None:
        if self.closing is None:
            self.closing = (code, reason)
            self._change()

    # The client's end, as `LiveSession` wants it

    async def recv(self) -> str | bytes:
        await self._until(lambda: self._to_client or self.closing)
        if not self._to_client:
            raise Closed(*(self.closing or (1006, "")))
        return self._to_client.popleft()

    def push(self, frame: str | bytes) -> None:
        """Sends a raw frame to the server."""
        self._to_server.append(frame)
        self._change()

    def unstick(self) -> None:
        """Lets writes through again."""
        self.is_stuck = False
        self._change()

    def _change(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def _until(self, condition: Callable[[], object]) -> None:
        while not condition():
            await self._changed.wait()


class ClientEnd:
    """The client's view: its ``send`` goes the other way."""

    def __init__(self, channel: MemoryChannel) -> None:
        self._channel = channel

    async def send(self, message: str) -> None:
        self._channel.push(message)
        await asyncio.sleep(0)

    async def recv(self) -> str | bytes:
        return await self._channel.recv()

    async def close(self) -> None:
        await self._channel.close(1000, "")


class LivePair:
    """A client and a server in one loop. ``async with LivePair(...) as pair`` sets up and tears down."""

    def __init__(
        self,
        engine: Engine | None = None,
        *,
        caller: Caller = Caller(),
        policy: Policy = Policy(),
        is_strict: bool = False,
        lobby: Lobby | None = None,
        umpire: Umpire | None = None,
    ) -> None:
        """``lobby``: shared with the pair whose session this one may go on with; ``umpire``: judges pauses."""
        self.engine = engine or ScriptedEngine(Script())
        self.channel = MemoryChannel()
        self.client = LiveSession(ClientEnd(self.channel))
        policy = replace(policy, judges_pauses=umpire is not None)
        self.session = Session("test", policy, caller, handle=f"handle-{id(self)}")
        self._ear = Ear(EnergyDetector())
        lobby = lobby or Lobby(asyncio.get_running_loop().time)
        shared = Shared(self._ear, lobby, is_strict=is_strict, umpire=umpire)
        self.driver = Driver(self.channel, self.engine, self.session, Peer(caller=caller), shared)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Everything the server has sent so far, as JSON."""
        return [frame for _, frame in self.channel.frames]

    @asynccontextmanager
    async def running(self, setup: Setup | None = None) -> AsyncIterator[LivePair]:
        """Runs the server's side; with a ``setup`` the conversation is also set up.

        At the end everything that was sent must keep the grammar; raises `BrokenGrammar` otherwise.
        """
        self._ear.start()
        async with asyncio.TaskGroup() as tasks:
            driver = tasks.create_task(self.driver.run())
            if setup is not None:
                await self.client.set_up(setup)
            yield self
            await self.channel.close()
            await driver
        check_grammar(self.messages)

    async def speak(self, pcm: bytes, *, chunk_ms: float = 20, rate: int = 16_000) -> None:
        """Sends audio in real time, as a microphone would."""
        for chunk in voice.chunks(pcm, chunk_ms, rate=rate):
            await self.client.send_audio(chunk, rate=rate)
            await asyncio.sleep(chunk_ms / 1000)

    async def turn(self) -> list[ServerMessage]:
        """Everything up to the next ``turnComplete``."""
        return [message async for message in self.client.turn()]
