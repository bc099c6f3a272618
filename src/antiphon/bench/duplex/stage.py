"""Where scenarios are played: a server in a process of its own, callers who talk to it in real time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from websockets.exceptions import WebSocketException

from antiphon.bench.duplex import sounds
from antiphon.bench.duplex.caller import Caller, setup
from antiphon.bench.duplex.outcomes import judge
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.stories import ENGINE
from antiphon.bench.duplex.studio import Sound, Studio
from antiphon.bench.duplex.timeline import Timeline
from antiphon.bench.noises import F64
from antiphon.bench.server import Subject, witness
from antiphon.bench.vad import at_input_rate
from antiphon.client.connect import connect
from antiphon.client.wav import read_wav
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE

ROOM_S: Final = 0.3
ASK: Final = Event(Kind.PROMPT, silence=0.0, say="Please go on.", voice="Kore")
BRAINS: Final[dict[str, dict[str, object]]] = {
    "script": {"engine": ENGINE},
    "server": {"engine": "cascade"},
}
CALL_S: Final = 180.0
"""A call that lasts longer has gone wrong."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A call whose sounds are made."""

    scenario: Scenario
    sounds: list[Sound]
    ask: Sound


@dataclass(frozen=True, slots=True)
class Played:
    """What came of all calls."""

    timelines: list[Timeline]
    late_ms: list[float]
    """How late the servers' loops were."""


async def prepare(scenarios: Sequence[Scenario]) -> list[Ready]:
    """Makes every sound, so that nothing but the server works while they are played. Raises `OperatorError`."""
    studio = Studio()
    await studio.start()
    try:
        return [
            Ready(
                each,
                [await studio.sound(event, each) for event in each.events],
                await studio.sound(ASK, each),
            )
            for each in scenarios
        ]
    finally:
        await studio.aclose()


def room_of(path: Path | None) -> F64:
    """A room's impulse response from a WAV file, or a made one; of unit energy, the direct sound first."""
    if path is None:
        return sounds.room(ROOM_S)
    samples = at_input_rate(read_wav(path))
    direct = int(np.argmax(np.abs(samples)))
    answer = samples[direct : direct + int(ROOM_S * INPUT_RATE)]
    return answer / float(np.sqrt(np.sum(np.square(answer))))


async def play(
    ready: Sequence[Ready],
    room: F64,
    callers: int,
    settings: dict[str, object],
    told: Callable[[Timeline], None],
) -> Played:
    """Every call, so many at a time; each kind of brain in a server of its own, one after the other."""
    timelines: list[Timeline] = []
    late: list[float] = []

    def done(timeline: Timeline) -> None:
        timelines.append(timeline)
        told(timeline)

    for brain, engine in BRAINS.items():
        waiting = [each for each in ready if each.scenario.brain == brain]
        if not waiting:
            continue
        async with witness(**engine, **settings) as server:
            await server.late()
            async with asyncio.TaskGroup() as group:
                for _ in range(callers):
                    group.create_task(converse(server.subject, waiting, room, done))
            late += [each for each, _ in await server.late()]
    return Played(timelines, late)


async def converse(
    subject: Subject, waiting: list[Ready], room: F64, done: Callable[[Timeline], None]
) -> None:
    """One call after another, until there are no more. What a server breaks is noted, and the next one is tried."""
    while waiting:
        each = waiting.pop(0)
        caller = Caller(each.scenario, each.sounds, each.ask, room)
        try:
            async with (
                asyncio.timeout(CALL_S),
                connect(subject.base_url, setup(each.scenario), ca=subject.ca) as live,
            ):
                await caller.call(live)
        except TimeoutError:
            caller.timeline.failure = f"not over after {CALL_S:g} s"
        except (OSError, WebSocketException) as error:
            caller.timeline.failure = f"{type(error).__name__}: {error}"
        done(caller.timeline)


def write(path: Path, timeline: Timeline) -> None:
    """Adds a call as a line of JSON, with what came of its events: a benchmark's words are its own."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(_line(timeline)) + "\n")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error}") from error


def _line(timeline: Timeline) -> dict[str, Any]:
    line: dict[str, Any] = msgspec.to_builtins(timeline)
    return {**line, "outcomes": msgspec.to_builtins(list(judge(timeline)))}


def read(path: Path) -> list[Timeline]:
    """What `write` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Timeline) for line in lines]
