"""A conversation within what the model can read, in its own tokens, and so that what was read stays of use.

An estimate may be half or twice the truth, so tokens are counted wherever they may matter. When a history becomes
too long, half of it goes at once: the rest is read anew then, and not at every turn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from antiphon.engines.brain import chat
from antiphon.engines.brain.plain import plainly
from antiphon.engines.prompting import Message, clip, estimate, instructions
from antiphon.talk import SILENT, Entry, Prompt, Role, Said, Tool

MOST: Final = 900
"""Tokens of a prompt, notes and all: an answer of 120 is to fit the 1024 of a slot, too."""
PROMPT: Final = 780
"""Of them without notes."""
SYSTEM: Final = 480
OFFERED: Final = 360
"""Of them for functions."""
ASKED: Final = 200
"""Of what the user says now."""
CHARACTERS: Final = 12
"""Of a text for each token that there is room for: what is longer is not even counted."""
AROUND: Final = 8
"""Tokens around a message."""
ENTRIES: Final = 60
"""Of a history, twice as many are looked at."""
REMEMBERED: Final = 4096
"""Texts whose tokens have been counted."""

Count = Callable[[str], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is put to the model."""

    prompt: Prompt
    """What is left of it: instruction, functions that are offered, history, words."""
    forgotten: Sequence[Entry] = ()
    """Entries of the history for which there was no room."""


class Fitting:
    """Cuts prompts to size. Remembers numbers only."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._known: OrderedDict[bytes, int] = OrderedDict()

    async def fit(self, prompt: Prompt, persona: str, tools: Sequence[Tool]) -> Fitted:
        """The instruction and the words cut where they are too long, as many functions and as much of the past as fit."""
        offered, left = [], OFFERED
        for tool in tools:
            if (size := await self._size(chat.offered(tool), left)) <= left:
                left -= size
                offered.append(tool)
        between = "\n\n".join(instructions(prompt))
        text = "\n\n".join(filter(None, (prompt.system.strip() or persona, between)))
        instruction = await self._within(text, SYSTEM - 2 * AROUND - (OFFERED - left), keep_end=False)
        words = await self._within(prompt.user.text, ASKED, keep_end=True) if prompt.user else ""
        history = [each for each in prompt.history if not _is_instruction(each)]
        first = await self._first(history, PROMPT - ASKED - await self._system(instruction, offered))
        kept = replace(
            prompt,
            system=instruction,
            tools=tuple(offered),
            history=tuple(history[first:]),
            user=replace(prompt.user, text=words) if prompt.user else None,
        )
        return Fitted(kept, history[:first])

    async def turns(self, fitted: Fitted, told: Sequence[str] = ()) -> list[Message]:
        """Its messages; ``told`` stands beside the user's words. Whatever they hold, they are no longer than `MOST`."""
        turns = chat.chat(fitted.prompt, told)
        if 2 * sum(estimate(turn["content"]) for turn in turns) <= MOST:
            return turns
        sizes = [await self._size(turn["content"], MOST) + AROUND for turn in turns]
        while sum(sizes) > MOST and len(turns) > 2:
            del turns[1], sizes[1]
        room = MOST - sum(sizes[:-1]) - AROUND
        turns[-1]["content"] = await self._within(
            turns[-1]["content"], room, keep_end=fitted.prompt.user is not None
        )
        return turns

    async def _system(self, instruction: str, tools: Sequence[Tool]) -> int:
        return await self._size(chat.system(instruction, tools), SYSTEM) + AROUND

    async def _first(self, history: Sequence[Entry], room: int) -> int:
        """Where the past begins that is kept: the same for the same history, however it goes on."""
        first = base = max(0, len(history) // ENTRIES - 1) * ENTRIES
        texts = [_words(each)[: room * CHARACTERS] for each in history[base:]]
        if base == 0 and sum(2 * estimate(text) for text in texts) <= room:
            return 0
        sizes = dict(enumerate([min(await self._size(text, room), room) + AROUND for text in texts], base))
        held = 0
        for index, size in sizes.items():
            held += size
            while held > room and first < index:
                goal = room // 2
                while first < index and (held > goal or not _is_users(history[first])):
                    held -= sizes[first]
                    first += 1
        return first

    async def _size(self, text: str, most: int) -> int:
        """Tokens of a text; some number above ``most`` where they are more."""
        if len(text) > max(most, 1) * CHARACTERS:
            return most + len(text)
        key = blake2b(text.encode(errors="replace"), digest_size=12).digest()
        if (known := self._known.get(key)) is None:
            known = self._known[key] = await self._count(plainly(text))
        self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return known

    async def _within(self, text: str, tokens: int, *, keep_end: bool) -> str:
        """As much of a text as has at most so many tokens."""
        if len(text) <= tokens // 8 or await self._size(text, tokens) <= tokens:
            return text
        some = clip(text, tokens, keep_end=keep_end)
        # An estimate is half of the truth at least.
        return (
            some if await self._size(some, tokens) <= tokens else clip(some, tokens // 2, keep_end=keep_end)
        )


def _is_instruction(entry: Entry) -> bool:
    """It came in between, and joins the first; what asks for a word into a silence is told otherwise."""
    return isinstance(entry, Said) and entry.role is Role.SYSTEM and not entry.text.startswith(SILENT)


def _is_users(entry: Entry) -> bool:
    return isinstance(entry, Said) and entry.role is Role.USER


def _words(entry: Entry) -> str:
    said = chat.written_entry(entry)
    return said.text if isinstance(said, Said) else ""
