"""uvicorn's HTTP protocol with the limits that it lacks. Knows nothing of what is asked."""

from __future__ import annotations

import asyncio

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from antiphon.server.accept import Limits
from antiphon.server.websocket import LiveProtocol


class HttpProtocol(HttpToolsProtocol):
    """Reads requests, and gives callers a limited time and size for each request's head and body."""

    def __init__(self, config: Config, state: ServerState, limits: Limits) -> None:
        super().__init__(config=config, server_state=state, app_state={})
        self._limits = limits
        self._timer: asyncio.TimerHandle | None = None
        self._is_head = False
        self._head_bytes = 0
        self._body_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._done()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_head:
            self._head_bytes += len(data)
            if self._head_bytes > self._limits.head_bytes:
                self._refuse(b"431 Request Header Fields Too Large")

    def on_headers_complete(self) -> None:
        self._done()
        super().on_headers_complete()
        if not (self.parser.should_upgrade() and self._should_upgrade()):
            self._body_bytes = 0
            self._timer = self.loop.call_later(self._limits.body_s, self._refuse, b"408 Request Timeout")

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        if self._body_bytes > self._limits.body_bytes:
            self._refuse(b"413 Content Too Large")
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if not self._is_head:  # else the answer came first, and the next head is waited for already
            self._done()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # A pipelined request that was started just now has its head already.
        if self.cycle.response_complete and not self.transport.is_closing():
            self._expect_head()

    def handle_websocket_upgrade(self) -> None:
        # The path is text in ASGI; outside ASCII it must come percent-encoded.
        if not self.url.isascii():
            self._refuse(b"400 Bad Request")
            return
        super().handle_websocket_upgrade()
        # The parser holds us and we hold it: cut the circle, so that both go at once and not when the
        # garbage collector comes round.
        self.parser = None  # type: ignore[assignment]  # as uvicorn does when the connection is lost
        protocol = self.transport.get_protocol()
        if isinstance(protocol, LiveProtocol) and not protocol.handshake_initiated:
            # websockets has limits of its own for the head; it then falls silent instead of refusing.
            self._refuse(b"431 Request Header Fields Too Large")

    def _expect_head(self) -> None:
        self._done()
        self._is_head, self._head_bytes = True, 0
        self._timer = self.loop.call_later(self._limits.head_s, self._refuse, b"408 Request Timeout")

    def _done(self) -> None:
        self._is_head = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: bytes) -> None:
        self._done()
        if not self.transport.is_closing():
            # In the middle of an answer there is nothing left to say.
            if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
                self.transport.write(
                    b"HTTP/1.1 %b\r\nconnection: close\r\ncontent-length: 0\r\n\r\n" % status
                )
            self.transport.close()
