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
    scripts_draw,
    talk,
    tools_families,
)
from brain.apart import is_apart
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
    scripts_draw.FAMILIES,
)
"""Every module of generators has one; here they come together."""
FAMILIES: Final[Mapping[str, Family]] = {name: family for table in TABLES for name, family in table.items()}
"""By name."""
MISHEARD: Final = 0.25
"""Dialogues in which the user's words come through a recogniser."""


def dialogues(count: int, seed: int, side: Side = Side.TRAINED) -> Iterator[Dialogue]:
    """So many, mixed by their shares; the same for the same seed. What is trained on holds nothing that is asked later."""
    draw = Draw(seed, side)
    families = list(FAMILIES.values())
    weights = [family.share for family in families]
    left = count
    while left:
        (family,) = draw.random.choices(families, weights)
        made = family.make(draw)
        if side is Side.TRAINED and not is_apart(made):
            continue
        made = misheard(draw, made) if draw.chance(MISHEARD) else made
        if side is Side.HELD_OUT or is_apart(made):
            left -= 1
            yield made
