"""The words of a turn that is still being spoken: read again and again as it grows, as far as that is cheap."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import structlog

from antiphon.engines.cascade.wording import Steady
from antiphon.engines.hearing import TurnAudio
from antiphon.engines.mailbox import Mailbox
from antiphon.engines.stages import Hints, Transcriber
from antiphon.errors import BusyError, EngineError
from antiphon.talk import INPUT_RATE, Interim, Listening

BYTES_PER_S: Final = 2 * INPUT_RATE
EVERY_S: Final = 0.5
"""Of new speech between two readings, at least; the first one comes a little later, as a turn begins with a pause."""
FIRST_S: Final = 0.8
SHARE: Final = 0.15
"""Of the time, at most, is spent reading."""
RETRY_S: Final = 0.2
"""After which a refused reading is asked for again."""
SETTLED_S: Final = 1.0
"""Of new speech after a final transcript: what follows it is mostly silence."""
OWN_FIRST_S: Final = 1.0
OWN_GROWTH: Final = 1.4
"""Without anybody to show words to, a turn is read when it has grown so much: the final transcript starts from there."""

log = structlog.get_logger()


class Interims:
    """One conversation's readings ahead. One at a time; whoever settles a turn stops it."""

    def __init__(
        self, transcriber: Transcriber, audio: TurnAudio, mailbox: Mailbox, on_words: Callable[[str], None]
    ) -> None:
        """``on_words`` is told what was read, whether anybody else wants to know or not."""
        self.listening = Listening()
        self._on_words = on_words
        self._transcriber = transcriber
        self._audio = audio
        self._mailbox = mailbox
        self._turn = -1
        self._revision = 0
        self._bytes = 0
        self._next_bytes = 0.0
        self._next_at = 0.0
        self._steady = Steady()
        self._reading: asyncio.Task[None] | None = None

    def heard(self, turn: int, size: int) -> None:
        """So many bytes of a turn were added to its audio."""
        if turn != self._turn:
            self.stop()
            self._turn, self._revision, self._bytes, self._steady = turn, 0, 0, Steady()
            self._next_bytes = (FIRST_S if self.listening.interims else OWN_FIRST_S) * BYTES_PER_S
        self._bytes += size
        if self._reading is None and self._bytes >= self._next_bytes and self._transcriber.does_interims:
            now = asyncio.get_running_loop().time()
            if now >= self._next_at:
                self._reading = asyncio.create_task(self._read())
                self._reading.add_done_callback(self._done)

    def settle(self, turn: int, revision: int) -> None:
        """A final transcript is wanted, and has the transcriber to itself."""
        self.stop()
        if turn == self._turn:
            self._revision = revision + 1
            self._next_bytes = max(self._next_bytes, self._bytes + SETTLED_S * BYTES_PER_S)

    def stop(self) -> None:
        """Gives up what is being read."""
        if self._reading is not None:
            self._reading.cancel()

    async def aclose(self) -> None:
        """The same, and waits until it is."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    def _done(self, task: asyncio.Task[None]) -> None:
        if self._reading is task:
            self._reading = None

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        turn, revision, size, begun_at = self._turn, self._revision, self._bytes, loop.time()
        self._plan()
        hints = replace(hints_of(self.listening), is_interim=True)
        try:
            text = await self._transcriber.transcribe(self._audio.of(turn), hints)
        except BusyError:
            self._next_bytes, self._next_at = self._bytes, loop.time() + RETRY_S
            return
        except EngineError as error:
            log.debug("interim words failed", reason=str(error))
            return
        except Exception:
            log.exception("! the recogniser broke its contract")
            return
        if text:
            self._on_words(text)
        if not self.listening.interims:
            return  # few enough are read as it is
        # The next one reads what has come until then as well.
        took = loop.time() - begun_at
        rate = took / max(size / BYTES_PER_S, EVERY_S)
        self._next_at = begun_at + took / max(SHARE - rate, SHARE / 2)
        if text:
            self._steady.take(text)
            self._mailbox.put(Interim(turn, revision, self._steady.text, self._steady.stable))

    def _plan(self) -> None:
        grown = self._bytes + EVERY_S * BYTES_PER_S
        self._next_bytes = grown if self.listening.interims else self._bytes * OWN_GROWTH


def hints_of(listening: Listening) -> Hints:
    """A single language is one to count on; of several, any may be spoken."""
    return Hints(language=listening.languages[0] if len(listening.languages) == 1 else None)
