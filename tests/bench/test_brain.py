import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from antiphon.bench.brain import scores
from antiphon.bench.brain.marking import Answer, Mark, is_right, mark
from antiphon.bench.brain.questions import KINDS, Question, parsed, questions
from antiphon.bench.brain.speaking import can_be_said, chosen
from antiphon.errors import OperatorError

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HALVES = ("tuning", "reported")
FILE = """
[systems]
cafe = "You are Ada."
[sets]
home = ["get_weather", "other"]
[[tool]]
name = "get_weather"
description = "Tells the weather"
required = ["city"]
properties = {{ city = {{ type = "string" }}, day = {{ type = "string" }} }}
[[tool]]
name = "get_weather"
id = "other"
description = "Tells the weather, too"
properties = {{}}
[mine]
{}
"""


def call(name: str, **arguments: Any) -> Mapping[str, Any]:
    return {"name": name, "arguments": arguments}


def test_the_set_is_large_and_halved() -> None:
    halves = [questions([split]) for split in HALVES]
    assert all(len(half) >= 60 for half in halves)
    tuned, reported = ({(each.say, each.system) for each in half} for half in halves)
    assert len(tuned & reported) <= 1  # a capital that both ask for
    assert len({each.name for each in questions()}) == len(questions())
    for question in questions():
        assert question.kind in KINDS
        assert question.want or question.without or question.calls is not None
        re.compile(question.want)


def test_a_file_is_read() -> None:
    text = FILE.format(
        'tools = [{ system = "cafe", tools = "home", say = ["Weather?", "In Rome"], want = "18", '
        'calls = [{ name = "get_weather", arguments = { city = "rome" } }], result = { t = 18 } }]'
    )
    (found,) = parsed(text, "mine.toml")["mine"]
    assert (found.name, found.split, found.kind) == ("mine/tools/1", "mine", "tools")
    assert found.system == "You are Ada."
    assert [tool["description"] for tool in found.tools] == ["Tells the weather", "Tells the weather, too"]
    assert found.calls == (call("get_weather", city="rome"),)
    assert found.result == {"t": 18}


@pytest.mark.parametrize(
    ("items", "complaint"),
    [
        ('chat = [{ say = ["x"], want = "y" }]', "mine: no such kind: chat"),
        ('talk = [{ say = ["x"], wanted = "y" }]', "mine/talk/1: .*wanted"),
        ('talk = [{ say = "x", want = "y" }]', "mine/talk/1: .*array"),
        ('talk = [{ say = [" "], want = "y" }]', "mine/talk/1: nothing is said"),
        ('talk = [{ say = ["x"] }]', "mine/talk/1: nothing is wanted"),
        ('talk = [{ say = ["x"], want = "(y" }]', "mine/talk/1: '\\(y' is no regular expression"),
        ('talk = [{ say = ["x"], without = "[" }]', "is no regular expression"),
        ('talk = [{ say = ["x"], want = "y", system = "bar" }]', "no such system: bar"),
        ('talk = [{ say = ["x"], want = "y", tools = "garden" }]', "no such set of tools: garden"),
        ('tools = [{ tools = "home", say = ["x"], calls = [{ name = "f" }] }]', "it has no function f"),
        ('tools = [{ tools = "home", say = ["x"], calls = [{ name = "get_weather", arguments = { a = 1 } }] }]', "get_weather has no parameter a"),
        ("talk = 3", "mine: "),
        ("talk = [", "mine.toml: "),
    ],
)  # fmt: skip  # a case a line
def test_what_is_wrong_with_a_file_is_told(items: str, complaint: str) -> None:
    with pytest.raises(OperatorError, match=complaint):
        parsed(FILE.format(items), "mine.toml")


def test_unknown_sets_and_doubled_functions_are_told() -> None:
    with pytest.raises(OperatorError, match=r"no such set: nothing; there are .*reported"):
        questions(["nothing"])
    with pytest.raises(OperatorError, match="give one an id"):
        parsed(FILE.replace('id = "other"\n', "").format(""), "mine.toml")
    with pytest.raises(OperatorError, match=r"sets.home: no such function: other"):
        parsed(FILE.replace('id = "other"', 'id = "another"').format(""), "mine.toml")


@pytest.mark.parametrize(
    ("question", "answer", "is_good"),
    [
        (Question("x", "tuning", ("?",), want="{weekday}"), Answer("It's MONDAY."), True),
        (Question("x", "tuning", ("?",), want="{tomorrow}"), Answer("Monday"), False),
        (Question("x", "tuning", ("?",), want="a", without="b"), Answer("ab"), False),
        (Question("x", "tuning", ("?",), without="b"), Answer(""), False),
        (Question("x", "tuning", ("?",), calls=()), Answer("x", [("f", {})]), False),
        (Question("x", "tuning", ("?",), calls=(call("f", a="par", n=3),)), Answer("", [("f", {"a": "Paris", "n": 3})]), True),
        (Question("x", "tuning", ("?",), calls=(call("f", n=3),)), Answer("", [("f", {"n": 4})]), False),
        (Question("x", "tuning", ("?",), calls=(call("f", n=3),)), Answer("", [("f", {"n": "3"})]), False),
        (Question("x", "tuning", ("?",), calls=(call("f", n=1),)), Answer("", [("f", {"n": True})]), False),
        (Question("x", "tuning", ("?",), calls=(call("f", n=3),)), Answer("", [("f", {"n": 3, "m": 1})]), False),
        (Question("x", "tuning", ("?",), calls=(call("f", n=3),)), Answer("", [("f", {})]), False),
        (Question("x", "tuning", ("?",), calls=({"name": "f"},)), Answer("", [("f", {"n": 4})]), True),
        (Question("x", "tuning", ("?",), calls=({"name": "f"},)), Answer("", [("g", {})]), False),
    ],
)  # fmt: skip  # a case a line
def test_answers_are_judged(question: Question, answer: Answer, *, is_good: bool) -> None:
    assert is_right(question, answer, MONDAY) is is_good


