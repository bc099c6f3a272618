"""What a setting comes to on calls whose truth is known: delays, cut-offs, stops. Knows neither journal nor session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from statistics import mean
from typing import Final

from antiphon.bench.tuning.truth import Sort, Sound, Truth
from antiphon.bench.tuning.witness import Scene
from antiphon.turns.decisions import Kind

SOFT_S: Final = 0.1
"""What is heard of the end of a word is not always speech to a detector."""
YIELD_S: Final = 2.0
"""An answer that has not stopped within this of an interruption's onset has not yielded (tau-voice)."""
STILL_S: Final = 1.0
"""What must change nothing has changed nothing when this has passed since its end."""


@dataclass(slots=True)
class Score:
    """Of one call, or of several. Milliseconds."""

    delays: list[float] = field(default_factory=list)
    """From the end of each turn until it was taken to be over."""
    merged: int = 0
    """Turns that ended only with the next one: their delay lasts until that."""
    pauses: int = 0
    cut_offs: int = 0
    """Pauses inside turns, and those after which a new turn began."""
    stops: list[float] = field(default_factory=list)
    """From the onset of interruptions until the answer stopped."""
    missed: int = 0
    """Interruptions that met an answer and did not stop it."""
    met: int = 0
    false_stops: int = 0
    """Other sounds that met an answer, and those that stopped it."""
    gaps: int = 0
    """Those of them that did not, but made it pause."""
    questions: int = 0
    unknown: int = 0
    """What the sessions asked for, and how much of that no journal knew."""

    @property
    def delay(self) -> float | None:
        """What the end of a turn costs on the average."""
        return mean(self.delays) if self.delays else None

    @property
    def cut_off_share(self) -> float:
        """Of the pauses."""
        return self.cut_offs / self.pauses if self.pauses else 0.0

    @property
    def stop(self) -> float | None:
        """What an interruption costs on the average; one that is missed as much as there was to lose."""
        stops = [*self.stops, *[YIELD_S * 1000] * self.missed]
        return mean(stops) if stops else None

    @property
    def false_stop_share(self) -> float:
        """Of the sounds that should change nothing."""
        return self.false_stops / self.met if self.met else 0.0


def score(truth: Truth, scene: Scene) -> Score:
    """Judges one call."""
    result = Score(pauses=len(truth.pauses))
    for start, stop in truth.pauses:
        result.cut_offs += _is_cut(scene, start, stop)
    for end in truth.ends:
        _end(truth, scene, end, result)
    for sound in truth.sounds:
        _meet(sound, scene, result)
    return result


def together(scores: Iterable[Score]) -> Score:
    """Those of all calls in one."""
    result = Score()
    for each in scores:
        for part in fields(Score):
            setattr(result, part.name, getattr(result, part.name) + getattr(each, part.name))
    return result


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value that so many are no larger than."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else None


def _is_cut(scene: Scene, start: float, stop: float) -> bool:
    """Whether the turn was taken to be over, and what followed was another. What goes on in time is one."""
    ended = next((each for at, each in scene.of(Kind.ENDED) if start - SOFT_S < at < stop + SOFT_S), None)
    if ended is None:
        return False
    began = next(
        (each for at, each in scene.of(Kind.STARTED) if at > start and each.position > ended.position), None
    )
    return began is None or began.turn != ended.turn


def _end(truth: Truth, scene: Scene, end: float, result: Score) -> None:
    """The end of a turn; if the turn met an answer and did not stop it, nobody waits."""
    until = truth.until(end)
    ended = next((at for at, _ in scene.of(Kind.ENDED) if end - SOFT_S < at < until + SOFT_S), None)
    if ended is not None:
        result.delays.append(max(ended - end, 0.0) * 1000)
    elif until != float("inf"):
        result.merged += 1
        result.delays.append((until - end) * 1000)


def _meet(sound: Sound, scene: Scene, result: Score) -> None:
    voice = scene.sounding(sound.start)
    if voice is None:
        return
    last = sound.start + YIELD_S if sound.sort is Sort.INTERRUPTION else sound.stop + STILL_S
    stop = next((at for at in scene.stops if sound.start < at <= last), None)
    if sound.sort is not Sort.INTERRUPTION:
        result.met += 1
        result.false_stops += stop is not None
        result.gaps += stop is None and any(sound.start < at <= last for at, _ in voice.gaps)
    elif stop is not None:
        result.stops.append((stop - sound.start) * 1000)
    elif voice.until >= last:  # one that was over by itself has nothing to yield
        result.missed += 1
