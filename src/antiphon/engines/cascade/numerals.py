"""Numbers in English words. Pure."""

from __future__ import annotations

from typing import Final

_BELOW_TWENTY: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_SMALL: Final = tuple(_BELOW_TWENTY.split())
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST: Final = 15
"""Digits of the largest number that is said as one; more are said one by one."""


def cardinal(number: int) -> str:
    """As in "forty-two"."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[rest]}" if rest else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" {cardinal(rest)}" if rest else "")
    words = []
    scale = 0
    while number:
        number, group = divmod(number, 1000)
        if group:
            words.append(f"{cardinal(group)} {_SCALES[scale]}".rstrip())
        scale += 1
    return " ".join(reversed(words))


def ordinal(number: int) -> str:
    """As in "forty-second"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return words[:cut] + last


def digits(text: str) -> str:
    """One by one; what is no digit is left out."""
    return " ".join(_SMALL[int(character)] for character in text if character in "0123456789")


def year(number: int) -> str:
    """Four digits, as in "nineteen eighty-four"."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def decade(number: int) -> str:
    """As in "nineteen eighties" for 1980 and "eighties" for 80."""
    words = year(number) if number >= 100 else cardinal(number)
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def decimal(text: str) -> str:
    """A number as it is written: thousands between commas, a fraction after a point, a sign."""
    sign = "minus " if text[0] in "-\u2212" else ""
    whole, point, fraction = text.lstrip("-+\u2212").replace(",", "").partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0"):
        words = digits(whole)
    else:
        words = cardinal(int(whole or "0"))
    return f"{sign}{words}" + (f" point {digits(fraction)}" if point and fraction else "")


def share(above: int, below: int) -> str:
    """A fraction: "three quarters"."""
    if below == 2:
        name = "half" if above == 1 else "halves"
    elif below == 4:
        name = "quarter" if above == 1 else "quarters"
    else:
        name = ordinal(below) + ("" if above == 1 else "s")
    return f"{cardinal(above)} {name}"


_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """The value of a Roman numeral of I, V, X, L and C."""
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )
