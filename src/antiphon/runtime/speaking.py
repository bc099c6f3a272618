"""What a session wants done about its answers: engines asked, read and stopped, their audio kept and put on the wire."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from typing import assert_never

import structlog

from antiphon.audio.format import BYTES_PER_SAMPLE
from antiphon.engines.base import Engine
from antiphon.errors import EngineError
from antiphon.runtime.inbox import Inbox
from antiphon.runtime.loudspeaker import Loudspeaker
from antiphon.runtime.outbox import Outbox
from antiphon.runtime.reel import Reel
from antiphon.session.effects import Cancel, Commit, Play, Report, Respond, Rest
from antiphon.session.generation import Failed, Finished, Voiced
from antiphon.session.machine import Session
from antiphon.session.translate import audio_part
from antiphon.talk import Audio, Prompt

log = structlog.get_logger(__name__)


class Speaking:
    """Performs the effects that concern what is said."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        inbox: Inbox,
        outbox: Outbox,
        tasks: asyncio.TaskGroup,
        loudspeaker: Loudspeaker,
    ) -> None:
        self._engine = engine
        self._session = session
        self._inbox = inbox
        self._outbox = outbox
        self._tasks = tasks
        self._loudspeaker = loudspeaker
        self._reels: dict[int, Reel] = {}
        self._pumps: dict[int, asyncio.Task[None]] = {}
        self._answers = 0

    def perform(self, effect: Play | Rest | Respond | Commit | Cancel | Report) -> None:
        """Does it at once; what the engine makes of it are inputs later."""
        match effect:
            case Play(generation, start, stop):
                pcm = self._reels[generation].take(start, stop)
                self._loudspeaker.play(pcm, asyncio.get_running_loop().time())
                self._outbox.put(audio_part(pcm), generation)
                self._let_go(generation)
            case Rest(generation, samples):
                self._loudspeaker.rest(samples, asyncio.get_running_loop().time())
                self._outbox.put(audio_part(bytes(BYTES_PER_SAMPLE * samples)), generation)
            case Respond(generation, prompt):
                self._reels[generation] = Reel()
                self._pumps[generation] = self._tasks.create_task(self._pump(generation, prompt))
            case Commit(generation):
                self._engine.commit(generation)
            case Cancel(generation):
                self._reels.pop(generation, None)
                self._outbox.purge(generation)
                if pump := self._pumps.pop(generation, None):
                    pump.cancel()
            case Report(generation, latency):
                self._answers += 1
                log.info("= turn %d: %s", self._answers, latency, generation=generation)
            case _ as never:
                assert_never(never)

    async def _pump(self, generation: int, prompt: Prompt) -> None:
        """Reads one answer, no faster than the caller listens."""
        reel = self._reels[generation]
        try:
            async with aclosing(self._engine.respond(generation, prompt)) as events:
                async for event in events:
                    said = Voiced(reel.append(event.pcm), event.marks) if isinstance(event, Audio) else event
                    self._inbox.put(partial(self._session.engine, generation, said))
                    await self._inbox.room()
                    await self._outbox.room()
                    await reel.room()
        except EngineError as error:
            log.warning("! engine failed", generation=generation, cause=str(error))
            end: Finished | Failed = Failed()
        except Exception:
            log.exception("! engine broke its contract", generation=generation)
            end = Failed()
        else:
            end = Finished()
        self._inbox.put(partial(self._finish, generation, end))

    def _finish(self, generation: int, end: Finished | Failed, now: float) -> None:
        self._pumps.pop(generation, None)
        self._session.engine(generation, end, now)
        if reel := self._reels.get(generation):
            reel.is_finished = True
            self._let_go(generation)

    def _let_go(self, generation: int) -> None:
        if self._reels[generation].is_done:
            del self._reels[generation]
