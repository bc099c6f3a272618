"""How a conversation of small talk begins, and what is said in between."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from brain.dialogue import Dialogue, Probe
from brain.distill import KEPT
from brain.draw import Draw, Side, side_of
from brain.knowledge import FACTS, Fact
from brain.tables import items

NAMES: Final = items(
    "Ada|Nora|Otis|Milo|Ivy|Luna|Hugo|Rosa|Felix|Clara|Theo|Mina|Oscar|Stella|Jonas|Lotte|Bruno|Alma|Victor|"
    "Greta|Simon|Elsa|Marco|Tilda|Anton|Frida|Louis|Selma|Emil|Vera|Paul|Nina|Carl|Ella|Max|Ines|Ruth|Leo|"
    "Maya|Adam|Petra|Tom|Anna|Ben|Lucy|Sam|Julia|David|Emma|Peter|Sarah|Daniel|Laura|Mark|Eva|Robert|Helen|"
    "James|Alice|Henry|Grace|Tariq|Yuki|Amir|Priya|Chen|Kofi|Amara|Omar|Leila|Ravi|Mei|Diego|Carmen|Ivan|"
    "Olga|Pierre|Chloe|Sven|Ingrid"
)
PLACES: Final = items(
    "Paris|Rome|Oslo|Lisbon|Vienna|Bristol|Leeds|Boston|Austin|Denver|Porto|Genoa|Lyon|Graz|Basel|Ghent|"
    "Malmo|Tampere|Krakow|Prague|Seville|Bergen|Cork|Dundee|Exeter|Norwich|Chester|Dover|Salem|Toledo|"
    "Madison|Nashville|Portland|Seattle|Calgary|Perth|Hobart|Kyoto|Osaka|Pune|Accra|Cairo|Tunis|Quito|Lima|"
    "Bogota|Utrecht|Leiden|Turin|Naples"
)
INSTRUCTIONS: Final = (
    "You are {name}, a friendly assistant.",
    "You are {name}. Be short and kind.",
    "Your name is {name}. You are a helpful voice assistant.",
    "You are a helpful voice assistant.",
    "You are a kind companion. Keep your answers short.",
    "Answer in one or two short sentences.",
    "You are a voice assistant called {name}. Your answers are spoken aloud.",
    "Talk with the user like a friend. Your name is {name}.",
)
BARE: Final = 0.6
"""Conversations with no instruction."""


def begun(draw: Draw, family: str, bare: float = BARE) -> Dialogue:
    """A conversation in which nothing was said yet."""
    if draw.chance(bare):
        return Dialogue(family)
    return Dialogue(family, draw.phrase(INSTRUCTIONS).format(name=draw.value(NAMES)))


def someone(draw: Draw) -> str:
    """A name, known or not."""
    return draw.value(NAMES) if draw.chance(0.6) else draw.word().capitalize()


@cache
def distilled() -> tuple[Fact, ...]:
    """What the untuned model said by itself."""
    pairs: list[list[str]] = json.loads(KEPT.read_text())["pairs"]
    return tuple(Fact((question,), answer, "") for question, answer in pairs)


@cache
def _sided(facts: tuple[Fact, ...], side: Side) -> tuple[Fact, ...]:
    return tuple(each for each in facts if side_of(each) is side)


def fact(draw: Draw) -> Fact:
    """Something that everybody knows."""
    return draw.either(_sided(FACTS, draw.side))


def own(draw: Draw) -> Fact:
    """Something that the model said by itself."""
    return draw.either(_sided(distilled(), draw.side))


def ask(draw: Draw, dialogue: Dialogue, known: Fact, kind: str = "trivia") -> None:
    """A question of the user's, and the right answer."""
    dialogue.user(draw.phrase(known.asks))
    dialogue.model(known.answer, Probe(kind, known.want) if known.want else None)
