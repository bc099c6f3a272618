"""The stages of a cascade: who understands, who answers, who speaks. Shared by all conversations."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol, Self

from antiphon.talk import Calls, Mark, Prompt, Sampling, Thought, Used


class Urgency(IntEnum):
    """Whose work goes first."""

    COMMITTED = 0
    """Somebody waits for it."""
    DRAFT = 1
    """Somebody may be about to wait for it."""
    AHEAD = 2
    """It may save time later."""


@dataclass(slots=True)
class Ticket:
    """One piece of work's place in the queues. Whoever made it may change its urgency while it waits or runs."""

    conversation: int
    """Turns are taken by conversation; caches are warm for the one that was there last."""
    urgency: Urgency = Urgency.COMMITTED


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of speech before it is understood."""

    language: str | None = None
    """BCP-47; ``None``: find out, or assume."""
    is_interim: bool = False
    """The speaker has not finished: it will be asked for again with more, and may be given up under load."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The next piece of one clause's speech: PCM16 at `talk.OUTPUT_RATE`, whole samples.

    Marks count characters of the clause and samples since the clause's first piece.
    """

    pcm: bytes
    marks: tuple[Mark, ...] = ()


class Transcript(str):
    """Words of a recogniser that also says how surely they are all of a sentence; others give plain text."""

    __slots__ = ("closed",)

    closed: float | None
    """The probability that a sentence ends with them; ``None``: it cannot tell."""

    def __new__(cls, text: str, closed: float | None = None) -> Self:
        made = super().__new__(cls, text)
        made.closed = closed
        return made


class Transcriber(Protocol):
    """Speech to text."""

    async def start(self) -> None:
        """Loads what is needed. Raises `OperatorError`."""

    @property
    def does_interims(self) -> bool:
        """Whether it is worth asking while somebody speaks: it is quick, costs nothing, and gives way."""

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        """The words in PCM16 at `talk.INPUT_RATE`; empty where there are none.

        The work is done off the event loop. Cancelling gives it up soon. Raises `EngineError`; `BusyError` only
        where ``hints.is_interim``.
        """

    async def aclose(self) -> None:
        """Frees it; may be called twice, and after a failed `start`."""


Delta = str | Thought | Calls | Used
"""What a language model yields: pieces of the answer, its reasoning, functions it wants called, counts."""


class LanguageModel(Protocol):
    """Prompt to text."""

    async def start(self) -> None:
        """Starts it, or checks that it is there. Raises `OperatorError`."""

    def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        """The answer. Closing cancels. Raises `EngineError`."""

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        """Reads the prompt ahead where that is free and of use. Cancel-safe. Raises `EngineError`.

        ``prompt.user`` is what the user has said so far, if anything: they will go on.
        """

    async def aclose(self) -> None:
        """Frees it; may be called twice, and after a failed `start`."""


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """Text for a text model to continue: the whole of it, special tokens and all."""

    text: str
    sampling: Sampling = field(default_factory=Sampling)
    """``max_output_tokens`` and ``stop`` included; what is ``None`` is the model's own default."""
    schema: Mapping[str, Any] | None = None
    """A JSON Schema that the continuation must fit."""
    grammar: str = ""
    """A GBNF grammar that the continuation must fit."""
    copies: bool = False
    """What stands in the text is to be said again word for word: nothing is held against that."""


class Completer(Protocol):
    """A text model at its plainest: what the brain thinks with."""

    async def start(self) -> None:
        """Raises `OperatorError`."""

    def complete(self, request: CompletionRequest, ticket: Ticket) -> AsyncGenerator[str | Used, None]:
        """The continuation. Closing cancels. Raises `EngineError`."""

    async def read(self, text: str, ticket: Ticket) -> None:
        """Reads the beginning of a later request's text ahead. Cancel-safe. Raises `EngineError`."""

    async def count(self, text: str) -> int:
        """Tokens of a text. Cancel-safe. Raises `EngineError`."""

    async def aclose(self) -> None:
        """Frees it; may be called twice, and after a failed `start`."""


class Synthesizer(Protocol):
    """Text to speech."""

    async def start(self) -> None:
        """Starts it. Raises `OperatorError`."""

    def speak(self, text: str, voice: str | None, language: str | None) -> AsyncGenerator[Spoken, None]:
        """One clause, aloud. Unknown voices and languages fall back. Closing cancels. Raises `EngineError`."""

    async def aclose(self) -> None:
        """Frees it; may be called twice, and after a failed `start`."""


def spare_cores() -> int:
    """Threads for model work: all cores but the one that serves sockets, at least one.

    A model thread more than that makes every thread wait for the busiest core: decoding falls to a quarter.
    """
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, available - 1)
