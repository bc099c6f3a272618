"""What is compared by its meaning: functions with requests, notes with questions. By MiniLM."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import structlog

from antiphon.engines.brain import asked, chat, notes, tools
from antiphon.engines.brain.embeddings import Embeddings, Vectors
from antiphon.engines.brain.table import bag
from antiphon.engines.brain.telling import spoken_name
from antiphon.engines.brain.words import words
from antiphon.engines.prompting import clip
from antiphon.talk import Entry, Prompt, Role, Said, Tool

NOTE: Final = 0.30
"""A note may be about what is asked."""
TOOL: Final = 0.22
"""A function may be meant."""
SURELY: Final = 0.50
"""It is."""
RATHER: Final = 0.35
"""It is, if no other is nearly as much like the request."""
MARGIN: Final = 0.25
REQUESTS: Final = 40
"""Of the user's turns, the last that functions are compared with."""
TOLD: Final = 3
"""Old notes put beside a question."""
TOLD_TOKENS: Final = 60
"""Estimated: the truth may be twice that."""
PARTS: Final = 6
"""Of one sentence, the first."""
_GIVES: Final = bag("get current now tell show read check say what is the")
"""Words in a function's name that do not say what it is about: ``get_current_time`` is about time."""
_JOINS: Final = re.compile(r"[,;.!?]\s|\b(?:and|then)\b", re.IGNORECASE)

log = structlog.get_logger()


class Likeness:
    """Compares. Where vectors cannot be had, nothing is like anything."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings

    async def start(self) -> None:
        await self._embeddings.start()

    async def aclose(self) -> None:
        await self._embeddings.aclose()

    async def warm(self, prompt: Prompt) -> None:
        """Has the vectors made that the next turn may need."""
        await self._vectors([tools.described(tool) for tool in prompt.tools[: tools.MOST]])

    # functions

    async def offered(self, prompt: Prompt) -> Sequence[Tool]:
        """As many as the model was taught to choose among: those that the requests so far are most like.

        One is exchanged only for a request that is more like another than like any of them: what was read of the
        conversation stays of use.
        """
        declared = prompt.tools[: tools.MOST]
        if len(declared) <= chat.TOOLS:
            return declared
        requests = [e.text for e in prompt.history if isinstance(e, Said) and e.role is Role.USER][-REQUESTS:]
        requests += [asked.said(prompt)] if prompt.user else []
        vectors = await self._vectors([*map(tools.described, declared), prompt.system, *requests])
        if vectors is None:
            return declared[: chat.TOOLS]
        described, system, spoken = (
            vectors[: len(declared)],
            vectors[len(declared)],
            vectors[len(declared) + 1 :],
        )
        chosen = [int(at) for at in np.argsort(-(described @ system), kind="stable")[: chat.TOOLS]]
        for scores in spoken @ described.T:
            best = [int(at) for at in np.argsort(-scores, kind="stable")[:3] if scores[at] >= TOOL]
            # Who was of use lately goes last.
            chosen = [*(at for at in chosen if at not in best), *(at for at in chosen if at in best)]
            for at in best:
                if at not in chosen:
                    chosen = [*chosen[1:], at]
        return [declared[at] for at in sorted(chosen)]

    async def has_tool(self, prompt: Prompt) -> bool:
        """Whether there is a function for just what is asked."""
        declared = prompt.tools[: tools.MOST]
        if not declared or not (text := asked.said(prompt)):
            return False
        said = set(words(text))
        if any((wanted := set(spoken_name(tool.name)) - _GIVES) and wanted <= said for tool in declared):
            return True
        vectors = await self._vectors([text, *map(tools.described, declared)])
        return vectors is not None and float((vectors[1:] @ vectors[0]).max()) >= SURELY

    async def better(self, text: str, chosen: Tool, offered: Sequence[Tool]) -> Tool | None:
        """The function that is meant rather than the chosen one; ``None``: that may be it."""
        asked_for = [text, *_parts(text)]  # of two things, either may be what is called first
        vectors = await self._vectors([*asked_for, *map(tools.described, offered)])
        if vectors is None:
            return None
        scores = (vectors[len(asked_for) :] @ vectors[: len(asked_for)].T).max(1)
        best = int(scores.argmax())
        is_better = scores[best] >= max(RATHER, scores[list(offered).index(chosen)] + MARGIN)
        return offered[best] if is_better else None

    # notes

    async def remembered(self, forgotten: Sequence[Entry], question: str) -> list[str]:
        """What was told in turns that are not read any more, as far as it is like the question."""
        if not question:
            return []
        told = notes.gather(forgotten)
        vectors = await self._vectors([question, *told])
        if vectors is None or not told:
            return []
        scores = vectors[1:] @ vectors[0]
        best = sorted(int(at) for at in np.argsort(-scores, kind="stable")[:TOLD] if scores[at] >= NOTE)
        return [clip(told[at], TOLD_TOKENS // TOLD, keep_end=False) for at in best]

    async def _vectors(self, texts: Sequence[str]) -> Vectors | None:
        """``None`` when they cannot be had: rules and the model are left then."""
        try:
            return await self._embeddings.embed(texts)
        except (RuntimeError, ValueError, OSError, IndexError) as error:
            log.warning("no sentence vectors", reason=type(error).__name__)
            return None


def _parts(text: str) -> list[str]:
    """What is asked for in one sentence, apart."""
    found = [part.strip() for part in _JOINS.split(text)[:PARTS]]
    return [part for part in found if len(part.split()) > 1] if len(found) > 1 else []
