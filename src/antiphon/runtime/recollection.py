"""What a journal knows of a call, by input sample: which answers are to be had when other questions are asked of it.

A journal holds the answers to what its session asked then: transcripts, glances at words, verdicts on pauses, measured
sound, the engine's answers. Other parameters ask elsewhere. Speech is the measure of how far that is: silence adds no
words, so a turn that is read 600 ms later, all of them silent, says the same.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from statistics import median
from typing import Any, Final, Generic, TypeVar

from antiphon.runtime.journal_lines import Entry, Recorded
from antiphon.session.answering import Event
from antiphon.session.generation import Failed, Finished, Voiced
from antiphon.session.retold import put
from antiphon.talk import OUTPUT_RATE, Acoustics, Cues, Heard, Interim
from antiphon.turns.activity import MS

SPEECH: Final = 0.5
"""A window that is speech with this probability counts as speech."""
SAME: Final = 100 * MS
"""Speech, less than which makes no other turn."""
NEAR: Final = 200 * MS
"""What is known from further away is not known."""
USUAL_ANSWER: Final = 3 * OUTPUT_RATE
"""Of an answer whose end nobody has heard, in a call without whole ones."""
T = TypeVar("T")
_EFFECT: Final = re.compile(r"(feed|settle|glance|score|measure|respond|draft|commit|cancel) ([\d :]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: about samples ``start:stop``."""

    start: int
    stop: int
    at: float


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """An answer from the journal."""

    value: T
    delay_s: float
    asked: Asked
    at: float
    order: int
    """Of the input that brought it, among all of the call."""
    off: int = 0
    """Samples between what it is about and what was asked."""

    def comes(self, asked: Asked, last: int) -> tuple[float, int]:
        """When it comes to this question: exactly as then, if that is the question it came to then."""
        if self.asked == asked:
            return self.at, self.order
        return asked.at + self.delay_s, last


@dataclass(slots=True)
class Take:
    """One generation, as the engine made it."""

    asked: Asked
    """About the end of what it answers."""
    cause: int | None
    """The input of the caller's that it answers, if that was no speech."""
    events: list[tuple[float, int, Event]] = field(default_factory=list)
    given_up_at: float | None = None
    """Nobody wanted the rest."""

    @property
    def is_whole(self) -> bool:
        """Whether its end is known."""
        return any(isinstance(event, Finished | Failed) for _, _, event in self.events)

    @property
    def voiced(self) -> int:
        """Samples of its sound."""
        return sum(event.samples for _, _, event in self.events if isinstance(event, Voiced))


class Lateness:
    """When the loop was busy as a timer should have rung: it rings as late again."""

    def __init__(self, recorded: Recorded) -> None:
        self._from: list[float] = []
        self._until: list[tuple[float, float]] = []
        self._ticks = {each.at: order for order, each in enumerate(recorded.entries) if each.name == "tick"}
        self._last = len(recorded.entries) + 1.0
        session, due = recorded.session(), None
        before = 0.0
        for order, entry in enumerate(recorded.entries):
            if due is not None and max(due, before) < entry.at:
                self._from.append(max(due, before))
                self._until.append((entry.at, order if entry.name == "tick" else order + 0.5))
            with suppress(Exception):  # what a session raises is `replay`'s to tell
                put(session, entry.name, entry.arguments, entry.at)
            session.drain()
            due, before = session.deadline, entry.at

    def rings(self, due: float) -> tuple[float, float]:
        """When the timer for ``due`` rings, and after which of the recorded inputs."""
        index = bisect_right(self._from, due) - 1
        if index >= 0 and due < self._until[index][0]:
            return self._until[index]
        return due, self._ticks.get(due, self._last)


class SpeechClock:
    """How much speech there is before a position."""

    def __init__(self) -> None:
        self._positions: list[int] = [0]
        self._speech: list[int] = [0]

    def hear(self, probability: float, samples: int) -> None:
        """The next window."""
        self._positions.append(self._positions[-1] + samples)
        self._speech.append(self._speech[-1] + (samples if probability >= SPEECH else 0))

    def at(self, position: int) -> int:
        """Samples of speech; where nothing was scored, all is."""
        index = bisect_left(self._positions, position)
        if index >= len(self._positions):
            return self._speech[-1] + position - self._positions[-1]
        before = self._positions[index] - position
        return self._speech[index] - min(before, self._speech[index] - self._speech[max(index - 1, 0)])

    def between(self, start: int, stop: int) -> int:
        """Samples of speech; negative where ``stop`` comes first."""
        return self.at(stop) - self.at(start)


