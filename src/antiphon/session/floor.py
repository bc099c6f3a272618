"""Who speaks: joins the caller's turns to the answers, by the table of states. Sees no setup and no timers."""

from __future__ import annotations

from collections.abc import Iterable

from antiphon.session.answering import Event
from antiphon.session.calling import Urgency
from antiphon.session.chronicle import Chronicle
from antiphon.session.contest import Contest, Ground, Ruling
from antiphon.session.dictation import Dictation
from antiphon.session.effects import Effect, Send, Warm
from antiphon.session.limits import Limits
from antiphon.session.listening import MAX_DRAFTS, Listener, UserTurn
from antiphon.session.reply import Reply
from antiphon.session.snapshot import Snapshot
from antiphon.session.states import Course, State, Trigger
from antiphon.session.translate import (
    Terms,
    input_transcription,
    voice_activity,
)
from antiphon.talk import Acoustics, Heard, Interim, Role, Said, Utterance
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

    def snapshot(self, now: float) -> Snapshot:
        """What another connection can go on from. The answer in flight ends here."""
        owes_answer = self.reply.is_owed or (self.is_answering and not self.answer.has_begun)
        if self._course.state is State.CALLING:
            self.briefing.calling.release()  # the call goes on; its result is spoken of where it comes
        if self.is_answering:
            self.interrupt(now, "connection")
        if (
            turn := self.listener.turn
        ) is not None and turn.transcript:  # spoken after, or beneath, the answer
            self.briefing.history.append(Said(Role.USER, turn.transcript, turn.utterance.samples))
            owes_answer = True
        return Snapshot(
            history=self.briefing.history.entries,
            pending=self.briefing.calling.pending,
            calls=self.briefing.calling.count,
            generations=self.answer.count,
            turns=self.listener.turns,
            arrived=self.listener.total,
            owes_answer=owes_answer,
        )

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
                    self._redraft("went on")
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
        self._redraft("words")  # made for others, if there is one
        turn.transcript = text
        self.contest.heard(heard)
        if self._course.state is State.TRANSCRIBING:
            self._answer_turn(turn, now)
        elif self._course.state is State.HEARING:
            self._draft(turn, now)
        else:
            self.advance(now)
        if edge := self.listener.read(heard.turn, heard.revision, heard.cues):
            self.edge(edge, now)

    def _redraft(self, why: str) -> None:
        """The draft, if there is one, is not what will be said."""
        if self.answer.drop_draft():
            self.chronicle.note(Kind.REDRAFTED, why)

    def _draft(self, turn: UserTurn, now: float) -> None:
        """Perhaps that was all: an answer may be begun (P4)."""
        if turn.transcript and turn.drafts < MAX_DRAFTS:
            turn.drafts += 1
            self.answer.draft(self.briefing.prompt(now, turn.utterance), turn.revision)

    def _activity_start(self, now: float) -> None:
        if self._terms.reports_activity and self.listener.turn is None:
            self._send(voice_activity(ActivityType.START, self.listener.offset_s(Edge.START)))
        is_met = self.is_answering and self._terms.interrupts
        is_contested = is_met and not self.listener.is_manual and self.answer.is_heard
        if is_met and not is_contested:
            self.interrupt(now)
        turn = self.listener.open()
        self.chronicle.started(turn)
        if is_met and not is_contested:
            self.chronicle.note(Kind.INTERRUPTED, "declared" if self.listener.is_manual else "unheard")
        self._redraft("went on")
        if is_contested and not self.contest.is_open:
            self.answer.is_held = self.contest.begin(turn, self._ground(now)) is Ruling.HOLD
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
        self.chronicle.paused(Kind.ENDED, why)
        if self._course.state is State.HEARING:
            self._end_turn(turn, now)
        elif self.contest.is_open:
            self.advance(now)

    def _ground(self, now: float) -> Ground:
        """The answer, as speech meets it."""
        answer = self.answer
        return Ground(answer.heard_s(now), None if answer.is_out else answer.over_at, answer.is_question)

    def _decide(self, now: float) -> None:
        """Whose floor it is, by what is known of the speech that meets the answer."""
        match self.contest.rule(self._ground(now), now):
            case Ruling.RELEASE:
                self.answer.is_held = False
            case Ruling.INTERRUPT:
                self.interrupt(now)
                self._free(now)
            case Ruling.IGNORE:
                self.answer.is_held = False
                self._close_turn()

    def _end_turn(self, turn: UserTurn, now: float) -> None:
        self._course.step(Trigger.ACTIVITY_END)
        self._limits.wait(now)
        self.answer.watch.end(self.listener.since_speech_s, now)
        if turn.transcript is not None:
            self._answer_turn(turn, now)

    def _answer_turn(self, turn: UserTurn, now: float) -> None:
        """The caller's turn is over and written down."""
        if self.contest.asks_nothing(self._ground(now)):  # said beneath an answer that is over by now
            self._close_turn()
            self._say_nothing(now, has_failed=False)
            return
        if turn.transcript and self._terms.transcribes_input:
            self._send(input_transcription(turn.transcript))
        self._close_turn()
        if turn.transcript:
            self.reply.begin(turn.utterance, now)
            self.advance(now)
            return
        self.chronicle.note(Kind.IGNORED, "wordless")
        self._say_nothing(now, has_failed=False)

    def _close_turn(self) -> None:
        self.contest.end()
        self.listener.close()
        if self._terms.reports_activity:
            self._send(voice_activity(ActivityType.END, self.listener.offset_s(Edge.END)))

    def _say_nothing(self, now: float, *, has_failed: bool) -> None:
        """A user turn without words. Who declares a turn waits for its end all the same (PROTOCOL 4.5)."""
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
        self._redraft("text")
        self.reply.begin(Utterance(self.listener.next_number(), 0, text) if text else None, now, aside)

    def stop(self, now: float) -> None:
        """Ends the answer in flight, if there is one, and asks for no other."""
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

    def advance(self, now: float) -> None:
        """Lets out what may leave, and ends what is over."""
        if self.is_answering:
            self._decide(now)
        if self.reply.advance(now):
            self._free(now)

    def interrupt(self, now: float, why: str = "") -> None:
        """Stops the answer; the floor is free. ``why``, where nobody has noted it."""
        if why:
            self.chronicle.note(Kind.INTERRUPTED, why)
        self.contest.end()
        self.reply.interrupt(now)

    def lose_patience(self, now: float) -> None:
        """Who was waited for has been silent for too long: the turn goes on without them (P9)."""
        if self._course.state is State.TRANSCRIBING:
            self.chronicle.note(Kind.IGNORED, "no transcript")
            self._close_turn()
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
                self._draft(turn, now)
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
