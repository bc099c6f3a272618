"""One conversation's loop: mutate the session once, perform all its effects, arm the timer. Decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final, assert_never

import structlog

from antiphon.engines.base import Engine
from antiphon.errors import NotJsonError, PeerError, TakenOverError, WireError
from antiphon.runtime import decoding
from antiphon.runtime.acoustics import Meter
from antiphon.runtime.channel import Channel, ChannelClosed, Peer
from antiphon.runtime.ear import Ear
from antiphon.runtime.hearing import Hearing
from antiphon.runtime.inbox import Inbox, Input
from antiphon.runtime.lobby import Lobby
from antiphon.runtime.loudspeaker import Loudspeaker
from antiphon.runtime.microphone import Microphone
from antiphon.runtime.outbox import Outbox
from antiphon.runtime.speaking import Speaking
from antiphon.runtime.umpire import Umpire
from antiphon.session.effects import (
    Cancel,
    Close,
    Commit,
    Decide,
    Dismiss,
    Effect,
    Feed,
    Glance,
    Listen,
    Measure,
    Play,
    Report,
    Respond,
    Rest,
    Score,
    Send,
    Settle,
    Warm,
)
from antiphon.session.machine import Session
from antiphon.session.snapshot import Snapshot
from antiphon.session.states import State
from antiphon.session.translate import terms_for
from antiphon.wire.closing import Closing, closing_for
from antiphon.wire.messages import ClientMessage, RealtimeInput
from antiphon.wire.setup import Setup
from antiphon.wire.strict import refuse_unknown

SLICE: Final = 8
"""Inputs, or messages, that are worked off before others have their turn."""
PRICE_BYTES: Final = 4 * 1024
"""A longer frame counts as several messages."""
MAX_UNREADABLE: Final = 16
"""Messages in a row that are not understood before the caller is told so by a close."""
CLOSE_S: Final = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the conversations of one process have in common."""

    ear: Ear
    lobby: Lobby
    is_strict: bool = False
    """Unknown fields close, as on the service."""
    umpire: Umpire | None = None
    """Judges pauses, for sessions whose policy says that somebody does."""


