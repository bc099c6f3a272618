import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from antiphon.engines.cascade import chat
from antiphon.engines.cascade.chat import ChatModel
from antiphon.engines.cascade.endpoint import Service
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import (
    Call,
    Calls,
    Modality,
    Picture,
    Prompt,
    Role,
    Said,
    Sampling,
    Thought,
    Tool,
    Used,
    Utterance,
)
from antiphon.testing.openai import Asked, ModelServer, Reply, plain, refused, said, streamed

PROMPT = Prompt(system="Be brief.", user=Utterance(1, 0, "Hello"), modality=Modality.TEXT)
ABLE = replace(PROMPT, tools=(Tool("book"),), pictures=(Picture("image/png", b"png"),))


@asynccontextmanager
async def model(server: ModelServer) -> AsyncIterator[ChatModel]:
    async with server.running():
        made = ChatModel(Service("llm", "the language model", server.url, "some-model", "secret", 5.0))
        try:
            yield made
        finally:
            await made.aclose()


async def reply(server: ModelServer, prompt: Prompt = PROMPT) -> list[Delta]:
    async with model(server) as made:
        return [piece async for piece in made.reply(prompt, Ticket(1))]


def answering(*replies: Reply) -> ModelServer:
    """One after the other; the last one repeats."""
    waiting = list(replies)
    return ModelServer(chat=lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0])


def test_the_answer_streams() -> None:
    odd = "a\u2028b — 日"
    server = answering(said("Hel", odd, usage={"prompt_tokens": 7, "completion_tokens": 2}))
    assert asyncio.run(reply(server)) == ["Hel", odd, Used(7, 2)]
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.headers["authorization"]) == (
        "POST",
        "/v1/chat/completions",
        "Bearer secret",
    )
    assert asked.json == {
        "model": "some-model",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_thoughts_words_and_calls() -> None:
    server = answering(
        said("One moment.", thoughts=["Hm."], calls=[("book", {"at": 3}), ("book", {"at": 4})])
    )
    assert asyncio.run(reply(server, ABLE)) == [
        Thought("Hm."),
        "One moment.",
        Calls((Call("book", {"at": 3}), Call("book", {"at": 4}))),
    ]
    asked = server.asked[0].json
    assert asked["tools"][0]["function"]["name"] == "book"
    assert asked["messages"][-1]["content"][0]["image_url"]["url"] == "data:image/png;base64,cG5n"


def test_an_answer_in_one() -> None:
    server = answering(plain({"choices": [{"message": {"content": "Hello"}}]}))
    assert asyncio.run(reply(server)) == ["Hello"]


def test_a_server_that_has_said_all_and_stays_is_not_listened_to_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chat, "COUNTS_S", 0.05)
    server = answering(said("Hello", calls=[("book", {})], hangs=True))
    assert asyncio.run(reply(server)) == ["Hello", Calls((Call("book"),))]


def test_closing_is_seen_by_the_server() -> None:
    async def scenario() -> None:
        server = answering(said("Hello", hangs=True))
        async with model(server) as made:
            pieces = made.reply(PROMPT, Ticket(1))
            assert await anext(pieces) == "Hello"
            assert not server.gone
            await pieces.aclose()
            async with asyncio.timeout(5):
                await server.left()

    asyncio.run(scenario())


def test_cancelling_is_seen_by_the_server_also_before_the_first_word() -> None:
    async def scenario() -> None:
        server = answering(Reply(hangs=True, kind="text/event-stream"))
        async with model(server) as made:
            waiting = asyncio.create_task(anext(made.reply(PROMPT, Ticket(1))))
            await server.arrived()
            waiting.cancel()
            async with asyncio.timeout(5):
                await server.left()
            await asyncio.wait([waiting])
            assert waiting.cancelled()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (refused(500, "it broke"), "answered 500: it broke$"),
        (
            refused(404, "no such model"),
            "404, no model 'some-model' or nothing at that address: no such model",
        ),
        (refused(429, "slowly"), "asked too often"),
        (streamed({"error": {"message": "full"}}), "failed: full"),
        (streamed({"choices": [7]}), "no chunk .AttributeError"),
        (streamed([]), "no chunk .TypeError"),
        (Reply(kind="text/event-stream", pieces=[b"data: {nonsense\n\n"]), "no chunk .DecodeError"),
        (Reply(kind="text/html", body=b"<html>"), "answered with text/html"),
        (Reply(kind="", body=b""), "something nameless"),
        (Reply(body=b"x" * 101), "more than 100 bytes"),
        (said("Hello", breaks=True), "RemoteProtocolError"),
    ],
)
def test_failures_are_engine_errors(answer: Reply, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "MAX_ANSWER", 100)
    with pytest.raises(EngineError, match=reason):
        asyncio.run(reply(answering(answer)))


