"""``antiphon bench llm``: its command."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from antiphon import config
from antiphon.bench import llm, report
from antiphon.bench.llm import Served
from antiphon.cli.models import REENCODED, open_store, show_progress
from antiphon.models import reencode, tuning
from antiphon.models.progress import Progress


def bench_llm(
    adapter: Annotated[Path | None, typer.Option(help="LoRA adapter, a GGUF file, in place of ours.")] = None,
    *,
    rounds: Annotated[int, typer.Option(min=1, help="How often each file is asked.")] = 20,
    tokens: Annotated[int, typer.Option(min=2, max=500, help="Of each answer.")] = 48,
) -> None:
    """First tokens, tokens a second and memory of the built-in language model: as published, as Q8_0, tuned."""
    console = Console()
    directory = open_store(None).pull([REENCODED])[REENCODED]
    with show_progress(console) as progress:
        served = list(_served(directory, adapter.expanduser() if adapter else None, progress))
    speeds = asyncio.run(llm.measure(served, rounds, tokens))
    if not console.is_terminal:
        console.width = report.PIPE_WIDTH
    definitions = llm.definitions(speeds.values(), tokens)
    report.show_grid(console, "built-in language model", llm.COLUMNS, llm.table(speeds), definitions)


def _served(directory: Path, own: Path | None, progress: Progress) -> Iterator[Served]:
    """Every file that may be loaded; the tuned one is made first, because it takes the untuned one's place."""
    strength = config.load().adapter_strength
    source = reencode.source_of(directory)
    tuned = tuning.weights(directory, own, strength, progress)
    untuned = reencode.best_weights(directory, progress)
    adapter = own or tuning.SHIPPED
    is_merged = tuned.file not in {source, untuned}
    yield Served("Q4_1, as published", source)
    if untuned != source:
        yield Served("Q8_0", untuned)
    if is_merged:
        yield Served("Q8_0, tuned", tuned.file)
    if is_merged or tuned.adapter is not None:
        yield Served("Q4_1, tuned while it runs", source, adapter, strength)
