from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.chat_request import (
    BRIEFLY,
    DROPPED,
    LATE,
    READ_ALOUD,
    RUNNING,
    SHOWN,
    Names,
    body,
    messages,
    shorter,
)
from antiphon.engines.prompting import CONTINUATION, CUT, GREETING
from antiphon.talk import (
    Call,
    Entry,
    Modality,
    Picture,
    Prompt,
    Result,
    Role,
    Said,
    Sampling,
    Tool,
    Utterance,
)

BOOK = Call("book", {"at": 3}, "call_1")
LOOK = Call("look", {}, "call_2")
JPEG = Picture("image/jpeg", b"\xff\xd8\xff")


def user(text: str) -> Said:
    return Said(Role.USER, text)


def model(text: str) -> Said:
    return Said(Role.MODEL, text)


def asked(*history: Entry, say: str | None = None, **more: Any) -> list[dict[str, Any]]:
    prompt = Prompt(
        history=history,
        user=None if say is None else Utterance(1, 0, say),
        modality=Modality.TEXT,
        **more,
    )
    return messages(prompt, Names(prompt.tools))


def in_brief(made: list[dict[str, Any]]) -> list[str]:
    told = []
    for each in made:
        calls = "".join(
            f" [{call['id'][-1]} {call['function']['name']} {call['function']['arguments']}]"
            for call in each.get("tool_calls", ())
        )
        to = f" {each['tool_call_id'][-1]}" if each["role"] == "tool" else ""
        told.append(f"{each['role']}{to}: {each['content']}{calls}")
    return told


def test_words_in_turn() -> None:
    made = asked(user("one"), model("two"), model("three"), user(" "), say="four", system="Be brief.")
    assert made == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "one"},
        {"role": "assistant", "content": "two\nthree"},
        {"role": "user", "content": "four"},
    ]


def test_an_answer_that_nobody_asked_for_in_words_is_asked_for() -> None:
    assert in_brief(asked()) == [f"user: {GREETING}"]
    assert in_brief(asked(user("hi"), model("hello"))) == [
        "user: hi",
        "assistant: hello",
        f"user: {CONTINUATION}",
    ]
    assert in_brief(asked(user("tell me"))) == ["user: tell me"]


def test_a_model_that_greeted_was_greeted() -> None:
    assert in_brief(asked(model("Hi, I am Ann."), say="Hi")) == [
        f"user: {GREETING}",
        "assistant: Hi, I am Ann.",
        "user: Hi",
    ]


@pytest.mark.parametrize(
    ("system", "modality", "told"),
    [
        ("Be brief.", Modality.TEXT, "Be brief.\n\nBe a pirate."),
        ("Be brief.", Modality.AUDIO, f"Be brief.\n\nBe a pirate.\n\n{READ_ALOUD}"),
    ],
)
def test_later_instructions_join_the_first(system: str, modality: Modality, told: str) -> None:
    prompt = Prompt(system=system, history=(user("a"), Said(Role.SYSTEM, "Be a pirate.")), modality=modality)
    assert messages(prompt, Names(()))[0] == {"role": "system", "content": told}


def test_who_does_not_instruct_is_spoken_to_briefly() -> None:
    assert messages(Prompt(), Names(()))[0]["content"] == f"{READ_ALOUD} {BRIEFLY}"
    assert messages(Prompt(modality=Modality.TEXT), Names(()))[0]["role"] == "user"


def test_a_call_and_its_result() -> None:
    assert in_brief(asked(user("book it"), model("One moment."), BOOK, Result(BOOK, {"ok": "ja ä"}))) == [
        "user: book it",
        'assistant: One moment. [1 book {"at":3}]',
        'tool 1: {"ok":"ja ä"}',
    ]


