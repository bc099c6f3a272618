"""Conversations from scripts: gaps are filled, functions offered, and a dialogue comes of it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from antiphon.talk import Tool
from brain import words_names as names
from brain import words_things as things
from brain.dialogue import Dialogue, Family
from brain.draw import Draw, side_of
from brain.facts_speech import spelled
from brain.facts_values import clock, code, date, day, name, phone
from brain.scripts_read import (
    CALL,
    CUT,
    FOLDER,
    GAP,
    MODEL,
    RANGE,
    RESULT,
    USER,
    Book,
    Faulty,
    Script,
    book,
    pairs,
)
from brain.talk_common import INSTRUCTIONS, NAMES
from brain.tools_acts import STYLES, styled

SHARE: Final = 2.2
"""Of all scripts together, beside what the other families add up to."""
BARE: Final = 0.4
"""Conversations without an instruction that go without one."""
IN_WORDS: Final = 0.5
"""Numbers that are said in words."""
MOST_IN_WORDS: Final = 100
MORE: Final = 0.35
"""Conversations with functions in which others are offered, too."""
MOST: Final = 8
TRIES: Final = 200
"""To draw a value that the conversation does not hold yet."""
Maker = Callable[[Draw], str]


def _open(*values: str) -> Maker:
    return lambda draw: draw.value(values)


def _closed(*values: str) -> Maker:
    return lambda draw: draw.either(values)


KINDS: Final[Mapping[str, Maker]] = {
    "name": lambda draw: name(draw, draw.either("fm")),
    "woman": lambda draw: name(draw, "f"),
    "man": lambda draw: name(draw, "m"),
    "surname": _open(*names.SURNAMES),
    "petname": _open(*names.PETS),
    "city": _open(*names.CITIES),
    "country": _open(*names.COUNTRIES),
    "street": _open(*names.STREETS),
    "employer": _open(*things.EMPLOYERS),
    "job": _open(*things.JOBS),
    "hobby": _open(*things.HOBBIES),
    "sport": _open(*things.SPORTS),
    "instrument": _open(*things.INSTRUMENTS),
    "language": _open(*things.LANGUAGES),
    "dish": _open(*things.DISHES),
    "drink": _open(*things.DRINKS),
    "fruit": _open(*things.FRUITS),
    "allergen": _open(*things.ALLERGENS),
    "flower": _open(*things.FLOWERS),
    "animals": _open(*things.ANIMALS),
    "music": _open(*things.MUSIC),
    "subject": _open(*things.SUBJECTS),
    "film": _open(*things.FILMS),
    "book": _open(*things.BOOKS),
    "car": _open(*things.CARS),
    "breed": _open(*things.DOG_BREEDS),
    "gift": _open(*things.GIFTS),
    "spot": _open(*things.SPOTS),
    "project": _open(*things.PROJECT_NAMES),
    "word": lambda draw: draw.word(),
    "brand": lambda draw: draw.word().capitalize(),
    "colour": _closed(*things.COLOURS),
    "weekday": _closed(*things.WEEKDAYS),
    "month": _closed(*things.MONTHS),
    "season": _closed(*things.SEASONS),
    "ordinal": _closed(*things.ORDINALS),
    "clock": clock,
    "date": date,
    "day": day,
    "code": code,
    "phone": phone,
}
"""What a gap may be drawn from."""


class Filling:
    """What the gaps of one conversation hold."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._held: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def fill(self, text: str) -> str:
        """With every gap filled; what begins a sentence has a capital."""
        pieces, at = [], 0
        for gap in GAP.finditer(text):
            pieces.append(text[at : gap.start()])
            before = "".join(pieces).rstrip(" \"'")
            value = self._value(gap[1])
            pieces.append(value[:1].upper() + value[1:] if not before or before[-1] in ".!?" else value)
            at = gap.end()
        return "".join((*pieces, text[at:]))

    def plain(self, text: str) -> str:
        """As it is given to a function: in its own case, numbers as they were said."""
        return GAP.sub(lambda gap: self._value(gap[1]), text)

    def number(self, text: str) -> int | None:
        """The number that a gap alone is."""
        gap = GAP.fullmatch(text)
        if gap is None:
            return None
        self._value(gap[1])
        return self._numbers.get(gap[1].partition("=")[0])

    def _value(self, gap: str) -> str:
        key, is_bound, rest = gap.partition("=")
        if not is_bound and "|" in gap:
            return self._draw.either(gap.split("|"))
        if key not in self._held:
            self._held[key] = self._drawn(key, rest)
        return self._held[key]

    def _drawn(self, key: str, rest: str) -> str:
        if span := RANGE.fullmatch(rest):
            number = self._numbers[key] = self._draw.random.randint(int(span[1]), int(span[2]))
            is_said = number < MOST_IN_WORDS and self._draw.chance(IN_WORDS)
            return spelled(number) if is_said else str(number)
        if rest:
            return self._draw.either(rest.split("|"))
        maker = KINDS.get(key.rstrip("0123456789"))
        if maker is None:
            raise Faulty(f"nothing fills {{{key}}}")
        for _ in range(TRIES):
            if (value := maker(self._draw)) not in self._held.values():
                return value
        raise Faulty(f"there are not so many different {key}")


