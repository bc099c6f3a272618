"""What cannot be known or done, among things that can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain import unknowns
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.talk_common import PLACES, ask, begun, fact, someone

DONT_KNOW: Final = r"don't know"


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
    dialogue.model(draw.either(answers).format(**filled), Probe("unknowable", DONT_KNOW))


def unable(draw: Draw, dialogue: Dialogue) -> None:
    """A request that it has no means for."""
    asks, what = draw.either(unknowns.UNABLE)
    filled = slots(draw)
    dialogue.user(draw.phrase(asks).format(**filled))
    dialogue.model(draw.phrase(unknowns.SORRY).format(what=what), Probe("unknowable", r"can't"))


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
    for _ in range(draw.either((2, 3, 3, 4))):
        form = draw.random.random()
        if form < 0.42:
            unknowable(draw, dialogue)
        elif form < 0.64:
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