class Driver:
    """Joins a channel, an engine and a session for as long as they last."""

    def __init__(
        self, channel: Channel, engine: Engine, session: Session, peer: Peer, shared: Shared
    ) -> None:
        self._channel = channel
        self._engine = engine
        self._session = session
        self._shared = shared
        self._inbox = Inbox()
        self._microphone = Microphone(session, shared.ear, self._inbox)
        self._outbox = Outbox(channel, self._stalled, is_vertex=peer.caller.is_vertex)
        self._tasks = asyncio.TaskGroup()
        self._hearing = Hearing(engine, session, self._inbox, self._microphone, shared.umpire, self._tasks)
        self._loudspeaker = Loudspeaker()
        self._meter = Meter(self._microphone, self._loudspeaker)
        self._speaking = Speaking(engine, session, self._inbox, self._outbox, self._tasks, self._loudspeaker)

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
            self._microphone.close()
            self._hearing.close()
            self._leave_lobby()

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
            self._microphone.forget()
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
                if message.server_content is not None and message.server_content.interrupted:
                    self._loudspeaker.stop(
                        asyncio.get_running_loop().time()
                    )  # PROTOCOL 3.3: it plays no more
                self._outbox.put(message)
            case Play() | Rest() | Respond() | Commit() | Cancel() | Report():
                self._speaking.perform(effect)
            case Feed() | Settle() | Score() | Dismiss() | Listen() | Glance():
                self._hearing.perform(effect)
            case Measure(turn, revision, start, stop, onset):
                heard = self._meter.measure(start, stop, onset)
                self._inbox.put(partial(self._session.measured, turn, revision, heard))
            case Warm(prompt):
                self._engine.warm(prompt)
            case Decide(decision):
                log.debug("= %s: %s", decision.kind.value, decision.rule, turn=decision.turn)
            case Close(code, reason):
                self._outbox.close(Closing(code, reason))
            case _ as never:
                assert_never(never)
        if self._outbox.is_full:
            raise ChannelClosed

    # What comes from the caller

    async def _read(self) -> None:
        is_set_up, unreadable, spent = False, 0, 0
        while True:
            frame = await self._channel.receive()
            try:
                decoded = await decoding.read(frame)
                if self._shared.is_strict:
                    refuse_unknown(decoded.unknown)
            except WireError as error:
                unreadable += 1
                is_final = self._shared.is_strict or not is_set_up or isinstance(error, NotJsonError)
                if is_final or unreadable >= MAX_UNREADABLE:
                    self._inbox.put(lambda now, error=error: self._session.fail(error, now))  # type: ignore[misc]
                    return
                # PROTOCOL 8.1.6: what can be ignored closes nothing.
                log.debug("< message ignored", reason=str(error)[:200])
            else:
                unreadable = 0
                is_set_up = is_set_up or isinstance(decoded.message, Setup)
                if decoded.unknown:
                    log.debug("< unknown fields ignored", fields=list(map(str, decoded.unknown)))
                # What has been heard by now goes before what is said now.
                for message in (decoded.beside, decoded.message):
                    for item in self._inputs(message) if message is not None else ():
                        self._inbox.put(item)
            if self._inbox.is_full:
                await self._inbox.room()
            await self._microphone.room()
            # What has come already is received without waiting, and a flood has always come already.
            if (spent := spent + 1 + len(frame) // PRICE_BYTES) >= SLICE:
                spent = 0
                await asyncio.sleep(0)

    def _inputs(self, message: ClientMessage) -> Iterable[Input]:
        """A message as the session takes it: audio goes its own way, between what opens and what closes it."""
        if isinstance(message, Setup):
            return (partial(self._set_up, message),)
        if not isinstance(message, RealtimeInput):
            return (partial(self._session.receive, message),)
        single = tuple(blob for blob in (message.audio, message.video) if blob is not None)
        blobs = (*message.media_chunks, *single) if message.media_chunks else single
        audio = self._microphone.inputs(blobs)
        edges = (message.activity_start, message.text, message.activity_end, message.audio_stream_end)
        if edges == (None, None, None, None):
            return audio
        before = RealtimeInput(activity_start=message.activity_start)
        after = RealtimeInput(
            text=message.text, activity_end=message.activity_end, audio_stream_end=message.audio_stream_end
        )
        if message.activity_end is not None or message.audio_stream_end:
            audio.append(self._microphone.pause)
        return (partial(self._session.receive, before), *audio, partial(self._session.receive, after))

    def _set_up(self, setup: Setup, now: float) -> None:
        """The session begins, or goes on where another connection left it."""
        session, lobby = self._session, self._shared.lobby
        handle = setup.session_resumption.handle if setup.session_resumption else None
        # Nobody's session is taken for a setup that will be refused.
        if handle and session.state is State.AWAITING_SETUP and _can_be_agreed_to(setup):
            past = lobby.claim(handle)
            if past is not None:
                session.restore(past, handle)
        was_resumable = session.is_resumable
        session.receive(setup, now)
        if session.is_resumable and not was_resumable:
            lobby.enter(session.handle, self)

    def hand_over(self) -> Snapshot | None:
        """Another connection goes on with this session: this one ends."""
        now = asyncio.get_running_loop().time()
        snapshot = self._session.snapshot(now)
        self._session.fail(TakenOverError(), now)  # at once: nothing may come of what still waits
        self._inbox.put(self._session.tick)  # to be woken
        return snapshot

    def _leave_lobby(self) -> None:
        session = self._session
        if session.is_resumable:
            now, snapshot = asyncio.get_running_loop().time(), None
            try:
                snapshot = session.snapshot(now)
            except (
                Exception
            ):  # a defect of ours may have left the session odd; the first report is the one to read
                log.exception("! nothing of the session could be kept")
            self._shared.lobby.leave(session.handle, self, snapshot)

    def _stalled(self, seconds: float) -> None:
        self._loudspeaker.stall(seconds, asyncio.get_running_loop().time())
        self._inbox.put(partial(self._session.stalled, seconds))


def _can_be_agreed_to(setup: Setup) -> bool:
    try:
        terms_for(setup)
    except PeerError:
        return False
    return True


def loop_resolution(loop: asyncio.AbstractEventLoop) -> float:
    """How early a loop's timers may ring, in seconds: uvloop counts whole milliseconds."""
    return 0.001 if type(loop).__module__.startswith("uvloop") else 0.0
