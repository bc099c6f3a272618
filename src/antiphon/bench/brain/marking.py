"""How a mark is given: the last answer of a conversation beside what was wanted of it. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from antiphon.bench.brain.questions import Question
from antiphon.engines.brain.dates import MONTHS, WEEKDAYS

CLAUSE: Final = re.compile(r"[.,!?;:](?:\s|$)")
UNKNOWING: Final = re.compile(
    r"\b(?:don't|do not|can't|cannot|couldn't) (?:\w+ )?know\b|\b(?:haven't|have not|never) told\b"
    r"|\b(?:wasn't|was not|not been|weren't|haven't been|not) told\b|\bno idea\b|\bcan't look\b",
    re.IGNORECASE,
)
"""Says that it does not know: false where the answer is known."""


@dataclass(slots=True)
class Answer:
    """What came back on the last turn."""

    text: str = ""
    called: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    first_s: float = float("nan")
    """Question sent to the first words of the answer, or to the first call."""
    clause_s: float = float("nan")
    """To the end of its first clause, where the voice can begin."""
    heard: list[str] = field(default_factory=list)
    """What the recogniser wrote down of every turn, where they were spoken."""
    failure: str = ""
    """Why there is no answer, or not all of it."""

    def add(self, text: str, after_s: float) -> None:
        self.text += text
        if math.isnan(self.first_s):
            self.first_s = after_s
        if math.isnan(self.clause_s) and CLAUSE.search(self.text):
            self.clause_s = after_s

    def call(self, name: str, arguments: Mapping[str, Any], after_s: float) -> None:
        self.called.append((name, arguments))
        if math.isnan(self.first_s):
            self.first_s = after_s

    @property
    def plainly(self) -> str:
        """Its words with the signs that a keyboard has."""
        return self.text.replace("\u2019", "'").replace("\u202f", " ")

    @property
    def is_unknowing(self) -> bool:
        """It says that it does not know."""
        return UNKNOWING.search(self.plainly) is not None


@dataclass(frozen=True, slots=True)
class Mark:
    """A question, the answer, and in what it was right."""

    question: Question
    answer: Answer
    is_right: bool
    """In everything that was wanted."""
    has_called: bool | None = None
    """The right functions, whatever the arguments; ``None``: no call was wanted."""
    has_argued: bool | None = None
    """With exactly the right arguments, too."""


def mark(question: Question, answer: Answer, today: datetime) -> Mark:
    """Judges it."""
    has_called = has_argued = None
    if question.calls:
        has_called = [each["name"] for each in question.calls] == [name for name, _ in answer.called]
        has_argued = has_called and all(map(_is_call, question.calls, answer.called))
    return Mark(question, answer, is_right(question, answer, today), has_called, has_argued)


def is_right(question: Question, answer: Answer, today: datetime) -> bool:
    """Whether the answer is what was wanted, words and calls."""
    want = dated(question.want, today)
    if want and not re.search(want, answer.plainly, re.IGNORECASE):
        return False
    if question.without and re.search(question.without, answer.plainly, re.IGNORECASE):
        return False
    if question.calls is None:
        return bool(answer.text or answer.called)
    return len(question.calls) == len(answer.called) and all(map(_is_call, question.calls, answer.called))


def dated(pattern: str, today: datetime) -> str:
    """With the day's own words in it."""
    tomorrow = today + timedelta(days=1)
    return (
        pattern.replace("{weekday}", WEEKDAYS[today.weekday()])
        .replace("{tomorrow}", WEEKDAYS[tomorrow.weekday()])
        .replace("{year}", str(today.year))
        .replace("{month}", MONTHS[today.month - 1])
        .replace("{day}", str(today.day))
    )


def _is_call(wanted: Mapping[str, Any], called: tuple[str, Mapping[str, Any]]) -> bool:
    name, given = called
    if name != wanted["name"]:
        return False
    if "arguments" not in wanted:  # any will do
        return True
    arguments = wanted["arguments"]
    return arguments.keys() == given.keys() and all(_is_value(arguments[key], given[key]) for key in given)


def _is_value(wanted: Any, given: Any) -> bool:
    """Of the same type, and the same; a string: found in it."""
    if isinstance(wanted, str):
        return isinstance(given, str) and re.search(wanted, given, re.IGNORECASE) is not None
    if isinstance(wanted, bool) or isinstance(given, bool):
        return wanted is given
    return bool(wanted == given)
