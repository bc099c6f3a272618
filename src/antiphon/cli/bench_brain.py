"""``antiphon bench brain``: its command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Annotated, Final, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from antiphon.bench.brain import asking, questions, scores, speaking
from antiphon.bench.brain.asking import Manner
from antiphon.bench.brain.marking import Mark
from antiphon.bench.brain.questions import Question
from antiphon.bench.report import PIPE_WIDTH, conditions
from antiphon.bench.server import witness
from antiphon.errors import OperatorError

PLAIN: Final = scores.UNTUNED
"""The brain that has no adapter."""
SETS: Final = ("heldout", "written")
TYPED, SPOKEN = 4, 2
"""Conversations at a time."""

Json = Annotated[Path | None, typer.Option(help="Write every answer to this file, a line of JSON each.")]
Markdown = Annotated[Path | None, typer.Option(help="Write the tables to this file, for a page of Markdown.")]
Kind = Annotated[list[str] | None, typer.Option(help="Only questions of this kind; repeatable.")]
Strength = Annotated[list[float] | None, typer.Option(help="Try the adapters at this strength; repeatable.")]
Spoken = Annotated[
    int | None,
    typer.Option(min=1, help="Ask so many of them aloud, in real time, beside the same ones in writing."),
]
AtATime = Annotated[
    int | None,
    typer.Option(min=1, help="Conversations at a time; by default 4, aloud 2. 1 measures latency, too."),
]


Settings = Mapping[str, str | float]
"""Of the server to start."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column of the table: what is asked, and how."""

    name: str
    settings: Settings
    manner: Manner


def bench_brain(  # noqa: PLR0913  # one argument per option
    *,
    brain: Annotated[
        list[str] | None, typer.Option(help="As for serve; repeatable. By default plain and default.")
    ] = None,
    adapter: Annotated[
        list[Path] | None, typer.Option(help="Adapter to try with each brain but plain; repeatable.")
    ] = None,
    gguf: Annotated[
        list[str] | None, typer.Option(help="Language model to try with each brain; repeatable.")
    ] = None,
    strength: Strength = None,
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="heldout, written, tuning or reported; repeatable. By default the first two."
        ),
    ] = None,
    kind: Kind = None,
    spoken: Spoken = None,
    at_a_time: AtATime = None,
    json: Json = None,
    markdown: Markdown = None,
    answers: Annotated[bool, typer.Option("--answers", help="Show every answer.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Show the wrong answers.")] = False,
) -> None:
    """Questions whose right answers are known, put to the built-in language model in writing, and aloud."""
    if unknown := set(kind or ()) - set(questions.KINDS):
        raise OperatorError(f"no such kind: {', '.join(sorted(unknown))}")
    asked = [each for each in questions.questions(sets or SETS) if not kind or each.kind in kind]
    asked = speaking.chosen(asked, spoken) if spoken else asked
    if not asked:
        raise OperatorError("no question is left to ask")
    candidates = list(
        _candidates(brain, _models(adapter or [], gguf or [], strength or []), at_a_time or TYPED)
    )
    if len({each.name for each in candidates}) < len(candidates):
        raise OperatorError("two columns would have the same name: rename a file")
    with ExitStack() as stack:
        file = None
        if json is not None:  # as they come: half a run is worth reading, too
            file = stack.enter_context(json.open("w", encoding="utf-8", buffering=1))
        runs = asyncio.run(_run(candidates, asked, at_a_time or SPOKEN if spoken else 0, file))
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH + 40 * len(runs)
    if answers or wrong:
        _show_answers(console, runs, only_wrong=not answers)
    with_latency = at_a_time == 1
    _show(console, runs, with_latency=with_latency)
    if markdown is not None:
        markdown.write_text(scores.markdown(runs, with_latency=with_latency), "utf-8")


