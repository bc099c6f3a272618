"""Whether a value was said, and whether a sentence holds what nobody told. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from antiphon.engines.brain.notes import QUESTION, REQUEST
from antiphon.engines.brain.numbers import FREE, numerals
from antiphon.engines.brain.words import EMPTY, content, sentences, stem, words
from antiphon.talk import Call, Entry, Prompt, Result, Role, Said

CHARACTERS: Final = 4_000
"""Of what was said now, and of what was before, the last."""
CHAIN: Final = 4
"""Turns of one request, at most: a question of ours and the answer to it, again and again."""
FRAGMENT: Final = 6
"""Words of a request that goes on with another: "in Ukrainian", "and the tigers half a kilo"."""
LATELY: Final = 8
"""Entries of the history."""
PARTLY: Final = 4
"""Words of a value from which on some may be others than were said: "tell him he is late" is "you are late"."""
SHARE: Final = 0.5
_REFERS: Final = re.compile(
    r"\b(?:it|that|this|there|here|home|him|her|them|his|their|again|same|another|one|also|too|instead|rather|"
    r"what about|how about|and|back|my|no|not|actually|yes|yeah|sure|okay|ok|please do|"
    r"he|she|they|only|more|less|then)\b",
    re.IGNORECASE,
)
"""Words that mean something said before."""
_DOZENS: Final = re.compile(r"\b(\d{1,4}) dozen\b", re.IGNORECASE)
_NUMBER: Final = re.compile(rf"{FREE}\d+(?:\.\d+)?")
_ARTICLES: Final = (
    (0.5, re.compile(r"\bhalf\b", re.IGNORECASE)),
    (50.0, re.compile(r"\bhalf\b", re.IGNORECASE)),  # percent
    (100.0, re.compile(r"\b(?:fully?|max|maximum|all the way|completely)\b", re.IGNORECASE)),
    (1.0, re.compile(r"\b(?:an?|once|single)\b", re.IGNORECASE)),
    (2.0, re.compile(r"\b(?:couple|pair|twice|both|me and my|and (?:me|i))\b", re.IGNORECASE)),
    (6.0, re.compile(r"\bhalf a dozen\b", re.IGNORECASE)),
    (12.0, re.compile(r"\bdozen\b", re.IGNORECASE)),
)
_ANYONE: Final = re.compile(r"(?<!ty )(?<!ty-)\bone\b(?! (?:hundred|thousand|million))", re.IGNORECASE)
"""No number, mostly: "the red one"."""
_DIGITS: Final = re.compile(r"\d+(?:[.:,]\d+)*")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said."""

    now: str
    """The user's words of this request: also those that a question of ours was about."""
    before: str
    """Everything else in the conversation, the instruction included."""
    called: str = ""
    """The values that functions were called with lately: what goes on may go on with them."""

    @property
    def refers(self) -> bool:
        """The request may mean something that was said before it: it says so, or is only part of a request."""
        is_whole = REQUEST.match(self.now) or QUESTION.match(self.now) or len(words(self.now)) > FRAGMENT
        return _REFERS.search(self.now) is not None or not is_whole

    def sources(self) -> Iterator[str]:
        """What a value may come from; the last is looked up only where the others do not hold it."""
        yield self.now
        yield self.called
        yield self.before if self.refers else self._related

    @property
    def _related(self) -> str:
        """What was said before with a word of the request in it: "the corn", where it is known to be field 4."""
        wanted = {stem(word) for word in content(self.now)}
        return "\n".join(
            each for each in sentences(self.before) if wanted & {stem(word) for word in content(each)}
        )


def heard(prompt: Prompt) -> Heard:
    """What a value may come from."""
    said = [prompt.user.text] if prompt.user else []
    history = list(prompt.history)
    while not said and history:  # a result has come back: what led to it was said before
        if isinstance(entry := history.pop(), Said) and entry.role is Role.USER:
            said.append(entry.text)
    for _ in range(CHAIN):
        turn = _asked_turn(history)
        if turn is None:
            break
        said.insert(0, turn.text)
        del history[history.index(turn) :]
    before = "\n".join([prompt.system[:CHARACTERS], *map(_text, history)])
    called = "\n".join(_text(entry) for entry in history[-LATELY:] if isinstance(entry, Call))
    return Heard("\n".join(said)[-CHARACTERS:], before[-2 * CHARACTERS :], called)


def everything(prompt: Prompt) -> str:
    """What a number may come from: all that was said, called and returned."""
    said = prompt.user.text if prompt.user else ""
    history = "\n".join(map(_text, prompt.history))
    return f"{prompt.system[:CHARACTERS]}\n{history[-2 * CHARACTERS :]}\n{said[-CHARACTERS:]}"


def _asked_turn(history: list[Entry]) -> Said | None:
    """The user's turn that our last words, a question, were about."""
    if (
        len(history) < 2
        or not isinstance(last := history[-1], Said)
        or not isinstance(turn := history[-2], Said)
    ):
        return None
    is_asked = last.role is Role.MODEL and last.text.rstrip().endswith("?") and turn.role is Role.USER
    return turn if is_asked else None


def _text(entry: Entry) -> str:
    match entry:
        case Said():
            return entry.text
        case Call():
            return " ".join(map(str, entry.arguments.values()))
        case Result():
            return " ".join(f"{key} {value}" for key, value in entry.response.items())


def was_said(value: Any, of: Heard) -> bool:
    """Whether a value of an argument comes from what was said."""
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return any(_is_number_said(float(value), text) for text in of.sources())
    if isinstance(value, list | tuple):
        return all(was_said(each, of) for each in value)
    if not isinstance(value, str):
        return False
    return any(_are_words_said(value, text) for text in of.sources())


def _are_words_said(value: str, text: str) -> bool:
    every = words(numerals(value))
    wanted = [word for word in every if word not in EMPTY] or every
    if not wanted:
        return False
    known = {stem(word) for word in (*words(text), *words(numerals(text)))}
    found = sum(stem(word) in known for word in wanted)
    return found == len(wanted) or (len(every) >= PARTLY and found >= SHARE * len(wanted))


def _is_number_said(value: float, text: str) -> bool:
    digits = _DOZENS.sub(lambda match: str(12 * int(match[1])), numerals(text))
    if any(abs(float(match[0][:15])) == abs(value) for match in _NUMBER.finditer(digits)):
        return True
    return any(number == value and said.search(text) for number, said in _ARTICLES)


def has_strange_number(sentence: str, known: str) -> bool:
    """Whether a number stands in it that is nowhere in what is known."""
    return not _numbers(_ANYONE.sub("it", sentence)) <= _numbers(known)


def _numbers(text: str) -> set[str]:
    """In digits, each written as briefly as it can be; "4.0" is "4"."""
    found = (match[0] for match in _DIGITS.finditer(numerals(text)))
    return {each.rstrip("0").rstrip(".") if "." in each else each for each in found}
