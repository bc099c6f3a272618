"""Who it is: the name and the role that the instruction gives, and an honest machine behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain import words_persona as words
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_home import home
from brain.facts_place import articled
from brain.facts_speech import found, heard, question
from brain.facts_values import name

ENGINE: Final = "I run on Antiphon, an open voice server, with a small language model called SmolLM2."


def persona(draw: Draw) -> Dialogue:
    """With a name, without one, or with functions."""
    if draw.chance(0.1):
        return able(draw)
    return named(draw) if draw.chance(0.75) else nameless(draw)


def named(draw: Draw) -> Dialogue:
    """It has a name, and mostly a role."""
    who = name(draw, draw.either("fm")) if draw.chance(0.8) else draw.word().capitalize()
    role, does = draw.value(words.ROLES)
    template = draw.phrase(words.SYSTEMS)
    system = articled(template.format(a=who, r=role))
    if "{r}" not in template:
        role, does = "voice assistant", "answer questions and chat with you"
    if draw.chance(0.4):
        system += " " + draw.either(words.MANNERS)
    dialogue = Dialogue("persona", system=system)
    lines = list(words.NAMED)
    draw.random.shuffle(lines)
    for asks, answers, want, without in lines[: draw.either((3, 4, 5))]:
        other = name(draw, draw.either("fm"))
        if other == who:
            continue
        fill = {"a": who, "r": role, "d": does, "o": other}
        dialogue.user(question(draw, draw.phrase(asks).format(**fill)))
        pattern = want.replace("{a}", found(who)).replace("{d}", found(does.split()[-1]))
        dialogue.model(
            articled(draw.either(answers).format(**fill)),
            Probe("persona", pattern, without.replace("{a}", found(who))),
        )
    return dialogue


def nameless(draw: Draw) -> Dialogue:
    """It has no name, until the user gives it one."""
    dialogue = Dialogue("persona", system=draw.either(words.PLAIN))
    lines = list(words.NAMELESS)
    draw.random.shuffle(lines)
    for asks, answers, want, without in lines[: draw.either((2, 3, 4))]:
        dialogue.user(question(draw, draw.phrase(asks)))
        dialogue.model(draw.either(answers), Probe("persona", want, without))
    if draw.chance(0.4):
        given = name(draw, draw.either("fm"))
        dialogue.user(heard(draw, draw.phrase(words.GIVEN).format(o=given)))
        dialogue.model(draw.either(words.TAKEN).format(o=given), Probe("persona", found(given)))
        dialogue.user(question(draw, draw.phrase(words.NAMED[0][0])))
        dialogue.model(
            draw.either(("My name is {o}.", "You call me {o}.", "I'm {o}.")).format(o=given),
            Probe("persona", found(given)),
        )
    return dialogue


def able(draw: Draw) -> Dialogue:
    """What it can do with the functions that there are."""
    who = name(draw, draw.either("fm"))
    chosen = draw.random.sample(words.ABLE, draw.either((1, 2, 2, 3)))
    system = draw.either(
        ("", f"You are {who}.", f"Your name is {who}. Be brief.", f"You are {who}, a voice assistant.")
    )
    dialogue = Dialogue("persona", system=system, tools=[tool for tool, _ in chosen])
    dialogue.user(question(draw, draw.phrase(words.ABILITIES)))
    acts = [act for _, act in chosen]
    listed = acts[0] if len(acts) == 1 else f"{', '.join(acts[:-1])} and {acts[-1]}"
    pattern = "(?s)" + "".join(f"(?=.*{found(act.split()[-1])})" for act in acts)
    dialogue.model(f"I can {listed}.", Probe("persona", pattern))
    if system:
        dialogue.user(question(draw, draw.phrase(words.NAMED[0][0])))
        dialogue.model(draw.either((f"I'm {who}.", f"My name is {who}.")), Probe("persona", found(who)))
    asks, answers, want, without = draw.either(words.NAMELESS[2:4])
    dialogue.user(question(draw, draw.phrase(asks)))
    dialogue.model(draw.either(answers), Probe("persona", want, without))
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {
    "persona": Family(0.05, persona),
    "home": Family(0.02, home),
}
