"""Tables of phrases, written as lines."""

from __future__ import annotations


def items(text: str) -> tuple[str, ...]:
    """What stands between the bars and line ends, in order."""
    return tuple(item.strip() for item in text.replace("\n", "|").split("|") if item.strip())
