"""Notes before the user's words: what was told so long ago that it is not in the history any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from antiphon.engines.brain import chat
from brain.dialogue import Dialogue, Family
from brain.draw import Draw
from brain.facts_asking import QUESTIONS, whose_missing
from brain.facts_memory import fill
from brain.facts_speech import heard
from brain.facts_told import Told, facts, probe_as, short
from brain.facts_traits import Fact
from brain.words_facts import FILLERS, SYSTEMS


def noted(draw: Draw, fact: Fact) -> str:
    """As the server remembers it."""
    return fact.answer(draw)


def notes(draw: Draw) -> Dialogue:
    """Questions with notes that answer them, or do not."""
    dialogue = Dialogue("told", system=draw.either(SYSTEMS))
    for _ in range(draw.either((0, 1, 1, 2))):
        fill(draw, dialogue)
    said: set[str] = set()
    kinds = [make for _, make in QUESTIONS if make is not whose_missing]
    weights = [weight for weight, make in QUESTIONS if make is not whose_missing]
    for _ in range(draw.either((2, 3, 3, 4))):
        told = Told(facts(draw, draw.either((1, 1, 2, 2, 3, 4))))
        lines = [noted(draw, each) for each in told.facts]
        if draw.chance(0.12):
            user, model = draw.value(FILLERS)
            dialogue.user(chat.asked(heard(draw, user), told=lines))
            dialogue.model(model)
            continue
        (kind,) = draw.random.choices(kinds, weights)
        turn = kind(draw, told)
        if turn.answer in said or any(
            value in " ".join(said) for value in (each.value for each in told.facts)
        ):
            continue
        said.add(turn.answer)
        dialogue.user(chat.asked(turn.user, told=lines))
        dialogue.model(turn.answer, probe_as("notes", turn.probe))
    return dialogue if dialogue.probes else notes(draw)


FAMILIES: Final[Mapping[str, Family]] = {"told": Family(0.03, short(notes))}
