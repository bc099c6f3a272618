"""The session: everything a conversation decides, as ``(input, now) -> effects``. Sees no PCM, no socket, no clock.

A driver mutates once (`begin`, `receive`, `arrive`, `hear`, `heard`, `turn_score`, `engine`, `stalled`, `leave`,
`tick`), then performs all of `drain()`, then arms a timer for `deadline`. Instants are seconds on the driver's clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, assert_never

from antiphon.errors import AccessError, PeerError, WireError
from antiphon.session.answering import Event
from antiphon.session.backlog import Backlog
from antiphon.session.effects import Close, Effect, Listen, Send, Warm
from antiphon.session.floor import Floor
from antiphon.session.handover import hand_over
from antiphon.session.limits import End, Limits, Policy
from antiphon.session.preview import Preview
from antiphon.session.profiles import Caller
from antiphon.session.receiving import Receiver
from antiphon.session.snapshot import Snapshot
from antiphon.session.states import Course, State, Trigger
from antiphon.session.translate import Terms, interim_input_transcription, resumption_update, terms_for
from antiphon.talk import Acoustics, Heard, Interim, Listening, Picture, Said
from antiphon.wire.closing import GOING_AWAY, POLICY, Closing, closing_for
from antiphon.wire.messages import (
    ClientContent,
    ClientExtension,
    ClientMessage,
    ContextUpdate,
    GoAway,
    RealtimeInput,
    ServerMessage,
    SetupComplete,
    ToolResponse,
)
from antiphon.wire.setup import Setup

_ENDINGS: Final = {
    End.SHUTDOWN: Closing(GOING_AWAY, "The server is shutting down."),
    End.CONNECTION: Closing(POLICY, "Connection aborted: it was not closed after goAway (connection limit)."),
    End.SESSION: Closing(
        POLICY, "Session limit reached: ask for sessionResumption or contextWindowCompression to go on."
    ),
}


class Session:
    """One conversation. ``session_id`` is any unique text."""

    def __init__(
        self, session_id: str, policy: Policy = Policy(), caller: Caller = Caller(), handle: str = ""
    ) -> None:
        """``handle``: what it can be resumed with, a secret of the caller's; empty: it cannot be."""
        self.handle = handle
        """What it can be resumed with."""
        self._id = session_id
        self._past: Snapshot | None = None
        self._last: Snapshot | None = None
        self._caller = caller
        self._course = Course()
        self._limits = Limits(policy)
        self._effects: list[Effect] = []
        self._terms: Terms | None = None
        self._floor: Floor | None = None
        self._receiver: Receiver | None = None
        self._preview = Preview(is_wanted=False)
        self._backlog: Backlog | None = None

    # What it is

    @property
    def state(self) -> State:
        """Who holds the floor."""
        return self._course.state

    @property
    def is_closed(self) -> bool:
        """Whether `Close` has been asked for: nothing follows it."""
        return self._course.state is State.CLOSED

    @property
    def history(self) -> tuple[Said, ...]:
        """The words so far, as they were heard."""
        return self._floor.briefing.history.said if self._floor else ()

    @property
    def is_resumable(self) -> bool:
        """Whether another connection may go on with it."""
        return bool(self.handle) and self._terms is not None and self._terms.is_resumable

    @property
    def oldest(self) -> int:
        """The input sample before which nothing will be asked for again."""
        return self._floor.listener.oldest if self._floor else 0

    @property
    def listens(self) -> bool:
        """Whether the driver owes a probability for every window of audio."""
        return self._floor is not None and not self._floor.listener.is_manual

    @property
    def deadline(self) -> float | None:
        """When `tick` is next owed."""
        if self._course.state is State.LISTENING:  # nobody speaks, nobody is waited for
            speaks_up_at = self._floor.reply.speaks_up_at if self._floor else None
            return _earliest(self._limits.quiet_until, speaks_up_at)
        if self.is_closed:
            return None
        floor = self._floor
        listener_at, answer_at = (floor.listener.starved_at, floor.answer.due_at) if floor else (None, None)
        contest_at = _earliest(floor.contest.due_at, floor.probation.due_at) if floor else None
        ours = (self._limits.ends_at, self._impatient_at, self._warns_at, self._idle_at)
        return _earliest(*ours, contest_at, listener_at, answer_at)

    def drain(self) -> list[Effect]:
        """Everything owed since the last call, in order."""
        effects = self._effects.copy()
        self._effects.clear()
        return effects

    # What happens to it

    def begin(self, now: float) -> None:
        """The connection is open: setup is awaited."""
        self._limits.begin(now)

    def restore(self, past: Snapshot, handle: str) -> None:
        """The setup that comes next goes on with an earlier connection's session, and keeps its handle."""
        self._past, self.handle = past, handle

    def snapshot(self, now: float) -> Snapshot | None:
        """What another connection can go on from; ``None`` if this one was not set up to be resumed.

        Either way the answer in flight ends here, as by an interruption. The first snapshot is the last.
        """
        if self._last is None and self._floor is not None:
            self._last = hand_over(self._floor, now)
        return self._last if self.is_resumable else None

    def receive(self, message: ClientMessage, now: float) -> None:
        """A message from the caller; the driver has taken its audio out and counts it with `arrive`."""
        if self.is_closed:
            return
        self._limits.touch(now)
        try:
            if isinstance(message, Setup):
                self._set_up(message, now)
            elif self._receiver is None:
                raise WireError("The first message must be setup.")
            else:
                self._follow(message, self._receiver, now)
        except PeerError as error:
            self.fail(error, now)
        if self._floor is not None:
            self._catch_up(now)

    def arrive(self, samples: int, now: float) -> None:
        """Audio came in; the driver keeps it by position."""
        if self._floor is None or self.is_closed:
            return
        self._limits.touch(now)
        self._floor.listener.arrive(samples, now)
        if self._floor.listener.is_manual:
            self._floor.dictation.feed()

    def see(self, picture: Picture, now: float) -> None:
        """A frame of the caller's camera came in; it also shortens what the service allows a session."""
        if self._floor is not None and self._terms is not None and not self.is_closed:
            self._floor.briefing.sight.watch(picture, now)
            self._limits.touch(now)
            self._limits.watch(now, is_lasting=self._terms.is_lasting)

    def hear(self, probability: float, samples: int, now: float) -> None:
        """The detector's verdict on the next ``samples``, in order."""
        if self._backlog is None or self.is_closed:
            return
        self._backlog.hear(probability, samples, now)

    def heard(self, heard: Heard | Interim, now: float) -> None:
        """A transcript came from the engine, or words that are still being spoken."""
        if self._floor is None or self.is_closed:
            return
        if isinstance(heard, Heard):
            self._floor.heard(heard, now)
            self._catch_up(now)
        elif heard.samples:
            self._floor.glanced(heard, now)
        elif words := self._preview.take(heard, self._floor.listener.turn, now):
            self._effects.append(Send(interim_input_transcription(words)))

    def turn_score(self, turn: int, revision: int, probability: float, now: float) -> None:
        """The turn detector judged a pause: ``probability`` that the turn is over. Late is wrong (P5)."""
        if self._floor is not None and not self.is_closed:
            self._floor.judged(turn, revision, probability, now)
            self._catch_up(now)

    def measured(self, turn: int, revision: int, acoustics: Acoustics, now: float) -> None:
        """What a turn sounds like, as far as it goes."""
        if self._floor is not None and not self.is_closed:
            self._floor.measured(turn, revision, acoustics, now)

    def lately_said(self, now: float) -> str:
        """What the caller can have heard of us in the last `LATELY_S`, and what is on its way."""
        return self._floor.answer.lately_said(now) if self._floor is not None else ""

    def engine(self, generation: int, event: Event, now: float) -> None:
        """The engine said something. Late is wrong (P5)."""
        if self._floor is not None:
            self._floor.engine(generation, event, now)

    def stalled(self, seconds: float, now: float) -> None:
        """The socket took nothing for ``seconds``: the listener heard nothing new either (P3)."""
        if self._floor is not None:
            self._floor.answer.stall(seconds, now)

    def leave(self, time_left_s: float, now: float) -> None:
        """The server will go: the session says so when nobody is cut short by it, and ends when the time is over."""
        if not self.is_closed:
            self._limits.leave(time_left_s, now)

    def tick(self, now: float) -> None:
        """`deadline` has come, or may have."""
        if self.is_closed:
            return
        if self._limits.ends_at is not None and now >= self._limits.ends_at:
            self._end(_ENDINGS[self._limits.end or End.SHUTDOWN], now)
            return
        if self._idle_at is not None and now >= self._idle_at:
            self._end(Closing(POLICY, "Nothing was sent for too long."), now)
            return
        is_late = (impatient_at := self._impatient_at) is not None and now >= impatient_at
        if self._floor is None:
            if is_late:
                self.fail(WireError("No setup came in time."), now)
            return
        starved_at = self._floor.listener.starved_at
        if starved_at is not None and now >= starved_at:
            self._starve(self._floor, now)
        if is_late:
            self._floor.lose_patience(now)
        self._catch_up(now)
        self._floor.advance(now)
        self._warn(now)

    def fail(self, error: BaseException, now: float) -> None:
        """Ends the connection with the code and reason that the error deserves."""
        if not self.is_closed:
            self._end(closing_for(error), now)

    # How it takes it

    def _set_up(self, setup: Setup, now: float) -> None:
        if self._floor is not None:
            raise WireError("setup may be sent only once.")
        terms = terms_for(setup, self._caller, self._limits.policy.turns)
        if terms.handle is not None and self._past is None:
            raise AccessError("BidiGenerateContent session not found")
        terms = replace(terms, handle=self.handle if terms.is_resumable and self.handle else None)
        self._floor = Floor(terms, self._course, self._limits, self._effects, self._past or Snapshot())
        self._receiver, self._terms = Receiver(terms, self._floor), terms
        self._backlog = Backlog(self._floor)
        self._preview = Preview(is_wanted=terms.listening.interims)
        self._course.step(Trigger.SETUP)
        self._limits.agree(now, is_lasting=terms.is_lasting)
        self._effects.append(Send(ServerMessage(setup_complete=SetupComplete(session_id=self._id))))
        if self.is_resumable:
            self._effects.append(Send(resumption_update(self.handle)))
        if terms.listening != Listening():
            self._effects.append(Listen(terms.listening))
        self._effects.append(Warm(terms.prompt))
        self._floor.open(now)

    def _follow(
        self,
        message: ClientContent | RealtimeInput | ToolResponse | ContextUpdate | ClientExtension,
        receiver: Receiver,
        now: float,
    ) -> None:
        match message:
            case ClientContent():
                receiver.content(message, now)
            case RealtimeInput():
                receiver.realtime(message, now)
            case ToolResponse():
                receiver.responses(message, now)
            case ContextUpdate():
                receiver.update(message, now)
            case ClientExtension():
                receiver.extension(message, now)
            case _ as never:
                assert_never(never)

    def _catch_up(self, now: float) -> None:
        if self._backlog is not None:
            self._backlog.catch_up(now)

    def _starve(self, floor: Floor, now: float) -> None:
        """Who just stops sending gets an answer all the same, as if the stream had been ended."""
        if edge := floor.listener.cut_off():
            floor.edge(edge, now, "starved")

    def _warn(self, now: float) -> None:
        warns_at, ends_at = self._warns_at, self._limits.ends_at
        if warns_at is not None and ends_at is not None and now >= warns_at:
            self._limits.has_warned = True
            left = f"{round(ends_at - now, 3):g}s"
            self._effects.append(Send(ServerMessage(go_away=GoAway(time_left=left))))

    @property
    def _warns_at(self) -> float | None:
        """When ``goAway`` is said: clients leave at once (PROTOCOL 4.14), so it waits for a moment to leave in.

        That is one in which nobody speaks; later the end of a sentence will do, and in the end any.
        """
        due, latest = self._limits.warns_at, self._limits.insists_at
        if due is None or latest is None or self._floor is None:
            return None
        if self.state is State.LISTENING:
            return due
        if self._floor.is_answering and self._floor.answer.is_at_sentence_end:
            return (due + latest) / 2
        return latest

    @property
    def _idle_at(self) -> float | None:
        return self._limits.idle_at if self.state is State.LISTENING else None

    @property
    def _impatient_at(self) -> float | None:
        if self.state is State.RESPONDING and self._floor and not self._floor.answer.is_waiting:
            return None  # what it said is still on its way out: nobody waits for it
        return self._limits.impatient_at(self.state)

    def _end(self, closing: Closing, now: float) -> None:
        """What was heard until now is remembered, whoever's the end is."""
        self.snapshot(now)
        if self._floor is not None:
            self._floor.answer.abandon()
        self._course.step(Trigger.CLOSE)
        self._effects.append(Close(*closing))


def _earliest(*instants: float | None) -> float | None:
    earliest = None
    for instant in instants:
        if instant is not None and (earliest is None or instant < earliest):
            earliest = instant
    return earliest
