"""A client of the Live API: says things, gets messages. Speaks through any link that carries text frames."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from antiphon.wire.codec import decode_server, encode_client
from antiphon.wire.messages import (
    ClientContent,
    ClientExtension,
    ClientMessage,
    RealtimeInput,
    ServerMessage,
    ToolResponse,
)
from antiphon.wire.setup import Setup
from antiphon.wire.types import Blob, Content, Empty, FunctionResponse, Part


class Link(Protocol):
    """What carries frames: a `websockets` connection, or memory in tests."""

    async def send(self, message: str) -> None: ...

    async def recv(self) -> str | bytes:
        """The next frame. Cancel-safe."""

    async def close(self) -> None: ...


class LiveSession:
    """One conversation, from the caller's side."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.session_id: str | None = None

    async def set_up(self, setup: Setup) -> None:
        """Sends setup and awaits its answer. Raises whatever the link raises when the server closes instead."""
        await self.send(setup)
        answer = await self.receive()
        self.session_id = answer.setup_complete.session_id if answer.setup_complete else None

    async def send(self, message: ClientMessage) -> None:
        """Any message."""
        await self._link.send(encode_client(message))

    async def send_text(self, text: str, *, turn_complete: bool = True) -> None:
        """A typed user turn; by default it asks for an answer."""
        turn = Content(role="user", parts=(Part(text=text),))
        await self.send(ClientContent(turns=(turn,), turn_complete=turn_complete))

    async def send_realtime_text(self, text: str) -> None:
        """Typed words that count like spoken ones."""
        await self.send(RealtimeInput(text=text))

    async def send_audio(self, pcm: bytes, *, rate: int = 16_000) -> None:
        """PCM16 mono at ``rate`` Hz, of any length."""
        await self.send(RealtimeInput(audio=Blob(data=pcm, mime_type=f"audio/pcm;rate={rate}")))

    async def send_activity_start(self) -> None:
        """The caller begins to speak; only with automatic detection off."""
        await self.send(RealtimeInput(activity_start=Empty()))

    async def send_activity_end(self) -> None:
        """The caller has finished speaking; only with automatic detection off."""
        await self.send(RealtimeInput(activity_end=Empty()))

    async def send_audio_stream_end(self) -> None:
        """The microphone pauses: what was said so far is all for now."""
        await self.send(RealtimeInput(audio_stream_end=True))

    async def send_tool_response(self, *responses: FunctionResponse) -> None:
        """Results of functions that the server asked for."""
        await self.send(ToolResponse(function_responses=responses))

    async def send_played(self, played_ms: float, turn: int | None = None) -> None:
        """How much of a model turn's audio the listener has really heard; by default of the newest one.

        ``turn`` is one more than the ``turnComplete`` messages before it. For servers of ours: others close.
        """
        await self.send(ClientExtension(played_ms=played_ms, turn=turn))

    async def receive(self) -> ServerMessage:
        """The next message. Cancel-safe: no message is lost."""
        return decode_server(await self._link.recv())

    async def turn(self) -> AsyncIterator[ServerMessage]:
        """Messages up to and including the next ``turnComplete``."""
        while True:
            message = await self.receive()
            yield message
            if message.server_content is not None and message.server_content.turn_complete:
                return

    async def close(self) -> None:
        """Ends the conversation."""
        await self._link.close()
