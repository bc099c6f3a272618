"""What the words of a transcript say about its turn, in numbers: `talk.Cues`. Pure; decides nothing.

Recognisers write down more than words. Moonshine ends a sentence it takes for whole with a mark, and leaves a broken
one without, or with a comma; it spells hums as letters ("M.", "H. M."). Both are read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from antiphon.talk import Cues
from antiphon.turns import lexicon
from antiphon.turns.lexicon import OPEN

LONGEST: Final = 200
"""Words that are looked at: of a transcript and of what we said the last ones, for there may be any number."""
NEAR: Final = 4
"""Two words that begin with so many equal letters may be the same, misheard: "Dashwood", "Dashboard"."""
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_LEFT_OUT: Final = re.compile(r"['\u2019.-]")
_YEAR: Final = 4
_SHORT: Final = 3
_QUOTES: Final = " \"'\u201d\u2019)"
_STOPS: Final = (".", "?", "!", "\u3002", "\uff1f", "\uff01")
_OPEN_ENDS: Final = ("\u2026", "..", "-", "\u2014")

MARKED: Final = 0.75
"""A mark at the end is worth so much of a recogniser that gives no number: it likes to close what is not over."""
UNMARKED: Final = 0.55
"""And none so little: some write no marks at all."""

SURE: Final = 1.0
LIKELY: Final = 0.8
POSSIBLE: Final = 0.5
SLIGHT: Final = 0.3


def words_of(text: str) -> list[str]:
    """Lower-case words, apostrophes and hyphens left out: "Mm-hmm, I'm" → ``mmhmm im``."""
    return [_LEFT_OUT.sub("", word).casefold() for word in _WORD.findall(text)]


def read(text: str, said: str = "", closed: float | None = None) -> Cues:
    """Cues of a transcript. ``said`` is what we have said lately, ``closed`` what the recogniser says of their end."""
    if closed is None:
        closed = MARKED if _is_marked(text) else UNMARKED
    words = words_of(text)
    last = words[-LONGEST:]
    return Cues(
        words=len(words),
        backchannels=_backchannels(words[:LONGEST]),
        commands=_commands(words[:LONGEST]),
        echoed=_echoed(last, words_of(said)[-LONGEST:]),
        trailing=_trailing(text, last),
        closed=closed if words else 0.0,
    )


# Barge-in


def _is_hum(word: str) -> bool:
    return word in lexicon.BACKCHANNELS or lexicon.HUM.fullmatch(word) is not None


def _backchannels(words: Sequence[str]) -> int:
    """Hums and single words, and words of phrases."""
    ours = [_is_hum(word) for word in words]
    for phrase in map(str.split, lexicon.PHRASES):
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                ours[at : at + len(phrase)] = [True] * len(phrase)
    return sum(ours)


def _commands(words: Sequence[str]) -> int:
    """How many words of command come first: what only hums may precede. "Yeah, but" takes the floor, "no way" does not."""
    at = 0
    while at < len(words) and _is_hum(words[at]):
        at += 1
    if any(_begins(words[start:], phrase) for phrase in lexicon.PHRASES for start in range(at + 1)):
        return 0
    start = at
    while at < len(words):
        phrases = [phrase for phrase in lexicon.COMMAND_PHRASES if _begins(words[at:], phrase)]
        if phrases:
            at += max(len(phrase.split()) for phrase in phrases)
        elif words[at] in lexicon.COMMANDS:
            at += 1
        else:
            break
    return at - start


def _begins(words: Sequence[str], phrase: str) -> bool:
    parts = phrase.split()
    return list(words[: len(parts)]) == parts


# Echo


def _echoed(words: Sequence[str], said: Sequence[str]) -> int:
    """How many words are in runs of two or more that we said in the same order, one of them at least with content.

    Everybody says "of the": a run of words that bear nothing is nobody's echo. A single word is, where it is all there
    is, and long enough not to be anybody's.
    """
    runs = _runs(words, said)
    count = at = 0
    while at < len(words):
        run = runs[at]
        if (run > 1 or len(words) == 1) and any(map(_bears, words[at : at + run])):
            count += run
            at += run
        else:
            at += 1
    return count


def _runs(words: Sequence[str], said: Sequence[str]) -> list[int]:
    """For each word, how many there are from it on in the longest run of ours."""
    longest = [0] * len(words)
    after = [0] * (len(said) + 1)
    for at in range(len(words) - 1, -1, -1):
        here = [after[start + 1] + 1 if _is_like(words[at], ours) else 0 for start, ours in enumerate(said)]
        longest[at] = max(here, default=0)
        after = [*here, 0]
    return longest


def _is_like(word: str, ours: str) -> bool:
    return word == ours or (len(word) >= NEAR and word[:NEAR] == ours[:NEAR])


def _bears(word: str) -> bool:
    return len(word) >= NEAR and word not in OPEN["en"] and word not in lexicon.LOOSE and not _is_hum(word)


# Endpointing


def _is_marked(text: str) -> bool:
    """Whether the recogniser has closed the sentence; three dots leave it open."""
    text = text.rstrip(_QUOTES)
    return text.endswith(_STOPS) and not text.endswith(_OPEN_ENDS)


def _trailing(text: str, words: Sequence[str]) -> float:
    """By the strongest sign: `SURE` where nobody ends so, `SLIGHT` where some do not."""
    if not words:
        return 0.0
    language = _language(words)
    if text.rstrip().endswith(_OPEN_ENDS):
        return SURE
    if language != "en":
        return SURE if words[-1] in OPEN[language] else 0.0
    sentence = words_of(re.split(r"[.?!]\s+(?=\S)", text.strip())[-1])[-LONGEST:]
    clause = words_of(re.split(r"[.?!,;]\s+(?=\S)", text.strip())[-1])[-LONGEST:]
    if len(sentence) > 1 and sentence[-1] in lexicon.COURTESY:
        del sentence[-1], clause[-1]
    token = text.rstrip(" .?!,").rpartition(" ")[2]
    return max(_last(sentence, token), _unfinished(text, sentence, clause))


def _last(words: Sequence[str], token: str) -> float:
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    asks = words[0] in lexicon.ASKING
    if last in lexicon.CLOSING and (before in lexicon.CLOSES or (asks and len(words) <= 3)):
        return SLIGHT  # "I don't think so", "what's that"
    if last in lexicon.PREPOSITIONS and asks and len(words) > 2:
        return POSSIBLE  # "who is it for"
    if last in lexicon.AUXILIARIES and before in lexicon.PRONOUNS:
        return POSSIBLE if words[0] not in lexicon.SUBORDINATE and before != "i" else LIKELY  # "than he was"
    if last in OPEN["en"]:
        return SURE
    if last in lexicon.LOOSE or (last == "end" and before not in lexicon.DETERMINERS):
        return SLIGHT if len(words) == 1 else POSSIBLE
    if last in lexicon.EITHER:
        return SLIGHT
    if last in lexicon.QUALIFIERS or (last.endswith("est") and before == "the"):
        return LIKELY if before in lexicon.DETERMINERS else 0.0
    return _counting(words, token)


def _counting(words: Sequence[str], token: str) -> float:
    """A number may be all of one, or some of its digits."""
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if last in lexicon.TENS:
        return POSSIBLE
    if last == "one" and before not in lexicon.SMALL:
        return 0.0 if before else SLIGHT
    if not (token.isdigit() or last in lexicon.SMALL):
        return 0.0
    told = sum(
        len(word) if word.isdigit() else 1 for word in words if word.isdigit() or word in lexicon.SMALL
    )
    if told < lexicon.ROW and any(word in lexicon.COUNTED for word in words):
        return LIKELY
    return SLIGHT if told < lexicon.ROW and len(last) != _YEAR else 0.0


def _unfinished(text: str, sentence: Sequence[str], clause: Sequence[str]) -> float:
    """What the sentence as a whole still wants."""
    spoken, is_part = " ".join(clause), len(clause) < len(sentence)
    if spoken in lexicon.BEGINNINGS or (len(clause) == 1 and clause[0] in lexicon.OPENERS):
        return LIKELY
    if any(
        word in sentence and pair not in sentence[sentence.index(word) :]
        for word, pair in lexicon.PAIRS.items()
    ):
        return LIKELY
    if (
        sentence[0] in lexicon.SUBORDINATE
        and not text.rstrip().endswith("?")
        and len(clause) == len(sentence)
    ):
        return LIKELY if len(sentence) <= 8 else SLIGHT
    if sentence[0] in lexicon.DETERMINERS:
        if is_part and clause and clause[0] in lexicon.RELATIVES:
            return LIKELY  # "my sister, who lives in London"
        if len(sentence) <= _SHORT:
            return POSSIBLE
    is_item = len(clause) == 1 and clause[0] not in lexicon.TAGS
    if is_item and len(sentence) > _SHORT and not {"and", "or"} & set(sentence):
        return POSSIBLE  # "I need milk, eggs"
    return 0.0


def _language(words: Sequence[str]) -> str:
    """Whose little words these are; English where that is open."""
    counts = {language: sum(word in ours for word in words) for language, ours in OPEN.items()}
    best = max(counts.values())
    return "en" if counts["en"] >= best else max(counts, key=lambda language: counts[language])
