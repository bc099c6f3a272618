import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from antiphon.engines.cascade import chat
from antiphon.engines.cascade.chat import ChatModel, Dialect, RemoteServer
from antiphon.engines.prompting import Budget
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import Prompt, Sampling, Used, Utterance

PROMPT = Prompt(system="Be brief.", user=Utterance(1, 0, "Hello"))


@dataclass
class Api:
    """An HTTP server on a free port: notes what was asked, and answers as ``behave`` does."""

    behave: Callable[["Api", asyncio.StreamWriter], Awaitable[None]]
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client closed its connection."""
    url: str = ""
    connections: dict[asyncio.StreamWriter, asyncio.Event] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections[writer] = asyncio.Event()
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {
                name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.asked.append((head[0], headers, json.loads(body) if body else None))
            await self.behave(self, writer)
            await reader.read()
        self.gone.set()
        writer.close()
        self.connections[writer].set()


@contextlib.asynccontextmanager
async def api(behave: Callable[[Api, asyncio.StreamWriter], Awaitable[None]]) -> AsyncIterator[Api]:
    served = Api(behave)
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0)
    served.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        async with server:
            yield served
    finally:
        for writer, ended in served.connections.items():
            writer.close()
            await ended.wait()


@contextlib.asynccontextmanager
async def model(url: str, dialect: Dialect | None = None) -> AsyncIterator[ChatModel]:
    made = ChatModel(RemoteServer(url), "some-model", key="secret", dialect=dialect)
    try:
        yield made
    finally:
        await made.aclose()


def answers(status: str, body: str, kind: str = "application/json") -> Any:
    async def behave(_: Api, writer: asyncio.StreamWriter) -> None:
        data = body.encode()
        head = f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(data)}\r\n\r\n"
        writer.write(head.encode() + data)
        await writer.drain()

    return behave


def events(*chunks: object, end: str = "data: [DONE]\n\n") -> str:
    return "".join(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks) + end


def delta(text: str | None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": text}}]}


async def reply(prompt: Prompt, behave: Any, dialect: Dialect | None = None) -> tuple[list[Delta], Api]:
    async with api(behave) as served, model(served.url, dialect) as made:
        return [piece async for piece in made.reply(prompt, Ticket(1))], served


def test_the_answer_streams() -> None:
    odd = "a\u2028b — 日"
    stream = events(
        delta(None),
        delta("Hel"),
        delta(odd),
        {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 2}},
    )
    pieces, served = asyncio.run(reply(PROMPT, answers("200 OK", ": ping\n\n" + stream, "text/event-stream")))
    assert pieces == ["Hel", odd, Used(7, 2)]
    line, headers, body = served.asked[0]
    assert line == "POST /v1/chat/completions HTTP/1.1"
    assert headers["authorization"] == "Bearer secret"
    assert body == {
        "model": "some-model",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}],
        "stream": True,
    }


def test_wishes_go_before_defaults_and_are_bounded() -> None:
    sampling = Sampling(temperature=0.5, top_k=3, max_output_tokens=9999, seed=0, stop=("x",))
    dialect = Dialect({"temperature": 0.0, "max_tokens": 120, "extra": 1}, "You are Ann.", Budget(512, 400))
    behave = answers("200 OK", events(), "text/event-stream")
    _, served = asyncio.run(reply(Prompt(user=PROMPT.user, sampling=sampling), behave, dialect))
    body = served.asked[0][2]
    assert body.pop("messages")[0]["content"] == "You are Ann."
    assert body == {
        "model": "some-model",
        "stream": True,
        "temperature": 0.5,
        "top_k": 3,
        "max_tokens": 400,
        "seed": 0,
        "stop": ["x"],
        "extra": 1,
    }


def test_closing_is_seen_by_the_server() -> None:
    async def behave(_: Api, writer: asyncio.StreamWriter) -> None:
        chunk = events(delta("Hello"), end="").encode()
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        await writer.drain()

    async def scenario() -> None:
        async with api(behave) as served, model(served.url) as made:
            pieces = made.reply(PROMPT, Ticket(1))
            assert await anext(pieces) == "Hello"
            assert not served.gone.is_set()
            await pieces.aclose()
            async with asyncio.timeout(5):
                await served.gone.wait()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("status", "body", "kind", "reason"),
    [
        ("500 Oops", "it broke", "text/plain", "500: it broke"),
        ("404 Not Found", '{"error": "no such model"}', "application/json", "404.*no such model"),
        ("200 OK", "data: {nonsense\n\n", "text/event-stream", "no chunk: {nonsense"),
        ("200 OK", 'data: {"choices": [7]}\n\n', "text/event-stream", "no chunk"),
        ("200 OK", "data: []\n\n", "text/event-stream", "no chunk"),
        ("200 OK", 'data: {"error": {"message": "full"}}\n\n', "text/event-stream", "full"),
        ("200 OK", "<html>", "text/html", "text/html"),
        ("999", "", "text/plain", "failed"),
    ],
)
def test_failures_are_engine_errors(status: str, body: str, kind: str, reason: str) -> None:
    with pytest.raises(EngineError, match=reason):
        asyncio.run(reply(PROMPT, answers(status, body, kind)))


def test_a_broken_stream() -> None:
    async def behave(_: Api, writer: asyncio.StreamWriter) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        await writer.drain()
        writer.close()

    with pytest.raises(EngineError, match="failed"):
        asyncio.run(reply(PROMPT, behave))


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def behave(_: Api, __: asyncio.StreamWriter) -> None:
        return

    monkeypatch.setattr(chat, "READ_S", 0.05)
    with pytest.raises(EngineError, match="ReadTimeout"):
        asyncio.run(reply(PROMPT, behave))


def test_nobody_there() -> None:
    async def scenario() -> None:
        async with api(answers("200 OK", "")) as served:
            url = served.url
        async with model(url) as made:
            with pytest.raises(EngineError, match="ConnectError"):
                await anext(made.reply(PROMPT, Ticket(1)))
            with pytest.raises(OperatorError, match="nothing answers at"):
                await made.start()

    asyncio.run(scenario())


def test_loopback_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    pieces, _ = asyncio.run(reply(PROMPT, answers("200 OK", events(delta("Hi")), "text/event-stream")))
    assert pieces == ["Hi"]


@pytest.mark.parametrize(
    ("status", "complaint"),
    [("200 OK", None), ("404 Not Found", None), ("401 No", "ANTIPHON_LLM_KEY"), ("503 Busy", "503")],
)
def test_the_check_at_start(status: str, complaint: str | None) -> None:
    async def scenario() -> None:
        async with api(answers(status, "{}")) as served, model(served.url + "/") as made:
            await made.start()

    if complaint is None:
        asyncio.run(scenario())
    else:
        with pytest.raises(OperatorError, match=complaint):
            asyncio.run(scenario())
