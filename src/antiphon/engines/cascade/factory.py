"""Which stages a server's cascade is made of, and their common life."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from antiphon.config import Settings, Stage
from antiphon.engines.brain import embeddings
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.checks import Checks
from antiphon.engines.brain.embeddings import MiniLM
from antiphon.engines.brain.plain import PlainBrain
from antiphon.engines.cascade import embedded, moonshine
from antiphon.engines.cascade.chat import ChatModel
from antiphon.engines.cascade.endpoint import Service
from antiphon.engines.cascade.engine import CascadeEngine, Stages
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.engines.cascade.speeches import Speeches
from antiphon.engines.cascade.transcriptions import Transcriptions
from antiphon.engines.stages import LanguageModel, Synthesizer, Transcriber
from antiphon.errors import EngineError

_WHAT: Final = {"asr": "the recogniser", "llm": "the language model", "tts": "the synthesiser"}


class CascadeFactory:
    """An `EngineFactory` of the embedded stages, each of which a server of the operator's may replace."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stages: Stages | None = None

    @property
    def models(self) -> tuple[str, ...]:
        needed = []
        if self._settings.asr is None:
            needed.append(moonshine.MODEL_NAME)
        if self._settings.llm is None:
            needed.append(embedded.MODEL_NAME)
            if self._settings.brain != "plain":
                needed.append(embeddings.MODEL_NAME)
        return tuple(needed)

    async def start(self, files: Mapping[str, Path]) -> None:
        """Starts the three stages at the same time; if one fails, what was started is stopped."""
        languages = moonshine.LANGUAGES if self._settings.asr is None else ()
        stages = Stages(self._transcriber(files), self._language_model(files), self._synthesizer(), languages)
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

    def _transcriber(self, files: Mapping[str, Path]) -> Transcriber:
        if service := service_for(self._settings, "asr"):
            return Transcriptions(service)
        return moonshine.Moonshine(files[moonshine.MODEL_NAME])

    def _language_model(self, files: Mapping[str, Path]) -> LanguageModel:
        if service := service_for(self._settings, "llm"):
            return ChatModel(service)
        given = files[embedded.MODEL_NAME]  # the file to load, or the directory of the published one
        weights = given if given.is_file() else given / embedded.MODEL_FILE
        adapter = files.get(embedded.ADAPTER)
        server = embedded.EmbeddedServer(weights, adapter, self._settings.adapter_strength)
        completer = embedded.EmbeddedModel(weights, server)
        if self._settings.brain == "plain":
            return PlainBrain(completer)
        checks = Checks.none() if self._settings.brain == "bare" else Checks()
        return Brain(completer, MiniLM(files[embeddings.MODEL_NAME]), checks=checks)

    def _synthesizer(self) -> Synthesizer:
        if service := service_for(self._settings, "tts"):
            return Speeches(service, self._settings.tts_voice)
        return EmbeddedSynthesizer()

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


def service_for(settings: Settings, stage: Stage) -> Service | None:
    """The operator's server for a stage; ``None``: the embedded one does it."""
    url, model, key = settings.remote(stage)
    if url is None:
        return None
    return Service(
        stage=stage,
        what=_WHAT[stage],
        base_url=url,
        model=model or "",
        key=key.get_secret_value().strip() or None if key else None,  # files of secrets end with a newline
        patience_s=settings.answer_timeout_s,
    )
