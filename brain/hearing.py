"""What a speech recogniser makes of the user's words: no capitals, no commas, a filler, a small word misheard.

Names, numbers and whatever else an answer depends on keep their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from antiphon.engines.brain.table import bag
from antiphon.talk import Call, Role, Said
from brain.dialogue import Dialogue
from brain.draw import Draw

OPENINGS: Final = ("um", "uh", "well", "so", "er", "okay so", "and", "yeah")
FILLERS: Final = ("um", "uh", "er")
STARTS: Final = bag(
    "please could would will did does was who whose where when why which go let let's find set play tell "
    "search order book call send turn add show check put make give start open close read write remind ask "
    "look count switch it's there we we're he she they no yes my your his her our this that these those "
    "if because but every some"
)
"""Words that begin a sentence and are no names."""
MISHEARD: Final[Mapping[str, tuple[str, ...]]] = {
    "to": ("too", "the"),
    "too": ("to",),
    "their": ("there",),
    "there": ("their",),
    "a": ("the", "uh"),
    "the": ("a",),
    "your": ("you're",),
    "you're": ("your",),
    "its": ("it's",),
    "it's": ("its",),
    "are": ("our", "is"),
    "our": ("are",),
    "and": ("an", "in"),
    "in": ("and", "on"),
    "of": ("off", "a"),
    "is": ("as", "it's"),
    "then": ("than",),
    "than": ("then",),
    "were": ("where",),
    "whats": ("what",),
    "what's": ("what", "whats"),
    "who's": ("whose",),
    "i'm": ("im", "i am"),
    "don't": ("dont",),
}
ARTICLES: Final = frozenset({"a", "an", "the"})
REPEATED: Final = frozenset(
    {"i", "the", "a", "my", "what", "is", "to", "and", "can", "you", "do", "how", "it", "that"}
)
SHORT: Final = 3
"""Words at most that nothing is put into: a name, an answer to a question."""


def heard(draw: Draw, text: str, kept: Iterable[str] = ()) -> str:
    """The words as they may arrive; ``kept`` are pieces of them that nothing happens to."""
    spans = sorted({piece for piece in kept if piece}, key=lambda each: (-len(each), each))
    said = "|".join(map(re.escape, spans))
    pieces = re.split(rf"(?<!\w)({said})(?!\w)", text, flags=re.IGNORECASE) if spans else [text]
    is_bare, is_open = draw.chance(0.5), draw.chance(0.6)
    slipped = [_mishear(draw, piece) if len(text.split()) > SHORT else piece for piece in pieces[::2]]
    if is_open and not is_bare:
        slipped[-1] = slipped[-1].rstrip(".?!,")
    pieces[::2] = map(_bare, slipped) if is_bare else slipped
    return re.sub(r" {2,}", " ", "".join(pieces)).strip() or text


def _bare(text: str) -> str:
    """Without capitals, and without what is not spoken; points and hyphens inside a word stay."""
    return re.sub(r"[,;:!?\"]+(?=\s|$)|\.+(?=\s|$)|\"|(?<=\s)[-–](?=\s)", "", text.lower())  # noqa: RUF001  # a dash


def _mishear(draw: Draw, text: str) -> str:
    """At most two slips, in small words."""
    words = text.split(" ")
    if len(words) < SHORT:
        return text
    for _ in range(draw.either((0, 0, 1, 1, 2))):
        at = draw.random.randrange(len(words)) if words else 0
        word = words[at]
        match draw.either(("filler", "repeat", "drop", "mishear", "mishear", "mishear")):
            case "filler" if at == 0 and words[0]:
                words[:1] = [f"{draw.either(OPENINGS).capitalize()}, {_lowered(words[0])}"]
            case "filler" if at and word:
                words[at] = f"{draw.either(FILLERS)} {word}"
            case "repeat" if word.lower() in REPEATED:
                words[at] = f"{word} {_lowered(word)}"
            case "drop" if word in ARTICLES:
                words[at] = ""
            case "mishear":
                words = _slip(draw, words)
            case _:
                pass
    return " ".join(words)


def _slip(draw: Draw, words: list[str]) -> list[str]:
    places = [at for at, word in enumerate(words) if word in MISHEARD]
    if places:
        at = draw.either(places)
        words[at] = draw.either(MISHEARD[words[at]])
    return words


def _lowered(word: str) -> str:
    """A word that began a sentence and does not any more: small words lose their capital, names do not."""
    return (
        word.lower()
        if word.lower() in REPEATED | ARTICLES | STARTS | MISHEARD.keys() and word != "I"
        else word
    )


def misheard(draw: Draw, dialogue: Dialogue) -> Dialogue:
    """The same conversation through a recogniser: every turn of the user's, and nothing else."""
    kept = [text for entry in dialogue.entries if isinstance(entry, Call) for text in _strings(entry)]
    for at, entry in enumerate(dialogue.entries):
        if isinstance(entry, Said) and entry.role is Role.USER:
            *notes, words = entry.text.split("\n")
            dialogue.entries[at] = replace(entry, text="\n".join((*notes, heard(draw, words, kept))))
    return dialogue


def _strings(call: Call) -> list[str]:
    return [value for value in call.arguments.values() if isinstance(value, str)]
