"""What functions returned, as a sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.table import bag
from antiphon.engines.brain.words import EMPTY, capital, listed, stem, words
from antiphon.talk import Result

MOST: Final = 5
"""Values told of one result; a list longer than this is cut, and said to be longer."""
CHARACTERS: Final = 160
ENOUGH: Final = 0.5
"""Of a text's words, that are in a sentence which tells it."""
_AMOUNT: Final = re.compile(r"\d+(?:\.\d+)?")
_APOLOGY: Final = re.compile(
    r"\b(?:sorry|could ?n't|could not|cannot|\w+n't|not|no|none|nothing|nobody|fail\w*|error|wrong|problem|unable|unfortunately)\b",
    re.IGNORECASE,
)
_SPOKEN: Final = (
    "message",
    "text",
    "summary",
    "answer",
    "result",
    "output",
    "description",
    "content",
    "response",
)
_DONE: Final = bag(
    "ok done success successful sent set true created added started completed confirmed booked saved"
)
_STATE: Final = bag("status ok success done result state output response")
_VERBS: Final = bag("arrives leaves departs starts ends begins opens closes costs takes lasts")
_FAILED: Final = bag("error failed failure false not_found denied")
_UNITS: Final = {
    "celsius": "degrees Celsius", "c": "degrees Celsius", "fahrenheit": "degrees Fahrenheit", "f": "degrees Fahrenheit",
    "percent": "percent", "pct": "percent", "km": "kilometers", "kmh": "kilometers per hour", "kph": "kilometers per hour",
    "mph": "miles per hour", "miles": "miles", "minutes": "minutes", "min": "minutes", "seconds": "seconds", "hours": "hours",
    "eur": "euros", "euros": "euros", "usd": "dollars", "dollars": "dollars", "gbp": "pounds", "kg": "kilograms", "days": "days",
}  # fmt: skip  # a table
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-.\s]+")


def spoken_name(name: str) -> list[str]:
    """A name as programs spell it, in words: ``getWeather`` is "get weather"."""
    return [part.lower() for part in _CAMEL.split(name) if part]


def tell(results: Sequence[Result]) -> str:
    """One sentence per result, two results at most."""
    told = [_tell(result) for result in results[-2:]]
    return " ".join(dict.fromkeys(told))


def holds(sentence: str, results: Sequence[Result]) -> bool:
    """Whether a sentence tells something of the last results; or that they failed, or found nothing.

    What the call gave itself, and a state of one word ("playing"), may go without saying.
    """
    if not sentence:
        return False
    said = numerals(sentence.lower())
    heard = {stem(word) for word in (*words(said), *words(sentence))}
    numbers = {float(match[:15]) for match in _AMOUNT.findall(said)}
    if errors := [error for each in results if (error := _error(each.response))]:
        return _APOLOGY.search(sentence) is not None or all(
            error != "?" and _is_told(error, heard, numbers) for error in errors
        )
    fields = [each for result in results[-2:] for each in result.response.items()]
    if any(_is_a_flag(*each) or _is_a_state(*each, heard) for each in fields):
        return True
    values = [
        value
        for result in results[-2:]
        for value in _values(result.response)
        if value not in result.call.arguments.values()
    ]
    return (
        not values
        or any(_is_told(value, heard, numbers) for value in values)
        or (all(map(_is_nothing, values)) and _APOLOGY.search(sentence) is not None)
    )


def _is_a_flag(key: str, value: Any) -> bool:
    """Whether it is told in words of another kind: unlocked, sold out."""
    return isinstance(value, bool) and not set(spoken_name(key)) & _STATE


def _is_a_state(key: str, value: Any, heard: AbstractSet[str]) -> bool:
    """Whether it is a state that goes without saying, as all went well, or that is said."""
    if not isinstance(value, str) or not set(spoken_name(key)) & _STATE:
        return False
    return value.lower() in _DONE or all(stem(word) in heard for word in words(value))


def _is_nothing(value: str | float) -> bool:
    return not value or str(value).lower().startswith(("no ", "none", "not "))


def _values(response: Mapping[str, Any]) -> Iterator[str | float]:
    """The values in it that are worth telling."""
    for key, value in response.items():
        match value:
            case bool() | None:
                pass
            case int() | float():
                if spoken_name(key)[-1:] != ["id"]:
                    yield float(value)
            case str():
                name = spoken_name(key)
                is_state = bool(set(name) & _STATE) and len(value.split()) == 1
                if not is_state and value.lower() not in _DONE and name[-1:] != ["id"]:
                    yield value
            case Mapping():
                yield from _values(value)
            case list():
                yield from (str(item) for each in value[:MOST] if (item := _item(each)))


