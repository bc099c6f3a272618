"""One conversation's loop: mutate the session once, perform all its effects, arm the timer. Decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import aclosing
from functools import partial
from typing import Final, assert_never

import structlog

from antiphon.engines.base import Engine
from antiphon.errors import EngineError, NotJsonError, WireError
from antiphon.runtime import decoding
from antiphon.runtime.channel import Channel, ChannelClosed, Peer
from antiphon.runtime.ear import Attention, Ear
from antiphon.runtime.inbox import Inbox, Input
from antiphon.runtime.intake import WINDOW, Intake
from antiphon.runtime.outbox import Outbox
from antiphon.runtime.reel import Reel
from antiphon.session.effects import Cancel, Close, Commit, Effect, Feed, Play, Respond, Send, Settle, Warm
from antiphon.session.generation import Failed, Finished, Voiced
from antiphon.session.machine import Session
from antiphon.session.states import State
from antiphon.session.translate import audio_part
from antiphon.talk import Audio, Prompt
from antiphon.wire.closing import Closing, closing_for
from antiphon.wire.messages import ClientMessage, RealtimeInput
from antiphon.wire.setup import Setup
from antiphon.wire.types import Blob

SLICE: Final = 8
"""Inputs, or messages, that are worked off before others have their turn."""
PRICE_BYTES: Final = 4 * 1024
"""A longer frame counts as several messages."""
PIECE_BYTES: Final = 32 * 1024
"""Audio is taken in pieces of this size: a frame may hold minutes of it."""
MAX_UNREADABLE: Final = 16
"""Messages in a row that are not understood before the caller is told so by a close."""
MAX_UNSCORED: Final = 60 * 16_000 // WINDOW
"""Windows that may wait for the detector: 60 s of audio; beyond that the socket is not read."""
CLOSE_S: Final = 5.0

log = structlog.get_logger(__name__)


class Driver:
    """Joins a channel, an engine and a session for as long as they last."""

    def __init__(self, channel: Channel, engine: Engine, ear: Ear, session: Session, peer: Peer) -> None:
        self._channel = channel
        self._engine = engine
        self._ear = ear
        self._session = session
        self._inbox = Inbox()
        self._outbox = Outbox(channel, self._stalled, is_vertex=peer.caller.is_vertex)
        self._tasks = asyncio.TaskGroup()
        self._intake: Intake | None = None
        self._attention: Attention | None = None
        self._digested = asyncio.Event()
        self._reels: dict[int, Reel] = {}
        self._pumps: dict[int, asyncio.Task[None]] = {}
        self._listens = False

    async def run(self) -> None:
        """Returns when the conversation is over and nothing of it runs any more. Cancelling ends it at once."""
        try:
            async with self._tasks:
                self._tasks.create_task(self._read())
                self._tasks.create_task(self._outbox.run())
                await self._drive()
        except* ChannelClosed:
            pass
        except* Exception as group:  # a defect of ours ends this conversation, never its neighbours
            log.exception("! conversation failed", exc_info=group)
            await self._channel.close(*closing_for(group))
        finally:
            self._inbox.close()
            if self._attention is not None:
                self._attention.close()

    def leave(self, time_left_s: float) -> None:
        """The server will go in ``time_left_s``: the session says so and then closes."""
        self._inbox.put(partial(self._session.leave, time_left_s))

    # The loop

    async def _drive(self) -> None:
        loop, session, inbox = asyncio.get_running_loop(), self._session, self._inbox
        session.begin(loop.time())
        early, taken = loop_resolution(loop), 0
        while not session.is_closed:
            for effect in session.drain():
                self._perform(effect)
            # Not before what was fed from it is performed.
            if self._intake is not None and self._intake.is_long:
                self._intake.forget(session.oldest)
            if (item := inbox.pop()) is not None:
                item(loop.time())
                if (taken := taken + 1) >= SLICE:
                    taken = 0
                    await asyncio.sleep(0)
            elif (deadline := session.deadline) is not None and deadline <= (now := loop.time()) + early:
                session.tick(max(now, deadline))
            else:
                taken = 0
                await inbox.wait(deadline)
        for effect in session.drain():
            self._perform(effect)
        await asyncio.sleep(CLOSE_S)  # the outbox ends us earlier, unless the caller does not read
        raise ChannelClosed

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Send(message):
                self._outbox.put(message)
            case Play(generation, start, stop):
                self._play(generation, start, stop)
            case Feed(turn, start, stop):
                if self._intake is not None:
                    self._engine.hear(turn, self._intake.slice(start, stop))
            case Settle(turn, revision):
                self._listen()
                self._engine.settle(turn, revision)
            case Warm(prompt):
                self._engine.warm(prompt)
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
            case Close(code, reason):
                self._outbox.close(Closing(code, reason))
            case _ as never:
                assert_never(never)
        if self._outbox.is_full:
            raise ChannelClosed

    def _play(self, generation: int, start: int, stop: int) -> None:
        self._outbox.put(audio_part(self._reels[generation].take(start, stop)), generation)
        self._let_go(generation)

    # What comes from the caller

    async def _read(self) -> None:
        is_set_up, unreadable, spent = False, 0, 0
        while True:
            frame = await self._channel.receive()
            try:
                decoded = await decoding.read(frame)
            except WireError as error:
                unreadable += 1
                if not is_set_up or unreadable >= MAX_UNREADABLE or isinstance(error, NotJsonError):
                    self._inbox.put(lambda _, error=error: self._session.fail(error))  # type: ignore[misc]
                    return
                # PROTOCOL 8.1.6: what can be ignored closes nothing.
                log.debug("< message ignored", reason=str(error)[:200])
            else:
                unreadable = 0
                is_set_up = is_set_up or isinstance(decoded.message, Setup)
                if decoded.unknown:
                    log.debug("< unknown fields ignored", fields=decoded.unknown)
                if decoded.message is not None:
                    for item in self._inputs(decoded.message):
                        self._inbox.put(item)
            await self._digest()
            # What has come already is received without waiting, and a flood has always come already.
            if (spent := spent + 1 + len(frame) // PRICE_BYTES) >= SLICE:
                spent = 0
                await asyncio.sleep(0)

    async def _digest(self) -> None:
        """Returns when there is room for another message."""
        if self._inbox.is_full:
            await self._inbox.room()
        while self._attention is not None and len(self._attention.waiting) > MAX_UNSCORED:
            self._digested.clear()
            await self._digested.wait()

    def _inputs(self, message: ClientMessage) -> Iterable[Input]:
        """A message as the session takes it: audio goes its own way, between what opens and what closes it."""
        if not isinstance(message, RealtimeInput):
            return (partial(self._session.receive, message),)
        blobs = (*message.media_chunks, message.audio) if message.audio else message.media_chunks
        audio: list[Input] = [partial(self._arrive, piece) for blob in blobs for piece in _pieces(blob)]
        edges = (message.activity_start, message.text, message.activity_end, message.audio_stream_end)
        if edges == (None, None, None, None):
            return audio
        before = RealtimeInput(activity_start=message.activity_start)
        after = RealtimeInput(
            text=message.text, activity_end=message.activity_end, audio_stream_end=message.audio_stream_end
        )
        if message.activity_end is not None or message.audio_stream_end:
            audio.append(self._pause)
        return (partial(self._session.receive, before), *audio, partial(self._session.receive, after))

    def _arrive(self, blob: Blob, now: float) -> None:
        if self._session.state is State.AWAITING_SETUP:
            self._session.receive(RealtimeInput(audio=blob), now)
            return
        if self._intake is None:
            self._intake, self._attention = Intake(), self._ear.open(self._score)
        samples = self._intake.accept(blob)
        if samples is None:
            log.debug("< media ignored", mime_type=blob.mime_type[:64])
            return
        self._listen_to(self._intake, samples, now)

    def _pause(self, now: float) -> None:
        """The caller's stream pauses: nothing of it may be held back."""
        if self._intake is not None and (samples := self._intake.finish()):
            self._listen_to(self._intake, samples, now)

    def _listen_to(self, intake: Intake, samples: int, now: float) -> None:
        self._session.arrive(samples, now)
        if self._session.listens and self._attention is not None:
            for window in intake.windows():
                self._attention.hear(window)

    def _score(self, probability: float) -> None:
        self._inbox.put(partial(self._hear, probability))

    def _hear(self, probability: float, now: float) -> None:
        self._session.hear(probability, WINDOW, now)
        self._digested.set()

    def _stalled(self, seconds: float) -> None:
        self._inbox.put(partial(self._session.stalled, seconds))

    # What comes from the engine

    def _listen(self) -> None:
        """Transcripts are only waited for once there is something to transcribe."""
        if not self._listens:
            self._listens = True
            self._tasks.create_task(self._transcripts())

    async def _transcripts(self) -> None:
        async for heard in self._engine.heard():
            self._inbox.put(partial(self._session.heard, heard))

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


def _pieces(blob: Blob) -> Iterable[Blob]:
    """The blob in parts that others can wait for; how it is cut changes nothing."""
    if len(blob.data) <= PIECE_BYTES:
        return (blob,)
    data = memoryview(blob.data)
    return (
        Blob(data=bytes(data[start : start + PIECE_BYTES]), mime_type=blob.mime_type)
        for start in range(0, len(data), PIECE_BYTES)
    )


def loop_resolution(loop: asyncio.AbstractEventLoop) -> float:
    """How early a loop's timers may ring, in seconds: uvloop counts whole milliseconds."""
    return 0.001 if type(loop).__module__.startswith("uvloop") else 0.0
