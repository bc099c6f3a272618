"""Where an answer comes from: rules first for what is exact, likeness for the rest. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from antiphon.engines.brain import exact, heard, languages, notes, persona, recall, tools
from antiphon.engines.brain.intents import BY_NAME, REPEAT, STOP, STOPPED, Intent, Kind, vary
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.words import sentences
from antiphon.talk import Call, Prompt, Role, Said, Tool

CHARACTERS: Final = 2_000
"""Of what the user said, the last: what is asked stands at the end."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the user's words are to what we know, from -1 to 1. Empty where it was not measured."""

    intents: Mapping[str, float] = field(default_factory=dict)
    tools: Sequence[float] = ()
    notes: Sequence[float] = ()
    alike: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By note: the question's words that mean nearly what one of the note's means."""


@dataclass(frozen=True, slots=True)
class Tell:
    """These words."""

    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """An answer to ``question`` by the model, from these notes."""

    notes: tuple[Note, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Use:
    """A call, once its arguments are found in the request."""

    tool: Tool
    request: tools.Request
    last: Call | None = None
    """The call whose other arguments are meant again."""


@dataclass(frozen=True, slots=True)
class Converse:
    """Whatever the model says."""

    is_doubtful: bool = False
    """It is asked for a fact, of which it knows about six in ten: the answer says that it is not sure."""


Plan = Tell | Ground | Use | Converse

# Thresholds, tuned on the questions marked "tuning" in bench/questions.toml.
SELF: Final = 0.68
TALK: Final = 0.62
UNKNOWABLE: Final = 0.58
UNABLE: Final = 0.60
TOOL_ASKED: Final = 0.22
"""For what is put as a request."""
TOOL_QUESTION: Final = 0.30
TOOL_STATEMENT: Final = 0.38
TOOL_PERSONAL: Final = 0.36
"""For a question that what the user told may answer."""
TOOL_RATHER: Final = 0.50
"""Where something else could answer, too."""
RIVAL: Final = 0.05
"""How much liker small talk must be, to be meant rather than a function."""
RIVAL_OF_REQUEST: Final = 0.30
NOTE: Final = 0.30
VERBATIM: Final = 16
"""Words of a note that is told as it is. Of thirteen that the model was asked to word instead, it got five wrong."""

_AGAIN: Final = re.compile(r"^\W*(?:and|what about|how about|now|also|then)\b", re.IGNORECASE)
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
    r"\bdo you (?:know|remember|think)\b|\b(?:tell|give|show|remind) me\b|\bi (?:want|would like|'d like) to know\b|"
    r"\bi (?:wonder|was wondering)\b",
    re.IGNORECASE,
)
_COUNSEL: Final = re.compile(
    r"\b(?:can|could|should|shall|may|might|must|would|to|if|need|want) (?:i|we)\b|\bhow (?:do|can|to)\b",
    re.IGNORECASE,
)
_BUSINESS: Final = re.compile(
    r"\b(?:you|your|yours|you're|there|here|the (?:menu|price|wifi|password|address|owner|manager|boss|entrance|exit|fee|"
    r"ticket|tickets|room|rooms|breakfast|lunch|dinner|checkout|check-in|check-out|parking|pool|bar|toilet|restroom|bathroom|"
    r"hours|phone|number|meeting|deadline|delivery|shipping|code|course|class|event|project|team|order)|how (?:much|many) (?:is|are|does|do)|deliver|"
    r"i (?:pay|park|book|reserve|bring|return|order|get|buy|rent|come)|cost|costs|price)\b",
    re.IGNORECASE,
)
_FACT: Final = re.compile(
    r"^(?:(?:and|so|hey|okay|please)[, ]+)*(?:who|when|where|which|in (?:which|what)|on which|what(?:'s| is| are| was| were| does| do| year)|"
    r"how (?:many|much|long|far|tall|old|big|high|fast|deep|heavy|large))\b(?!.*\b(?:you|your|i|my|we)\b)",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"\b(?:when|what time|how (?:much|late|early)|from when|until when|what hours)\b", re.IGNORECASE
)
_UNDO: Final = re.compile(
    r"^\W*(?:(?:please|can you|could you) )*(?:cancel|stop|delete|remove|clear|undo|end)\b", re.IGNORECASE
)
_UNDOES: Final = re.compile(r"cancel|stop|delete|remove|clear|undo|end\b", re.IGNORECASE)
_NAME: Final = re.compile(
    r"\bmy (?:first |full )?name\b(?! (?:is|was)\b)|\bwhat am i called\b|\bwho am i\b(?! (?:talk|speak))|\bdo you (?:know|remember) who i am\b",
    re.IGNORECASE,
)


def question_in(text: str) -> str:
    """What is asked: the last question, or all of it."""
    found = sentences(text[-CHARACTERS:])
    asked = [each for each in found if each.endswith("?") or notes.QUESTION.match(each)]
    return asked[-1] if asked else text[-CHARACTERS:].strip()


def is_question(asked: str) -> bool:
    """Whether something is to be known, with a question mark or without."""
    return asked.endswith("?") or bool(notes.QUESTION.match(asked))


def before_models(prompt: Prompt, now: datetime) -> Plan | None:
    """What needs no likeness to be decided."""
    text = said(prompt)
    turn = len(prompt.history)
    if not text:
        return Tell("Sorry, I didn't catch that.")
    if STOP.match(text):
        return Tell(vary(STOPPED, text, turn))
    if REPEAT.match(text):
        last = next(
            (
                e.text
                for e in reversed(prompt.history)
                if isinstance(e, Said) and e.role is Role.MODEL and e.text
            ),
            None,
        )
        return Tell(last.strip() if last else "I haven't said anything yet.")
    if apology := languages.apology(text, prompt.language):
        return Tell(apology)
    request = tools.asked_back(prompt.history, text, prompt.tools)
    if request and not notes.QUESTION.match(text):
        return Use(prompt.tools[0], request)  # which tool, the request's likeness tells
    if not prompt.tools and (answer := exact.answer(question_in(text), now)):
        return Tell(answer)
    return None


def said(prompt: Prompt) -> str:
    """The user's words, as far as they are read."""
    return prompt.user.text.strip()[-CHARACTERS:].replace("\u2019", "'") if prompt.user else ""


