"""What is asked: a question, a request, a story. Pure."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain import notes
from antiphon.engines.brain.words import sentences
from antiphon.talk import Prompt, Role, Said

STORY: Final = 3
"""Sentences of an answer that tells one."""
FEW: Final = 6
CHARACTERS: Final = 2_000
"""Of what the user said, the last: what is asked stands at the end."""
_STORY: Final = re.compile(
    r"(?:\b(?:tell|read|know|hear|give|write|want|make up|invent|how about|like)\b[^.!?]{0,30}|^\W*(?:an?|another|one more)(?: \w+)?) "
    r"(?:story|stories|(?:fairy ?)?tale|poem)\b|\b(?:story|tale|poem)\b[, ]+(?:please|about|with)\b",
    re.IGNORECASE,
)


def said(prompt: Prompt) -> str:
    """The user's words, as far as they are read."""
    return prompt.user.text.strip()[-CHARACTERS:].replace("\u2019", "'") if prompt.user else ""


def question_in(text: str) -> str:
    """What is asked: the last question, or all of it."""
    found = sentences(text[-CHARACTERS:])
    questions = [each for each in found if is_question(each)]
    return questions[-1] if questions else text[-CHARACTERS:].strip()


def is_question(text: str) -> bool:
    """Whether something is to be known, with a question mark or without."""
    return text.endswith("?") or bool(notes.QUESTION.match(text))


def is_request(text: str) -> bool:
    """Whether something is to be done."""
    return any(notes.REQUEST.match(each) for each in sentences(text[-CHARACTERS:]))


def is_for_another(prompt: Prompt) -> bool:
    """Whether a few words go on with a story that was just told: "again", "now with a dragon"."""
    ours = [e.text for e in prompt.history[-2:] if isinstance(e, Said) and e.role is Role.MODEL]
    return bool(ours) and len(sentences(ours[-1])) >= STORY and len(said(prompt).split()) <= FEW


def is_for_a_story(text: str) -> bool:
    """Whether more than two sentences are wanted."""
    return _STORY.search(text) is not None
