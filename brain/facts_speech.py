"""How people say things to a machine: grammar of the first and second person, wrappings of a question, patterns
that find a value in an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from antiphon.engines.brain.table import bag, row
from brain.draw import Draw
from brain.words_things import WEEKDAYS

_UNITS: Final = row(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS: Final = row("twenty thirty forty fifty sixty seventy eighty ninety")
_YOURS: Final = {
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "i am": "you are",
    "am i": "are you",
    "i was": "you were",
    "was i": "were you",
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
}
_FIRST: Final = re.compile(
    r"\b(?:" + "|".join(sorted(_YOURS, key=len, reverse=True)) + r")\b(?!')", re.IGNORECASE
)
OPENERS: Final = (
    *[""] * 18,
    "Hey, ",
    "Um, ",
    "So, ",
    "Okay, ",
    "Well, ",
    "And ",
    "Now, ",
    "Oh, ",
    "One more thing: ",
    "Listen, ",
    "Quick question: ",
    "Sorry, ",
    "By the way, ",
    "Erm, ",
)
CLOSERS: Final = (*[""] * 14, ", please", " again", ", do you know", ", can you tell me", " by the way")
DONT_KNOW: Final = r"don't know|do not know"


def spelled(number: int) -> str:
    """A number up to 99 in words."""
    if number < 20:
        return _UNITS[number]
    tens, units = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")


_DIGITS: Final = {spelled(number): str(number) for number in range(100)}


def yours(text: str) -> str:
    """What the user says of themself, as it is said to them."""
    return _FIRST.sub(lambda found: _YOURS[found[0].lower()], text)


def lowered(text: str) -> str:
    """A sentence inside another: only what is no name loses its capital."""
    first, *_ = re.split(r"[ ',.]", text, maxsplit=1)
    small = first.lower() in _SMALL
    return text[:1].lower() + text[1:] if small else text


_SMALL: Final = bag(
    """your you yours it there what where who when which how is are am was do does did can could will would have has
    in on at the a an my we our from for to that this our's his her he she they tell remind remember please whose
    may with until who's what's where's whom since under within say let did count name say i'd introduce act lunch dinner membership towels bins blankets cabins bus lessons swimming badges backups data dark tonight's luggage take breakfast check-in check-out pets dogs entry parking payment no yes not if with by until after before every"""
)


def raised(text: str) -> str:
    """A sentence of its own."""
    return text[:1].upper() + text[1:]


def bare(text: str) -> str:
    """A sentence without its full stop or question mark."""
    return text.rstrip(".?!")


def question(draw: Draw, text: str) -> str:
    """A question, or a request, as it is said aloud: with something before or after it, as often as people do."""
    greets = re.match(r"(?:hi|hello|hey|good|thanks|nice|and|sorry|so)\b", text.lower())
    opener = "" if greets else draw.either(OPENERS)
    body = lowered(text) if opener else text
    if (
        text.endswith("?")
        and " again" not in text
        and "please" not in text.lower()
        and "you" not in text.lower()
    ):
        body = bare(body) + draw.either(CLOSERS) + "?"
    return heard(draw, opener + body)


def heard(draw: Draw, text: str) -> str:
    """The user's words as written, or now and then as speech recognition writes them."""
    if draw.chance(0.05):
        text = _halting(draw, text)
    if draw.chance(0.16):
        return re.sub(r"(?<!\d)[.,?!:;](?!\d)|[.?!]$", "", text).lower().replace("  ", " ").strip()
    if draw.chance(0.05):
        return text.rstrip(".?!")
    return text


def _halting(draw: Draw, text: str) -> str:
    """With a word said twice, or a sound of thinking."""
    first, _, rest = text.partition(" ")
    if not first.isalpha() or not rest or first.lower() not in _SMALL:
        return text
    return draw.either((f"{first} {first.lower()} {rest}", f"Uh, {lowered(text)}", f"{first}, um, {rest}"))


def found(value: str) -> str:
    """A pattern for a value, where numbers may be in words or in digits."""
    value = re.sub(r"^(?:a|an|the|my|your) ", "", value)
    parts = []
    for word in re.split(r"([A-Za-z0-9]+(?:-[a-z]+)?)", value):
        number = _DIGITS.get(word.lower(), word if word.isdigit() and len(word) < 3 else "")
        if number:
            said = spelled(int(number)).replace("-", "[- ]")
            parts.append(f"(?:{number}|{said})")
        else:
            parts.append(re.escape(word).replace("\\ ", " "))
    plural = "s?" if value in WEEKDAYS else ""
    return rf"(?<![\w-]){''.join(parts)}{plural}(?!-?\w)"


def all_found(*values: str) -> str:
    """A pattern for several values, in whatever order."""
    if len(values) == 1:
        return found(values[0])
    return "(?s)" + "".join(f"(?=.*{found(value)})" for value in values)


def mistaken(values: Iterable[str], right: str) -> list[str]:
    """Those that would be wrong in an answer that holds what is right."""
    return [each for each in values if not re.search(found(each), right, re.IGNORECASE)]


def any_found(*values: str) -> str:
    """A pattern for one of several values; empty if there are none."""
    return "|".join(dict.fromkeys(found(value) for value in values if value))