def test_several_calls_at_once_are_one_message() -> None:
    made = asked(
        user("both"), BOOK, LOOK, Result(LOOK, {"b": 2}), Result(BOOK, {"a": 1}), model("Done."), say="thanks"
    )
    assert in_brief(made) == [
        "user: both",
        'assistant:  [1 book {"at":3}] [2 look {}]',
        'tool 1: {"a":1}',
        'tool 2: {"b":2}',
        "assistant: Done.",
        "user: thanks",
    ]


def test_one_call_after_the_other() -> None:
    made = asked(user("both"), BOOK, Result(BOOK, {"a": 1}), LOOK, Result(LOOK, {"b": 2}))
    assert in_brief(made) == [
        "user: both",
        'assistant:  [1 book {"at":3}]',
        'tool 1: {"a":1}',
        "assistant:  [2 look {}]",
        'tool 2: {"b":2}',
    ]


def test_a_call_that_still_runs_is_not_made_again() -> None:
    made = asked(user("book it"), BOOK, model("Meanwhile?"), say="the weather", pending=(BOOK,))
    assert in_brief(made) == [
        "user: book it",
        'assistant:  [1 book {"at":3}]',
        f"tool 1: {RUNNING}",
        "assistant: Meanwhile?",
        "user: the weather",
    ]


def test_a_call_that_was_cancelled_has_no_result() -> None:
    assert f"tool 1: {DROPPED}" in in_brief(asked(user("book it"), BOOK, user("never mind")))


def test_a_late_result_is_told_where_it_came() -> None:
    made = asked(
        user("book it"), BOOK, user("and?"), Result(BOOK, {"ok": 1}), Result(BOOK, {"ok": 2}), say="so?"
    )
    assert in_brief(made) == [
        "user: book it",
        'assistant:  [1 book {"at":3}]',
        f"tool 1: {LATE}",
        'user: and?\n(book has answered: {"ok":1})\n(book has answered: {"ok":2})\nso?',
    ]


def test_a_result_in_several_parts() -> None:
    made = asked(user("book it"), BOOK, Result(BOOK, {"part": 1}), Result(BOOK, {"part": 2}))
    assert in_brief(made)[-1] == 'tool 1: {"part":1}\n{"part":2}'


def test_results_without_ids_go_to_the_oldest_call_of_their_name() -> None:
    one, two = Call("book", {"at": 1}), Call("book", {"at": 2})
    made = asked(user("both"), one, two, Result(Call("book"), {"a": 1}), Result(Call("book"), {"a": 2}))
    assert in_brief(made)[-2:] == ['tool 1: {"a":1}', 'tool 2: {"a":2}']


def test_a_result_of_a_call_that_is_forgotten_is_told() -> None:
    assert in_brief(asked(Result(BOOK, {"ok": 1}))) == ['user: (book has answered: {"ok":1})']


def test_a_history_may_begin_with_a_call() -> None:
    assert in_brief(asked(BOOK, Result(BOOK, {"ok": 1})))[:2] == [
        f"user: {GREETING}",
        'assistant:  [1 book {"at":3}]',
    ]


def test_pictures_go_with_the_newest_words() -> None:
    made = asked(
        user("one"), model("two"), say="What is this?", pictures=(JPEG, Picture("image/png", b"png"))
    )
    assert made[0]["content"] == "one"
    assert made[-1]["content"] == [
        {"type": "image_url", "image_url": {"url": "data:image/jpeg;base64,/9j/"}},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,cG5n"}},
        {"type": "text", "text": "What is this?"},
    ]


@pytest.mark.parametrize(
    ("history", "at"), [((), 0), ((user("hi"), model("hello")), 2), ((user("hi"), BOOK, Result(BOOK, {})), 0)]
)
def test_pictures_without_words(history: tuple[Entry, ...], at: int) -> None:
    made = asked(*history, pictures=(JPEG,))
    assert made[at]["content"][0]["type"] == "image_url"
    assert made[at]["content"][1]["text"] == ("hi" if len(history) == 3 else SHOWN)


