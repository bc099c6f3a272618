"""What is asked, and about what: the user, the business of the instruction, the world. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from antiphon.engines.brain import notes
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.words import sentences
from antiphon.talk import Prompt, Role, Said

STORY: Final = 3
"""Sentences of an answer that tells one."""
FEW: Final = 6
CHARACTERS: Final = 2_000
"""Of what the user said, the last: what is asked stands at the end."""
_ABOUT_USER: Final = re.compile(
    r"^(?:(?:and|so|but|hey|okay|ok|well|please|now)[,\s]+)*(?:(?:do you (?:know|remember)|can you (?:tell me|remember)|"
    r"tell me|remind me|could you tell me|guess)[,\s]+)?"
    r"(?:what|what's|who|who's|where|where's|when|when's|which|whose|how (?:old|many|much|long|tall|far|often)|"
    r"do|did|am|was|have|is|are|does|has)\b",
    re.IGNORECASE,
)
_ME: Final = re.compile(r"\b(?:my|mine|i|i'm|i've|me|we have)\b", re.IGNORECASE)
_WITH_US: Final = re.compile(r"\b(?:talk|talking|speak|speaking|you|your)\b", re.IGNORECASE)
_FRAME: Final = re.compile(
    r"\b(?:can|could|would|will) you (?:please )?(?:tell|show|give|explain|help|say)(?: to)? (?:me|us)\b|"
    r"\bdo you (?:know|remember|think)\b|\bdo you call\b|\b(?:tell|give|show|remind) me\b|\bi (?:want|would like|'d like) to know\b|"
    r"\bi (?:wonder|was wondering)\b",
    re.IGNORECASE,
)
_COUNSEL: Final = re.compile(
    r"\b(?:can|could|should|shall|may|might|must|would|to|if|need|want) (?:i|we)\b|\bhow (?:do|can|to)\b|"
    r"\bhow (?:long|hot|often) (?:do|must) (?:i|we) (?:bake|boil|cook|fry|grill|keep|roast|steep|stir|wash|water)\b",
    re.IGNORECASE,
)
_BUSINESS: Final = re.compile(
    r"\b(?:you|your|yours|you're|there|here|the (?:menu|price|wifi|password|address|owner|manager|boss|entrance|exit|fee|"
    r"ticket|tickets|room|rooms|breakfast|lunch|dinner|checkout|check-in|check-out|parking|pool|bar|toilet|restroom|bathroom|"
    r"hours|phone|number|meeting|deadline|delivery|shipping|code|course|class|event|project|team|order)|how (?:much|many) (?:is|are|does|do)|deliver|"
    r"i (?:pay|park|book|reserve|bring|return|order|get|buy|rent|come)|cost|costs|price)\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"\bhow many\b.*\b(?:(?:did|do|have|don't) i|my)\b", re.IGNORECASE)
_FACT: Final = re.compile(
    r"^(?:(?:and|so|hey|okay|please)[, ]+)*(?:who|when|where|which|in (?:which|what)|on which|what(?:'s| is| are| was| were| does| do| year)|"
    r"how (?:many|much|long|far|tall|old|big|high|fast|deep|heavy|large))\b(?!.*\b(?:you|your|i|my|we)\b)",
    re.IGNORECASE,
)
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


def is_about_user(question: str) -> bool:
    """Whether it can be answered only by what the user told about themself."""
    bare = _FRAME.sub("", question)
    return bool(
        _ABOUT_USER.match(question)
        and _ME.search(bare)
        and not _COUNSEL.search(bare)
        and not _WITH_US.search(bare)
    )


def is_to_be_counted(question: str) -> bool:
    """Whether the answer is a number that nobody said: how many things were."""
    return bool(_COUNTED.search(question))


def is_about_business(question: str, told: Sequence[Note]) -> bool:
    """Whether it asks about affairs that the instruction speaks of."""
    return sum(not note.is_users for note in told) >= 2 and bool(_BUSINESS.search(_FRAME.sub("", question)))


def is_about_the_world(question: str) -> bool:
    """Whether it asks for a fact, of which the model knows about six in ten."""
    return bool(_FACT.match(_FRAME.sub("", question).strip()))


def is_for_another(prompt: Prompt) -> bool:
    """Whether a few words go on with a story that was just told: "again", "now with a dragon"."""
    ours = [e.text for e in prompt.history[-2:] if isinstance(e, Said) and e.role is Role.MODEL]
    return bool(ours) and len(sentences(ours[-1])) >= STORY and len(said(prompt).split()) <= FEW


def is_for_a_story(text: str) -> bool:
    """Whether more than two sentences are wanted."""
    return _STORY.search(text) is not None
