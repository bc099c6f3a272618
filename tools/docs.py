"""Writes what the documentation generates: the states of a session, the command line, the settings, the wire.

With ``--check`` it writes nothing, names the pages that are not what it would write, and exits with 1.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
import types
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
from rich.filesize import decimal

from antiphon.config import Settings
from antiphon.models.catalogue import CATALOGUE
from antiphon.models.manifest import DEFAULT
from antiphon.session.states import TABLE, Trigger
from antiphon.wire.codec import MEMBERS
from antiphon.wire.messages import ServerMessage
from antiphon.wire.types import Wire

DOCS = Path(__file__).parent.parent / "docs"
FIELDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("wire_fields.toml").read_text())
START, STOP = "<!-- drawn by make docs -->", "<!-- end of drawing -->"


def states() -> Iterator[str]:
    """A Mermaid state diagram; every state can also be closed, which would only clutter the picture."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {next(iter(TABLE)).name}"
    for state in TABLE:
        yield f'    state "{state.value}" as {state.name}'
    for state, ways in TABLE.items():
        for trigger, target in ways.items():
            if trigger is not Trigger.CLOSE:
                yield f"    {state.name} --> {target.name}: {trigger.value}"
    yield "```"


def session_page() -> str:
    """The page about the session, with its picture as the table has it."""
    return drawn_into("explanation/session.md", states())


def drawn_into(name: str, lines: Iterator[str]) -> str:
    """A page whose part between the markers is ours and whose rest is somebody's."""
    before, start, rest = (DOCS / name).read_text().partition(START)
    if not start:
        raise SystemExit(f"{name} has lost its marker: {START}")
    return f"{before}{START}\n" + "\n".join(lines) + f"\n{STOP}{rest.partition(STOP)[2]}"


def models_page() -> str:
    """The page about the models, with every one that the manifest and the catalogue know."""
    return drawn_into("reference/models.md", model_tables())


def model_tables() -> Iterator[str]:
    for title, models in (("The default set", DEFAULT), ("The catalogue", CATALOGUE)):
        yield f"### {title}"
        yield ""
        yield "| name | for | languages | licence | size | use | made by | from |"
        yield "|---|---|---|---|---|---|---|---|"
        for each in models:
            size = decimal(each.size_bytes) + ("" if all(file.sha256 for file in each.files) else " \\*")
            yield (
                f"| `{each.name}` | {each.purpose} | {each.languages} | {each.licence} | {size} "
                f"| {each.use.value} | {each.origin} | {each.source} |"
            )
        yield ""


def cli_page() -> str:
    """Every command and option, from the commands themselves."""
    command = [sys.executable, "-m", "typer", "antiphon.cli.main", "utils", "docs", "--name", "antiphon"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip() + "\n"


def settings_page() -> str:
    """Every setting, from the settings themselves."""
    rows = [
        f"| `{name}` | `ANTIPHON_{name.upper()}` | {default(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    head = """# Settings

Flags of `antiphon serve` go before environment variables, those before `antiphon.toml` in the working directory.
Lists are written as JSON in the environment: `ANTIPHON_API_KEYS='["one", "two"]'`.

| in `antiphon.toml` | in the environment | default | meaning |
|---|---|---|---|
"""
    return head + "\n".join(rows) + "\n"


def default(name: str) -> str:
    """A default as one reads it; that of a directory depends on the machine."""
    field = Settings.model_fields[name]
    if field.default_factory is not None:
        return "the platform's data directory"
    return "none" if field.default in {None, ()} else f"`{field.default}`"


def wire_page() -> str:
    """The reference of the wire, with every field of every struct."""
    return drawn_into("reference/wire.md", wire_tables())


Shapes = dict[type[Any], None]
"""Structs and enums in the order in which they are met."""


def wire_tables() -> Iterator[str]:
    asked: Shapes = {}
    answered: Shapes = {}
    for message in MEMBERS.values():
        collect(message, asked)
    collect(ServerMessage, answered)
    met = asked | answered
    for name in FIELDS.keys() - {kind.__name__ for kind in met}:
        raise SystemExit(f"wire_fields.toml knows a struct that is none: {name}")
    for title, shapes in (
        ("What callers send", [kind for kind in asked if kind not in answered]),
        ("What both send", [kind for kind in asked if kind in answered]),
        ("What the server sends", [kind for kind in answered if kind not in asked]),
    ):
        yield f"### {title}"
        for kind in shapes:
            if issubclass(kind, Wire):
                yield from struct_table(kind)
        yield ""
    yield "### Enums"
    yield ""
    yield "| enum | values |"
    yield "|---|---|"
    for kind in sorted(met, key=lambda kind: kind.__name__):
        if issubclass(kind, Enum):
            yield f"| `{kind.__name__}` | {', '.join(f'`{each.value}`' for each in kind)} |"


def struct_table(kind: type[Wire]) -> Iterator[str]:
    known, hints = dict(FIELDS.get(kind.__name__, {})), typing.get_type_hints(kind)
    yield ""
    yield f"#### `{kind.__name__}`"
    yield ""
    if not hints:
        yield "An empty object: that it is there is its meaning."
        return
    yield "| field | type | state | remark |"
    yield "|---|---|---|---|"
    for each in msgspec.structs.fields(kind):
        state, _, remark = known.pop(each.encode_name, "parsed").partition(": ")
        if state not in {"served", "sent", "parsed", "ignored"}:
            raise SystemExit(f"wire_fields.toml has a state that is none: {state}")
        needed = ", required" if each.required else ""
        yield f"| `{each.encode_name}` | {spoken(hints[each.name])}{needed} | {state} | {remark} |"
    if known:
        raise SystemExit(f"wire_fields.toml knows fields that {kind.__name__} has not: {', '.join(known)}")


def collect(hint: Any, met: Shapes) -> None:
    """Everything that a type is made of."""
    for each in typing.get_args(hint):
        collect(each, met)
    if isinstance(hint, type) and issubclass(hint, Enum):
        met[hint] = None
    if isinstance(hint, type) and issubclass(hint, Wire) and hint not in met:
        met[hint] = None
        for each in typing.get_type_hints(hint).values():
            collect(each, met)


def spoken(hint: Any) -> str:
    """A type as one reads it."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return spoken(next(each for each in arguments if each is not types.NoneType))
    if origin is tuple:
        return f"list of {spoken(arguments[0])}"
    if origin is dict:
        return "free-form object" if arguments[1] is Any else f"map to {spoken(arguments[1])}"
    if hint is Any:
        return "any JSON"
    if issubclass(hint, Wire):
        return f"[`{hint.__name__}`](#{hint.__name__.lower()})"
    plain = {str: "string", int: "integer", float: "number", bool: "boolean", bytes: "base64"}
    return plain.get(hint, f"`{hint.__name__}`")


PAGES = {
    "explanation/session.md": session_page,
    "reference/cli.md": cli_page,
    "reference/models.md": models_page,
    "reference/settings.md": settings_page,
    "reference/wire.md": wire_page,
}


def main() -> int:
    stale = []
    for name, write in PAGES.items():
        page, path = write(), DOCS / name
        if not path.exists() or path.read_text() != page:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(page)
    if "--check" in sys.argv and stale:
        print("stale, run `make docs`:", ", ".join(stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
