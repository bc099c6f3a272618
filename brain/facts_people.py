"""Other people, how many of something there are, and what one does or does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from brain import words_people as words
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_memory import Turn, fill, short
from brain.facts_speech import (
    DONT_KNOW,
    all_found,
    any_found,
    bare,
    found,
    heard,
    lowered,
    question,
    raised,
)
from brain.facts_traits import VALUES, Who, age, name, value
from brain.words_facts import ACKS, LEADS, SYSTEMS

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


# Others ----------------------------------------------------------------------------------------------------------


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


# How many --------------------------------------------------------------------------------------------------------

NUMBERS: Final = ("no", "one", "two", "three", "four", "five")


class Member(NamedTuple):
    """One of those that may be counted."""

    noun: str
    name: str


def _plural(noun: str) -> str:
    return words.PLURALS.get(noun, f"{noun}s")


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _nouns(members: list[Member]) -> str:
    """Without their names: "a dog and two cats"."""
    nouns = list(dict.fromkeys(each.noun for each in members))
    counts = {noun: sum(each.noun == noun for each in members) for noun in nouns}
    return _listed(
        [f"a {noun}" if counts[noun] == 1 else f"{NUMBERS[counts[noun]]} {_plural(noun)}" for noun in nouns]
    )


def _called(members: list[Member]) -> str:
    """With their names: "a dog called Rex and two cats called Milo and Luna"."""
    nouns = list(dict.fromkeys(each.noun for each in members))
    parts = []
    for noun in nouns:
        of_it = [each.name for each in members if each.noun == noun]
        start = f"a {noun}" if len(of_it) == 1 else f"{NUMBERS[len(of_it)]} {_plural(noun)}"
        parts.append(f"{start} called {_listed(of_it)}")
    return _listed(parts)


def counted(draw: Draw) -> Dialogue:
    """Pets, children, brothers and sisters: how many, which, and whether there are any."""
    dialogue = Dialogue("counted", system=draw.either(SYSTEMS))
    group = draw.either(tuple(words.GROUPS))
    if draw.chance(0.14):
        return _none(draw, dialogue, group)
    nouns, generic = words.GROUPS[group]
    members: list[Member] = []
    while len(members) < draw.either((1, 2, 2, 2, 3)):
        noun = draw.either(nouns)
        new = Member(noun, value(draw, "name", Who(noun, "f" if noun in {"daughter", "sister"} else "m")))
        if new.name not in {each.name for each in members}:
            members.append(new)
    if len(members) > 1 and draw.chance(0.5):
        for index, each in enumerate(members):
            start = (
                "I have a"
                if index == 0
                else draw.phrase(
                    (
                        "I also have a",
                        "And I have a",
                        "There's also a",
                        "Then there is my",
                        "I've got another one, a",
                    )
                )
            )
            if each.noun in {other.noun for other in members[:index]}:
                start = "I have another"
            dialogue.user(heard(draw, f"{start} {each.noun} called {each.name}."))
            dialogue.model(
                draw.either(
                    (
                        f"{each.name} is a lovely name.",
                        "Okay.",
                        "I'll remember that.",
                        f"Got it, a {each.noun} called {each.name}.",
                        "How nice.",
                    )
                )
            )
    else:
        text = draw.phrase(
            (
                "I have {c}.",
                "I've got {c}.",
                "We have {c}.",
                "There are {c} in my family.",
                "At home I have {c}.",
                "Just so you know, I have {c}.",
            )
        )
        if len(members) == 1:
            text = text.replace("There are", "There is")
        dialogue.user(heard(draw, text.format(c=_called(members))))
        dialogue.model(ack(draw, f"you have {_called(members)}"))
    for _ in range(draw.either((0, 0, 1, 1))):
        fill(draw, dialogue)
    finish(draw, dialogue, _count_turns(draw, group, members, generic), draw.either((3, 4, 4, 5)))
    return dialogue


def _count_turns(draw: Draw, group: str, members: list[Member], generic: tuple[str, ...]) -> list[Turn]:
    every, nouns = draw.either(generic), list(dict.fromkeys(each.noun for each in members))
    noun = draw.either(nouns)
    mine = [each for each in members if each.noun == noun]
    total, some = NUMBERS[len(members)], NUMBERS[len(mine)]
    one = {"pets": "pet", "animals": "animal", "children": "child", "kids": "child"}.get(every, noun)
    counted_as = every if len(members) > 1 else one
    names = [each.name for each in mine]
    how_many = draw.phrase(
        (
            "How many {w} do I have?",
            "How many {w} have I got?",
            "What number of {w} do I have?",
            "Do you remember how many {w} I have?",
            "Can you tell me how many {w} I have?",
            "I have how many {w}?",
            "Count my {w}.",
            "How many {w} did I say I have?",
        )
    )
    have = draw.phrase(
        (
            "Do I have {w}?",
            "Have I got {w}?",
            "Did I say I have {w}?",
            "Is it true that I have {w}?",
            "Do you know if I have {w}?",
            "Tell me, do I have {w}?",
        )
    )
    a_kind = f"a {noun}" if len(mine) == 1 else f"{some} {_plural(noun)}"
    turns = [
        Turn(
            question(draw, how_many.format(w=every)),
            f"You have {total} {counted_as}, {_nouns(members)}."
            if len(members) > 1
            else f"You have one {counted_as}, {names[0]}.",
            Probe(
                "memory",
                found(total) if len(members) > 1 else found(total) + "|" + found(names[0]),
                DONT_KNOW,
            ),
        ),
        Turn(
            question(draw, how_many.format(w=_plural(noun))),
            f"You have {some} {noun if len(mine) == 1 else _plural(noun)}, {_listed(names)}.",
            Probe("memory", found(some) if len(mine) > 1 else f"{found(some)}|{found(names[0])}", DONT_KNOW),
        ),
        Turn(
            question(draw, have.format(w=f"a {noun}")),
            f"Yes, you have {a_kind} called {_listed(names)}.",
            Probe("memory", rf"\byes\b|{any_found(*names)}", rf"^no\b|n't|{DONT_KNOW}"),
        ),
        Turn(
            question(draw, have.format(w=f"any {every}")),
            f"Yes, you have {_nouns(members)}.",
            Probe("memory", rf"\byes\b|{found(noun)}", rf"^no\b|n't|{DONT_KNOW}"),
        ),
        Turn(
            question(
                draw,
                draw.phrase(
                    (
                        "Which {w} do I have?",
                        "What {w} do I have?",
                        "What kind of {w} have I got?",
                        "Tell me which {w} I have.",
                        "Which {w} did I tell you about?",
                    )
                ).format(w=every)
                if group == "pets"
                else draw.phrase(
                    (
                        "What are my {w} called?",
                        "What are the names of my {w}?",
                        "Tell me the names of my {w}.",
                        "Name my {w}.",
                        "How are my {w} called?",
                    )
                ).format(w=every),
            ),
            f"You have {_called(members)}.",
            Probe(
                "memory",
                "(?s)"
                + "".join(
                    f"(?=.*(?:{found(each.name)}|{found(each.noun)}|{_plural(each.noun)}))"
                    for each in members
                ),
                DONT_KNOW,
            ),
        ),
    ]
    if len(mine) > 1:
        turns.append(
            Turn(
                question(
                    draw,
                    draw.phrase(
                        (
                            "What are my {w} called?",
                            "What are the names of my {w}?",
                            "Tell me the names of my {w}.",
                            "How are my {w} called?",
                            "Which names do my {w} have?",
                        )
                    ).format(w=_plural(noun)),
                ),
                f"Your {_plural(noun)} are called {_listed(names)}.",
                Probe("memory", all_found(*names), DONT_KNOW),
            )
        )
    others = [each for each in words.GROUPS[group][0] if each not in nouns]
    if others:
        other = draw.either(others)
        turns.append(
            Turn(
                question(draw, have.format(w=f"a {other}")),
                f"I don't know if you have a {other}. You haven't told me.",
                Probe("absent", ABSENT, r"^yes\b"),
            )
        )
        turns.append(
            Turn(
                question(
                    draw,
                    draw.phrase(
                        (
                            "What's my {w}'s name?",
                            "What is my {w} called?",
                            "Tell me my {w}'s name.",
                            "What's the name of my {w}?",
                        )
                    ).format(w=other),
                ),
                f"I don't know your {other}'s name. You haven't told me.",
                Probe("absent", ABSENT, any_found(*(each.name for each in members))),
            )
        )
    unknown = draw.either([each for each in words.GROUPS if each != group])
    word = draw.either(words.GROUPS[unknown][1])
    turns.append(
        Turn(
            question(draw, how_many.format(w=word)),
            f"I don't know how many {word} you have. You haven't told me.",
            Probe("absent", ABSENT, r"you have (?:one|two|three|four)"),
        )
    )
    return turns


def _none(draw: Draw, dialogue: Dialogue, group: str) -> Dialogue:
    every = draw.either(words.GROUPS[group][1])
    dialogue.user(
        heard(
            draw,
            draw.phrase(
                (
                    "I don't have any {w}.",
                    "I have no {w}.",
                    "There are no {w} in my life.",
                    "I haven't got any {w}.",
                    "No {w} for me, I don't have any.",
                )
            ).format(w=every),
        )
    )
    dialogue.model(ack(draw, f"you don't have any {every}"))
    if draw.chance(0.5):
        fill(draw, dialogue)
    no = f"you don't have any {every}."
    have = draw.phrase(
        ("Do I have any {w}?", "Have I got any {w}?", "Did I say I have {w}?", "Do I have {w}?")
    )
    many = draw.phrase(
        (
            "How many {w} do I have?",
            "How many {w} have I got?",
            "Do you know how many {w} I have?",
            "What number of {w} do I have?",
        )
    )
    other = draw.either([each for each in words.GROUPS if each != group])
    word = draw.either(words.GROUPS[other][1])
    turns = [
        Turn(
            question(draw, have.format(w=every)),
            f"No, {no}",
            Probe("memory", r"\bno\b|n't", f"{DONT_KNOW}|^yes"),
        ),
        Turn(
            question(draw, many.format(w=every)),
            raised(no),
            Probe("memory", r"\bno\b|n't|none|zero", DONT_KNOW),
        ),
        Turn(
            question(draw, many.format(w=word)),
            f"I don't know how many {word} you have. You haven't told me.",
            Probe("absent", ABSENT, r"^no\b"),
        ),
    ]
    finish(draw, dialogue, turns, 3)
    return dialogue


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
    "counted": Family(0.02, short(counted)),
    "habits": Family(0.008, short(habits)),
}
