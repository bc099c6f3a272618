"""Conversations written out by hand, as they stand in `brain/scripts/*.txt`: what is said, with gaps that are filled anew each time.

A line says what it is by its first sign; empty lines and those with ``#`` say nothing::

    * set_timer | Starts a countdown. | minutes:integer, label:string?     a function, for all conversations below
    = You are {name}, a patient tutor.       a conversation, and its instruction; alone: any instruction
    + set_timer get_weather                  functions that are offered; with ``+!`` no others
    > How long is {n=3-50} minutes?          the user
    < That's {n} minutes.                    the model, to be learned
    ~ Well, that depends on                  the model, interrupted: read, not learned
    ! set_timer minutes={n}; label=tea       a call
    ? status=ok; ends_at={clock}             what it returned

Gaps: ``{city}`` draws from a vocabulary (``{city2}``: another one) and stays the same in a conversation; ``{a|b}`` is one of
some words; ``{x=a|b}`` the same, to be said again by ``{x}``; ``{n=3-50}`` a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from antiphon.talk import Tool

FOLDER: Final = Path(__file__).parent / "scripts"
SIGNS: Final = ">", "<", "~", "!", "?"
USER, MODEL, CUT, CALL, RESULT = SIGNS
TYPES: Final = frozenset({"string", "integer", "number", "boolean", "array"})
GAP: Final = re.compile(r"\{([^{}]+)\}")
RANGE: Final = re.compile(r"(\d+)-(\d+)")


class Faulty(Exception):  # noqa: N818  # it says what is wrong
    """A script cannot be read."""


class Line(NamedTuple):
    """What somebody says or does."""

    sign: str
    text: str


@dataclass(slots=True)
class Script:
    """One conversation, with gaps."""

    system: str
    number: int
    """Of its first line in the file."""
    tools: tuple[str, ...] = ()
    is_closed: bool = False
    """No other functions are offered."""
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that is in it: what it is told from others by."""
        return "\n".join((self.system, *self.tools, *(f"{line.sign} {line.text}" for line in self.lines)))


class Book(NamedTuple):
    """A file."""

    name: str
    tools: Mapping[str, Tool]
    scripts: tuple[Script, ...]


def book(path: Path) -> Book:
    """Read a file. `Faulty` where a line is no line."""
    return read(path.stem.replace("_", " "), path.read_text(encoding="utf-8").splitlines())


def read(name: str, written: Iterable[str]) -> Book:
    """The same, from its lines."""
    tools: dict[str, Tool] = {}
    scripts: list[Script] = []
    for number, raw in enumerate(written, 1):
        sign, text = raw[:1], raw[1:].strip()
        if not raw.strip() or sign == "#":
            continue
        if sign == "*":
            declared = tool(text)
            tools[declared.name] = declared
        elif sign == "=":
            scripts.append(Script(text.replace("\\n", "\n"), number))
        elif not scripts:
            raise Faulty(f"{name}:{number}: stands before the first conversation")
        elif sign == "+":
            scripts[-1].is_closed = text.startswith("!")
            scripts[-1].tools = tuple(text.removeprefix("!").split())
        elif sign in SIGNS:
            scripts[-1].lines.append(Line(sign, text))
        else:
            raise Faulty(f"{name}:{number}: {raw[:40]!r} is no line")
    for script in scripts:
        if unknown := [each for each in (*script.tools, *_called(script)) if each not in tools]:
            raise Faulty(f"{name}:{script.number}: no function {', '.join(unknown)}")
    return Book(name, tools, tuple(scripts))


def _called(script: Script) -> list[str]:
    return [line.text.split()[0] for line in script.lines if line.sign == CALL]


def tool(text: str) -> Tool:
    """A function, as a line declares it."""
    name, description, takes = (*map(str.strip, text.split(" | ")), "")[:3]
    properties: dict[str, Any] = {}
    required = []
    for each in filter(None, map(str.strip, takes.split(","))):
        key, _, kind = each.partition(":")
        if not kind.endswith("?"):
            required.append(key)
        kind = kind.removesuffix("?")
        if kind in TYPES:
            properties[key] = {"type": kind}
        elif "|" in kind:
            properties[key] = {"type": "string", "enum": kind.split("|")}
        else:
            raise Faulty(f"{name}: {each!r} is no parameter")
    return Tool(name, description, {"type": "object", "properties": properties, "required": required})


def pairs(text: str) -> dict[str, str]:
    """``a=1; b=some words`` as a table."""
    return {
        key.strip(): value.strip()
        for key, _, value in (each.partition("=") for each in re.split(r";\s+(?=\w+=)", text) if each.strip())
    }
