"""What was told, as an answer: the note itself, or that there is none. Pure."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain.brief import brief
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.words import capital, content, stem, words

_WHEN: Final = re.compile(
    r"\b(?:when|(?:what|which) (?:time|day|date|month|year|hours)|how (?:late|early|soon))\b", re.IGNORECASE
)
_HOW_MUCH: Final = re.compile(
    r"\bhow (?:much|many|old|tall|long|far|big|high|deep|heavy|often)\b", re.IGNORECASE
)
_WHERE: Final = re.compile(
    r"\b(?:where|(?:what|which) (?:city|town|street|country|place|floor|room))\b", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"\d|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tonight|tomorrow|yesterday|noon|midnight|mornings?|"
    r"afternoons?|evenings?|nights?|week(?:end)?s?|months?|daily|always|never|spring|summer|autumn|winter|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(r"\d|\b(?:half|once|twice|free|every|daily|weekly|no|none|an?)\b", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"\b(?:in|at|on|from|near|behind|under|next to|to|by|above|below|opposite|beside|inside|outside|upstairs|downstairs)\b",
    re.IGNORECASE,
)
_KINDS: Final = ((_WHEN, _TIME), (_HOW_MUCH, _AMOUNT), (_WHERE, _PLACE))
"""What a question asks for, and what tells such a thing."""
_UNKNOWING: Final = re.compile(
    r"\b(?:don't|do not|can't|cannot) (?:\w+ )?know\b|\b(?:haven't|have not|never) told\b|\bnot been told\b|"
    r"\b(?:wasn't|was not|weren't|haven't been) told\b|\bno idea\b",
    re.IGNORECASE,
)
_BUT: Final = re.compile(r",? but\b|; ", re.IGNORECASE)
_OWN: Final = (
    (re.compile(r"\bYou are\b"), "I am"),
    (re.compile(r"\byou are\b"), "I am"),
    (re.compile(r"\bYou (?=work|serve|sell|have|offer|own|manage|run)\b"), "We "),
    (re.compile(r"\byour\b"), "our"),
    (re.compile(r"\bYour\b"), "Our"),
)
_MINE: Final = re.compile(
    r"^\W*(?:(?:do you (?:know|remember)|can you tell me|tell me|and|so)[, ]+)*what(?:'s| is| are| was| were) "
    r"my (?P<thing>[a-z' -]{2,40}?)(?: (?:called|named|again))?[?.!]*$",
    re.IGNORECASE,
)


def is_unknowing(sentence: str) -> bool:
    """Whether it says that something is not known, and does not tell something else before."""
    first = _BUT.split(sentence.replace("\u2019", "'"), maxsplit=1)[0]
    return _UNKNOWING.search(first) is not None


def may_answer(note: str, question: str) -> bool:
    """Whether what is told is of the kind that is asked for, and no more than the question says itself."""
    told = numerals(note)
    if any(asks.search(question) and not tells.search(told) for asks, tells in _KINDS):
        return False
    asked = {stem(word) for word in words(question)}
    return any(stem(word) not in asked for word in content(note))


def as_told(note: Note) -> str:
    """The note itself, in the assistant's mouth."""
    text = note.text
    if not note.is_users:
        for pattern, replacement in _OWN:
            text = pattern.sub(replacement, text)
    return brief(capital(text if text[-1:] in ".!?" else f"{text}."), 2)


def unknown(asked: str, *, is_users: bool) -> str:
    """That it is not known, with what it is that is not known, where that can be said simply."""
    if not is_users:
        return "I don't know, I wasn't told that."
    match = _MINE.match(asked)
    if match:
        thing = re.sub(r"'s (?:name|called)$", "'s name", match["thing"].strip().lower())
        return f"I don't know your {thing}. You haven't told me."
    return "I don't know, you haven't told me."
