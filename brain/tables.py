"""Tables of phrases, written as lines."""

from __future__ import annotations


def bars(text: str) -> tuple[str, ...]:
    """What stands between bars, in order."""
    return tuple(text.split("|"))
