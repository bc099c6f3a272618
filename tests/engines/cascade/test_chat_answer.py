from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade import chat_answer
from antiphon.engines.cascade.chat_answer import Answer, Thinking
from antiphon.engines.cascade.chat_request import Names
from antiphon.engines.stages import Delta
from antiphon.errors import EngineError
from antiphon.talk import Call, Calls, Thought, Tool, Used


def read(*chunks: Any, names: Names | None = None) -> list[Delta]:
    answer = Answer(names or Names(()))
    return [delta for chunk in chunks for delta in answer.feed(chunk)] + list(answer.finish())


def delta(**members: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": members}]}


def call(
    index: int | None, name: str | None = None, arguments: Any = None, call_id: str | None = None
) -> Any:
    members = {"index": index, "id": call_id, "function": {"name": name, "arguments": arguments}}
    return {key: value for key, value in members.items() if value is not None}


def joined(pieces: Iterable[str | Thought]) -> list[str]:
    """Runs of words and of thoughts; thoughts in brackets."""
    told: list[str] = []
    for piece in pieces:
        text, is_thought = (piece.text, True) if isinstance(piece, Thought) else (piece, False)
        if told and told[-1].startswith("[") == is_thought:
            told[-1] = f"[{told[-1][1:-1]}{text}]" if is_thought else told[-1] + text
        else:
            told.append(f"[{text}]" if is_thought else text)
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello <think>no</think>", ["Hello <think>no</think>"]),
        ("<think>so</think>\n\nHello", ["[so]", "Hello"]),
        ("\n <think>so</think>Hello", ["[so]", "Hello"]),
        ("<think></think>Hello", ["Hello"]),
        ("<think>a</think> <think>b</think> Hi", ["[ab]", "Hi"]),
        ("<think>a < b </thin c</think>Hi", ["[a < b </thin c]", "Hi"]),
        ("<think>for ever", ["[for ever]"]),
        ("<think>a</think>\n", ["[a]"]),
        ("<thinner>", ["<thinner>"]),
        ("<th", ["<th"]),
        ("  two", ["  two"]),
        (" ", [" "]),
        ("", []),
    ],
)
@given(data=st.data())
def test_thoughts_at_the_beginning_however_they_are_cut(
    text: str, told: list[str], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edges = [0, *cuts, len(text)]
    thinking = Thinking()
    pieces = [each for a, b in itertools.pairwise(edges) for each in thinking.feed(text[a:b])]
    assert joined([*pieces, *thinking.flush()]) == told


def test_a_whole_answer_in_order() -> None:
    assert read(
        delta(role="assistant", content=None),
        delta(reasoning_content="Hm. "),
        delta(reasoning="Well."),
        delta(content="Hel"),
        delta(content="lo"),
        {"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 1}},
        {
            "choices": [],
            "usage": {
                "prompt_tokens": 7,
                "completion_tokens": 5,
                "completion_tokens_details": {"reasoning_tokens": 3},
            },
        },
    ) == [Thought("Hm. "), Thought("Well."), "Hel", "lo", Used(7, 2, 3)]


def test_an_answer_that_did_not_stream() -> None:
    message = {
        "role": "assistant",
        "content": "<think>a</think>Hi",
        "tool_calls": [
            {"id": "a", "function": {"name": "one", "arguments": "{}"}},
            {"id": "b", "function": {"name": "two", "arguments": '{"x": 1}'}},
        ],
    }
    usage = {"prompt_tokens": 7, "completion_tokens": 5, "completion_tokens_details": None}
    assert read({"choices": [{"message": message}], "usage": usage}) == [
        Thought("a"),
        "Hi",
        Used(7, 5),
        Calls((Call("one"), Call("two", {"x": 1}))),
    ]


def test_content_in_parts() -> None:
    thinking = {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}
    parts = [thinking, {"type": "text", "text": "Hello"}, {"type": "reference"}]
    assert read(delta(content=parts)) == [Thought("Hm."), "Hello"]


def test_a_refusal_is_said() -> None:
    assert read(delta(refusal="I cannot help with that.")) == ["I cannot help with that."]


def test_calls_come_in_pieces_and_together() -> None:
    assert read(
        delta(tool_calls=[call(0, "book", "", "a")]),
        delta(tool_calls=[call(0, None, '{"at"')]),
        delta(tool_calls=[call(1, "look", '{"x":', "b"), call(0, None, ": 3}")]),
        delta(content="One moment."),
        delta(tool_calls=[call(1, None, " 1}")]),
    ) == ["One moment.", Calls((Call("book", {"at": 3}), Call("look", {"x": 1})))]


@pytest.mark.parametrize(
    "calls",
    [
        [call(0, "a", "{}", "id-a"), call(0, "b", "{}", "id-b")],
        [call(0, "a", {}, "id-a"), call(1, "b", {})],
        [call(None, "a", "{}"), call(None, "b", " ")],
        [call(0, "a", None, "id-a"), call(0, "b", None, "id-b"), call(0, "b", None, "id-b")],
    ],
)
def test_servers_number_calls_as_they_like(calls: list[Any]) -> None:
    assert read(delta(tool_calls=calls)) == [Calls((Call("a"), Call("b")))]


def test_whole_calls_of_one_index_in_chunks_of_their_own() -> None:
    chunks = [delta(tool_calls=[call(0, name, f'{{"n": "{name}"}}', name)]) for name in ("a", "b", "c")]
    assert read(*chunks) == [Calls(tuple(Call(name, {"n": name}) for name in ("a", "b", "c")))]


def test_a_function_has_the_name_it_was_declared_with() -> None:
    assert read(delta(tool_calls=[call(0, "book_slot", "{}")]), names=Names([Tool("book.slot")])) == [
        Calls((Call("book.slot"),))
    ]


@pytest.mark.parametrize("arguments", ["{", "[1]", '"x"', "nul", '{"a": NaN}', "[" * 5000, '{"a":1}{"b":2}'])
def test_arguments_that_are_no_object_are_nobodys_wish(arguments: str) -> None:
    with pytest.raises(EngineError, match="'book' with arguments that are no object"):
        read(delta(tool_calls=[call(0, "book", arguments)]))


def test_a_call_of_nothing() -> None:
    with pytest.raises(EngineError, match="asks for ''"):
        read(delta(tool_calls=[call(0, None, "{}")]))


def test_calls_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_answer, "MAX_CALLS", 3)
    monkeypatch.setattr(chat_answer, "MAX_ARGUMENTS", 100)
    with pytest.raises(EngineError, match="more calls than can be made"):
        read(delta(tool_calls=[call(index, "a", "{}") for index in range(4)]))
    with pytest.raises(EngineError, match="more calls than can be made"):
        read(*[delta(tool_calls=[call(0, None, "x" * 30)])] * 4)


@pytest.mark.parametrize("error", ["full", {"message": "full", "code": 500}])
def test_an_error_in_the_middle(error: Any) -> None:
    with pytest.raises(EngineError, match="failed: full"):
        read({"error": error})


@pytest.mark.parametrize("usage", [None, {}])
def test_counts_may_be_missing(usage: Any) -> None:
    assert read({**delta(content="Hi"), "usage": usage}) == ["Hi"]
    assert read({**delta(content="Hi"), "usage": {"total_tokens": 3}}) == ["Hi", Used(0, 0)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "delta", "message", "content", "tool_calls", "function", "name", "usage"]
            )
            | st.sampled_from(["arguments", "index", "id", "text", "type", "thinking", "completion_tokens"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_refused(chunk: Any) -> None:
    """These are what `chat` takes for "no chunk"."""
    with contextlib.suppress(EngineError, ValueError, TypeError, AttributeError, LookupError):
        read(json.loads(json.dumps(chunk)))
