import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from antiphon.engines.cascade import endpoint
from antiphon.engines.cascade.endpoint import Endpoint, Service, complaint, events, read
from antiphon.errors import EngineError, OperatorError, RefusedError
from antiphon.testing.openai import ModelServer, Reply, plain, refused, said

SERVICE = Service("llm", "the language model", "", "some-model", "secret", 5.0)


@asynccontextmanager
async def reached(server: ModelServer, service: Service = SERVICE) -> AsyncIterator[Endpoint]:
    async with server.running():
        made = Endpoint(replace(service, base_url=server.url + "/"))
        try:
            yield made
        finally:
            await made.aclose()
            await made.aclose()


def start(server: ModelServer, service: Service = SERVICE) -> None:
    async def scenario() -> None:
        async with reached(server, service) as made:
            await made.start()

    asyncio.run(scenario())


def post(server: ModelServer, service: Service = SERVICE) -> bytes:
    async def scenario() -> bytes:
        async with reached(server, service) as made, made.post("/chat/completions", json={}) as response:
            return await read(response, 1000)

    return asyncio.run(scenario())


def test_the_key_is_shown_and_never_told() -> None:
    server = ModelServer(chat=lambda _: plain({}))
    assert post(server) == b"{}"
    assert server.asked[0].headers["authorization"] == "Bearer secret"
    assert server.asked[0].headers["accept-encoding"] == "identity"  # what is packed does not stream
    assert "secret" not in repr(SERVICE)


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (refused(401, "no"), "llm: .* wants another key: set ANTIPHON_LLM_KEY"),
        (refused(403, "no"), "wants another key"),
        (refused(503, "Loading model"), r"answers 503 \(Loading model\): is it still loading"),
    ],
)
def test_a_server_that_will_not_do_is_told_at_the_start(reply: Reply, problem: str) -> None:
    with pytest.raises(OperatorError, match=problem):
        start(ModelServer(models=lambda _: reply))


@pytest.mark.parametrize(
    ("location", "is_away"),
    [("https://api.example.com/v1/models?key=secret", True), ("/v1/models/", False), ("//[", True)],
)
def test_a_server_that_has_moved_away_is_told_at_the_start(location: str, *, is_away: bool) -> None:
    moved = ModelServer(models=lambda _: Reply(status=301, headers={"Location": location}))
    with pytest.raises(OperatorError) if is_away else nullcontext() as told:
        start(moved)
    if told is not None:
        assert "correct --llm" in str(told.value)
        assert "secret" not in str(told.value)


def test_without_a_key_one_is_asked_for() -> None:
    with pytest.raises(OperatorError, match="wants key: set ANTIPHON_LLM_KEY"):
        start(ModelServer(models=lambda _: refused(401, "no")), replace(SERVICE, key=None))


@pytest.mark.parametrize(
    ("models", "is_warned"),
    [
        (plain({"data": [{"id": "some-model"}]}), False),
        (plain({"data": [{"id": "some-model:latest"}]}), False),
        (plain([{"id": "models/some-model"}]), False),
        (plain({"data": [{"id": "another"}]}), True),
        (plain({"data": []}), False),
        (plain({"data": [7, {"id": 7}]}), False),
        (plain(7), False),
        (Reply(body=b"<html>"), False),
        (refused(404, "nothing here"), False),
        (Reply(body=b" " * 100 + b"[]"), False),
    ],
)
def test_a_model_that_is_not_listed_is_worth_a_warning(
    models: Reply, monkeypatch: pytest.MonkeyPatch, *, is_warned: bool
) -> None:
    monkeypatch.setattr(endpoint, "MAX_LIST", 90)
    with capture_logs() as logs:
        start(ModelServer(models=lambda _: models))
    assert [entry["event"] for entry in logs] == ["! model not listed"] * is_warned


def test_a_key_that_no_header_can_carry_is_told_at_the_start_and_not_shown() -> None:
    with pytest.raises(OperatorError, match="ANTIPHON_LLM_KEY may hold only ASCII") as told:
        Endpoint(replace(SERVICE, base_url="https://api.example.com/v1", key="s\u00e9cret"))
    assert "cret" not in str(told.value)


