"""What a conversation needs of its connection. The server wraps a WebSocket, tests wrap memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from antiphon.session.profiles import Caller


class ChannelClosed(Exception):  # noqa: N818  # it is an ending, not an error
    """The other side is gone, or closed. ``code`` is the WebSocket close code, 1006 when there was none."""

    def __init__(self, code: int = 1006) -> None:
        super().__init__(code)
        self.code = code


class Channel(Protocol):
    """One connection, message by message."""

    async def receive(self) -> str | bytes:
        """The next message. Cancel-safe. Raises `ChannelClosed`."""

    async def send(self, text: str) -> None:
        """Sends one text message; waits while the socket's buffer is full. Raises `ChannelClosed`."""

    async def close(self, code: int, reason: str = "") -> None:
        """Ends the connection; ``reason`` has at most 123 bytes of UTF-8. May be called twice."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is calling, as far as the handshake says."""

    address: str = ""
    caller: Caller = Caller()
