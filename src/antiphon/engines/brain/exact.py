"""What can be answered exactly, without any model: sums, the calendar, letters, units. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from antiphon.engines.brain import arithmetic, dates
from antiphon.engines.brain.numbers import NAMES, numerals

LONGEST: Final = 120
COUNTED: Final = 20
_SPELL: Final = re.compile(
    r"\b(?:how (?:do|would) (?:you|i) spell|(?:can you |could you |please )?spell)(?: (?:out|the word))?"
    r"\s+[\"']?(?!(?:it|that|this|them|out|your|you)\b)(?P<word>[^\W\d_]{2,24})[\"']?(?: for me| please)?\s*[?.!]*$",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(
    r"\bhow many (?:(?P<letter>[a-z])(?:'?s)? are|letters (?:are|does)) (?:there )?(?:in )?(?:the word )?"
    r"[\"']?(?P<word>[^\W\d_]{1,24})[\"']?(?: have)?\s*[?.!]*$",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    r"^\W*(?:can you |could you |please )*count (?P<down>down )?(?:(?:from )?(?P<first>\d+) )?(?:up )?(?:down )?to "
    r"(?P<last>\d+)\b",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"^\W*(?:(?:can|could) you tell me |do you know |tell me )?(?:which|what)(?: number)? (?:comes|is) (?:right |just )?"
    r"(?P<side>before|after) (?:the number )?(?P<number>\d{1,12})\W*$",
    re.IGNORECASE,
)
_UNITS: Final = {
    ("day", "week"): "seven",
    ("month", "year"): "twelve",
    ("day", "year"): "365, or 366 in a leap",
    ("week", "year"): "52",
    ("hour", "day"): "24",
    ("minute", "hour"): "60",
    ("minute", "day"): "1440",
    ("second", "minute"): "60",
    ("second", "hour"): "3600",
    ("year", "decade"): "ten",
    ("year", "century"): "one hundred",
    ("meter", "kilometer"): "1000",
    ("centimeter", "meter"): "100",
    ("gram", "kilogram"): "1000",
    ("inch", "foot"): "twelve",
    ("foot", "yard"): "three",
    ("foot", "mile"): "5280",
    ("letter", "alphabet"): "26",
}
_HOW_MANY: Final = re.compile(
    r"^\W*(?:(?:can|could) you tell me |do you know )?how many (?P<part>\w+) (?:are |does |do )?(?:there |we have )?"
    r"(?:in )?(?:an? |one |the |1 )?(?:english )?(?P<whole>\w+)(?: have)?\s*[?.!]*$",
    re.IGNORECASE,
)
_FILLERS: Final = re.compile(r"\s*\b(?:um|uh|er|erm|ehm|hmm)\b[,.]?\s*", re.IGNORECASE)
_PLURALS: Final = {
    "feet": "foot",
    "inches": "inch",
    "metres": "meter",
    "kilometre": "kilometer",
    "metre": "meter",
}


def answer(text: str, now: datetime) -> str | None:
    """A sentence, or ``None`` where this is not for us."""
    text = _FILLERS.sub(" ", text.strip().replace("\u2019", "'")).strip()
    return dates.tell(text, now) or _small(text) or arithmetic.solve(text)


def _small(text: str) -> str | None:
    if len(text) > LONGEST:
        return None
    if match := _HOW_MANY.match(text):
        part, whole = (_singular(match[name]) for name in ("part", "whole"))
        if amount := _UNITS.get((part, whole)):
            unit = "year" if "leap" in amount else f"{match['part'].lower()}"
            article = "the" if whole == "alphabet" else "an" if whole[0] in "aio" or whole == "hour" else "a"
            if "leap" in amount:
                return "There are 365 days in a year, or 366 in a leap year."
            return f"There are {amount} {unit} in {article} {whole}."
    if match := _LETTERS.search(text):
        word, letter = match["word"], match["letter"]
        if letter is None:
            return f"There are {len(word)} letters in {word}."
        count = word.lower().count(letter.lower())
        return f"There {'is' if count == 1 else 'are'} {count or 'no'} {letter.upper()}{'' if count == 1 else 's'} in {word}."
    if match := _SPELL.search(text):
        return f"{match['word']} is spelled {', '.join(match['word'].upper())}."
    if match := _BESIDE.match(numerals(text)):
        number = int(match["number"])
        beside = number - 1 if match["side"].lower() == "before" else number + 1
        return f"{beside} comes {match['side'].lower()} {number}."
    if match := _COUNT.match(numerals(text)):
        return _counted(match)
    return None


def _singular(word: str) -> str:
    word = word.lower()
    return _PLURALS.get(word) or word.removesuffix("s").replace("metre", "meter")


def _counted(match: re.Match[str]) -> str | None:
    """Counting aloud; ``None`` for what would take all day."""
    last = int(match["last"][:6])
    first = int(match["first"][:6]) if match["first"] else last + 1 if match["down"] else 1
    if match["first"] is None and match["down"]:
        return None
    if abs(last - first) >= COUNTED or max(first, last) >= len(NAMES):
        return None
    steps = range(first, last + 1) if last >= first else range(first, last - 1, -1)
    said = ", ".join(NAMES[step] for step in steps)
    return f"{said[:1].upper()}{said[1:]}."
