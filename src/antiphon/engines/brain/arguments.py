"""Arguments for a function out of the user's own words, where a rule can read them. Pure."""

from __future__ import annotations

import re
from typing import Any, Final

from antiphon.engines.brain import parameters
from antiphon.engines.brain.numbers import FREE, numerals
from antiphon.engines.brain.parameters import DAY, MESSAGE, PERSON, PLACE, TIME, Parameter
from antiphon.engines.brain.words import stem, words
from antiphon.talk import Tool

CHARACTERS: Final = 400
_END: Final = (
    r"(?=\s*(?:$|[.,!?;]|\b(?:today|tonight|tomorrow|now|right now|please|on|at|this|next|for me|that|saying|and tell|"
    r"in the (?:morning|evening|afternoon)|by|from|to|for|with|in \d+)\b))"
)
_IN_PLACE: Final = re.compile(
    r"\b(?:in|for|near|at|to|from|of)\s+(?:the\s+)?(?P<v>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*)"
)
_IN_LOWER: Final = re.compile(
    rf"\b(?:in|near)\s+(?!the\b|a\b|an\b|my\b|\d)(?P<v>[^\W\d_][\w'-]*(?:\s+[^\W\d_][\w'-]*){{0,2}}?){_END}",
    re.IGNORECASE,
)
_TO_PERSON: Final = re.compile(
    r"\b(?i:tell|call|text|message|email|phone|ring|ask|write|send|inform|remind|let|to|with|for|invite)\s+"
    r"(?i:(?:an? (?:message|text|email|note) )?to\s+)?(?P<v>(?:my\s+[a-z]+(?:\s[A-Z][\w'-]*)?)|(?!I\b|Me\b)[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*)"
)
_SAYING: Final = re.compile(
    r"(?:\bsaying(?: that)?|\bsay(?:s)?(?: that)?|\bthat says|\bto say(?: that)?|\bthat|:)\s+[\"']?(?P<v>.+?)[\"']?\s*[.!]?$",
    re.IGNORECASE,
)
_TO_DO: Final = re.compile(
    r"\b(?:tell|ask|remind|message|text)\s+(?:my\s+\w+|\w+)(?:\s+by \w+)?\s+(?:to\s+)?(?P<v>.{3,}?)\s*[.!?]?$",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"\b(?:(?:at|for|to|by|from|until)\s+)(?P<v>(?:half past |quarter past |quarter to )?\d{1,2}(?:[:.]\d{2})?"
    r"(?:\s*(?:a\.?m\.?|p\.?m\.?|o'clock))?(?:\s+in the (?:morning|evening|afternoon))?|noon|midnight)"
    r"(?!\s*(?:min|sec|hour|day|week|people|person))|\b(?P<w>\d{1,2}(?::\d{2})?\s*(?:a\.?m\b\.?|p\.?m\b\.?|o'clock))",
    re.IGNORECASE,
)
_CALENDAR: Final = re.compile(
    r"\b(?P<v>the day after tomorrow|today|tonight|tomorrow|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"next (?:week|month)|this weekend|(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december) \d{1,2}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
_OF_DAY: Final = re.compile(
    r"\b(?:(?:half|quarter|\d{1,2}) (?:past|to) \d{1,2}\b|\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?|o'clock)|\d{1,2}:\d{2}\b)",
    re.IGNORECASE,
)
"""A time of day, with digits: no number of anything else."""
_AMOUNT: Final = re.compile(rf"{FREE}(?P<n>-?\d+(?:\.\d+)?)(?:\s*(?P<unit>[^\W\d_]+|%))?")
_SPANS: Final = {
    "second": 1,
    "sec": 1,
    "minute": 60,
    "min": 60,
    "hour": 3600,
    "hr": 3600,
    "h": 3600,
    "day": 86400,
}
_HALF: Final = (
    (re.compile(r"\bhalf an hour\b", re.IGNORECASE), "30 minutes"),
    (re.compile(r"\b(?:three|3) quarters of an hour\b", re.IGNORECASE), "45 minutes"),
    (re.compile(r"\b(?:a )?quarter of an hour\b", re.IGNORECASE), "15 minutes"),
    (re.compile(r"\b(?:an|one|1) hour and a half\b", re.IGNORECASE), "90 minutes"),
    (re.compile(r"\ban? (?=hour|minute|second)", re.IGNORECASE), "1 "),
)
_JOINS: Final = re.compile(r"\W*(?:and)?\W*", re.IGNORECASE)
_ON: Final = re.compile(r"\b(?:on|yes|true|enable|enabled|activate|with)\b", re.IGNORECASE)
_OFF: Final = re.compile(r"\b(?:off|no|false|disable|disabled|deactivate|without)\b", re.IGNORECASE)


def by_rule(tool: Tool, text: str) -> dict[str, Any]:
    """What can be read without a model."""
    text = text[:CHARACTERS].replace("\u2019", "'").strip()
    found: dict[str, Any] = {}
    wanted = parameters.of(tool)
    numeric = [each for each in wanted if each.kind in {"integer", "number"} and not each.choices]
    for parameter in wanted:
        value = _value(parameter, text, is_only_number=len(numeric) == 1)
        if value is not None and value not in found.values():
            found[parameter.name] = value
    return found


def spans(parameter: Parameter, text: str) -> list[int | float]:
    """The spans of time in it, in the parameter's unit: "an hour and ten minutes, or two hours" is 70 and 120."""
    unit_s = parameter.unit_s or 1
    found: list[float] = []
    ended = None
    for match in _AMOUNT.finditer(_spelled(text)):
        number, unit = _amount(match)
        if unit not in _SPANS:
            continue
        if ended is not None and _JOINS.fullmatch(match.string, ended, match.start()):
            found[-1] += number * _SPANS[unit]
        else:
            found.append(number * _SPANS[unit])
        ended = match.end()
    return [_whole(each / unit_s, parameter) for each in found]


def bare(text: str) -> set[float]:
    """The numbers in it that have no unit of time."""
    return {number for number, unit in map(_amount, _AMOUNT.finditer(_spelled(text))) if unit not in _SPANS}


def answered(parameter: Parameter, text: str) -> Any | None:
    """The value in the answer to `Parameter.question`; ``None`` where there is none."""
    text = text[:CHARACTERS].strip()
    value = _value(parameter, text, is_only_number=True)
    if value is not None or parameter.kind not in {"string", "array"} or parameter.choices:
        return value
    bare = _LEAD.sub("", text).strip(" .!,")
    bare = re.sub(r",? please$", "", bare, flags=re.IGNORECASE).strip(" .!,")
    if not bare or bare.lower() in {"none", "nothing", "nobody"}:
        return None
    return [bare] if parameter.kind == "array" else bare


_LEAD: Final = re.compile(
    r"^(?:(?:oh|uh|um|well|okay|ok|yes|sure|please|in|for|to|at|the|it's|it is|make it|i mean|i'd say|say|that|"
    r"let's say|tell (?:him|her|them)(?: that)?)[,\s]+)+",
    re.IGNORECASE,
)


def _value(parameter: Parameter, text: str, *, is_only_number: bool) -> Any | None:
    if parameter.choices:
        return _choice(parameter, text)
    if parameter.kind in {"integer", "number"}:
        return _number(parameter, text, is_only_number=is_only_number)
    if parameter.kind == "boolean":
        return _flag(parameter, text)
    if parameter.kind == "string":
        return _text(parameter, text)
    return None


def _choice(parameter: Parameter, text: str) -> str | None:
    said = [stem(word) for word in words(numerals(text))]
    best = None
    for choice in parameter.choices:
        wanted = [stem(word) for word in words(choice.replace("_", " "))]
        if wanted and all(word in said for word in wanted) and (best is None or len(choice) > len(best)):
            best = choice
    return best


def _flag(parameter: Parameter, text: str) -> bool | None:
    del parameter
    off, on = _OFF.search(text), _ON.search(text)
    return False if off else True if on else None


def _number(parameter: Parameter, text: str, *, is_only_number: bool) -> int | float | None:
    if parameter.unit_s is not None:
        if found := spans(parameter, text):
            return found[0]
        numbers = bare(text)
        return _whole(numbers.pop(), parameter) if is_only_number and len(numbers) == 1 else None
    amounts = [_amount(match) for match in _AMOUNT.finditer(_spelled(text))]
    near = {stem(word) for word in (*parameter.name_words, *words(parameter.description))}
    named = [number for number, unit in amounts if unit and stem(unit) in near]
    free = named or ([number for number, unit in amounts if unit not in _SPANS] if is_only_number else [])
    return _whole(free[0], parameter) if free else None


def _spelled(text: str) -> str:
    """With digits, without times of day."""
    text = numerals(text)
    for pattern, replacement in _HALF:
        text = pattern.sub(replacement, text)
    return _OF_DAY.sub(" ", text)


def _amount(match: re.Match[str]) -> tuple[float, str]:
    """A number and what stands behind it: a unit, mostly."""
    unit = (match["unit"] or "").lower()
    return float(match["n"][:12]), unit.removesuffix("s") if unit.removesuffix("s") in _SPANS else unit


def _whole(number: float, parameter: Parameter) -> int | float:
    return round(number) if parameter.kind == "integer" or number == int(number) else number


def _text(parameter: Parameter, text: str) -> str | None:
    kinds = parameter.name_words
    match: re.Match[str] | None = None
    if kinds & MESSAGE:
        match = _SAYING.search(text) or _TO_DO.search(text)
    elif kinds & PLACE:
        match = _IN_PLACE.search(text) or _IN_LOWER.search(text)
    elif kinds & PERSON and not parameter.is_way:
        match = _TO_PERSON.search(text)
    elif kinds & DAY:
        match = _CALENDAR.search(text)
    elif kinds & TIME:
        match = _CLOCK.search(numerals(text))
    if match is None:
        return None
    groups = match.groupdict()
    value = str(groups.get("v") or groups.get("w") or "").strip(" .,!?")
    return value or None