def test_the_choice_of_a_function_is_judged_apart_from_its_arguments() -> None:
    question = Question("tools", "s", ("?",), calls=(call("f", n=3),))
    assert (mark(question, Answer("", [("f", {"n": 4})]), MONDAY).has_called) is True
    assert (mark(question, Answer("", [("f", {"n": 4})]), MONDAY).has_argued) is False
    assert (mark(question, Answer("", [("g", {"n": 3})]), MONDAY).has_called) is False
    assert (mark(question, Answer("", [("f", {"n": 3}), ("f", {"n": 3})]), MONDAY).has_called) is False
    assert mark(replace(question, calls=()), Answer("x"), MONDAY).has_called is None


@pytest.mark.parametrize(
    ("text", "is_unknowing"),
    [
        ("I don\u2019t know your dog's name. You haven't told me.", True),
        ("I don't really know.", True),
        ("I'm sorry, I wasn't told that.", True),
        ("I can't look that up.", True),
        ("Your dog is called Bruno.", False),
        ("I told you: it is Bruno.", False),
    ],
)
def test_i_do_not_know_is_recognised(text: str, *, is_unknowing: bool) -> None:
    assert Answer(text).is_unknowing is is_unknowing


def marks(kind: str, *rights: bool, split: str = "s", **more: Any) -> list[Mark]:
    question = Question(kind, split, ("one", "two"), **more)
    return [Mark(question, Answer("a b c"), each) for each in rights]


def row(name: str, runs: scores.Runs) -> list[str]:
    (found,) = [each for each in scores.table(runs, with_latency=False) if each and each[0] == name]
    return list(found[1:])


def test_figures_have_counts_intervals_and_verdicts() -> None:
    some = marks("memory", *[True] * 19, False) + marks("facts", True, True, False)
    runs = {"ours": some}
    assert row("facts recalled", runs) == ["≥ 95 %", "19/20  95 % (76–99) met"]  # noqa: RUF001  # a range
    assert row("grounded answers", runs)[1].endswith("missed")
    assert row("kind: memory", runs) == ["", "19/20"]
    assert row("all", runs) == ["", "21/23"]
    assert row("words of an answer, median", runs) == ["≤ 15", "3 met"]
    assert "persona" not in {each[0] for each in scores.table(runs, with_latency=True) if each}


def test_false_unknowing_is_counted_of_what_was_told() -> None:
    (known,) = marks("memory", False)
    known.answer.text = "I don't know."
    (untold,) = marks("absent", True)
    untold.answer.text = "I don't know."
    runs = {"ours": [known, untold, *marks("trivia", True)]}
    assert row('false "I don\'t know"', runs)[1].startswith("1/2")


def test_asking_and_calling_are_two_figures() -> None:
    asked = Question("asking", "s", ("Set a timer.",), calls=(), want="\\?")
    after = Question("asking", "s", ("Set a timer.", "5"), calls=(call("f", n=5),))
    some = [mark(asked, Answer("How long?"), MONDAY), mark(after, Answer("", [("f", {"n": 6})]), MONDAY)]
    assert row("asked for what was missing", {"a": some})[1].startswith("1/1")
    assert row("  called after asking", {"a": some})[1].startswith("0/1")


def test_trivia_is_compared_with_the_untuned_model() -> None:
    runs = {"plain": marks("trivia", True, False), "ours": marks("trivia", False, False)}
    aim, plain, ours = row("trivia", {"plain": runs["plain"], "ours": runs["ours"]})
    assert aim == "≥ plain"
    assert not plain.endswith(("met", "missed"))
    assert ours.endswith("missed")


def test_every_set_has_its_tables_in_markdown_too() -> None:
    runs = {"ours": [*marks("memory", True), *marks("talk", False, split="other")]}
    assert [name for name, _ in scores.by_split(runs)] == ["s", "other", "together"]
    aloud = marks("talk", True)
    aloud[0].answer.heard = ["one", "two"]
    assert [name for name, _ in scores.by_split({**runs, "aloud": aloud})] == ["together"]
    page = scores.markdown(runs, with_latency=False)
    assert page.count("| figure | target | ours |") == 3
    assert "| facts recalled | ≥ 95 % | 1/1  100 %" in page


def test_answers_are_written_as_json() -> None:
    (one,) = marks("memory", True)
    told = json.loads(scores.line("ours", one))
    assert (told["brain"], told["kind"], told["right"]) == ("ours", "memory", True)
    assert told["first_s"] is None  # never measured, and JSON has no such number


def test_what_is_spoken_can_be_said_and_is_always_the_same() -> None:
    assert can_be_said(Question("talk", "s", ("What is my sister's name?",)))
    for text in ("Stop.", "My code is 4711.", "Wie heißt du?", "the WIFI key", "It costs $5 now."):
        assert not can_be_said(Question("talk", "s", (text,)))
    assert not can_be_said(Question("talk", "s", ("one two", "one two", "one two")))
    asked = questions(HALVES)
    found = chosen(asked, 30)
    assert len(found) == 30
    assert len({each.kind for each in found}) >= 12
    assert found == chosen(reversed(asked), 30)
