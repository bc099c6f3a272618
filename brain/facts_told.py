"""What is known in a conversation, and how answers on it are judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from brain.dialogue import Dialogue, Probe
from brain.draw import Draw
from brain.facts_speech import (
    DONT_KNOW,
    all_found,
    any_found,
    found,
    mistaken,
    yours,
)
from brain.facts_traits import (
    USER,
    Fact,
    fact,
    similar,
    who,
)

LONGEST: Final = 1440
"""Characters, with what marks the turns: well below 512 tokens."""


class Turn(NamedTuple):
    """A question and the right answer."""

    user: str
    answer: str
    probe: Probe


@dataclass(slots=True)
class Told:
    """What is known in a conversation so far."""

    facts: list[Fact] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    """Values that do not hold any more."""

    def holds(self, other: Fact) -> bool:
        return any(each.id == other.id for each in self.facts)

    def others(self, *wanted: Fact) -> list[str]:
        """Values of the same kind that would be wrong."""
        kinds = {each.key for each in wanted}
        right = " , ".join(yours(each.value) for each in wanted)
        values = [each.value for each in self.facts if each.key in kinds] + self.old
        return mistaken(values, right)


def probe(told: Told, *wanted: Fact, kind: str = "memory") -> Probe:
    """A right answer: these values, and no other."""
    wrong = any_found(*told.others(*wanted))
    return Probe(kind, all_found(*(yours(each.value) for each in wanted)), f"{wrong}|{DONT_KNOW}".strip("|"))


def probe_as(kind: str, judged: Probe) -> Probe:
    """The same of another kind; not knowing stays what it is."""
    return replace(judged, kind=kind) if judged.kind == "memory" else judged


def absent(told: Told, wanted: Fact) -> Probe:
    """Not known: said so, without a value of somebody else."""
    values = [
        each.value for each in told.facts if each.key == wanted.key and each.who.noun != wanted.who.noun
    ]
    return Probe("absent", f"{DONT_KNOW}|haven't told|not told", any_found(*values))


def untold(draw: Draw, told: Told) -> Fact:
    """A fact that was not told, and is like one that was."""
    while True:
        other = similar(draw, draw.either(told.facts)) if told.facts and draw.chance(0.75) else any_fact(draw)
        if not told.holds(other) and not related(told, other):
            return other


_SAME: Final = (
    {"mother", "mum"},
    {"father", "dad"},
    {"sister", "twin sister"},
    {"friend", "best friend"},
    {"boss", "manager"},
    {"wife", "partner"},
    {"husband", "partner"},
    {"girlfriend", "partner"},
    {"boyfriend", "partner"},
    {"stepfather", "father"},
    {"stepfather", "dad"},
    {"coach", "teacher"},
    {"tutor", "teacher"},
    {"colleague", "friend"},
)


def related(told: Told, other: Fact) -> bool:
    """Whether something told may count as telling this as well."""
    for each in told.facts:
        nouns = {each.who.noun, other.who.noun}
        if each.key == other.key and each.thing == other.thing and any(nouns <= same for same in _SAME):
            return True
        keys = {each.key, other.key}
        if each.who.noun == other.who.noun and any(keys <= near for near in _NEAR):
            return True
    return False


_NEAR: Final = (
    {"job", "employer"}, {"job", "studies"}, {"city", "street"}, {"plan", "weekend"}, {"hobby", "instrument"}, {"hobby", "club"},
    {"hobby", "sport"}, {"venue", "plan"}, {"city", "origin"}, {"trip", "hotel"}, {"learning", "studies"}, {"club", "sport"},
    {"name", "surname"}, {"dish", "fruit"},
)  # fmt: skip


def any_fact(draw: Draw) -> Fact:
    """About the user as often as about somebody else."""
    return fact(draw, USER) if draw.chance(0.55) else fact(draw, who(draw))


def facts(draw: Draw, count: int) -> list[Fact]:
    """Different ones, some about the same one, some easily mistaken."""
    chosen: list[Fact] = []
    while len(chosen) < count:
        lot = draw.random.random()
        if chosen and lot < 0.3:
            base = draw.either(chosen)
            new = fact(draw, base.who) if base.who.noun else similar(draw, base)
        elif chosen and lot < 0.6:
            new = similar(draw, draw.either(chosen))
        else:
            new = any_fact(draw)
        told = Told(chosen)
        same_value = any(
            re.search(found(each.value), new.value, re.IGNORECASE)
            or re.search(found(new.value), each.value, re.IGNORECASE)
            for each in chosen
        )
        if not told.holds(new) and not related(told, new) and not same_value:
            chosen.append(new)
    return chosen


def short(make: Callable[[Draw], Dialogue]) -> Callable[[Draw], Dialogue]:
    """Only what fits into what is trained on."""

    def made(draw: Draw) -> Dialogue:
        while True:
            dialogue = make(draw)
            if sum(len(segment.text) for segment in dialogue.segments()) <= LONGEST:
                return dialogue

    return made
