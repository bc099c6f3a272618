"""The short cut for whole frames, held against what websockets itself would say."""

import asyncio
import itertools
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from antiphon.server import tide, websocket
from antiphon.server.tide import Tide
from antiphon.server.websocket import (
    ALIVE_BYTES,
    BIG_BYTES,
    FRAMES_A_TURN,
    HIGH_BYTES,
    MESSAGE_BYTES,
    LiveProtocol,
    Mailbox,
)


@pytest.fixture(autouse=True)
def _no_tide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers are woken at once: these tests count the turns of the loop."""
    monkeypatch.setattr(tide, "TIDE_S", 0.0)


class Memory(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.is_closed = False
        self.aborted = asyncio.Event()
        self.pauses: list[str] = []

    def write(self, data: Any) -> None:
        self.written += data

    def take(self) -> bytes:
        data = bytes(self.written)
        self.written.clear()
        return data

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    def abort(self) -> None:
        self.is_closed = True
        self.aborted.set()

    def pause_reading(self) -> None:
        self.pauses.append("pause")

    def resume_reading(self) -> None:
        self.pauses.append("resume")


class Pair:
    """Our protocol and a client's, joined by memory."""

    def __init__(self, max_size: int = 2**20) -> None:
        self.events: list[Any] = []
        self.go_on = asyncio.Event()
        self.go_on.set()
        config = Config(
            self._app,
            ws=LiveProtocol,
            interface="asgi3",
            log_config=None,
            lifespan="off",
            ws_max_size=max_size,
            ws_ping_interval=None,
            ws_per_message_deflate=False,
        )
        config.load()
        self.transport = Memory()
        self.server = LiveProtocol(config, ServerState(), {})
        self.server.connection_made(self.transport)
        self.client = ClientProtocol(parse_uri("ws://localhost/"))
        self.client.send_request(self.client.connect())

    async def _app(self, _scope: Any, receive: Any, send: Any) -> None:
        self.send = send
        await receive()
        await send({"type": "websocket.accept"})
        while not self.events or self.events[-1]["type"] != "websocket.disconnect":
            await self.go_on.wait()
            self.events.append(await receive())

    async def open(self) -> None:
        self.server.data_received(b"".join(self.client.data_to_send()))
        await self.settle()
        assert [event.status_code for event in self.answers()] == [101]

    async def settle(self) -> None:
        for _ in range(4):
            await asyncio.sleep(0)

    def answers(self) -> list[Any]:
        self.client.receive_data(self.transport.take())
        return self.client.events_received()

    async def give(self, *frames: Frame, cuts: tuple[int, ...] = ()) -> None:
        data = b"".join(frame.serialize(mask=True) for frame in frames)
        await self.give_bytes(data, cuts)

    async def give_bytes(self, data: bytes, cuts: tuple[int, ...] = ()) -> None:
        places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
        for start, stop in itertools.pairwise(places):
            self.server.data_received(data[start:stop])
        await self.settle()

    def end(self) -> None:
        self.transport.close()
        self.server.connection_lost(None)

    @property
    def heard(self) -> list[str | bytes]:
        return [
            event["text"] if event.get("text") is not None else event["bytes"]
            for event in self.events
            if event["type"] == "websocket.receive"
        ]

    @property
    def ending(self) -> Any:
        return next(event["code"] for event in self.events if event["type"] == "websocket.disconnect")


PAYLOADS = st.one_of(
    st.text(max_size=300), st.binary(max_size=300), st.just("a" * 70_000), st.just(b"b" * 126)
)


def frames_of(message: str | bytes, pieces: int) -> list[Frame]:
    body = message.encode() if isinstance(message, str) else message
    opcode = Opcode.TEXT if isinstance(message, str) else Opcode.BINARY
    size = len(body) // pieces + 1
    parts = [body[start : start + size] for start in range(0, max(len(body), 1), size)]
    return [
        Frame(Opcode.CONT if n else opcode, part, fin=n == len(parts) - 1) for n, part in enumerate(parts)
    ]


@settings(deadline=None, max_examples=60)
@given(
    messages=st.lists(st.tuples(PAYLOADS, st.integers(1, 3), st.booleans()), max_size=6),
    cuts=st.lists(st.integers(0, 100_000), max_size=30).map(tuple),
)
def test_chopping_changes_nothing(
    messages: list[tuple[str | bytes, int, bool]], cuts: tuple[int, ...]
) -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        frames: list[Frame] = []
        for message, pieces, pings in messages:
            parts = frames_of(message, pieces)
            frames += [parts[0], *([Frame(Opcode.PING, b"p")] if pings else []), *parts[1:]]
        await pair.give(*frames, cuts=cuts)
        for _ in messages:  # what is much comes in turns
            await pair.settle()
        assert pair.heard == [message for message, _, _ in messages]
        assert [answer.opcode for answer in pair.answers()] == [Opcode.PONG] * sum(
            pings for *_, pings in messages
        )
        pair.end()
        await pair.settle()

    asyncio.run(test())


