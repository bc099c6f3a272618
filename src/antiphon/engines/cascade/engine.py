"""The cascade: hear, understand, answer, speak. One `CascadeEngine` per conversation over shared stages."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog

from antiphon.config import Settings
from antiphon.engines.base import Capabilities
from antiphon.engines.cascade import embedded, moonshine
from antiphon.engines.cascade.chat import WARM_S, ChatModel, RemoteServer
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.cascade.speakable import Clauses, pause_after_ms, speech
from antiphon.engines.cascade.stages import Hints, LanguageModel, Synthesizer, Transcriber
from antiphon.engines.hearing import TurnAudio
from antiphon.engines.mailbox import Mailbox
from antiphon.errors import AntiphonError, EngineError
from antiphon.talk import (
    INPUT_RATE,
    OUTPUT_RATE,
    Audio,
    EngineEvent,
    Heard,
    Mark,
    Modality,
    Prompt,
    Text,
    Used,
)

TURN_BYTES: Final = 5 * 60 * INPUT_RATE * 2
"""What is kept of one turn's speech; then the oldest goes."""
SETTLING_TURNS: Final = 8
"""Turns that may wait for their transcript; then the oldest is forgotten, as nobody can still want it."""
PIECE_BYTES: Final = OUTPUT_RATE // 4 * 2
"""An `Audio` holds a quarter of a second at most."""
AHEAD: Final = 256
"""Deltas the language model may be ahead of the voice, so that its slot is free while speech is played."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Stages:
    """What all conversations share."""

    transcriber: Transcriber
    model: LanguageModel
    synthesizer: Synthesizer


@dataclass(frozen=True, slots=True)
class _Request:
    """A transcript that is wanted, and the speech it is wanted of."""

    turn: int
    revision: int
    pcm: bytes


class CascadeEngine:
    """An `Engine`. Everything heavy happens in the stages' threads and processes."""

    capabilities = Capabilities(name="cascade", languages=("en",))

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._audio = TurnAudio(TURN_BYTES)
        self._mailbox = Mailbox()
        self._wanted: dict[int, _Request] = {}
        self._current: _Request | None = None
        self._transcribing: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False

    # hearing

    def hear(self, turn: int, pcm: bytes) -> None:
        self._audio.hear(turn, pcm)

    def settle(self, turn: int, revision: int) -> None:
        """A newer request replaces an older one of its turn; another turn's transcript is still delivered."""
        if self._is_closed:
            return
        self._wanted.pop(turn, None)
        self._wanted[turn] = _Request(turn, revision, self._audio.of(turn))
        while len(self._wanted) > SETTLING_TURNS:
            del self._wanted[next(iter(self._wanted))]
        if self._current is not None and self._current.turn == turn and self._transcribing is not None:
            self._transcribing.cancel()
        elif self._current is None:
            self._next_transcript()

    def heard(self) -> AsyncIterator[Heard]:
        return self._mailbox

    def _next_transcript(self) -> None:
        if self._wanted and not self._is_closed:
            self._current = self._wanted.pop(next(iter(self._wanted)))
            self._transcribing = self._spawn(self._transcribe(self._current))
            self._transcribing.add_done_callback(self._transcribed)

    def _transcribed(self, task: asyncio.Task[None]) -> None:
        del task
        self._current = None
        self._next_transcript()

    async def _transcribe(self, request: _Request) -> None:
        """Delivers one transcript. A failure is delivered as silence: the session must not wait for ever."""
        text = ""
        try:
            text = await self._stages.transcriber.transcribe(request.pcm, Hints())
        except EngineError as error:
            log.warning("transcription failed", reason=str(error))
        self._mailbox.put(Heard(request.turn, request.revision, text))

    # answering

    def warm(self, prompt: Prompt) -> None:
        if self._warming is None and not self._is_closed:
            self._warming = self._spawn(self._warm(prompt))

    async def _warm(self, prompt: Prompt) -> None:
        try:
            async with asyncio.timeout(WARM_S):
                await self._stages.model.warm(prompt)
        except (EngineError, TimeoutError) as error:
            log.debug("warming failed", reason=str(error))

    def commit(self, generation: int) -> None:
        """Drafts and answers have one priority here."""

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        del generation
        if self._is_closed:
            raise EngineError("the engine is closed")
        if self._warming is not None:
            # It reads the very prompt this answer needs: to overtake it would mean to read it twice.
            await asyncio.wait([self._warming])
        async with aclosing(self._deltas(prompt)) as deltas:
            answer = _type(deltas) if prompt.modality is Modality.TEXT else self._speak(deltas, prompt)
            async with aclosing(answer) as events:
                async for event in events:
                    yield event

    async def _speak(
        self, deltas: AsyncGenerator[str | Used, None], prompt: Prompt
    ) -> AsyncGenerator[EngineEvent, None]:
        clauses = Clauses()
        voice = _Voice(self._stages.synthesizer, prompt)
        used: Used | None = None
        async for delta in deltas:
            if isinstance(delta, Used):
                used = delta
                continue
            for clause in clauses.feed(delta):
                async with aclosing(voice.say(clause)) as events:
                    async for event in events:
                        yield event
        for clause in clauses.flush():
            async with aclosing(voice.say(clause)) as events:
                async for event in events:
                    yield event
        if used is not None:
            yield used

    async def _deltas(self, prompt: Prompt) -> AsyncGenerator[str | Used, None]:
        """The model's answer, read ahead: a listener who is slow to take speech holds no slot of the model."""
        ready: asyncio.Queue[str | Used | Exception | None] = asyncio.Queue(AHEAD)
        reader = self._spawn(_read_ahead(self._stages.model.reply(prompt), ready))
        try:
            while not (reader.done() and ready.empty()):
                delta = await ready.get()
                if delta is None:
                    return
                if isinstance(delta, AntiphonError):
                    raise delta
                if isinstance(delta, Exception):
                    raise EngineError(f"the language model failed: {delta!r}") from delta
                yield delta
            raise EngineError("the engine was closed")
        finally:
            reader.cancel()
            await asyncio.wait([reader])

    # life

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def aclose(self) -> None:
        self._is_closed = True
        self._wanted.clear()
        self._audio.clear()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._mailbox.close()