def dialogue(draw: Draw, of: Book, script: Script) -> Dialogue:
    """One conversation."""
    filling = Filling(draw)
    made = Dialogue(f"script {of.name}", _system(draw, filling, script))
    style = draw.either(STYLES)
    if script.tools:
        made.tools = [restyled(each, style) for each in _offered(draw, of, script)]
    for sign, text in script.lines:
        if sign == USER:
            made.user(filling.fill(text))
        elif sign in {MODEL, CUT}:
            made.model(filling.fill(text), is_cut=sign == CUT)
        elif sign == CALL:
            called, _, rest = text.partition(" ")
            tool = of.tools[called]
            given = {
                styled_key(key, style): _argument(filling, tool, key, value)
                for key, value in pairs(rest).items()
            }
            made.call(styled(called.replace("_", " "), style), given)
        elif sign == RESULT:
            made.result({key: _returned(filling, value) for key, value in pairs(text).items()})
    return made


def _system(draw: Draw, filling: Filling, script: Script) -> str:
    if script.system:
        return filling.fill(script.system)
    return "" if draw.chance(BARE) else draw.either(INSTRUCTIONS).format(name=draw.value(NAMES))


def _offered(draw: Draw, of: Book, script: Script) -> list[Tool]:
    """The functions of a script, and now and then others that have no word in common with them."""
    chosen = [of.tools[each] for each in script.tools]
    if not script.is_closed and draw.chance(MORE):
        others = list(of.tools.values())
        draw.random.shuffle(others)
        wanted = len(chosen) + draw.either((1, 2, 3))
        for each in others:
            known = {word for tool in chosen for word in tool.name.split("_")}
            if len(chosen) < min(wanted, MOST) and known.isdisjoint(each.name.split("_")):
                chosen.append(each)
    draw.random.shuffle(chosen)
    return chosen


def restyled(tool: Tool, style: str) -> Tool:
    """The same function, written as other callers write names."""
    properties: Mapping[str, Any] = tool.parameters["properties"]
    return Tool(
        styled(tool.name.replace("_", " "), style),
        tool.description,
        {
            "type": "object",
            "properties": {styled_key(key, style): value for key, value in properties.items()},
            "required": [styled_key(key, style) for key in tool.parameters["required"]],
        },
    )


