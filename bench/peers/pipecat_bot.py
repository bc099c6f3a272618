"""Pipecat with its own turn-taking and Antiphon's recogniser, answers and voice, for one caller at a time.

Runs in an environment of its own (requirements.txt), as a child of `compare.py`. Every line of JSON on standard input
asks for a fresh pipeline, ``{"voice": "Puck", "brain": "script"}`` as a scenario names them, and is answered by a line
that says on which port it listens. A pipeline ends when its caller hangs up.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import structlog
from loguru import logger
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.transports.websocket.server import (
    SingleClientWebsocketServerParams,
    SingleClientWebsocketServerTransport,
)
from pipecat.workers.runner import WorkerRunner
from pipecat_services import Answers, Edges, Plain, Recogniser, Voice

from antiphon import config
from antiphon.bench.duplex.stories import Storyteller
from antiphon.engines.brain.brain import Brain
from antiphon.engines.brain.embeddings import MODEL_NAME as EMBEDDINGS
from antiphon.engines.brain.embeddings import MiniLM
from antiphon.engines.cascade import embedded, moonshine
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.engines.stages import LanguageModel
from antiphon.models.store import ModelStore

READY: Final = "PIPECAT READY "
NOTE: Final = "PIPECAT NOTE "
HOST: Final = "127.0.0.1"


def _say(prefix: str, value: dict[str, Any]) -> None:
    print(prefix + json.dumps(value), flush=True)


def _note(kind: str, text: str) -> None:
    _say(NOTE, {"kind": kind, "text": text, "at": time.monotonic()})


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


class Bot:
    """Antiphon's stages, loaded once, and Pipecat's pipelines around them, one after another."""

    def __init__(self, *, has_brain: bool) -> None:
        names = [moonshine.MODEL_NAME, *([embedded.MODEL_NAME, EMBEDDINGS] if has_brain else ())]
        files = ModelStore(config.load().data_dir / "models").pull(names)
        self._transcriber = moonshine.Moonshine(files[moonshine.MODEL_NAME])
        self._synthesizer = EmbeddedSynthesizer()
        self._brain: LanguageModel | None = _brain(files) if has_brain else None

    async def start(self) -> None:
        """Loads the stages."""
        stages = (self._transcriber, self._synthesizer, *([self._brain] if self._brain else ()))
        await asyncio.gather(*(stage.start() for stage in stages))

    async def aclose(self) -> None:
        """Frees them."""
        stages = (self._transcriber, self._synthesizer, *([self._brain] if self._brain else ()))
        await asyncio.gather(*(stage.aclose() for stage in stages))

    async def converse(self, *, voice: str, brain: str) -> None:
        """One pipeline, from its start to the end of its only call. Nothing of Pipecat's is set but audio itself."""
        model = self._brain if brain == "server" and self._brain is not None else Storyteller()
        port = _free_port()
        transport = SingleClientWebsocketServerTransport(
            SingleClientWebsocketServerParams(
                audio_in_enabled=True, audio_out_enabled=True, serializer=Plain()
            ),
            host=HOST,
            port=port,
        )
        pair = LLMContextAggregatorPair(
            LLMContext(), user_params=LLMUserAggregatorParams(vad_analyzer=SileroVADAnalyzer())
        )
        worker = PipelineWorker(
            Pipeline(
                [
                    transport.input(),
                    Recogniser(self._transcriber, _note),
                    pair.user(),
                    Answers(model, _note),
                    Voice(self._synthesizer, voice),
                    Edges(),
                    transport.output(),
                    pair.assistant(),
                ]
            ),
            params=PipelineParams(),
        )

        async def ready(*_: Any) -> None:
            _say(READY, {"port": port})

        async def gone(*_: Any) -> None:
            await worker.cancel()

        transport.add_event_handler("on_websocket_ready", ready)
        transport.add_event_handler("on_client_disconnected", gone)
        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(worker)
        await runner.run()


def _brain(files: dict[str, Path]) -> Brain:
    completer = embedded.EmbeddedModel(files[embedded.MODEL_NAME] / embedded.MODEL_FILE)
    return Brain(completer, MiniLM(files[EMBEDDINGS]))


async def _main(arguments: Sequence[str]) -> None:
    bot = Bot(has_brain="--brain" in arguments)
    wanted: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(wanted.put_nowait, line)
        loop.call_soon_threadsafe(wanted.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    try:
        await bot.start()
        while line := await wanted.get():
            await bot.converse(**json.loads(line))
    finally:
        await bot.aclose()


def main() -> None:
    """The command."""
    logger.remove()
    logger.add(sys.stderr, level="ERROR")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(_main(sys.argv[1:]))


if __name__ == "__main__":
    main()
