"""An engine for measuring barge-in: it hears and speaks as the cascade does, and what it says is a script.

The built-in brain answers in a sentence; whoever wants to measure how an answer is interrupted needs long ones.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from antiphon.config import Settings
from antiphon.engines.cascade.engine import CascadeEngine, Stages
from antiphon.engines.cascade.moonshine import LANGUAGES, MODEL_NAME, Moonshine
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError
from antiphon.talk import Prompt

ENGINE: Final = "antiphon.bench.duplex.stories:create"
"""As ``Settings.engine`` wants it."""
STORIES: Final = tuple(
    " ".join(each.split())
    for each in resources.files(__package__).joinpath("stories.txt").read_text(encoding="utf-8").split("\n\n")
)
"""Twenty seconds each."""


class Storyteller:
    """A `LanguageModel` that tells one of `STORIES` after another, whatever it is asked."""

    async def start(self) -> None:
        """Has nothing to start."""

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        """A draft and the answer that it may become are the same."""
        del ticket
        for word in STORIES[len(prompt.history) // 2 % len(STORIES)].split(" "):
            yield f"{word} "
            await asyncio.sleep(0)

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        """Has nothing to read ahead."""

    async def aclose(self) -> None:
        """Has nothing to free."""


class StoryFactory:
    """An `EngineFactory`: the embedded recogniser and voices around a `Storyteller`."""

    models = (MODEL_NAME,)

    def __init__(self) -> None:
        self._stages: Stages | None = None

    async def start(self, files: Mapping[str, Path]) -> None:
        stages = Stages(Moonshine(files[MODEL_NAME]), Storyteller(), EmbeddedSynthesizer(), LANGUAGES)
        self._stages = stages
        await stages.transcriber.start()
        await stages.synthesizer.start()

    def open(self) -> CascadeEngine:
        if self._stages is None:
            raise EngineError("the engine was not started")
        return CascadeEngine(self._stages)

    async def aclose(self) -> None:
        stages, self._stages = self._stages, None
        if stages is not None:
            async with contextlib.AsyncExitStack() as stack:
                stack.push_async_callback(stages.transcriber.aclose)
                stack.push_async_callback(stages.synthesizer.aclose)


def create(settings: Settings) -> StoryFactory:
    """The factory, for ``Settings.engine``."""
    del settings
    return StoryFactory()
