"""Answers from notes: a few examples for the model to go on from, and a check of what it writes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from antiphon.engines.brain.brief import brief
from antiphon.engines.brain.dates import WEEKDAYS
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.words import EMPTY, capital, content, stem, words
from antiphon.engines.prompting import clip

MOST: Final = 3
"""Notes put beside a question."""
CHARACTERS: Final = 400
TOKENS: Final = 150
"""Of the notes, and of the question: fewer characters where they are denser than English."""
UNKNOWN: Final = "I don't know"
EXAMPLES: Final = """\
Note: The shop opens at nine and closes at six.
Q: When do you close?
A: We close at six.

Note: A small coffee costs 2 euros. We take cash only.
Q: Can I pay by card?
A: No, we take cash only.

Note: The museum is in Park Street. We are closed on Sundays.
Q: Are you open on Sunday?
A: No, we are closed on Sundays.

Note: The password of the wifi is rainbow7.
Q: What's the wifi password?
A: The wifi password is rainbow7.

"""
"""What the model is shown first; constant, so that it is read once.

Measured (Q8_0) on the thirteen questions of the tuning half that a note answers: eight answers held what was wanted.
So only a note that is too long to be told as it is comes here.
"""
_CLOSED: Final = re.compile(
    r"\b(?:closed|shut|do not open|don't open)\b(?:[^.!?]*?)\b(?P<days>(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?:,? and |, | or )?)+)",
    re.IGNORECASE,
)
_HOURS: Final = re.compile(
    r"\b(?:open|opens|opening|close|closes|closing|closed|hours|come|visit)\b", re.IGNORECASE
)
_TOKEN: Final = re.compile(r"\d+(?:[.:,]\d+)*|[^\W\d_][\w'-]*")


def question(notes: Sequence[Note], asked: str) -> str:
    """The text for the model to continue."""
    told = " ".join(note.text if note.text[-1:] in ".!?" else f"{note.text}." for note in notes[:MOST])
    return f"{EXAMPLES}Note: {_line(told)}\nQ: {_line(asked)}\nA:"


def closed_day(notes: Iterable[Note], asked: str, today: int) -> str | None:
    """That it is closed then, where a question about a Monday meets a note that says so.

    ``today`` is the weekday, 0 for Monday.
    """
    if not _HOURS.search(asked):
        return None
    lowered = asked.lower()
    days = {day for day in WEEKDAYS if re.search(rf"\b{day.lower()}s?\b", lowered)}
    if re.search(r"\b(?:today|now|tonight)\b", lowered):
        days.add(WEEKDAYS[today])
    if "tomorrow" in lowered:
        days.add(WEEKDAYS[(today + 1) % 7])
    for note in notes:
        if (match := _CLOSED.search(note.text)) is None:
            continue
        closed = {day for day in WEEKDAYS if day.lower() in match["days"].lower()}
        if both := [day for day in WEEKDAYS if day in days & closed]:
            return f"We're closed on {both[0]}s."
    return None


def checked(answer: str, notes: Sequence[Note], asked: str) -> str:
    """The answer if each number and name in it was told; otherwise the first note itself."""
    said = brief(answer.split("\nQ:", maxsplit=1)[0].split("\nNote:", maxsplit=1)[0], 2)
    if not said or UNKNOWN.lower() in said.lower():
        return as_told(notes[0])
    known = f"{' '.join(note.text for note in notes)} {asked}"
    have = set(words(numerals(known))) | set(words(known)) | {stem(word) for word in words(known)}
    have |= set(_TOKEN.findall(numerals(known).lower()))
    for match in _TOKEN.finditer(numerals(said)):
        token = match[0]
        is_name = (
            token[:1].isupper()
            and match.start() > 0
            and said[match.start() - 2 : match.start()] not in {". ", "! "}
        )
        if (
            (any(map(str.isdigit, token)) or is_name)
            and token.lower().strip("'") not in have
            and stem(token.lower()) not in have
        ):
            if token.lower() in EMPTY:
                continue
            return as_told(notes[0])
    if len(content(said)) == 0 and not re.match(r"(?:yes|no)\b", said, re.IGNORECASE):
        return as_told(notes[0])
    return capital(said)


def as_told(note: Note) -> str:
    """The note itself, in the assistant's mouth."""
    text = note.text
    if not note.is_users:
        for pattern, replacement in _OWN:
            text = pattern.sub(replacement, text)
    return brief(capital(text if text[-1:] in ".!?" else f"{text}."), 2)


_OWN: Final = (
    (re.compile(r"\bYou are\b"), "I am"),
    (re.compile(r"\byou are\b"), "I am"),
    (re.compile(r"\bYou (?=work|serve|sell|have|offer|own|manage|run)\b"), "We "),
    (re.compile(r"\byour\b"), "our"),
    (re.compile(r"\bYour\b"), "Our"),
)


def unknown(asked: str, *, is_users: bool) -> str:
    """That it is not known, with what it is that is not known, where that can be said simply."""
    if not is_users:
        return "I don't know, I wasn't told that."
    match = _MINE.match(asked)
    if match:
        thing = re.sub(r"'s (?:name|called)$", "'s name", match["thing"].strip().lower())
        return f"I don't know your {thing}. You haven't told me."
    return "I don't know, you haven't told me."


_MINE: Final = re.compile(
    r"^\W*(?:(?:do you (?:know|remember)|can you tell me|tell me|and|so)[, ]+)*what(?:'s| is| are| was| were) "
    r"my (?P<thing>[a-z' -]{2,40}?)(?: (?:called|named|again))?[?.!]*$",
    re.IGNORECASE,
)


def _line(text: str) -> str:
    return clip(" ".join(text[:CHARACTERS].replace("<|", "").split()), TOKENS, keep_end=False)
