"""The inner vocabulary: what is said, asked and answered, free of any wire's spelling. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

INPUT_RATE: Final = 16_000
"""Hz of everything that is heard: PCM16 little-endian mono."""
OUTPUT_RATE: Final = 24_000
"""Hz of everything that is spoken: PCM16 little-endian mono."""


SILENT: Final = "The user has been silent for"
"""How an instruction begins that asks for a word into a silence: what is made for that need not read on."""


class Role(Enum):
    """Who said it."""

    USER = "user"
    MODEL = "model"
    SYSTEM = "system"
    """Nobody: an instruction that came in the middle of a conversation."""


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
class Listening:
    """How the user wants to be listened to."""

    interims: bool = False
    """Words are wanted while they are being spoken."""
    languages: tuple[str, ...] = ()
    """BCP-47; any of them may be spoken. Empty: nobody knows."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the user said in one turn. ``revision`` grows each time speech resumes after a pause."""

    turn: int
    revision: int
    text: str
    samples: int = 0
    """Length of the speech in input samples; 0 for typed text."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What a transcript's words say about their turn, in numbers: what a session decides by, not the words."""

    words: int = 0
    backchannels: int = 0
    """Of them, those that only say "I am listening": mm-hm, yeah, right."""
    commands: int = 0
    """Of them, those that take the floor: stop, wait, no."""
    echoed: int = 0
    """Of them, those that we have said ourselves lately."""
    trailing: float = 0.0
    """How much their end sounds as if more were to come, 0 to 1: "and", "to the", an open number."""
    closed: float = 0.0
    """How surely the recogniser takes them for a whole sentence, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Acoustics:
    """What a turn's sound says about it."""

    level_db: float
    """Of its speech, in dBFS."""
    echo: float = 0.0
    """How much its loudness goes up and down as that of what we have sent, -1 to 1."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The final transcript of one revision of a turn. Empty text: there was no speech in it."""

    turn: int
    revision: int
    text: str
    cues: Cues = Cues()
    """Engines leave it to the runtime."""
    closed: float | None = None
    """The probability that a sentence ends with them, by their sound; ``None``: the recogniser does not say."""


@dataclass(frozen=True, slots=True)
class Interim:
    """The words of a turn that is still being spoken: they replace the last ones of their turn."""

    turn: int
    revision: int
    text: str
    stable: int = 0
    """So many characters at the beginning are never taken back."""
    samples: int = 0
    """Of the turn's audio, that were read; 0: nobody says."""
    cues: Cues = Cues()
    """Engines leave it to the runtime."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One still picture as it came: a file's bytes, undecoded."""

    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the history, as it was heard by the other side."""

    role: Role
    text: str
    samples: int = 0
    """Length of the speech in input samples (user) or output samples (model); 0 for text."""
    is_cut: bool = False
    """Whether it was interrupted: the text ends with the last word that can have been heard."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A function of the caller's that an engine may ask for."""

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """A JSON Schema of type object; empty: it takes none."""


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a `Tool`. The session gives it its ``id``; an engine leaves it empty."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a call: an entry of the history, as is the call itself."""

    call: Call
    response: Mapping[str, Any]
    """As the caller gave it; ``error`` holds what went wrong, if anything did."""


Entry = Said | Call | Result
"""One thing that a history remembers."""


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
    history: tuple[Entry, ...] = ()
    user: Utterance | None = None
    """``None``: nothing new was said; what the context calls for is wanted, in an empty one a greeting."""
    tools: tuple[Tool, ...] = ()
    pending: tuple[Call, ...] = ()
    """Calls whose results are still awaited: not to be made again."""
    pictures: tuple[Picture, ...] = ()
    """What there is to see while the question is asked, the newest last."""
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
class Thought:
    """The next piece of what a reasoning model says to itself. Never spoken, never remembered."""

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
    thought_tokens: int = 0
    """Of reasoning; not among the ``output_tokens``."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Functions the engine wants called. It then ends; their results come in the next prompt's history."""

    calls: tuple[Call, ...]


EngineEvent = Text | Thought | Audio | Used | Calls
"""What ``respond`` yields. The iterator's end is the end of the answer; an exception is its failure."""
