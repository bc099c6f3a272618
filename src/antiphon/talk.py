"""The inner vocabulary: what is said, asked and answered, free of any wire's spelling. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

INPUT_RATE: Final = 16_000
"""Hz of everything that is heard: PCM16 little-endian mono."""
OUTPUT_RATE: Final = 24_000
"""Hz of everything that is spoken: PCM16 little-endian mono."""


class Role(Enum):
    """Who said it."""

    USER = "user"
    MODEL = "model"


class Modality(Enum):
    """What the caller wants back."""

    TEXT = "TEXT"
    AUDIO = "AUDIO"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a word of the displayed text sounds: characters ``start:stop`` begin at sample ``at``.

    Characters count from the generation's first `Text`, samples from its first `Audio`.
    """

    start: int
    stop: int
    at: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the user said in one turn. ``revision`` grows each time speech resumes after a pause."""

    turn: int
    revision: int
    text: str
    samples: int = 0
    """Length of the speech in input samples; 0 for typed text."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The final transcript of one revision of a turn. Empty text: there was no speech in it."""

    turn: int
    revision: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the history, as it was heard by the other side."""

    role: Role
    text: str
    samples: int = 0
    """Length of the speech in input samples (user) or output samples (model); 0 for text."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the caller wants tokens chosen; ``None`` leaves the engine's own default."""

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    max_output_tokens: int | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    presence_penalty: float | None = None
    frequency_penalty: float | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything an engine may know to answer. ``user`` is not part of ``history``."""

    system: str = ""
    history: tuple[Said, ...] = ()
    user: Utterance | None = None
    modality: Modality = Modality.AUDIO
    voice: str | None = None
    language: str | None = None
    sampling: Sampling = field(default_factory=Sampling)
    tentative: bool = False
    """A draft: no side effects, lowest priority, may be cancelled without trace."""


@dataclass(frozen=True, slots=True)
class Text:
    """The next piece of the answer's displayed text. Pieces concatenate exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class Audio:
    """The next piece of speech: PCM16 at `OUTPUT_RATE`, whole samples, and the marks of words it begins.

    A mark's text must have come in a `Text` before or with it.
    """

    pcm: bytes
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """Token counts as the engine's model counts; where they are absent the session estimates."""

    prompt_tokens: int
    output_tokens: int


EngineEvent = Text | Audio | Used
"""What ``respond`` yields. The iterator's end is the end of the answer; an exception is its failure."""
