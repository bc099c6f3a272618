"""What was told: by the user about themselves, by the system instruction about its affairs. Pure.

Notes are made anew from each prompt: a history that was cut or resumed gives the notes it still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from antiphon.engines.brain.words import capital, sentences
from antiphon.talk import Entry, Role, Said

MOST: Final = 200
"""Notes kept of one prompt, the newest: each costs a vector."""
SYSTEM_CHARACTERS: Final = 16_000
SAID_CHARACTERS: Final = 2_000
NOTE_CHARACTERS: Final = 300

QUESTION: Final = re.compile(
    r"^(?:(?:and|so|but|hey|hi|hello|okay|ok|well|please|now|then|oh|um|uh|by the way)[,\s]+)*"
    r"(?:what|who|whom|whose|which|when|where|why|how|is|are|am|was|were|do|does|did|can|could|will|would|"
    r"shall|should|may|might|have you|has|had|isn't|aren't|don't|doesn't|tell me|remind me|any idea|"
    r"what's|who's|where's|how's|when's|guess)\b",
    re.IGNORECASE,
)
REQUEST: Final = re.compile(
    r"^(?:(?:and|so|but|hey|hi|okay|ok|well|now|then)[,\s]+)*(?:please |let's |let us )?"
    r"(?:tell|say|give|show|set|send|call|text|message|play|turn|switch|open|close|start|stop|add|put|remove|"
    r"delete|create|make|book|order|find|search|look|check|get|write|read|explain|describe|count|spell|help|"
    r"wake|schedule|cancel|move|change|buy|translate|sing|repeat|go|come|wait|forget|speak|answer|be|keep|"
    r"let me know|let|ask|convert|calculate|suggest|recommend|list|name|imagine|pretend|dim|lock|unlock)\b",
    re.IGNORECASE,
)
_ABOUT_ME: Final = re.compile(
    r"\b(?:i|i'm|i've|i'll|i'd|me|my|mine|myself|we|we're|we've|our|ours|us)\b", re.IGNORECASE
)
REMEMBER: Final = re.compile(
    r"^(?:please |can you |could you )*(?:remember|note|keep in mind|don't forget|write down)(?: that| this)?[:,]?\s+"
    r"(?=\S+ \S+ \S+)",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|evening|afternoon)|well|so|and|but|oh|okay|ok|yes|no|yeah|actually|"
    r"by the way|also|listen|you know|just so you know|you should know that|there|i think)[,.!\s]+)+",
    re.IGNORECASE,
)
_STATES: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|lives?|works?|starts?|ends?|opens?|closes?|costs?|means|comes|leaves|"
    r"arrives|happens|likes?|loves?|hates?|born|named|called|am|'m|'re|'s)\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r",? (?:and|but) (?=(?:my|i|i'm|we|our|his|her|their|the)\b)", re.IGNORECASE)
_SECOND: Final = {
    "i'm": "you're",
    "i've": "you've",
    "i'll": "you'll",
    "i'd": "you'd",
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we're": "you're",
    "we've": "you've",
    "we'll": "you'll",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
}
_PERSON: Final = re.compile(rf"\b(?:{'|'.join(sorted(_SECOND, key=len, reverse=True))})\b", re.IGNORECASE)
_VERBS: Final = (
    (re.compile(r"\b(you)((?: \w+ly| also| just| still)?) am\b", re.IGNORECASE), r"\1\2 are"),
    (re.compile(r"\b(you)((?: \w+ly| also| just| still)?) was\b", re.IGNORECASE), r"\1\2 were"),
    (re.compile(r"\bam you\b", re.IGNORECASE), "are you"),
)
_MANNER: Final = re.compile(
    r"^(?:always|never|please|do not|don't|be|answer|speak|talk|respond|reply|keep|use|act|stay|try|avoid|make|"
    r"help|give|ask|say|tell|greet|if |when asked|only|your (?:task|job|role|goal|tone|style|answers)|"
    r"you (?:should|must|can|may|will|speak|talk|answer|respond|reply|always|never|help|like|love|hate))\b",
    re.IGNORECASE,
)
_USERS: Final = (
    (re.compile(r"\bthe (?:user|caller|customer|guest|patient)'s\b", re.IGNORECASE), "your"),
    (re.compile(r"\bthe (?:user|caller|customer|guest|patient) (?:is|has been)\b", re.IGNORECASE), "you are"),
    (re.compile(r"\bthe (?:user|caller) (\w+?)s\b", re.IGNORECASE), r"you \1"),
)
NAME: Final = re.compile(
    r"\b(?:my name is|my name's|my (?:first |full )?name(?: is|'s)|i am called|i'm called|call me|"
    r"people call me|everyone calls me|they call me|the (?:user|caller|customer)'s name is|"
    r"the (?:user|caller|customer) is (?:called|named))\s+(?P<name>[^\W\d_][\w'-]*(?: [A-Z][\w'-]*){0,2})",
    re.IGNORECASE,
)


def gather(entries: Sequence[Entry]) -> list[str]:
    """Everything told in them, the oldest first."""
    found = [note for entry in entries for note in _of_entry(entry)]
    newest_first = {note.lower(): note for note in found}
    return list(newest_first.values())[-MOST:]


def told(text: str) -> list[str]:
    """What one message of the user's states."""
    statements = []
    for sentence in sentences(text[:SAID_CHARACTERS]):
        if (statement := stated(sentence)) is not None:
            parts = _JOINED.split(statement)
            whole = all(_STATES.search(part) or _ABOUT_ME.search(part) for part in parts)
            statements += [second_person(part) for part in (parts if whole else [statement])]
    return statements


