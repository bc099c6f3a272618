"""What every engine is: a thing that hears a conversation and answers. Never sees the wire or the session.

An `EngineFactory` is made once per server and owns what is shared (models, child processes); it opens one
`Engine` per conversation. Third parties register a factory under the entry-point group ``antiphon.engines``.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from antiphon.config import Settings
from antiphon.talk import EngineEvent, Heard, Interim, Listening, Prompt


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do, for start-up screens and for checks at setup."""

    name: str
    languages: tuple[str, ...] = ()
    """BCP-47 codes it understands in speech; empty: any, or it does not care."""


class Engine(Protocol):
    """One conversation's partner. Every method but the iterators returns at once; none blocks the loop."""

    @property
    def capabilities(self) -> Capabilities: ...

    def warm(self, prompt: Prompt) -> None:
        """A hint, after setup: this is what prompts will look like. May be ignored."""

    def listen(self, listening: Listening) -> None:
        """A hint, after setup: what is asked of `heard`. Not called where nothing is. May be ignored, or missing."""

    def hear(self, turn: int, pcm: bytes) -> None:
        """The next speech of a user turn: PCM16 at 16 kHz. Belongs to the turn until a larger ``turn`` comes."""

    def glance(self, turn: int, revision: int) -> None:
        """Wants the words of a turn that goes on, soon or not at all: one `Interim`. May be ignored, or missing."""

    def settle(self, turn: int, revision: int) -> None:
        """Asks for the transcript of the turn so far; `heard` yields it. Newer requests supersede older ones."""

    def heard(self) -> AsyncIterator[Heard | Interim]:
        """Transcripts, for the whole life of the conversation. Cancel-safe: nothing is lost."""

    def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        """Answers. Closing the generator cancels the work within 150 ms; failures raise `EngineError`."""

    def commit(self, generation: int) -> None:
        """The draft ``generation`` became real: raise its priority."""

    async def aclose(self) -> None:
        """Frees what this conversation holds. May be called twice."""


class EngineFactory(Protocol):
    """The shared half of an engine."""

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models (`antiphon.models`) whose files `start` needs."""

    async def start(self, files: Mapping[str, Path]) -> None:
        """Loads models and starts children. ``files``: model name → directory. Raises `OperatorError`."""

    def open(self) -> Engine:
        """A partner for one new conversation."""

    async def aclose(self) -> None:
        """Stops children and frees models; after the last conversation has closed."""


class CreateEngine(Protocol):
    """What an entry point of group ``antiphon.engines`` names: ``create(settings) -> EngineFactory``."""

    def __call__(self, settings: Settings) -> EngineFactory: ...
