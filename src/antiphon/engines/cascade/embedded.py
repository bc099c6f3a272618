"""The text model that comes with the default set: llama.cpp's server in a child process of ours.

llama.cpp serves whole prompts, first come first served. So its work is given to it in small steps, and what the
next step is decides `scheduling`.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import secrets
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import Final, Protocol

import structlog

from antiphon.engines.cascade.llamacpp import ANSWER, LlamaClient, Take, is_whole
from antiphon.engines.cascade.scheduling import Counters, Job, Schedule, Step
from antiphon.engines.children import Child
from antiphon.engines.stages import CompletionRequest, Ticket, spare_cores
from antiphon.errors import DiedError, EngineError, ModelError
from antiphon.talk import Sampling, Used

MODEL_NAME: Final = "smollm2-135m-instruct"
MODEL_FILE: Final = "SmolLM2-135M-Instruct.Q4_1.gguf"
ADAPTER: Final = "adapter"
"""Under this name comes, beside the model's file, an adapter that could not be merged into it."""
SLOTS: Final = 8
"""Prompts kept read: a conversation whose slot was taken has to have its whole history read again. 12 MB each."""
CONTEXT: Final = 1024
"""Tokens per slot; a prompt may take half of it."""
CHARACTERS_PER_TOKEN: Final = 16
"""More than any text has on average: what is longer is not even counted."""
DYING_S: Final = 1.0
"""From a broken connection to knowing that the process behind it has ended."""

log = structlog.get_logger()


class Server(Protocol):
    """Where the model runs."""

    async def start(self) -> None:
        """Raises `OperatorError`."""

    async def client(self) -> LlamaClient:
        """One client per process; another one means that nothing is in the slots. Raises `EngineError`."""

    async def lost(self, client: LlamaClient, error: DiedError) -> None:
        """``client`` failed: the next one is for a process that lives."""

    async def aclose(self) -> None:
        """May be called twice."""


