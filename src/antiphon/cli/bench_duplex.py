"""``antiphon bench duplex``: turn-taking in real time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape

from antiphon.bench import report
from antiphon.bench.duplex import recordings as recorded
from antiphon.bench.duplex import scenario, scores, stage
from antiphon.bench.duplex import virtual as virtually
from antiphon.bench.duplex.outcomes import judge
from antiphon.bench.duplex.scenario import Scenario
from antiphon.bench.duplex.timeline import Timeline
from antiphon.errors import OperatorError

DISTURBED_MS: Final = 20.0
"""A caller whose chunks left later than this did not talk in real time."""


Virtual = Annotated[
    bool, typer.Option("--virtual", help="Play the calls of --json and --journals again, without a server.")
]


def bench_duplex(  # noqa: PLR0913  # one argument per option
    scenarios: Annotated[
        list[Path] | None,
        typer.Argument(help="TOML files of calls to play; by default those of the package."),
    ] = None,
    *,
    half: Annotated[
        str, typer.Option(help="tuning or report: which half of the voices speaks; or both.")
    ] = "report",
    only: Annotated[
        list[str] | None, typer.Option(help="Only calls whose name has this in it; repeatable.")
    ] = None,
    recordings: Annotated[
        Path | None, typer.Option(help="Directory of recorded speech, WAV files, to say besides.")
    ] = None,
    rir: Annotated[
        Path | None, typer.Option(help="WAV file of a room's impulse response, for echoes; else one is made.")
    ] = None,
    callers: Annotated[int, typer.Option(min=1, help="So many calls at a time.")] = 1,
    json: Annotated[
        Path | None, typer.Option(help="Write every call to this file, a line of JSON each.")
    ] = None,
    journals: Annotated[
        Path | None, typer.Option(help="Have the server keep journals there, words included.")
    ] = None,
    virtual: Virtual = False,
) -> None:
    """Turn-taking through a real server in real time: interruptions, backchannels, noise, pauses, echo."""
    if half not in (*scenario.HALVES, "both"):
        raise OperatorError(f"no such half: {half}; there are {', '.join(scenario.HALVES)} and both")
    if virtual:
        _show_virtual(json, journals, half, only)
        return
    calls = scenario.load(scenarios) if scenarios else scenario.shipped()
    if recordings is not None:
        calls = scenario.checked((*calls, *recorded.scenarios(recordings)))
    calls = tuple(each for each in calls if _is_wanted(each, half, only))
    if not calls:
        raise OperatorError("no call is left to play")
    settings: dict[str, object] = {}
    if journals is not None:
        journals.mkdir(parents=True, exist_ok=True)
        settings = {"journal_dir": str(journals.absolute()), "journal_words": True}
    console = Console()
    if not console.is_terminal:
        console.width = report.PIPE_WIDTH
    room = stage.room_of(rir)

    async def run() -> stage.Played:
        ready = await stage.prepare(calls)
        return await stage.play(ready, room, callers, settings, done)

    def done(call: Timeline) -> None:
        _tell(console, call)
        if json is not None:
            stage.write(json, call)

    if json is not None:
        json.unlink(missing_ok=True)
    show(console, asyncio.run(run()))


def _show_virtual(json: Path | None, journals: Path | None, half: str, only: list[str] | None) -> None:
    """The figures of calls that were played in real time, from their journals."""
    if json is None or journals is None:
        raise OperatorError("--virtual needs --json and --journals: what a run in real time has written")
    console = Console()
    if not console.is_terminal:
        console.width = report.PIPE_WIDTH
    calls = [each for each in stage.read(json) if _is_wanted(each, half, only)]
    played = [virtually.rehearse(call, journal) for call, journal in virtually.pairs(calls, journals)]
    for each in played:
        _tell(console, each.timeline)
    show(console, stage.Played([each.timeline for each in played], []))
    questions, unknown = sum(each.questions for each in played), sum(each.unknown for each in played)
    console.print(f"{len(played)} calls rehearsed; of {questions} questions {unknown} were guessed")


def _is_wanted(call: Scenario | Timeline, half: str, only: list[str] | None) -> bool:
    name = call.name if isinstance(call, Scenario) else call.scenario
    return half in {call.half, "both"} and (not only or any(part in name for part in only))


def _tell(console: Console, call: Timeline) -> None:
    outcomes = list(judge(call))
    wrong = [f"{each.kind.value} {each.what!r}" for each in outcomes if each.verdict == "wrong"]
    missed = [f"not played: {each.what!r}" for each in call.missed]
    notes = "; ".join([*([call.failure] if call.failure else []), *wrong, *missed])
    console.print(f"[dim]{escape(call.scenario)}[/] {len(outcomes)} events  {escape(notes)}", highlight=False)


def show(console: Console, played: stage.Played) -> None:
    """The figures, what failed, what they mean and whether they are worth anything."""
    timelines = played.timelines
    outcomes = [each for timeline in timelines for each in judge(timeline)]
    for event, often, which in scores.failures(outcomes):
        console.print(f"wrong: {event}, {often}: [dim]{escape(which)}[/]", highlight=False)
    report.show_grid(console, "duplex", scores.COLUMNS, scores.table(outcomes), scores.DEFINITIONS)
    late = report.percentile(played.late_ms, 0.95) if played.late_ms else 0.0
    console.print(
        f"how late, 95th percentile: server {late:.0f} ms, callers {max(_lates(timelines)):.0f} ms at worst"
    )
    disturbed = [each.scenario for each in timelines if each.late_ms > DISTURBED_MS]
    if disturbed:
        console.print(f"the machine was too busy for {len(disturbed)} of {len(timelines)} calls")
    broken = [f"{each.scenario}: {each.failure}" for each in timelines if each.failure]
    missed = sum(len(each.missed) for each in timelines)
    if broken or missed:
        told = escape("; ".join(broken)) or "none"
        console.print(f"not played: {missed} events; broken off: {told}", highlight=False)


def _lates(timelines: list[Timeline]) -> list[float]:
    return [each.late_ms for each in timelines] or [0.0]
