"""Functions as they are thought of: what each is for, how it is asked for, what comes of it; and as one caller declares them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from antiphon.engines.brain import parameters
from antiphon.engines.brain.numbers import NAMES as SAID
from antiphon.talk import Tool
from brain.draw import Draw, Side, side_of
from brain.tools_values import ANSWERS, CHOICES, DRAWN, MAYBE_CHOICES, NAMES, QUESTIONS, TYPES, Value, lines

SLOT: Final = re.compile(r"\{(=?)(\w+)(?::([^}]+))?\}")
"""A gap in a phrase: ``{day}``, ``{=day}`` (the bare value), ``{city:there}`` (was said earlier; this word stands for it)."""
STYLES: Final = ("snake",) * 9 + ("camel",) * 3 + ("dotted", "dashed", "reversed", "pascal")
ODD: Final = re.compile(
    r"What number|What is the (name|query|who|what|at|to|from|value|club|symbol|id|kind|term|words|performer)\?"
)
"""Questions made of a parameter's name that nobody would ask."""
LOUD: Final = 0.1
"""Of the parameters with choices, so many spell them in capitals."""
EXTRA: Final = 0.2
"""Of the functions, so many take something more that nobody ever says."""
EXTRAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "repeat_daily": {"type": "boolean"}, "notify": {"type": "boolean"}, "silent": {"type": "boolean"}, "confirm": {"type": "boolean"}, "urgent": {"type": "boolean"}, "dry_run": {"type": "boolean"},
    "label": {"type": "string"}, "notes": {"type": "string"}, "comment": {"type": "string"}, "reason": {"type": "string"}, "tag": {"type": "string"}, "source": {"type": "string"}, "account_id": {"type": "string"},
    "limit": {"type": "integer"}, "max_results": {"type": "integer"}, "priority": {"type": "string", "enum": ["low", "normal", "high"]}, "units": {"type": "string", "enum": ["metric", "imperial"]},
    "language": {"type": "string"}, "format": {"type": "string", "enum": ["short", "long"]}, "discount": {"type": "number"}, "retries": {"type": "integer"},
}  # fmt: skip
FITTING: Final = 0.5
"""Of the held-out side's phrases, so many are the last of their list, if it fits."""


