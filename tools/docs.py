"""Writes what the documentation generates: the picture of a session's states, the command line, the settings.

With ``--check`` it writes nothing, names the pages that are not what it would write, and exits with 1.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from antiphon.config import Settings
from antiphon.session.states import TABLE, Trigger

DOCS = Path(__file__).parent.parent / "docs"
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
    before, _, rest = (DOCS / "explanation/session.md").read_text().partition(START)
    return f"{before}{START}\n" + "\n".join(states()) + f"\n{STOP}{rest.partition(STOP)[2]}"


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


PAGES = {
    "explanation/session.md": session_page,
    "reference/cli.md": cli_page,
    "reference/settings.md": settings_page,
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
