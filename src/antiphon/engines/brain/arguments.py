"""Arguments for a function out of the user's own words: read by rule where there is one, else copied. Pure.

What no rule reads is put to the model as a text to continue, under a grammar that lets it only copy a run of
the user's words, or write "none": it chooses, but it cannot invent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from antiphon.engines.brain import parameters
from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.parameters import DAY, MESSAGE, PERSON, PLACE, TIME, Parameter
from antiphon.engines.brain.words import EMPTY, stem, words
from antiphon.engines.prompting import clip
from antiphon.talk import Tool

WORDS: Final = 40
"""Of the user's, that a value is copied from."""
CHARACTERS: Final = 400
TOKENS: Final = 150
"""Of a request: fewer characters where they are denser than English."""
NAME_CHARACTERS: Final = 64

EXAMPLES: Final = """\
Request: What's the weather like in Paris tomorrow?
city = Paris
day = tomorrow

Request: Tell Bob by message that I'm running late.
recipient = Bob
text = I'm running late

Request: Can you add two bottles of apple juice to my list?
item = apple juice

Request: Please play something for me.
song = none

Request: Search for the best pizza in town.
query = best pizza in town

"""
"""What the model is shown first; constant, so that it is read once."""
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
_AMOUNT: Final = re.compile(r"(?P<n>-?\d+(?:\.\d+)?)(?:\s*(?P<unit>[^\W\d_]+|%))?")
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
    (re.compile(r"\b(?:a )?quarter of an hour\b", re.IGNORECASE), "15 minutes"),
    (re.compile(r"\b(?:an|one|1) hour and a half\b", re.IGNORECASE), "90 minutes"),
    (re.compile(r"\b(\d+) and a half hours?\b", re.IGNORECASE), r"\1.5 hours"),
    (re.compile(r"\ban? (?=hour|minute|second)", re.IGNORECASE), "1 "),
)
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


def open_ones(tool: Tool, found: Mapping[str, Any]) -> list[Parameter]:
    """What the model is asked for: free text that no rule has found.

    An optional one only where the request must hold something for it: the model finds a value for everything.
    """
    return [
        each
        for each in parameters.of(tool)
        if each.name not in found
        and each.is_required
        and each.kind in {"string", "array"}
        and not each.choices
    ]


def question(wanted: Iterable[Parameter], text: str) -> str:
    """The text for the model to continue."""
    first = next(iter(wanted))
    return f"{EXAMPLES}Request: {_one_line(text)}\n{first.name[:NAME_CHARACTERS]} ="


def grammar(wanted: list[Parameter], text: str) -> str:
    """Each value is a run of the user's words, or "none"."""
    said = _one_line(text).split()[:WORDS]
    rules = ["root ::= " + " ".join(_lines(wanted))]
    starts = [f"s{index}" for index, word in enumerate(said) if _bare(word)]
    rules.append("value ::= " + " | ".join(['"none"', *starts]))
    for index, word in enumerate(said):
        bare, tail = _bare(word), word[len(word.rstrip(".,!?;:\"'")) :]
        if not bare:
            continue
        follows = index + 1 < len(said) and _bare(said[index + 1])
        rules.append(
            f"s{index} ::= {_quoted(bare)}" + (f" ({_quoted(tail + ' ')} s{index + 1})?" if follows else "")
        )
    return "\n".join(rules) + "\n"


def read(wanted: list[Parameter], answer: str, tool: Tool, taken: Iterable[Any] = ()) -> dict[str, Any]:
    """The values in what the model wrote, but for those that cannot be values."""
    used = {str(each).lower() for each in taken}
    found: dict[str, Any] = {}
    lines = answer.strip().split("\n")
    for parameter, line in zip(wanted, lines, strict=False):
        value = (line.partition("=")[2] if "=" in line and parameter is not wanted[0] else line).strip()
        if is_value(value, tool, parameter) and value.lower() not in used:
            used.add(value.lower())
            found[parameter.name] = [value] if parameter.kind == "array" else value
    return found


def is_value(span: str, tool: Tool, parameter: Parameter) -> bool:
    """Whether words can be what was asked for, and not those that asked."""
    names = parameters.vocabulary(tool, parameter)
    meant = [word for word in words(span) if word not in EMPTY]
    return bool(meant) and stem(meant[0]) not in names and span.strip().lower() != "none"


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
    for pattern, replacement in _HALF:
        text = pattern.sub(replacement, text)
    amounts = list(_amounts(numerals(text)))
    if not amounts:
        return None
    if (unit_s := parameter.unit_s) is not None:
        spans = [number * _SPANS[unit] for number, unit in amounts if unit in _SPANS]
        if spans:
            return _whole(sum(spans) / unit_s, parameter)
        return _whole(amounts[0][0], parameter) if is_only_number else None
    near = {stem(word) for word in (*parameter.name_words, *words(parameter.description))}
    named = [number for number, unit in amounts if unit and stem(unit) in near]
    free = named or ([number for number, unit in amounts if unit not in _SPANS] if is_only_number else [])
    return _whole(free[0], parameter) if free else None


def _amounts(text: str) -> Iterator[tuple[float, str]]:
    for match in _AMOUNT.finditer(text):
        unit = (match["unit"] or "").lower()
        yield float(match["n"][:12]), unit.removesuffix("s") if unit.removesuffix("s") in _SPANS else unit


def _whole(number: float, parameter: Parameter) -> int | float:
    return round(number) if parameter.kind == "integer" or number == int(number) else number


def _text(parameter: Parameter, text: str) -> str | None:
    kinds = parameter.name_words
    match: re.Match[str] | None = None
    if kinds & MESSAGE:
        match = _SAYING.search(text) or _TO_DO.search(text)
    elif kinds & PLACE:
        match = _IN_PLACE.search(text) or _IN_LOWER.search(text)
    elif kinds & PERSON:
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


def _lines(wanted: list[Parameter]) -> Iterator[str]:
    for index, parameter in enumerate(wanted):
        yield (_quoted(f"{parameter.name} = ") if index else '" "') + ' value "\\n"'


def _one_line(text: str) -> str:
    return clip(" ".join(text[:CHARACTERS].replace("<|", "").split()), TOKENS, keep_end=False)


def _bare(word: str) -> str:
    return word.strip(".,!?;:\"'")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
