"""Other people, and what the user does or does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from brain import words_people as words
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_memory import fill
from brain.facts_speech import (
    DONT_KNOW,
    all_found,
    any_found,
    bare,
    found,
    heard,
    lowered,
    mistaken,
    question,
)
from brain.facts_told import Turn, short
from brain.facts_values import VALUES, age, name
from brain.words_facts import (
    ACKS,
    LEADS,
    SYSTEMS,
)

ABSENT: Final = f"{DONT_KNOW}|haven't told"


def ack(draw: Draw, said: str = "") -> str:
    """A short answer to what was told, now and then with the fact in it."""
    if said and draw.chance(0.5):
        return f"{draw.either(LEADS)}{lowered(bare(said))}."
    return draw.either(ACKS)


def finish(draw: Draw, dialogue: Dialogue, turns: list[Turn], count: int) -> None:
    """The questions, in any order, none twice."""
    draw.random.shuffle(turns)
    answers: set[str] = set()
    for turn in turns:
        if turn.answer in answers or len(answers) >= count:
            continue
        answers.add(turn.answer)
        dialogue.user(turn.user)
        dialogue.model(turn.answer, turn.probe)


class Other(NamedTuple):
    """A fact about somebody."""

    name: str
    key: str
    value: str

    def write(self, draw: Draw, column: int, *, is_held: bool = True) -> str:
        options = words.OTHERS[self.key][column].split("|")
        text = draw.phrase(options) if is_held else draw.either(options)
        return text.format(n=self.name, v=self.value)


def _other(draw: Draw, who: str, key: str) -> Other:
    if key == "age":
        return Other(who, key, age(draw, 16, 80))
    return Other(who, key, VALUES["city" if key == "workplace" else key](draw))


def people(draw: Draw) -> Dialogue:
    """Facts about two or three people by their names."""
    dialogue = Dialogue("people", system=draw.either(SYSTEMS))
    known: list[Other] = []
    who: list[str] = []
    while len(who) < draw.either((2, 2, 3)):
        new = name(draw, draw.either("fm"))
        if new not in who:
            who.append(new)
    for _ in range(draw.either((2, 3, 3, 4))):
        key = (
            draw.either([each.key for each in known])
            if known and draw.chance(0.45)
            else draw.either(tuple(words.OTHERS))
        )
        new_fact = _other(draw, draw.either(who), key)
        if any(
            (each.name, each.key) == (new_fact.name, key) or each.value == new_fact.value for each in known
        ):
            continue
        if any(each.name == new_fact.name and {each.key, key} <= {"city", "workplace"} for each in known):
            continue
        known.append(new_fact)
    told = list(known)
    while told:
        batch, told = told[: (size := draw.either((1, 1, 2, 3)))], told[size:]
        dialogue.user(heard(draw, " ".join(each.write(draw, 0) for each in batch)))
        said = batch[0].write(draw, 2, is_held=False) if len(batch) == 1 else ""
        dialogue.model(_named_ack(draw, said))
    if draw.chance(0.4):
        fill(draw, dialogue)
    finish(draw, dialogue, _others_asked(draw, known, who), draw.either((3, 4, 5)))
    return dialogue


def _named_ack(draw: Draw, said: str) -> str:
    if said and draw.chance(0.5):
        return f"{draw.either(('Okay, ', 'Got it, ', 'I see, ', 'Noted, ', 'Good to know, '))}{said}"
    return draw.either(ACKS)


def _others_asked(draw: Draw, known: list[Other], who: list[str]) -> list[Turn]:
    turns = []
    for each in known:
        wrong = any_found(*mistaken((other.value for other in known if other.key == each.key), each.value))
        probe = Probe("memory", found(each.value), "|".join(filter(None, (wrong, DONT_KNOW))))
        turns.append(Turn(question(draw, each.write(draw, 1)), each.write(draw, 2, is_held=False), probe))
    for _ in range(2):
        stranger = draw.either(who) if draw.chance(0.65) else name(draw, draw.either("fm"))
        key = draw.either([each.key for each in known] if draw.chance(0.6) else tuple(words.OTHERS))
        near = {"city", "workplace"} if key in {"city", "workplace"} else {key}
        if any(each.name == stranger and each.key in near for each in known) or key == "job":
            continue
        asked = _other(draw, stranger, key)
        sought = asked.write(draw, 3)
        wrong = any_found(*(each.value for each in known if each.key == key))
        turns.append(
            Turn(
                question(draw, asked.write(draw, 1)),
                f"I don't know {sought}. You haven't told me.",
                Probe("absent", ABSENT, wrong),
            )
        )
    if len(known) > 1:
        first, second = draw.random.sample(known, 2)
        text = f"{bare(first.write(draw, 1))} and {lowered(second.write(draw, 1))}"
        answer = f"{bare(first.write(draw, 2, is_held=False))} and {second.write(draw, 2, is_held=False)}"
        turns.append(
            Turn(
                question(draw, text), answer, Probe("memory", all_found(first.value, second.value), DONT_KNOW)
            )
        )
    return turns


def habits(draw: Draw) -> Dialogue:
    """What the user does, can and has, asked for yes or no."""
    dialogue = Dialogue("habits", system=draw.either(SYSTEMS))
    chosen = draw.random.sample(words.HABITS, 5)
    told, untold = chosen[: draw.either((1, 2, 3))], chosen[3:]
    turns = []
    for tell, ask, answer, gist in told:
        dialogue.user(heard(draw, draw.phrase(tell.split("|"))))
        said = answer.split(", ", 1)[-1]
        dialogue.model(ack(draw, said))
        verdict = rf"^no\b|{DONT_KNOW}" if answer.startswith("Yes") else rf"^yes\b|{DONT_KNOW}"
        turns.append(
            Turn(
                question(draw, draw.phrase(ask.split("|"))),
                answer,
                Probe("memory", rf"{gist}|\b{answer[:2].strip(',')}", verdict),
            )
        )
    for _, ask, answer, _ in untold[:1]:
        said = answer.split(", ", 1)[-1]
        if not answer.startswith(("Yes", "No")):
            continue
        turns.append(
            Turn(
                question(draw, draw.phrase(ask.split("|"))),
                "I don't know. You haven't told me.",
                Probe("absent", ABSENT, "^yes|^no,"),
            )
        )
    if draw.chance(0.5):
        fill(draw, dialogue)
    finish(draw, dialogue, turns, 4)
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {
    "people": Family(0.022, short(people)),
    "habits": Family(0.008, short(habits)),
}
