"""An engine for measuring barge-in: it hears and speaks as the cascade does, and what it says is a script.

The built-in brain answers in a sentence; whoever wants to measure how an answer is interrupted needs long ones.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
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
STORIES: Final = (
    "The old lighthouse stands at the very end of the harbour wall. Every evening the keeper climbs two hundred "
    "steps and cleans the great lamp with a soft cloth. On clear nights you can see the beam from thirty miles "
    "away, and the fishermen say that it looks like a slow heartbeat. In winter the waves reach the lowest window, "
    "and the keeper moves his bed up to the second floor.",
    "The morning train leaves the valley at six and follows the river for an hour. Then it climbs through three "
    "long tunnels until the whole plain lies below. Most passengers are asleep by then, but the children press "
    "their faces to the glass and count the bridges. There are seventeen of them, and the last one is so high that "
    "the trees beneath it look like moss.",
    "Our garden began with a single apple tree behind the kitchen. My grandmother planted beans along the fence, "
    "and later she added roses, because she liked the smell when the windows were open. After some years the bees "
    "arrived without being asked. They built their home in an empty chimney, and nobody had the heart to disturb "
    "them before the harvest was over.",
    "The museum keeps its strangest things in the cellar. There is a clock that runs backwards, a piano with only "
    "the black keys, and a map of an island that nobody has ever found. Visitors may look at everything for as "
    "long as they please. The guard has worked there for forty years and tells a different story about each of the "
    "objects every time somebody asks.",
    "Bread needs flour, water, salt and a great deal of patience. You mix everything in a large bowl and leave it "
    "alone until it has doubled in size. Then you fold it gently, shape it into a ball and let it rest again under "
    "a cloth. The oven must be very hot at first, and a little cooler later, so that the crust turns brown while "
    "the inside remains soft.",
    "The desert is never as empty as it looks. At night small foxes come out of the ground and run along the dry "
    "river beds. Beetles stand on their heads to drink the fog, and the owls live inside tall cactus plants. When "
    "it rains, which happens once in a few years, the whole plain turns yellow with flowers for about a week and "
    "then falls asleep again.",
    "The first thing a sailor learns is to read the sky. High thin clouds promise a change within a day, and a "
    "ring around the moon means that rain is not far away. The wind has its own habits along every coast. In the "
    "afternoon it blows towards the land, and before sunrise it turns around and carries the boats out to sea "
    "without any effort at all.",
    "In the village where I grew up, the postman also repaired bicycles. He came every morning with a heavy leather "
    "bag and a small box of tools. People left their broken wheels beside the letter box, and he fixed them before "
    "he went on. It took him all day to walk three miles, but the letters always arrived, and so did everybody who "
    "had to go to school.",
)


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
