"""``antiphon replay``: a recorded call again, as a timeline, as a comparison, or as a test."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import Recorded, load
from antiphon.runtime.replay import replay as played
from antiphon.runtime.replay_lines import Line, Timeline, differences
from antiphon.runtime.replay_module import module_for

MAX_SHOWN: Final = 10
"""Differences; what follows the first ones mostly follows from them."""
_STYLES: Final = {"<": "cyan", ">": "green", "=": "bold", "!": "red", "%": "dim"}


def replay(
    journal: Annotated[Path, typer.Argument(help="A file that `serve --journal` has written.")],
    *,
    as_test: Annotated[
        Path | None, typer.Option(help="Write a pytest module that plays the same call.")
    ] = None,
) -> None:
    """Play a recorded call to a fresh session; exit with 1 where it behaves otherwise than it did."""
    recorded = load(journal)
    steps = list(played(recorded))
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(_printable(_title(recorded)), style="bold"))
    _show(console, Timeline(has_words=recorded.has_words).lines(steps))
    if recorded.end != "closed":
        console.print(
            Text(f"the journal ends before the call: {recorded.end or 'nobody closed it'}", style="dim")
        )
    if as_test is not None:
        _write(as_test, module_for(recorded, steps))
        console.print(Text(f"written to {as_test}", style="dim"))
    count = sum(step.differs for step in steps)
    if count:
        console.print(Text(f"{count} of {len(steps)} inputs now have other effects", style="bold red"))
        _show(console, islice(differences(steps), MAX_SHOWN))
        raise typer.Exit(1)
    console.print(Text(f"{len(steps)} inputs, all with the effects they had", style="bold"))


def _title(recorded: Recorded) -> str:
    words = "with its words" if recorded.has_words else "without its words"
    client = recorded.caller.client or "a client that gives no name"
    return f"session {recorded.session_id}, {recorded.at}, {client}, Antiphon {recorded.version}, {words}"


def _show(console: Console, lines: Iterable[Line]) -> None:
    for line in lines:
        style = _STYLES[line.sigil]
        told = _printable(f"{line.sigil} {line.text}")
        console.print(Text.assemble((f"{line.at:9.3f} ", "dim"), (told, style)))


def _printable(text: str) -> str:
    """Callers' words and names must not steer the terminal."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}") from error
