"""Which function a request is for, and what is still missing to call it. Pure: likeness is measured elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from antiphon.engines.brain import arguments, parameters
from antiphon.engines.brain.parameters import Parameter
from antiphon.engines.brain.telling import spoken_name
from antiphon.talk import Call, Entry, Role, Said, Tool

MOST: Final = 64
"""Functions looked at."""
CHARACTERS: Final = 300
CHAIN: Final = 4
"""Questions asked back in a row before it is given up."""
HEARD: Final = 0.5
"""The share of a question that must have been heard for the next turn to be its answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was asked about: its first words, and what was answered since."""

    text: str
    answers: tuple[tuple[str, str], ...] = ()
    """Our question and the user's answer, in order."""


def described(tool: Tool) -> str:
    """What a request is compared with."""
    return f"{' '.join(spoken_name(tool.name))}. {tool.description}"[:CHARACTERS]


def missing(tool: Tool, found: Mapping[str, Any]) -> list[Parameter]:
    """Required, and not said."""
    return [each for each in parameters.of(tool) if each.is_required and each.name not in found]


def asked_back(history: Sequence[Entry], text: str, tools: Sequence[Tool]) -> Request | None:
    """The request that ``text`` completes: our last words asked for one of its arguments."""
    questions = {each.question for tool in tools[:MOST] for each in parameters.of(tool)}
    answers: list[tuple[str, str]] = []
    said = [entry for entry in history if isinstance(entry, Said) and entry.role is not Role.SYSTEM]
    current = text
    while len(said) >= 2 and len(answers) < CHAIN:
        ours, theirs = said[-1], said[-2]
        if ours.role is not Role.MODEL or theirs.role is not Role.USER:
            break
        question = _recognised(ours.text.strip(), questions)
        if question is None:
            break
        answers.append((question, current))
        current = theirs.text
        del said[-2:]
    return Request(current, tuple(reversed(answers))) if answers else None


def complete(tool: Tool, found: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """The arguments with what was answered to our questions."""
    together = dict(found)
    for question, answer in request.answers:
        for parameter in parameters.of(tool):
            if parameter.name not in together and parameter.question == question:
                value = arguments.answered(parameter, answer)
                if value is not None:
                    together[parameter.name] = value
                break
    return together


def is_pending(call: Call, pending: Sequence[Call]) -> bool:
    """Whether its result is awaited already."""
    return any(each.name == call.name and dict(each.arguments) == dict(call.arguments) for each in pending)


def _recognised(heard: str, questions: set[str]) -> str | None:
    """The question of which ``heard`` is the whole, or enough of its beginning."""
    if not heard:
        return None
    for question in questions:
        if heard == question or (question.startswith(heard) and len(heard) >= HEARD * len(question)):
            return question
    return None