@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=200), cuts=st.lists(st.integers(0, 200), max_size=5).map(tuple))
def test_any_bytes_are_survived(data: bytes, cuts: tuple[int, ...]) -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        await pair.give_bytes(data, cuts)
        pair.end()
        await pair.settle()
        assert pair.events[-1]["type"] == "websocket.disconnect"

    asyncio.run(test())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x81\x02hi", 1002),  # a client must mask
        (b"\xc1\x80\0\0\0\0", 1002),  # no extension was agreed on
        (b"\x80\x80\0\0\0\0", 1002),  # the rest of a message that never began
        (b"\x01\x81\0\0\0\0a\x81\x81\0\0\0\0b", 1002),  # a message within a message
        (b"\x81\x81\0\0\0\0\xff", 1007),
        (b"\x01\x81\0\0\0\0\xff\x80\x80\0\0\0\0", 1007),
        (b"\x82\xff\0\0\0\0\0\1\0\1\0\0\0\0", 1009),
    ],
)
def test_broken_frames(data: bytes, code: int) -> None:
    async def test() -> None:
        pair = Pair(max_size=2**16)
        await pair.open()
        await pair.give_bytes(data + b"\x81\x81\0\0\0\0x")
        assert (pair.heard, pair.ending) == ([], code)
        pair.answers()
        assert pair.client.close_rcvd is not None
        assert pair.client.close_rcvd.code == code
        assert pair.transport.is_closed
        pair.end()

    asyncio.run(test())


@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.BINARY])
@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("over", [0, 1])
def test_the_largest_message(opcode: Opcode, is_whole: bool, over: int) -> None:
    async def test() -> None:
        pair = Pair(max_size=2**16)
        await pair.open()
        data = b"a" * (2**16 + over)
        if is_whole:
            await pair.give(Frame(opcode, data))
        else:
            await pair.give(Frame(opcode, data[:999], fin=False), Frame(Opcode.CONT, data[999:]))
        if over:
            assert (pair.heard, pair.ending) == ([], 1009)
        else:
            assert pair.heard == [data.decode() if opcode is Opcode.TEXT else data]
        pair.end()

    asyncio.run(test())


