"""Antiphon's recogniser, answers and voice as services of Pipecat's, and the plainest wire there is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from typing import Any, Final

from pipecat.frames.frames import (
    Frame,
    InputAudioRawFrame,
    InterruptionFrame,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    OutputAudioRawFrame,
    OutputTransportMessageFrame,
    StartFrame,
    TranscriptionFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
)
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.serializers.base_serializer import FrameSerializer
from pipecat.services.llm_service import LLMService
from pipecat.services.settings import LLMSettings, STTSettings, TTSSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.services.tts_service import TTSService
from pipecat.transcriptions.language import Language
from pipecat.utils.time import time_now_iso8601

from antiphon.engines.cascade.speakable import speech
from antiphon.engines.cascade.voicing import PART
from antiphon.engines.stages import Hints, LanguageModel, Synthesizer, Ticket, Transcriber, Urgency
from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Prompt, Role, Said, Utterance

INTERRUPTED: Final = json.dumps({"type": "interrupted"})
BEGINS: Final = {"type": "begins"}
ENDS: Final = {"type": "ends"}

Note = Callable[[str, str], None]
"""Is told what was heard and what was answered: kind and text."""


class Recogniser(SegmentedSTTService):
    """Segments of speech to text, as Pipecat's own local recognisers do it."""

    def __init__(self, transcriber: Transcriber, note: Note) -> None:
        super().__init__(
            sample_rate=INPUT_RATE, settings=STTSettings(model="moonshine-tiny-en", language=Language.EN)
        )
        self._transcriber = transcriber
        self._note = note

    @property
    def wants_wav_segments(self) -> bool:
        return False

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame, None]:
        """What was said in ``audio``, if anything."""
        text = await self._transcriber.transcribe(audio, Hints())
        self._note("heard", text)
        if text:
            yield TranscriptionFrame(text, self._user_id, time_now_iso8601(), Language.EN)


class Answers(LLMService[Any]):
    """The answers of one of Antiphon's language models."""

    def __init__(self, model: LanguageModel, note: Note) -> None:
        super().__init__(settings=_llm_settings())
        self._language_model = model
        self._note = note
        self._warming: asyncio.Task[None] | None = None

    async def start(self, frame: StartFrame) -> None:
        """Has the model read what every prompt begins with, as Antiphon does after a call's setup."""
        await super().start(frame)
        ahead = Ticket(1, Urgency.AHEAD)
        self._warming = asyncio.create_task(self._language_model.warm(Prompt(), ahead))

    async def cleanup(self) -> None:
        await super().cleanup()
        if self._warming is not None:
            self._warming.cancel()

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, LLMContextFrame):
            await self._answer(frame.context)
        else:
            await self.push_frame(frame, direction)

    async def _answer(self, context: LLMContext) -> None:
        """Between the frames that Pipecat's own services put around an answer."""
        prompt = _prompt(context)
        self._note("asked", prompt.user.text if prompt.user else "")
        await self.push_frame(LLMFullResponseStartFrame())
        try:
            async with aclosing(self._language_model.reply(prompt, Ticket(1))) as deltas:
                async for delta in deltas:
                    if isinstance(delta, str):
                        await self._push_llm_text(delta)
        finally:
            await self.push_frame(LLMFullResponseEndFrame())


class Voice(TTSService):
    """Antiphon's voice, sentence by sentence, as Pipecat cuts them."""

    def __init__(self, synthesizer: Synthesizer, voice: str) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            sample_rate=OUTPUT_RATE,
            settings=TTSSettings(model="embedded", voice=voice, language=None),
        )
        self._synthesizer = synthesizer
        self._voice = voice

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame, None]:
        """The sound of ``text``."""
        pieces = self._stream_audio_frames_from_iterator(
            self._pieces(text), in_sample_rate=OUTPUT_RATE, context_id=context_id
        )
        async for frame in pieces:
            yield frame

    async def _pieces(self, text: str) -> AsyncIterator[bytes]:
        for _, part in speech(text, is_english=True).parts(PART):
            async with aclosing(self._synthesizer.speak(part, self._voice, None)) as pieces:
                async for piece in pieces:
                    yield piece.pcm


class Edges(FrameProcessor):
    """Tells the caller where an answer begins and ends: before and behind its sound, in the same queue."""

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        await self.push_frame(frame, direction)
        if direction is not FrameDirection.DOWNSTREAM:
            return
        if isinstance(frame, TTSStartedFrame):
            await self.push_frame(OutputTransportMessageFrame(message=BEGINS))
        elif isinstance(frame, TTSStoppedFrame):
            await self.push_frame(OutputTransportMessageFrame(message=ENDS))


class Plain(FrameSerializer):
    """Binary messages are PCM16, in at `INPUT_RATE` and out at `OUTPUT_RATE`; text ones say stop, and where answers are."""

    async def serialize(self, frame: Frame) -> str | bytes | None:
        if isinstance(frame, InterruptionFrame):
            return INTERRUPTED
        if isinstance(frame, OutputTransportMessageFrame) and frame.message in (BEGINS, ENDS):
            return json.dumps(frame.message)
        return frame.audio if isinstance(frame, OutputAudioRawFrame) else None

    async def deserialize(self, data: str | bytes) -> Frame | None:
        if isinstance(data, str):
            return None
        return InputAudioRawFrame(audio=data, sample_rate=INPUT_RATE, num_channels=1)


def _llm_settings() -> LLMSettings:
    """Everything that a model could be told, left open."""
    return LLMSettings(
        model="antiphon",
        system_instruction=None,
        temperature=None,
        max_tokens=None,
        top_p=None,
        top_k=None,
        frequency_penalty=None,
        presence_penalty=None,
        seed=None,
        filter_incomplete_user_turns=False,
        user_turn_completion_config=None,
        use_provider_thinking_default=False,
    )


def _prompt(context: LLMContext) -> Prompt:
    """A context in Antiphon's words. What Pipecat itself has to say to a model ("developer") is no user's word."""
    entries: list[Said] = []
    for message in context.get_messages():
        if not isinstance(message, dict) or not (text := _text(message.get("content"))):
            continue
        role = {"user": Role.USER, "assistant": Role.MODEL}.get(str(message.get("role")), Role.SYSTEM)
        entries.append(Said(role, text))
    system = "\n".join(entry.text for entry in entries if entry.role is Role.SYSTEM)
    spoken: Sequence[Said] = [entry for entry in entries if entry.role is not Role.SYSTEM]
    if not spoken or spoken[-1].role is not Role.USER:
        return Prompt(system=system, history=tuple(spoken))
    turn = sum(entry.role is Role.USER for entry in spoken)
    return Prompt(system=system, history=tuple(spoken[:-1]), user=Utterance(turn, 1, spoken[-1].text))


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else ()
    return " ".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))
