import asyncio
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from antiphon.server.accept import Limits
from antiphon.server.http import HttpProtocol
from antiphon.server.websocket import LiveProtocol
from server.conftest import LIVE, Running, Start


async def exchange(server: Running, *chunks: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
        async with asyncio.timeout(10):
            return await reader.read()
    finally:
        writer.close()


UPGRADE = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
KEY = b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: slow", b"408 Request Timeout"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 5000, b"431 Request Header Fields Too Large"),
        (b"G\xc3\xa9T / HTTP/1.1\r\n\r\n", b"400 Bad Request"),
        (b"GET /\xc3\xa9 HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + KEY + b"\r\n", b"400 Bad Request"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + b"\r\n", b"400 Bad Request"),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + KEY + b"A: b\r\n" * 200 + b"\r\n",
            b"431 Request Header Fields Too Large",
        ),
    ],
)
def test_heads_that_are_refused(start: Start, request_: bytes, status: bytes) -> None:
    async def test() -> None:
        async with start(Limits(head_s=0.05, head_bytes=4096)) as server:
            answer = await exchange(server, request_)
            assert answer.startswith(b"HTTP/1.1 " + status)

    asyncio.run(test())


def test_a_connection_may_carry_further_requests_and_not_wait_for_them(start: Start) -> None:
    async def test() -> None:
        async with start(Limits(head_s=0.05)) as server:
            request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
            answer = await exchange(server, request, request + request)
            assert answer.count(b"HTTP/1.1 200 OK") == 3
            assert answer.endswith(b"content-length: 0\r\n\r\n")
            assert b"HTTP/1.1 408" in answer

    asyncio.run(test())


POST = b"POST /body HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (POST + b"Content-Length: 9\r\n\r\nslow", b"408 Request Timeout"),
        (POST + b"Content-Length: 5000\r\n\r\n" + b"x" * 5000, b"413 Content Too Large"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n1388\r\n" + b"x" * 5000, b"413 Content Too Large"),
        (POST + b"Content-Length: 4\r\nConnection: close\r\n\r\nbody", b"200 OK"),
    ],
)
def test_bodies_have_a_limited_time_and_size(request_: bytes, status: bytes) -> None:
    async def read_body(scope: Any, receive: Any, send: Any) -> None:
        del scope
        while (message := await receive()).get("more_body"):
            pass
        if message["type"] == "http.request":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    async def test() -> None:
        config = Config(read_body, lifespan="off", log_config=None, ws=LiveProtocol)
        config.load()
        limits = Limits(body_s=0.05, body_bytes=4096)
        server = await asyncio.get_running_loop().create_server(
            lambda: HttpProtocol(config, ServerState(), limits), "127.0.0.1", 0
        )
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(request_)
            assert (await reader.read()).startswith(b"HTTP/1.1 " + status)
            writer.close()

    asyncio.run(test())


def test_a_socket_in_a_call_has_no_time_limit_of_ours(start: Start) -> None:
    async def test() -> None:
        async with start(Limits(head_s=0.02)) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(
                b"GET " + LIVE.encode() + b" HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + KEY + b"\r\n"
            )
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
            silent, other = await asyncio.open_connection("127.0.0.1", server.port)
            other.write(b"G")
            await silent.read()  # the limit has passed, for this one and for the call
            writer.write(b"\x81\x82\0\0\0\0hi")
            assert await reader.readexactly(4) == b"\x81\x02hi"
            writer.close()
            other.close()

    asyncio.run(test())


def test_no_call_begins_while_the_server_drains(start: Start) -> None:
    async def test() -> None:
        async with start() as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            head = b"GET " + LIVE.encode() + b" HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + KEY + b"\r\n"
            writer.write(head)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
            late_reader, late_writer = await asyncio.open_connection("127.0.0.1", server.port)
            late_writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            await late_reader.readuntil(b"ok\n")
            server.stop.signal()
            await server.host.draining.wait()
            late_writer.write(head)
            assert (await late_reader.read()).startswith(b"HTTP/1.1 503")
            for each in (writer, late_writer):
                each.close()

    asyncio.run(test())
