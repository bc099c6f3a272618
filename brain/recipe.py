"""What the model is taught, and how much of each: families of dialogues and their shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from brain import (
    facts_counts,
    facts_memory,
    facts_notes,
    facts_people,
    facts_personal,
    facts_system,
    persona,
    talk,
    tools_families,
)
from brain.dialogue import Dialogue, Family
from brain.draw import Draw, Side
from brain.hearing import misheard

TABLES: Final[tuple[Mapping[str, Family], ...]] = (
    facts_memory.FAMILIES,
    facts_notes.FAMILIES,
    facts_people.FAMILIES,
    facts_counts.FAMILIES,
    facts_personal.FAMILIES,
    facts_system.FAMILIES,
    persona.FAMILIES,
    tools_families.FAMILIES,
    talk.FAMILIES,
)
"""Every module of generators has one; here they come together."""
FAMILIES: Final[Mapping[str, Family]] = {name: family for table in TABLES for name, family in table.items()}
"""By name."""
MISHEARD: Final = 0.25
"""Dialogues in which the user's words come through a recogniser."""


def dialogues(count: int, seed: int, side: Side = Side.TRAINED) -> Iterator[Dialogue]:
    """So many, mixed by their shares; the same for the same seed."""
    draw = Draw(seed, side)
    families = list(FAMILIES.values())
    weights = [family.share for family in families]
    for _ in range(count):
        (family,) = draw.random.choices(families, weights)
        made = family.make(draw)
        yield misheard(draw, made) if draw.chance(MISHEARD) else made
