"""What clients expect of a model's *name* (PROTOCOL 5.1, P8): one table, one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Profile:
    """Behaviour that clients derive from the name of the model."""

    has_voice_activity: bool = False
    """``voiceActivity`` messages come without being asked for."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling, as far as it changes what is answered (P8)."""

    client: str = ""
    """The ``x-goog-api-client`` header: SDK or framework and version (PROTOCOL 6)."""
    is_vertex: bool = False
    """Came in by a Vertex path, whose defaults and spellings differ (PROTOCOL 2.5, 3.9)."""


_NEWER: Final = Profile(has_voice_activity=True)
_OLDER: Final = Profile()
_VERSION: Final = re.compile(r"gemini(?:-[a-z]+)*-(\d+)(?:\.(\d+))?")


def base_name(model: str) -> str:
    """``projects/P/…/models/X`` and ``models/X`` → ``X``."""
    return model.rsplit("/", 1)[-1]


def profile_for(model: str) -> Profile:
    """The profile of any name; a name nobody knows behaves as the newest family does not: it adds nothing."""
    found = _VERSION.search(base_name(model).lower())
    if found is None:
        return _OLDER
    return _NEWER if (int(found[1]), int(found[2] or 0)) >= (3, 8) else _OLDER
