"""A manner of speaking."""

from __future__ import annotations

from typing import NamedTuple


class Manner(NamedTuple):
    """One way of speaking."""

    instructions: tuple[str, ...]
    words: str
    """A regular expression of its vocabulary, found in every answer."""
    says: dict[str, tuple[str, ...]]


def manner(instructions: str, words: str, says: str) -> Manner:
    """One from lines of ``key: answer|answer``."""
    rows = (line.split(": ", 1) for line in says.strip().split("\n"))
    return Manner(
        tuple(instructions.split("|")), words, {key: tuple(value.split("|")) for key, value in rows}
    )
