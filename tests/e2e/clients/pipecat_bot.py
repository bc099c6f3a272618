"""Pipecat: a bot as its users build it, from GeminiLiveLLMService between the two halves of a context."""

from __future__ import annotations

# What it imports is installed in its own environment only.
# mypy: ignore-errors
import asyncio

from pipecat.frames.frames import (
    EndFrame,
    Frame,
    InputAudioRawFrame,
    InputTextRawFrame,
    InterruptionFrame,
    LLMMessagesAppendFrame,
    LLMRunFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
    TTSTextFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.services.google.gemini_live.llm import GeminiLiveLLMService
from pipecat.services.llm_service import FunctionCallParams
from pipecat.turns.user_turn_strategies import ExternalUserTurnStrategies
from pipecat.workers.runner import WorkerRunner
from telling import Microphone, Told, main

SEEDS = [
    {"role": "user", "content": "My name is Anna."},
    {"role": "assistant", "content": "Hello Anna."},
    {"role": "user", "content": "What is my name?"},
]


class Listener(FrameProcessor):
    """Stands on either side of the service, where a transport would, and tells what passes."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, TranscriptionFrame):
            self._told.tell("heard", text=frame.text)
        elif direction is FrameDirection.DOWNSTREAM:
            self._hear(frame)
        await self.push_frame(frame, direction)

    def _hear(self, frame: Frame) -> None:
        match frame:
            case TTSAudioRawFrame():
                self._told.tell("audio", bytes=len(frame.audio), rate=frame.sample_rate)
            case TTSTextFrame():
                self._told.tell("said", text=frame.text)
            case TTSStartedFrame():
                self._told.tell("bot started")
            case TTSStoppedFrame():
                self._told.tell("turn")
            case InterruptionFrame():
                self._told.tell("interrupted")


async def converse(told: Told, model: str, speech: bytes) -> None:
    settings = GeminiLiveLLMService.Settings(system_instruction="You are Alice.")
    if model != "default":
        settings.model = model
    service = GeminiLiveLLMService(api_key="anything", settings=settings)

    async def weather(params: FunctionCallParams, city: str) -> None:
        """Tells how the weather is in a city.

        Args:
            city: The city.
        """
        told.tell("called", name=params.function_name, arguments={"city": city})
        await params.result_callback({"result": f"sunny in {city}"})

    aggregators = LLMContextAggregatorPair(
        LLMContext(list(SEEDS), tools=[weather]),
        user_params=LLMUserAggregatorParams(user_turn_strategies=ExternalUserTurnStrategies()),
    )
    before, after = Listener(told), Listener(told)
    worker = PipelineWorker(Pipeline([aggregators.user(), before, service, after, aggregators.assistant()]))

    @worker.event_handler("on_pipeline_started")
    async def started(*_: object) -> None:
        told.tell("ready")

    @worker.event_handler("on_pipeline_error")
    async def failed(_: object, frame: Frame) -> None:
        told.tell("error", text=str(frame))

    runner = WorkerRunner(handle_sigint=False)
    await runner.add_workers(worker)
    running = asyncio.create_task(runner.run())
    await told.next("ready", 0)
    await told.step("seeded start", lambda: worker.queue_frame(LLMRunFrame()))

    async def send(chunk: bytes) -> None:
        await worker.queue_frame(InputAudioRawFrame(chunk, 16_000, 1))

    microphone = Microphone(send)
    await told.step("spoken turn", lambda: microphone.say(speech))
    await told.step("text turn", lambda: worker.queue_frame(InputTextRawFrame("What do you know?")))
    more = [{"role": "user", "content": "It is late."}]
    await told.step("appended", lambda: before.push_frame(LLMMessagesAppendFrame(more, run_llm=True)))
    ask = "How is the weather in Paris?"
    await told.step("tool", lambda: worker.queue_frame(InputTextRawFrame(ask)), until="audio")
    await told.answered()
    await told.step("story", lambda: worker.queue_frame(InputTextRawFrame("Tell me a story.")), until="audio")
    await told.step("interruption", lambda: microphone.interrupt(speech))
    await told.step("after it", lambda: asyncio.sleep(0))
    told.begin("close")
    await microphone.close()
    await worker.queue_frame(EndFrame())
    await asyncio.wait_for(running, 10)
    told.tell("closed")


main(converse)
