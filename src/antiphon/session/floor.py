"""Who speaks: joins the caller's turns to the answers, by the table of states. Sees no setup and no timers."""

from __future__ import annotations

from dataclasses import replace

from antiphon.session.answering import Answering
from antiphon.session.effects import Effect, Feed, Send, Settle
from antiphon.session.history import History
from antiphon.session.limits import Limits
from antiphon.session.listening import MAX_DRAFTS, Listener, UserTurn
from antiphon.session.states import Course, State, Trigger
from antiphon.session.translate import Terms, input_transcription, voice_activity
from antiphon.talk import Heard, Modality, Prompt, Role, Said, Utterance
from antiphon.turns.activity import Edge
from antiphon.wire.messages import ServerMessage
from antiphon.wire.types import ActivityType


class Floor:
    """One session's conversation, from setup on."""

    def __init__(
        self, terms: Terms, course: Course, limits: Limits, effects: list[Effect], lead_s: float
    ) -> None:
        self.listener = Listener(terms.activity)
        self.history = History()
        is_captioned = terms.transcribes_output and terms.prompt.modality is Modality.AUDIO
        self.answer = Answering(effects, lead_s, is_captioned=is_captioned)
        self._terms = terms
        self._course = course
        self._limits = limits
        self._effects = effects

    @property
    def is_answering(self) -> bool:
        """Whether a generation is being made, sent or presumed to be heard."""
        return self._course.state in {State.RESPONDING, State.PLAYING}

    # The caller speaks

    def edge(self, edge: Edge, now: float) -> None:
        """The caller's activity changed."""
        match edge:
            case Edge.START:
                self._activity_start(now)
            case Edge.PAUSE:
                self._settle()
            case Edge.RESUME:
                if turn := self.listener.turn:
                    turn.revise()
                    self.answer.drop_draft()
            case Edge.END:
                self._activity_end(now)

    def feed(self) -> None:
        """What has come of the open turn goes to the engine, up to where it was listened to."""
        turn, position = self.listener.turn, self.listener.position
        if turn is not None and turn.is_open and turn.fed < position:
            self._effects.append(Feed(turn.number, turn.fed, position))
            turn.fed = position

    def heard(self, heard: Heard, now: float) -> None:
        """A transcript. Late is wrong: one for another turn or revision is dropped (P5)."""
        turn = self.listener.turn
        if turn is None or (heard.turn, heard.revision) != (turn.number, turn.revision):
            return
        text = heard.text.strip()
        if text == turn.transcript:
            return
        self.answer.drop_draft()  # made for other words, if there is one
        turn.transcript = text
        if self._course.state is State.TRANSCRIBING:
            self._answer_turn(turn, now)
        elif self._course.state is State.HEARING and turn.transcript and turn.drafts < MAX_DRAFTS:
            turn.drafts += 1
            self.answer.draft(self._prompt(turn.utterance), turn.revision)

    def _activity_start(self, now: float) -> None:
        if self._terms.reports_activity and self.listener.turn is None:
            self._send(voice_activity(ActivityType.START, self.listener.offset_s(Edge.START)))
        if self.is_answering and self._terms.interrupts:
            self.interrupt(now)
        self.listener.open()
        self.answer.drop_draft()
        if not self.is_answering:
            self._course.step(Trigger.ACTIVITY_START)
            self._limits.relax()

    def _activity_end(self, now: float) -> None:
        turn = self.listener.turn
        if turn is None or not turn.is_open:
            return
        self.feed()
        turn.is_open = False
        if turn.settled != turn.revision:  # since it was settled there was only silence
            self._settle()
        if self._course.state is State.HEARING:
            self._end_turn(turn, now)

    def _settle(self) -> None:
        self.feed()
        if turn := self.listener.turn:
            turn.settled = turn.revision
            self._effects.append(Settle(turn.number, turn.revision))

    def _end_turn(self, turn: UserTurn, now: float) -> None:
        self._course.step(Trigger.ACTIVITY_END)
        self._limits.wait(now)
        if turn.transcript is not None:
            self._answer_turn(turn, now)

    def _answer_turn(self, turn: UserTurn, now: float) -> None:
        """The caller's turn is over and written down."""
        if turn.transcript and self._terms.transcribes_input:
            self._send(input_transcription(turn.transcript))
        self._close_turn()
        if turn.transcript:
            self._begin(turn.utterance, now)
            self.advance(now)
            return
        self._course.step(Trigger.NOTHING_SAID)
        self._limits.relax()
        # Who declares a turn waits for its end, also when it was empty (PROTOCOL 4.5).
        if self.listener.is_manual:
            self.answer.complete_empty(self._terms.prompt.system, self.history)

    def _close_turn(self) -> None:
        self.listener.close()
        if self._terms.reports_activity:
            self._send(voice_activity(ActivityType.END, self.listener.offset_s(Edge.END)))

    # The caller writes, the engine answers

    def ask(self, text: str, now: float) -> None:
        """Answers typed words, or with no words whatever the context calls for (PROTOCOL 8.5)."""
        if self.is_answering:
            self.interrupt(now)
        self.answer.drop_draft()
        self._begin(Utterance(self.listener.next_number(), 0, text) if text else None, now)

    def stop(self, now: float) -> None:
        """Ends the answer in flight, if there is one, and asks for no other."""
        if self.is_answering:
            self.interrupt(now)
            self._free(now)

    def advance(self, now: float) -> None:
        """Lets out what may leave, and ends what is over."""
        if not self.is_answering:
            return
        if self.answer.release(now):
            self._limits.wait(now)
        if self._course.state is State.RESPONDING and self.answer.is_out:
            self.answer.complete()
            self._course.step(Trigger.GENERATED)
            self._limits.relax()
        if self._course.state is State.PLAYING and self.answer.is_over(now):
            self.answer.finish(self.history, now)
            self._course.step(Trigger.OVER)
            self._free(now)

    def interrupt(self, now: float) -> None:
        """Stops the answer; the floor is free."""
        self.answer.interrupt(self.history, now)
        self._course.step(Trigger.INTERRUPT)
        self._limits.relax()

    def lose_patience(self, now: float) -> None:
        """The engine has been silent for too long: its turn is closed, the session goes on (P9)."""
        if self._course.state is State.TRANSCRIBING:
            self._close_turn()
            self._course.step(Trigger.NOTHING_SAID)
            self._limits.relax()
            self.answer.complete_empty(self._terms.prompt.system, self.history, has_failed=True)
        elif self._course.state is State.RESPONDING:
            self.answer.give_up()
            self.advance(now)

    def _begin(self, user: Utterance | None, now: float) -> None:
        prompt = self._prompt(user)
        if user is not None:
            self.history.append(Said(Role.USER, user.text, user.samples))
        self._course.step(Trigger.ANSWER)
        self._limits.wait(now)
        self.answer.begin(prompt, user.revision if user else 0, self.history)

    def _free(self, now: float) -> None:
        """The floor goes to whoever spoke beneath the answer."""
        if (turn := self.listener.turn) is None:
            return
        self._course.step(Trigger.ACTIVITY_START)
        if not turn.is_open:
            self._end_turn(turn, now)

    def _prompt(self, user: Utterance | None) -> Prompt:
        return replace(self._terms.prompt, history=self.history.turns, user=user)

    def _send(self, message: ServerMessage) -> None:
        self._effects.append(Send(message))
