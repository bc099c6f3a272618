"""What the words of a transcript say about its turn: pure lexicons, in one place. Decides nothing."""

from __future__ import annotations

import re
from typing import Final

from antiphon.talk import Cues

BACKCHANNELS: Final = frozenset(
    [
        "ah",
        "aha",
        "ahh",
        "alright",
        "cool",
        "exactly",
        "gotcha",
        "great",
        "ha",
        "haha",
        "hah",
        "hm",
        "hmm",
        "huh",
        "mhm",
        "mm",
        "mmhm",
        "mmhmm",
        "mmm",
        "nice",
        "oh",
        "ok",
        "okay",
        "ooh",
        "right",
        "sure",
        "true",
        "uh",
        "uhhuh",
        "uhuh",
        "um",
        "wow",
        "yeah",
        "yep",
        "yes",
        "yup",
    ]
)
"""Words that only say that one listens."""
PHRASES: Final = (
    "all right",
    "fair enough",
    "got it",
    "i know",
    "i see",
    "makes sense",
    "of course",
    "oh well",
)
"""The same in several words."""
COMMANDS: Final = frozenset(
    [
        "actually",
        "but",
        "excuse",
        "hang",
        "hey",
        "hold",
        "listen",
        "no",
        "nope",
        "not",
        "pardon",
        "quiet",
        "sorry",
        "stop",
        "wait",
        "what",
    ]
)
"""Words that take the floor when they come first."""
TRAILING: Final = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "at",
        "because",
        "but",
        "by",
        "for",
        "from",
        "if",
        "in",
        "into",
        "is",
        "like",
        "my",
        "of",
        "on",
        "or",
        "our",
        "so",
        "than",
        "that",
        "the",
        "their",
        "then",
        "to",
        "um",
        "uh",
        "very",
        "when",
        "where",
        "which",
        "while",
        "who",
        "with",
        "your",
    ]
)
"""Words that nobody ends with."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """Lower-case words, apostrophes and hyphens left out: "Mm-hmm, I'm" → ``mmhmm im``."""
    return [re.sub(r"['’-]", "", word).casefold() for word in _WORD.findall(text)]


def read(text: str, said: str = "") -> Cues:
    """Cues of a transcript. ``said`` is what we have said lately."""
    words = words_of(text)
    ours = frozenset(words_of(said))
    return Cues(
        words=len(words),
        backchannels=_backchannels(words),
        commands=sum(word in COMMANDS for word in words),
        echoed=sum(word in ours for word in words),
        trailing=1.0 if words and words[-1] in TRAILING else 0.0,
    )


def _backchannels(words: list[str]) -> int:
    """Single words, and words of phrases."""
    text = f" {' '.join(words)} "
    count = sum(word in BACKCHANNELS for word in words)
    for phrase in PHRASES:
        count += text.count(f" {phrase} ") * sum(word not in BACKCHANNELS for word in phrase.split())
    return min(count, len(words))