class EmbeddedServer:
    """llama.cpp's server in a child process; it has another port after each restart.

    ``adapter`` tunes the model while it runs, with ``strength`` in place of its own.
    """

    def __init__(self, model: Path, adapter: Path | None = None, strength: float | None = None) -> None:
        self._model = model
        self._key = secrets.token_urlsafe(24)
        self._child = Child(
            "antiphon.workers.llm",
            [
                *("--model", str(model)),
                *("--threads", str(spare_cores())),
                *("--slots", str(SLOTS)),
                *("--context", str(CONTEXT)),
                *(("--adapter", str(adapter)) if adapter is not None else ()),
                *(("--adapter-strength", str(strength)) if adapter and strength is not None else ()),
            ],
            environment={"ANTIPHON_WORKER_KEY": self._key},
        )
        self._process: asyncio.subprocess.Process | None = None
        self._client: LlamaClient | None = None

    @property
    def pid(self) -> int | None:
        """The child process, once it was asked for something."""
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Loads the model: half a second to some seconds, on a slow disk."""
        if not self._model.is_file():
            raise ModelError(f"{self._model} is missing")
        try:
            await self._child.running()
        except EngineError as error:
            raise ModelError(f"the built-in language model cannot be started: {error}") from error

    async def client(self) -> LlamaClient:
        process = await self._child.running()
        if self._client is None or process is not self._process:
            before = self._client
            self._process = process
            self._client = LlamaClient(f"http://127.0.0.1:{self._child.detail}", self._key)
            if before is not None:
                await before.aclose()
        return self._client

    async def lost(self, client: LlamaClient, error: DiedError) -> None:
        process = self._process
        if process is None or client is not self._client:
            return
        if error.is_hung:
            await self._child.discard(process)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DYING_S):
                await process.wait()

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
        await self._child.stop()


class EmbeddedModel:
    """A `Completer`: the GGUF file ``model`` in our child process, one step at a time."""

    def __init__(self, model: Path, server: Server | None = None) -> None:
        self._server = server or EmbeddedServer(model)
        self._schedule = Schedule(SLOTS)
        self._client: LlamaClient | None = None
        self._turns: dict[Job, asyncio.Future[Step]] = {}
        self._work: set[asyncio.Task[None]] = set()

    @property
    def counters(self) -> Counters:
        """What has been done so far."""
        return self._schedule.counters

    async def start(self) -> None:
        await self._server.start()

    async def aclose(self) -> None:
        work = tuple(self._work)
        for task in work:
            task.cancel()
        if work:
            await asyncio.wait(work)
            log.debug("the built-in model stops", **dataclasses.asdict(self.counters))
        await self._server.aclose()

    async def complete(self, request: CompletionRequest, ticket: Ticket) -> AsyncGenerator[str | Used, None]:
        """Streams. A listener who is slow to take the answer holds no slot: the answer is ready before.

        An answer that has to fit a grammar comes in one piece at its end: only so can it be begun anew.
        """
        pieces: asyncio.Queue[str | Used | None] = asyncio.Queue()  # bounded by the slot's context
        work = asyncio.create_task(self._answer(request, ticket, pieces))
        self._work.add(work)
        work.add_done_callback(self._work.discard)
        work.add_done_callback(lambda _: pieces.put_nowait(None))
        try:
            while (piece := await pieces.get()) is not None:
                yield piece
            if work.cancelled():
                raise EngineError("the built-in model was stopped")
            if (error := work.exception()) is not None:
                raise error
        finally:
            work.cancel()
            await asyncio.wait([work])
            if not work.cancelled():
                work.exception()  # or asyncio would say that nobody looked

    async def read(self, text: str, ticket: Ticket) -> None:
        """Has the model read ``text``, for the next request that begins with it to find it read."""
        request = CompletionRequest(text, Sampling(max_output_tokens=0))
        async with aclosing(self.complete(request, ticket)) as nothing:
            async for _ in nothing:
                pass

    async def count(self, text: str) -> int:
        return len(await self._tokens(text))

    async def _answer(
        self, request: CompletionRequest, ticket: Ticket, pieces: asyncio.Queue[str | Used | None]
    ) -> None:
        """One request, from its text to its counts."""
        begin = asyncio.get_running_loop().time()
        tokens = await self._tokens(request.text)
        wish = request.sampling.max_output_tokens
        room = CONTEXT - len(tokens)
        if room < min(ANSWER, ANSWER if wish is None else wish):
            raise EngineError(f"the prompt has {len(tokens)} tokens: too long for the {CONTEXT} of the model")
        job = Job(ticket, tokens, min(room, ANSWER if wish is None else wish), is_whole(request))
        used = len(tokens)
        take = Take(request, pieces.put_nowait)
        retries = 1
        self._schedule.enter(job)
        try:
            while not job.is_done:
                is_first = not job.is_begun
                step = await self._turn(job)
                self.counters.waited_s += asyncio.get_running_loop().time() - begin if is_first else 0.0
                try:
                    client = await self._server.client()
                    if client is not self._client:
                        self._client = client
                        self._schedule.forget()
                        continue
                    await self._do(step, client, take)
                except DiedError as error:
                    if not retries:
                        raise
                    retries -= 1
                    self.counters.retried += 1
                    await self._server.lost(client, error)
                finally:
                    self._end(step, take)
        finally:
            self._schedule.leave(job)
            self._dispatch()
        take.flush()
        pieces.put_nowait(Used(used, job.answered))

    async def _tokens(self, text: str) -> list[int]:
        if len(text) > CONTEXT * CHARACTERS_PER_TOKEN:
            raise EngineError(f"the prompt has {len(text)} characters: too long for the model")
        client = await self._server.client()
        try:
            return await client.tokens(text)
        except DiedError as error:
            await self._server.lost(client, error)
            return await (await self._server.client()).tokens(text)

    async def _turn(self, job: Job) -> Step:
        """The job's next step, when it is due."""
        turn: asyncio.Future[Step] = asyncio.get_running_loop().create_future()
        self._turns[job] = turn
        self._schedule.wait(job)
        self._dispatch()
        try:
            return await turn
        finally:
            self._turns.pop(job, None)

    def _dispatch(self) -> None:
        """Lets the next steps begin, if it is time."""
        while (step := self._schedule.next()) is not None:
            turn = self._turns.pop(step.job, None)
            # If it was cancelled just now, it will leave in a moment, and call this again.
            if turn is not None and not turn.done():
                turn.set_result(step)

    async def _do(self, step: Step, client: LlamaClient, take: Take) -> None:
        job, index = step.job, step.slot.index
        if not step.answer:
            if step.kept < step.stop:
                await client.read(index, job.tokens[: step.stop])
            take.is_read = True
            return
        async with aclosing(client.answer(index, job.tokens, step.answer, take.request)) as pieces:
            async for piece in pieces:
                take.say(piece)
                if take.is_over or self._schedule.must_yield(step, len(take.said)):
                    self.counters.interrupted += not take.is_over
                    return

    def _end(self, step: Step, take: Take) -> None:
        """Accounts for what the step brought, whole or not."""
        if take.is_read:
            said = take.said if take.is_over or not step.job.is_whole else ()
            self._schedule.finish(step, said, is_done=take.is_over)
        else:
            self._schedule.give_up(step)
        take.next()
