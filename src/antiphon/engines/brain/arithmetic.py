"""Sums that are asked aloud, worked out exactly. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import isqrt
from typing import Final

from antiphon.engines.brain.numbers import numerals

LONGEST: Final = 200
"""Characters of a question that is read as a sum."""
DIGITS: Final = 15
"""Of any number on the way: what is longer is not said aloud."""
POWER: Final = 64

_FRAME: Final = re.compile(
    r"^(?:(?:so|and|okay|ok|hey|hi|please|now|then)[,\s]+)*"
    r"(?:(?:can|could|would|will) you (?:please )?|do you know |please )?"
    r"(?:tell me |calculate |compute |work out |figure out |add up |solve |(?:and )?what(?:'s| is| are| would be)?"
    r"(?: the (?:result|answer|value)(?: of| to)?)? |how much (?:is|are|makes?|would be) |what does |i have )?"
    r"(?:what(?:'s| is)? |how much is )?",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:\s*(?:[?.!=]|,?\s*please|equals?|is|make|come to|for me|then|in total|altogether))*\s*$",
    re.IGNORECASE,
)
_SPELLINGS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\bthe square root of\b|\bsquare root of\b|\u221a", " sqrt "),
        (r"\bhalf (?:of )?(?=\d)", " 1/2 * "),
        (r"\b(?:a |one |1 )?third of (?=\d)", " 1/3 * "),
        (r"\b(?:a |one |1 )?quarter of (?=\d)", " 1/4 * "),
        (r"\b(?:the )?(?:double|twice) (?:of )?(?=\d)", " 2 * "),
        (r"\b(?:the )?sum of (\S+) and (\S+)", r"\1 + \2"),
        (r"\b(?:the )?product of (\S+) and (\S+)", r"\1 * \2"),
        (r"\b(?:the )?difference between (\S+) and (\S+)", r"\1 - \2"),
        (r"\b(?:percent|per cent) of\b|%\s*of\b", " /100 * "),
        (r"\bto the power of\b|\braised to\b|\^|\*\*", " ** "),
        (r"\bsquared\b", " ** 2 "),
        (r"\bcubed\b", " ** 3 "),
        (r"\bplus\b|\badded to\b", " + "),
        (r"\bminus\b|\bless\b|\btake away\b|\u2212|\u2013", " - "),
        (r"\btimes\b|\bmultiplied (?:by|with)\b|(?<=[\d\s])x(?=[\d\s])|\u00d7", " * "),
        (r"\bdivided by\b|\bover\b|\u00f7", " / "),
    )
)
_ORDERED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\bsubtract (\S+) from (\S+)", r"\2 minus \1"),
        (r"\badd (\S+) (?:and|to) (\S+)", r"\1 plus \2"),
        (r"\bmultiply (\S+) (?:and|by|with) (\S+)", r"\1 times \2"),
        (r"\bdivide (\S+) by (\S+)", r"\1 divided by \2"),
    )
)
"""What one is told to do, as it is said when it is done."""
_NUMBER_OF_SOMEBODY: Final = re.compile(r"\d+(?:-\d+)+\W*")
_TOKENS: Final = re.compile(r"\s*(\d+(?:\.\d+)?|\*\*|[-+*/()]|sqrt)")
_SPOKEN: Final = {"+": "plus", "-": "minus", "*": "times", "/": "divided by", "**": "to the power of"}
_GAINS: Final = r"get|got|buy|bought|find|found|receive|received|win|won|pick|picked|collect|collected|(?:gives?|gave|brings?|brought) me"
_LOSSES: Final = r"(?:give|gave)(?! me)|lose|lost|eat|ate|sell|sold|spend|spent|use|used|drink|drank|drop|dropped|break|broke|throw|threw"
_PROBLEM: Final = re.compile(
    rf"\bi(?:'ve got|'ve| have| had| got| bought) (?P<first>\d+) (?P<things>[a-z]+)\b[^?\d]{{0,40}}?"
    rf"\b(?:(?P<more>{_GAINS})|(?:{_LOSSES}))\b[^?\d]{{0,20}}?\b(?P<second>\d+)(?: more| of them| away| (?P=things)\b)*"
    r"(?: (?:in|at|to|on|from|with|for)\b[^?\d.]{0,30})?[,.;]*(?: and| so)? "
    r"how many(?: (?P=things)| of them)?(?: now)? (?:do i|are|have i|will i|i|left)\b[^?\d]{0,30}\W*$",
    re.IGNORECASE,
)
"""Of what one has there is more, or less: "I had 9 coins and gave away 4. How many are left?"."""
_EACH: Final = re.compile(
    r"\b(?P<first>\d+) [a-z]+ (?:with|of|that have|that hold) (?P<second>\d+) (?P<things>[a-z]+)(?: (?:in|on))? each\b"
    r"[^?\d]{0,20}\bhow many\b[^?\d]{0,30}\W*$",
    re.IGNORECASE,
)
"""The same number again and again: "ten bags with six coins in each"."""


class NotASum(Exception):  # noqa: N818  # not an error: the question is about something else
    """The words are no sum, or one beyond what is worked out."""


def solve(text: str) -> str | None:
    """The answer to a sum, as a sentence; ``None`` where the words ask for something else."""
    if len(text) > LONGEST or _NUMBER_OF_SOMEBODY.fullmatch(text.strip()):
        return None
    said = _TAIL.sub("", _FRAME.sub("", numerals(text.strip())))
    for pattern, replacement in _ORDERED:
        said = pattern.sub(replacement, said)
    formula = said
    for pattern, replacement in _SPELLINGS:
        formula = pattern.sub(replacement, formula)
    try:
        tokens = list(_split(formula))
        if not any(token in tokens for token in ("+", "-", "*", "/", "**", "sqrt")) or len(tokens) > 24:
            return None
        if not any(token[0].isdigit() for token in tokens) or len(tokens) < 2:
            return None
        if len(tokens) == 2 and tokens[0] == "-":
            return None
        value = _Sum(tokens).value()
    except NotASum:
        return None
    except ZeroDivisionError:
        return "You can't divide by zero."
    question = re.sub(r"\s+", " ", _aloud(said)).strip()
    exact = _number(value)
    link = "is" if Fraction(exact) == value else "is about"
    return f"{question[:1].upper()}{question[1:]} {link} {exact}."


def word_problem(text: str) -> str | None:
    """How many somebody has who had some, and got some more or lost some, or so many each; ``None`` for anything else."""
    if len(text) > LONGEST:
        return None
    told = numerals(text)
    if match := _EACH.search(told):
        return f"That's {int(match['first'][:DIGITS]) * int(match['second'][:DIGITS])} {match['things']}."
    if not (match := _PROBLEM.search(told)):
        return None
    first, second = (int(match[name][:DIGITS]) for name in ("first", "second"))
    if match["more"]:
        return f"You have {first + second} {match['things']}."
    return f"You have {first - second} {match['things']} left." if first >= second else None


def _split(formula: str) -> Iterator[str]:
    at = 0
    formula = formula.strip()
    while at < len(formula):
        match = _TOKENS.match(formula, at)
        if match is None:
            raise NotASum
        at = match.end()
        yield match[1]


def _aloud(said: str) -> str:
    """The sum in words, where it was typed with signs."""
    said = re.sub(r"(?<=[\d\s])x(?=[\d\s])|[*\u00d7](?!\*)(?<!\*\*)", " times ", said)
    for sign, word in (
        ("**", "to the power of"),
        ("^", "to the power of"),
        ("+", "plus"),
        ("/", "divided by"),
    ):
        said = said.replace(sign, f" {word} ")
    said = re.sub(r"(?<=\d)\s*[-\u2212\u2013]\s*(?=\d)", " minus ", said.replace("\u00f7", " divided by "))
    return said.replace("%", " percent")


class _Sum:
    """Reads tokens from left to right, by the usual precedence."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def value(self) -> Fraction:
        value = self._terms()
        if self._at != len(self._tokens):
            raise NotASum
        return value

    def _next(self, *wanted: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def _terms(self) -> Fraction:
        value = self._factors()
        while sign := self._next("+", "-"):
            other = self._factors()
            value = _bounded(value + other if sign == "+" else value - other)
        return value

    def _factors(self) -> Fraction:
        value = self._power()
        while sign := self._next("*", "/"):
            other = self._power()
            value = _bounded(value * other if sign == "*" else value / other)
        return value

    def _power(self) -> Fraction:
        base = self._single()
        if not self._next("**"):
            return base
        exponent = self._single()
        if exponent.denominator != 1 or not 0 <= exponent <= POWER:
            raise NotASum
        value = Fraction(1)
        for _ in range(int(exponent)):
            value = _bounded(value * base)
        return value

    def _single(self) -> Fraction:
        if self._next("-"):
            return -self._single()
        if self._next("sqrt"):
            return _root(self._single())
        if self._next("("):
            value = self._terms()
            if not self._next(")"):
                raise NotASum
            return value
        if self._at == len(self._tokens) or not self._tokens[self._at][0].isdigit():
            raise NotASum
        self._at += 1
        return _bounded(Fraction(self._tokens[self._at - 1]))


def _bounded(value: Fraction) -> Fraction:
    if abs(value) >= 10**DIGITS or value.denominator >= 10**DIGITS:
        raise NotASum
    return value


def _root(value: Fraction) -> Fraction:
    if value < 0:
        raise NotASum
    scale = 10**6
    root = Fraction(isqrt(int(value * scale * scale)), scale)
    return round(root) * Fraction(1) if round(root) ** 2 == value else root


def _number(value: Fraction) -> str:
    """With two decimals at most, more where it is small."""
    if value.denominator == 1:
        return str(value.numerator)
    decimals = 2 if abs(value) >= 1 else 4
    exact = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return exact if Fraction(exact) == value else f"{float(value):.{decimals}f}".rstrip("0").rstrip(".")