async def _read_ahead(
    reply: AsyncGenerator[str | Used, None], ready: asyncio.Queue[str | Used | Exception | None]
) -> None:
    """Moves the answer into the queue, and then what ended it: ``None`` or the failure."""
    end: Exception | None = None
    try:
        async with aclosing(reply) as deltas:
            async for delta in deltas:
                await ready.put(delta)
    except asyncio.CancelledError:
        # Whoever waits must not wait for ever; and if the queue is full, nobody waits.
        with contextlib.suppress(asyncio.QueueFull):
            ready.put_nowait(EngineError("the answer was cancelled"))
        raise
    except Exception as error:  # noqa: BLE001  # it is handed to the reader of the queue, who raises it
        end = error
    await ready.put(end)


async def _type(deltas: AsyncGenerator[str | Used, None]) -> AsyncGenerator[EngineEvent, None]:
    async for delta in deltas:
        yield delta if isinstance(delta, Used) else Text(delta)


class _Voice:
    """The speaking half of one answer: counts characters and samples, so that marks refer to the whole."""

    def __init__(self, synthesizer: Synthesizer, prompt: Prompt) -> None:
        self._synthesizer = synthesizer
        self._voice = prompt.voice
        self._language = prompt.language
        self._characters = 0
        self._samples = 0
        self._pause_ms = 0

    async def say(self, clause: str) -> AsyncGenerator[EngineEvent, None]:
        """The clause's text, then its speech with the pause that belongs before it."""
        yield Text(clause)
        first = self._characters
        self._characters += len(clause)
        spoken = speech(clause)
        if spoken.text:
            pause = bytes(2 * (self._pause_ms * OUTPUT_RATE // 1000)) if self._samples else b""
            begin = self._samples + len(pause) // 2
            said = self._synthesizer.speak(spoken.text, self._voice, self._language)
            async with aclosing(said) as pieces:
                async for piece in pieces:
                    marks = []
                    for mark in piece.marks:
                        start, stop = spoken.displayed(mark.start, mark.stop)
                        marks.append(Mark(first + start, first + stop, begin + mark.at))
                    for audio in self._split(pause + piece.pcm, marks):
                        yield audio
                    pause = b""
            self._pause_ms = 0
        self._pause_ms = max(self._pause_ms, pause_after_ms(clause))

    def _split(self, pcm: bytes, marks: list[Mark]) -> list[Audio]:
        """Pieces that are small enough to be taken back; each has the marks that begin before its end."""
        pieces = []
        for at in range(0, len(pcm), PIECE_BYTES):
            part = pcm[at : at + PIECE_BYTES]
            self._samples += len(part) // 2
            is_last = at + PIECE_BYTES >= len(pcm)
            # Marks may come a little ahead of their sound, as the resampler holds samples back.
            begun = tuple(mark for mark in marks if is_last or mark.at < self._samples)
            marks = marks[len(begun) :]
            pieces.append(Audio(part, begun))
        return pieces


class CascadeFactory:
    """An `EngineFactory` of the embedded stages, with the operator's language model if there is one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stages: Stages | None = None

    @property
    def models(self) -> tuple[str, ...]:
        ours = () if self._settings.llm is not None else (embedded.MODEL_NAME,)
        return (moonshine.MODEL_NAME, *ours)

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
            return embedded.embedded_model(files[embedded.MODEL_NAME])
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
