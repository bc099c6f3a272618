"""Which of the parts around the model are at work. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Self


@dataclass(frozen=True, slots=True)
class Checks:
    """Each can be left out alone: what is not worth its lines is found so (``python -m brain.ablate``)."""

    commands: bool = True
    """Silence, stop, say that again: answered by rule."""
    languages: bool = True
    """Other languages than English are told from it."""
    exact: bool = True
    """Sums, dates and the like are worked out."""
    grammar: bool = True
    """A call that cannot be made as it was written is written again, under a grammar."""
    choice: bool = True
    """A function that is far liker to the request is called rather."""
    arguments: bool = True
    """What nobody said is no argument; what is missing is asked for."""
    told: bool = True
    """What was told in turns that are too old to be read is put beside the question."""
    results: bool = True
    """A sentence about a result tells of it, and no other numbers; or a template does."""
    brief: bool = True
    """Two sentences, three in writing, five of a story; no lists, no markup."""

    @classmethod
    def none(cls) -> Self:
        """The model alone."""
        return cls(**dict.fromkeys(NAMES, False))


NAMES: Final = tuple(field.name for field in fields(Checks))
