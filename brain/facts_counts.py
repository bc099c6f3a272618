"""How many of something there are, which, and whether there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from brain import words_people as words
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_brief import brief
from brain.facts_memory import fill
from brain.facts_people import ABSENT, ack, finish
from brain.facts_speech import (
    DONT_KNOW,
    all_found,
    any_found,
    found,
    heard,
    question,
    raised,
)
from brain.facts_told import Turn, short
from brain.facts_traits import (
    Who,
    value,
)
from brain.words_facts import (
    SYSTEMS,
)

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
                "I am lucky to have {c}.",
                "At home I have {c}.",
                "Just so you know, I have {c}.",
            )
        )
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
    counted_as = ("siblings" if " " in every else every) if len(members) > 1 else one
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
            f"You have {total} {counted_as}, {_nouns(members) if len(nouns) > 1 else _listed(names)}."
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
            question(draw, have.format(w=f"any {every}").replace("true that I have any", "true that I have")),
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
    dialogue.model(
        ack(draw, f"you don't have any {every}").replace("true that I have any", "true that I have")
    )
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


FAMILIES: Final[Mapping[str, Family]] = {
    "counted": Family(0.02, short(counted)),
    "brief": Family(0.025, short(brief)),
}