class Recollection:
    """One call's. Knows nothing that its journal does not hold."""

    def __init__(self, recorded: Recorded) -> None:
        self.speech = SpeechClock()
        self.lateness = Lateness(recorded)
        self.takes: list[Take] = []
        self.readings: list[Found[Heard]] = []
        """Whole transcripts."""
        self.glances: list[Found[Interim]] = []
        self.verdicts: list[Found[float]] = []
        self.sounds: list[Found[Acoustics]] = []
        self.ignored: set[Asked] = set()
        """Questions that were never answered."""
        _Reader(self).read(recorded.entries)
        self._usual_delay_s = median([each.delay_s for each in self.readings] or [0.1])
        whole = [take.voiced for take in self.takes if take.is_whole and take.voiced]
        self.usual_answer = int(median(whole or [USUAL_ANSWER]))

    def transcript(self, asked: Asked) -> Found[Heard] | None:
        """What was said in these samples, put together from what was read of them."""
        exact = next((each for each in self.readings if each.asked == asked), None)
        found = exact or self._read(asked, self.readings, self._usual_delay_s)
        if found is not None and asked in self.ignored:  # speech went on, and was read as a whole
            after = min((each.at for each in self.readings if each.at > asked.at), default=math.inf)
            found = replace(found, delay_s=after - asked.at)
        return found

    def glance(self, asked: Asked) -> Found[Interim] | None:
        """What can be read of speech that goes on."""
        exact = next((each for each in self.glances if each.asked == asked), None)
        if exact is not None or asked in self.ignored:
            return exact
        known = [
            *(_as_heard(each) for each in self.glances),
            *self.readings,
        ]
        delay_s = median([each.delay_s for each in self.glances] or [self._usual_delay_s])
        found = self._read(asked, known, delay_s, is_scaled=True)
        if found is None:
            return None
        heard = found.value
        interim = Interim(0, 0, heard.text, samples=asked.stop - asked.start, cues=heard.cues)
        return Found(interim, found.delay_s, found.asked, found.at, found.order, found.off)

    def verdict(self, asked: Asked) -> Found[float] | None:
        """How likely the turn is over that pauses here."""
        return self._nearest(self.verdicts, asked)

    def acoustics(self, asked: Asked) -> Found[Acoustics] | None:
        """What these samples sound like."""
        return self._nearest(self.sounds, asked)

    def take(self, asked: Asked, cause: int | None) -> tuple[Take, int] | None:
        """The answer to speech that ends there, or to what the caller wrote; and how far off it is."""
        if cause is not None:
            return next(((take, 0) for take in self.takes if take.cause == cause), None)
        spoken = [take for take in self.takes if take.cause is None]
        exact = next((take for take in spoken if take.asked == asked), None)
        if exact is not None or not spoken:
            return (exact, 0) if exact is not None else None

        def distance(take: Take) -> tuple[int, bool, int]:
            off = abs(self.speech.between(take.asked.stop, asked.stop))
            return off // SAME, not take.is_whole, -len(take.events)

        nearest = min(spoken, key=distance)
        return nearest, abs(self.speech.between(nearest.asked.stop, asked.stop))

    def _nearest(self, known: Sequence[Found[T]], asked: Asked) -> Found[T] | None:
        exact = next((each for each in known if each.asked == asked), None)
        if exact is not None or asked in self.ignored or not known:
            return exact
        nearest = min(known, key=lambda each: abs(each.asked.stop - asked.stop))
        off = abs(nearest.asked.stop - asked.stop)
        return replace(nearest, off=off) if off <= NEAR else None

    def _read(
        self, asked: Asked, known: Sequence[Found[Heard]], delay_s: float, *, is_scaled: bool = False
    ) -> Found[Heard] | None:
        """The reading that ends nearest, more of what came before it, or less of what came before ``start``."""
        last = self._ending(known, asked.stop, asked.start)
        if last is None:
            return None
        off = abs(self.speech.between(last.asked.stop, asked.stop))
        heard = last.value
        if is_scaled and off > SAME:
            whole = max(self.speech.between(last.asked.start, last.asked.stop), 1)
            heard = _share(heard, self.speech.between(last.asked.start, asked.stop) / whole)
        start = last.asked.start
        while self.speech.between(asked.start, start) > SAME:
            before = self._ending(self.readings, start, asked.start)
            if before is None or before.asked.start >= start:
                off += self.speech.between(asked.start, start)
                break
            heard, start = _joined(before.value, heard), before.asked.start
        if self.speech.between(start, asked.start) > SAME:
            before = self._ending(self.readings, asked.start, start)
            if before is not None:
                off += abs(self.speech.between(before.asked.stop, asked.start))
                heard = _less(heard, before.value)
        return Found(heard, min(last.delay_s, 2 * delay_s), last.asked, last.at, last.order, off)

    def _ending(self, known: Sequence[Found[Heard]], stop: int, start: int) -> Found[Heard] | None:
        """The reading that ends there, as far as speech goes; of several the one that begins at ``start``."""

        def distance(each: Found[Heard]) -> tuple[int, int]:
            off = abs(self.speech.between(each.asked.stop, stop))
            return off // (SAME // 3), abs(each.asked.start - start)

        return min(known, key=distance, default=None)


