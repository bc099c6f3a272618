"""The three stages of a cascade: who understands, who answers, who speaks. Shared by all conversations."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from antiphon.talk import Mark, Prompt, Used


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of speech before it is understood."""

    language: str | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The next piece of one clause's speech: PCM16 at `talk.OUTPUT_RATE`, whole samples.

    Marks count characters of the clause and samples since the clause's first piece.
    """

    pcm: bytes
    marks: tuple[Mark, ...] = ()


class Transcriber(Protocol):
    """Speech to text."""

    async def start(self) -> None:
        """Loads what is needed. Raises `OperatorError`."""

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        """The words in PCM16 at `talk.INPUT_RATE`; empty where there are none.

        The work is done off the event loop. Cancelling gives it up soon. Raises `EngineError`.
        """

    async def aclose(self) -> None:
        """Frees it; may be called twice, and after a failed `start`."""


class LanguageModel(Protocol):
    """Text to text."""

    async def start(self) -> None:
        """Starts it, or checks that it is there. Raises `OperatorError`."""

    def reply(self, prompt: Prompt) -> AsyncGenerator[str | Used, None]:
        """Pieces of the answer, and counts if they are known. Closing cancels. Raises `EngineError`."""

    async def warm(self, prompt: Prompt) -> None:
        """Reads the prompt ahead where that is free and of use. Cancel-safe. Raises `EngineError`."""

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
