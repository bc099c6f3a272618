"""The questions: sets of conversations in TOML, each with what is wanted of its last answer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from antiphon.errors import OperatorError

T = TypeVar("T")

KINDS: Final = (
    *("memory", "absent", "facts", "persona", "unknowable", "arithmetic", "clock", "tools", "asking"),
    *("restraint", "results", "talk", "style", "story", "trivia", "negation", "notes", "interruption"),
)
"""What a question is about, and the order in which tables name it."""
DONE: Final = {"status": "ok"}
"""What a function returns where a question does not say."""


@dataclass(frozen=True, slots=True)
class Question:
    """A conversation whose last answer is judged. The fields are described in ``questions/rules.toml``."""

    kind: str
    split: str
    say: tuple[str, ...]
    system: str = ""
    tools: tuple[Mapping[str, Any], ...] = ()
    want: str = ""
    without: str = ""
    calls: tuple[Mapping[str, Any], ...] | None = None
    result: Mapping[str, Any] = field(default_factory=lambda: DONE)
    name: str = ""
    """Set, kind and number: the same as long as the file is."""


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call, as a file has it."""

    name: str
    arguments: dict[str, Any] | None = None


class _Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, as a file has it."""

    say: tuple[str, ...]
    system: str = ""
    tools: str = ""
    want: str = ""
    without: str = ""
    calls: tuple[_Wanted, ...] | None = None
    result: dict[str, Any] = msgspec.field(default_factory=lambda: dict(DONE))


class _Function(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A function, as a file has it."""

    name: str
    description: str
    properties: dict[str, dict[str, Any]]
    required: tuple[str, ...] = ()
    id: str = ""
    """What sets call it, where two have the same name."""


class _Around(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the questions of a file share."""

    systems: dict[str, str] = {}
    tool: tuple[_Function, ...] = ()
    sets: dict[str, tuple[str, ...]] = {}


def texts() -> dict[str, str]:
    """The files that come with Antiphon, by name."""
    directory = files("antiphon.bench").joinpath("questions")
    found = sorted(
        (each for each in directory.iterdir() if each.name.endswith(".toml")), key=lambda e: e.name
    )
    return {each.name: each.read_text(encoding="utf-8") for each in found}


def questions(sets: Sequence[str] = (), *, path: Path | None = None) -> list[Question]:
    """Those of the named sets, or of all: of the files that come with Antiphon, or of the one at ``path``.

    Raises `OperatorError`.
    """
    sources = {path.name: path.read_text("utf-8")} if path is not None else texts()
    found: dict[str, list[Question]] = {}
    for name, text in sources.items():
        for split, some in parsed(text, name).items():
            if split in found:
                raise OperatorError(f"{name}: another file has a set {split!r}, too")
            found[split] = some
    if unknown := [each for each in sets if each not in found]:
        raise OperatorError(f"no such set: {', '.join(unknown)}; there are {', '.join(found)}")
    return [each for name in dict.fromkeys(sets or found) for each in found[name]]


def parsed(text: str, name: str) -> dict[str, list[Question]]:
    """The sets in a file. ``name`` is for what is wrong with it, which raises `OperatorError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OperatorError(f"{name}: {error}") from error
    shared = {key: data.pop(key) for key in _Around.__struct_fields__ if key in data}
    around = _converted(shared, _Around, name)
    functions = {each.id or each.name: each for each in around.tool}
    if len(functions) < len(around.tool):
        raise OperatorError(f"{name}: two functions have the same name: give one an id")
    for key, named in around.sets.items():
        if unknown := [each for each in named if each not in functions]:
            raise OperatorError(f"{name}: sets.{key}: no such function: {', '.join(unknown)}")
    declared = {
        key: tuple(_declared(functions[each]) for each in named) for key, named in around.sets.items()
    }
    return {split: list(_split(kinds, split, name, around, declared)) for split, kinds in data.items()}


def _declared(function: _Function) -> dict[str, Any]:
    return {
        "name": function.name,
        "description": function.description,
        "properties": function.properties,
        "required": list(function.required),
    }


def _split(
    kinds: Any,
    split: str,
    file: str,
    around: _Around,
    declared: Mapping[str, tuple[Mapping[str, Any], ...]],
) -> Iterator[Question]:
    for kind, items in _converted(kinds, dict[str, list[Any]], f"{file}: {split}").items():
        if kind not in KINDS:
            raise OperatorError(f"{file}: {split}: no such kind: {kind}; there are {', '.join(KINDS)}")
        for number, raw in enumerate(items, 1):
            name = f"{split}/{kind}/{number}"
            item = _converted(raw, _Item, f"{file}: {name}")
            if item.system and item.system not in around.systems:
                raise OperatorError(f"{file}: {name}: no such system: {item.system}")
            if item.tools and item.tools not in declared:
                raise OperatorError(f"{file}: {name}: no such set of tools: {item.tools}")
            found = Question(
                kind=kind,
                split=split,
                say=item.say,
                system=around.systems.get(item.system, ""),
                tools=declared.get(item.tools, ()),
                want=item.want,
                without=item.without,
                calls=None if item.calls is None else tuple(map(_call, item.calls)),
                result=item.result,
                name=name,
            )
            _check(found, f"{file}: {name}")
            yield found


def _call(wanted: _Wanted) -> dict[str, Any]:
    told = {} if wanted.arguments is None else {"arguments": wanted.arguments}
    return {"name": wanted.name, **told}


def _check(question: Question, where: str) -> None:
    """Whether anything can be said to it, and whether its answer can be judged."""
    if not question.say or not all(each.strip() for each in question.say):
        raise OperatorError(f"{where}: nothing is said")
    if not question.want and not question.without and question.calls is None:
        raise OperatorError(f"{where}: nothing is wanted of the answer")
    _compiled(question.want, where)
    _compiled(question.without, where)
    for call in question.calls or ():
        tool = next((each for each in question.tools if each["name"] == call["name"]), None)
        if tool is None:
            raise OperatorError(f"{where}: it has no function {call['name']}")
        for key, value in call.get("arguments", {}).items():
            if key not in tool["properties"]:
                raise OperatorError(f"{where}: {call['name']} has no parameter {key}")
            if isinstance(value, str):
                _compiled(value, where)


def _compiled(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise OperatorError(f"{where}: {pattern!r} is no regular expression: {error}") from error


def _converted(value: Any, kind: type[T], where: str) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise OperatorError(f"{where}: {error}") from error
