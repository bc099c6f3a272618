"""Antiphon and Pipecat in the same calls, one after the other, and a table of both. README.md says how and why."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final, Protocol

import figures
import msgspec
from pipecat_server import PipecatServer, pipecat
from rich.console import Console
from websockets.exceptions import WebSocketException

from antiphon.bench import report
from antiphon.bench.duplex import recordings as recorded
from antiphon.bench.duplex import scenario, stage
from antiphon.bench.duplex.caller import Caller, setup
from antiphon.bench.duplex.outcomes import Outcome, judge
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.stage import Ready
from antiphon.bench.duplex.timeline import Timeline, Told
from antiphon.bench.noises import F64
from antiphon.bench.server import Subject, witness
from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.errors import OperatorError
from antiphon.server import logs


class System(Protocol):
    """Something that can be called."""

    name: str

    async def call(self, caller: Caller, wanted: Scenario) -> None:
        """One conversation of its own with this caller, whose timeline is filled."""


class Antiphon:
    """Servers of ours, by who answers."""

    name = "Antiphon"

    def __init__(self, subjects: dict[str, Subject]) -> None:
        self._subjects = subjects

    async def call(self, caller: Caller, wanted: Scenario) -> None:
        subject = self._subjects[wanted.brain]
        async with connect(subject.base_url, setup(wanted), ca=subject.ca) as live:
            await _made(caller, live)


class Pipecat:
    """One process, whoever answers."""

    name = "Pipecat"

    def __init__(self, server: PipecatServer) -> None:
        self._server = server

    async def call(self, caller: Caller, wanted: Scenario) -> None:
        async with self._server.call(voice=wanted.server_voice, brain=wanted.brain) as live:
            began_at = asyncio.get_running_loop().time()
            await _made(caller, live)
        # A turn was taken to be over when the model was asked. Segments that are only written down say nothing.
        asked = [note for note in self._server.notes if note.kind == "asked"]
        caller.timeline.heard = [Told(note.at - began_at, note.text) for note in asked]
        caller.timeline.ends = [told.at for told in caller.timeline.heard]


async def _made(caller: Caller, live: LiveSession) -> None:
    try:
        async with asyncio.timeout(stage.CALL_S):
            await caller.call(live)
    except TimeoutError:
        caller.timeline.failure = f"not over after {stage.CALL_S:g} s"
    except (OSError, WebSocketException) as error:
        caller.timeline.failure = f"{type(error).__name__}: {error}"


class Result(msgspec.Struct):
    """One call of one system's."""

    system: str
    round: int
    timeline: Timeline
    outcomes: list[Outcome]


@asynccontextmanager
async def systems(python: Path, brains: Collection[str]) -> AsyncIterator[tuple[System, System]]:
    """Both, side by side: whichever is not being called has nothing to do."""
    async with AsyncExitStack() as stack:
        servers = {
            brain: await stack.enter_async_context(witness(**stage.BRAINS[brain])) for brain in sorted(brains)
        }
        peer = await stack.enter_async_context(pipecat(python, has_brain="server" in brains))
        yield Antiphon({brain: server.subject for brain, server in servers.items()}), Pipecat(peer)


async def measure(
    calls: Sequence[Scenario], python: Path, rounds: int, room: F64, done: Callable[[Result, str], None]
) -> list[Result]:
    """Every call with both; who is called first alternates. What only first calls cost is nobody's figure."""
    brains = {each.brain for each in calls}
    warming = await stage.prepare([_warming(brain) for brain in sorted(brains)])
    ready = await stage.prepare(calls)
    results: list[Result] = []
    async with systems(python, brains) as both:
        for each in warming:
            for system in both:
                await _play(system, each, room)
        todo = [(number, each) for number in range(1, rounds + 1) for each in ready]
        for index, (number, each) in enumerate(todo):
            for system in both if index % 2 == 0 else both[::-1]:
                timeline = await _play(system, each, room)
                results.append(Result(system.name, number, timeline, list(judge(timeline))))
                done(results[-1], f"{index + 1}/{len(todo)}")
    return results


async def _play(system: System, ready: Ready, room: F64) -> Timeline:
    caller = Caller(ready.scenario, ready.sounds, ready.ask, room)
    await system.call(caller, ready.scenario)
    return caller.timeline


def _warming(brain: str) -> Scenario:
    events = (Event(Kind.PROMPT, silence=0.5, say="What is the capital of Norway?"),)
    return Scenario(
        f"warming-{brain}", "tuning", "Kore", events, brain="server" if brain == "server" else "script"
    )


def _told(result: Result) -> str:
    events = [each for each in result.outcomes if each.kind is not Kind.PROMPT]
    right = sum(each.verdict == "right" for each in events)
    trouble = f"; {result.timeline.failure}" if result.timeline.failure else ""
    missed = f"; {len(result.timeline.missed)} not played" if result.timeline.missed else ""
    return f"{result.timeline.scenario}: {result.system}, {right} of {len(events)} right{missed}{trouble}"


# The command

COLUMNS: Final = ("figure", Antiphon.name, Pipecat.name, "ratio")


def _chosen(options: argparse.Namespace) -> list[Scenario]:
    calls = scenario.load(options.scenarios) if options.scenarios else scenario.shipped()
    if options.recordings is not None:
        calls = scenario.checked((*calls, *recorded.scenarios(options.recordings)))
    chosen = [
        each
        for each in calls
        if options.half in {"both", each.half} and any(part in each.name for part in options.only or [""])
    ]
    if not chosen:
        raise OperatorError("no call is left to play")
    return chosen


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "scenarios", nargs="*", type=Path, help="TOML files of calls; by default the package's"
    )
    parser.add_argument("--python", type=Path, required=True, help="the interpreter of Pipecat's environment")
    parser.add_argument("--half", choices=[*scenario.HALVES, "both"], default="report")
    parser.add_argument("--only", action="append", help="only calls whose name has this in it; repeatable")
    parser.add_argument(
        "--recordings", type=Path, help="directory of recorded speech, WAV files, to say besides"
    )
    parser.add_argument("--rir", type=Path, help="WAV file of a room's impulse response; else one is made")
    parser.add_argument("--rounds", type=int, default=1, help="how often every call is played to each")
    parser.add_argument("--json", type=Path, help="add every call to this file, a line of JSON each")
    return parser.parse_args()


def main() -> None:
    """Plays, writes, shows."""
    options, console = _options(), Console()
    logs.set_up("warning")
    if not console.is_terminal:
        console.width = report.PIPE_WIDTH

    def done(result: Result, place: str) -> None:
        console.print(f"{place} {_told(result)}", highlight=False)
        if options.json is not None:
            with options.json.open("ab") as file:
                file.write(msgspec.json.encode(result) + b"\n")

    try:
        calls, room = _chosen(options), stage.room_of(options.rir)
        results = asyncio.run(measure(calls, options.python, options.rounds, room, done))
    except OperatorError as error:
        sys.exit(str(error))
    sides = [
        [outcome for each in results if each.system == name for outcome in each.outcomes]
        for name in (Antiphon.name, Pipecat.name)
    ]
    title = "the same calls through both"
    report.show_grid(console, title, COLUMNS, figures.table(*sides), figures.DEFINITIONS)


if __name__ == "__main__":
    main()
