"""A replayed call as a pytest module: its inputs as data, what comes of them in brief. Any formatter leaves it alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

import antiphon
from antiphon.runtime.journal_lines import Entry, Recorded
from antiphon.runtime.journal_plain import fields_of
from antiphon.runtime.replay import Step
from antiphon.session.listening import WINDOW
from antiphon.session.machine import Session
from antiphon.session.retold import LISTEN, WAIT, Row, brief, fold, perform

WIDTH: Final = 88
FLAT: Final = -1
MAX_PAUSE_S: Final = 0.4
"""Within a stretch of sound; a longer one may be the caller's silence."""
_HEARD: Final = {"arrive", "hear"}
_STREAMED: Final = re.compile(r"(feed|play) \d+ \d+:\d+|rest \d+ \d+|(says|writes) .*", re.DOTALL)


def module_for(recorded: Recorded, steps: Sequence[Step]) -> str:
    """The module's text. It passes with this machine, whatever the machine did when the call was recorded."""
    told = fold(brief(effect) for step in steps for effect in step.effects)
    raised = next((step.raised for step in steps if step.raised), "")
    rows, is_exact = _rough(steps), False
    try:
        played = perform(recorded.session(), rows)
        is_exact = fold(each for row in played for each in row[3]) != told
    except Exception:  # noqa: BLE001  # what a session raises depends on the exact instant
        is_exact = True
    if is_exact:
        rows = [
            (step.entry.at, step.entry.name, step.entry.arguments, []) for step in steps if not step.raised
        ]
        played = perform(recorded.session(), rows, is_exact=True)
    return _module(recorded, played, is_exact=is_exact, raised=raised)


def _rough(steps: Sequence[Step]) -> list[Row]:
    """Rows to the microsecond from the call's start, with stretches of sound in one row and time passing by itself."""
    start = steps[0].entry.at if steps else 0.0
    rows: list[Row] = []
    heard: list[Entry] = []

    def end_stretch() -> None:
        if heard:
            rows.append(_stretch(heard, start))
            heard.clear()

    for step in steps:
        entry = step.entry
        if entry.name == "tick":
            if not _is_quiet(step):
                end_stretch()
                rows.append((_rounded(entry.at - start), WAIT, (), []))
            continue
        is_sound = entry.name in _HEARD and (entry.name == "arrive" or entry.arguments[1] == WINDOW)
        if not is_sound or (heard and entry.at - heard[-1].at > MAX_PAUSE_S):
            end_stretch()
        if not is_sound:
            rows.append((_rounded(entry.at - start), entry.name, entry.arguments, []))
            continue
        heard.append(entry)
        if not _is_quiet(step):
            end_stretch()
    end_stretch()
    if steps and steps[-1].entry.name == "tick":
        rows.append((_rounded(steps[-1].entry.at - start), WAIT, (), []))
    return rows


def _is_quiet(step: Step) -> bool:
    return not step.raised and all(_STREAMED.fullmatch(brief(effect)) for effect in step.effects)


def _stretch(heard: Sequence[Entry], start: float) -> Row:
    at, until = _rounded(heard[0].at - start), _rounded(heard[-1].at - start)
    if len(heard) == 1:
        return at, heard[0].name, heard[0].arguments, []
    arrived = _runs(str(entry.arguments[0]) for entry in heard if entry.name == "arrive")
    # Down to a hundredth: on the same side of every threshold that is written in hundredths.
    scored = _runs(
        f"{math.floor(entry.arguments[0] * 100) / 100:g}" for entry in heard if entry.name == "hear"
    )
    return at, LISTEN, (until, arrived, scored), []


def _rounded(at: float) -> float:
    return round(at, 6)


def _runs(values: Iterable[str]) -> str:
    runs: list[tuple[str, int]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1] = value, runs[-1][1] + 1
        else:
            runs.append((value, 1))
    return " ".join(f"{value}*{count}" if count > 1 else value for value, count in runs)


# The text


