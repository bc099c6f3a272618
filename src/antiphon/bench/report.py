"""Percentiles, and a table that says what it was measured on."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

PIPE_WIDTH: Final = 130
"""Wide enough for one line per figure in a file."""


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: a value that was really measured. ``nan`` when there is none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what it is, its unit, and every value that was measured."""

    name: str
    unit: str
    values: Sequence[float]
    target: str = ""


def conditions() -> str:
    """What a figure is worth nothing without."""
    load = " ".join(f"{each:.2f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {load}"
    )


def show(console: Console, title: str, rows: Iterable[Row], notes: str = "") -> None:
    """Prints median, 95th and 99th percentile and maximum; then what the figures mean, where it needs saying."""
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    table = Table(title=title, title_justify="left", caption=conditions(), caption_justify="left")
    table.add_column("figure")
    for name in ("p50", "p95", "p99", "max", "n"):
        table.add_column(name, justify="right")
    table.add_column("unit")
    table.add_column("target")
    for row in rows:
        cells = [percentile(row.values, share) for share in (0.5, 0.95, 0.99, 1.0)]
        figures = [f"{cell:,.1f}" for cell in cells]
        table.add_row(row.name, *figures, str(len(row.values)), row.unit, row.target)
    console.print(table)
    if notes:
        console.print(notes, highlight=False)


def show_grid(
    console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], notes: str = ""
) -> None:
    """Prints a table of finished figures; then what they mean."""
    table = Table(title=title, title_justify="left", caption=conditions(), caption_justify="left")
    first, *others = columns
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    if notes:
        console.print(notes, highlight=False)
