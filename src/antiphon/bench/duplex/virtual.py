"""Calls that were played in real time, again on the virtual clock: with today's machine, or with other parameters.

The caller does what it did; what the server was told by its models it is told again (`Rehearsal`). So a call takes
well under a second, and the same machine has the same figures each time. A caller who waited for an answer in real
time does not wait here: parameters that move answers far move them to where the caller says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from antiphon.bench.duplex.timeline import Answer, Timeline, Told
from antiphon.bench.tuning.witness import Scene, began_at, witness
from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import Recorded, load
from antiphon.runtime.rehearsal import Rehearsal
from antiphon.turns.decisions import Kind
from antiphon.turns.policy import TurnPolicy


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A call, and how much of it was known."""

    timeline: Timeline
    questions: int
    unknown: int


def pairs(timelines: Iterable[Timeline], journals: Path) -> Iterator[tuple[Timeline, Path]]:
    """Each call with its journal. Raises `OperatorError` where there is none at all."""
    files = sorted(journals.glob("*.jsonl"))
    found = False
    for timeline in timelines:
        path = next((each for each in files if timeline.session and timeline.session in each.stem), None)
        if path is not None:
            found = True
            yield timeline, path
    if not found:
        raise OperatorError(f"{journals} holds no journal of these calls")


def rehearse(timeline: Timeline, journal: Path, turns: TurnPolicy | None = None) -> Rehearsed:
    """The same call with these parameters; without, with those it had. Raises `OperatorError`."""
    recorded = load(journal)
    rehearsal = Rehearsal(recorded, turns)
    scene = witness(rehearsal.steps(), began_at(recorded))
    questions, unknown = rehearsal.gaps.questions.total(), rehearsal.gaps.unknown.total()
    return Rehearsed(_timeline(timeline, recorded, scene), questions, unknown)


def _timeline(was: Timeline, recorded: Recorded, scene: Scene) -> Timeline:
    lead_s = median([each.audible - each.began for each in was.answers if each.audible is not None] or [0.0])
    made = Timeline(was.scenario, was.half, was.voice, was.is_scripted, session=recorded.session_id)
    made.takes, made.missed, made.failure = was.takes, was.missed, was.failure
    made.stops = scene.stops
    made.starts = [at for at, _ in scene.of(Kind.STARTED)]
    made.ends = [at for at, _ in scene.of(Kind.ENDED)]
    made.heard = [Told(each.at, each.text) for each in scene.heard]
    for voice in scene.voices:
        audible = voice.began + lead_s
        made.answers.append(
            Answer(
                voice.began,
                audible if audible < voice.until else None,
                voice.until,
                voice.gaps,
                voice.text,
                voice.is_stopped,
            )
        )
    return made
