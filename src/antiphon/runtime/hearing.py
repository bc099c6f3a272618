"""What a session wants done with the caller's sound: fed, read, judged. Says how it went to the inbox."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import assert_never

import structlog

from antiphon.audio.format import BYTES_PER_SAMPLE
from antiphon.engines.base import Engine
from antiphon.runtime.inbox import Inbox
from antiphon.runtime.microphone import Microphone
from antiphon.runtime.umpire import Umpire
from antiphon.session.effects import Dismiss, Feed, Glance, Listen, Score, Settle
from antiphon.session.machine import Session
from antiphon.talk import Heard, Interim
from antiphon.turns import words

log = structlog.get_logger(__name__)


class Hearing:
    """Performs the effects that concern what is heard."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        inbox: Inbox,
        microphone: Microphone,
        umpire: Umpire | None,
        tasks: asyncio.TaskGroup,
    ) -> None:
        self._engine = engine
        self._session = session
        self._inbox = inbox
        self._microphone = microphone
        self._appeal = umpire.open(self._judged) if umpire is not None else None
        self._tasks = tasks
        self._listens = False

    def perform(self, effect: Feed | Settle | Score | Dismiss | Listen | Glance) -> None:
        """Does it at once; what comes of it is an input later."""
        match effect:
            case Feed(turn, start, stop):
                self._engine.hear(turn, self._microphone.slice(start, stop))
            case Settle(turn, revision):
                self._listen()
                self._engine.settle(turn, revision)
            case Score(turn, revision, start, stop, rest):
                if self._appeal is not None:
                    pcm = self._microphone.slice(start, stop) + bytes(BYTES_PER_SAMPLE * rest)
                    self._appeal.ask(turn, revision, pcm)
            case Dismiss(turn, revision):
                if self._appeal is not None:
                    self._appeal.drop(turn, revision)
            case Listen(listening):
                # An engine that was written before there were such hints goes without them.
                if (listen := getattr(self._engine, "listen", None)) is not None:
                    listen(listening)
                self._listen()
            case Glance(turn, revision):
                # As with hints: not every engine can say anything before the end.
                if (glance := getattr(self._engine, "glance", None)) is not None:
                    self._listen()
                    glance(turn, revision)
            case _ as never:
                assert_never(never)

    def close(self) -> None:
        """Wants no further verdicts."""
        if self._appeal is not None:
            self._appeal.close()

    def _judged(self, turn: int, revision: int, probability: float) -> None:
        self._inbox.put(partial(self._session.turn_score, turn, revision, probability))

    def _listen(self) -> None:
        """Transcripts are only waited for once there is something to transcribe."""
        if not self._listens:
            self._listens = True
            self._tasks.create_task(self._transcripts())

    async def _transcripts(self) -> None:
        try:
            async for heard in self._engine.heard():
                self._inbox.put(partial(self._understand, heard))
        except Exception:  # the turn is closed by patience, and the next one tries again (P9)
            log.exception("! engine hears no more")
        finally:
            self._listens = False

    def _understand(self, heard: Heard | Interim, now: float) -> None:
        """The session decides by cues, so that it decides the same when its words are gone (`Journal`)."""
        closed = heard.closed if isinstance(heard, Heard) else None
        cues = words.read(heard.text, self._session.lately_said(now), closed)
        self._session.heard(replace(heard, cues=cues), now)
