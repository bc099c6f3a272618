"""Short answers to what asks for nothing: it will be remembered, it was heard, or what of it. Pure.

The model repeats such sentences, somewhat changed: of eight about the world it repeated seven.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from antiphon.engines.brain import notes
from antiphon.engines.brain.intents import vary
from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.table import bag
from antiphon.engines.brain.words import EMPTY, sentences, words
from antiphon.talk import Prompt, Role, Said

LONGEST: Final = 10
"""Words that are said again: who said more knows what it was."""
HEARD: Final = ("I see.", "Okay, noted.", "I see. Go on.", "All right, noted.")
UNFINISHED: Final = ("Go on.", "Yes? Go on.")
REMEMBERED: Final = "Okay, I'll remember that."
PLEASED: Final = ("I'm glad. What else can I do for you?", "Good. What would you like next?")

_OF_USER: Final = re.compile(
    r"(?:you|your|you're|you've)\b(?! (?:dear|lord|god|goodness|love|mean|say|said|see|guess|suppose)\b)",
    re.IGNORECASE,
)
_REACTION: Final = re.compile(
    r"\W*(?:(?:that's|that is|how|very|so|quite|oh|wow|well|okay|yes|ah|really)\W+)*(?:interesting|wonderful|great|nice|"
    r"amazing|exactly|cool|awesome|good|excellent|perfect|fantastic|lovely|brilliant|true|fair enough|i see|got it|"
    r"i understand|makes sense|good to know)\W*",
    re.IGNORECASE,
)
_OPEN_END: Final = re.compile(r"\b(?:the|an?|of|and|or|but|my|our|their|because|if|i)\W*$", re.IGNORECASE)
_SUBJECTS: Final = bag(
    "he she it they this that these those there here it's he's she's that's there's they're the a an some many most "
    "all every each no his her their its another other both few several such people someone somebody everyone "
    "everybody nobody nothing everything something one two three at in on by under over above behind beside "
    "between near when while if unless although though because after before until since from with without as "
    "then once during through across mr mrs miss dr"
)
"""How a statement begins; a command begins with its verb."""
_VERBS: Final = bag(
    "is are was were am be been has have had do does did can could will would shall should may might must isn't aren't "
    "wasn't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't won't wouldn't it's he's she's that's "
    "there's they're became began bent bit blew broke brought built bought came caught chose crept cut dealt drank "
    "drew drove fell felt fed fought found flew forgot froze gave got grew heard held hid hit hung hurt kept knew laid "
    "lay led left lent let lit lost made meant met paid put ran rang read rode rose said sang sank sat saw sold sent "
    "set shone shook shot shut slept slid sought spent spoke spread sprang stole stood struck stuck swam swept swore "
    "taught thought threw told took tore understood went wept woke wore won wound wrote says goes makes takes comes "
    "gets gives runs needs wants thinks knows looks seems sees feels lives works likes loves hates keeps begins stands "
    "lies sits helps means costs opens closes starts ends say think make live work like love hate need want know seem"
)
_PAST: Final = re.compile(
    r"\b(?!hundred|naked|sacred|wicked|indeed|speed|breed|exceed|proceed|succeed)\w{3,}ed\b"
)
_WISH: Final = re.compile(
    r"^(?:(?:the|an?|some|another|one more) (?:\w+ )?(?:story|stories|poem|joke|riddle|fact|recipe|song|list|summary|"
    r"tip|tips|idea|ideas|advice|word|words)\b)|\b(?:please|thanks)\b|\byour?\b",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)?(?:,? \d+(?:\.\d+)?)*")
_NUMBER_OF: Final = re.compile(r"(?P<number>[\w-]+) (?P<rest>of (?:the )?[^\W\d_]+)", re.IGNORECASE)
_THING: Final = re.compile(
    r"(?P<whose>the|an?|my|our|his|her|their|this|that|these|those) (?P<what>[^\W\d_]+(?: of (?:the |an? )?[^\W\d_]+)?)",
    re.IGNORECASE,
)
_NO_THING: Final = bag("lot bit little few same god goodness bad word moment way end least most pleasure")


def acknowledged(text: str, statements: Sequence[Note], prompt: Prompt) -> str | None:
    """The answer to what states something; ``None`` where it may want more than that."""
    said = sentences(text)
    if not said or _wants(said[-1]):
        return None
    turn = len(prompt.history)
    if name := notes.users_name(Prompt(user=prompt.user)):
        return f"Nice to meet you, {name}."
    if _REACTION.fullmatch(text):
        return vary(PLEASED, text, turn)
    if _OPEN_END.search(said[-1]) and len(words(said[-1])) > 2:
        return vary(UNFINISHED, text, turn)
    if statements:
        return _remembered(said, text) or vary(HEARD, text, turn)
    if is_statement(said[-1]):
        return vary(HEARD, text, turn)
    return None if _has_asked(prompt) or len(said) > 1 else about(said[0])


def is_statement(sentence: str) -> bool:
    """Whether it tells something of the world: a subject first, and a verb."""
    said = words(sentence)
    return (
        len(said) > 1
        and said[0] in _SUBJECTS
        and not _WISH.search(sentence)
        and (not _VERBS.isdisjoint(said) or bool(_PAST.search(sentence.lower())))
    )


def about(fragment: str) -> str | None:
    """What of it?, for words that are no sentence: a number, a thing, so many of something."""
    bare = fragment.strip(" .,!-")
    counted = numerals(bare)
    if _NUMBERS.fullmatch(counted):
        return f"What about {bare.split(',')[0].lower()}?"
    if (match := _NUMBER_OF.fullmatch(bare)) and numerals(match["number"])[:1].isdigit():
        return f"What about the {bare.lower() if match['number'].isalpha() else bare}?"
    if (match := _THING.fullmatch(bare)) and match["what"].split()[0].lower() not in _NO_THING:
        whose = match["whose"].lower()
        return f"What about {'your' if whose in {'my', 'our'} else whose} {match['what']}?"
    return None


def _wants(sentence: str) -> bool:
    """Whether it commands: at its beginning, or after a comma."""
    if notes.REMEMBER.match(sentence):
        return False
    return any(notes.REQUEST.match(part.strip()) for part in sentence.split(",")) and not notes.NAME.search(
        sentence
    )


def _remembered(said: Sequence[str], text: str) -> str | None:
    """What is said again: what is to be remembered, or the first sentence that begins with the user."""
    for sentence in said:
        found = notes.told(sentence)[:1]
        if found and (notes.REMEMBER.match(sentence) or _OF_USER.match(found[0].text)):
            return _repeated(found[0].text, text)
    return None


def _repeated(note: str, text: str) -> str:
    if len(note.split()) > LONGEST:
        return REMEMBERED
    first, _, rest = note.partition(" ")
    if first.lower() in EMPTY or re.search(rf"\b{re.escape(first.lower())}\b", text):
        first = first.lower()
    return f"Okay, I'll remember that {first} {rest}"


def _has_asked(prompt: Prompt) -> bool:
    """Whether the words may answer a question of ours."""
    last = prompt.history[-1] if prompt.history else None
    return isinstance(last, Said) and last.role is Role.MODEL and last.text.rstrip().endswith("?")