def styled_key(key: str, style: str) -> str:
    """A parameter's name."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), key) if style == "camel" else key


def _argument(filling: Filling, tool: Tool, key: str, value: str) -> Any:
    """A value, of the type that was declared."""
    declared = tool.parameters["properties"].get(key)
    if declared is None:
        raise Faulty(f"{tool.name} takes no {key}")
    if declared["type"] == "array":
        return [filling.plain(each.strip()) for each in value.split(",")]
    if declared["type"] == "string":
        said = filling.plain(value)
        if "enum" in declared and said not in declared["enum"]:
            raise Faulty(f"{tool.name} does not take {key}={said}")
        return said
    found = _number(filling, value)
    if declared["type"] == "boolean":
        if value not in {"true", "false"}:
            raise Faulty(f"{tool.name}: {key} is true or false, not {value}")
        return value == "true"
    if isinstance(found, str) or (declared["type"] == "integer" and not isinstance(found, int)):
        raise Faulty(f"{tool.name}: {key} is a number, not {value}")
    return found


def _number(filling: Filling, value: str) -> int | float | str:
    if (number := filling.number(value)) is not None:
        return number
    text = filling.plain(value)
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def _returned(filling: Filling, value: str) -> Any:
    if value.startswith("[") and value.endswith("]"):
        return [filling.plain(each.strip()) for each in value[1:-1].split(",") if each.strip()]
    if value in {"true", "false"}:
        return value == "true"
    return _number(filling, value)


@cache
def books() -> tuple[Book, ...]:
    """All of them."""
    return tuple(book(path) for path in sorted(FOLDER.glob("*.txt")))


def _family(of: Book, total: int) -> Family:
    sides = cache(lambda side: [each for each in of.scripts if side_of(each.text) is side])

    def make(draw: Draw) -> Dialogue:
        return dialogue(draw, of, draw.either(sides(draw.side) or of.scripts))

    return Family(SHARE * len(of.scripts) / total, make)


def families() -> dict[str, Family]:
    """A family for each file, as large as what is in it."""
    total = sum(len(each.scripts) for each in books())
    return {f"script {each.name}": _family(each, total) for each in books()}


FAMILIES: Final[Mapping[str, Family]] = families()


def main() -> int:
    """Read a file, fill every conversation of it, and show some: ``python -m brain.scripts_draw FILE [--show N]``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    wrong = 0
    try:
        of = book(given.file)
    except Faulty as error:
        print(error, file=sys.stderr)
        return 1
    lengths = []
    for at, script in enumerate(of.scripts):
        try:
            made = [dialogue(Draw(seed), of, script) for seed in range(5)]
        except Faulty as error:
            wrong += 1
            print(f"{given.file.name}:{script.number}: {error}", file=sys.stderr)
            continue
        for fault in faults(script):
            wrong += 1
            print(f"{given.file.name}:{script.number}: {fault}", file=sys.stderr)
        lengths += [len("".join(piece.text for piece in each.segments())) for each in made]
        if at >= len(of.scripts) - given.show:
            print("\n".join(("=" * 8, *(piece.text.rstrip("\n") for piece in made[0].segments()))))
    print(
        f"{len(of.scripts)} conversations, {len(of.tools)} functions, {wrong} faults, {sum(lengths) / max(len(lengths), 1):.0f} characters each"
    )
    return 1 if wrong else 0


def faults(script: Script) -> list[str]:
    """What is wrong with the order of what is said."""
    found = []
    before = ""
    if len(script.tools) > MOST:
        found.append(f"more than {MOST} functions")
    if set("{}") & set(GAP.sub("", script.text)):
        found.append("a gap within a gap, or half of one")
    for sign, text in script.lines:
        if not text and sign != CALL:
            found.append(f"an empty {sign} line")
        if sign in {MODEL, CALL, CUT} and before not in {USER, RESULT}:
            found.append(f"{sign} {text[:30]!r} follows {before or 'nothing'}")
        if sign == CALL and text.split()[0] not in script.tools:
            found.append(f"! {text[:30]!r} is not offered")
        if sign == USER and before not in {"", MODEL, CUT, CALL}:
            found.append(f"> {text[:30]!r} follows {before}")
        if sign == RESULT and before != CALL:
            found.append(f"? {text[:30]!r} follows {before}")
        before = sign
    if before not in {MODEL, CALL}:
        found.append("it does not end with the model's words or a call")
    return found


if __name__ == "__main__":
    sys.exit(main())