def _models(
    adapters: Sequence[Path], ggufs: Sequence[str], strengths: Sequence[float]
) -> list[tuple[str, Settings]]:
    """What to try with each brain, and what a column with it is called. None: what comes with Antiphon."""
    own: list[tuple[str, Settings]] = [(each.stem, {"adapter": str(each.resolve())}) for each in adapters]
    if strengths:
        own = [
            (f"{name} {strength:g}".strip(), {**settings, "adapter_strength": strength})
            for (name, settings), strength in product(own or [("", {})], strengths)
        ]
    return [*((Path(each).stem, {"gguf": each}) for each in ggufs), *own]


def _candidates(
    brains: Sequence[str] | None, models: Sequence[tuple[str, Settings]], at_a_time: int
) -> Iterator[Candidate]:
    """Every brain with every model: a column is called what it does not share with another one."""
    manner = Manner(asking.in_writing, at_a_time)
    chosen = list(brains or (["default"] if models else [PLAIN, "default"]))
    if PLAIN in chosen and not any("gguf" in settings for _, settings in models):
        yield Candidate(PLAIN, {"brain": PLAIN}, manner)
        chosen.remove(PLAIN)
    for brain, (model, settings) in product(chosen, models or [("", {})]):
        if brain == PLAIN and "gguf" not in settings:  # it has no adapter
            continue
        told = [brain] if len(chosen) > 1 or not model else []
        told += [model] if len(models) > 1 or not told else []
        yield Candidate(", ".join(told), {"brain": brain, **settings}, manner)


async def _run(
    candidates: Sequence[Candidate], asked: Sequence[Question], aloud: int, file: TextIO | None
) -> dict[str, list[Mark]]:
    """One server after the other; ``aloud``: so many conversations at a time, after those in writing."""
    recordings = await speaking.recorded(asked) if aloud else {}
    runs: dict[str, list[Mark]] = {}
    for candidate in candidates:
        columns = [candidate]
        if aloud:
            manner = Manner(speaking.Aloud(recordings).ask, aloud)
            columns.append(replace(candidate, name=f"{candidate.name}, aloud", manner=manner))
        async with witness(engine="cascade", **candidate.settings) as server:
            for column in columns:
                with _Bar(column.name, len(asked), file) as told:
                    runs[column.name] = await asking.measure(server.subject, asked, column.manner, told)
    return runs


class _Bar:
    """A bar on the screen and a file, and what fills them."""

    def __init__(self, name: str, total: int, file: TextIO | None) -> None:
        self._name = name
        self._file = file
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(name, total=total)

    def __enter__(self) -> Callable[[Mark], None]:
        self._progress.start()
        return self._told

    def _told(self, mark: Mark) -> None:
        self._progress.advance(self._task)
        if self._file is not None:
            self._file.write(scores.line(self._name, mark))

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _show(console: Console, runs: Mapping[str, Sequence[Mark]], *, with_latency: bool) -> None:
    for split, some in scores.by_split(runs):
        table = Table(title=f"brain, {split}", title_justify="left")
        figure, aim, *subjects = scores.columns(some)
        table.add_column(figure)
        table.add_column(aim)
        for name in subjects:
            table.add_column(name, justify="right")
        for row in scores.table(some, with_latency=with_latency):
            table.add_row(*row) if row else table.add_section()
        console.print(table)
    console.print(conditions(), highlight=False)
    console.print(scores.DEFINITIONS, highlight=False)


def _show_answers(console: Console, runs: Mapping[str, Sequence[Mark]], *, only_wrong: bool) -> None:
    """Question and answer, for those who want to read them."""
    for name, marks in runs.items():
        console.print(f"[bold]{name}[/]")
        for mark in marks:
            if mark.is_right and only_wrong:
                continue
            sign = "[green]right[/]" if mark.is_right else "[red]wrong[/]"
            console.print(f"{sign} [dim]{mark.question.name}[/]", highlight=False)
            for line in scores.told(mark):
                console.print(f"        {line}", highlight=False, markup=False)
