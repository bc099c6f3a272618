"""``antiphon tune``: recorded calls again with other parameters, and which of them are worth having."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from antiphon.bench.tuning import report, sweep
from antiphon.bench.tuning.picture import svg
from antiphon.bench.tuning.report import Question
from antiphon.bench.tuning.sweep import Call, Grid, Trial
from antiphon.cli.folding import printable
from antiphon.errors import OperatorError
from antiphon.turns.policy import TurnPolicy

MAX_GUESSED = 0.1


def tune(
    journals: Annotated[
        list[Path], typer.Argument(help="Files that `serve --journal` has written, or directories of them.")
    ],
    *,
    truth: Annotated[
        Path | None,
        typer.Option(
            help="What is right: a file of `bench duplex --json`, or a directory of NAME.truth.json."
        ),
    ] = None,
    grid: Annotated[Path | None, typer.Option(help="TOML file of the values to try.")] = None,
    top: Annotated[int, typer.Option(min=1, help="So many lines of each front.")] = 12,
    picture: Annotated[Path | None, typer.Option("--svg", help="Draw all settings into this file.")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one for each core.")] = 0,
) -> None:
    """Try other patience and thresholds on recorded calls: what each setting costs, and saves."""
    console = Console(highlight=False, soft_wrap=True)
    paths, calls = _calls(_files(journals), truth, console)
    current = _current(calls)
    asked = sweep.read_grid(grid) if grid is not None else {**sweep.PAUSES, **sweep.BARGE_IN}
    _tell_truth(calls, console)
    asks = [
        (question, part, sweep.settings(current, part))
        for question, part in (
            (report.PAUSES, sweep.of_pauses(asked)),
            (report.BARGE_IN, sweep.of_barge_in(asked)),
        )
        if part and _can_answer(question, calls)
    ]
    began = time.perf_counter()
    tried = list(dict.fromkeys(each for _, _, settings in asks for each in settings))
    found = {trial.turns: trial for trial in sweep.sweep(paths, truth, tried, jobs or os.cpu_count() or 1)}
    panels: list[tuple[Question, list[Trial]]] = []
    for question, part, settings in asks:
        panels.append((question, [found[each] for each in settings]))
        _show(console, *panels[-1], part, top)
    _tell_effort(console, len(tried), sum(call.seconds for call in calls), time.perf_counter() - began)
    if picture is not None and panels:
        _write(picture, svg(panels))
        console.print(Text(f"drawn into {picture}", style="dim"))


def _files(given: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in given:
        files += sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise OperatorError(
            f"there is no journal in {', '.join(map(str, given))}: `antiphon serve --journal` keeps them"
        )
    return files


def _calls(files: Sequence[Path], truth: Path | None, console: Console) -> tuple[list[Path], list[Call]]:
    """Those that can be rehearsed. Raises `OperatorError` if none can."""
    if truth is not None and not truth.exists():
        raise OperatorError(f"{truth} does not exist")
    paths, calls, problems = [], [], []
    for path in files:
        try:
            calls.append(Call.read(path, truth))
            paths.append(path)
        except OperatorError as error:
            problems.append(str(error))
    if not calls:
        raise OperatorError("; ".join(problems[:3]))
    for problem in problems:
        console.print(Text(f"left out: {printable(problem)}", style="yellow"))
    return paths, calls


def _current(calls: Sequence[Call]) -> TurnPolicy:
    """The newest call's setting: what the server does now."""
    return max(calls, key=lambda call: call.recorded.at).recorded.policy.turns


def _can_answer(question: Question, calls: Sequence[Call]) -> bool:
    if question is report.PAUSES:
        return any(call.truth.ends for call in calls)
    return any(call.truth.sounds for call in calls)


def _tell_truth(calls: Sequence[Call], console: Console) -> None:
    known = sum(call.truth.is_known for call in calls)
    seconds = sum(call.seconds for call in calls)
    ends, pauses, sounds = (
        sum(len(part) for part in parts) for parts in zip(*map(_parts, calls), strict=True)
    )
    source = (
        "from files"
        if known == len(calls)
        else "inferred"
        if not known
        else f"inferred for {len(calls) - known}"
    )
    console.print(
        Text(
            f"{len(calls)} calls, {seconds:.0f} s; truth {source}: {ends} ends of turns, {pauses} pauses inside, "
            f"{sounds} sounds beneath answers",
            style="bold",
        )
    )
    if not any(call.recorded.policy.judges_pauses for call in calls):
        console.print(
            Text(
                "no pauses were judged in these calls: patience with them changes little here", style="yellow"
            )
        )
    changed = sum(call.is_changed for call in calls)
    if changed:
        console.print(
            Text(f"{changed} of them were recorded by another machine: rehearsed, not exact", style="yellow")
        )


def _parts(call: Call) -> tuple[tuple[object, ...], ...]:
    return call.truth.ends, call.truth.pauses, call.truth.sounds


def _show(console: Console, question: Question, trials: Sequence[Trial], part: Grid, top: int) -> None:
    rows = list(report.rows(question, trials, part, top))
    head = (*(report.LABELS[name] for name in part), *question.columns)
    widths = [
        max(len(row[index]) for row in (head, *(each.cells for each in rows))) for index in range(len(head))
    ]
    console.print()
    console.print(Text(question.title, style="bold"))
    console.print(Text(_line(head, widths), style="dim"))
    for row in rows:
        line = _line(row.cells, widths)
        console.print(Text(f"{line}  now", style="bold") if row.is_current else Text(line))
    if not question.risks(trials[0].score):
        console.print(
            Text("nothing in these calls says what being faster costs: record more", style="yellow")
        )
        return
    offers = list(report.better(question, trials))
    if not offers:
        console.print(Text("nothing here is better in one and no worse in the other", style="dim"))
    for why, trial in offers:
        console.print(Text(f"{why}; in antiphon.toml:"))
        for line in report.adopt(trial.turns, trials[0].turns):
            console.print(Text(f"    {line}", style="green"))
    guessed = max((trial.score.unknown / max(trial.score.questions, 1) for trial in trials), default=0.0)
    if guessed > MAX_GUESSED:
        console.print(Text(f"up to {guessed:.0%} of what was asked was known of no journal", style="yellow"))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))


def _tell_effort(console: Console, tried: int, seconds: float, took_s: float) -> None:
    speed = tried * seconds / max(took_s, 1e-6)
    console.print()
    console.print(Text(f"{tried} settings in {took_s:.1f} s: {speed:.0f} s of call in a second", style="dim"))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}") from error