def _is_told(value: str | float, heard: AbstractSet[str], numbers: AbstractSet[float]) -> bool:
    if isinstance(value, float):
        return value in numbers or -value in numbers
    wanted = [word for word in words(numerals(value[:CHARACTERS])) if word not in EMPTY]
    return sum(stem(word) in heard for word in wanted) >= ENOUGH * len(wanted)


def _tell(result: Result) -> str:
    response = result.response
    if error := _error(response):
        return f"I'm sorry, that didn't work: {error}." if error != "?" else "I'm sorry, that didn't work."
    # A lone wrapper, as many clients put around what a function gave.
    while len(response) == 1 and isinstance(inner := next(iter(response.values())), Mapping):
        response = inner
        if error := _error(response):
            return (
                f"I'm sorry, that didn't work: {error}." if error != "?" else "I'm sorry, that didn't work."
            )
    for key in _SPOKEN:
        text = response.get(key)
        if (
            isinstance(text, str)
            and (" " in text.strip() or len(response) == 1)
            and text.lower() not in _DONE
        ):
            return _sentence(text)
    facts = [fact for key, value in response.items() if (fact := _fact(key, value))]
    if not facts:
        return "Okay, that's done."
    return _sentence(listed(facts[:MOST]))


def _error(response: Mapping[str, Any]) -> str:
    """What went wrong, "?" where that is not said, nothing where nothing did."""
    error = response.get("error")
    if isinstance(error, Mapping):
        error = error.get("message") or "?"
    if error:
        return _plain(str(error)) if error is not True else "?"
    for key in _STATE & set(response):
        if response[key] is False or str(response[key]).lower() in _FAILED:
            reason = response.get("message") or response.get("reason") or "?"
            return _plain(str(reason))
    return ""


def _fact(key: str, value: Any) -> str:
    """One key and its value, in words; empty for what says only that all went well, and for what is no words."""
    name = spoken_name(key)
    if value is None or name[-1:] == ["id"] or (set(name) & _STATE and str(value).lower() in _DONE):
        return ""
    unit = _UNITS.get(name[-1], "") if name else ""
    if isinstance(value, bool) and name[:1] == ["is"] and len(name) > 1:
        return f"it is {'' if value else 'not '}{' '.join(name[1:])}"
    if isinstance(value, bool):
        return f"{_the(name)} is {'on' if value and name[-1:] == ['on'] else 'yes' if value else 'no'}"
    if isinstance(value, int | float):
        amount = f"{value:g}"
        if unit and len(name) > 1:
            return f"{_the(name[:-1])} is {amount} {unit}"
        return f"{_the(name)} is {amount}"
    if isinstance(value, list):
        items = [item for each in value[:MOST] if (item := _item(each))]
        more = f" and {len(value) - MOST} more" if len(value) > MOST else ""
        if not value:
            return f"there are no {' '.join(name)}"
        return (
            f"{_the(name)} {'are' if name[-1:] and name[-1].endswith('s') else 'is'} {listed(items)}{more}"
            if items
            else ""
        )
    if isinstance(value, Mapping):
        inner = [fact for each, of in list(value.items())[:3] if (fact := _fact(each, of))]
        return listed(inner)
    text = _plain(str(value))
    if not text:
        return ""
    if len(name) == 1 and name[0] in _VERBS:
        return f"it {name[0]} {text}"
    if set(name) & {"condition", "conditions", "weather", "sky", "summary"}:
        return f"it is {text[:1].lower()}{text[1:]}"
    return f"{_the(name)} is {text}"


def _item(value: Any) -> str:
    if isinstance(value, Mapping):
        named = next((value[key] for key in ("name", "title", "summary", "text") if key in value), None)
        return (
            _plain(str(named))
            if named is not None
            else " ".join(_plain(str(each)) for each in list(value.values())[:2])
        )
    return _plain(str(value))


def _the(name: list[str]) -> str:
    return f"the {' '.join(name)}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:CHARACTERS].rstrip(" .")


def _sentence(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    if len(text) > 3 * CHARACTERS:
        text = text[: 3 * CHARACTERS].rpartition(" ")[0]
    return capital(text) + ("" if text[-1:] in {".", "!", "?"} else ".")
