"""Words to placeholders that a session cannot tell from them: as long, of the same shape, as equal to one another.

What a session decides by stays: emptiness, white space, punctuation, word boundaries, lengths, and whether two
transcripts are the same. Cutting and joining a placeholder gives the placeholder of what was cut and joined, up
to its letters, which is why effects are compared by `shape`.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from antiphon.runtime.journal_plain import Use

MASKED: Final = 64
"""Letters that tell one text from another; after them all are the same."""
REMEMBERED: Final = 1024
_LETTER: Final = re.compile(r"[^\W_]")
_ASCII_LETTER: Final = re.compile(r"[0-9A-Za-z]")
_SIGN: Final = re.compile(r"[^\x00-\x7f\w\s]")
_DIGIT: Final = re.compile(r"\d")
_ZEROS: Final = re.compile(r"-?0\.0*")
_LAST_DIGIT: Final = re.compile(r"\d(?=\D*$|e)")
_IDENTIFIER: Final = re.compile(r"[\w./:;=+@-]{0,128}")
# By how many characters JSON needs for one: a session weighs calls and results by their JSON.
_LETTERS: Final = ((0x80, 0x61, 26), (0x10000, 0x10D0, 33), (0x110000, 0x10400, 40))
_SIGNS: Final = (0x10000, "·", "\U0001f030")


def shape(text: str) -> str:
    """Letters and digits one of each width, white space and ASCII's punctuation as they are."""
    text = _ASCII_LETTER.sub("x", text)
    if text.isascii():
        return text
    return _SIGN.sub(_sign, _LETTER.sub(lambda found: _letter(found[0], 23), text))


def number_like(number: float) -> float:
    """A number that is written as long, the same one for all that are written alike."""
    pattern, zeros = shape(repr(number)), _ZEROS.match(repr(number))
    lead = zeros.end() if zeros else 0
    for digits in range(11, 100):  # of some numbers not every neighbour is written with as many digits
        first, last = divmod(digits, 10)
        text = repr(number)[:lead] + _DIGIT.sub(str(first), repr(number)[lead:])
        made = type(number)(_LAST_DIGIT.sub(str(last), text, count=1))
        if shape(repr(made)) == pattern:
            return made
    return type(number)(1.1)


def _letter(letter: str, choice: int) -> str:
    return next(chr(first + choice % count) for below, first, count in _LETTERS if ord(letter) < below)


def _sign(found: re.Match[str]) -> str:
    below, near, far = _SIGNS
    return near if ord(found[0]) < below else far


class Disguise:
    """Placeholders for one call. Its ``key`` is never kept, so nobody can try words until one fits."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()

    def text(self, text: str, use: Use) -> str:
        """Names stay, words and secrets do not."""
        if use is Use.NAME and _IDENTIFIER.fullmatch(text):
            return text
        core = text.strip()  # a session compares what it stripped
        if not core:
            return text
        before = text.index(core)
        return text[:before] + self._core(core) + text[before + len(core) :]

    def number(self, number: float) -> float:
        """A number in free-form JSON may be anybody's."""
        return number_like(number)

    def _core(self, core: str) -> str:
        """The same again for the same text; another one for another while there are any, also for short ones."""
        if len(core) > MASKED:
            return self._made(core, 0)
        if core not in self._given:
            if len(self._given) >= REMEMBERED:
                self._given.clear()
                self._taken.clear()
            made = self._made(core, 0)
            for attempt in range(1, 64):
                if made not in self._taken:
                    break
                made = self._made(core, attempt)
            self._given[core] = made
            self._taken.add(made)
        return self._given[core]

    def _made(self, core: str, attempt: int) -> str:
        seed = self._key + bytes([attempt]) + core.encode(errors="surrogatepass")
        letters = iter(hashlib.shake_128(seed).digest(MASKED))
        masked = _LETTER.sub(lambda found: _letter(found[0], next(letters)), core[:MASKED])
        return _SIGN.sub(_sign, masked) + shape(core[MASKED:])


class Plain:
    """Keeps words; secrets are disguised all the same."""

    def __init__(self, key: bytes) -> None:
        self._disguise = Disguise(key)

    def text(self, text: str, use: Use) -> str:
        """Everything but secrets as it is."""
        return self._disguise.text(text, use) if use is Use.SECRET else text

    def number(self, number: float) -> float:
        """As it is."""
        return number


class Shapes:
    """Of texts only what survives a replay: their shape, or with ``has_words`` the texts themselves."""

    def __init__(self, *, has_words: bool) -> None:
        self._has_words = has_words

    def text(self, text: str, use: Use) -> str:
        """A session id and a MIME type are themselves."""
        is_kept = (
            use is not Use.SECRET if self._has_words else use is Use.NAME and _IDENTIFIER.fullmatch(text)
        )
        return text if is_kept else shape(text)

    def number(self, number: float) -> float:
        """Free-form numbers are kept where words are."""
        return number if self._has_words else number_like(number)
