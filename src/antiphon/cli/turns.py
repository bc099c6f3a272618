"""``antiphon turns``: who had the floor in a recorded call, and why; as a table and as a page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from antiphon.cli.folding import printable
from antiphon.errors import OperatorError
from antiphon.runtime.forensics.hindsight import Compared, compare
from antiphon.runtime.forensics.page import page, warnings
from antiphon.runtime.forensics.rows import Row, rows
from antiphon.runtime.forensics.story import Story, story_of
from antiphon.runtime.journal_lines import load
from antiphon.turns.decisions import Kind

STYLES: Final = {
    Kind.STARTED: "dim",
    Kind.PAUSED: "magenta",
    Kind.ENDED: "bold",
    Kind.HELD: "yellow",
    Kind.RELEASED: "green",
    Kind.INTERRUPTED: "bold red",
    Kind.IGNORED: "dim",
    Kind.RESUMED: "cyan",
    Kind.REDRAFTED: "dim",
}
NARROWEST: Final = 100


def turns(
    journal: Annotated[Path, typer.Argument(help="A file that `serve --journal` has written.")],
    *,
    html: Annotated[
        Path | None, typer.Option(help="Where the page goes; beside the journal, if nothing is said.")
    ] = None,
    no_html: Annotated[bool, typer.Option("--no-html", help="Print the table only.")] = False,
) -> None:
    """Show who had the floor in a recorded call and why, with what other rules would have done."""
    story = story_of(load(journal))
    told = rows(story.told)
    console = Console(highlight=False)
    if not console.is_terminal or console.width < NARROWEST:
        console.width = max(console.width, 132)
    for warning in warnings(story):
        console.print(Text(warning, style="yellow"))
    if told:
        console.print(_table(told, has_words=story.recorded.has_words))
    else:
        console.print(Text("nothing was decided in this call", style="dim"))
    for line in summary(story, compare(story.told)):
        console.print(Text(line))
    if not no_html:
        path = html or journal.with_suffix(".html")
        _write(path, page(story, told))
        console.print(Text(f"written to {path}", style="dim"), soft_wrap=True)


def summary(story: Story, compared: Compared) -> list[str]:
    """The call in a few lines."""
    lines = []
    if compared.ends:
        lines.append(
            f"{compared.ends} turns ended by what was heard, after {compared.waited_ms:.0f} ms of silence on the average"
        )
    cuts = ", ".join(f"{each.silence_ms} ms: {each.cut_off}" for each in compared.fixed if each.cut_off)
    if cuts:
        lines.append(f"a fixed silence would have cut the caller off so often: {cuts}")
    if compared.stops or compared.spared:
        lines.append(
            f"interruptions by speech: {compared.stops}; sounds beneath answers that were talked through: {compared.spared}"
        )
    if gaps := story.gaps:
        length, held = sum(gap.length for gap in gaps), sum(map(story.held_s, gaps))
        lines.append(
            f"{length * 1000:.0f} ms of silence heard in the middle of answers, {held * 1000:.0f} of them while one was held"
        )
    return lines


def _table(told: Sequence[Row], *, has_words: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("time", "who", "decision", "because", "score", "silence"):
        table.add_column(name, justify="right" if name in {"time", "silence"} else "left", no_wrap=True)
    table.add_column("note", ratio=1)
    for row in told:
        words = f"“{row.words}”" if has_words and row.words else ""
        table.add_row(
            f"{row.at:.3f}",
            row.who,
            Text(row.kind.value, style=STYLES[row.kind]),
            row.why,
            row.score,
            row.silence,
            Text("; ".join(filter(None, (printable(words), row.note)))),
        )
    return table


def _for_us(path: str, flags: int) -> int:
    """As a journal is, readable by its owner only."""
    return os.open(path, flags, 0o600)


def _write(path: Path, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", opener=_for_us) as file:
            file.write(text)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}") from error
