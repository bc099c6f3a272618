"""Keeps what is asked in the benchmark out of what is taught: no question of its sets is trained on, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from antiphon.bench.brain.questions import questions
from antiphon.engines.brain import chat
from antiphon.talk import Role, Said
from brain.dialogue import Dialogue

SETS: Final = frozenset({"written", "heldout"})
"""Those that nothing was tuned on."""
NOTES: Final = re.compile(rf"(?m)^{re.escape(chat.TOLD)} |^{re.escape(chat.SEEN)} |^{re.escape(chat.MOOD)} ")
"""Marks of what stands above the user's words."""


def plainly(text: str) -> str:
    """Its words: a recogniser's spelling makes no other question of it."""
    return " ".join(re.findall(r"\w+", NOTES.sub("", text).lower()))


def questions_of(dialogues: Iterable[Dialogue]) -> set[str]:
    """Everything that users say in them, without its spelling."""
    return {
        plainly(entry.text)
        for dialogue in dialogues
        for entry in dialogue.entries
        if isinstance(entry, Said) and entry.role is Role.USER
    }


@cache
def kept() -> frozenset[str]:
    """What is asked last in every item, where the answer is judged."""
    return frozenset(plainly(each.say[-1]) for each in questions() if each.split in SETS)


def is_apart(dialogue: Dialogue) -> bool:
    """Whether nothing of that is in it."""
    return kept().isdisjoint(questions_of([dialogue]))
