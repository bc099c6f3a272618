"""Which stages a server's cascade is made of, and their common life."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from pathlib import Path

from antiphon.config import Settings
from antiphon.engines.brain import embeddings
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.embeddings import MiniLM
from antiphon.engines.brain.plain import PlainBrain
from antiphon.engines.cascade import embedded, moonshine
from antiphon.engines.cascade.chat import ChatModel, RemoteServer
from antiphon.engines.cascade.engine import CascadeEngine, Stages
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.stages import LanguageModel
from antiphon.errors import EngineError


class CascadeFactory:
    """An `EngineFactory` of the embedded stages, with the operator's language model if there is one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stages: Stages | None = None

    @property
    def models(self) -> tuple[str, ...]:
        if self._settings.llm is not None:
            return (moonshine.MODEL_NAME,)
        around = () if self._settings.brain == "plain" else (embeddings.MODEL_NAME,)
        return (moonshine.MODEL_NAME, embedded.MODEL_NAME, *around)

    async def start(self, files: Mapping[str, Path]) -> None:
        """Starts the three stages at the same time; if one fails, what was started is stopped."""
        stages = Stages(
            moonshine.Moonshine(files[moonshine.MODEL_NAME]), self._language_model(files), EspeakSynthesizer()
        )
        self._stages = stages
        starts = (stages.transcriber.start(), stages.model.start(), stages.synthesizer.start())
        try:
            outcomes = await asyncio.gather(*starts, return_exceptions=True)
        except asyncio.CancelledError:
            await self.aclose()
            raise
        failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failures:
            await self.aclose()
            raise failures[0]

    def _language_model(self, files: Mapping[str, Path]) -> LanguageModel:
        settings = self._settings
        if settings.llm is None:
            completer = embedded.EmbeddedModel(files[embedded.MODEL_NAME] / embedded.MODEL_FILE)
            if settings.brain == "plain":
                return PlainBrain(completer)
            return Brain(completer, MiniLM(files[embeddings.MODEL_NAME]))
        key = settings.llm_key.get_secret_value() if settings.llm_key else None
        return ChatModel(RemoteServer(settings.llm, key=key), settings.llm_model or "", key=key)

    def open(self) -> CascadeEngine:
        if self._stages is None:
            raise EngineError("the engine was not started")
        return CascadeEngine(self._stages)

    async def aclose(self) -> None:
        stages, self._stages = self._stages, None
        if stages is None:
            return
        async with contextlib.AsyncExitStack() as stack:
            for stage in (stages.transcriber, stages.model, stages.synthesizer):
                stack.push_async_callback(stage.aclose)