def test_nobody_there() -> None:
    async def scenario() -> None:
        async with reached(ModelServer()) as made:
            url = made.service.base_url
        alone = Endpoint(replace(SERVICE, base_url=url))
        try:
            with pytest.raises(OperatorError, match=r"nothing answers at .*start that server"):
                await alone.start()
            with pytest.raises(EngineError, match="ConnectError"):
                async with alone.post("/x"):
                    pass
        finally:
            await alone.aclose()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (refused(401, "key secret is wrong"), "refuses the key .401.: set ANTIPHON_LLM_KEY$"),
        (refused(404, "what model?"), "404, no model 'some-model' or nothing at that address: what model"),
        (refused(429, "slowly", headers={"retry-after": "20"}), "too often .429, again in 20 s.: slowly"),
        (refused(429, "slowly"), "too often .429.: slowly"),
        (refused(500, "it broke"), "answered 500: it broke"),
        (Reply(302, headers={"location": "/elsewhere"}), "302, it has moved to /elsewhere"),
        (Reply(500, body=b"x" * 70_000), "more than"),
    ],
)
def test_what_a_refusal_says(reply: Reply, problem: str) -> None:
    with pytest.raises(EngineError, match=problem) as refusal:
        post(ModelServer(chat=lambda _: reply))
    assert "secret" not in str(refusal.value)


def test_silence_has_its_limit() -> None:
    with pytest.raises(EngineError, match=r"the language model was silent for 0.05 s .ReadTimeout."):
        post(ModelServer(chat=lambda _: Reply(hangs=True)), replace(SERVICE, patience_s=0.05))


def test_a_connection_that_breaks_before_anything_came_is_tried_once_more() -> None:
    replies = [Reply(breaks=True), plain({})]
    server = ModelServer(chat=lambda _: replies.pop(0))
    assert post(server) == b"{}"
    assert len(server.asked) == 2


def test_it_is_not_tried_for_ever_nor_in_the_middle() -> None:
    never = ModelServer(chat=lambda _: Reply(breaks=True))
    with pytest.raises(EngineError, match="failed: RemoteProtocolError"):
        post(never)
    assert len(never.asked) == 2
    begun = ModelServer(chat=lambda _: said("Hello", breaks=True))
    with pytest.raises(EngineError, match="failed: RemoteProtocolError"):
        post(begun)
    assert len(begun.asked) == 1


def test_no_proxy_stands_before_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert post(ModelServer(chat=lambda _: plain({}))) == b"{}"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1"])
def test_a_proxy_that_cannot_be_used_is_told_at_the_start(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(OperatorError, match=r"llm: .*a proxy .* correct ALL_PROXY"):
        Endpoint(replace(SERVICE, base_url="https://api.example.com/v1"))


def test_a_body_is_bounded() -> None:
    with pytest.raises(EngineError, match="more than 1000 bytes"):
        post(ModelServer(chat=lambda _: Reply(body=bytes(1001))))


def streamed(*pieces: bytes) -> list[bytes]:
    async def scenario() -> list[bytes]:
        server = ModelServer(chat=lambda _: Reply(pieces=pieces))
        async with reached(server) as made, made.post("/chat/completions") as response:
            return [data async for data in events(response)]

    return asyncio.run(scenario())


@pytest.mark.parametrize(
    ("pieces", "data"),
    [
        ([b"data: a\n\ndata: b\n\n"], [b"a", b"b"]),
        ([b"da", b"ta:a\r", b"\n\r\n"], [b"a"]),
        ([b": ping\n\nevent: x\nid: 7\ndata: a\ndata: b\n\n"], [b"a\nb"]),
        ([b"\n\n\n"], []),
        ([b"data: a"], [b"a"]),
        ([b"data: a\n"], [b"a"]),
        (["data: a\u2028b\n\n".encode()], ["a\u2028b".encode()]),
    ],
)
def test_events_however_they_are_cut(pieces: list[bytes], data: list[bytes]) -> None:
    assert streamed(*pieces) == data


def test_an_event_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "MAX_EVENT", 100)
    for piece in (b"data: " + bytes(101), b"data: 0123456789\n" * 20, b"data:\n" * 101):
        with pytest.raises(EngineError, match="more than 100 bytes"):
            streamed(piece, piece)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"error": {"message": "a\\n b"}}', "a b"),
        (b'{"error": "a"}', "a"),
        (b'{"message": "a", "object": "error"}', "a"),
        (
            b'{"detail": [{"loc": ["body", "top_k"], "msg": "no", "input": "what somebody said"}]}',
            "top_k: no",
        ),
        (b'{"what": "somebody said"}', ""),
        (b"it  broke\n", "it broke"),
        (b"\xff" * 1000, "\ufffd" * 200),
    ],
)
def test_a_complaint_is_a_line_that_quotes_nobody(body: bytes, told: str) -> None:
    assert complaint(body) == told


def test_only_a_bad_request_may_be_bettered() -> None:
    assert RefusedError("", 400, "").is_about_request
    assert not RefusedError("", 500, "").is_about_request