def stated(sentence: str) -> str | None:
    """The statement in a sentence, without what leads to it; ``None`` for questions, requests and exclamations."""
    bare = sentence.strip().replace("\u2019", "'")[:NOTE_CHARACTERS]
    is_to_remember = bool(REMEMBER.match(bare))
    bare = REMEMBER.sub("", bare)
    bare = _OPENING.sub("", bare).strip()
    if bare.endswith("?") or QUESTION.match(bare) or (REQUEST.match(bare) and not NAME.match(bare)):
        return None
    if len(bare.split()) < 3 and not NAME.search(bare):
        return None
    if re.search(r"\byou\b", bare, re.IGNORECASE) and not is_to_remember:
        return None
    if re.match(
        r"i (?:don't know|do not know|wonder|want to know|would like to know|'d like|need you|forgot)|i'd like|"
        r"i want|i would like|i need (?:a|an|to)",
        bare,
        re.IGNORECASE,
    ):
        return None
    if is_to_remember or NAME.search(bare) or (_ABOUT_ME.search(bare) or _STATES.search(bare)):
        return bare
    return None


def second_person(statement: str) -> str:
    """From the user's mouth into the assistant's: "my sister is called Petra", "Your sister is called Petra."."""
    turned = _PERSON.sub(lambda match: _SECOND[match[0].lower()], statement.strip())
    for pattern, replacement in _VERBS:
        turned = pattern.sub(replacement, turned)
    turned = capital(turned.rstrip(" .!;,"))
    return f"{turned}."


def _of_system(system: str) -> Iterable[str]:
    for sentence in sentences(system):
        text = sentence.strip(" -*•#\t").replace("\u2019", "'")[:NOTE_CHARACTERS]
        if len(text.split()) < 2 or _MANNER.match(text):
            continue
        turned = text
        for pattern, replacement in _USERS:
            turned = pattern.sub(replacement, turned)
        yield capital(turned)


def _of_entry(entry: Entry) -> list[str]:
    if not isinstance(entry, Said):
        return []
    if entry.role is Role.USER:
        return told(entry.text)
    return list(_of_system(entry.text[:SYSTEM_CHARACTERS])) if entry.role is Role.SYSTEM else []