def test_functions_and_wishes() -> None:
    tools = (Tool("book.slot", "Books.", {"type": "object", "properties": {"at": {}}}), Tool("now"))
    sampling = Sampling(temperature=0.5, top_k=3, max_output_tokens=9, seed=0, stop=("x",))
    prompt = Prompt(user=Utterance(1, 0, "hi"), modality=Modality.TEXT, tools=tools, sampling=sampling)
    names = Names(tools)
    assert body(prompt, "m", names) == {
        "model": "m",
        "messages": [{"role": "user", "content": "hi"}],
        "tools": [
            {
                "type": "function",
                "function": {"name": "book_slot", "description": "Books.", "parameters": tools[0].parameters},
            },
            {
                "type": "function",
                "function": {
                    "name": "now",
                    "description": "",
                    "parameters": {"type": "object", "properties": {}},
                },
            },
        ],
        "temperature": 0.5,
        "top_k": 3,
        "max_tokens": 9,
        "seed": 0,
        "stop": ["x"],
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    assert (names.ours("book_slot"), names.ours("now"), names.ours("else")) == ("book.slot", "now", "else")


def test_names_stay_apart() -> None:
    names = Names([Tool("a_b"), Tool("a.b"), Tool("a:b"), Tool("x" * 100), Tool("")])
    theirs = [names.theirs(name) for name in ("a_b", "a.b", "a:b", "x" * 100, "")]
    assert theirs == ["a_b", "a_b_2", "a_b_3", "x" * 60, "unnamed"]
    assert [names.ours(name) for name in theirs] == ["a_b", "a.b", "a:b", "x" * 100, ""]


@pytest.mark.parametrize(
    ("history", "kept"),
    [
        ((), ()),
        ((user("a"),), ()),
        ((user("a"), model("b"), user("c"), model("d")), (user("c"), model("d"))),
        ((user("a"), model("b"), model("c"), user("d")), (user("d"),)),
        ((user("a"), user("b"), model("c"), BOOK), ()),
    ],
)
def test_half_a_history_begins_with_the_user(history: tuple[Entry, ...], kept: tuple[Entry, ...]) -> None:
    assert shorter(history) == kept


CALLS = st.builds(
    Call, st.sampled_from(["a", "b.c"]), st.just({"x": 1}), st.sampled_from(["", "1", "2", "3"])
)
ENTRIES = st.one_of(
    st.builds(Said, st.sampled_from(Role), st.sampled_from(["", " ", "words"])),
    CALLS,
    st.builds(Result, CALLS, st.just({"ok": True})),
)


@given(st.lists(ENTRIES, max_size=12), st.booleans(), st.booleans(), st.lists(CALLS, max_size=2))
def test_whatever_happened_servers_can_read_it(
    history: list[Entry], has_user: bool, has_picture: bool, pending: list[Call]
) -> None:
    made = asked(
        *history,
        say="now" if has_user else None,
        pictures=(JPEG,) if has_picture else (),
        pending=tuple(pending),
    )
    turns = [each for each in made if each["role"] != "system"]
    assert turns[0]["role"] == "user"
    assert turns[-1]["role"] in {"user", "tool"}
    assert [each["role"] for each in made[len(made) - len(turns) :]] == [each["role"] for each in turns]
    ids: list[str] = []
    for before, each in zip([None, *turns], turns, strict=False):
        if each["role"] == "tool":
            assert each["tool_call_id"] == ids.pop(0)
        else:
            assert not ids  # every call has its answer before anything else comes
            assert before is None or before["role"] != each["role"] or "tool_calls" in before
            ids = [call["id"] for call in each.get("tool_calls", ())]
            assert each["content"] or ids
    assert not ids
    json.dumps(made)


def test_what_was_interrupted_says_so() -> None:
    history = (Said(Role.USER, "count"), Said(Role.MODEL, "one two", is_cut=True))
    prompt = Prompt(history=history, user=Utterance(2, 0, "go on"), modality=Modality.TEXT)
    assert [each["content"] for each in messages(prompt, Names(()))] == ["count", f"one two {CUT}", "go on"]
