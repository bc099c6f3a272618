"""What was told, as an answer: the note itself, or that there is none. Pure."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain.brief import brief
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.words import capital

AMOUNT: Final = re.compile(
    r"\b(?:when|what time|how (?:much|late|early)|from when|until when|what hours)\b", re.IGNORECASE
)
"""Asks for what digits tell."""
_UNKNOWING: Final = re.compile(
    r"\b(?:don't|do not|can't|cannot) (?:\w+ )?know\b|\b(?:haven't|have not|never) told\b|\bnot been told\b|"
    r"\b(?:wasn't|was not|weren't|haven't been) told\b|\bno idea\b",
    re.IGNORECASE,
)
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
    """Whether it says that something is not known."""
    return _UNKNOWING.search(sentence.replace("\u2019", "'")) is not None


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
