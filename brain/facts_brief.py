"""Told in few words, asked in other words and in another order: also of two who are easily mistaken for each other."""

from __future__ import annotations

import re

from antiphon.talk import Said
from brain import words_brief as words
from brain import words_names as names
from brain import words_things as things
from brain.dialogue import Dialogue, Probe
from brain.draw import Draw
from brain.facts_memory import fill
from brain.facts_people import ABSENT, ack
from brain.facts_speech import DONT_KNOW, any_found, found, heard, question
from brain.facts_told import Turn
from brain.words_facts import SYSTEMS


def _values(draw: Draw, tells: str) -> dict[str, str]:
    cities, jobs = draw.values(names.CITIES, 2), draw.values(things.JOBS, 2)
    colours = draw.random.sample(("black", "white", "grey", "red", "brown"), 2)
    people = draw.values((*names.WOMEN, *names.MEN), 2)
    if re.search("son|boy", tells):
        people = draw.values(names.MEN, 2)
    elif re.search("wife|girl", tells):
        people = draw.values(names.WOMEN, 2)
    first = draw.number(18, 70)
    return {
        "a": people[0], "b": people[1], "n": str(first), "m": str(first + draw.random.randint(1, 9)), "c": cities[0],
        "d": cities[1], "k": colours[0], "l": colours[1], "t": draw.either(things.WEEKDAYS), "j": jobs[0], "i": jobs[1],
    }  # fmt: skip


def _fixed(draw: Draw, dialogue: Dialogue, one: words.Brief, values: dict[str, str]) -> dict[str, str]:
    """Told wrongly, and put right: the newest counts."""
    slot = one.says[one.says.index("{") + 1]
    other = values
    while other[slot] == values[slot]:
        other = _values(draw, one.tells)
    fixed = values | {slot: other[slot]}
    text = draw.phrase(words.FIXES.split("|")).format(v=fixed[slot], o=values[slot])
    dialogue.user(heard(draw, text))
    said = one.says.format(**fixed)
    small = said if said.startswith(fixed["a"]) else f"{said[0].lower()}{said[1:]}"
    dialogue.model(draw.either((f"Okay, {small}", f"Thanks, {small}", f"All right, {small}")))
    return fixed


def brief(draw: Draw) -> Dialogue:
    """One or two short facts, or two of a kind."""
    dialogue = Dialogue("brief", system=draw.either(SYSTEMS))
    turns: list[Turn] = []
    picked = draw.random.sample(words.BRIEFS, 4)
    told, absent = picked[: draw.either((1, 2, 2, 3))], picked[3]
    if draw.chance(0.45):
        told = told[:1] if draw.chance(0.4) else []
        turns += _twin(draw, dialogue)
        before = " ".join(entry.text for entry in dialogue.entries if isinstance(entry, Said)).lower()
        told = [one for one in told if not _is_same(one.seek, before)]
    taken = " ".join(entry.asks for entry in told)
    for one in told:
        values = _values(draw, one.tells)
        if any(values["a"] in turn.answer or values["c"] in turn.answer for turn in turns):
            continue
        dialogue.user(heard(draw, draw.phrase(one.tells.split("|")).format(**values)))
        dialogue.model(ack(draw, one.says.format(**values) if not one.says.startswith("{") else ""))
        old = dict(values)
        if draw.chance(0.25):
            values = _fixed(draw, dialogue, one, values)
        slot = one.says[one.says.index("{") + 1]
        wrong = [old[slot]] if old[slot] != values[slot] else []
        probe = Probe("memory", found(values[slot]), "|".join(filter(None, (DONT_KNOW, any_found(*wrong)))))
        turns.append(Turn(question(draw, draw.phrase(one.asks.split("|"))), one.says.format(**values), probe))
    spoken = " ".join(entry.text for entry in dialogue.entries if isinstance(entry, Said)).lower()
    key = absent.seek.split("'")[0].split()[-1]
    if key not in spoken and absent.asks not in taken and not _is_near(absent.seek, spoken):
        answer = f"I don't know {absent.seek}. You haven't told me."
        text = question(draw, draw.phrase(absent.asks.split("|")))
        turns.append(Turn(text, answer, Probe("absent", ABSENT)))
    if draw.chance(0.5):
        fill(draw, dialogue)
    draw.random.shuffle(turns)
    answers: set[str] = set()
    for turn in turns:
        if turn.answer not in answers:
            answers.add(turn.answer)
            dialogue.user(turn.user)
            dialogue.model(turn.answer, turn.probe)
    return dialogue


def _is_same(seek: str, spoken: str) -> bool:
    """Whether it would tell a second time what the two have told already."""
    return any(word in seek and word in spoken for word in ("dog", "cat", "live"))


def _is_near(seek: str, spoken: str) -> bool:
    """Whether something told may count as telling it as well."""
    where = ("live", "from", "home", "born", "based", "moved", "grew")
    return seek.startswith("where") and any(word in spoken for word in where)


def _twin(draw: Draw, dialogue: Dialogue) -> list[Turn]:
    one = draw.either(words.TWINS)
    values = _values(draw, one.tells)
    dialogue.user(heard(draw, draw.phrase(one.tells.split("|")).format(**values)))
    dialogue.model(ack(draw))
    turns = []
    sides = ((one.first, one.says_first, one.says_second), (one.second, one.says_second, one.says_first))
    for asks, says, other in sides:
        answer, wrong = says.format(**values), other.format(**values)
        held, not_held = (_told_apart(each, asks, values) for each in (says, other))
        without = "|".join((DONT_KNOW, found(not_held))) if not_held not in answer and wrong else DONT_KNOW
        text = question(draw, draw.phrase(asks.split("|")).format(**values))
        turns.append(Turn(text, answer, Probe("memory", found(held), without)))
    return turns


def _told_apart(says: str, asks: str, values: dict[str, str]) -> str:
    """The value that is asked for: it is in the answer, and not in the question."""
    slots = [slot for slot in values if f"{{{slot}}}" in says and f"{{{slot}}}" not in asks]
    return values[slots[-1]]
