"""Questions about the world: what everybody knows, and what the untuned model had to say; sums with small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.tables import items
from brain.talk_common import ask, begun, fact, own

THANKS: Final = (
    ("Thanks.", "You're welcome."),
    ("Good to know.", "Glad I could help."),
    ("Interesting.", "Isn't it?"),
    ("I didn't know that.", "Now you do."),
    ("Okay, thank you.", "My pleasure."),
    ("Right.", "What else would you like to know?"),
    ("Oh, really?", "Yes, really."),
)
WORDS: Final = items(
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty"
)
SUMS: Final[Mapping[str, tuple[str, ...]]] = {
    "plus": (
        "What is {a} plus {b}?",
        "What's {a} plus {b}?",
        "Add {a} and {b}.",
        "{a} plus {b}?",
        "How much is {a} plus {b}?",
    ),
    "minus": (
        "What is {a} minus {b}?",
        "What's {a} minus {b}?",
        "Take {b} from {a}.",
        "{a} minus {b}?",
        "How much is {a} minus {b}?",
    ),
    "times": (
        "What is {a} times {b}?",
        "What's {a} times {b}?",
        "Multiply {a} by {b}.",
        "{a} times {b}?",
        "How much is {a} times {b}?",
    ),
}
HAVE: Final = (
    ("I have {a} {things} and get {b} more. How many do I have?", "plus"),
    ("There are {a} {things} and {b} more come. How many is that?", "plus"),
    ("I had {a} {things} and gave away {b}. How many are left?", "minus"),
    ("I had {a} {things} and lost {b}. How many do I still have?", "minus"),
    ("I have {a} bags with {b} {things} in each. How many {things} is that?", "times"),
    ("If I eat {b} of my {a} {things}, how many are left?", "minus"),
)
THINGS: Final = items(
    "apples|books|pens|coins|eggs|cards|oranges|stamps|shells|marbles|cookies|tickets|pears|stones|cups"
)
COUNTS: Final = (
    ("Count to {n}.", 1, 1),
    ("Can you count to {n}?", 1, 1),
    ("Count from one to {n}.", 1, 1),
    ("Count down from {n}.", 0, -1),
    ("Please count down from {n}.", 0, -1),
)
AFTER: Final = (
    ("Which number comes after {n}?", 1, "after"),
    ("What comes after {n}?", 1, "after"),
    ("Which number comes before {n}?", -1, "before"),
    ("What number is one less than {n}?", -1, "before"),
)


def knowledge(draw: Draw) -> Dialogue:
    """Some questions in a row, with a word in between."""
    dialogue = begun(draw, "knowledge", 0.75)
    for at in range(draw.either((2, 3, 4, 5))):
        known = own(draw) if draw.chance(0.3) else fact(draw)
        ask(draw, dialogue, known)
        if at and draw.chance(0.15):
            said, answer = draw.either(THANKS)
            dialogue.user(said)
            dialogue.model(answer)
    return dialogue


def _spoken(draw: Draw, number: int) -> str:
    return WORDS[number] if 0 <= number < len(WORDS) and draw.chance(0.5) else str(number)


def _result(kind: str, first: int, second: int) -> int:
    return {"plus": first + second, "minus": first - second, "times": first * second}[kind]


def _pair(draw: Draw, kind: str) -> tuple[int, int]:
    if kind == "times":
        return draw.number(2, 12), draw.number(2, 10)
    first, second = draw.number(2, 60 if draw.chance(0.4) else 20), draw.number(1, 20)
    return (max(first, second), min(first, second)) if kind == "minus" else (first, second)


def sums(draw: Draw) -> Dialogue:
    """Plus, minus and times, and counting."""
    dialogue = begun(draw, "sums", 0.8)
    for _ in range(draw.either((3, 4, 5))):
        form = draw.random.random()
        if form < 0.6:
            kind = draw.either(tuple(SUMS))
            first, second = _pair(draw, kind)
            text = draw.phrase(SUMS[kind]).format(a=_spoken(draw, first), b=_spoken(draw, second))
            total = _result(kind, first, second)
            answer = f"{first} {kind} {second} is {total}."
        elif form < 0.8:
            text, kind = draw.either(HAVE)
            first, second = _pair(draw, kind)
            first, second = first + 2, second + 1  # more than one
            things = draw.value(THINGS)
            total = _result(kind, first, second)
            text = text.format(a=_spoken(draw, first), b=_spoken(draw, second), things=things)
            answer = f"{first} {kind} {second} is {total}, so {total} {things if total != 1 else things.rstrip('s')}."
        elif form < 0.9:
            text, _, step = draw.either(COUNTS)
            most = draw.random.randint(3, 10)
            numbers = [WORDS[number] for number in range(1, most + 1)][::step]
            text, total = text.format(n=WORDS[most]), 0
            answer = f"{', '.join(numbers).capitalize()}."
            dialogue.user(text)
            dialogue.model(answer, Probe("arithmetic", ".*".join(numbers)))
            continue
        else:
            text, step, word = draw.either(AFTER)
            number = draw.number(2, 90)
            total = number + step
            text, answer = text.format(n=_spoken(draw, number)), f"{total} comes {word} {number}."
        dialogue.user(text[0].upper() + text[1:])
        dialogue.model(answer, Probe("arithmetic", rf"\b{total}\b"))
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {"knowledge": Family(0.10, knowledge), "sums": Family(0.01, sums)}