def decide(prompt: Prompt, told: Sequence[Note], likeness: Likeness, now: datetime) -> Plan:
    """The plan for what the user said."""
    text = said(prompt)
    asked = question_in(text)
    asks = is_question(asked)
    statements = notes.told(text)
    answer = exact.answer(asked, now)
    who = persona.read(prompt.system)
    if use := _tool(prompt, likeness, is_question=asks, is_statement=bool(statements), is_exact=bool(answer)):
        return use
    if answer:
        return Tell(answer)
    if asks and _NAME.search(asked):
        name = notes.users_name(prompt)
        return Tell(f"Your name is {name}." if name else "I don't know your name. You haven't told me.")
    about_us = None
    if not (asks and is_about_user(asked)) and (asks or not statements):
        about_us = _best(likeness, Kind.SELF, SELF)
    if about_us and about_us.name in {"name", "who", "machine", "maker"}:
        return _told(about_us, text, who, prompt)
    if asks and (plan := _known(asked, told, likeness, now)):
        return plan
    if about_us:
        return _told(about_us, text, who, prompt)
    talk, unknowable = _best(likeness, Kind.TALK, TALK), _best(likeness, Kind.UNKNOWABLE, UNKNOWABLE)
    if _COUNSEL.search(_FRAME.sub("", asked)) or (statements and not asks):
        unknowable = None
    if unknowable and (talk is None or likeness.intents[unknowable.name] > likeness.intents[talk.name]):
        return _told(unknowable, text, who, prompt)
    if prompt.pictures and re.search(
        r"\b(?:this|see|look|picture|photo|image|camera|holding|show)\b", asked, re.IGNORECASE
    ):
        return Tell(BY_NAME["sight"].answers[0])
    if talk and not (who.has_style and talk.name not in {"grief", "sad"}):
        name = notes.users_name(Prompt(user=prompt.user))
        if not (name and talk.name == "greeting"):
            return _told(talk, text, who, prompt)
    if (intent := _best(likeness, Kind.UNABLE, UNABLE)) and not asks | bool(statements):
        return _told(intent, text, who, prompt)
    if asks and is_about_user(asked):
        return Tell(recall.unknown(asked, is_users=True))
    if asks and _is_about_business(asked, told):
        return Tell(recall.unknown(asked, is_users=False))
    if not asks and not who.has_style and (short := heard.acknowledged(text, statements, prompt)):
        return Tell(short)
    return Converse(
        is_doubtful=bool(asks and _FACT.match(_FRAME.sub("", asked).strip()) and not who.has_style)
    )


