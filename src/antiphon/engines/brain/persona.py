"""Who the system instruction says the assistant is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 16_000
_NAME: Final = (
    re.compile(r"\b[Yy]our name is (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2})"),
    re.compile(r"\b[Yy]ou(?: are|'re) (?:called|named) (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2})"),
    re.compile(
        r"\b[Yy]ou(?: are|'re) (?P<name>(?!An? |The |In |At |Not |Here |AI\b|English\b)[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2})"
    ),
    re.compile(
        r"\b[Yy]ou(?: are|'re) [^.!?\n]{0,90}?\b(?:named|called) (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2})"
    ),
)
_USER: Final = re.compile(r"[^.!?\n]*\b[Tt]he (?:user|caller|customer)\b[^.!?\n]*")
_ROLE: Final = re.compile(
    r"\b[Yy]ou(?: are|'re) (?:[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}, )?(?P<role>(?:an?|the) [^.!?\n;]{3,90})",
    re.DOTALL,
)
_STYLE: Final = re.compile(
    r"\b(?:pirate|rhym\w+|poet\w*|shakespear\w*|sarcas\w+|grumpy|in the style of|like an? |accent|slang|cowboy|"
    r"robot|wizard|haiku|emoji|yoda|cheerful|formal|enthusiastic)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Persona:
    """What is known of it."""

    name: str | None = None
    role: str | None = None
    """With its article: "the assistant of the Blue Door cafe"."""
    has_style: bool = False
    """It is to speak in a manner of its own, which only the model can."""

    @property
    def introduction(self) -> str:
        """Who are you?"""
        if self.name and self.role:
            return f"I'm {self.name}, {self.role}."
        if self.name:
            return f"I'm {self.name}."
        return f"I'm {self.role}." if self.role else "I'm a voice assistant. I don't have a name."


def read(system: str) -> Persona:
    """The persona in a system instruction."""
    text = _USER.sub("", system[:LONGEST].replace("\u2019", "'"))
    match = next((found for pattern in _NAME if (found := pattern.search(text))), None)
    role = _ROLE.search(text)
    return Persona(
        name=match["name"] if match else None,
        role=_short(role["role"]) if role else None,
        has_style=bool(_STYLE.search(text)),
    )


def _short(role: str) -> str | None:
    """The role without what follows from it."""
    bare = re.split(r",| (?:who|that|which|and you|named|called|with|speaking|talking)\b", role.strip())[
        0
    ].strip()
    return None if re.search(r"\b(?:pirate|wizard)\b", bare) and len(bare.split()) > 8 else bare
