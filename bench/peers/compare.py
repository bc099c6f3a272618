"""Antiphon and Pipecat in the same calls, one after the other, and a table of both. bench/peers/README.md says how."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import msgspec
from pipecat_server import PipecatServer, pipecat
from rich.console import Console

from antiphon.bench.duplex import scenario as scenarios
from antiphon.bench.duplex import sounds, stories
from antiphon.bench.duplex.caller import Caller, setup
from antiphon.bench.duplex.outcomes import Outcome, judge
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.studio import Studio
from antiphon.bench.duplex.timeline import Timeline, Told
from antiphon.bench.noises import F64
from antiphon.bench.report import PIPE_WIDTH, percentile, show_grid
from antiphon.bench.server import Subject, witness
from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.errors import OperatorError

ASK: Final = Event(Kind.PROMPT, answer=0.0, say="Please tell me something else.")
CALL_S: Final = 300.0
ROOM_S: Final = 0.3
WARM_UP: Final = Scenario(
    name="warm-up",
    half="tuning",
    voice="Kore",
    events=(Event(Kind.PROMPT, silence=0.8, say="Can you tell me a story?"),),
)
NOTES: Final = """\
share: of how many; ratio: Pipecat's by Antiphon's
response: last audible sample of a turn to the first of its answer as the client plays it
stop: onset of an interruption until the client is told to stop; false stop: the same for what must change nothing
cut off: a pause or word inside a turn was taken for its end"""


class System(Protocol):
    """Something that can be called."""

    name: str

    async def call(self, caller: Caller, scenario: Scenario) -> Timeline:
        """One call by this caller, in a conversation of its own."""


class Antiphon:
    """Servers of ours, each in a process of its own: one with the script, one with the brain."""

    name = "Antiphon"

    def __init__(self, script: Subject, server: Subject | None) -> None:
        self._subjects = {"script": script, "server": server}

    async def call(self, caller: Caller, scenario: Scenario) -> Timeline:
        subject = self._subjects[scenario.brain]
        assert subject is not None  # noqa: S101  # it was started because this scenario is there
        async with connect(subject.base_url, setup(scenario), ca=subject.ca) as live:
            return await _made(caller, live)


class Pipecat:
    """The same of Pipecat."""

    name = "Pipecat"

    def __init__(self, server: PipecatServer) -> None:
        self._server = server

    async def call(self, caller: Caller, scenario: Scenario) -> Timeline:
        async with self._server.call(voice=scenario.server_voice, brain=scenario.brain) as live:
            began_at = asyncio.get_running_loop().time()
            timeline = await _made(caller, live)
        # When the model is asked, the turn was taken to be over; segments that are only written down say nothing.
        asked = [note for note in self._server.notes if note.kind == "asked"]
        timeline.heard = [Told(note.at - began_at, note.text) for note in asked]
        timeline.ends = [told.at for told in timeline.heard]
        return timeline


async def _made(caller: Caller, live: LiveSession) -> Timeline:
    async with asyncio.timeout(CALL_S):
        return await caller.call(live)


@dataclass(frozen=True, slots=True)
class Result:
    """One call's."""

    system: str
    round: int
    timeline: Timeline
    outcomes: list[Outcome]


@asynccontextmanager
async def systems(python: Path, *, has_brain: bool) -> AsyncIterator[tuple[System, System]]:
    """Both, running side by side; whichever is not called has nothing to do."""
    async with AsyncExitStack() as stack:
        script = await stack.enter_async_context(witness(engine=stories.ENGINE))
        server = await stack.enter_async_context(witness()) if has_brain else None
        peer = await stack.enter_async_context(pipecat(python, has_brain=has_brain))
        yield Antiphon(script.subject, server.subject if server else None), Pipecat(peer)


async def measure(chosen: Sequence[Scenario], python: Path, rounds: int, told: Console) -> list[Result]:
    """Every call with both, one after the other; who begins alternates."""
    studio, results = Studio(), list[Result]()
    room = sounds.room(ROOM_S)
    await studio.start()
    try:
        async with systems(python, has_brain=any(each.brain == "server" for each in chosen)) as both:
            for system in both:
                await system.call(await _caller(studio, WARM_UP, room), WARM_UP)
            calls = [(number, each) for number in range(rounds) for each in chosen]
            for index, (number, scenario) in enumerate(calls):
                for system in both if index % 2 == 0 else both[::-1]:
                    timeline = await system.call(await _caller(studio, scenario, room), scenario)
                    result = Result(system.name, number, timeline, list(judge(timeline)))
                    results.append(result)
                    told.print(_line(result, f"{index + 1}/{len(calls)}"), highlight=False)
    finally:
        await studio.aclose()
    return results


async def _caller(studio: Studio, scenario: Scenario, room: F64) -> Caller:
    made = [await studio.sound(event, scenario) for event in scenario.events]
    return Caller(scenario, made, await studio.sound(ASK, scenario), room)


def _line(result: Result, place: str) -> str:
    events = [each for each in result.outcomes if each.kind is not Kind.PROMPT]
    right = sum(each.verdict == "right" for each in events)
    trouble = f", {result.timeline.failure}" if result.timeline.failure else ""
    return f"{place} {result.timeline.scenario}: {result.system}, {right} of {len(events)} right{trouble}"


# The table

Pick = Callable[[Outcome], float | None]
Keep = Callable[[Outcome], bool]


