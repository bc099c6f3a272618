"""What a caller without an SDK sees: close codes, reasons, and a server that goes on."""

from __future__ import annotations

import asyncio
import json
import ssl

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from e2e.subject import Server

PATH = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=x"
SETUP = json.dumps({"setup": {"model": "models/x"}})


async def listen(socket: ClientConnection) -> None:
    while True:
        await socket.recv()


async def ending(server: Server, *frames: str) -> tuple[int | None, str | None]:
    """How the server closed, once it had these frames."""
    url = server.http_base_url.replace("http", "ws", 1) + PATH
    async with connect(url, proxy=None) as socket:
        for frame in frames:
            await socket.send(frame)
        with pytest.raises(ConnectionClosed):
            await listen(socket)
    return socket.close_code, socket.close_reason


@pytest.mark.parametrize(
    ("frames", "code", "reason"),
    [
        (['{"realtimeInput": {"text": "hello"}}'], 1007, "The first message must be setup."),
        (["hello"], 1007, "not JSON"),
        (['{"setup": {}}'], 1007, "setup: Object missing required field `model`"),
        ([SETUP, SETUP], 1007, "setup may be sent only once."),
        (
            ['{"setup": {"model": "models/x", "sessionResumption": {"handle": "gone"}}}'],
            1008,
            "BidiGenerateContent session not found",
        ),
    ],
)
def test_a_mistake_is_answered_with_a_reason(
    server: Server, frames: list[str], code: int, reason: str
) -> None:
    got, why = asyncio.run(ending(server, *frames))
    assert got == code
    assert (why or "").startswith(reason)


def test_a_clean_close_is_echoed(server: Server) -> None:
    async def call() -> int | None:
        context = ssl.create_default_context(cafile=server.ca)
        url = server.base_url.replace("https", "wss", 1) + PATH
        async with connect(url, ssl=context, proxy=None) as socket:
            await socket.send(SETUP)
            assert "setupComplete" in json.loads(await socket.recv())
            await socket.close()
            return socket.close_code

    assert asyncio.run(call()) == 1000
