"""Who speaks: joins the caller's turns to the answers, by the table of states. Sees no setup and no timers."""

from __future__ import annotations

from collections.abc import Iterable

from antiphon.session.answering import Event
from antiphon.session.calling import Urgency
from antiphon.session.chronicle import Chronicle
from antiphon.session.contest import Contest, Ruling
from antiphon.session.dictation import Dictation
from antiphon.session.effects import Effect, Send, Warm
from antiphon.session.limits import Limits
from antiphon.session.listening import Listener, UserTurn
from antiphon.session.probation import Probation
from antiphon.session.reply import Reply
from antiphon.session.snapshot import Snapshot
from antiphon.session.speculation import Speculation
from antiphon.session.states import Course, State, Trigger
from antiphon.session.translate import (
    Terms,
    input_transcription,
    voice_activity,
)
from antiphon.talk import Acoustics, Heard, Interim, Said, Utterance
from antiphon.turns.activity import Edge
from antiphon.turns.decisions import Kind
from antiphon.wire.messages import ServerMessage
from antiphon.wire.types import ActivityType, FunctionResponse


class Floor:
    """One session's conversation, from setup on."""

    def __init__(
        self, terms: Terms, course: Course, limits: Limits, effects: list[Effect], past: Snapshot
    ) -> None:
        is_judged = limits.policy.judges_pauses
        self.listener = Listener(terms.activity, past.turns, past.arrived, is_judged=is_judged)
        self.dictation = Dictation(self.listener, effects)
        self.reply = Reply(terms, course, limits, effects, past)
        self.answer, self.briefing = self.reply.answer, self.reply.briefing
        self.chronicle = Chronicle(self.listener, effects)
        self.contest = Contest(self.listener, self.chronicle, effects, limits.policy.turns)
        self._speculation = Speculation(self.answer, self.briefing, self.contest, self.chronicle)
        self.probation = Probation(self.listener, self.answer)
        self._terms = terms
        self._course = course
        self._limits = limits
        self._effects = effects

    @property
    def is_answering(self) -> bool:
        """Whether there is an answer that has not been heard to its end."""
        return self.reply.is_under_way

    def open(self, now: float) -> None:
        """The session is set up: what an earlier connection left unanswered is answered."""
        self._free(now)

    # The caller speaks

    def hear(self, probability: float, samples: int, now: float) -> None:
        """The detector's verdict on the next ``samples``."""
        for edge in self.listener.hear(probability, samples):
            self.edge(edge, now)
        self.dictation.feed()
        if self.contest.is_open:
            self.contest.look()
            self.advance(now)

    @property
    def is_ahead(self) -> bool:
        """Whether more has come than can belong to the turn that is being transcribed."""
        return self._course.state is State.TRANSCRIBING and self.listener.is_past_turn

    def edge(self, edge: Edge, now: float, why: str = "") -> None:
        """The caller's activity changed; ``why`` it ends, unless by what was heard."""
        match edge:
            case Edge.START:
                self._activity_start(now)
            case Edge.PAUSE:
                self.dictation.pause()
                if (turn := self.listener.turn) is not None:
                    self.contest.measure(turn)
            case Edge.RESUME:
                self.chronicle.paused(Kind.PAUSED)
                self.dictation.dismiss()
                if turn := self.listener.turn:
                    turn.revise()
                    self._speculation.redraft("went on")
            case Edge.END:
                self._activity_end(now, why)

    def judged(self, turn: int, revision: int, probability: float, now: float) -> None:
        """The turn detector's verdict on a pause."""
        self.dictation.answered(turn, revision)
        if edge := self.listener.judge(turn, revision, probability):
            self.edge(edge, now)

    def measured(self, turn: int, revision: int, acoustics: Acoustics, now: float) -> None:
        """What a turn sounds like."""
        self.contest.measured(turn, revision, acoustics)
        self.advance(now)

    def glanced(self, interim: Interim, now: float) -> None:
        """Words of a turn that goes on."""
        self.contest.glanced(interim)
        self.advance(now)

    def heard(self, heard: Heard, now: float) -> None:
        """A transcript. Late is wrong: one for another turn or revision is dropped (P5)."""
        turn = self.listener.turn
        if turn is None or (heard.turn, heard.revision) != (turn.number, turn.revision):
            return
        text = heard.text.strip()
        if text == turn.transcript:
            return
        self._speculation.redraft("words")  # made for others, if there is one
        turn.transcript = text
        self.contest.heard(heard)
        if self._course.state is State.TRANSCRIBING:
            self._answer_turn(turn, now)
        else:
            self.advance(now)
            if self._course.state is State.HEARING:
                self._speculation.draft(turn, now)
        if edge := self.listener.read(heard.turn, heard.revision, heard.cues):
            self.edge(edge, now)

    def _activity_start(self, now: float) -> None:
        if self._terms.reports_activity and self.listener.turn is None:
            self._send(voice_activity(ActivityType.START, self.listener.offset_s(Edge.START)))
        is_manual, ground = self.listener.is_manual, self.answer.ground(now)
        is_met = self.is_answering and self._terms.interrupts
        is_contested = is_met and not is_manual and self.answer.is_heard
        is_overheard = self.is_answering and not is_met and not is_manual
        if is_met and not is_contested:
            self.interrupt(now, is_sure=is_manual)
        turn = self.listener.open()
        self.probation.fail()
        self.chronicle.started(turn)
        if is_met and not is_contested:
            self.chronicle.note(Kind.INTERRUPTED, "declared" if is_manual else "unheard")
        self._speculation.redraft("went on")
        if is_contested and self.contest.is_over:
            self.answer.is_held = self.contest.begin(turn, ground, now) is Ruling.HOLD
        elif is_overheard and not self.contest.is_open:
            self.contest.overhear(turn, ground)
        elif is_met and self.answer.shelf.answer is not None:
            self.contest.doubt(turn, ground)
        if not self.is_answering:
            self._course.step(Trigger.ACTIVITY_START)
            self._limits.relax()
            # What was heard of the last answer is settled now, and there is time to read it.
            self._effects.append(Warm(self.briefing.prompt(now)))

    def _activity_end(self, now: float, why: str) -> None:
        turn = self.listener.turn
        if turn is None or not turn.is_open:
            return
        self.dictation.dismiss()
        self.dictation.feed()
        turn.is_open = False
        if turn.settled != turn.revision:  # since it was settled there was only silence
            self.dictation.settle()
        if self._course.state is State.HEARING and self.probation.begin(turn, why, now):
            self._close_ear(now)
            return
        self.chronicle.paused(Kind.ENDED, why)
        if self._course.state is State.HEARING:
            self._end_turn(turn, now)
        else:
            self.advance(now)

    def _decide(self, now: float) -> None:
        """Whose floor it is, by what is known of the speech that meets the answer, or has stopped it."""
        if not self.contest.is_open or not (self.is_answering or self.contest.is_doubted):
            return
        match self.contest.rule(self.answer.ground(now), now):
            case Ruling.RELEASE:
                self.answer.is_held = False
            case Ruling.INTERRUPT:
                self.interrupt(now)
                self._free(now)
            case Ruling.DOUBT:
                self.reply.interrupt(now, is_sure=False)
                self._free(now)
            case Ruling.UPHOLD:
                self.answer.shelf.drop()
            case Ruling.IGNORE:
                self.answer.is_held = False
                self._close_turn()

    def _close_ear(self, now: float) -> None:
        self._course.step(Trigger.ACTIVITY_END)
        self._limits.wait(now)
        self.answer.watch.end(self.listener.since_speech_s, now)

    def _end_turn(self, turn: UserTurn, now: float) -> None:
        self._close_ear(now)
        if turn.transcript is not None:
            self._answer_turn(turn, now)

    def _answer_turn(self, turn: UserTurn, now: float) -> None:
        """The caller's turn is over and written down."""
        if self.probation.due_at is not None:
            self.chronicle.paused(Kind.ENDED, self.probation.why)
            self.probation.end()
        # It may have been said beneath an answer that is over by now, or have stopped one for nothing.
        if self.contest.asks_nothing(turn) or not turn.transcript:
            self._say_nothing(now, has_failed=False)
            return
        if self._terms.transcribes_input:
            self._send(input_transcription(turn.transcript))
        self._close_turn()
        self.answer.drafts.end(turn.revision)
        self.reply.begin(turn.utterance, now)
        self.advance(now)

    def _close_turn(self) -> None:
        self.contest.end()
        self.listener.close()
        if self._terms.reports_activity:
            self._send(voice_activity(ActivityType.END, self.listener.offset_s(Edge.END)))

    def _say_nothing(self, now: float, *, has_failed: bool) -> None:
        """A user turn without words. Who declares a turn waits for its end all the same (PROTOCOL 4.5)."""
        if self.answer.shelf.answer is not None:
            self.chronicle.note(Kind.RESUMED, "stopped for nothing")
        self._close_turn()
        self.answer.drafts.drop()
        self.answer.watch.reset()  # its draft may have been waited for
        if self.reply.resume(now):
            self.advance(now)
            return
        self._course.step(Trigger.NOTHING_SAID)
        self.reply.silence.resume(now)
        self._limits.relax()
        if has_failed or self.listener.is_manual:
            self.answer.complete_empty(self.briefing.system, self.briefing.history, has_failed=has_failed)
        self._free(now)

    # The caller writes

    def ask(self, text: str, now: float, aside: tuple[Said, ...] = ()) -> None:
        """Answers typed words, or with no words whatever the context calls for (PROTOCOL 8.5).

        ``aside`` is for this answer only: it is no part of the history.
        """
        if self.is_answering:
            self.interrupt(now, "text")
        self.contest.yield_floor()
        self.probation.fail()
        self._speculation.redraft("text")
        self.reply.begin(Utterance(self.listener.next_number(), 0, text) if text else None, now, aside)

    def stop(self, now: float) -> None:
        """Ends the answer in flight, if there is one, and asks for no other; nor is one taken up again."""
        self.answer.shelf.drop()
        if self.is_answering:
            self.interrupt(now, "stop")
            self.reply.is_owed = False
            self._free(now)

    # The engine answers

    def engine(self, number: int, event: Event, now: float) -> None:
        """Something came of a generation."""
        if self.answer.take(number, event, now):
            self._limits.wait(now)
            self.advance(now)
        elif self.probation.due_at is not None:
            self.advance(now)

    def advance(self, now: float) -> None:
        """Lets out what may leave, and ends what is over."""
        if (turn := self.listener.turn) is not None and self.probation.is_over(now):
            self._answer_turn(turn, now)
            return
        self._decide(now)
        if (due_at := self.answer.shelf.due_at) is not None and now >= due_at:
            self.answer.shelf.drop()
            self.contest.end()
        if self.reply.advance(now):
            self.contest.let_go()
            self._free(now)

    def interrupt(self, now: float, why: str = "", *, is_sure: bool = True) -> None:
        """Stops the answer, ``is_sure``: for good; the floor is free. ``why``, where nobody has noted it."""
        if why:
            self.chronicle.note(Kind.INTERRUPTED, why)
        self.contest.yield_floor()
        self.reply.interrupt(now, is_sure=is_sure)

    def lose_patience(self, now: float) -> None:
        """Who was waited for has been silent for too long: the turn goes on without them (P9)."""
        if self._course.state is State.TRANSCRIBING:
            self.chronicle.note(Kind.IGNORED, "no transcript")
            self.answer.shelf.drop()
            self._say_nothing(now, has_failed=True)
        else:
            self.reply.lose_patience(now)
            self.advance(now)

    def _free(self, now: float) -> None:
        """The floor goes to whoever spoke beneath the answer, else to a result that has not been spoken of."""
        self._limits.touch(now)  # who listened was not idle
        if (turn := self.listener.turn) is not None:
            self._course.step(Trigger.ACTIVITY_START)
            if not turn.is_open:
                self._end_turn(turn, now)
            else:
                self._effects.append(Warm(self.briefing.prompt(now)))
                self._speculation.draft(turn, now)
        elif self.reply.is_owed:
            self.reply.begin(None, now)

    def respond(self, responses: Iterable[FunctionResponse], now: float) -> None:
        """Functions have answered. Nobody is talked over: a caller who speaks is answered with the result in mind."""
        urgencies = self.reply.returned(responses, now)
        if Urgency.INTERRUPT in urgencies and self.is_answering and self.listener.turn is None:
            self.interrupt(now, "function")
        if urgencies and self._course.state is State.LISTENING:
            self.reply.begin(None, now)

    def _send(self, message: ServerMessage) -> None:
        self._effects.append(Send(message))
