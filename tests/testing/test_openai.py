"""The server that other tests believe."""

from __future__ import annotations

import asyncio
import json
import threading

import httpx
import pytest

from antiphon.testing.openai import Asked, ModelServer, Reply, plain, refused, said, streamed, tone


def post(path: str, server: ModelServer | None = None) -> httpx.Response:
    async def scenario() -> httpx.Response:
        async with (
            (server or ModelServer()).running() as served,
            httpx.AsyncClient(trust_env=False) as client,
        ):
            body = {"messages": [{"role": "user", "content": "hi"}], "input": "hello"}
            return await client.post(served.url + path, json=body)

    return asyncio.run(scenario())


def test_untold_it_answers_as_such_servers_do() -> None:
    chat = post("/chat/completions")
    assert chat.headers["content-type"] == "text/event-stream"
    lines = [line.removeprefix("data: ") for line in chat.text.split("\n\n") if line]
    assert lines.pop() == "[DONE]"
    assert [json.loads(line)["choices"][0]["delta"].get("content") for line in lines] == [
        "",
        "You said: ",
        "hi",
        None,
    ]
    assert post("/audio/transcriptions").json() == {"text": "hello there"}
    assert post("/audio/speech").content == tone("hello")
    assert post("/models").json()["data"][0]["id"] == "some-model"
    assert post("/elsewhere").status_code == 404


def test_calls_come_in_pieces() -> None:
    reply = said(calls=[("book", {"at": 3})])
    deltas = [json.loads(piece[6:])["choices"][0]["delta"] for piece in reply.pieces[:-1]]
    pieces = [call["function"]["arguments"] for delta in deltas for call in delta.get("tool_calls", ())]
    assert len(pieces) == 3
    assert json.loads("".join(pieces)) == {"at": 3}


@pytest.mark.parametrize("reply", [Reply(breaks=True), said("Hello", breaks=True)])
def test_it_breaks_where_it_is_told(reply: Reply) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        post("/chat/completions", ModelServer(chat=lambda _: reply))


def test_it_refuses_as_it_is_told() -> None:
    server = ModelServer(chat=lambda _: refused(429, "slowly", headers={"retry-after": "3"}))
    answer = post("/chat/completions", server)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert answer.json()["error"]["message"] == "slowly"


def test_it_remembers_what_it_was_asked() -> None:
    server = ModelServer()
    post("/audio/speech", server)
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.json["input"]) == ("POST", "/v1/audio/speech", "hello")
    assert asked.headers["content-type"] == "application/json"


def test_forms_are_read_by_field() -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    assert Asked("POST", "/", {"content-type": "multipart/form-data; boundary=x"}, body).form == {"a": b"1"}


def test_who_hangs_up_is_noticed() -> None:
    async def scenario() -> None:
        server = ModelServer(chat=lambda _: streamed({}, hangs=True))
        async with server.running(), httpx.AsyncClient(trust_env=False) as client:
            async with client.stream("POST", server.url + "/chat/completions"):
                await server.arrived()
                assert server.gone == 0
            async with asyncio.timeout(5):
                await server.left()

    asyncio.run(scenario())


def test_a_loop_of_its_own() -> None:
    server = ModelServer(models=lambda _: plain([1]))
    with server.in_thread():
        assert httpx.get(server.url + "/models", trust_env=False).json() == [1]
    assert not any(thread.name.endswith("(run_until_complete)") for thread in threading.enumerate())
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url + "/models", trust_env=False)
