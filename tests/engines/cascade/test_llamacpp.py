import asyncio
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.llamacpp import LlamaClient, Piece, StopText, Take
from antiphon.engines.stages import CompletionRequest
from antiphon.errors import DiedError, EngineError
from antiphon.talk import Sampling


@given(st.text("ab\n"), st.lists(st.text("ab\n", min_size=1, max_size=4), max_size=3), st.data())
def test_a_text_ends_before_its_stop_however_it_is_cut(
    whole: str, stops: list[str], data: st.DataObject
) -> None:
    filtered = StopText(stops)
    shown, left = "", whole
    while left and not filtered.is_over:
        size = data.draw(st.integers(1, len(left)))
        shown += filtered.feed(left[:size])
        left = left[size:]
    shown += filtered.flush()
    ends = [at for stop in stops if (at := whole.find(stop)) >= 0]
    assert filtered.is_over == bool(ends)
    # Of two stops the one that is complete first decides: the other may have begun before it.
    assert whole.startswith(shown)
    assert not any(stop in shown for stop in stops)
    assert ends or shown == whole


def test_nothing_follows_a_stop() -> None:
    filtered = StopText(["\nQ:", ""])
    assert filtered.feed("five.\nQ") == "five."
    assert filtered.feed(": and") == ""
    assert filtered.feed(" more") + filtered.flush() == ""


def take(shown: list[str], *stop: str, grammar: str = "") -> Take:
    return Take(CompletionRequest("", Sampling(stop=stop), grammar=grammar), shown.append)


def test_only_tokens_whose_text_is_known_are_gone_on_from() -> None:
    shown: list[str] = []
    taken = take(shown)
    taken.say(Piece("a", (1,)))
    taken.say(Piece("", (2,)))
    taken.say(Piece("é", (3,)))
    taken.say(Piece("", (4,)))
    assert taken.said == [1, 2, 3]
    taken.say(Piece("", (), is_end=True, is_cut=True))
    assert not taken.is_over
    taken.next()
    assert taken.said == []
    taken.say(Piece("", (4,)))
    assert shown == ["a", "é"]


def test_a_step_that_brings_no_text_is_the_last() -> None:
    taken = take([])
    taken.say(Piece("", (4,), is_end=True, is_cut=True))
    assert taken.is_over


def test_what_has_to_be_whole_is_shown_at_its_end() -> None:
    shown: list[str] = []
    taken = take(shown, grammar="root ::= [a-z]+")
    taken.say(Piece("ab", (1,)))
    taken.next()  # interrupted: in vain
    taken.say(Piece("ab", (1,)))
    taken.say(Piece("cd", (2,)))
    assert shown == []
    taken.say(Piece("", (), is_end=True, is_cut=True))
    assert taken.is_over
    assert shown == ["abcd"]


def client(*responses: httpx.Response | Exception) -> LlamaClient:
    queue = list(responses)

    def handle(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer key"
        response = queue.pop(0)
        if isinstance(response, Exception):
            raise response
        return response

    return LlamaClient("http://llama", "key", httpx.MockTransport(handle))


async def answered(llama: LlamaClient) -> list[Piece]:
    return [piece async for piece in llama.answer(0, [1], 5, CompletionRequest("x"))]


@pytest.mark.parametrize(
    ("response", "lost"),
    [
        (httpx.ConnectError("refused"), False),
        (httpx.ReadTimeout("slow"), True),
        (httpx.RemoteProtocolError("gone"), False),
        (httpx.Response(200, text='data: {"content":"a","tokens":[1],"stop":false}\n\n'), False),
        (httpx.Response(500, text="no"), None),
        (httpx.Response(200, text='data: {"error":"no"}\n\n'), None),
        (httpx.Response(200, text="data: {}\n\n"), None),
        (httpx.Response(200, text="data: nonsense\n\n"), None),
        (httpx.Response(200, text='data: {"content":"a","tokens":null,"stop":false}\n\n'), None),
    ],
)
def test_failures_are_lost_or_refused(response: httpx.Response | Exception, *, lost: bool | None) -> None:
    if isinstance(response, httpx.Response):
        response.headers["content-type"] = "text/event-stream"
    with pytest.raises(EngineError) as caught:
        asyncio.run(answered(client(response)))
    assert isinstance(caught.value, DiedError) == (lost is not None)
    if isinstance(caught.value, DiedError):
        assert caught.value.is_hung == lost


def test_nonsense_instead_of_tokens() -> None:
    with pytest.raises(EngineError, match="failed"):
        asyncio.run(client(httpx.Response(200, text="nonsense")).tokens("x"))


def test_only_an_endless_answer_goes_on_after_its_end() -> None:
    asked: list[dict[str, object]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content))
        end = 'data: {"content":"","tokens":[],"stop":true}\n\n'
        return httpx.Response(200, text=end, headers={"content-type": "text/event-stream"})

    async def scenario() -> None:
        llama = LlamaClient("http://llama", "key", httpx.MockTransport(handle))
        for is_endless in (False, True):
            answer = llama.answer(0, [1], 5, CompletionRequest("x"), is_endless=is_endless)
            assert [piece.is_end async for piece in answer] == [True]

    asyncio.run(scenario())
    assert [body.get("ignore_eos") for body in asked] == [None, True]
