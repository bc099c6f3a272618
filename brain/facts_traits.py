"""Facts as the generators know them: whom it is about, what was said, and every way to ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from antiphon.engines.brain.table import row
from brain import words_names as names
from brain import words_things as things
from brain.draw import Draw
from brain.facts_speech import (
    bare,
    lowered,
    raised,
    yours,
)
from brain.facts_values import VALUES, age, name
from brain.tables import items
from brain.words_traits import EXTRA, KIN, OWN, PET

KIN_NAMES: Final = items(
    "sister f|brother m|mother f|father m|mum f|dad m|son m|daughter f|wife f|husband m|aunt f|uncle m|cousin|grandmother f"
    "|grandfather m|niece f|nephew m|girlfriend f|boyfriend m|best friend|friend|neighbour|boss|colleague|teacher|roommate"
    "|landlord|doctor|coach|partner|godmother f|hairdresser|tutor|secretary|stepfather m|mother-in-law f|twin sister f"
    "|grandson m|granddaughter f|manager|lawyer"
)


PET_NAMES: Final = row(
    "dog cat parrot hamster rabbit horse turtle canary goldfish pony guinea-pig snake dog cat dog cat"
)


ALIKE: Final = (
    row("sister brother cousin mother daughter"),
    row("mother father aunt"),
    row("son daughter nephew niece"),
    row("wife sister mother"),
    row("husband brother boss"),
    row("grandmother grandfather mother"),
    row("boss colleague neighbour friend"),
    row("teacher coach tutor"),
    row("aunt uncle"),
    row("dog cat hamster rabbit"),
    row("parrot canary cat"),
    row("horse pony dog"),
    row("goldfish turtle snake"),
)
"""Whom one may be mistaken for."""


OTHER_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "mother": ("mum", "mom"),
    "mum": ("mother", "mom"),
    "father": ("dad",),
    "dad": ("father",),
    "grandmother": ("grandma", "granny"),
    "grandfather": ("grandpa", "granddad"),
    "roommate": ("flatmate",),
    "neighbour": ("neighbor",),
    "rabbit": ("bunny",),
    "canary": ("bird",),
    "parrot": ("bird",),
    "goldfish": ("fish",),
}
"""Other words for the same one, taken up in the answer."""


GENERIC: Final[Mapping[str, tuple[str, ...]]] = {
    "child": ("son", "daughter"),
    "kid": ("son", "daughter"),
    "spouse": ("wife", "husband"),
    "pet": (
        "dog",
        "cat",
        "hamster",
        "rabbit",
        "parrot",
        "turtle",
        "canary",
        "goldfish",
        "guinea pig",
        "snake",
    ),
}
"""Words for several kinds, used where there is only one of them."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a fact is about; an empty ``noun`` is the user."""

    noun: str = ""
    gender: str = "m"

    @property
    def is_pet(self) -> bool:
        return self.noun.replace(" ", "-") in PET_NAMES

    @property
    def pronouns(self) -> dict[str, str]:
        if self.gender == "f":
            return {"he": "she", "his": "her", "him": "her"}
        return {"he": "he", "his": "his", "him": "him"}