def table(results: Sequence[Result]) -> Iterable[tuple[str, ...]]:
    """Figure, Antiphon, Pipecat, ratio."""
    sides = [
        [outcome for result in results if result.system == name for outcome in result.outcomes]
        for name in (Antiphon.name, Pipecat.name)
    ]
    kept = [[each for each in side if each.verdict != "moot"] for side in sides]
    for recorded in sorted({each.is_recorded for side in kept for each in side}):
        yield (f"[bold]{'recorded' if recorded else 'synthesised'} speech", "", "", "")
        yield from _figures([[each for each in side if each.is_recorded is recorded] for side in kept])


def _figures(sides: list[list[Outcome]]) -> Iterable[tuple[str, ...]]:
    def is_whole(each: Outcome) -> bool:
        return each.kind in {Kind.COMPLETE, Kind.PAUSE}

    def is_prompt(each: Outcome) -> bool:
        return each.kind is Kind.PROMPT and each.is_scripted and not each.was_speaking

    def is_interruption(each: Outcome) -> bool:
        return each.kind is Kind.INTERRUPTION

    def response(each: Outcome) -> float | None:
        return each.response_ms

    def over(each: Outcome) -> float | None:
        return each.ended_ms

    def stop(each: Outcome) -> float | None:
        return each.stop_ms

    yield from _spread("whole turns: speech end -> taken to be over", sides, is_whole, over)
    yield from _spread("whole turns: speech end -> first audible", sides, is_whole, response)
    yield _share("whole turns answered", sides, is_whole, lambda each: each.took_over)
    yield from _spread("prompts of the script: speech end -> first audible", sides, is_prompt, response)
    yield from _spread("interruptions: speech end -> first audible", sides, is_interruption, response)
    yield from _spread("interruption's onset -> stop", sides, is_interruption, stop)
    yield _share("interruptions that stopped it in 2 s", sides, is_interruption, _is_right)
    for kind, name in _FALSE.items():
        yield _share(
            f"false stops: {name}",
            sides,
            lambda each, kind=kind: each.kind is kind and each.was_speaking,  # type: ignore[misc]  # bound now
            lambda each: each.stop_ms is not None,
        )
    yield _share(
        "false answers: noise, talk to others, in silence",
        sides,
        lambda each: each.kind in _FALSE and not each.was_speaking,
        lambda each: each.answered,
    )
    yield _share("cut off in pauses inside sentences", sides, _is(Kind.PAUSE), lambda each: each.cut_off)
    yield _share("cut off in whole turns", sides, _is(Kind.COMPLETE), lambda each: each.cut_off)


_FALSE: Final = {
    Kind.BACKCHANNEL: "backchannels",
    Kind.NOISE: "noise",
    Kind.ASIDE: "talk to somebody else",
    Kind.ECHO: "echo of itself",
}


def _is(kind: Kind) -> Keep:
    return lambda each: each.kind is kind


def _is_right(outcome: Outcome) -> bool:
    return outcome.verdict == "right"


def _spread(name: str, sides: list[list[Outcome]], keep: Keep, pick: Pick) -> Iterable[tuple[str, ...]]:
    values = [[value for each in side if keep(each) and (value := pick(each)) is not None] for side in sides]
    if not any(values):
        return
    for word, part in (("p50", 0.5), ("p95", 0.95)):
        ours, theirs = (percentile(each, part) for each in values)
        cells = [f"{ours:,.0f} ms ({len(values[0])})", f"{theirs:,.0f} ms ({len(values[1])})"]
        yield (f"{name}, {word}", *cells, f"{theirs / ours:.2f}" if all(values) and ours else "")


def _share(name: str, sides: list[list[Outcome]], keep: Keep, test: Keep) -> tuple[str, ...]:
    tested = [[test(each) for each in side if keep(each)] for side in sides]
    cells = [f"{sum(each) / len(each):.2f} ({len(each)})" if each else "-" for each in tested]
    ratio = ""
    if all(tested) and sum(tested[0]):
        ratio = f"{sum(tested[1]) / len(tested[1]) * len(tested[0]) / sum(tested[0]):.2f}"
    return (name, *cells, ratio)


def _choose(arguments: argparse.Namespace) -> list[Scenario]:
    found = scenarios.load(arguments.scenarios) if arguments.scenarios else scenarios.shipped()
    chosen = [
        each
        for each in found
        if arguments.half in {"all", each.half} and any(word in each.name for word in arguments.only or [""])
    ]
    if not chosen:
        raise OperatorError("no scenario is left")
    return chosen


def _write(path: Path, results: Sequence[Result]) -> None:
    """Every call as a line of JSON, words included: a benchmark's words are its own."""
    path.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in results))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "scenarios", nargs="*", type=Path, help="scenario files; by default those of the package"
    )
    parser.add_argument("--python", type=Path, required=True, help="the interpreter of Pipecat's environment")
    parser.add_argument("--half", choices=["tuning", "report", "all"], default="report")
    parser.add_argument("--only", action="append", help="a part of a scenario's name; repeatable")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write every call to this file, a line of JSON each")
    arguments = parser.parse_args()
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    try:
        results = asyncio.run(measure(_choose(arguments), arguments.python, arguments.rounds, console))
    except OperatorError as error:
        sys.exit(str(error))
    if arguments.out:
        _write(arguments.out, results)
    columns = ("figure", Antiphon.name, Pipecat.name, "ratio")
    show_grid(console, "turn-taking, the same calls", columns, table(results), NOTES)


if __name__ == "__main__":
    main()
