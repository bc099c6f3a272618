"""What a run learns from, batch by batch: always the same for the same recipe, and found again where it was left."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

from brain.dialogue import Dialogue
from brain.draw import Side
from brain.recipe import dialogues
from brain.tokens import Batch, Example, Tokens, batch

LONGEST: Final = 700
"""Tokens; a longer conversation is left out."""
ENDLESS: Final = 1 << 40
PATIENCE: Final = 1000
"""Conversations more than half of all that may be too long to learn from: a recipe is not meant so."""


@dataclass(slots=True)
class Seen:
    """How far a run has come in its data."""

    dialogues: int = 0
    """Drawn, those left out included."""
    skipped: int = 0
    tokens: int = 0
    wanted: int = 0
    """Words of the model's among them."""
    families: Counter[str] = field(default_factory=Counter)
    digest: str = ""
    """Of everything drawn so far: a resumed run finds out whether the recipe is still the same."""

    def add(self, dialogue: Dialogue, example: Example | None) -> None:
        text = "".join(piece.text for piece in dialogue.segments())
        self.digest = hashlib.sha256(f"{self.digest}\n{text}".encode()).hexdigest()
        self.dialogues += 1
        if example is None:
            self.skipped += 1
            return
        self.families[dialogue.family] += 1
        self.tokens += len(example.ids)
        self.wanted += len(example.wanted)

    def plain(self) -> dict[str, Any]:
        """The same, to be written down."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {
            "families": dict(self.families)
        }


class Course:
    """Draws dialogues and packs them."""

    def __init__(self, tokens: Tokens, seed: int, size: int) -> None:
        self._tokens = tokens
        self._size = size
        self._drawn = dialogues(ENDLESS, seed)
        self._left: tuple[Dialogue, Example | None] | None = None
        self.seen = Seen()

    def __next__(self) -> Batch:
        """As many more as fit."""
        chosen: list[Example] = []
        room = self._size
        while True:
            dialogue, example = self._left or self._draw()
            if example is not None and len(example.ids) > room and chosen:
                self._left = dialogue, example
                return batch(chosen)
            self._left = None
            self.seen.add(dialogue, example)
            if self.seen.skipped > PATIENCE + self.seen.dialogues // 2:
                raise ValueError(
                    f"of {self.seen.dialogues} conversations, {self.seen.skipped} are too long to learn"
                )
            if example is not None:
                chosen.append(example)
                room -= len(example.ids)

    def _draw(self) -> tuple[Dialogue, Example | None]:
        dialogue = next(self._drawn)
        return dialogue, learnable(self._tokens, dialogue)

    def skip(self, count: int) -> None:
        """Pass over what was learned already, batch by batch."""
        while self.seen.dialogues < count:
            next(self)


def learnable(tokens: Tokens, dialogue: Dialogue) -> Example | None:
    """What is learned from it, unless it is too long, or none of its words are the model's."""
    example = tokens.example(dialogue.segments())
    return example if example is not None and len(example.ids) <= LONGEST else None


def held_out(tokens: Tokens, seed: int, count: int, draws: int = 1000) -> Mapping[str, Sequence[Example]]:
    """So many conversations of every family, or as many as come, that no run learns from."""
    found: dict[str, list[Example]] = {}
    for dialogue in dialogues(draws, seed, Side.HELD_OUT):
        some = found.setdefault(dialogue.family, [])
        example = learnable(tokens, dialogue) if len(some) < count else None
        if example is not None:
            some.append(example)
    return {family: some for family, some in sorted(found.items()) if some}
