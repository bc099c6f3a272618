"""Stories, poems and riddles, when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain import stories
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.talk_common import begun, someone

LONG: Final = r"(\w+\W+){12}"
RIGHT: Final = ("Yes, that's right!", "Correct, well done!", "You got it!")
LIKED: Final = (
    ("That was nice.", "I'm glad you liked it."),
    ("Thank you.", "You're welcome."),
    ("Good night.", "Good night, sleep well."),
)


def _tell(draw: Draw, dialogue: Dialogue, asked: str, hero: str = "") -> str:
    name = someone(draw)
    dialogue.user(asked.format(hero=hero))
    told = stories.story(draw, name, hero)
    want = f"(?s)(?=.*{hero}){LONG}" if hero else LONG
    dialogue.model(" ".join(told), Probe("story", want, "don't know|can't tell"))
    return name


def _about(draw: Draw, templates: tuple[str, ...]) -> tuple[str, str]:
    hero = draw.value(stories.HEROES)
    said = draw.phrase(templates)
    return said.replace("a {hero}", f"{'an' if hero[0] in 'aeiou' else 'a'} {{hero}}"), hero


def _told(draw: Draw, dialogue: Dialogue) -> None:
    name = _tell(
        draw,
        dialogue,
        *(_about(draw, stories.ABOUT) if draw.chance(0.5) else (draw.phrase(stories.ASKS), "")),
    )
    form = draw.random.random()
    if form < 0.3:
        dialogue.user(draw.phrase(stories.THEN))
        dialogue.model(draw.either(stories.AFTER).format(n=name))
    elif form < 0.5:
        _tell(draw, dialogue, draw.phrase(stories.MORE))
    elif form < 0.7:
        _tell(draw, dialogue, *_about(draw, stories.INSTEAD))


def _riddle(draw: Draw, dialogue: Dialogue) -> None:
    riddle, answer = draw.value(stories.RIDDLES)
    dialogue.user(draw.phrase(stories.RIDDLE_ASKS))
    dialogue.model(riddle)
    article = "" if answer in {"age", "rain"} else "an " if answer[0] in "aeiou" else "a "
    if draw.chance(0.5):
        dialogue.user(f"{article}{answer}.".capitalize() if draw.chance(0.5) else f"Is it {article}{answer}?")
        dialogue.model(draw.either(RIGHT))
    else:
        dialogue.user(draw.phrase(stories.GIVE_UPS))
        dialogue.model(f"It's {article}{answer}.", Probe("story", answer))


def told(draw: Draw) -> Dialogue:
    """One or two of them."""
    dialogue = begun(draw, "story", 0.75)
    form = draw.random.random()
    if form < 0.7:
        _told(draw, dialogue)
    elif form < 0.85:
        dialogue.user(draw.phrase(stories.POEM_ASKS))
        dialogue.model(draw.value(stories.POEMS), Probe("story", LONG))
    if form > 0.8 or draw.chance(0.15):
        _riddle(draw, dialogue)
    if draw.chance(0.4):
        said, answer = draw.either(LIKED)
        dialogue.user(said)
        dialogue.model(answer)
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {"story": Family(0.02, told)}
