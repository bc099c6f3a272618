"""The instruction tells about the user: asked for as if the user had told it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from brain import words_business as business
from brain.dialogue import Dialogue, Family
from brain.draw import Draw
from brain.facts_asking import QUESTIONS
from brain.facts_speech import (
    bare,
    raised,
)
from brain.facts_told import Told, facts, probe_as, short
from brain.facts_values import name

_VERBS: Final = {"are": "is", "grew": "grew", "bought": "bought", "study": "studies", "have": "has"}


def third(text: str, who: str = "The user") -> str:
    """What is said to the user, as it is said about them."""

    def verb(found: re.Match[str]) -> str:
        return f"{who} {_VERBS.get(found[1], f'{found[1]}s')}"

    text = re.sub(r"\b[Yy]ou ([a-z]+)", verb, text)
    text = text.replace(" The user ", " the user ")
    text = re.sub(r"\b[Yy]our\b", f"{who}'s", text)
    return raised(text)


PERSONAL: Final = (
    "You are a personal assistant.",
    "You are a voice assistant.",
    "You are {a}, a personal assistant.",
    "Your name is {a}.",
    "You help the user at home.",
    "You are {a}, the assistant of the user.",
    "You are a helpful companion called {a}.",
    "You look after the user's day.",
    "Assist the user in everyday things.",
)


class Portrait(NamedTuple):
    """What an instruction says about the user."""

    system: str
    told: Told


def portrait(draw: Draw) -> Portrait:
    """Some facts, in the words of an instruction."""
    chosen = facts(draw, draw.either((2, 3, 3, 4, 5)))
    told = Told(chosen)
    lot = draw.random.random()
    own_name = next((each.value for each in chosen if each.key == "name" and not each.who.noun), "")
    if lot < 0.6 or not own_name:
        lines = [third(each.answer(draw)) for each in chosen]
    elif lot < 0.85:
        lines = [
            third(each.answer(draw), own_name)
            if each.value != own_name
            else f"The user is called {own_name}."
            for each in chosen
        ]
        lines.sort(key=lambda line: not line.startswith("The user is called"))
    else:
        lines = [each.told(draw) for each in chosen]
    if 0.55 < lot < 0.6:
        lines = [each.told(draw) for each in chosen]
        lines[0] = f"About me: {lines[0]}"
    role = draw.phrase(PERSONAL).format(a=name(draw, draw.either("fm")))
    manner = draw.either(business.MANNERS[:6]) if draw.chance(0.3) else ""
    text = " ".join(filter(None, (role, *lines, manner)))
    if draw.chance(0.15):
        text = "\n".join(filter(None, (role, "Notes:", *(f"- {bare(line)}" for line in lines), manner)))
    return Portrait(text, told)


def personal(draw: Draw) -> Dialogue:
    """The instruction tells about the user, and the user asks."""
    system, told = portrait(draw)
    dialogue = Dialogue("personal", system=system)
    answers: set[str] = set()
    kinds = [make for _, make in QUESTIONS]
    weights = [weight for weight, _ in QUESTIONS]
    count = draw.either((3, 4, 4, 5))
    for _ in range(count * 3):
        (kind,) = draw.random.choices(kinds, weights)
        turn = kind(draw, told)
        if turn.answer in answers:
            continue
        answers.add(turn.answer)
        dialogue.user(turn.user)
        dialogue.model(turn.answer, probe_as("facts", turn.probe))
        if len(answers) >= count:
            break
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {"personal": Family(0.04, short(personal))}
