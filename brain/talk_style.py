"""Manners that are kept in every answer, and plain orders on how to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from antiphon.talk import Call
from brain import directives, replies, style_signs, unknowns
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.knowledge import TABLES, Fact
from brain.manner import Manner
from brain.style import MANNERS, SAID
from brain.talk_common import NAMES, PLACES, fact, someone
from brain.talk_small import reply
from brain.talk_unknown import ABSENT, UNTOLD, slots
from brain.words_persona import TOOLS

TOLD: Final = (
    ("My {who} is called {name}.", "What is my {who}'s name?", "your {who} is called {name}.", "{name}"),
    ("I live in {place}.", "Where do I live?", "you live in {place}.", "{place}"),
    ("My name is {name}.", "What is my name?", "your name is {name}.", "{name}"),
    ("I come from {place}.", "Where do I come from?", "you come from {place}.", "{place}"),
    ("I work in {place}.", "Do you know where I work?", "you work in {place}.", "{place}"),
)
CHAT: Final = ("hello", "how", "does", "thanks", "sad", "joy", "tired", "bored", "food", "unknown", "rain")
HEARD: Final = ("Okay, I'll remember that.", "All right, I'll remember that.")
USES: Final = (
    (
        "forecast",
        ("What's the weather like in {a}?", "How is the weather in {a}?", "Tell me the weather in {a}."),
        "place",
        "sky",
        "It's {b} in {a}.",
    ),
    (
        "forecast",
        ("How warm is it in {a}?", "What's the temperature in {a}?", "How cold is it in {a}?"),
        "place",
        "degrees",
        "It's {b} degrees in {a}.",
    ),
    (
        "start_timer",
        (
            "Start a timer for {a} minutes.",
            "Set a timer for {a} minutes.",
            "A timer for {a} minutes, please.",
        ),
        "minutes",
        "ok",
        "The timer is set for {a} minutes.",
    ),
)
SKIES: Final = ("sunny", "cloudy", "rainy", "foggy", "windy", "stormy", "snowy")
ONE_WORD: Final = (
    "Answer in one word.",
    "Answer with a single word.",
    "Give one-word answers.",
    "You only ever say one word.",
    "One word per answer.",
    "Use only one word.",
)
WORD_FACTS: Final = tuple(
    (tuple(ask.format(a=thing, b=value) for ask in table.asks), f"{value[0].upper()}{value[1:]}.")
    for table in TABLES
    for thing, value in (row.split("=") for row in table.rows.split("|"))
    if value.isalpha() and "{b}" not in table.asks[0]
)
WORD_TALK: Final = tuple(
    (tuple(said.split("|")), answer)
    for said, answer in (
        ("Hello.|Hi there.|Good morning.|Hey.", "Hello!"),
        ("How are you?|How's it going?|Are you all right?|How do you feel?", "Fine."),
        ("Thank you.|Thanks a lot.|Thanks.|That was kind.", "Welcome."),
        ("Goodbye.|Bye.|See you.|I have to go.", "Goodbye!"),
        ("I'm sad.|My cat died.|I lost my job.|I feel awful.", "Sorry."),
        ("I passed my exam!|I got the job!|We won!|It's my birthday!", "Congratulations!"),
        ("I'm tired.|I had a long day.|I'm worn out.|I worked all night.", "Rest."),
        ("What's the weather like?|Who won the match?|What's in the news?|Will I be rich?", "Unknown."),
        ("What is my name?|How old am I?|Where do I live?|What is my dog called?", "Unknown."),
        ("Stop.|Never mind.|Forget it.|Wait.", "Okay."),
        ("I like tea.|I live in Rome.|My name is Ben.|I have two dogs.", "Nice."),
        ("Is the Earth round?|Is snow cold?|Do fish swim?|Is fire hot?", "Yes."),
        ("Is the Earth flat?|Is ice hot?|Do cows fly?|Is the sun a planet?", "No."),
    )
)


NAMELESS: Final = tuple(each for each in UNTOLD if "name" not in each and each not in ("address", "street"))
"""What is never told here."""


class Plain(NamedTuple):
    """What is said, and the answer of somebody without any manner."""

    asked: str
    answer: str
    want: str = ""
    is_soft: bool = False
    """It tells of sorrow, or that something is not known."""


def within(template: str, sentence: str, question: str = "") -> str:
    """A plain sentence in a manner. A word that the question writes small is no name."""
    inside = style_signs.inner(sentence, question) or sentence
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
    thing = draw.value(NAMELESS)
    dialogue.user(draw.phrase(ABSENT).format(x=thing))
    dialogue.model(
        draw.either(manner.says["absent"]).format(x=thing),
        Probe("style", f"(?=.*{manner.words})(?=.*don't know)"),
    )


def written(draw: Draw) -> Dialogue:
    """Every answer in one manner, as it was written for it."""
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


def plain_turns(draw: Draw) -> list[Plain]:
    """What anybody could be asked, with the plain answers: three to five of different kinds, and what was told."""
    thing = draw.value(NAMELESS)
    known, (asks, unsure), (requests, what) = (
        _short(draw),
        draw.either(unknowns.UNKNOWABLE),
        draw.either(unknowns.UNABLE),
    )
    fills = slots(draw)
    first, second = reply(draw, replies.LIGHT), reply(draw, replies.HEAVY)
    turns = [
        Plain(draw.phrase(known.asks), known.answer, known.want),
        Plain(draw.phrase(asks).format(**fills), unsure[0].format(**fills), "don't know", is_soft=True),
        Plain(draw.phrase(requests).format(**fills), f"I'm sorry, I can't {what}.", "can't", is_soft=True),
        Plain(draw.phrase(ABSENT).format(x=thing), unknowns.untold(thing), "don't know", is_soft=True),
        Plain(first.said, first.answer),
        Plain(second.said, second.answer, is_soft=True),
    ]
    turns = draw.random.sample(turns, draw.either((3, 4, 5)))
    if draw.chance(0.4):
        fills = {"who": draw.either(unknowns.WHO), "name": someone(draw), "place": draw.value(PLACES)}
        told, asked, recalled, want = (part.format(**fills) for part in draw.either(TOLD))
        recalled = recalled[0].upper() + recalled[1:]
        turns = [Plain(told, draw.either(HEARD)), *turns[:3], Plain(asked, recalled, want)]
    return turns


def _all(draw: Draw, instruction: str, want: str, form: Callable[[Plain], str]) -> Dialogue:
    """One form for every plain answer."""
    dialogue = Dialogue("style", instruction)
    for turn in plain_turns(draw):
        dialogue.user(turn.asked)
        dialogue.model(form(turn), Probe("style", f"(?s)(?=.*(?:{want}))(?=.*(?:{turn.want}))"))
    return dialogue


def _used(draw: Draw, dialogue: Dialogue, dress: Callable[[Plain], str], want: str) -> None:
    """A function is called, and what it returned is told in the manner, too."""
    name, asks, argument, key, answer = draw.either(USES)
    (tool,) = (each for each in TOOLS if each.name == name)
    dialogue.tools = [tool]
    value: str | int = draw.value(PLACES) if argument == "place" else draw.random.randint(3, 58)
    found = draw.either(SKIES) if key == "sky" else draw.random.randint(1, 31)
    dialogue.user(asked := draw.phrase(asks).format(a=value))
    dialogue.call(name, {argument: value}, Probe("tools", call=Call(name, {argument: value})))
    dialogue.result({key: found} if key != "ok" else {"ok": True})
    text = dress(Plain(asked, answer.format(a=value, b=found)))
    dialogue.model(text, Probe("style", f"(?s)(?=.*(?:{want}))"))


def signed(draw: Draw) -> Dialogue:
    """A manner of a few signs, around plain answers."""
    signs = draw.either(style_signs.SIGNS)
    name = draw.value(NAMES) if draw.chance(0.6) else draw.word().capitalize()
    is_role = bool(signs.names) and (not signs.qualities or draw.chance(0.65))
    templates = style_signs.BY_NAME if is_role else style_signs.BY_QUALITY
    as_what = draw.either(signs.names if is_role else signs.qualities)
    instruction = draw.phrase(templates).format(x=as_what, name=name)

    def form(turn: Plain) -> str:
        return style_signs.dressed(draw, signs, turn.answer, turn.asked, is_soft=turn.is_soft)

    dialogue = _all(draw, instruction, signs.want, form)
    if draw.chance(0.2):
        _used(draw, dialogue, form, signs.want)
    if draw.chance(0.35):
        is_named = name in instruction
        plain = f"I'm {name}." if is_named else f"I'm {as_what}." if is_role else "I'm your assistant."
        dialogue.user(draw.phrase(SAID["who"]))
        dialogue.model(style_signs.dressed(draw, signs, plain), Probe("style", signs.want))
    return dialogue


def ordered(draw: Draw) -> Dialogue:
    """A title, the same words at the end or the beginning of every answer, or one sentence only."""
    kind = draw.either(("title", "title", "end", "end", "begin", "short"))
    name = draw.value(NAMES)
    orders: tuple[str, ...]
    match kind:
        case "title":
            word = draw.value(style_signs.TITLES)
            orders, want = style_signs.CALLED, re.escape(word)
        case "end":
            word = draw.value(style_signs.ENDINGS)
            orders, want = style_signs.ENDED, re.escape(word) + "$"
        case "begin":
            word = draw.value(style_signs.BEGINNINGS)
            orders, want = style_signs.BEGUN, "^" + re.escape(word)
        case _:
            word = ""
            orders, want = style_signs.SHORTENED, r"^[^.!?]+[.!?]$"

    def form(turn: Plain) -> str:
        text = turn.answer
        match kind:
            case "title":
                return style_signs.addressed(word, text)
            case "end":
                return f"{text if len(text.split()) < 12 else first_sentence(text)} {word}"
            case "begin":
                return style_signs.opened(word, text, turn.asked)
            case _:
                return one_sentence(text)

    order = draw.phrase(orders).format(x=word)
    return _all(draw, draw.either(style_signs.AROUND).format(order=order, name=name), want, form)


def first_sentence(text: str) -> str:
    """Up to where it first ends."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def one_sentence(text: str) -> str:
    """The first sentence, and what was not told with it."""
    return text.replace(". You haven't", ", you haven't") if "You haven't" in text else first_sentence(text)


def single(draw: Draw) -> Dialogue:
    """One word for an answer, over everything of which one word is known."""
    dialogue = Dialogue("style", draw.phrase(ONE_WORD))
    for _ in range(draw.either((4, 5, 6))):
        if draw.chance(0.5):
            asks, answer = draw.value(WORD_FACTS)
        else:
            asks, answer = draw.either(WORD_TALK)
        dialogue.user(draw.phrase(asks))
        dialogue.model(answer, Probe("style", r"^[\w'-]+[.!?]?$"))
    return dialogue


def style(draw: Draw) -> Dialogue:
    """A manner, or an order."""
    form = draw.random.random()
    if form < 0.5:
        return signed(draw)
    if form < 0.72:
        return ordered(draw)
    if form < 0.77:
        return single(draw)
    return written(draw) if form < 0.92 else directed(draw)


FAMILIES: Final[Mapping[str, Family]] = {"style": Family(0.07, style)}
