"""A recorded call again with other parameters: what the caller did stays, what our side asks is answered by the journal.

`replay` gives a session every input as it was; here only those that are the caller's or the network's. Transcripts,
verdicts, measured sound and the engine's words come when they are asked for, after as long as they took, from what
was recorded nearest (`Recollection`). Asked as it was then, a session hears what it heard then, at the same instant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import Any, Final

from antiphon.runtime.journal_lines import Entry, Recorded
from antiphon.runtime.recollection import NEAR, Asked, Found, Recollection, Take
from antiphon.runtime.replay import Step
from antiphon.session.effects import Cancel, Effect, Feed, Glance, Measure, Respond, Score, Settle
from antiphon.session.generation import Finished, Voiced
from antiphon.session.machine import Session
from antiphon.session.retold import StuckClock, put
from antiphon.talk import Heard
from antiphon.turns.policy import TurnPolicy

OURS: Final = frozenset({"heard", "turn_score", "measured", "engine", "tick"})
"""Inputs that come of what a session asked for."""
AFTER_S: Final = 1e-3
"""So much after a call's end an answer is over whose end was not recorded."""
NOTHING: Final[tuple[Any, ...]] = ()


@dataclass(slots=True)
class Gaps:
    """How much of a rehearsal was guessed."""

    questions: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    """Those to which nothing was recorded within 200 ms of speech."""

    @property
    def share(self) -> float:
        """Of the questions, those that were."""
        return self.unknown.total() / max(self.questions.total(), 1)


class Rehearsal:
    """One call, with these parameters, once."""

    def __init__(
        self, recorded: Recorded, turns: TurnPolicy | None = None, memory: Recollection | None = None
    ) -> None:
        """``turns``: those of the journal, unless given; ``memory``: its, if somebody has read it already."""
        policy = recorded.policy if turns is None else replace(recorded.policy, turns=turns)
        self.gaps = Gaps()
        self._session = Session(recorded.session_id, policy, recorded.caller, recorded.handle)
        self._entries = recorded.entries
        self._memory = memory or Recollection(recorded)
        self._last = len(recorded.entries)
        self._theirs = [
            ((each.at, order), each) for order, each in enumerate(self._entries) if each.name not in OURS
        ]
        self._given = 0
        self._coming: list[tuple[float, int, int, str, tuple[Any, ...]]] = []
        self._count = 0
        self._spans: dict[int, tuple[int, int]] = {}
        self._turn = 0
        self._cancelled: set[int] = set()

    def steps(self) -> Iterator[Step]:
        """Every input and what comes of it, up to where the journal ends."""
        session, now = self._session, 0.0
        end = self._entries[-1].at if self._entries else 0.0
        while not session.is_closed:
            due = session.deadline
            ring = None if due is None else self._memory.lateness.rings(max(due, now))
            first = self._first()
            if ring is not None and (first is None or ring < first):
                now, cause, name, arguments = ring[0], None, "tick", NOTHING
            elif first is None:
                return
            elif self._given < len(self._theirs) and self._theirs[self._given][0] == first:
                (now, cause), entry = self._theirs[self._given]
                name, arguments = entry.name, entry.arguments
                self._given += 1
            else:
                now, cause, _, name, arguments = heappop(self._coming)
                if name == "engine" and arguments[0] in self._cancelled:
                    continue
            if now > end:
                return
            step = self._give(Entry(now, name, arguments, None), cause)
            if name == "tick" and not step.effects and session.deadline == due:
                raise StuckClock(due)
            yield step

    def _first(self) -> tuple[float, int] | None:
        """The next input that is no timer: its instant and its place among those of the call."""
        given = self._theirs[self._given][0] if self._given < len(self._theirs) else None
        coming = self._coming[0][:2] if self._coming else None
        return min(filter(None, (given, coming)), default=None)

    def _give(self, entry: Entry, cause: int | None) -> Step:
        raised = ""
        try:
            put(self._session, entry.name, entry.arguments, entry.at)
        except Exception as error:  # noqa: BLE001  # a defect is part of the story, as in a replay
            raised = type(error).__name__
        effects = tuple(self._session.drain())
        for effect in effects:
            self._answer(effect, entry.at, cause if entry.name == "receive" else None)
        return Step(entry, effects, raised, self._session.state, (), ())

    # Answers

    def _answer(self, effect: Effect, now: float, cause: int | None) -> None:
        match effect:
            case Feed(turn, start, stop):
                self._spans[turn] = self._spans.get(turn, (start, 0))[0], stop
                self._turn = turn
            case Settle(turn, revision):
                asked = self._about(turn, now)
                found = self._memory.transcript(asked)
                heard = replace(found.value if found else Heard(0, 0, ""), turn=turn, revision=revision)
                self._tell("settle", found, asked, "heard", heard)
                if found is None:  # a turn without words is better than one that nobody ever reads
                    self._put(now, self._last, "heard", heard)
            case Glance(turn, revision):
                asked = self._about(turn, now)
                glance = self._memory.glance(asked)
                if glance is not None:
                    interim = replace(glance.value, turn=turn, revision=revision)
                    self._tell("glance", glance, asked, "heard", interim)
                else:
                    self._miss("glance", asked)
            case Score(turn, revision, start, stop, _):
                asked = Asked(start, stop, now)
                verdict = self._memory.verdict(asked)
                self._tell("score", verdict, asked, "turn_score", turn, revision, verdict and verdict.value)
            case Measure(turn, revision, start, stop):
                asked = Asked(start, stop, now)
                sound = self._memory.acoustics(asked)
                self._tell("measure", sound, asked, "measured", turn, revision, sound and sound.value)
            case Respond(generation):
                self._respond(generation, Asked(*self._spans.get(self._turn, (0, 0)), now), cause)
            case Cancel(generation):
                self._cancelled.add(generation)

    def _about(self, turn: int, now: float) -> Asked:
        return Asked(*self._spans.get(turn, (0, 0)), now)

    def _tell(self, kind: str, found: Found[Any] | None, asked: Asked, name: str, *arguments: Any) -> None:
        if found is None:
            self._miss(kind, asked)
            return
        self.gaps.questions[kind] += 1
        self.gaps.unknown[kind] += found.off > NEAR
        self._put(*found.comes(asked, self._last), name, *arguments)

    def _miss(self, kind: str, asked: Asked) -> None:
        self.gaps.questions[kind] += 1
        self.gaps.unknown[kind] += asked not in self._memory.ignored

    def _put(self, at: float, order: int, name: str, *arguments: Any) -> None:
        self._count += 1
        heappush(self._coming, (at, order, self._count, name, arguments))

    def _respond(self, generation: int, asked: Asked, cause: int | None) -> None:
        found = self._memory.take(asked, cause)
        self.gaps.questions["respond"] += 1
        take, off = found if found is not None else (Take(asked, cause, given_up_at=asked.at), NEAR + 1)
        self.gaps.unknown["respond"] += off > NEAR
        is_same = take.asked.at == asked.at
        late_s = asked.at - take.asked.at
        for at, order, event in take.events:
            self._put(*((at, order) if is_same else (at + late_s, self._last)), "engine", generation, event)
        if not take.is_whole:  # only heard of if it is not given up again
            ended_at = take.given_up_at if take.given_up_at is not None else self._entries[-1].at + AFTER_S
            at = ended_at + late_s
            missing = self._memory.usual_answer - take.voiced
            if missing > 0:
                self._put(at, self._last, "engine", generation, Voiced(missing))
            self._put(at, self._last, "engine", generation, Finished())
