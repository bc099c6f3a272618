import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog.testing
import uvloop
from google import genai
from uvicorn.server import ServerState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from antiphon.config import load
from antiphon.errors import ConfigError
from antiphon.server import serve
from antiphon.server.accept import listen
from antiphon.server.certificates import ensure
from server.conftest import LIVE, Echo, Start

LOOPS = pytest.mark.parametrize("new_loop", [asyncio.SelectorEventLoop, uvloop.new_event_loop])
Loop = Callable[[], asyncio.AbstractEventLoop]


async def nothing_is_left() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    assert tasks == set()


@LOOPS
def test_drain_gives_calls_their_chance(new_loop: Loop, start: Start) -> None:
    async def test() -> None:
        async with start(drain_s=7) as server, httpx.AsyncClient(trust_env=False) as client:
            async with connect(server.url("wss"), ssl=server.tls, proxy=None) as call:
                await call.send("before")
                assert await call.recv() == "before"
                await client.get(server.url("http", "/healthz"))
                server.stop.signal()
                await server.host.draining.wait()
                assert server.host.drained == [7]
                with pytest.raises(OSError, match=r".*"):
                    await asyncio.open_connection("127.0.0.1", server.port)
                assert (await client.get(server.url("http", "/readyz"))).status_code == 503
                await call.send("after")
                assert await call.recv() == "after"
                assert not server.done.done()
            await server.done
        await nothing_is_left()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(test())


@LOOPS
def test_a_second_signal_ends_calls_at_once(
    new_loop: Loop, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "GRACE_S", 0.05)

    async def test() -> None:
        async with start() as server:
            call = await connect(server.url("ws"), proxy=None)
            silent = await connect(server.url("ws"), proxy=None)
            await call.send("x")
            await call.recv()
            silent.transport.pause_reading()
            server.stop.signal()
            await server.host.draining.wait()
            server.stop.signal()
            with pytest.raises(ConnectionClosed) as closed:
                await call.recv()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1012
            await server.done
            silent.transport.abort()
            await asyncio.gather(call.wait_closed(), silent.wait_closed())

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(test())


class Deaf(Echo):
    """Conversations that do not notice that their caller was sent away."""

    async def converse(self, channel: Any, peer: Any) -> None:
        del channel, peer
        self.active += 1
        self.ended.set()
        await asyncio.Event().wait()

    async def drain(self, seconds: float) -> None:
        raise RuntimeError(f"cannot drain in {seconds} s")


def test_deaf_conversations_are_cancelled(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "GRACE_S", 0.05)

    async def test() -> None:
        with structlog.testing.capture_logs() as logs:
            async with start(echo=Deaf()) as server:
                call = await connect(server.url("ws"), proxy=None)
                await server.host.ended.wait()
                server.stop.signal()
                await server.done
                await call.wait_closed()
        assert [entry["event"] for entry in logs] == ["draining", "drain failed"]
        await nothing_is_left()

    asyncio.run(test())


def test_cancelling_ends_everything(start: Start) -> None:
    async def test() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            async with start() as server:
                call = await connect(server.url("ws"), proxy=None)
                await call.send("x")
                await call.recv()
                server.done.cancel()
                await call.wait_closed()
                await server.done
        await nothing_is_left()

    asyncio.run(test())


def test_a_taken_port_is_the_operators_problem(start: Start) -> None:
    async def test() -> None:
        taken = listen("127.0.0.1", 0)
        try:
            with pytest.raises(ConfigError, match="cannot listen"):
                async with start(port=taken[0].getsockname()[1]):
                    pass
        finally:
            for listener in taken:
                listener.close()
        await nothing_is_left()

    asyncio.run(test())


