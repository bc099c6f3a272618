from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.earshot import AFTERWARDS_S, Earshot
from antiphon.session.generation import Generation, Voiced
from antiphon.session.history import History
from antiphon.talk import OUTPUT_RATE, Mark, Role, Said

WORD = OUTPUT_RATE // 5
TEXT = "one two three four five"
QUESTION = Said(Role.USER, "count")


class Case:
    """Answers of five words in 200 ms each, all of them sent at once."""

    def __init__(self) -> None:
        self.history = History([QUESTION])
        self.earshot = Earshot()
        self.count = 0
        self.current = self.answer()

    def answer(self, after: float = 0.0) -> Generation:
        self.count += 1
        generation = Generation(self.count, revision=0, is_draft=False, is_spoken=True, after=after)
        at = 0
        generation.say(TEXT)
        for number, word in enumerate(TEXT.split()):
            generation.voice(Voiced(WORD, (Mark(at, at + len(word), number * WORD),)))
            at += len(word) + 1
        generation.is_finished = True
        list(generation.release(60.0, 0.0))
        return generation

    def interrupt(self, now: float) -> None:
        self.earshot.settle(self.current, self.history, now)
        self.earshot.cut(now)
        self.earshot.end()

    def report(self, played_ms: float, now: float, turn: int | None = None, *, is_open: bool = False) -> None:
        self.earshot.report(played_ms, turn, self.current if is_open else None, self.history, now)

    @property
    def remembered(self) -> list[Said]:
        return [said for said in self.history.said if said is not QUESTION]


def test_what_was_interrupted_says_so() -> None:
    case = Case()
    case.interrupt(0.5)
    assert case.remembered == [Said(Role.MODEL, "one two", OUTPUT_RATE // 2, is_cut=True)]


def test_what_was_heard_to_its_end_was_not_cut() -> None:
    case = Case()
    case.interrupt(1.0)
    assert case.remembered == [Said(Role.MODEL, TEXT, OUTPUT_RATE)]


def test_a_written_answer_is_cut_where_it_stops() -> None:
    case = Case()
    case.current = Generation(1, revision=0, is_draft=False, is_spoken=False)
    case.current.say("one two ")
    list(case.current.release(0.6, 0.0))
    case.interrupt(9.0)
    assert case.remembered == [Said(Role.MODEL, "one two", is_cut=True)]


@pytest.mark.parametrize("turn", [None, 1])
def test_while_it_is_heard_a_report_sets_the_clock(turn: int | None) -> None:
    case = Case()
    case.report(250, 0.5, turn, is_open=True)  # it began to play a quarter of a second late
    assert case.current.playout.heard(0.5) == OUTPUT_RATE // 4
    assert case.current.playout.over_at == pytest.approx(1.25)
    case.interrupt(0.65)
    assert case.remembered == [Said(Role.MODEL, "one two", OUTPUT_RATE * 4 // 10, is_cut=True)]


@pytest.mark.parametrize("turn", [None, 1])
@pytest.mark.parametrize(
    ("played_ms", "text"), [(0, None), (119, None), (130, "one"), (730, "one two three four"), (9e9, TEXT)]
)
def test_after_an_interruption_a_report_says_what_was_heard(
    played_ms: float, text: str | None, turn: int | None
) -> None:
    case = Case()
    case.interrupt(0.5)
    case.report(played_ms, 0.6, turn)
    assert [(said.text, said.is_cut) for said in case.remembered] == [(text, text != TEXT)] * (
        text is not None
    )


def test_the_last_report_counts() -> None:
    case = Case()
    case.interrupt(0.5)
    case.report(130, 0.6)  # on its way when the answer was interrupted
    case.report(560, 0.7)
    assert [said.text for said in case.remembered] == ["one two three"]


@pytest.mark.parametrize("played_ms", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_change_nothing(played_ms: float) -> None:
    case = Case()
    case.report(played_ms, 0.5, is_open=True)
    assert case.current.playout.over_at == pytest.approx(1.0)
    case.interrupt(0.5)
    case.report(played_ms, 0.5)
    assert [said.text for said in case.remembered] == ["one two"]


@pytest.mark.parametrize("turn", [0, 2, -1, 10**30])
def test_a_report_of_another_turn_changes_nothing(turn: int) -> None:
    case = Case()
    case.report(0, 0.5, turn, is_open=True)
    assert case.current.playout.over_at == pytest.approx(1.0)
    case.interrupt(0.5)
    case.report(0, 0.5, turn)
    assert [said.text for said in case.remembered] == ["one two"]


def test_a_report_that_comes_too_late_changes_nothing() -> None:
    case = Case()
    case.interrupt(0.5)
    case.report(130, 0.5 + AFTERWARDS_S + 0.01)
    assert [said.text for said in case.remembered] == ["one two"]


def test_the_last_turn_can_be_put_right_while_the_next_is_heard() -> None:
    case = Case()
    case.interrupt(0.5)
    case.current = case.answer()
    case.report(130, 0.6, 1, is_open=True)
    assert [said.text for said in case.remembered] == ["one"]
    assert case.current.playout.over_at == pytest.approx(1.0)
    case.report(500, 0.6, is_open=True)
    assert case.current.playout.over_at == pytest.approx(1.1)


def test_parts_are_heard_one_after_another() -> None:
    case = Case()
    case.earshot.end_part(case.current, case.history)
    case.current = case.answer(after=1.0)
    case.report(700, 0.9, is_open=True)
    assert [each.playout.heard(0.9) for each in case.earshot.made(case.current)] == [OUTPUT_RATE * 7 // 10, 0]
    assert case.current.playout.over_at == pytest.approx(2.2)
    case.interrupt(1.5)
    assert case.remembered == [
        Said(Role.MODEL, TEXT, OUTPUT_RATE),
        Said(Role.MODEL, "one", OUTPUT_RATE * 3 // 10, is_cut=True),
    ]
    case.report(1000 + 530, 1.6, 1)
    assert [(said.text, said.is_cut) for said in case.remembered] == [(TEXT, False), ("one two three", True)]
    case.report(530, 1.7, 1)
    assert [(said.text, said.is_cut) for said in case.remembered] == [("one two three", True)]


@given(
    st.floats(0.0, 2.0),
    st.lists(st.tuples(st.floats(allow_nan=True), st.sampled_from([None, 0, 1, 2]), st.booleans())),
)
def test_whatever_is_reported_no_more_is_remembered_than_was_shown(
    now: float, reports: list[tuple[float, int | None, bool]]
) -> None:
    case = Case()
    before = [each for each in reports if each[2]]
    for played_ms, turn, _ in before:
        case.report(played_ms, now, turn, is_open=True)
        assert 0 <= case.current.playout.heard(now) <= OUTPUT_RATE
    case.interrupt(now)
    for played_ms, turn, _ in reports[len(before) :]:
        case.report(played_ms, now, turn)
    words = " ".join(said.text for said in case.remembered)
    assert TEXT.startswith(words)
    assert words.split() == TEXT.split()[: len(words.split())]
