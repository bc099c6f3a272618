"""Sentences and words of what was said, and which of them carry meaning. Pure."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain.table import bag

_ENDS: Final = re.compile(r"(?<=[.!?])[\"')]*\s+|\n+")
_SHORT: Final = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Prof|No|vs|e\.g|i\.e|a\.m|p\.m|[A-Z])\.$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
EMPTY: Final = bag(
    "a an the and or but if of at by for with about to from in on up down out over under into as is are am was "
    "were be been being do does did doing done has have had having can could will would shall should may might "
    "must i me my mine myself we us our ours you your yours yourself he him his she her hers it its they them "
    "their theirs this that these those what which who whom whose when where why how there here not no nor so "
    "too very just also then than please okay ok oh um uh well hey hi hello now again still any some one all "
    "whats i'm i've i'd i'll it's that's what's who's where's how's there's you're we're they're don't doesn't "
    "didn't isn't aren't wasn't can't couldn't won't wouldn't let's say tell told said know remember mind "
    "much many long far get got go going exactly actually really"
)
"""Words that mean little by themselves."""


def sentences(text: str) -> list[str]:
    """What ends with a full stop, a question or exclamation mark, or a line."""
    found: list[str] = []
    for piece in _ENDS.split(text):
        if not piece or not piece.strip():
            continue
        if found and _SHORT.search(found[-1]):
            found[-1] += " " + piece.strip()
        else:
            found.append(piece.strip())
    return found


def words(text: str) -> list[str]:
    """In lower case, without marks; an apostrophe stays inside its word."""
    return [word.replace("\u2019", "'") for word in _WORD.findall(text.lower())]


def stem(word: str) -> str:
    """Roughly: "dogs", "dog's" and "dog" are one word, so are "open", "opens" and "opened"."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, least in (("ies", 4), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            root = word[: -len(ending)] + ("y" if ending == "ies" else "")
            return root.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def content(text: str) -> list[str]:
    """The words that carry meaning, in order, once each."""
    return [word for word in dict.fromkeys(words(text)) if word not in EMPTY and not word.isspace()]


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def listed(items: list[str]) -> str:
    """As people list: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""
