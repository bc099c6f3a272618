"""Tables of words, written as lines. Pure."""

from __future__ import annotations


def row(text: str) -> tuple[str, ...]:
    """The words of a line, in order."""
    return tuple(text.split())


def bag(text: str) -> frozenset[str]:
    """The words of a line, for looking up."""
    return frozenset(text.split())