USER: Final = Who()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that may be told and asked for."""

    key: str
    who: Who
    value: str
    phrases: Mapping[str, str]
    thing: str = ""
    said: str = ""
    """How the user called who it is about, where a question calls them otherwise."""

    @property
    def id(self) -> str:
        return f"{self.who.noun} {self.key} {self.thing}".strip()

    def has(self, kind: str) -> bool:
        return kind in self.phrases

    def write(self, template: str, value: str = "", noun: str = "") -> str:
        return raised(
            template.format(v=value or self.value, r=noun or self.who.noun, t=self.thing, **self.who.pronouns)
        )

    def phrase(self, draw: Draw, kind: str, value: str = "") -> str:
        """One of the ways to say it, from a table that holds its last one out."""
        return self.write(draw.phrase(self.phrases[kind].split("|")), value)

    def any(self, draw: Draw, kind: str, value: str = "") -> str:
        """One of the ways to say it on either side."""
        return self.write(draw.either(self.phrases[kind].split("|")), value)

    def told(self, draw: Draw) -> str:
        return self.phrase(draw, "tell")

    def answer(self, draw: Draw) -> str:
        return raised(self.write(draw.either(self.phrases["says"].split("|")), yours(self.value)))

    def clause(self, draw: Draw) -> str:
        """As the second half of a sentence about the same one: "she is 34"."""
        text = self.phrases["then"].split("|")
        return draw.either(text).format(v=yours(self.value), **self.who.pronouns)

    @property
    def sought(self) -> str:
        """What is not known, said to the user."""
        return yours(self.phrases["noun"].split("|")[0].format(r=self.who.noun, t=self.thing))

    def sought_clause(self, draw: Draw) -> str:
        text = draw.either(self.phrases["embed"].split("|"))
        return yours(text.format(r=self.who.noun, t=self.thing, **self.who.pronouns))


def unknown(draw: Draw, fact: Fact) -> str:
    """The answer where nobody told."""
    sought = fact.sought if draw.chance(0.7) else fact.sought_clause(draw)
    return draw.either(
        (
            f"I don't know {sought}. You haven't told me.",
            f"I don't know {sought}. You haven't told me.",
            f"I don't know {sought}, you haven't told me.",
            f"I'm sorry, I don't know {sought}. You haven't told me.",
            f"I don't know {sought}. You haven't told me that yet.",
        )
    )


FRAMES: Final = (
    "What is {n}?",
    "What's {n}?",
    "Do you remember {n}?",
    "Can you tell me {n}?",
    "Tell me {n}.",
    "Remind me of {n}.",
    "I forgot {n}.",
    "What was {n} again?",
    "Do you know {n}?",
    "Could you remind me of {n}?",
    "I can't remember {n}.",
    "Please tell me {n}.",
    "Say {n}.",
    "Do you happen to know {n}?",
)
"""Around a noun."""


CLAUSES: Final = (
    "Do you remember {c}?",
    "Can you tell me {c}?",
    "Tell me {c}.",
    "Do you know {c}?",
    "I forgot {c}.",
    "Could you remind me {c}?",
    "I'd like to know {c}.",
    "Do you still know {c}?",
    "I wonder if you remember {c}.",
    "Did you note {c}?",
    "I told you {c}, didn't I? Say it again.",
    "Let me see if you remember {c}.",
)
"""Around a clause."""


def asked(draw: Draw, fact: Fact) -> str:
    """A question for a fact, direct or in a frame."""
    lot = draw.random.random()
    if lot < 0.58:
        return fact.phrase(draw, "ask")
    if lot < 0.8:
        noun = fact.write(draw.either(fact.phrases["noun"].split("|")))
        return draw.phrase(FRAMES).format(n=noun[:1].lower() + noun[1:])
    clause = fact.write(draw.either(fact.phrases["embed"].split("|")))
    return draw.phrase(CLAUSES).format(c=clause[:1].lower() + clause[1:])


def value(draw: Draw, key: str, who: Who) -> str:
    """A value for a fact of this kind about this one."""
    if key == "name":
        if who.is_pet:
            return draw.word().capitalize() if draw.chance(0.15) else draw.value(names.PETS)
        return name(draw, who.gender if who.noun else draw.either("fm"))
    if key == "age":
        if who.is_pet:
            return age(draw, 1, 15)
        least, most = {
            "son": (2, 19),
            "daughter": (2, 19),
            "grandmother": (60, 95),
            "grandfather": (60, 95),
        }.get(who.noun, (18, 80))
        return age(draw, least, most)
    return VALUES[key](draw)


def who(draw: Draw, noun: str = "") -> Who:
    """Somebody around the user: a relation or an animal."""
    if not noun:
        noun = draw.either(KIN_NAMES) if draw.chance(0.72) else draw.either(PET_NAMES)
    if " f" in noun[-2:] or " m" in noun[-2:]:
        return Who(noun[:-2], noun[-1])
    gender = next((each[-1] for each in KIN_NAMES if each[:-2] == noun and each[-2] == " "), "")
    return Who(noun.replace("guinea-pig", "guinea pig"), gender or draw.either("fm"))


def table(one: Who) -> Mapping[str, Mapping[str, str]]:
    """All that may be said of somebody."""
    if not one.noun:
        return OWN
    if one.is_pet:
        return PET | EXTRA if one.noun == "dog" else PET
    return KIN


def fact(draw: Draw, one: Who, key: str = "", thing: str = "") -> Fact:
    """A fact about somebody, of a kind if one is given."""
    kinds = table(one)
    if not key:
        key = "name" if draw.chance(0.5 if one.noun else 0.14) else draw.either(tuple(kinds))
    if key.startswith("thing") and not thing:
        thing = draw.value(things.THINGS if key == "thing place" else things.BELONGINGS)
    return Fact(key, one, value(draw, key, one), kinds[key], thing)


def similar(draw: Draw, known: Fact) -> Fact:
    """A fact that a careless listener would mistake for this one."""
    if not known.who.noun:
        if draw.chance(0.4) and known.key in KIN:
            return fact(draw, who(draw, draw.either(KIN_NAMES)), known.key)
        if known.thing:
            return fact(draw, USER, known.key)
        groups = [group for group in CLOSE if known.key in group]
        return fact(draw, USER, draw.either(draw.either(groups)) if groups else "")
    kinds = table(known.who)
    if draw.chance(0.35):
        return fact(draw, known.who, draw.either(tuple(kinds)))
    groups = [group for group in ALIKE if known.who.noun in group]
    noun = draw.either(draw.either(groups)) if groups else ""
    other = who(draw, noun) if noun else who(draw)
    return fact(draw, other, known.key if known.key in table(other) else "name")


CLOSE: Final = (
    row("name surname age birthday"),
    row("city street origin trip hotel venue"),
    row("job employer studies hobby"),
    row("colour dish drink fruit animal flower sport music film book season"),
    row("hobby instrument learning club sport"),
    row("car plate phone parking locker bus"),
    row("flight train meeting wake gate seat"),
    row("dentist exam deadline birthday"),
    row("plan weekend trip"),
    row("shoes height age allergy"),
    row("room seat gate parking"),
)
"""Facts about the user that are easily mistaken."""


def sentence(first: str, second: str) -> str:
    """Two sentences as one."""
    return f"{bare(first)} and {lowered(second)}"
