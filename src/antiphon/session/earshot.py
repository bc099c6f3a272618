"""What the listener hears of the model's turns, and hence what is remembered of them (P3). Sends nothing.

A turn's parts are its answers between calls. What is remembered of one that was cut off may be put right by a client
that reports how much it has really played.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from antiphon.session.generation import Generation
from antiphon.session.history import History
from antiphon.talk import OUTPUT_RATE, Role, Said

AFTERWARDS_S: Final = 5.0
"""How long after an interruption a client may say what was really heard."""


@dataclass(slots=True)
class Part:
    """An answer, and how it is remembered."""

    generation: Generation
    said: Said


@dataclass(frozen=True, slots=True)
class Cut:
    """A turn that was interrupted."""

    turn: int
    at: float
    parts: tuple[Part, ...]


class Earshot:
    """The open model turn, and the last one if it was cut off."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        """Of the open turn, those that ended with calls."""
        self._turns = 0  # that are over
        self._cut: Cut | None = None

    def made(self, current: Generation | None) -> list[Generation]:
        """What the open turn is made of so far, with the part that is being made."""
        made = [part.generation for part in self.parts]
        if current is not None and current not in made:
            made.append(current)
        return made

    def end_part(self, current: Generation, history: History) -> None:
        """All of it is out and it ends with calls: remembered as if all of it will be heard."""
        said = Said(Role.MODEL, current.shown.strip(), current.playout.sent if current.is_spoken else 0)
        history.append(said)
        self.parts.append(Part(current, said))

    def settle(self, current: Generation, history: History, now: float) -> None:
        """The turn ends here: remembered as far as it is heard by now."""
        if all(part.generation is not current for part in self.parts):
            said = _heard(current, current.playout.heard(now))
            history.append(said)
            self.parts.append(Part(current, said))
        _amend(self.parts, [part.generation.playout.heard(now) for part in self.parts], history)

    def cut(self, now: float) -> None:
        """What was settled was an interruption."""
        self._cut = Cut(self._turns + 1, now, tuple(self.parts))

    def end(self) -> None:
        """The turn is over."""
        self._turns += 1
        self.parts.clear()

    def report(
        self, played_ms: float, turn: int | None, current: Generation | None, history: History, now: float
    ) -> None:
        """The client says how much of a turn has been heard. What makes no sense, or comes too late, is ignored."""
        if not math.isfinite(played_ms):
            return
        played = int(max(0.0, min(played_ms, 1e9)) * OUTPUT_RATE / 1000)
        made, cut = self.made(current), self._cut
        is_open = any(each.playout.sent for each in made)
        if is_open and turn in {None, self._turns + 1}:
            for each, unheard in zip(made, _unheard(made, played), strict=True):
                each.playout.correct(unheard, now)
        elif cut is not None and turn in {None, cut.turn} and now - cut.at <= AFTERWARDS_S:
            lengths = [part.generation.playout.sent for part in cut.parts]
            _amend(cut.parts, _filled(lengths, played), history)


def _amend(parts: Sequence[Part], positions: Sequence[int], history: History) -> None:
    """Every part is remembered as far as it was heard, and the last of them says that there was more."""
    pairs = list(zip(parts, positions, strict=True))
    is_cut = not all(part.generation.is_whole(position) for part, position in pairs)
    heard = [_heard(part.generation, position) for part, position in pairs]
    last = max((index for index, said in enumerate(heard) if said.text), default=None)
    if last is not None and is_cut:
        heard[last] = replace(heard[last], is_cut=True)
    for part, said in zip(parts, heard, strict=True):
        history.amend(part.said, said)
        part.said = said


def _heard(generation: Generation, position: int) -> Said:
    samples = position if generation.is_spoken else 0
    return Said(Role.MODEL, generation.heard_within(position).strip(), samples)


def _unheard(made: Sequence[Generation], played: int) -> Iterator[int]:
    """Of each and of all before it, the samples that were sent and not played."""
    sent = 0
    for each in made:
        sent += each.playout.sent
        yield max(sent - played, 0)


def _filled(lengths: Sequence[int], played: int) -> list[int]:
    """How far each is played, one after another."""
    filled: list[int] = []
    for length in lengths:
        filled.append(min(length, played))
        played -= filled[-1]
    return filled
