import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import structlog.testing
from uvicorn.protocols.utils import ClientDisconnected
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from antiphon.runtime.channel import ChannelClosed
from antiphon.server import live
from antiphon.server.live import SocketChannel
from server.conftest import LIVE, Running, Start


def run(start: Start, test: Callable[[Running], Awaitable[None]], **settings: Any) -> None:
    async def main() -> None:
        async with asyncio.timeout(20), start(**settings) as server:
            await test(server)

    asyncio.run(main())


async def closing(server: Running, path: str = LIVE, **options: Any) -> tuple[int, str]:
    """The close code and reason that a caller sees who only listens."""
    async with connect(server.url("ws", path), proxy=None, **options) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason


async def refused(server: Running, path: str = LIVE, **headers: str) -> int:
    with pytest.raises(InvalidStatus) as error:
        async with connect(server.url("ws", path), proxy=None, additional_headers=headers):
            pass
    assert error.value.response.body
    return error.value.response.status_code


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("?key=secret", {}),
        ("", {"x-goog-api-key": "secret"}),
        ("?access_token=secret", {}),
        ("", {"Authorization": "Token secret"}),
        ("", {"Authorization": "Bearer secret"}),
    ],
)
def test_every_form_of_the_right_key(start: Start, query: str, headers: dict[str, str]) -> None:
    async def test(server: Running) -> None:
        async with connect(server.url("ws", LIVE + query), proxy=None, additional_headers=headers) as socket:
            await socket.send("hello")
            assert await socket.recv() == "hello"
        wrong = {name: value.replace("secret", "wrong") for name, value in headers.items()}
        path = LIVE + query.replace("secret", "auth_tokens/wrong")
        assert await closing(server, path, additional_headers=wrong) == (
            1007,
            "API key not valid. Please pass a valid API key.",
        )

    run(start, test, api_keys=("secret",))


def test_no_key(start: Start) -> None:
    async def test(server: Running) -> None:
        code, reason = await closing(server)
        assert code == 1008
        assert len(reason.encode()) == 123
        assert reason.startswith("Method doesn't allow unregistered callers")

    run(start, test, api_keys=("secret",))


def test_who_is_calling(start: Start) -> None:
    async def test(server: Running) -> None:
        vertex = "//ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent"
        for path in (LIVE, vertex):
            headers = {"x-goog-api-client": "google-genai-sdk/3.4.0"}
            async with connect(server.url("ws", path), proxy=None, additional_headers=headers) as socket:
                await socket.send("x")
                await socket.recv()
        assert [peer.caller.is_vertex for peer in server.host.peers] == [False, True]
        assert {(peer.address, peer.caller.client) for peer in server.host.peers} == {
            ("127.0.0.1", "google-genai-sdk/3.4.0")
        }

    run(start, test)


def test_refused_upgrades(start: Start) -> None:
    async def test(server: Running) -> None:
        assert await refused(server, "/ws/nothing") == 404
        assert await refused(server, Origin="https://evil.example") == 403
        url = server.url("ws", name="evil.example")
        with pytest.raises(InvalidStatus) as rebound:
            await connect(url, host="127.0.0.1", port=server.port, proxy=None)
        assert rebound.value.response.status_code == 403
        async with connect(server.url("ws"), proxy=None, origin="http://localhost:5173"):  # type: ignore[arg-type]
            pass

    run(start, test)


def test_sockets_that_are_not_served(start: Start) -> None:
    async def test(server: Running) -> None:
        path = "/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateMusic"
        code, reason = await closing(server, path)
        assert (code, reason.split()[0]) == (1008, "BidiGenerateMusic")

    run(start, test)


def test_a_failure_of_ours_shows_no_cause(start: Start) -> None:
    async def test(server: Running) -> None:
        async with connect(server.url("ws"), proxy=None) as socket:
            await socket.send("fail")
            with pytest.raises(ConnectionClosed) as closed:
                await socket.recv()
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1011, "Internal error encountered.")

    with structlog.testing.capture_logs() as logs:
        run(start, test)
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["conversation failed"]


def test_closing_from_our_side(start: Start) -> None:
    async def test(server: Running) -> None:
        for said, code, reason in (("bye", 1000, ""), ("close é" + "é" * 100, 4000, "é" * 61)):
            async with connect(server.url("ws"), proxy=None) as socket:
                await socket.send(said)
                with pytest.raises(ConnectionClosed) as closed:
                    await socket.recv()
            assert closed.value.rcvd is not None
            assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (code, reason)

    run(start, test)


@pytest.mark.parametrize(("code", "seen"), [(1000, 1000), (4321, 4321), (None, 1006)])
def test_closing_from_their_side(start: Start, code: int | None, seen: int) -> None:
    async def test(server: Running) -> None:
        socket = await connect(server.url("ws"), proxy=None)
        await socket.send("x")
        await socket.recv()
        if code is None:
            socket.transport.abort()
        else:
            await socket.close(code)
        await server.host.ended.wait()
        assert server.host.endings == [seen]

    run(start, test)


class Wire:
    """The two ASGI callables of a connection, by hand."""

    def __init__(self, *events: dict[str, Any]) -> None:
        self.events = list(events)
        self.sent: list[Any] = []
        self.is_stuck = False
        self.is_gone = False

    async def receive(self) -> Any:
        if not self.events:
            await asyncio.Event().wait()
        return self.events.pop(0)

    async def send(self, message: Any) -> None:
        if self.is_gone:
            raise ClientDisconnected
        if self.is_stuck:
            await asyncio.Event().wait()
        self.sent.append(message)

    @property
    def channel(self) -> SocketChannel:
        return SocketChannel(self.receive, self.send)


def test_receiving_again_after_the_end() -> None:
    async def test() -> None:
        wire = Wire({"type": "websocket.disconnect", "code": 1001, "reason": ""})
        channel = wire.channel
        for _ in range(2):
            with pytest.raises(ChannelClosed) as closed:
                await channel.receive()
            assert closed.value.code == 1001
        with pytest.raises(ChannelClosed):
            await channel.send("late")
        await channel.close(1000)
        assert wire.sent == []

    asyncio.run(test())


def test_sending_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        wire = Wire()
        wire.is_gone = True
        with pytest.raises(ChannelClosed) as closed:
            await wire.channel.send("x")
        assert closed.value.code == 1006
        await wire.channel.close(1000)
        wire.is_gone, wire.is_stuck = False, True
        await wire.channel.close(1000)

    monkeypatch.setattr(live, "CLOSE_WAIT_S", 0.01)
    asyncio.run(test())


def test_codes_that_cannot_be_sent() -> None:
    async def test() -> None:
        wire = Wire()
        channel = wire.channel
        await channel.close(1006)
        with pytest.raises(ChannelClosed):
            await channel.send("late")
        assert [message["code"] for message in wire.sent] == [1000]

    asyncio.run(test())


def test_cancelling_a_receive_loses_nothing() -> None:
    async def test() -> None:
        wire = Wire()
        channel = wire.channel
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await channel.receive()
        wire.events.append({"type": "websocket.receive", "bytes": b"kept"})
        assert await channel.receive() == b"kept"

    asyncio.run(test())
