import re
from datetime import UTC, datetime

import pytest

from antiphon.bench.brain import SPLITS, Answer, Question, is_right, questions

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_set_is_large_and_halved() -> None:
    halves = [questions([split]) for split in SPLITS]
    assert all(len(half) >= 60 for half in halves)
    tuned, reported = ({(each.say, each.system) for each in half} for half in halves)
    assert len(tuned & reported) <= 1  # a capital that both ask for
    for question in questions():
        assert question.want or question.without or question.calls is not None
        re.compile(question.want)


@pytest.mark.parametrize(
    ("question", "answer", "is_good"),
    [
        (Question("x", "tuning", ("?",), want="{weekday}"), Answer("It's MONDAY."), True),
        (Question("x", "tuning", ("?",), want="{tomorrow}"), Answer("Monday"), False),
        (Question("x", "tuning", ("?",), want="a", without="b"), Answer("ab"), False),
        (Question("x", "tuning", ("?",), calls=()), Answer("x", [("f", {})]), False),
        (Question("x", "tuning", ("?",), calls=({"name": "f", "arguments": {"a": "par", "n": 3}},)), Answer("", [("f", {"a": "Paris", "n": 3})]), True),
        (Question("x", "tuning", ("?",), calls=({"name": "f", "arguments": {"n": 3}},)), Answer("", [("f", {"n": 4})]), False),
        (Question("x", "tuning", ("?",), calls=({"name": "f"},)), Answer("", [("g", {})]), False),
    ],
)  # fmt: skip  # a case a line
def test_answers_are_judged(question: Question, answer: Answer, *, is_good: bool) -> None:
    assert is_right(question, answer, MONDAY) is is_good