class _Reader:
    """Finds what each question of a journal was answered with."""

    def __init__(self, memory: Recollection) -> None:
        self._memory = memory
        self._spans: dict[int, tuple[int, int]] = {}
        self._open: dict[tuple[str, int, int], list[Asked]] = defaultdict(list)
        self._takes: dict[int, Take] = {}
        self._turn = 0

    def read(self, entries: Iterable[Entry]) -> None:
        for order, entry in enumerate(entries):
            self._answer(order, entry)
            for told in entry.effects or ():
                if match := _EFFECT.match(told):
                    numbers = [int(each) for each in re.split(r"[ :]", match[2].strip())]
                    self._ask(match[1], numbers, order, entry)
        self._memory.ignored = {asked for waiting in self._open.values() for asked in waiting}

    def _answer(self, order: int, entry: Entry) -> None:
        match entry.name, entry.arguments:
            case "hear", (probability, samples):
                self._memory.speech.hear(probability, samples)
            case "heard", (Heard() as heard,):
                self._file(self._memory.readings, "settle", heard, (heard, order, entry.at))
            case "heard", (Interim() as interim,) if interim.samples:
                self._file(
                    self._memory.glances, "glance", interim, (interim, order, entry.at), interim.samples
                )
            case "turn_score", (turn, revision, probability):
                self._file(
                    self._memory.verdicts, "score", Heard(turn, revision, ""), (probability, order, entry.at)
                )
            case "measured", (turn, revision, sound):
                self._file(
                    self._memory.sounds, "measure", Heard(turn, revision, ""), (sound, order, entry.at)
                )
            case "engine", (generation, event) if generation in self._takes:
                self._takes[generation].events.append((entry.at, order, event))

    def _file(
        self,
        into: list[Any],
        kind: str,
        about: Heard | Interim,
        answer: tuple[Any, int, float],
        length: int = 0,
    ) -> None:
        waiting = self._open[kind, about.turn, about.revision]
        if not waiting:
            return
        fitting = (index for index, asked in enumerate(waiting) if asked.stop - asked.start == length)
        asked = waiting.pop(next(fitting, 0))
        value, order, at = answer
        into.append(Found(value, at - asked.at, asked, at, order))

    def _ask(self, kind: str, numbers: list[int], order: int, entry: Entry) -> None:
        match kind, numbers:
            case "feed", [turn, start, stop]:
                self._spans[turn] = self._spans.get(turn, (start, 0))[0], stop
                self._turn = turn
            case (("settle" | "glance"), [turn, revision]):
                start, stop = self._spans.get(turn, (0, 0))
                self._open[kind, turn, revision].append(Asked(start, stop, entry.at))
            case (("score" | "measure"), [turn, revision, *_, start, stop]):
                self._open[kind, turn, revision].append(Asked(start, stop, entry.at))
            case (("respond" | "draft"), [generation, *_]):
                asked = Asked(*self._spans.get(self._turn, (0, 0)), entry.at)
                self._takes[generation] = Take(asked, order if entry.name == "receive" else None)
                self._memory.takes.append(self._takes[generation])
            case "cancel", [generation, *_] if generation in self._takes:
                self._takes[generation].given_up_at = entry.at


def _as_heard(found: Found[Interim]) -> Found[Heard]:
    heard = Heard(found.value.turn, found.value.revision, found.value.text, found.value.cues)
    return Found(heard, found.delay_s, found.asked, found.at, found.order)


def _joined(first: Heard, second: Heard) -> Heard:
    """Both, one after the other. How it ends is how the second ends."""
    counts = {name: getattr(first.cues, name) + getattr(second.cues, name) for name in _COUNTS}
    text = " ".join(filter(None, (first.text.strip(), second.text.strip())))
    return replace(second, text=text, cues=replace(second.cues, **counts))


def _less(heard: Heard, first: Heard) -> Heard:
    """What is left without the words of ``first``."""
    counts = {name: max(getattr(heard.cues, name) - getattr(first.cues, name), 0) for name in _COUNTS}
    words = heard.text.split()[len(first.text.split()) :]
    return replace(heard, text=" ".join(words), cues=replace(heard.cues, **counts))


def _share(heard: Heard, share: float) -> Heard:
    """About so much of the beginning."""
    share = min(max(share, 0.0), 1.0)
    words = heard.text.split()
    counts = {name: round(getattr(heard.cues, name) * share) for name in _COUNTS}
    return replace(
        heard, text=" ".join(words[: round(len(words) * share)]), cues=replace(heard.cues, **counts)
    )


_COUNTS: Final = tuple(each.name for each in fields(Cues) if each.type in {"int", int})
