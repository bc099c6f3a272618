"""A prompt as chat messages, cut to what a small model can read. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypedDict

from antiphon.talk import SILENT, Call, Entry, Prompt, Result, Role, Said

CHARACTERS_PER_TOKEN: Final = 4
"""No text has more on average: what is longer is not even looked at."""
LETTERS_PER_TOKEN: Final = 3
"""Of a word that could be English. Measured with SmolLM2's vocabulary: none such has more than twice the tokens."""
MESSAGE_TOKENS: Final = 5
"""What a chat template puts around one message."""
GREETING: Final = "Hello!"
CONTINUATION: Final = "Please go on."
CUT: Final = "... [interrupted]"
"""Follows what was heard of an answer that was cut off: as much as a model needs to know that there was more."""
TRAILING: Final = "..."
"""The same for the smallest models: brackets lead them to fill in forms."""
_NAMES: Final = {Role.USER: "user", Role.MODEL: "assistant"}


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of a model's context a prompt and its answer may take."""

    prompt_tokens: int
    answer_tokens: int


class Message(TypedDict):
    """One entry of ``messages``."""

    role: str
    content: str


_WORDS: Final = (
    "the and you for not are but was his her she him its has had can did one two all any our out who how why day get "
    "see may new now old too yes way say let try got put use no of to in is it on at be as do my me we he by or if so "
    "an up am go says tell told friend house room open day today help answer short friendly assistant question cost "
    "that this with from have what your will would could should about there their they them then than when where "
    "which were been some here just like know said make time good want only also into more very please thank tell "
    "does open over other after before first think because being really people"
)
_COMMON: Final = frozenset(_WORDS.split())
"""One token each: what English is full of need not be guessed at."""
_PIECES: Final = re.compile(r" ?[A-Za-z]+|[\s\S]")
_ENGLISH: Final = re.compile(
    r"(?!.*(?:[^aeiouy]{4}|[aeiouy]{3}|q(?!u)|[jqxzvkw].*[jqxzvkw]|[jv][^aeiouy]|[^aeiou]x|[xz][^aeiouyt]|[yu][yu]))"
    r"(?=.*[aeiouyAEIOUY])[A-Za-z]?[a-z]*"
)


def estimate(text: str) -> int:
    """Tokens of one message with ``text``: of ordinary English half as many again, of anything at least half.

    A small model's vocabulary is English: what cannot be an English word, digits and punctuation cost it a token
    per character, other scripts one per two bytes of UTF-8 or per byte.
    """
    return sum(map(_tokens, _PIECES.findall(text))) + MESSAGE_TOKENS


@lru_cache(4096)
def _tokens(piece: str) -> int:
    if not piece.isascii():
        return -(-len(piece.encode(errors="replace")) // 2)
    word = piece.strip()
    if word.lower() in _COMMON:
        return 1
    if len(word) > 1 and _ENGLISH.fullmatch(word):
        return max(2, -(-len(word) // LETTERS_PER_TOKEN))
    return max(len(word), 1)


def messages(prompt: Prompt, persona: str = "", budget: Budget | None = None) -> list[Message]:
    """System text, history, user: adjacent entries of one role are joined, for many templates insist on turns.

    With a budget the system text keeps its beginning (half the budget at most), the user's text its end (as
    much), and of the history the newest turns stay, from a user turn on.
    """
    # Instructions that came in between join the first: many templates know only one system message, the first.
    system = "\n\n".join(filter(None, (persona, prompt.system.strip(), *instructions(prompt))))
    turns = _turns(prompt)
    if budget is not None:
        half = budget.prompt_tokens // 2
        system = clip(system, half, keep_end=False)
        if turns:
            turns[-1]["content"] = clip(turns[-1]["content"], half, keep_end=True)
        turns = _newest(turns, budget.prompt_tokens - (estimate(system) if system else 0))
    return [Message(role="system", content=system), *turns] if system else turns


def instructions(prompt: Prompt) -> list[str]:
    """Those that came in the middle of the conversation."""
    said = (each for each in prompt.history if isinstance(each, Said) and each.role is Role.SYSTEM)
    return [each.text for each in said if not each.text.startswith(SILENT)]


def silence(prompt: Prompt) -> str | None:
    """What is to be done about a silence, if the answer is for one."""
    last = prompt.history[-1] if prompt.history else None
    is_one = isinstance(last, Said) and last.role is Role.SYSTEM and last.text.startswith(SILENT)
    return last.text if is_one and isinstance(last, Said) else None


def unasked(prompt: Prompt) -> str:
    """What is put into the mouth of a user who said nothing."""
    text = silence(prompt)
    return CONTINUATION if text is None else f"({text})"


def _turns(prompt: Prompt) -> list[Message]:
    told = map(_told, where_cut(prompt.history, TRAILING))
    said = [(_NAMES[entry.role], entry.text) for entry in told if entry.role in _NAMES]
    if prompt.user is not None:
        said.append(("user", prompt.user.text))
    turns: list[Message] = []
    for name, text in said:
        if not text.strip():
            continue
        if turns and turns[-1]["role"] == name:
            turns[-1]["content"] += "\n" + text
        else:
            turns.append(Message(role=name, content=text))
    # Chat models answer users: who asked for words without saying any gets some put into their mouth.
    if not turns:
        turns.append(Message(role="user", content=GREETING))
    elif turns[-1]["role"] != "user":
        turns.append(Message(role="user", content=unasked(prompt)))
    return turns


def where_cut(history: Iterable[Entry], note: str = CUT) -> tuple[Entry, ...]:
    """The history as models read it: what was interrupted says so, unless the model itself went on with it."""
    entries = list(history)
    last: int | None = None  # the newest words that were cut off, as long as nobody has said anything since
    for index, entry in enumerate(entries):
        if not isinstance(entry, Said) or entry.role is Role.SYSTEM:
            continue
        if last is not None and entry.role is Role.USER:
            entries[last] = _noted(entries[last], note)
        last = index if entry.is_cut else None
    if last is not None:
        entries[last] = _noted(entries[last], note)
    return tuple(entries)


def _noted(entry: Entry, note: str) -> Entry:
    return replace(entry, text=f"{entry.text} {note}") if isinstance(entry, Said) else entry


def _told(entry: Entry) -> Said:
    """What functions did, in words: chat servers disagree about any other form."""
    match entry:
        case Said():
            return entry
        case Call():
            return Said(Role.MODEL, "")
        case Result():
            return Said(Role.USER, f"({entry.call.name}: {json.dumps(entry.response, ensure_ascii=False)})")


def _newest(turns: list[Message], tokens: int) -> list[Message]:
    """The longest tail that fits and begins with the user; the last entry stays whatever it costs."""
    left = tokens
    first = len(turns)
    for index in range(len(turns) - 1, -1, -1):
        left -= estimate(turns[index]["content"])
        if left < 0:
            break
        if turns[index]["role"] == "user":
            first = index
    return turns[min(first, len(turns) - 1) :] if turns else turns


def clip(text: str, tokens: int, *, keep_end: bool) -> str:
    """``text`` within ``tokens``; halving finds the length, as scripts differ in density."""
    most = tokens * CHARACTERS_PER_TOKEN  # beyond it nothing fits, and a caller's text may be megabytes
    text = text[-most:] if keep_end else text[:most]
    if estimate(text) <= tokens:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        kept = text[len(text) - middle :] if keep_end else text[:middle]
        low, high = (middle, high) if estimate(kept) <= tokens else (low, middle - 1)
    return text[len(text) - low :] if keep_end else text[:low]
