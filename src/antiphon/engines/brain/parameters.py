"""What a function wants to be told, read from its JSON Schema. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from antiphon.engines.brain.table import bag
from antiphon.engines.brain.telling import spoken_name
from antiphon.engines.brain.words import listed, words
from antiphon.talk import Tool

MOST: Final = 12
"""Parameters read of one function."""
CHARACTERS: Final = 200

PLACE: Final = bag("city location place town destination country area region where origin")
PERSON: Final = bag("recipient contact person to friend callee who receiver addressee attendee guest")
MESSAGE: Final = bag("message text body content note msg")
TIME: Final = bag("time hour at when clock alarm")
DAY: Final = bag("date day weekday")
FROM: Final = bag("from origin departure start source pickup")
_UNITS: Final = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of them."""

    name: str
    kind: str
    """``string``, ``integer``, ``number``, ``boolean``, ``array`` or ``object``."""
    description: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_way: bool = False
    """Its function takes where something begins as well: "to" is no person."""

    @property
    def name_words(self) -> frozenset[str]:
        """The words in its name."""
        return frozenset(spoken_name(self.name))

    @property
    def unit_s(self) -> int | None:
        """Seconds in its unit, where it is a span of time."""
        for text in (" ".join(spoken_name(self.name)), self.description):
            for word in words(text):
                root = word.removesuffix("s")
                if root in _UNITS:
                    return _UNITS[root]
        return None

    @property
    def question(self) -> str:
        """What to ask when it was not said. One and the same for the same parameter: it is recognised again."""
        name = " ".join(spoken_name(self.name))
        if self.choices:
            return f"Which {name} do you want: {listed(list(self.choices[:5])).replace(' and ', ' or ')}?"
        if self.kind == "boolean":
            return f"Should the {name} be on or off?"
        if self.unit_s is not None and self.kind in {"integer", "number"}:
            unit = {1: "seconds", 60: "minutes", 3600: "hours"}[self.unit_s]
            return f"For how many {unit}?"
        if self.kind in {"integer", "number"}:
            return f"What number should I take for the {name}?"
        return self._open_question(name)

    def _open_question(self, name: str) -> str:
        kinds = self.name_words
        if kinds & MESSAGE:
            return "What should it say?"
        if self.is_way and kinds & {"to", "from"}:
            return "Where to?" if "to" in kinds else "Where from?"
        if kinds & PLACE:
            return f"Which {name if kinds & {'city', 'country', 'town', 'destination'} else 'place'} do you mean?"
        if kinds & PERSON:
            return "Who is it for?"
        if kinds & DAY:
            return "For which day?"
        if kinds & TIME:
            return "For what time?"
        return f"What is the {name}?"


def of(tool: Tool) -> list[Parameter]:
    """Its parameters, the required ones first."""
    schema = tool.parameters
    properties = schema.get("properties")
    required = schema.get("required")
    names = set(map(str, required)) if isinstance(required, list | tuple) else set()
    if not isinstance(properties, Mapping):
        return []
    is_way = any(FROM & frozenset(spoken_name(str(name))) for name in list(properties)[:MOST])
    found = [
        _parameter(str(name), each, is_required=name in names, is_way=is_way)
        for name, each in list(properties.items())[:MOST]
        if isinstance(each, Mapping)
    ]
    return sorted(found, key=lambda each: not each.is_required)


def _parameter(name: str, schema: Mapping[str, Any], *, is_required: bool, is_way: bool) -> Parameter:
    kind = schema.get("type", "string")
    if isinstance(kind, list | tuple):
        kind = next((each for each in kind if str(each).lower() != "null"), "string")
    choices = schema.get("enum")
    return Parameter(
        name=name,
        kind=str(kind).lower(),
        description=str(schema.get("description", ""))[:CHARACTERS],
        choices=tuple(str(each) for each in choices[:40]) if isinstance(choices, list | tuple) else (),
        is_required=is_required,
        is_way=is_way,
    )
