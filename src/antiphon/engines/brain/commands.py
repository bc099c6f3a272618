"""What is answered by rule before any model is asked: silence, stop, say that again. Pure."""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

from antiphon.engines.brain.table import bag
from antiphon.engines.brain.telling import spoken_name
from antiphon.engines.brain.words import words
from antiphon.engines.prompting import silence
from antiphon.talk import Prompt, Role, Said

STOP: Final = re.compile(
    r"^\W*(?:(?:okay|ok|no|please|just|hey|oh|sorry|actually)[,\s]+)*(?:stop|cancel|never ?mind|forget it|be quiet|"
    r"shut up|quiet|silence|hush|enough|that's enough|stop it|stop talking|stop that|wait|hold on|one moment|"
    r"don't bother|forget about it|cancel that)(?:[,\s]+(?:please|it|that|thanks|thank you|talking|now|a (?:second|minute|moment)))*\W*$",
    re.IGNORECASE,
)
REPEAT: Final = re.compile(
    r"^\W*(?:(?:sorry|pardon|okay|excuse me|can you|could you|please|i didn't hear(?: you| that)?)[,.?\s]+)*"
    r"(?:(?:repeat(?: that| it| what you said| yourself)?|say (?:that|it) again|come again|pardon(?: me)?|"
    r"what did you (?:just )?say|what was that|once more|one more time|what|i didn't (?:hear|catch|get) (?:you|that))"
    r"(?:[,\s]+(?:please|again|for me|once more|just now))*)\W*$",
    re.IGNORECASE,
)
_DOING: Final = bag("stop cancel wait hold quiet silence")
STOPPED: Final = ("Okay.", "All right.")
STILL_THERE: Final = ("Are you still there?", "Is there anything else I can do for you?")
"""Said into a silence, one and then the other: each is an entry of the history."""
UNHEARD: Final = "Sorry, I didn't catch that."
ENDS: Final = ".!?\u2026\"'\u201d\u2019)"
"""What a whole answer ends with."""
UNSAID: Final = "I haven't said anything yet."


def answer(prompt: Prompt) -> str | None:
    """The words, or ``None`` where this is for the model."""
    turn = len(prompt.history)
    if prompt.user is None:
        return vary(STILL_THERE, "", turn) if silence(prompt) is not None else None
    text = prompt.user.text.strip().replace("\u2019", "'")
    if not text:
        return UNHEARD
    if STOP.match(text[:200]):
        if _is_for_a_function(prompt, text):
            return None
        return vary(STOPPED, text, turn)
    return _last(prompt) if REPEAT.match(text[:200]) else None


def _is_for_a_function(prompt: Prompt, text: str) -> bool:
    """Whether a function is called as what is said: "stop", where there is a ``stop_music``."""
    said = set(words(text))
    return any(said & _DOING & set(spoken_name(tool.name)) for tool in prompt.tools)


def _last(prompt: Prompt) -> str | None:
    """What we said last; ``None``: they cut it off, and it is to be said whole."""
    ours = (e.text.strip() for e in reversed(prompt.history) if isinstance(e, Said) and e.role is Role.MODEL)
    said = next(filter(None, ours), UNSAID)
    return said if said[-1] in ENDS else None


def vary(answers: tuple[str, ...], text: str, turn: int) -> str:
    """One of the answers: another the next time, the same when the conversation is the same."""
    return answers[(crc32(text.encode(errors="replace")) + turn) % len(answers)]
