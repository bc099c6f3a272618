"""Keeps an answer short enough to be listened to, while it streams. Pure."""

from __future__ import annotations

import re
from typing import Final

_ASSISTANT: Final = re.compile(
    r"^\s*(?:I'm sorry,? but )?as an? (?:AI|artificial intelligence|language model|digital|virtual)[^,.]{0,60},\s*(?:but )?",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(r"\*\*|__|`+|^#+ |^\s*[-*•] |^\s*\d+[.)] |(?<=, )\d+\. |<\|[^>]*>?", re.MULTILINE)
_SHORT: Final = re.compile(
    r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|St|Prof|vs|e\.g|i\.e|a\.m|p\.m|approx|etc|[A-Z]|\d+)\.$", re.IGNORECASE
)
_CLOSERS: Final = "\"'\u201d\u2019)"


class Brief:
    """Lets the first sentence through as it comes, further ones whole, and nothing after the last.

    A sentence that breaks off is not spoken, unless it is the only one.
    """

    def __init__(self, sentences: int = 2) -> None:
        self._left = sentences
        self._held = ""
        self._is_begun = False
        self._said = ""
        self.is_done = False
        """Nothing more will be let through: the model may stop."""

    def feed(self, delta: str) -> str:
        """What of the answer may leave now."""
        if self.is_done:
            return ""
        self._held += delta
        if not self._is_begun and not self._begin():
            return ""
        out = ""
        while not self.is_done and (end := self._end()) is not None:
            out += self._take(end)
            self._left -= 1
            self.is_done = self.is_done or self._left <= 0
        if not self.is_done and not self._said_sentence(out):
            # The first sentence streams up to its last word, which may still become a mark or markup.
            space = self._held.rfind(" ")
            if space > 0 and "\n" not in self._held[:space]:
                out += self._take(space)
        self._said += out
        return out

    def flush(self) -> str:
        """What is left when the model has stopped."""
        if self.is_done:
            return ""
        self.is_done = True
        if not self._is_begun:
            self._held = _ASSISTANT.sub("", self._held)
        rest = self._held.rstrip()
        is_whole = rest.rstrip(_CLOSERS)[-1:] in set(".!?\u2026")
        if rest and (is_whole or not self._said_sentence("")):
            out = self._take(len(rest)).split("\n", maxsplit=1)[0].rstrip(" ,;:-")
            if out and not is_whole:
                out += "."
            self._said += out
            return out
        return ""

    def _begin(self) -> bool:
        bare = self._held.lstrip()
        lowered = bare.lower()
        openings = ("as an ", "as a ", "i'm sorry, but as an ", "i'm sorry but as an ")
        may_disclaim = any(lowered.startswith(o[: len(lowered)]) for o in openings)
        if may_disclaim and len(bare) < 120 and not _ASSISTANT.match(bare) and not re.search(r"[.!?]", bare):
            return False
        opened = _ASSISTANT.sub("", bare)
        if opened != bare:
            bare = opened[:1].upper() + opened[1:]
        self._held, self._is_begun = bare, bool(bare)
        return self._is_begun

    def _end(self) -> int | None:
        """Where the first whole sentence held ends."""
        for match in re.finditer(r"[.!?\u2026]+[\"'\u201d\u2019)]*(?=\s)|\n", self._held):
            before = self._held[: match.end()]
            if match[0] == "\n":
                if (self._said + before).strip():
                    self.is_done = True
                    return match.start()
                continue
            if not _SHORT.search(before) or (self._said + before).count(" ") > 30:
                return match.end()
        return None

    def _take(self, length: int) -> str:
        piece, self._held = self._held[:length], self._held[length:]
        return _MARKUP.sub("", piece)

    def _said_sentence(self, more: str) -> bool:
        said = (self._said + more).rstrip().rstrip(_CLOSERS)
        return said[-1:] in set(".!?\u2026")
