"""``antiphon bench endpointing``: its command."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from antiphon.bench import endpointing, pauses, report
from antiphon.cli.models import open_store
from antiphon.client.wav import read_wav
from antiphon.engines.cascade.moonshine import MODEL_NAME, Moonshine
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.errors import OperatorError
from antiphon.runtime.host import TURNS, VAD, load_detector, load_turn_detector


def bench_endpointing(
    tuning: Annotated[
        list[Path] | None,
        typer.Option(
            help="WAV files of one sentence each, or a directory of one voice's, to fit with; repeatable."
        ),
    ] = None,
    recorded: Annotated[list[Path] | None, typer.Option(help="The same, to report on; repeatable.")] = None,
    noticed: Annotated[
        Path | None,
        typer.Option(help="Go by what was noticed before and written with --out, not by any sound."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write what was noticed of each pause to this file.")
    ] = None,
    *,
    fit: Annotated[
        bool, typer.Option("--fit", help="Fit the weights anew, and show what they would bring.")
    ] = False,
) -> None:
    """How soon turns that are over end, and how many end that are not: recorded speech and our own voices, broken off."""
    found = pauses.read(noticed) if noticed else asyncio.run(_pauses(tuning or [], recorded or []))
    if out is not None:
        pauses.write(out, found)
    console = Console()
    if not console.is_terminal:
        console.width = report.PIPE_WIDTH
    for half in ("tuning", "report"):
        some = [each for each in found if each.half == half]
        rules = {"verdict alone": endpointing.verdict_alone, "ours": endpointing.ours}
        rows = endpointing.table(some, rules)
        report.show_grid(console, f"endpointing, {half}", endpointing.COLUMNS, rows, endpointing.DEFINITIONS)
    if fit:
        fitted = endpointing.fit([each for each in found if each.half == "tuning"])
        console.print("in force", endpointing.current(), "fitted", fitted)
        rows = endpointing.sweep([each for each in found if each.half == "tuning"], fitted)
        report.show_grid(console, "surely over, surely not", endpointing.COLUMNS, rows)


async def _pauses(tuning: list[Path], recorded: list[Path]) -> list[pauses.Pause]:
    files = open_store(None).pull([VAD, TURNS, MODEL_NAME])
    turns, transcriber, synthesizer = (
        load_turn_detector(files),
        Moonshine(files[MODEL_NAME]),
        EmbeddedSynthesizer(),
    )
    if turns is None:
        raise OperatorError("there is no turn detector")
    await transcriber.start()
    await synthesizer.start()
    try:
        pieces = [
            piece
            for half, paths in (("tuning", tuning), ("report", recorded))
            for path in paths
            for piece in pauses.recorded(
                [(path.stem, file.stem, read_wav(file)) for file in _wav_files(path)], half
            )
        ]
        pieces += await pauses.synthesised(synthesizer)
        return await pauses.collect(pauses.Listener(load_detector(files), turns, transcriber), pieces)
    finally:
        await synthesizer.aclose()
        await transcriber.aclose()


def _wav_files(path: Path) -> list[Path]:
    files = sorted(path.glob("*.wav")) if path.is_dir() else [path]
    if not files:
        raise OperatorError(f"no WAV files in {path}")
    return files
