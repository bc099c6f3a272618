"""HTML and SVG from values. Whatever is no `Markup` is text: what callers say cannot become markup."""

from __future__ import annotations

import html
from typing import Final

_NUMBERED: Final = 2
"""Digits behind the point: hundredths of a pixel are none."""


class Markup(str):
    """Text that is markup already, and made here."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str | float | None) -> Markup:
    """``<name …>content</name>``. ``class_`` is ``class``, ``stroke_width`` is ``stroke-width``; ``None`` is left out."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(each if isinstance(each, Markup) else text(each) for each in content)
    return Markup(f"<{name}{given}>{inner}</{name}>")


def text(words: str) -> Markup:
    """Words as they read; what steers a page, or turns the direction of its text, is left out."""
    return Markup(html.escape("".join(each if each.isprintable() else " " for each in words)))


def joined(parts: list[Markup] | tuple[Markup, ...]) -> Markup:
    """One after another."""
    return Markup("".join(parts))


def _value(value: str | float) -> str:
    return text(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """As short as it can be."""
    return f"{value:.{_NUMBERED}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
