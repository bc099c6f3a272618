"""What a function returns, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from brain import tools_chat as said
from brain.dialogue import Probe
from brain.draw import Draw
from brain.tools_acts import Act, Given, filled, given, roles, wanted
from brain.tools_values import Value, lines

NOTHING: Final = re.compile(
    r"I (have|found) (no|nothing)|I couldn't|I didn't|There (is|are) no|Your list is|The list is|.* is not in"
)
"""How what is done begins, of a function that only tells."""
DONE: Final[tuple[dict[str, Any], ...]] = (
    {"status": "ok"}, {"status": "ok"}, {"ok": True}, {"result": "ok"}, {"success": True}, {"status": "done"}, {"result": "success"}, {"result": "done"}, {},
)  # fmt: skip
EMPTY: Final[tuple[dict[str, Any], ...]] = (
    {"results": []}, {"result": []}, {"found": 0}, {"count": 0, "items": []}, {"result": None}, {"status": "empty"},
)  # fmt: skip
WANT_EMPTY: Final = r"(\b(no|not|nothing|none|empty|free)\b|n't)"


class Outcome(NamedTuple):
    """What came of a call."""

    response: dict[str, Any]
    sentence: str
    probe: Probe
    is_good: bool = True
    """Something was done or found."""
    known: Given | None = None
    """What is in it, for more questions."""


class Question(NamedTuple):
    """One about a result."""

    asked: str
    answer: str
    probe: Probe


def outcome(draw: Draw, act: Act, values: Mapping[str, Value]) -> Outcome:
    """Of a call with these values."""
    chance = draw.random.random()
    only_tells = bool(act.gives) and NOTHING.match(act.done) is not None
    nothing = act.empty or (act.done if only_tells else "")
    if chance < 0.13:
        return _failure(draw, values)
    if nothing and chance < 0.21:
        sentence = draw.either(
            [each for each in lines(nothing) if _is_known(values)(each)] or ["I'm sorry, I found nothing."]
        )
        return Outcome(
            dict(draw.either(EMPTY)),
            filled(sentence, values, is_ours=True),
            Probe("results", want=WANT_EMPTY),
            is_good=False,
        )
    if act.gives and (only_tells or chance < 0.75):
        found = given(draw, draw.either(act.gives.strip().splitlines()), values)
        return Outcome(
            found.response,
            found.sentence,
            Probe("results", want=found.want, without="don't know"),
            known=found,
        )
    return _done(draw, act, values)


def _failure(draw: Draw, values: Mapping[str, Value]) -> Outcome:
    texts = [(text, values[role]) for role in values for text in said.ERRORS_OF.get(role, ())]
    text, value = draw.either(texts) if texts and draw.chance(0.5) else (draw.either(said.ERRORS), None)
    error = text.format(value.value if value else "")
    response: dict[str, Any] = draw.either(
        (
            {"error": error},
            {"error": error},
            {"status": "error", "message": error},
            {"success": False, "reason": error},
            {"error": {"message": error}},
        )
    )
    return Outcome(
        response,
        draw.either(said.FAILED).format(error),
        Probe("results", want=said.WANT_FAILED),
        is_good=False,
    )


def _done(draw: Draw, act: Act, values: Mapping[str, Value]) -> Outcome:
    response = dict(draw.either(DONE))
    if draw.chance(0.15):
        response[draw.either(("id", "request_id"))] = draw.number(100, 9999)
    sentence = draw.either([each for each in lines(act.done) if _is_known(values)(each)] or ["Done."])
    return Outcome(
        response, filled(sentence, values, is_ours=True), Probe("results", without=r"sorry|don't know|\{")
    )


def question(draw: Draw, act: Act, values: Mapping[str, Value], known: Given) -> Question | None:
    """A question about what was returned; what it does not tell is not known."""
    asks = [line.strip().split(" | ") for line in act.asks.splitlines() if line.strip()]
    if not asks:
        return None
    key, asked, answer = draw.either(asks)
    if key in known.values:
        text = filled(answer, {**values, **known.values}, is_ours=True)
        return Question(asked, text, Probe("results", want=wanted(known.values[key]), without="don't know"))
    return Question(asked, draw.either(said.UNKNOWN), Probe("absent", want="don't know"))


def _is_known(values: Mapping[str, Value]) -> Callable[[str], bool]:
    """Whether a phrase needs no more than those."""
    return lambda phrase: all(role in values for role in roles(phrase))
