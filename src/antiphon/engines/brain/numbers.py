"""Numbers as they are said: "twenty five" is 25. Pure."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain.table import row

_UNITS: Final = dict(
    zip(
        row(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ),
        range(20),
        strict=True,
    )
)
_TENS: Final = dict(
    zip(row("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True)
)
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORD: Final = "|".join((*_UNITS, *_TENS, *_SCALES))
_SAID: Final = re.compile(
    rf"\b(?:a\s+(?=hundred|thousand|million))?(?:{_WORD})\b"
    rf"(?:(?:[\s-]+|\s+and\s+)(?:{_WORD})\b)*(?:\s+point(?:\s+(?:{_WORD})\b)+)?",
    re.IGNORECASE,
)
FREE: Final = r"(?<![^\W_])(?<![^\W\d_]-)"
"""Before a number, in a pattern: it is no part of a name such as "XY9310" or "B-52"."""
_GROUPED: Final = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_HALVES: Final = re.compile(r"\b(?<!\.)(\d+) and (?:a|the) half\b", re.IGNORECASE)
NAMES: Final = tuple(_UNITS) + tuple(
    f"{ten}-{unit}" if unit != "zero" else ten for ten in _TENS for unit in list(_UNITS)[:10]
)
"""How 0 to 99 are said."""


def numerals(text: str) -> str:
    """``text`` with digits where number words were: "seventeen plus a hundred and two" is "17 plus 102".

    Words that make no single number stay apart: "two three" is "2 3", "one and two" is "1 and 2".
    """
    whole = _SAID.sub(_digits, _GROUPED.sub(lambda match: match[0].replace(",", ""), text))
    return _HALVES.sub(r"\1.5", whole)


def _digits(match: re.Match[str]) -> str:
    words, _, decimals = match[0].lower().partition(" point ")
    numbers = _whole(words)
    if not decimals:
        return " ".join(numbers)
    digits = "".join(_whole(decimals)).replace("and", "").replace(" ", "")
    return " ".join([*numbers[:-1], f"{numbers[-1]}.{digits}"])


def _whole(words: str) -> list[str]:
    """The numbers in a run of number words, and the "and"s that join none."""
    found: list[str] = []
    total = group = 0
    is_open = has_and = False
    least = 10**12  # what may still be added is below this

    def close() -> None:
        nonlocal total, group, is_open, least
        if is_open:
            found.append(str(total + group))
        total, group, is_open, least = 0, 0, False, 10**12

    for word in re.split(r"[\s-]+", words):
        if word == "a":
            continue
        if word == "and":
            has_and = True
            continue
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                group = (group or 1) * 100
                least = 100
            else:
                total += (group or 1) * scale
                group, least = 0, scale
            is_open, has_and = True, False
            continue
        value = _UNITS.get(word, _TENS.get(word, 0))
        size = 10 if value < 10 else 100
        joins = is_open and least >= size and value and not (has_and and least < 100)
        if is_open and not joins:
            close()
            if has_and:
                found.append("and")
        elif is_open and least == 10**12:
            close()
        group += value
        least = 10 if word in _TENS else 1
        is_open, has_and = True, False
    close()
    return found
