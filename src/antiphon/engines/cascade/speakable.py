"""Text on its way to the voice: freed of what cannot be spoken and, in English, spelled as it is said. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from antiphon.engines.cascade import english


@dataclass(frozen=True, slots=True)
class Speech:
    """What the voice is given, and for each of its characters the span of the displayed clause it stands for."""

    text: str
    origins: tuple[tuple[int, int], ...]
    clause: str
    """What is displayed."""

    def displayed(self, start: int, stop: int) -> tuple[int, int]:
        """The span of the displayed clause behind characters ``start:stop``, which must not be empty.

        What is displayed behind them and not spoken (a link's address, the end of an emphasis) belongs to them.
        """
        first, last = self.origins[start][0], self.origins[stop - 1][1]
        follows = self.origins[stop][0] if stop < len(self.origins) else len(self.clause)
        return first, last + len(self.clause[last:follows].rstrip())

    def parts(self, limit: int) -> Iterator[tuple[int, str]]:
        """The text in pieces of at most ``limit`` characters, cut at spaces where there are any, each with its place."""
        at = 0
        while at < len(self.text):
            end = at + limit
            if end < len(self.text):
                end = max(self.text.rfind(" ", at + 1, end), at) or end
                end = end if end > at else at + limit
            yield at, self.text[at:end]
            at = end


# Before English: what would be taken for something else.
_ADDRESSES: Final = r"""
    !?\[(?P<label>[^\]\n]*)\]\([^)\s]*\)                    # a link or picture: its label is spoken
  | (?:https?://|www\.)(?P<host>[^\s/?\#:<>()\[\]"'*`]+)[^\s<>()\[\]"'*`]*   # an address: its host is
  | (?P<tag></?[a-zA-Z][^<>\n]{0,80}>)                      # HTML
  | (?P<line>^[ \t]*(?:\#{1,6}[ ]|>[ ]|[-*+\u2022][ ]|-{3,}|\*{3,}|`{3,}\w*|\|[ :|-]+\|?[ \t]*$|\|))   # headings …
"""
_MARKUP: Final = r"""
    (?P<cell>[ ]*\|[ ]*(?=[^\s|]))                          # between two cells of a table
  | (?P<markup>\*+|`+|~~|_{2,}|(?<!\w)_|_(?!\w)|\\(?=[*_`\#$|~\[\](){}]))    # emphasis, code, escapes
  | (?P<shout>[!?]{2,})
  | (?P<gap>[_|~\x00-\x1f\x7f])                             # what separates words but is not said
"""
_FLAGS: Final = re.VERBOSE | re.MULTILINE


_FOREIGN: Final = re.compile(f"{_ADDRESSES}|{_MARKUP}", _FLAGS)
_ENGLISH: Final = re.compile(f"{_ADDRESSES}|(?-x:{english.PATTERN})|{_MARKUP}", _FLAGS)


def speech(clause: str, *, is_english: bool = True) -> Speech:
    """``clause`` without markdown, emoji and long addresses. Empty text: there is nothing to say.

    In English numbers, units, short forms and symbols become words; the voices of other languages know theirs.
    """
    writing = _Writing(clause)
    at = 0
    for match in (_ENGLISH if is_english else _FOREIGN).finditer(clause):
        writing.copy(at, match.start())
        at = match.end()
        if match["label"] is not None:
            writing.copy(*match.span("label"))
        elif match["host"] is not None:
            # A full stop or comma that ends the sentence is not the address's.
            at -= len(match[0]) - len(match[0].rstrip(".,;:!?"))
            host = match["host"].removeprefix("www.").rstrip(".,;:!?")
            writing.replace(host.replace(".", " dot ") if is_english else host, match.start(), at)
        elif match["cell"] is not None:
            writing.replace(", ", match.start(), at)
        elif match["shout"] is not None:
            writing.replace("?" if "?" in match[0] else "!", match.start(), at)
        elif match["gap"] is not None:
            writing.replace(" ", match.start(), at)
        elif is_english and match["tag"] is None and match["line"] is None and match["markup"] is None:
            words = english.words_for(match)
            if words is None:
                writing.copy(match.start(), at)
            else:
                writing.replace(words, match.start(), at)
    writing.copy(at, len(clause))
    return writing.speech()


class _Writing:
    """Collects what is spoken."""

    def __init__(self, clause: str) -> None:
        self._clause = clause
        self._characters: list[str] = []
        self._origins: list[tuple[int, int]] = []

    def copy(self, start: int, stop: int) -> None:
        """Character by character."""
        for at in range(start, stop):
            if not _is_emoji(self._clause[at]):
                self._characters.append(self._clause[at])
                self._origins.append((at, at + 1))

    def replace(self, text: str, start: int, stop: int) -> None:
        """Says ``text`` for all of a span."""
        for character in text:
            if not _is_emoji(character):
                self._characters.append(character)
                self._origins.append((start, stop))

    def speech(self) -> Speech:
        if not any(map(str.isalnum, self._characters)):
            return Speech("", (), self._clause)
        return Speech("".join(self._characters), tuple(self._origins), self._clause)


def _is_emoji(character: str) -> bool:
    """Whether it is a pictograph, or one of the invisible characters that join them."""
    code = ord(character)
    if code < 0x2000:
        return False
    return (
        unicodedata.category(character) in {"So", "Cs", "Co", "Cn"}
        or code in {0x200D, 0x20E3, 0xFE0E, 0xFE0F}
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
    )
