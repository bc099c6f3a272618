"""A prompt as chat messages, cut to what a small model can read. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, TypedDict

from antiphon.talk import Call, Entry, Prompt, Result, Role, Said

CHARACTERS_PER_TOKEN: Final = 4
"""A rule of thumb for English; the margin between budget and context covers what is denser."""
MESSAGE_TOKENS: Final = 5
"""What a chat template puts around one message."""
GREETING: Final = "Hello!"
CONTINUATION: Final = "Please go on."
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


def estimate(text: str) -> int:
    """Tokens, roughly, of one message with ``text``.

    A small model's vocabulary is English: digits, punctuation and other scripts cost it a token per character
    or, beyond the Basic Latin letters, one per two bytes of UTF-8.
    """
    plain = sum(character.isalpha() or character.isspace() for character in text if character.isascii())
    rest = len(text.encode(errors="replace")) - plain
    ascii_rest = sum(map(str.isascii, text)) - plain
    return -(-plain // CHARACTERS_PER_TOKEN) + ascii_rest + -(-(rest - ascii_rest) // 2) + MESSAGE_TOKENS


def messages(prompt: Prompt, persona: str = "", budget: Budget | None = None) -> list[Message]:
    """System text, history, user: adjacent entries of one role are joined, for many templates insist on turns.

    With a budget the system text keeps its beginning (half the budget at most), the user's text its end (as
    much), and of the history the newest turns stay, from a user turn on.
    """
    # Instructions that came in between join the first: many templates know only one system message, the first.
    later = [each.text for each in prompt.history if isinstance(each, Said) and each.role is Role.SYSTEM]
    system = "\n\n".join(filter(None, (persona, prompt.system.strip(), *later)))
    turns = _turns(prompt)
    if budget is not None:
        half = budget.prompt_tokens // 2
        system = _clip(system, half, keep_end=False)
        if turns:
            turns[-1]["content"] = _clip(turns[-1]["content"], half, keep_end=True)
        turns = _newest(turns, budget.prompt_tokens - (estimate(system) if system else 0))
    return [Message(role="system", content=system), *turns] if system else turns


def _turns(prompt: Prompt) -> list[Message]:
    said = [(_NAMES[entry.role], entry.text) for entry in map(_told, prompt.history) if entry.role in _NAMES]
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
        turns.append(Message(role="user", content=CONTINUATION))
    return turns


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


def _clip(text: str, tokens: int, *, keep_end: bool) -> str:
    """``text`` within ``tokens``; halving finds the length, as scripts differ in density."""
    most = tokens * CHARACTERS_PER_TOKEN  # beyond it nothing fits, and a caller's text may be megabytes
    text = text[-most:] if keep_end else text[:most]
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        kept = text[len(text) - middle :] if keep_end else text[:middle]
        low, high = (middle, high) if estimate(kept) <= tokens else (low, middle - 1)
    return text[len(text) - low :] if keep_end else text[:low]