@dataclass(frozen=True)
class Act:
    """One of them. Lists of phrases are lines, or stand between bars; the last of a list is held out."""

    names: str
    """Between bars; words in lower case."""
    can: str
    """After "I can" and "I can't"."""
    about: str
    takes: str
    """Its parameters: ``city``, ``day?`` (optional), ``day~`` (either), ``from=city`` (a role and its kind)."""
    says: str
    """Requests with everything that is required, and without."""
    done: str
    """What to say when it returned no more than that it worked."""
    gives: str = ""
    """Results and what to say of them: ``km=distance name=city status:ok -> It's {km} kilometres. | …``, one a line."""
    asks: str = ""
    """Questions about a result: ``km | How far is it? | It's {km} kilometres.``."""
    empty: str = ""
    """What to say when nothing was found."""
    again: str = ""
    """Requests for the same with another value."""
    back: str = ""
    """Requests that refer to a value that was said earlier."""
    topics: str = ""
    """Talk about the matter that asks for nothing: ``I love rain. -> Rain can be cosy.``."""
    clash: str = ""
    """Words; no two that share one are offered together, nor is one asked for in vain where the other is offered."""
    kin: str = ""
    """Words; no one is asked for in vain where another that shares one is offered: it might do."""
    opposite: str = ""
    """The `key` of one that does the reverse: a near miss, if it is missing."""
    is_common: bool = False
    """Known on both sides."""

    @cached_property
    def key(self) -> str:
        """Its first name."""
        return lines(self.names)[0]

    @cached_property
    def slots(self) -> tuple[tuple[str, str, str], ...]:
        """Role, kind and sign of every parameter."""
        found = []
        for each in self.takes.split():
            sign = each[-1] if each[-1] in "?~" else ""
            role, _, kind = each.removesuffix(sign).partition("=")
            found.append((role, kind or role, sign))
        return tuple(found)

    def is_like(self, other: Act) -> bool:
        """Whether one might be meant where the other is asked for, so that a caller has but one."""
        return self.key == other.key or bool(set(self.clash.split()) & set(other.clash.split()))

    def might_do(self, other: Act) -> bool:
        """Whether it could serve for a request for the other."""
        return self.is_like(other) or bool(set(self.kin.split()) & set(other.kin.split()))

    @cached_property
    def side(self) -> Side | None:
        """Where it belongs; ``None``: to both."""
        held = not self.is_common and side_of(self.key) is Side.HELD_OUT
        return Side.HELD_OUT if held else None


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter as it is declared."""

    role: str
    kind: str
    name: str
    type: str
    choices: tuple[str, ...]
    is_required: bool
    spoken: Mapping[str, str]
    """How its choices are said."""

    def drawn(self, draw: Draw) -> Value:
        """A value that it takes."""
        if self.choices:
            choice = draw.either(self.choices)
            return Value(self.spoken[choice], choice)
        value = DRAWN[self.kind](draw)
        if self.type == "boolean":
            return Value(value.said, value.value == "on")
        if self.type == "integer" and isinstance(value.value, str):
            return Value(value.said, int(value.value), value.bare)
        return value

    @property
    def is_loud(self) -> bool:
        """Its choices are spelt as nobody says them."""
        return any(spoken != choice for choice, spoken in self.spoken.items())

    def questions(self) -> Sequence[str]:
        """Ways to ask for it."""
        return QUESTIONS.get(self.role) or QUESTIONS.get(self.kind) or ("Which one?",)

    def answers(self) -> Sequence[str]:
        """Ways to say it when asked."""
        return ANSWERS.get(self.role) or ANSWERS.get(self.kind) or ("{short}.", "{short}, please.")


class Offer:
    """An act as a caller declares it: a name, a description, a schema."""

    def __init__(self, draw: Draw, act: Act, style: str, *, is_short: bool) -> None:
        self.act = act
        self.params: dict[str, Param] = {}
        for role, kind, sign in act.slots:
            if sign == "?" and draw.chance(0.4):
                continue
            is_required = not sign or (sign == "~" and draw.chance(0.5))
            self.params[role] = _param(draw, role, kind, style, is_required=is_required)
        about = lines(act.about)
        described = min(about, key=len) if is_short else draw.either(about)
        self.tool = Tool(styled(draw.either(lines(act.names)), style), described, self._schema(draw))

    def _schema(self, draw: Draw) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        for param in self.params.values():
            properties[param.name] = {"type": param.type}
            if param.choices:
                properties[param.name]["enum"] = list(param.choices)
            if draw.chance(0.5):
                properties[param.name]["description"] = f"The {param.role.replace('_', ' ')}."
        if draw.chance(EXTRA):
            name = draw.either(tuple(EXTRAS))
            if not (name in {"language", "priority", "notes", "label"} and len(self.params) > 1):
                properties.setdefault(name, dict(EXTRAS[name]))
        required = [param.name for param in self.params.values() if param.is_required]
        return {"type": "object", "properties": properties, "required": required}

    @property
    def required(self) -> set[str]:
        """Roles that must be said."""
        return {role for role, param in self.params.items() if param.is_required}

    def question(self, draw: Draw, role: str) -> str:
        """A short question for it: half of the time as the checks around the model put it."""
        param = self.params[role]
        if draw.chance(0.5) and param.kind not in {"switch", "amount", "count", "volume"}:
            for each in parameters.of(self.tool):
                is_odd = ODD.match(each.question) or ("Who" in each.question and param.kind != "person")
                if each.name == param.name and not is_odd and not param.is_loud:
                    return each.question
        return draw.either(param.questions())

    def said(self, phrase: str) -> set[str] | None:
        """Roles that a phrase gives; ``None``: it does not fit."""
        roles = {match[2] for match in SLOT.finditer(phrase)}
        return roles if roles <= set(self.params) else None

    def phrase(self, draw: Draw, text: str, *, is_whole: bool) -> str | None:
        """A request with all that is required, or one that lacks some of it."""

        def fits(phrase: str) -> bool:
            roles = self.said(phrase)
            return roles is not None and (self.required <= roles) is is_whole

        return picked(draw, lines(text), fits)

    def arguments(self, values: Mapping[str, Value]) -> dict[str, Any]:
        """As the call has them, in the order of the declaration."""
        return {param.name: values[role].value for role, param in self.params.items() if role in values}


def picked(draw: Draw, templates: Sequence[str], fits: Any = None) -> str | None:
    """A phrase that fits: as `Draw.phrase`, but what is held out is the last of the whole list."""
    found = [each for each in templates if fits is None or fits(each)]
    last = templates[-1] if len(templates) > 2 else None
    if draw.side is Side.TRAINED:
        found = [each for each in found if each != last]
    elif last in found and draw.chance(FITTING):
        return last
    return draw.either(found) if found else None


def roles(phrase: str) -> list[str]:
    """Those of its gaps."""
    return list(dict.fromkeys(match[2] for match in SLOT.finditer(phrase)))


def filled(phrase: str, values: Mapping[str, Value], *, is_ours: bool = False) -> str:
    """A phrase with its gaps closed; in ours, what is the user's becomes "your"."""

    def closed(match: re.Match[str]) -> str:
        if match[3]:
            return str(match[3])
        value = values[match[2]]
        text = value.short if match[1] else value.said
        return re.sub(r"\bmy\b", "your", text) if is_ours and not value.is_quoted else text

    text = SLOT.sub(closed, phrase)
    return text[:1].upper() + text[1:]


