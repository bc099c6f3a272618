"""What cannot be known or done, among things that can."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from antiphon.talk import Said
from brain import unknowns
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.tables import items
from brain.talk_common import PLACES, ask, begun, fact, someone
from brain.talk_small import usual

DONT_KNOW: Final = r"don't know"
UNTOLD: Final = items(
    "phone number|birthday|shoe size|address|middle name|favourite colour|favourite song|star sign|boss's name|age|"
    "name|job|favourite food|sister's name|dog's name|cat's name|wife's name|husband's name|mother's name|best friend's "
    "name|blood type|password|height|eye colour|door code|favourite film|favourite book|teacher's name|hobby|street|"
    "favourite drink|doctor's name|lucky number|wedding day|mother tongue|neighbour's name|daughter's name|son's name"
)
ABSENT: Final = (
    "What is my {x}?",
    "What's my {x}?",
    "Do you know my {x}?",
    "Tell me my {x}.",
    "Can you tell me my {x}?",
    "Do you remember my {x}?",
)


def slots(draw: Draw) -> dict[str, str]:
    """What is put into the phrases."""
    return {
        "name": someone(draw),
        "place": draw.value(PLACES),
        "made": draw.word().capitalize(),
        "made2": draw.word().capitalize(),
        "word": draw.word(),
        "who": draw.either(unknowns.WHO),
        "colour": draw.value(unknowns.COLOURS),
        "cloth": draw.value(unknowns.CLOTHES),
    }


def unknowable(draw: Draw, dialogue: Dialogue) -> None:
    """A question, and that it does not know."""
    asks, answers = draw.either(unknowns.UNKNOWABLE)
    filled = slots(draw)
    dialogue.user(draw.phrase(asks).format(**filled))
    dialogue.model(usual(draw, answers).format(**filled), Probe("unknowable", DONT_KNOW, "told me"))


def unable(draw: Draw, dialogue: Dialogue) -> None:
    """A request that it has no means for."""
    asks, what = draw.either(unknowns.UNABLE)
    filled = slots(draw)
    dialogue.user(draw.phrase(asks).format(**filled))
    dialogue.model(draw.phrase(unknowns.SORRY).format(what=what), Probe("unknowable", r"can't"))


def untold(draw: Draw, dialogue: Dialogue) -> None:
    """What only the user could have told: not the answer of what nobody can look up."""
    said = " ".join(entry.text.lower() for entry in dialogue.entries if isinstance(entry, Said))
    thing = draw.value([each for each in UNTOLD if re.split(r"'s| ", each)[0] not in said])
    dialogue.user(draw.phrase(ABSENT).format(x=thing))
    dialogue.model(unknowns.untold(thing), Probe("absent", "haven't told me", "look that up"))


def unknown(draw: Draw) -> Dialogue:
    """A third of the turns can be answered: not knowing must not spread."""
    dialogue = begun(draw, "unknown", 0.7)
    told: tuple[str, str, str] | None = None
    if draw.chance(0.45):
        said, asked, answer, want = draw.either(unknowns.TELLINGS)
        filled = slots(draw)
        dialogue.user(said.format(**filled))
        dialogue.model(draw.either(unknowns.HEARD))
        told = asked.format(**filled), answer.format(**filled), want.format(**filled)
    for _ in range(draw.either((3, 4, 4, 5))):
        form = draw.random.random()
        if form < 0.34:
            unknowable(draw, dialogue)
        elif form < 0.52:
            untold(draw, dialogue)
        elif form < 0.66:
            unable(draw, dialogue)
        elif told is not None and draw.chance(0.6):
            question, answer, want = told
            dialogue.user(question)
            dialogue.model(answer, Probe("memory", want))
            told = None
        else:
            ask(draw, dialogue, fact(draw))
    if told is not None:
        question, answer, want = told
        dialogue.user(question)
        dialogue.model(answer, Probe("memory", want))
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {"unknown": Family(0.05, unknown)}