@pytest.mark.parametrize(
    ("complaint", "reason"),
    [
        ("tools param requires --jinja flag", "it takes no functions"),
        ("model does not support function calling", "it takes no functions"),
        ("image input is not supported - hint: provide the mmproj", "it takes no pictures"),
        ("messages[1].content must be a string", "it takes no pictures"),
        ("bad luck", "the request had 1 functions and 1 pictures"),
    ],
)
def test_what_a_server_cannot_do_is_said(complaint: str, reason: str) -> None:
    with pytest.raises(EngineError, match=reason) as failure:
        asyncio.run(reply(answering(refused(400, complaint)), ABLE))
    assert complaint in str(failure.value)


def picky(*disliked: str, complaint: str = "unrecognized: {}") -> Callable[[Asked], Reply]:
    """A server that refuses a request for the first of these fields that it finds."""

    def behave(asked: Asked) -> Reply:
        found = next((name for name in disliked if name in asked.json), None)
        return refused(400, complaint.format(found)) if found else said("Hello")

    return behave


def test_fields_that_a_server_does_not_know_are_left_out_and_noted() -> None:
    server = ModelServer(chat=picky("stream_options", "top_k", "seed"))
    wishes = replace(PROMPT, sampling=Sampling(top_k=3, seed=1, temperature=0.5))

    async def scenario() -> None:
        async with model(server) as made:
            for _ in range(2):
                assert [piece async for piece in made.reply(wishes, Ticket(1))] == ["Hello"]

    with capture_logs() as logs:
        asyncio.run(scenario())
    assert [entry["fields"] for entry in logs] == [
        ["stream_options"],
        ["top_k"],
        ["seed"],
        ["top_k"],
        ["seed"],
    ]
    assert "temperature" in server.asked[-1].json
    # What no caller wished for is not tried again; another caller's wish may be acceptable.
    assert [("stream_options" in each.json, "top_k" in each.json) for each in server.asked] == [
        (True, True),
        *[(False, True), (False, False), (False, False)],
        *[(False, True), (False, False), (False, False)],
    ]


def test_newer_names_for_old_limits() -> None:
    server = ModelServer(
        chat=picky("max_tokens", complaint="{} is not supported, use 'max_completion_tokens'")
    )
    wishes = replace(PROMPT, sampling=Sampling(max_output_tokens=9))

    async def scenario() -> None:
        async with model(server) as made:
            for _ in range(2):
                assert [piece async for piece in made.reply(wishes, Ticket(1))] == ["Hello"]

    asyncio.run(scenario())
    assert [each.json.get("max_completion_tokens") for each in server.asked] == [None, 9, 9]


def test_a_server_that_refuses_everything_is_not_asked_for_ever() -> None:
    server = ModelServer(chat=lambda _: refused(400, "stream_options top_k max_completion_tokens"))
    wishes = replace(PROMPT, sampling=Sampling(max_output_tokens=9, top_k=3))
    with pytest.raises(EngineError, match="400"):
        asyncio.run(reply(server, wishes))
    assert len(server.asked) <= chat.MAX_ATTEMPTS


def test_a_history_that_is_too_long_is_halved_until_it_fits() -> None:
    history = tuple(Said(role, f"{n}") for n in range(8) for role in (Role.USER, Role.MODEL))

    def behave(asked: Asked) -> Reply:
        too_long = len(asked.json["messages"]) > 6
        return refused(400, "the request exceeds the available context size") if too_long else said("Hello")

    server = ModelServer(chat=behave)
    with capture_logs() as logs:
        assert asyncio.run(reply(server, replace(PROMPT, history=history))) == ["Hello"]
    assert [len(each.json["messages"]) for each in server.asked] == [18, 10, 6]
    assert len(logs) == 2


def test_a_question_that_is_too_long_is_told() -> None:
    with pytest.raises(EngineError, match="context"):
        asyncio.run(reply(answering(refused(400, "maximum context length is 9 tokens"))))


def test_what_cannot_be_written_is_no_defect_of_ours() -> None:
    broken = replace(PROMPT, user=Utterance(1, 0, "\ud800"))
    with pytest.raises(EngineError, match="cannot be written"):
        asyncio.run(reply(answering(said("Hello")), broken))


def test_start_and_warm() -> None:
    async def scenario(server: ModelServer) -> None:
        async with model(server) as made:
            await made.start()
            await made.warm(PROMPT, Ticket(1))
        assert server.asked == []

    asyncio.run(scenario(ModelServer()))
    with pytest.raises(OperatorError, match="ANTIPHON_LLM_KEY"):
        asyncio.run(scenario(ModelServer(models=lambda _: refused(401, ""))))


def test_many_at_a_time() -> None:
    async def scenario() -> None:
        async with model(ModelServer()) as made:

            async def one(number: int) -> Any:
                prompt = replace(PROMPT, user=Utterance(1, 0, f"{number}"))
                return "".join([str(piece) async for piece in made.reply(prompt, Ticket(number))])

            assert await asyncio.gather(*map(one, range(20))) == [f"You said: {n}" for n in range(20)]

    asyncio.run(scenario())
