from __future__ import annotations

from antiphon.session.history import MAX_CHARACTERS, History
from antiphon.session.usage import Context
from antiphon.talk import Role, Said

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


def test_the_newest_turn_stays_whatever_its_size() -> None:
    history = history_of((Role.USER, "a"), (Role.MODEL, BIG * 9))
    assert [turn.role for turn in history.said] == [Role.MODEL]


def test_its_weight_is_what_an_engine_reads() -> None:
    history = History()
    history.append(Said(Role.USER, "12345678", 16_000))
    history.append(Said(Role.MODEL, "12345678"))
    assert history.weigh("1234") == Context(text=3, audio=25)
