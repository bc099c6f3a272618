from __future__ import annotations

from antiphon.session.history import HARD_LIMIT, MAX_CHARACTERS, MAX_RESULT, History
from antiphon.session.usage import Context, Window, characters
from antiphon.talk import Call, Result, Role, Said

BIG = "x" * (MAX_CHARACTERS // 4)


def history_of(*texts: tuple[Role, str]) -> History:
    history = History()
    history.extend(Said(role, text) for role, text in texts)
    return history


def test_turns_are_kept_in_order() -> None:
    history = history_of((Role.USER, "a"), (Role.MODEL, "b"))
    history.append(Said(Role.USER, "c"))
    assert [turn.text for turn in history.said] == ["a", "b", "c"]


def test_what_nobody_heard_is_no_turn() -> None:
    assert history_of((Role.USER, "a"), (Role.MODEL, "")).said == (Said(Role.USER, "a"),)


def test_the_oldest_go_first_and_a_user_turn_begins() -> None:
    history = history_of(
        (Role.USER, BIG), (Role.MODEL, BIG), (Role.MODEL, BIG), (Role.USER, BIG), (Role.MODEL, "y")
    )
    assert [(turn.role, len(turn.text)) for turn in history.said] == [
        (Role.USER, len(BIG)),
        (Role.MODEL, 1),
    ]


def test_what_was_dropped_makes_room() -> None:
    history = history_of(*[(Role.USER, BIG)] * 9)
    assert len(history.said) == 4


def test_the_newest_question_stays_whatever_its_answer_weighs() -> None:
    history = history_of((Role.USER, "old"), (Role.MODEL, "b"), (Role.USER, "a"), (Role.MODEL, BIG * 9))
    assert [(turn.role, turn.text[:3]) for turn in history.said] == [(Role.USER, "a"), (Role.MODEL, BIG[:3])]


def test_a_huge_result_is_remembered_in_part_and_its_question_whole() -> None:
    history, call = history_of((Role.USER, "what is in it?")), Call("read", {}, "call_1")
    history.extend((call, Result(call, {"output": "x" * 5_000_000})))
    question, asked, result = history.entries
    assert (question, asked) == (Said(Role.USER, "what is in it?"), call)
    assert isinstance(result, Result)
    assert len(result.response["output"]) == MAX_RESULT


def test_results_without_end_are_bounded_all_the_same() -> None:
    history, call = history_of((Role.USER, "go")), Call("more", {}, "call_1")
    for _ in range(100):
        history.append(Result(call, {"output": "x" * MAX_RESULT}))
    assert sum(map(characters, history.entries)) <= HARD_LIMIT


def test_compression_keeps_the_question() -> None:
    history, call = (
        history_of((Role.USER, "old"), (Role.MODEL, "b"), (Role.USER, "new")),
        Call("f", {}, "call_1"),
    )
    history.extend((call, Result(call, {"output": "x" * 5_000})))
    history.compress("", Window(1000, 500))
    assert history.entries[0] == Said(Role.USER, "new")


def test_its_weight_is_what_an_engine_reads() -> None:
    history = History()
    history.append(Said(Role.USER, "12345678", 16_000))
    history.append(Said(Role.MODEL, "12345678"))
    assert history.weigh("1234") == Context(text=3, audio=25)