def _module(recorded: Recorded, rows: Sequence[Row], *, is_exact: bool, raised: str) -> str:
    code = Code()
    arguments = [recorded.session_id, recorded.policy, recorded.caller, recorded.handle]
    if not recorded.handle:
        arguments.pop()
    made = code.call(Session, arguments, 4, len("session = "))
    table = "".join(f"    {code.text(row, 4)},\n" for row in rows)
    performed = "perform(session, CALL, is_exact=True)" if is_exact else "perform(session, CALL)"
    code.used["antiphon.session.retold"] = {"Row", "perform"}
    words = "in the caller's own words" if recorded.has_words else "with placeholders for words"
    note = f"\nThere it ended: it raised {raised}.\n" if raised else ""
    told = "inputs at their exact instants" if is_exact else "sound in stretches, timers as they ring"
    return f'''"""A call of {recorded.at}, {words}: {told}.

Written by `antiphon replay --as-test` of Antiphon {antiphon.__version__}.
{note}"""

from __future__ import annotations

{code.imports()}
CALL: list[Row] = [
    # second, input, its arguments, and in brief what came of it before the next
{table}]


def test_the_call_goes_as_it_went() -> None:
    session = {made}
    assert {performed} == CALL
'''


class Code:
    """Values as expressions, in the layout that formatters agree on; remembers what has to be imported."""

    def __init__(self) -> None:
        self.used: dict[str, set[str]] = {}

    def text(self, value: Any, indent: int, lead: int = 0) -> str:
        """The value, after ``lead`` characters of its line; what does not fit is broken, one item a line."""
        match value:
            case Enum():
                self.use(type(value))
                return f"{type(value).__name__}.{value.name}"
            case str():
                return quoted(value)
            case bytes():
                return f"bytes({len(value)})"
            case None | bool() | int() | float():
                return repr(value)
            case tuple():
                return self._group("(", [("", each) for each in value], ")", indent, lead)
            case list():
                return self._group("[", [("", each) for each in value], "]", indent, lead)
            case dict():
                items = [(f"{quoted(str(key))}: ", each) for key, each in value.items()]
                return self._group("{", items, "}", indent, lead)
            case BaseException():
                items = [("", each) for each in value.args]
            case _:
                kind: Any = type(value)
                fields = [(field, getattr(value, field.name)) for field in fields_of(kind)]
                items = [(f"{field.name}=", each) for field, each in fields if not field.is_default(each)]
        self.use(type(value))
        return self._group(f"{type(value).__name__}(", items, ")", indent, lead)

    def call(self, kind: type[Any], arguments: Sequence[Any], indent: int, lead: int) -> str:
        """A call with positional arguments."""
        self.use(kind)
        return self._group(f"{kind.__name__}(", [("", each) for each in arguments], ")", indent, lead)

    def use(self, kind: type[Any]) -> None:
        """It has to be imported."""
        if kind.__module__ != "builtins":
            self.used.setdefault(kind.__module__, set()).add(kind.__name__)

    def imports(self) -> str:
        """Sorted as isort would."""
        lines = []
        for module, names in sorted(self.used.items()):
            listed = sorted(names, key=lambda name: (not name[0].isupper(), name))
            line = f"from {module} import {', '.join(listed)}\n"
            if len(line) > WIDTH:
                line = f"from {module} import (\n" + "".join(f"    {name},\n" for name in listed) + ")\n"
            lines.append(line)
        return "".join(lines)

    def _group(
        self, opening: str, items: Sequence[tuple[str, Any]], closing: str, indent: int, lead: int
    ) -> str:
        comma = "," if opening == "(" and len(items) == 1 else ""
        flat = ", ".join(prefix + self.text(each, FLAT) for prefix, each in items)
        flat = f"{opening}{flat}{comma}{closing}"
        if not items or indent == FLAT or indent + lead + len(flat) + 1 <= WIDTH:
            return flat
        inner = indent + 4
        lines = [f"{' ' * inner}{prefix}{self.text(each, inner, len(prefix))},\n" for prefix, each in items]
        return f"{opening}\n{''.join(lines)}{' ' * indent}{closing}"


def quoted(text: str) -> str:
    """A string literal with the quotes that formatters prefer."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = "".join(
        "\\" + character if character == quote else character if character in "'\"" else repr(character)[1:-1]
        for character in text
    )
    return quote + body + quote