def _param(draw: Draw, role: str, kind: str, style: str, *, is_required: bool) -> Param:
    names = NAMES.get(role) or NAMES.get(kind) or [role]
    choices = tuple(CHOICES.get(kind, ()))
    name, type_ = draw.either(names), TYPES.get(kind, "string")
    if kind in MAYBE_CHOICES and draw.chance(0.25):
        choices = tuple(draw.values(MAYBE_CHOICES[kind], draw.number(3, 5)))
        choices = choices if len(choices) > 1 else ()
    elif kind == "switch" and draw.chance(0.3):
        choices, type_, name = (), "boolean", draw.either(("on", "enabled", "is_on"))
    elif kind == "digits" and draw.chance(0.3):
        type_ = "integer"
    elif type_ == "integer" and draw.chance(0.15):
        type_ = "number"
    if style == "camel":
        name = re.sub(r"_(\w)", lambda match: match[1].upper(), name)
    spoken = {each: each for each in choices}
    if choices and draw.chance(LOUD):
        choices = tuple(each.upper().replace(" ", "_") for each in choices)
        spoken = dict(zip(choices, spoken, strict=True))
    return Param(role, kind, name, type_, choices, is_required, spoken)


def styled(name: str, style: str) -> str:
    """A name, one of `STYLES`."""
    words = name.split()
    match style:
        case "camel":
            return words[0] + "".join(word.capitalize() for word in words[1:])
        case "pascal":
            return "".join(word.capitalize() for word in words)
        case "dotted":
            return ".".join(("_".join(words[1:]), words[0])) if len(words) > 1 else name
        case "dashed":
            return "-".join(words)
        case "reversed":
            return "_".join((*words[1:], words[0]))
        case _:
            return "_".join(words)


@dataclass(frozen=True)
class Given:
    """A result, and what to say of it."""

    response: dict[str, Any]
    values: dict[str, Value]
    sentence: str
    want: str


def given(draw: Draw, line: str, values: Mapping[str, Value]) -> Given:
    """Draw a result from a line of `Act.gives`, for a call with these values."""
    spec, _, sentences = line.partition(" -> ")
    response: dict[str, Any] = {}
    found: dict[str, Value] = {}
    for token in spec.split():
        if ":" in token:
            path, _, literal = token.partition(":")
            value = Value(literal, _literal(literal))
        else:
            path, _, kind = token.partition("=")
            if kind.startswith("$"):
                if kind[1:] not in values:
                    continue
                value = values[kind[1:]]
            else:
                value = DRAWN[kind](draw)
                said = value.said if isinstance(value.value, list) else _told(value.value)
                value = Value(said, value.value, is_quoted=True)
            found[path.rpartition(".")[2]] = value
        holder = response
        *outer, key = path.split(".")
        for part in outer:
            holder = holder.setdefault(part, {})
        holder[key] = value.value
    known = {**values, **found}
    templates = [each for each in lines(sentences) if all(match[2] in known for match in SLOT.finditer(each))]
    sentence = draw.either(templates)
    want = "".join(wanted(found[each[2]]) for each in SLOT.finditer(sentence) if each[2] in found)
    return Given(response, found, filled(sentence, known, is_ours=True), want)


def wanted(value: Value) -> str:
    """A look-ahead that finds it, however it is put."""
    items = value.value if isinstance(value.value, list) else [value.value]
    return "".join(rf"(?=[\s\S]*{_alternatives(item)})" for item in items)


def _alternatives(item: Any) -> str:
    text = _told(item)
    if isinstance(item, int) and 0 <= item < 100:
        return rf"\b(?:{text}|{SAID[item]}|{SAID[item].replace('-', ' ')})\b"
    return re.escape(text)


def _told(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _literal(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text.replace("_", " ")