def is_about_user(asked: str) -> bool:
    """Whether it can be answered only by what the user told about themself."""
    bare = _FRAME.sub("", asked)
    return bool(
        _ABOUT_USER.match(asked)
        and _ME.search(bare)
        and not _COUNSEL.search(bare)
        and not _WITH_US.search(bare)
    )


def _known(asked: str, told: Sequence[Note], likeness: Likeness, now: datetime) -> Plan | None:
    """An answer from what was told, where a note supports it."""
    if closed := recall.closed_day([note for note in told if not note.is_users], asked, now.weekday()):
        return Tell(closed)
    is_users = is_about_user(asked)
    ranked = sorted(range(min(len(told), len(likeness.notes))), key=lambda at: -likeness.notes[at])
    supported = [
        at
        for at in ranked
        if likeness.notes[at] >= NOTE
        and notes.supports(told[at].text, asked, likeness.notes[at], likeness.alike.get(at, ()))
    ]
    if _AMOUNT.search(asked):
        supported.sort(key=lambda at: not any(map(str.isdigit, told[at].text)))
    if is_users:
        supported.sort(key=lambda at: not told[at].is_users)
    if not supported:
        return None
    best = told[supported[0]]
    if len(best.text.split()) <= VERBATIM and not re.match(
        r"you are\b", best.text if not best.is_users else "", re.IGNORECASE
    ):
        further = [told[at] for at in supported[1:2] if " and " in asked]
        return Tell(" ".join(recall.as_told(note) for note in (best, *further)))
    return Ground(tuple(told[at] for at in supported[: recall.MOST]), asked)


def _is_about_business(asked: str, told: Sequence[Note]) -> bool:
    """Whether it asks about affairs that the system instruction speaks of, without an answer."""
    own = sum(not note.is_users for note in told)
    return own >= 2 and bool(_BUSINESS.search(_FRAME.sub("", asked)))


def _tool(
    prompt: Prompt, likeness: Likeness, *, is_question: bool, is_statement: bool, is_exact: bool
) -> Use | None:
    if not likeness.tools:
        return None
    best = max(range(len(likeness.tools)), key=lambda at: likeness.tools[at])
    score, tool = likeness.tools[best], prompt.tools[best]
    request = tools.Request(said(prompt))
    last = tools.last_call(prompt.history)
    if last is not None and _AGAIN.match(request.text) and len(request.text.split()) <= 8:
        again = next((each for each in prompt.tools if each.name == last.name), None)
        if again is not None and score < TOOL_RATHER:
            return Use(again, request, last)
    least = (
        TOOL_STATEMENT if is_statement and not is_question else TOOL_QUESTION if is_question else TOOL_ASKED
    )
    if is_exact:
        least = TOOL_RATHER
    elif is_question and is_about_user(request.text):
        least = TOOL_PERSONAL
    rival = max(
        (likeness.intents[name] for name in likeness.intents if BY_NAME[name].kind in {Kind.TALK, Kind.SELF}),
        default=0.0,
    )
    margin = RIVAL_OF_REQUEST if notes.REQUEST.match(request.text) else RIVAL
    if score < least or (rival >= 0.5 and rival > score + margin):
        return None
    if _UNDO.match(request.text) and not _UNDOES.search(tools.described(tool)):
        return None
    return Use(tool, request)


def _best(likeness: Likeness, kind: Kind, least: float) -> Intent | None:
    scores = [(score, name) for name, score in likeness.intents.items() if BY_NAME[name].kind is kind]
    score, name = max(scores, default=(0.0, ""))
    return BY_NAME[name] if score >= least else None


def _told(intent: Intent, text: str, who: persona.Persona, prompt: Prompt) -> Tell:
    answer = vary(intent.answers, text if intent.name != "joke" else "", len(prompt.history))
    named = f"My name is {who.name}." if who.name else who.introduction
    if intent.name == "machine" and who.name:
        answer = f"I'm {who.name}, a computer program, not a person."
    return Tell(answer.replace("{name}", named).replace("{who}", who.introduction))