def test_endless_fragments(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        await pair.give(Frame(Opcode.TEXT, b"", fin=False), *[Frame(Opcode.CONT, b"", fin=False)] * 9)
        assert pair.ending == 1009
        pair.end()

    monkeypatch.setattr(websocket, "MAX_FRAGMENTS", 5)
    asyncio.run(test())


def test_a_close_frame_with_more_behind_it() -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        await pair.give(
            Frame(Opcode.TEXT, b"a"), Frame(Opcode.CLOSE, b"\x03\xe8bye"), Frame(Opcode.TEXT, b"b")
        )
        assert (pair.heard, pair.ending) == (["a"], 1000)
        pair.end()

    asyncio.run(test())


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_sending(size: int) -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        await pair.send({"type": "websocket.send", "text": "a" * size})
        await pair.send({"type": "websocket.send", "bytes": b"b" * size})
        assert [(frame.opcode, bytes(frame.data)) for frame in pair.answers()] == [
            (Opcode.TEXT, b"a" * size),
            (Opcode.BINARY, b"b" * size),
        ]
        pair.end()

    asyncio.run(test())


def test_sending_waits_while_the_socket_is_full() -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        pair.server.pause_writing()
        sending = asyncio.create_task(pair.send({"type": "websocket.send", "text": "a"}))
        await pair.settle()
        assert pair.transport.take() == b""
        pair.server.resume_writing()
        await sending
        assert [bytes(frame.data) for frame in pair.answers()] == [b"a"]
        pair.end()

    asyncio.run(test())


def test_reading_pauses_while_nobody_receives() -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        pair.go_on.clear()
        await pair.give(Frame(Opcode.BINARY, b"first"))  # taken by the receive that was waiting already
        for _ in range(3):
            await pair.give(Frame(Opcode.BINARY, bytes(HIGH_BYTES)))
        assert pair.transport.pauses == ["pause"]
        pair.go_on.set()
        for _ in range(3):  # each has its turn
            await pair.settle()
        assert pair.transport.pauses == ["pause", "resume"]
        assert len(pair.heard) == 4
        pair.end()

    asyncio.run(test())


def test_a_read_full_of_small_frames_is_cut_in_turns() -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        data = b"\x81\x81\0\0\0\0x" * (3 * FRAMES_A_TURN) + b"\x81\x81\0\0\0"
        pair.server.data_received(data)
        turns = []
        for _ in range(8):
            turns.append(len(pair.heard))
            await asyncio.sleep(0)
        assert turns[-1] == 3 * FRAMES_A_TURN
        assert max(b - a for a, b in itertools.pairwise(turns)) == FRAMES_A_TURN
        assert pair.transport.pauses == ["pause", "resume"]
        await pair.give_bytes(b"\0y")  # the one that was cut off
        assert pair.heard[-1] == "y"
        pair.end()

    asyncio.run(test())


def test_small_messages_wait_in_bounded_number() -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        pair.go_on.clear()
        count = 4 * HIGH_BYTES // MESSAGE_BYTES
        pair.server.data_received(b"\x81\x80\0\0\0\0" * count)
        for _ in range(count):
            await asyncio.sleep(0)
        assert pair.server._waiting_bytes <= HIGH_BYTES + MESSAGE_BYTES
        assert pair.transport.pauses == ["pause"]
        pair.go_on.set()
        for _ in range(count):
            await asyncio.sleep(0)
        assert len(pair.heard) == count
        assert pair.transport.pauses == ["pause", "resume"]
        pair.server.data_received(b"\x81\x80\0\0\0\0" * count)
        pair.end()  # with the rest still held

    asyncio.run(test())


def test_big_text_is_handed_on_as_it_came() -> None:
    async def test() -> None:
        pair = Pair(max_size=2**24)
        await pair.open()
        text = "é" * BIG_BYTES
        await pair.give(Frame(Opcode.TEXT, text.encode()), cuts=(100_000, 300_000))
        assert pair.heard == [text.encode()]
        pair.end()

    asyncio.run(test())


@pytest.mark.parametrize("fragments", [False, True])
def test_of_too_many_big_messages_the_heaviest_goes(
    monkeypatch: pytest.MonkeyPatch, *, fragments: bool
) -> None:
    async def test() -> None:
        greedy, honest = Pair(), Pair()
        for pair in (greedy, honest):
            await pair.open()
        if fragments:
            for n in range(7):
                await greedy.give(Frame(Opcode.CONT if n else Opcode.TEXT, b"x" * 100, fin=False))
        else:
            await greedy.give_bytes(Frame(Opcode.TEXT, b"x" * 1000).serialize(mask=True)[:700], cuts=(300,))
        whole = Frame(Opcode.TEXT, b"y" * 500).serialize(mask=True)
        await honest.give_bytes(whole[:450], cuts=(50,))
        assert (greedy.ending, greedy.heard) == (1013, [])
        await honest.give_bytes(whole[450:])
        assert honest.heard == [b"y" * 500]
        assert not LiveProtocol._unfinished
        for pair in (greedy, honest):
            pair.end()

    monkeypatch.setattr(websocket, "BIG_BYTES", 200)
    monkeypatch.setattr(websocket, "MAX_UNFINISHED_BYTES", 1000)
    asyncio.run(test())


def test_messages_after_our_close_are_dropped() -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        pair.go_on.clear()
        await pair.give(Frame(Opcode.TEXT, b"a"))
        await pair.send({"type": "websocket.close", "code": 4000, "reason": "enough"})
        await pair.give(*frames_of("late", 1), *frames_of("late", 2))
        pair.go_on.set()
        await pair.settle()
        assert pair.heard == ["a"]
        pair.end()

    asyncio.run(test())


def test_callers_who_do_not_read_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        await pair.give(Frame(Opcode.CLOSE, b"\x03\xe8"))
        assert pair.transport.is_closed
        await asyncio.wait_for(pair.transport.aborted.wait(), 5)
        silent = Pair()
        await silent.open()
        silent.server.keepalive_timeout()
        await asyncio.wait_for(silent.transport.aborted.wait(), 5)
        for ended in (pair, silent):
            ended.end()
            await ended.settle()

    monkeypatch.setattr(websocket, "LINGER_S", 0.01)
    asyncio.run(test())


def test_a_long_upload_is_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        pair = Pair()
        await pair.open()
        pair.server.ping_timeout = 1000.0
        data = Frame(Opcode.BINARY, bytes(3 * ALIVE_BYTES)).serialize(mask=True)
        await pair.give_bytes(data[: ALIVE_BYTES + 9])
        pair.server.keepalive_timeout()
        closed = [pair.transport.is_closing()]
        await pair.give_bytes(data[ALIVE_BYTES + 9 : ALIVE_BYTES + 20])  # too little
        pair.server.keepalive_timeout()
        closed.append(pair.transport.is_closing())
        assert closed == [False, True]
        await asyncio.wait_for(pair.transport.aborted.wait(), 5)
        pair.end()

    monkeypatch.setattr(websocket, "LINGER_S", 0.01)
    asyncio.run(test())


def test_mailbox_keeps_what_a_cancelled_reader_did_not_take() -> None:
    async def test() -> None:
        mailbox = Mailbox(Tide.of(asyncio.get_running_loop()))
        event = cast("Any", {"type": "websocket.connect"})
        reader = asyncio.create_task(mailbox.get())
        await asyncio.sleep(0)
        mailbox.put_nowait(event)
        mailbox.put_nowait(event)
        reader.cancel()
        await asyncio.wait([reader])
        assert [await mailbox.get(), await mailbox.get()] == [event, event]
        assert mailbox.empty()

    asyncio.run(test())
