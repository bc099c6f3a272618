"""Small talk, sorrow and joy, jokes, advice, and saying it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from brain import replies, smalltalk, tellings
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_place import articled
from brain.replies import Reply
from brain.smalltalk import Talk
from brain.talk_common import ask, begun, fact
from brain.tellings import Telling

LOVES: Final = (
    "I love {a}.",
    "I really like {a}.",
    "I'm very fond of {a}.",
    "I enjoy {a} a lot.",
    "My favourite thing is {a}.",
)
LOATHES: Final = ("I hate {a}.", "I don't like {a}.", "I can't stand {a}.", "I'm not fond of {a}.")
NEVER: Final = r"how kind of"
SAID_AGAIN: Final = ("I said: {a}", "{a}", "{a}")


class Remark(NamedTuple):
    """What was said, the answer to it, and what the answer takes up."""

    said: str
    answer: str
    word: str


def reply(draw: Draw, kinds: Sequence[Reply]) -> Remark:
    """A remark of every day, and its short answer."""
    kind = draw.either(kinds)
    word = draw.value(kind.fills)
    fills = {"x": word, "X": word.capitalize()}
    answer = draw.either(kind.answers)
    said = articled(draw.phrase(kind.says).format(**fills))
    return Remark(said, answer.format(**fills), word if "{x}" in answer else "")


def _remark(draw: Draw, dialogue: Dialogue) -> None:
    said, answer, word = reply(draw, replies.REPLIES)
    dialogue.user(said)
    dialogue.model(answer, Probe("talk", rf"\b{word}\b", NEVER) if word else None)


def usual(draw: Draw, answers: Sequence[str]) -> str:
    """Mostly the first: the same kind of remark is answered the same way."""
    return answers[0] if draw.chance(0.75) else draw.either(answers)


def _turn(draw: Draw, dialogue: Dialogue, talks: Sequence[Talk]) -> None:
    """One thing said and answered, and often one thing more."""
    talk = draw.either(talks)
    dialogue.user(draw.phrase(talk.says))
    probe = Probe("talk", talk.want, NEVER) if talk.want else None
    dialogue.model(usual(draw, talk.answers), probe)
    if talk.then and draw.chance(0.25):
        said, answer = draw.either(talk.then)
        dialogue.user(said)
        dialogue.model(answer)


def _telling(draw: Draw, dialogue: Dialogue, kinds: Sequence[Telling]) -> None:
    """Something told, and an answer that takes it up."""
    telling = draw.either(kinds)
    thing = draw.value(telling.fills)
    fills = {"x": thing, "X": thing.capitalize()}
    dialogue.user(draw.phrase(telling.says).format(**fills))
    probe = Probe("talk", rf"\b{thing}\b", NEVER) if telling.is_named else None
    dialogue.model(usual(draw, telling.answers).format(**fills), probe)


def _opinion(draw: Draw, dialogue: Dialogue) -> None:
    templates, rows = draw.either(((LOVES, smalltalk.LIKES), (LOATHES, smalltalk.HATES)))
    thing, answer = draw.value(rows)
    dialogue.user(draw.phrase(templates).format(a=thing))
    dialogue.model(answer)


def _joke(draw: Draw, dialogue: Dialogue) -> None:
    first, second = draw.values(smalltalk.JOKES, 2)
    dialogue.user(draw.phrase(smalltalk.JOKE_ASKS))
    dialogue.model(first, Probe("talk", r"\w+ \w+ \w+", "don't know|can't"))
    if draw.chance(0.5):
        dialogue.user(draw.phrase(smalltalk.MORE_JOKES))
        dialogue.model(second)
    if draw.chance(0.4):
        said, answer = draw.either(smalltalk.LAUGHS)
        dialogue.user(said)
        dialogue.model(answer)


def _advice(draw: Draw, dialogue: Dialogue) -> None:
    said, answer = draw.value(smalltalk.ADVICE)
    dialogue.user(said)
    dialogue.model(answer)


def _again(draw: Draw, dialogue: Dialogue) -> None:
    """What was said last, said again."""
    known = fact(draw)
    ask(draw, dialogue, known)
    dialogue.user(draw.phrase(smalltalk.AGAIN))
    text = draw.either(SAID_AGAIN).format(a=known.answer)
    dialogue.model(text, Probe("talk", known.want))


def small(draw: Draw) -> Dialogue:
    """Three to seven turns, most of them short."""
    dialogue = begun(draw, "small")
    if draw.chance(0.35):
        _turn(draw, dialogue, smalltalk.GREETINGS)
    for _ in range(draw.either((3, 4, 4, 5))):
        form = draw.random.random()
        if form < 0.68:
            _remark(draw, dialogue)
        elif form < 0.71:
            _turn(draw, dialogue, smalltalk.SORROWS)
        elif form < 0.74:
            _telling(draw, dialogue, tellings.SAD)
        elif form < 0.76:
            _turn(draw, dialogue, smalltalk.JOYS)
        elif form < 0.79:
            _telling(draw, dialogue, tellings.HAPPY)
        elif form < 0.81:
            _turn(draw, dialogue, smalltalk.MOANS)
        elif form < 0.86:
            _opinion(draw, dialogue)
        elif form < 0.93:
            _joke(draw, dialogue)
        elif form < 0.95:
            _advice(draw, dialogue)
        else:
            _again(draw, dialogue)
    if draw.chance(0.35):
        _turn(draw, dialogue, smalltalk.THANKS)
    if draw.chance(0.3):
        _turn(draw, dialogue, smalltalk.GOODBYES)
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {"small": Family(0.06, small)}
