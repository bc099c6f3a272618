"""The stream of those who watch, over a real socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import structlog.testing
from websockets.asyncio.client import connect

from antiphon.server import presence, tapping
from antiphon.server.tapping import KEY_HEADER, PATH, Tapping
from antiphon.server.taps import BATCH_BYTES, Event, Opening, Taps, Witness
from server.conftest import LIVE, Running, Start


def run(start: Start, test: Callable[[Running], Awaitable[None]], **settings: Any) -> None:
    async def main() -> None:
        async with asyncio.timeout(20), start(**settings) as server:
            await test(server)

    asyncio.run(main())


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Of its own for each server, so that its presence is found."""
    return tmp_path


def key(data_dir: Path) -> str:
    found = presence.find(data_dir)
    assert found is not None
    return found.control_key


@asynccontextmanager
async def watching(server: Running, data_dir: Path) -> AsyncIterator[AsyncIterator[Event]]:
    async with httpx.AsyncClient(trust_env=False) as client:
        headers = {KEY_HEADER: key(data_dir)}
        async with client.stream("GET", server.url("http", PATH), headers=headers) as response:
            assert response.status_code == 200

            async def events() -> AsyncIterator[Event]:
                async for line in response.aiter_lines():
                    yield msgspec.json.decode(line, type=Event)

            yield events()


def test_a_call_is_seen_as_it_is(start: Start, data_dir: Path) -> None:
    async def test(server: Running) -> None:
        async with watching(server, data_dir) as events:
            assert (await anext(events)).kind == "watching"
            address = server.url("ws", f"{LIVE}?key=secret")
            async with connect(address, proxy=None) as socket:
                await socket.send("hello")
                await socket.send(b"x" * (BATCH_BYTES + 1))
                assert await socket.recv() == "hello"
                await socket.recv()
            seen = [await anext(events) for _ in range(6)]
            assert [event.kind for event in seen] == ["open", "in", "out", "in", "out", "close"]
            assert seen[0].path == LIVE
            assert [event.text for event in seen[1:3]] == ["hello", "hello"]
            assert (seen[5].code, seen[5].by) == (1000, "client")

    run(start, test)


def test_what_we_close_is_seen_with_its_reason(start: Start, data_dir: Path) -> None:
    async def test(server: Running) -> None:
        async with watching(server, data_dir) as events:
            async with connect(server.url("ws"), proxy=None) as socket:
                await socket.wait_closed()
            seen = [await anext(events) for _ in range(3)]
            assert (seen[2].kind, seen[2].code, seen[2].by) == ("close", 1008, "server")
            assert seen[2].text.startswith("Method doesn't allow unregistered callers")

    run(start, test, api_keys=("secret",))


def test_one_joins_in_the_middle_and_leaves(start: Start, data_dir: Path) -> None:
    async def test(server: Running) -> None:
        async with connect(server.url("ws"), proxy=None) as socket:
            await socket.send("before")
            await socket.recv()
            async with watching(server, data_dir) as events:
                await socket.send("meanwhile")
                await socket.recv()
                seen = [await anext(events) for _ in range(4)]
                assert [event.kind for event in seen] == ["watching", "open", "in", "out"]
                assert (seen[1].is_earlier, seen[1].session) == (True, "connection-1")
            await socket.send("after")
            assert await socket.recv() == "after"

    run(start, test)


def test_the_end_of_the_server_ends_the_stream(start: Start, data_dir: Path) -> None:
    async def test(server: Running) -> None:
        async with watching(server, data_dir) as events:
            assert (await anext(events)).kind == "watching"
            server.stop.signal()
            assert [event.kind async for event in events] == ["end"]
        await server.done
        assert presence.find(data_dir) is None

    with structlog.testing.capture_logs() as logs:
        run(start, test)
    assert [entry for entry in logs if entry["log_level"] in {"error", "warning"}] == []


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("GET", {KEY_HEADER: "wrong"}),
        ("GET", {KEY_HEADER: "é"}),
        ("POST", {KEY_HEADER: "right"}),
        ("GET", {KEY_HEADER: "right", "origin": "http://localhost:3000"}),
    ],
)
def test_without_the_key_there_is_no_such_path(
    start: Start, data_dir: Path, method: str, headers: dict[str, str]
) -> None:
    async def test(server: Running) -> None:
        shown = {name: key(data_dir) if value == "right" else value for name, value in headers.items()}
        raw = [(name.encode(), value.encode("latin-1")) for name, value in shown.items()]
        async with httpx.AsyncClient(trust_env=False) as client:
            answers = [
                await client.request(method, server.url("http", path), headers=raw)
                for path in (PATH, "/antiphon/nothing")
            ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content

    run(start, test)


def scope(taps: Taps, address: str = "127.0.0.1") -> dict[str, Any]:
    headers = [(KEY_HEADER.encode(), taps.key.encode())]
    return {"type": "http", "method": "GET", "path": PATH, "headers": headers, "client": (address, 1)}


class Caller:
    """The ASGI callables of a watcher that may stop reading."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.gone = asyncio.Event()
        self.answered = asyncio.Event()
        self.is_stuck = False

    async def receive(self) -> Any:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)
        self.answered.set()
        if self.is_stuck:
            await asyncio.Event().wait()


def test_other_machines_are_not_let_in_with_the_right_key() -> None:
    async def main() -> None:
        taps, caller = Taps(), Caller()
        await Tapping(taps)(scope(taps, "192.0.2.1"), caller.receive, caller.send)
        assert caller.sent[0]["status"] == 404
        assert not taps.is_watched

    asyncio.run(main())


def test_too_many_are_told_so() -> None:
    async def main() -> None:
        taps, caller = Taps(), Caller()
        taps.close()
        await Tapping(taps)(scope(taps), caller.receive, caller.send)
        assert caller.sent[0]["status"] == 503

    asyncio.run(main())


def test_a_watcher_that_reads_nothing_is_let_go_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tapping, "PATIENCE_S", 0.05)

    class Channel:
        observer: Witness | None = None

    async def main() -> None:
        taps, caller, channel = Taps(), Caller(), Channel()
        witness = taps.open(channel, Opening("", "", ""))
        stream = asyncio.create_task(Tapping(taps)(scope(taps), caller.receive, caller.send))
        await caller.answered.wait()
        caller.is_stuck = True
        for _ in range(10_000):  # none of which waits
            witness.received("x" * 1000)
        async with asyncio.timeout(5):
            await stream
        witness.sent("first")
        assert channel.observer is None

    with structlog.testing.capture_logs() as logs:
        asyncio.run(main())
    assert [entry["event"] for entry in logs if entry["log_level"] == "warning"] == [
        "! watcher reads nothing and is let go"
    ]


def test_a_broken_frame_is_logged_in_debug_mode_and_the_call_goes_on(start: Start) -> None:
    broken = '{"serverContent":{"turnComplete":true,"interrupted":true}}'

    async def test(server: Running) -> None:
        async with connect(server.url("ws"), proxy=None) as socket:
            for frame in ('{"setupComplete":{}}', broken, "still here"):
                await socket.send(frame)
                assert await socket.recv() == frame

    with structlog.testing.capture_logs() as logs:
        run(start, test, log_level="debug")
    found = [entry for entry in logs if entry["log_level"] == "error"]
    assert [(entry["event"], entry["frame"]) for entry in found] == [
        ("! grammar broken", 1),
        ("! grammar broken", 2),
    ]
    assert found[0]["rule"] == "serverContent that says ['interrupted', 'turnComplete']"
    with structlog.testing.capture_logs() as logs:
        run(start, test)
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
