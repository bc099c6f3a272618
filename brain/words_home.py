"""A voice that has a home, company and somebody to work for: what instructions say of it, and what people ask it.

Of every thing: ways to state it, ways to ask, the answer in the first person, and what is not known of it.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Part(NamedTuple):
    """Something about it."""

    states: str
    asks: str
    says: str
    lack: str


HOUSES: Final = "house|flat|farm|cabin|lodge|villa|cottage|mill|boathouse|guest house"
ROLES: Final = (
    "lighthouse keeper|ship's cook|night porter|beekeeper|old sailor|clockmaker|gardener|mountain guide|librarian|baker|ferryman|stage manager"
    "|innkeeper|letter carrier|potter|train driver|fortune teller|shepherd|detective|park ranger|piano tuner|museum guard|robot butler|violin maker"
)
EMPLOYERS: Final = (
    "the harbour office|the {n} family|the {n} Company|the city museum|the old railway|{n} and Sons|the mountain rescue|the botanical garden|the {n} Theatre"
    "|the island school|the night train|the town hall|the {n} Hotel|the post office|the {n} Circus|a small publisher"
)
COMPANIONS: Final = (
    "my cat {x}|my dog {x}|my brother {m}|my sister {f}|my friend {x}|an old parrot called {x}|my daughter {f}|my grandmother {f}|two hens and a goat"
    "|a family of five|my son {m}|my uncle {m}|nobody but the gulls|my cousin {x}"
)
PARTS: Final[dict[str, Part]] = {
    "home": Part(
        "You live in {home}.|Your home is in {home}.|You have always lived in {home}.|Home for you is {home}.",
        "Where do you live?|Where's your home?|In what town do you live?|Which place do you call home?|Where are you at home?|So where is it you live?",
        "I live in {home}.|My home is in {home}.",
        "where I live",
    ),
    "company": Part(
        "You live with {your}.|You share your home with {your}.|At home you have {your} with you.|{Your} lives with you.",
        "Who lives with you?|Who do you live with?|Do you live alone?|Who shares your home?|With whom do you live?|Is there somebody at home with you?",
        "I live with {mine}.|I share my home with {mine}.",
        "who lives with me",
    ),
    "work": Part(
        "You work for {boss}.|Your employer is {boss}.|You are employed by {boss}.|{Boss} pays your wages.",
        "Who do you work for?|Who is your employer?|Who pays you?|Who's your boss?|For whom do you work?|Who employs you?",
        "I work for {boss}.",
        "who I work for",
    ),
    "role": Part(
        "You are {a_role}.|You work as {a_role}.|By trade you are {a_role}.|You have long been {a_role}.",
        "What do you do for a living?|What's your job?|What do you do?|What's your work?|What are you by trade?|How do you earn your bread?|What is it that you do?",
        "I'm {a_role}.|I work as {a_role}.",
        "what my job is",
    ),
}
WHO: Final = "Who are you?|Who am I talking to?|Who is this?|And who are you?|Who's speaking?|Whom am I speaking with?|Introduce yourself, please.|Tell me who you are.|Who's there?"
NAME: Final = "What's your name?|What are you called?|Do you have a name?|How should I call you?|Tell me your name.|What do people call you?"
PLACE: Final = "What's this place?|Whose house is this?|Where am I calling?|What house is this?|Which house am I talking to?|Who does this place belong to?"
VOICES: Final = (
    "You are {a}, the voice of the {n} {h}.|You are the voice of the {n} {h}. Your name is {a}.|Your name is {a}. You speak for the {n} {h}."
    "|{a} is the voice of the {n} {h}. You are {a}.|You are {a} and you look after the {n} {h}."
)
STARTS: Final = "You are {a}.|Your name is {a}.|You are called {a}.|Be {a}.|People call you {a}."
MINE: Final = (
    ("My name is {x}.|I'm {x}.|Name's {x}.|I'm called {x}.", "What's my name?|Who am I?|What am I called?|Do you know my name?", "Your name is {x}."),
    ("I live with {x}.|{x} lives with me.|I share a flat with {x}.", "Who lives with me?|Who do I live with?|With whom do I live?", "You live with {x}."),
    ("I work for {x}.|My boss is called {x}.|{x} is my boss.", "Who's my boss?|Who do I work for?|For whom do I work?", "Your boss is {x}."),
    ("I live in {c}.|My home is in {c}.|{c} is where I live.", "Where do I live?|Where's my home?|Which place do I call home?", "You live in {c}."),
)  # fmt: skip
"""Of the user: told, asked, answered; so near to its own that they must not be swapped."""
LACKS: Final = (
    "What's my name?=your name|Who lives with me?=who lives with you|Who do I work for?=who you work for|Where do I live?=where you live"
    "|What do I do for a living?=what you do for a living|Who am I?=who you are"
)
