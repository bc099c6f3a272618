import asyncio
import contextlib
import errno
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
import structlog.testing
import uvloop
from websockets.asyncio.client import connect

from antiphon.errors import ConfigError
from antiphon.server.accept import Acceptor, Limits, listen
from server.conftest import Start

PLAIN: Any = None  # no TLS context: nobody here asks for it
LOOPS = pytest.mark.parametrize("new_loop", [asyncio.SelectorEventLoop, uvloop.new_event_loop])


def run(new_loop: Callable[[], asyncio.AbstractEventLoop], test: Callable[[], Awaitable[None]]) -> None:
    async def main() -> None:
        async with asyncio.timeout(20):
            await test()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(main())


@LOOPS
def test_four_protocols_on_one_port(new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start) -> None:
    async def test() -> None:
        async with start() as server:
            for scheme, context in (("ws", None), ("wss", server.tls)):
                async with connect(server.url(scheme), ssl=context, proxy=None) as socket_:
                    await socket_.send("hello")
                    assert await socket_.recv() == "hello"
                    await socket_.send(b"hello")
                    assert await socket_.recv() == "hello in bytes"
            for scheme in ("http", "https"):
                async with httpx.AsyncClient(verify=server.tls, trust_env=False) as client:
                    answer = await client.get(server.url(scheme, "/healthz"))
                    assert (answer.status_code, answer.text) == (200, "ok\n")

    run(new_loop, test)


@LOOPS
def test_both_loopback_families(new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start) -> None:
    async def test() -> None:
        async with start(host="localhost") as server:
            async with connect(server.url("wss", name="localhost"), ssl=server.tls, proxy=None) as socket_:
                await socket_.send("hello")
                assert await socket_.recv() == "hello"
            with contextlib.suppress(OSError):  # a machine may be without IPv6
                async with connect(server.url("ws", name="[::1]"), proxy=None) as socket_:
                    await socket_.send("six")
                    assert await socket_.recv() == "six"

    run(new_loop, test)


@LOOPS
def test_silence_is_cut_off(new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start) -> None:
    async def test() -> None:
        async with start(Limits(peek_s=0.01)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            assert await reader.read() == b""
            writer.close()

    run(new_loop, test)


@LOOPS
def test_half_a_handshake_is_cut_off(new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start) -> None:
    async def test() -> None:
        async with start(Limits(handshake_s=0.01)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(b"\x16")
            with contextlib.suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()

    run(new_loop, test)


@LOOPS
def test_rubbish_is_refused(new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start) -> None:
    async def test() -> None:
        async with start() as server:
            for rubbish, first in (
                (b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 400"),
                (b"\x16rubbish, not TLS", b""),
            ):
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
                writer.write(rubbish)
                with contextlib.suppress(ConnectionResetError):
                    answer = await reader.read()
                    assert answer.startswith(first)
                writer.close()

    run(new_loop, test)


@LOOPS
def test_the_longest_silent_caller_makes_room(
    new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start
) -> None:
    async def test() -> None:
        async with start(Limits(max_pending=2)) as server:
            silent = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(3)]
            assert await silent[0][0].read() == b""
            async with connect(server.url("ws"), proxy=None) as socket_:
                await socket_.send("hello")
                assert await socket_.recv() == "hello"
            for _, writer in silent:
                writer.close()

    run(new_loop, test)


@LOOPS
def test_too_many_connections(new_loop: Callable[[], asyncio.AbstractEventLoop], start: Start) -> None:
    async def test() -> None:
        async with start(Limits(max_connections=1)) as server:
            async with connect(server.url("ws"), proxy=None) as socket_:
                await socket_.send("hello")
                await socket_.recv()
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
                with contextlib.suppress(ConnectionResetError):
                    assert await reader.read() == b""
                writer.close()
            await server.host.ended.wait()

    run(new_loop, test)


class Exhausted:
    """A listener without descriptors to give, for a while."""

    def __init__(self, listener: socket.socket, errors: list[int]) -> None:
        self.listener = listener
        self.errors = errors

    def accept(self) -> tuple[socket.socket, Any]:
        if self.errors:
            number = self.errors.pop()
            raise OSError(number, "no more")
        return self.listener.accept()

    def fileno(self) -> int:
        return self.listener.fileno()

    def close(self) -> None:
        self.listener.close()


@LOOPS
def test_exhaustion_rests_and_goes_on(new_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def test() -> None:
        listener, *others = listen("127.0.0.1", 0)
        port = listener.getsockname()[1]
        made = asyncio.Event()

        class Protocol(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                made.set()
                transport.close()

        errors = [errno.EMFILE, errno.EMFILE, errno.ECONNABORTED]
        exhausted: Any = Exhausted(listener, errors)
        limits = Limits(backoff_s=0.001)
        with structlog.testing.capture_logs() as logs:
            acceptor = Acceptor(
                [exhausted, *others],
                Protocol,
                PLAIN,
                open_connections=lambda: 0,
                limits=limits,
            )
            async with acceptor:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"x")
                await made.wait()
                writer.close()
        assert [entry["retry_in_s"] for entry in logs] == [0.001, 0.002]
        assert acceptor.pending == 0

    run(new_loop, test)


def test_leaving_while_resting_and_while_callers_are_silent(start: Start) -> None:
    async def test() -> None:
        async with start() as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            async with httpx.AsyncClient(trust_env=False) as client:
                await client.get(server.url("http", "/healthz"))  # so the silent one has been accepted
            server.stop.signal()
            assert await reader.read() == b""
            writer.close()
            await server.done
        listener, *others = listen("127.0.0.1", 0)
        exhausted: Any = Exhausted(listener, [errno.EMFILE] * 9)
        with structlog.testing.capture_logs() as logs:
            acceptor = Acceptor(
                [exhausted, *others],
                asyncio.Protocol,
                PLAIN,
                open_connections=lambda: 0,
                limits=Limits(),
            )
            async with acceptor:
                acceptor._accept(exhausted)
        assert len(logs) == 1

    run(asyncio.SelectorEventLoop, test)


def test_a_taken_port_and_an_unknown_host() -> None:
    taken = listen("127.0.0.1", 0)
    with pytest.raises(ConfigError, match=r"cannot listen on 127\.0\.0\.1 port"):
        listen("127.0.0.1", taken[0].getsockname()[1])
    for listener in taken:
        listener.close()
    with pytest.raises(ConfigError, match="cannot listen"):
        listen("256.0.0.1.invalid", 0)


@pytest.mark.parametrize("host", ["", "*", "0.0.0.0"])
def test_every_address(host: str) -> None:
    listeners = listen(host, 0)
    assert [listener.getsockname()[0] for listener in listeners] == ["0.0.0.0"]
    for listener in listeners:
        listener.close()