@pytest.mark.parametrize(
    ("given", "names", "base"),
    [
        ({}, ("127.0.0.1",), "127.0.0.1:1"),
        ({"hostname": ("voice.example",)}, ("voice.example", "127.0.0.1"), "127.0.0.1:1"),
        ({"host": "0.0.0.0", "insecure": True, "hostname": ("a", "b")}, ("a", "b"), "a:1"),
        ({"host": "0.0.0.0", "insecure": True}, (), "127.0.0.1:1"),
        ({"host": "*", "insecure": True}, (), "127.0.0.1:1"),
        ({"host": "::1"}, ("::1",), "[::1]:1"),
        ({"host": "box", "insecure": True}, ("box",), "box:1"),
    ],
)
def test_names_and_addresses(
    given: dict[str, Any], names: tuple[str, ...], base: str, tmp_path: Path
) -> None:
    settings = load(**given)
    assert serve.certificate_names(settings) == names
    files = ensure(tmp_path, (), datetime.now(UTC))
    listening = serve._listening(settings, 1, files)
    assert (listening.base_url, listening.http_base_url) == (f"https://{base}", f"http://{base}")


def test_dates_and_renewal(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        state = ServerState()
        renewed = asyncio.Event()

        def renew() -> None:
            if not state.total_requests:
                state.total_requests = 1
                raise OSError(28, "disk full")
            renewed.set()

        turn = asyncio.sleep

        async def one_turn(_seconds: float) -> None:
            await turn(0)

        monkeypatch.setattr("antiphon.server.serve.asyncio.sleep", one_turn)
        monkeypatch.setattr(serve, "_RENEWAL_S", 2)
        with structlog.testing.capture_logs() as logs:
            keeping = asyncio.create_task(serve._keep_up(state, renew))
            await renewed.wait()
            keeping.cancel()
            await asyncio.wait([keeping])
        assert [entry["event"] for entry in logs] == ["certificate not renewed"]
        assert state.default_headers[0][0] == b"date"

    asyncio.run(test())


def test_no_key_reaches_a_log(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        async with start() as server:
            async with connect(server.url("ws", LIVE + "?key=verysecret"), proxy=None):
                pass
            async with httpx.AsyncClient(trust_env=False) as client:
                await client.get(server.url("http", "/nothing"), params={"key": "verysecret"})

    caplog.set_level(logging.INFO, logger="uvicorn.error")
    asyncio.run(test())
    said = [record.getMessage() for record in caplog.records if record.name.startswith("uvicorn")]
    assert not [text for text in said if "verysecret" in text]


def test_the_stock_sdk_lists_models(start: Start) -> None:
    async def test() -> None:
        async with start() as server:

            def ask() -> list[str]:
                client = genai.Client(
                    api_key="local",
                    http_options={"base_url": server.url("https", ""), "client_args": {"verify": server.tls}},
                )
                try:
                    names = [model.name for model in client.models.list(config={"page_size": 4})]
                    return [*names, client.models.get(model="my-own").name]
                finally:
                    client.close()

            names = await asyncio.to_thread(ask)
        assert names[0] == "models/gemini-3.8-live"
        assert len(set(names)) == 16
        assert names[-1] == "models/my-own"

    asyncio.run(test())


CHILD = """
import asyncio, sys
sys.path.insert(0, {tests!r})
from server.conftest import Echo
from pathlib import Path
from antiphon.config import load
from antiphon.server.serve import serve
settings = load(port=0, data_dir=Path({data!r}), drain_s=60)
asyncio.run(serve(settings, Echo(), lambda at: print(at.port, flush=True)))
print("clean", flush=True)
"""


@pytest.mark.parametrize("signals", [[signal.SIGTERM], [signal.SIGINT], [signal.SIGTERM, signal.SIGINT]])
def test_signals(signals: list[signal.Signals], data_dir: Path) -> None:
    script = CHILD.format(tests=str(Path(__file__).parent.parent), data=str(data_dir))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        port = int(child.stdout.readline())
        with socket.create_connection(("127.0.0.1", port)) as call:
            head = f"GET {LIVE} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            head += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            call.sendall(head.encode())
            assert call.recv(12) == b"HTTP/1.1 101"
            for number in signals:
                os.kill(child.pid, number)
                if number is not signals[-1]:
                    while b"draining" not in child.stdout.readline().encode():
                        pass
            if len(signals) == 1:
                while b"draining" not in child.stdout.readline().encode():
                    pass
                call.shutdown(socket.SHUT_RDWR)
        assert child.stdout.read().endswith("clean\n")
        assert child.wait(10) == 0
