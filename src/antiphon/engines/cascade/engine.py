"""The cascade: hear, understand, answer, speak. One `CascadeEngine` per conversation over shared stages."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog

from antiphon.engines.base import Capabilities
from antiphon.engines.cascade.clauses import Clauses
from antiphon.engines.cascade.recognition import Recognition
from antiphon.engines.cascade.voicing import Voice
from antiphon.engines.stages import Delta, LanguageModel, Synthesizer, Ticket, Transcriber, Urgency
from antiphon.errors import AntiphonError, EngineError
from antiphon.talk import (
    Calls,
    EngineEvent,
    Heard,
    Interim,
    Listening,
    Modality,
    Prompt,
    Text,
    Thought,
    Utterance,
)

AHEAD: Final = 256
"""Deltas the language model may be ahead of the voice, so that its slot is free while speech is played."""
WARM_S: Final = 15.0

log = structlog.get_logger()
_conversations = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Stages:
    """What all conversations share."""

    transcriber: Transcriber
    model: LanguageModel
    synthesizer: Synthesizer
    languages: tuple[str, ...] = ()
    """BCP-47 codes of what the transcriber understands; empty: any, as far as we know."""


class CascadeEngine:
    """An `Engine`. Everything heavy happens in the stages' threads and processes."""

    def __init__(self, stages: Stages) -> None:
        self.capabilities = Capabilities(name="cascade", languages=stages.languages)
        self._stages = stages
        self._recognition = Recognition(stages.transcriber, self._foresee)
        self._conversation = next(_conversations)
        self._tickets: dict[int, Ticket] = {}
        self._warming: asyncio.Task[None] | None = None
        self._next = Prompt()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False

    # hearing

    def listen(self, listening: Listening) -> None:
        self._recognition.listen(listening)

    def hear(self, turn: int, pcm: bytes) -> None:
        self._recognition.hear(turn, pcm)

    def glance(self, turn: int, revision: int) -> None:
        self._recognition.glance(turn, revision)

    def settle(self, turn: int, revision: int) -> None:
        self._recognition.settle(turn, revision)

    def heard(self) -> AsyncIterator[Heard | Interim]:
        return self._recognition.mailbox

    # answering

    def warm(self, prompt: Prompt) -> None:
        self._next = prompt
        self._read_ahead(prompt)

    def _foresee(self, words: str) -> None:
        """What is being said is read before it is over; but for the last word, which may become another."""
        if beginning := " ".join(words.split()[:-1]):
            self._read_ahead(replace(self._next, user=Utterance(0, 0, beginning)))

    def _read_ahead(self, prompt: Prompt) -> None:
        if self._is_closed:
            return
        if self._warming is not None:
            self._warming.cancel()
        self._warming = self._spawn(self._warm(prompt))

    async def _warm(self, prompt: Prompt) -> None:
        try:
            async with asyncio.timeout(WARM_S):
                await self._stages.model.warm(prompt, Ticket(self._conversation, Urgency.AHEAD))
        except (EngineError, TimeoutError) as error:
            log.debug("warming failed", reason=str(error))

    def commit(self, generation: int) -> None:
        if ticket := self._tickets.get(generation):
            ticket.urgency = Urgency.COMMITTED

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        if self._is_closed:
            raise EngineError("the engine is closed")
        warming = self._warming
        ticket = Ticket(self._conversation, Urgency.DRAFT if prompt.tentative else Urgency.COMMITTED)
        self._tickets[generation] = ticket
        try:
            async with aclosing(self._deltas(prompt, ticket)) as deltas:
                answer = _type(deltas) if prompt.modality is Modality.TEXT else self._speak(deltas, prompt)
                async with aclosing(answer) as events:
                    async for event in events:
                        if warming is not None:
                            # It is overtaken, and has nothing left to read. Not sooner: what it was in the middle of
                            # was for this answer.
                            warming.cancel()
                            warming = None
                        yield event
        finally:
            del self._tickets[generation]

    async def _speak(
        self, deltas: AsyncGenerator[Delta, None], prompt: Prompt
    ) -> AsyncGenerator[EngineEvent, None]:
        """Counts and calls come last: what is said before a call is heard before it."""
        clauses = Clauses()
        voice = Voice(self._stages.synthesizer, prompt)
        last: list[EngineEvent] = []
        async for delta in deltas:
            if isinstance(delta, Thought):
                yield delta
                continue
            if not isinstance(delta, str):
                last.append(delta)
                continue
            for clause in clauses.feed(delta):
                async with aclosing(voice.say(clause)) as events:
                    async for event in events:
                        yield event
        for clause in clauses.flush():
            async with aclosing(voice.say(clause)) as events:
                async for event in events:
                    yield event
        for event in sorted(last, key=lambda each: isinstance(each, Calls)):
            yield event

    async def _deltas(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        """The model's answer, read ahead: a listener who is slow to take speech holds no slot of the model."""
        ready: asyncio.Queue[Delta | Exception | None] = asyncio.Queue(AHEAD)
        reader = self._spawn(_read_ahead(self._stages.model.reply(prompt, ticket), ready))
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
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self._recognition.aclose()


async def _read_ahead(
    reply: AsyncGenerator[Delta, None], ready: asyncio.Queue[Delta | Exception | None]
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


async def _type(deltas: AsyncGenerator[Delta, None]) -> AsyncGenerator[EngineEvent, None]:
    async for delta in deltas:
        yield Text(delta) if isinstance(delta, str) else delta
