"""The WebSocket door: an ASGI connection becomes a channel and a peer. Knows nothing of messages.

Raw ASGI and not Starlette's `WebSocket`, whose checks would be paid for every 20 ms of audio.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

import structlog
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.utils import ClientDisconnected

from antiphon.errors import PeerError
from antiphon.runtime.channel import Channel, ChannelClosed, Peer
from antiphon.server.access import Door, credentials, read_headers
from antiphon.server.paths import Route, recognise
from antiphon.server.taps import Opening, Taps, Witness
from antiphon.session.profiles import Caller
from antiphon.wire.closing import clip, closing_for

log = structlog.get_logger()

CLOSE_WAIT_S = 5.0
_UNSENDABLE = {1005, 1006, 1015}  # RFC 6455, 7.4.1: these describe an ending and are never on the wire


class Conversations(Protocol):
    """What the server needs of the runtime: somebody to hand callers to."""

    @property
    def is_ready(self) -> bool:
        """Whether a caller who came now would be answered without waiting for models."""

    @property
    def active(self) -> int:
        """Conversations in progress."""

    async def converse(self, channel: Channel, peer: Peer) -> None:
        """Holds one conversation until either side ends it. Cancelling ends it at once."""

    async def drain(self, seconds: float) -> None:
        """Lets conversations end, for at most ``seconds``. Cancelling stops the waiting."""


class SocketChannel:
    """A `Channel` over the ``receive`` and ``send`` of one accepted ASGI connection."""

    __slots__ = ("_ended", "_is_closed", "_receive", "_send", "observer")

    def __init__(self, receive: Receive, send: Send) -> None:
        self.observer: Witness | None = None
        self._receive = receive
        self._send = send
        self._ended: int | None = None
        self._is_closed = False

    async def receive(self) -> str | bytes:
        if self._ended is not None:
            raise ChannelClosed(self._ended)
        # Cancel-safe because the server's queue is, and nothing is awaited once it has given.
        message = await self._receive()
        if message["type"] == "websocket.receive":
            text: str | bytes | None = message.get("text")
            if text is None:
                text = message["bytes"]
                assert text is not None  # noqa: S101  # ASGI: one of the two is there
            if self.observer is not None:
                self.observer.received(text)
            return text
        # Only a close frame brings a reason; without one the connection was lost, whatever the code says.
        self._ended = int(message.get("code", 1005)) if "reason" in message else 1006
        if self.observer is not None:
            self.observer.closed(self._ended, message.get("reason") or "", "client")
        raise ChannelClosed(self._ended)

    async def send(self, text: str) -> None:
        if self._is_closed or self._ended is not None:
            raise ChannelClosed(self._ended or 1006)
        try:
            await self._send({"type": "websocket.send", "text": text})
        except ClientDisconnected:
            raise ChannelClosed(self._ended or 1006) from None
        if self.observer is not None:
            self.observer.sent(text)

    async def close(self, code: int, reason: str = "") -> None:
        if self._is_closed or self._ended is not None:
            return
        self._is_closed = True
        code = 1000 if code in _UNSENDABLE else code
        if self.observer is not None:
            self.observer.closed(code, clip(reason), "server")
        try:
            # A caller who has stopped reading must not hold us here; the socket is aborted soon after.
            async with asyncio.timeout(CLOSE_WAIT_S):
                await self._send({"type": "websocket.close", "code": code, "reason": clip(reason)})
        except (ClientDisconnected, TimeoutError):
            return


class Live:
    """The ASGI endpoint of every WebSocket address."""

    def __init__(self, door: Door, host: Conversations, taps: Taps) -> None:
        self._door = door
        self._host = host
        self._taps = taps
        self.is_draining = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses the upgrade for a wrong Host, Origin or path; closes with a reason for a wrong key.

        The reason reaches the caller's program only on a socket that was opened, which is why the
        service opens it even for bad keys, and why SDKs expect it to.
        """
        await receive()
        headers = read_headers(scope["headers"])
        route = recognise(scope["path"])
        if refusal := self._door.refusal(headers):
            await _refuse(send, 403, refusal)
            return
        if route is None:
            await _refuse(send, 404, "There is no Live API at this path.")
            return
        if self.is_draining:
            await _refuse(send, 503, "This server is going down.")
            return
        try:
            await send({"type": "websocket.accept"})
        except ClientDisconnected:
            return
        client = scope.get("client")
        peer = Peer(
            address=client[0] if client else "",
            caller=Caller(client=headers.get("x-goog-api-client", ""), is_vertex=route.is_vertex),
        )
        channel = SocketChannel(receive, send)
        witness = self._taps.open(channel, Opening(peer.address, peer.caller.client, scope["path"]))
        try:
            await self._admit(channel, peer, route, credentials(headers, scope["query_string"]))
        finally:
            witness.closed(1006, "", "client")  # unless more is known

    async def _admit(self, channel: SocketChannel, peer: Peer, route: Route, shown: tuple[str, ...]) -> None:
        try:
            self._door.check(shown)
        except PeerError as error:
            await channel.close(error.close_code, str(error))
            return
        if not route.is_served:
            await channel.close(1008, f"{route.method} is not served here, only BidiGenerateContent.")
            return
        await self._converse(channel, peer)

    async def _converse(self, channel: SocketChannel, peer: Peer) -> None:
        try:
            await self._host.converse(channel, peer)
        except ChannelClosed:
            return
        except PeerError as error:
            await channel.close(*closing_for(error))
        except asyncio.CancelledError:
            # The server ends, and this task with it. Nobody above waits for the cancellation: uvicorn
            # would only report it as a crash of ours.
            await channel.close(1001, "The server is shutting down.")
        except Exception as error:
            log.exception("conversation failed")
            await channel.close(*closing_for(error))
        else:
            await channel.close(1000)


async def _refuse(send: Send, status: int, text: str) -> None:
    body = f"{text}\n".encode()
    head: Message = {
        "type": "websocket.http.response.start",
        "status": status,
        "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")],
    }
    try:
        await send(head)
        await send({"type": "websocket.http.response.body", "body": body})
    except ClientDisconnected:
        return
