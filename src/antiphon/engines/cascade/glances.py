"""Words of a turn that goes on, wanted at once: whether speech takes the floor is decided by them."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from antiphon.engines.hearing import TurnAudio
from antiphon.engines.mailbox import Mailbox
from antiphon.engines.stages import Hints, Transcriber
from antiphon.errors import EngineError
from antiphon.talk import INPUT_RATE, Interim

GLANCED_BYTES: Final = 2 * 4 * INPUT_RATE
"""Of a turn are read at most, the newest."""

log = structlog.get_logger()


class Glances:
    """One conversation's. One is read at a time, and of those that wait only the newest."""

    def __init__(self, transcriber: Transcriber, audio: TurnAudio, mailbox: Mailbox) -> None:
        self._transcriber = transcriber
        self._audio = audio
        self._mailbox = mailbox
        self._waiting: tuple[int, int, bytes] | None = None
        self._reading: asyncio.Task[None] | None = None

    def ask(self, turn: int, revision: int, hints: Hints) -> None:
        """Wants the words of what has been heard of a turn. Recognisers that read only whole turns are not asked."""
        if not self._transcriber.does_interims:
            return
        self._waiting = turn, revision, self._audio.of(turn)[-GLANCED_BYTES:]
        if self._reading is None:
            self._reading = asyncio.create_task(self._read(hints))

    async def aclose(self) -> None:
        """Gives up what is being read, and waits until it is."""
        self._waiting = None
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    async def _read(self, hints: Hints) -> None:
        try:
            while self._waiting is not None:
                turn, revision, pcm = self._waiting
                self._waiting = None
                text = await self._transcriber.transcribe(pcm, hints)
                self._mailbox.put(Interim(turn, revision, text, samples=len(pcm) // 2))
        except EngineError as error:
            log.debug("no glance", reason=str(error))
        except Exception:
            log.exception("! the recogniser broke its contract")
        finally:
            self._reading = None
