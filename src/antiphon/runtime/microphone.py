"""One caller's audio between the socket and the session: taken in pieces, kept by position, scored in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Final

import structlog

from antiphon.runtime.ear import Attention, Ear
from antiphon.runtime.inbox import Inbox, Input
from antiphon.runtime.intake import WINDOW, Intake
from antiphon.session.machine import Session
from antiphon.session.sight import picture_in
from antiphon.session.states import State
from antiphon.talk import INPUT_RATE
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.types import Blob

PIECE_BYTES: Final = 32 * 1024
"""Audio is taken in pieces of this size: a frame may hold minutes of it."""
MAX_UNSCORED: Final = 60 * 16_000 // WINDOW
"""Windows that may wait for the detector: 60 s of audio; beyond that the socket is not read."""

log = structlog.get_logger(__name__)


class Microphone:
    """Nothing is made before the first audio comes: many callers only write."""

    def __init__(self, session: Session, ear: Ear, inbox: Inbox) -> None:
        self._session = session
        self._ear = ear
        self._inbox = inbox
        self._intake: Intake | None = None
        self._attention: Attention | None = None
        self._began_at = 0.0  # when the first sample would have come, had all come as evenly as the newest
        self._digested = asyncio.Event()

    def inputs(self, blobs: Iterable[Blob]) -> list[Input]:
        """What a message's media mean to the session, in parts that others can wait for."""
        return [partial(self._arrive, piece) for blob in blobs for piece in _pieces(blob)]

    def pause(self, now: float) -> None:
        """The caller's stream pauses: nothing of it may be held back."""
        if self._intake is not None and (samples := self._intake.finish()):
            self._take(self._intake, samples, now)

    def slice(self, start: int, stop: int) -> bytes:
        """PCM16 at 16 kHz of these samples, as far as they are still kept."""
        return b"" if self._intake is None else self._intake.slice(start, stop)

    def instant(self, position: int) -> float:
        """When the sample at this position came, by the newest that did."""
        return self._began_at + position / INPUT_RATE

    def forget(self) -> None:
        """Lets go of what the session will not ask for again; not before what it has asked for is performed."""
        if self._intake is not None and self._intake.is_long:
            self._intake.forget(self._session.oldest)

    async def room(self) -> None:
        """Returns when not too much waits for the detector. Cancel-safe."""
        while self._attention is not None and len(self._attention.waiting) > MAX_UNSCORED:
            self._digested.clear()
            await self._digested.wait()

    def close(self) -> None:
        """Wants no further verdicts."""
        if self._attention is not None:
            self._attention.close()

    def _arrive(self, blob: Blob, now: float) -> None:
        if self._session.state is State.AWAITING_SETUP:
            self._session.receive(RealtimeInput(audio=blob), now)
            return
        if blob.mime_type.startswith("image/"):
            if (picture := picture_in(blob)) is not None:
                self._session.see(picture, now)
            else:
                log.debug("< picture ignored", mime_type=blob.mime_type[:64], bytes=len(blob.data))
            return
        if self._intake is None:
            self._intake, self._attention = Intake(), self._ear.open(self._score)
        samples = self._intake.accept(blob)
        if samples is not None:
            self._take(self._intake, samples, now)
        else:
            log.debug("< media ignored", mime_type=blob.mime_type[:64])

    def _take(self, intake: Intake, samples: int, now: float) -> None:
        self._began_at = now - intake.arrived / INPUT_RATE
        self._session.arrive(samples, now)
        if self._session.listens and self._attention is not None:
            for window in intake.windows():
                self._attention.hear(window)

    def _score(self, probability: float) -> None:
        self._inbox.put(partial(self._hear, probability))

    def _hear(self, probability: float, now: float) -> None:
        self._session.hear(probability, WINDOW, now)
        self._digested.set()


def _pieces(blob: Blob) -> Iterable[Blob]:
    """The blob in parts; how it is cut changes nothing. A picture is one thing."""
    if len(blob.data) <= PIECE_BYTES or blob.mime_type.startswith("image/"):
        return (blob,)
    data = memoryview(blob.data)
    return (
        Blob(data=bytes(data[start : start + PIECE_BYTES]), mime_type=blob.mime_type)
        for start in range(0, len(data), PIECE_BYTES)
    )
