"""Checks on the conversations in ``questions/written.toml``, and on a few of its patterns."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from antiphon.bench.brain.marking import Answer, is_right
from antiphon.bench.brain.questions import Question, questions

MONDAY: Final = datetime(2026, 11, 23, tzinfo=UTC)
WRITTEN: Final = questions(["written"])
TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
AT_LEAST: Final = {
    "memory": 26, "absent": 18, "facts": 24, "persona": 12, "unknowable": 12, "tools": 32, "asking": 14,
    "restraint": 18, "results": 10, "talk": 10, "style": 8, "trivia": 24, "story": 3, "negation": 4,
}  # fmt: skip  # read as one list of figures
UNTOLD: Final = (
    "I don't know, I wasn't told that.",
    "I don't know. You haven't told me.",
    "You haven't told me that yet.",
    "I'm not sure, nobody told me.",
    "Sorry, I don't have that information.",
    "I\u2019m afraid I do not know.",
)
UNSEEN: Final = (
    "I don't know, I can't look that up.",
    "I can't see that from here.",
    "Sorry, I have no way to know that.",
    "I'm not able to check that.",
)
INVENTED: Final = ("Yes.", "It's 7.", "Her name is Anna.", "Blue.", "I can help you with that.")


def item(*last: str, kind: str) -> Question:
    """The question of a kind whose conversation ends so."""
    [found] = [each for each in WRITTEN if each.kind == kind and each.say[-len(last) :] == last]
    return found


def test_every_kind_is_asked_often_enough() -> None:
    counts = Counter(question.kind for question in WRITTEN)
    assert all(counts[kind] >= wanted for kind, wanted in AT_LEAST.items())
    assert sum(len(question.say) > 1 for question in WRITTEN) >= len(WRITTEN) // 4
    assert len({question.system for question in WRITTEN} - {""}) >= 14
    assert len({tuple(tool["name"] for tool in question.tools) for question in WRITTEN}) > 9
    assert len({tool["name"] for question in WRITTEN for tool in question.tools}) >= 30


def test_no_conversation_is_asked_twice() -> None:
    asked = [(question.system, question.say) for question in WRITTEN]
    assert len(set(asked)) == len(asked)
    assert not set(asked) & {
        (question.system, question.say) for question in questions(["tuning", "reported"])
    }


def test_patterns_compile_and_something_is_judged() -> None:
    for question in WRITTEN:
        re.compile(question.want)
        re.compile(question.without)
        assert question.want or question.calls
        assert not is_right(question, Answer(), MONDAY)  # silence is no answer


def test_calls_fit_the_functions() -> None:
    for question in WRITTEN:
        declared = {tool["name"]: tool for tool in question.tools}
        for call in question.calls or ():
            tool = declared[call["name"]]
            arguments = call.get("arguments", {})
            assert set(tool["required"]) <= set(arguments) <= set(tool["properties"])
            for name, value in arguments.items():
                _check(tool["properties"][name], value)


def _check(taken: Mapping[str, Any], value: object) -> None:
    """A value, or the pattern for it, is of the parameter's type and among its choices."""
    assert isinstance(value, TYPES[taken["type"]])
    if isinstance(value, str) and "enum" in taken:
        assert len([choice for choice in taken["enum"] if re.search(value, choice)]) == 1


@pytest.mark.parametrize(
    "question", [each for each in WRITTEN if each.kind == "absent"], ids=lambda q: q.say[-1]
)
def test_not_knowing_is_said_in_many_ways(question: Question) -> None:
    assert all(is_right(question, Answer(text), MONDAY) for text in UNTOLD)
    assert not any(is_right(question, Answer(text), MONDAY) for text in INVENTED)


@pytest.mark.parametrize(
    "question", [each for each in WRITTEN if each.kind == "unknowable"], ids=lambda q: q.say[-1]
)
def test_not_being_able_to_know_is_said_in_many_ways(question: Question) -> None:
    assert all(is_right(question, Answer(text), MONDAY) for text in UNSEEN)
    assert not any(is_right(question, Answer(text), MONDAY) for text in INVENTED)


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (item("So what time is my flight?", kind="memory"), ("Your flight is at seven.", "At 7, not at six."), ("Your flight is at six.", "I don't know.")),
        (item("What are my dogs called?", kind="memory"), ("Biscuit and Pepper.", "Pepper and Biscuit!"), ("Your dog is called Biscuit.",)),
        (item("Which day is the plumber coming?", kind="memory"), ("He's coming on Thursday now, not Wednesday.",), ("The plumber is coming on Wednesday.",)),
        (item("Okay, so what do I need to buy?", kind="memory"), ("Eggs and lemons, but no flour.",), ("You need to buy eggs, flour and lemons.",)),
        (item("What's my sister's name?", kind="absent"), ("I only know about Emil, I don't know your sister's name.",), ("Your sister is Emil. I don't know more.",)),
        (item("how much is a filling", kind="absent"), ("I don't know what a filling costs. A cleaning is 95 euros.",), ("A filling costs 120 euros.", "It's 95 euros.")),
        (item("Is there a lift?", kind="absent"), ("I don't know if there is a lift.",), ("Yes, there is a lift.", "No, there isn't a lift.")),
        (item("Is breakfast extra?", kind="facts"), ("No, breakfast is included.",), ("Yes, it costs 10 euros.", "I don't know.")),
        (item("How old is my son?", kind="facts"), ("Jonas is five.", "He's 5."), ("He is 8.", "I don't know, you haven't told me.")),
        (item("Are you Alexa?", kind="persona"), ("No, I'm Juno.",), ("Yes, I am Alexa.",)),
        (item("Where is he right now?", kind="unknowable"), ("I can't know where he is.",), ("He's at school.",)),
        (item("Set an alarm for me.", kind="asking"), ("For what time?", "When should it ring?"), ("Okay, your alarm is set.", "How can I help you?")),
        (item("hi unit 7", "my name is Kiki", "do you know my name?", kind="style"), ("Beep! Your name is Kiki.",), ("Your name is Kiki.", "Beep!")),
        (item("My name is Ruth.", "I come from the city.", "What's my favourite food?", kind="style"), ("I reckon I don't know that, partner.",), ("I don't know your favourite food.", "Beans, partner.")),
        (item("Tell me a joke.", kind="talk"), ("Why did the shoe go to school? It wanted to be a sole scholar.",), ("Haha.",)),
        (item("Do penguins fly?", kind="trivia"), ("No, but they swim very well.", "Penguins can't fly."), ("Yes, penguins fly.",)),
        (item("Stop, that's enough.", kind="negation"), ("Okay, no more whales.", "Sure."), ("Whales are very large animals.",)),
    ],
    ids=lambda value: value.say[-1] if isinstance(value, Question) else "",
)  # fmt: skip  # a case a line
def test_answers_are_judged_fairly(question: Question, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    assert all(is_right(question, Answer(text), MONDAY) for text in good)
    assert not any(is_right(question, Answer(text), MONDAY) for text in bad)


def test_arguments_are_judged_exactly() -> None:
    question = item("Make it twenty one and a half degrees in the bedroom.", kind="tools")
    said = "Done, the bedroom is at 21.5 degrees."
    right: dict[str, Any] = {"room": "bedroom", "celsius": 21.5}
    assert is_right(question, Answer(said, [("set_room_temperature", right)]), MONDAY)
    assert not is_right(
        question, Answer(said, [("set_room_temperature", right | {"celsius": "21.5"})]), MONDAY
    )
    assert not is_right(question, Answer(said), MONDAY)
