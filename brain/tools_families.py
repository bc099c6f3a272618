"""Dialogues in which functions are offered, and when to call them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain.dialogue import Dialogue, Family
from brain.draw import Draw, Side
from brain.tools_acts import Act
from brain.tools_home import ACTS as HOME
from brain.tools_made import made
from brain.tools_people import ACTS as PEOPLE
from brain.tools_play import SIZES, Play
from brain.tools_travel import ACTS as TRAVEL

ACTS: Final[tuple[Act, ...]] = (*HOME, *PEOPLE, *TRAVEL)
"""All that are written by hand."""
NEIGHBOURS: Final = 0.5
"""How often those that are easily mistaken for each other come together."""


def named(draw: Draw) -> Dialogue:
    """Functions as callers declare them."""
    return _played(draw, "tools named", lambda count: some(draw, count))


def unheard(draw: Draw) -> Dialogue:
    """Functions of which nobody has heard."""
    return _played(draw, "tools made", lambda count: _some_made(draw, count))


def mixed(draw: Draw) -> Dialogue:
    """Some of both."""
    return _played(
        draw, "tools mixed", lambda count: [*some(draw, (count + 1) // 2), *_some_made(draw, count // 2)]
    )


def mine(draw: Draw) -> list[Act]:
    """Those of this side."""
    if draw.side is Side.TRAINED:
        return [act for act in ACTS if act.side is None]
    held = [act for act in ACTS if act.side is Side.HELD_OUT]
    return [*held, *held, *held, *(act for act in ACTS if act.side is None)]


def some(draw: Draw, count: int) -> list[Act]:
    """So many that can be told apart; neighbours often."""
    pool = mine(draw)
    found: list[Act] = []
    while len(found) < count:
        near = [act for act in pool if _near(act, found[-1])] if found and draw.chance(NEIGHBOURS) else []
        act = draw.either(near or pool)
        if not any(act.is_like(each) for each in found):
            found.append(act)
    draw.random.shuffle(found)
    return found


def _near(act: Act, other: Act) -> bool:
    """Whether they share a word of their names."""
    return bool((set(act.key.split()) & set(other.key.split())) - {"get", "set"}) or act.opposite == other.key


def _some_made(draw: Draw, count: int) -> list[Act]:
    found: dict[str, Act] = {}
    while len(found) < count:
        act = made(draw)
        if not any(act.key.split()[1:] == key.split()[1:] and draw.chance(0.3) for key in found):
            found.setdefault(act.key, act)
    return list(found.values())


def _played(draw: Draw, family: str, acts: object) -> Dialogue:
    assert callable(acts)
    while True:
        (count,) = draw.random.choices(*SIZES)
        requests = draw.random.randint(3, 5 if count > 5 else 7)
        chosen = acts(count)
        keys = {act.key for act in chosen}
        others = [act for act in mine(draw) if act.key not in keys]
        dialogue = Play(draw, family, chosen, others).run(requests)
        if len(dialogue.entries) > 1:
            return dialogue


FAMILIES: Final[Mapping[str, Family]] = {
    "tools named": Family(0.18, named), "tools made": Family(0.05, unheard), "tools mixed": Family(0.05, mixed),
}  # fmt: skip
"""By name; together about a third of all that is taught."""
