"""Manners that are kept in every answer, and plain orders on how to answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from brain import directives, unknowns
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.knowledge import Fact
from brain.manner import Manner
from brain.style import MANNERS, SAID
from brain.tables import items
from brain.talk_common import NAMES, PLACES, fact, someone
from brain.talk_unknown import slots

SMALL: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "it",
        "its",
        "your",
        "you",
        "there",
        "no",
        "yes",
        "most",
        "people",
        "water",
        "about",
    ]
)
"""Words that lose their capital inside a sentence."""
UNTOLD: Final = items(
    "phone number|birthday|shoe size|address|middle name|favourite colour|favourite song|star sign|boss's "
    "name|age"
)
TOLD: Final = (
    ("My {who} is called {name}.", "What is my {who}'s name?", "your {who} is called {name}.", "{name}"),
    ("I live in {place}.", "Where do I live?", "you live in {place}.", "{place}"),
    ("My name is {name}.", "What is my name?", "your name is {name}.", "{name}"),
    ("I come from {place}.", "Where do I come from?", "you come from {place}.", "{place}"),
    ("I work in {place}.", "Do you know where I work?", "you work in {place}.", "{place}"),
)
CHAT: Final = ("hello", "how", "does", "thanks", "sad", "joy", "tired", "bored", "food", "unknown", "rain")


def within(template: str, sentence: str, question: str = "") -> str:
    """A plain sentence in a manner. A word that the question writes small is no name."""
    first, _, rest = sentence.partition(" ")
    is_small = first.lower() in SMALL or first.lower() in question.split()
    inside = f"{first[0].lower()}{first[1:]} {rest}" if is_small else sentence
    return template.replace("{fact}", inside).replace("{Fact}", sentence[0].upper() + sentence[1:])


def _said(draw: Draw, dialogue: Dialogue, manner: Manner, name: str, *, key: str) -> None:
    dialogue.user(draw.phrase(SAID[key]))
    also = r"don't know" if key == "unknown" else name if key == "who" else ""
    want = f"(?=.*{also})(?=.*{manner.words})" if also else manner.words
    dialogue.model(draw.either(manner.says[key]).format(name=name), Probe("style", want))


def _known(draw: Draw, dialogue: Dialogue, manner: Manner, name: str) -> None:
    del name
    known = _short(draw)
    dialogue.user(question := draw.phrase(known.asks))
    text = within(draw.either(manner.says["wrap"]), known.answer, question)
    dialogue.model(text, Probe("style", f"(?=.*{manner.words})(?=.*({known.want}))"))


def _short(draw: Draw) -> Fact:
    """A fact in one sentence."""
    while True:
        known = fact(draw)
        if known.answer.count(". ") == 0 and len(known.answer.split()) < 14:
            return known


def _unable(draw: Draw, dialogue: Dialogue, manner: Manner, name: str) -> None:
    del name
    asks, what = draw.either(unknowns.UNABLE)
    dialogue.user(draw.phrase(asks).format(**slots(draw)))
    dialogue.model(
        draw.either(manner.says["unable"]).format(what=what),
        Probe("style", f"(?=.*{manner.words})(?=.*can't)"),
    )


def _absent(draw: Draw, dialogue: Dialogue, manner: Manner, name: str) -> None:
    del name
    thing = draw.value(UNTOLD)
    dialogue.user(f"What is my {thing}?")
    dialogue.model(
        draw.either(manner.says["absent"]).format(x=thing),
        Probe("style", f"(?=.*{manner.words})(?=.*don't know)"),
    )


def styled(draw: Draw) -> Dialogue:
    """Every answer in one manner."""
    manner = draw.either(tuple(MANNERS.values()))
    name = draw.value(NAMES) if draw.chance(0.5) else draw.word().capitalize()
    dialogue = Dialogue("style", draw.phrase(manner.instructions).format(name=name))
    fills = {"who": draw.either(unknowns.WHO), "name": someone(draw), "place": draw.value(PLACES)}
    told, asked, recalled, want = draw.either(TOLD)
    turns = [partial(_said, key=key) for key in draw.random.sample(CHAT, 2)]
    turns += [partial(make) for make in draw.random.sample((_known, _unable, _absent), 2)]
    turns += [partial(_said, key="who")] if draw.chance(0.45) else []
    draw.random.shuffle(turns)
    is_told = draw.chance(0.5)
    if is_told:
        dialogue.user(told.format(**fills))
        dialogue.model(draw.either(manner.says["told"]), Probe("style", manner.words))
    for turn in turns[: draw.either((2, 3, 4))]:
        turn(draw, dialogue, manner, name)
    if is_told:
        dialogue.user(asked.format(**fills))
        sentence = recalled.format(**fills)
        text = within(draw.either(manner.says["recall"]), sentence)
        dialogue.model(text, Probe("style", f"(?=.*{manner.words})(?=.*{want.format(**fills)})"))
    if draw.chance(0.25):
        _said(draw, dialogue, manner, name, key="bye")
    return dialogue


def directed(draw: Draw) -> Dialogue:
    """A plain order, kept in every answer."""
    order = draw.either(directives.ORDERS)
    dialogue = Dialogue("style", draw.phrase(order.instructions).format(name=draw.value(NAMES)))
    for said, answer in draw.values(order.turns, draw.either((2, 3, 4))):
        dialogue.user(said)
        dialogue.model(answer, Probe("style", order.want) if order.want else None)
    return dialogue


def style(draw: Draw) -> Dialogue:
    """A manner, or an order."""
    return styled(draw) if draw.chance(0.85) else directed(draw)


FAMILIES: Final[Mapping[str, Family]] = {"style": Family(0.04, style)}
