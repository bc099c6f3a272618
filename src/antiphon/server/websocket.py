"""uvicorn's WebSocket protocol, made cheap for small frames and firm with callers who do not read.

A call is fifty small messages a second each way. websockets parses with generators and uvicorn queues
with `asyncio.Queue`, which together cost more than the system calls. So whole, unfragmented data frames
are read and written here; everything else (handshake, control frames, fragments, errors) is theirs.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, ClassVar

from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.protocol import State

from antiphon.server.tide import Tide

try:
    from websockets.speedups import apply_mask
except ImportError:  # no compiled wheel for this platform
    from websockets.utils import apply_mask

LINGER_S = 5.0
"""How long a socket that we are done with may take to carry away what was written to it."""
MAX_FRAGMENTS = 65_536
"""Frames per message: empty ones cost the caller nothing and us a place in a list each."""
HIGH_BYTES = 128 * 1024
"""Messages waiting to be received; beyond this the socket is not read until they have been."""
MESSAGE_BYTES = 256
"""What a message holds besides its text, however short it is."""
FRAMES_A_TURN = 32
"""Frames cut from one read before others have their turn: 256 KiB may hold forty thousand."""
BIG_BYTES = 256 * 1024
"""Text beyond this is handed on as it came: whoever reads it checks its UTF-8, and need not do so on the loop."""
ALIVE_BYTES = 16 * 1024
"""Whoever sends so much of a frame while a pong is owed is alive: no pong can be sent in the middle of a frame."""
MAX_UNFINISHED_BYTES = 256 * 2**20
"""Of big messages that have begun and not ended, in the whole process; then whoever holds most has to go."""

_TEXT, _BINARY = 0x81, 0x82  # RFC 6455, 5.2: the FIN bit and the opcode of a message in one frame


class Mailbox:
    """What uvicorn uses of `asyncio.Queue`, for one reader. Its bound is kept by `LiveProtocol`."""

    __slots__ = ("_events", "_tide", "_waiter")

    def __init__(self, tide: Tide) -> None:
        self._tide = tide
        self._events: deque[ASGIReceiveEvent] = deque()
        self._waiter: asyncio.Future[None] | None = None

    def empty(self) -> bool:
        """Whether `get` would wait."""
        return not self._events

    def put_nowait(self, event: ASGIReceiveEvent) -> None:
        """Adds an event and wakes the reader, once."""
        self._events.append(event)
        if (waiter := self._waiter) is not None and not waiter.done():
            self._waiter = None
            self._tide.wake(waiter)

    async def get(self) -> ASGIReceiveEvent:
        """The oldest event. Cancel-safe."""
        while not self._events:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        return self._events.popleft()


class LiveProtocol(WebSocketsSansIOProtocol):
    """One WebSocket connection, an ASGI server to `live`.

    Incoming bytes are cut into frames here, and the connection object of websockets is given whole frames
    only. It is therefore always between two frames, which is what lets data frames pass it by.
    """

    _unfinished: ClassVar[dict[LiveProtocol, int]] = {}

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.queue = Mailbox(Tide.of(self.loop))  # type: ignore[assignment]  # the part of a queue that is used
        self._partial = bytearray()
        self._needed: int | None = 0
        """Bytes that the frame at hand has; ``None`` while whole frames are held."""
        self._seen = 0
        """How much of it had come when a pong was last missed."""
        self._turn: asyncio.Handle | None = None
        self._waiting_bytes = 0
        self._abort_timer: asyncio.TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._abort_timer, self._turn):
            if timer is not None:
                timer.cancel()
        self._unfinished.pop(self, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self.handshake_initiated:
            super().data_received(data)
            return
        if self._partial:
            self._partial += data
            if self._needed is None:
                return
            if len(self._partial) < self._needed:
                self._weigh(len(self._partial))
                return
            self._go_on()
        else:
            self._cut(data)

    def _cut(self, data: bytes | bytearray) -> None:
        """Delivers the frames in ``data``, as many as may be at a time, and keeps the rest."""
        start, size, cut = 0, len(data), 0
        while start < size:
            if cut >= FRAMES_A_TURN or self._waiting_bytes > HIGH_BYTES:
                self._hold(data[start:])
                return
            head, length = _measure(data, start, size)
            end = start + head + length
            if length > self.config.ws_max_size:
                # websockets reads no further than the length, and closes with 1009.
                super().data_received(bytes(data[start:]))
                return
            if end > size:
                self._partial += data[start:]
                self._needed = head + length
                return
            if not self._take(data, start, start + head, end):
                super().data_received(bytes(data[start:end]))
                if self.transport.is_closing():
                    return
            start = end
            cut += 1

    def _hold(self, rest: bytes | bytearray) -> None:
        """The rest is cut when others have had their turn and the messages before it are received."""
        self._partial += rest
        self._needed = None
        self._pause_reading()
        if self._waiting_bytes <= HIGH_BYTES:
            self._turn = self.loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        self._turn = None
        if self.transport.is_closing():
            return
        data, self._partial, self._needed, self._seen = self._partial, bytearray(), 0, 0
        self._cut(data)
        if self._needed is not None and self._waiting_bytes <= HIGH_BYTES:
            self._resume_reading()

    def _pause_reading(self) -> None:
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    def _resume_reading(self) -> None:
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()

    def _take(self, data: bytes | bytearray, start: int, body: int, end: int) -> bool:
        """Delivers a frame that is a message; says no to all others, valid or not."""
        kind = data[start]
        is_text = kind == _TEXT
        if not (is_text or kind == _BINARY) or not data[start + 1] & 0x80:
            return False
        # A size while between frames means that a fragmented message is open: then this frame is an error.
        if self.conn.state is not State.OPEN or self.conn.current_size is not None:
            return False
        mask = data[body - 4 : body]
        if end - body < BIG_BYTES:
            self._deliver(apply_mask(data[body:end], mask), is_text=is_text)
        else:  # of a picture every copy takes a millisecond
            with memoryview(data) as view, view[body:end] as masked:
                text = apply_mask(masked, mask)
            self._deliver(text, is_text=is_text)
        return True

    def send_receive_event_to_app(self) -> None:
        data, self.frames = b"".join(self.frames), []
        self._deliver(data, is_text=self.curr_msg_data_type == "text")

    def _weigh(self, size: int) -> None:
        """Notes how much of a message is held; where all of them are too much, the heaviest goes."""
        if size < BIG_BYTES:
            return
        self._unfinished[self] = size
        if sum(self._unfinished.values()) > MAX_UNFINISHED_BYTES:
            heaviest = max(self._unfinished, key=self._unfinished.__getitem__)
            heaviest.give_up()

    def give_up(self) -> None:
        """Closes before a message has come whole, and keeps nothing of it."""
        self._unfinished.pop(self, None)
        self.frames, self._partial = [], bytearray()
        self._fail(1013, "too many big messages at a time")

    def _deliver(self, data: bytes, *, is_text: bool) -> None:
        if len(data) >= BIG_BYTES:
            self._unfinished.pop(self, None)
        if self.close_sent:
            return
        if is_text and len(data) < BIG_BYTES:
            try:
                self.queue.put_nowait({"type": "websocket.receive", "text": data.decode()})
            except UnicodeDecodeError:
                self._fail(1007, "invalid UTF-8")
                return
        else:
            self.queue.put_nowait({"type": "websocket.receive", "bytes": data})
        self._waiting_bytes += len(data) + MESSAGE_BYTES
        if self._waiting_bytes > HIGH_BYTES:
            self._pause_reading()

    async def receive(self) -> ASGIReceiveEvent:
        queue = self.queue
        event = await queue.get()
        if queue.empty():
            self._waiting_bytes = 0
            if self._needed is not None:
                self._resume_reading()
            elif self._turn is None:
                self._turn = self.loop.call_soon(self._go_on)
        return event

    async def send(self, message: ASGISendEvent) -> None:
        if (
            message["type"] != "websocket.send"
            or self.conn.state is not State.OPEN
            or self.close_sent
            or self.disconnected
            or not self.writable.is_set()
        ):
            await super().send(message)
            if message["type"] == "websocket.http.response.body":
                # uvicorn forgets this, and then reports every refused upgrade as a failure of the app.
                self.handshake_complete = True
            return
        text = message.get("text")
        if text is not None:
            self.transport.write(_frame(_TEXT, text.encode()))
        else:
            self.transport.write(_frame(_BINARY, message["bytes"] or b""))

    def handle_cont(self, event: Frame) -> None:
        super().handle_cont(event)
        if self.conn.current_size is not None:
            self._weigh(self.conn.current_size)
        if len(self.frames) > MAX_FRAGMENTS:
            self.frames = []
            self._fail(1009, "too many fragments")

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        self._abort_later()

    def keepalive_timeout(self) -> None:
        if len(self._partial) - self._seen >= ALIVE_BYTES and self.ping_timeout is not None:
            self._seen = len(self._partial)
            self.pong_timer = self.loop.call_later(self.ping_timeout, self.keepalive_timeout)
            return
        super().keepalive_timeout()
        self._abort_later()

    def _fail(self, code: int, reason: str) -> None:
        self.conn.fail(code, reason)
        self.handle_parser_exception()

    def _abort_later(self) -> None:
        """Closing waits until all is written, which for a caller who does not read means for ever."""
        if self._abort_timer is None and not self.disconnected:
            self._abort_timer = self.loop.call_later(LINGER_S, self.transport.abort)


def _measure(data: bytes | bytearray, start: int, size: int) -> tuple[int, int]:
    """Bytes of the head and of the body of the frame at ``start``, as far as ``data`` tells them.

    A head that is cut off counts as long as it is known to be, with no body.
    """
    if size - start < 2:
        return 2, 0
    length = data[start + 1] & 0x7F
    head = 6 if data[start + 1] & 0x80 else 2
    if length < 126:
        return head, length
    wide = 2 if length == 126 else 8
    head += wide
    if size - start < head:
        return head, 0
    return head, int.from_bytes(data[start + 2 : start + 2 + wide])


def _frame(kind: int, body: bytes) -> bytes:
    """A message in one frame. Servers do not mask."""
    length = len(body)
    if length < 126:
        return bytes((kind, length)) + body
    if length < 65_536:
        return b"%c\x7e%b%b" % (kind, length.to_bytes(2), body)
    return b"%c\x7f%b%b" % (kind, length.to_bytes(8), body)
