"""The hearing half of a conversation: one transcript at a time, the newest revision of each turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from antiphon.engines.cascade.glances import Glances
from antiphon.engines.cascade.interims import Interims, hints_of
from antiphon.engines.hearing import TurnAudio
from antiphon.engines.mailbox import Mailbox
from antiphon.engines.stages import Transcriber, Transcript
from antiphon.errors import EngineError
from antiphon.talk import INPUT_RATE, Heard, Listening

TURN_BYTES: Final = 5 * 60 * INPUT_RATE * 2
"""What is kept of one turn's speech; then the oldest goes."""
SETTLING_TURNS: Final = 8
"""Turns that may wait for their transcript; then the oldest is forgotten, as nobody can still want it."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Request:
    """A transcript that is wanted, and the speech it is wanted of."""

    turn: int
    revision: int
    pcm: bytes


class Recognition:
    """Keeps the current turn's speech, and has it written down when asked."""

    def __init__(self, transcriber: Transcriber, on_words: Callable[[str], None] = lambda _: None) -> None:
        """``on_words`` is told what has been understood of a turn that goes on."""
        self.mailbox = Mailbox()
        """Where the words go."""
        self._transcriber = transcriber
        self._audio = TurnAudio(TURN_BYTES)
        self._interims = Interims(transcriber, self._audio, self.mailbox, on_words)
        self._glances = Glances(transcriber, self._audio, self.mailbox)
        self._wanted: dict[int, _Request] = {}
        self._current: _Request | None = None
        self._transcribing: asyncio.Task[None] | None = None
        self._is_closed = False

    def listen(self, listening: Listening) -> None:
        """What is wanted besides final transcripts."""
        self._interims.listening = listening

    def hear(self, turn: int, pcm: bytes) -> None:
        """More of a turn's speech."""
        if not self._is_closed:
            self._audio.hear(turn, pcm)
            self._interims.heard(turn, len(pcm))

    def glance(self, turn: int, revision: int) -> None:
        """The words so far, soon."""
        if not self._is_closed:
            self._glances.ask(turn, revision, hints_of(self._interims.listening))

    def settle(self, turn: int, revision: int) -> None:
        """A newer request replaces an older one of its turn; another turn's transcript is still delivered."""
        if self._is_closed:
            return
        self._interims.settle(turn, revision)
        self._wanted.pop(turn, None)
        self._wanted[turn] = _Request(turn, revision, self._audio.of(turn))
        while len(self._wanted) > SETTLING_TURNS:
            del self._wanted[next(iter(self._wanted))]
        if self._current is not None and self._current.turn == turn and self._transcribing is not None:
            self._transcribing.cancel()
        elif self._current is None:
            self._next_transcript()

    async def aclose(self) -> None:
        """Gives up what is being written down. May be called twice."""
        self._is_closed = True
        self._wanted.clear()
        self._audio.clear()
        if self._transcribing is not None:
            self._transcribing.cancel()
            await asyncio.wait([self._transcribing])
        await self._interims.aclose()
        await self._glances.aclose()
        self.mailbox.close()

    def _next_transcript(self) -> None:
        if self._wanted and not self._is_closed:
            self._current = self._wanted.pop(next(iter(self._wanted)))
            self._transcribing = asyncio.create_task(self._transcribe(self._current))
            self._transcribing.add_done_callback(self._transcribed)

    def _transcribed(self, task: asyncio.Task[None]) -> None:
        del task
        self._current = None
        self._next_transcript()

    async def _transcribe(self, request: _Request) -> None:
        """Delivers one transcript. A failure is delivered as silence: the session must not wait for ever."""
        text = ""
        try:
            text = await self._transcriber.transcribe(request.pcm, hints_of(self._interims.listening))
        except EngineError as error:
            log.warning("transcription failed", reason=str(error))
        except Exception:
            log.exception("! the recogniser broke its contract")
        closed = text.closed if isinstance(text, Transcript) else None
        self.mailbox.put(Heard(request.turn, request.revision, text, closed=closed))
