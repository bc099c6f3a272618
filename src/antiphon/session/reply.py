"""One answer after another, from when it is due until it has been heard. Knows no caller's turn; never begins by itself."""

from __future__ import annotations

from collections.abc import Iterable

from antiphon.session.answering import Answering, Manner
from antiphon.session.briefing import Briefing
from antiphon.session.calling import Urgency
from antiphon.session.effects import Effect, Warm
from antiphon.session.errands import Errands
from antiphon.session.limits import Limits
from antiphon.session.silence import Silence
from antiphon.session.snapshot import Snapshot
from antiphon.session.states import Course, State, Trigger
from antiphon.session.translate import Terms
from antiphon.talk import Entry, Role, Said, Utterance
from antiphon.wire.types import FunctionResponse


class Reply:
    """Takes a session from RESPONDING through CALLING and PLAYING."""

    def __init__(
        self, terms: Terms, course: Course, limits: Limits, effects: list[Effect], past: Snapshot
    ) -> None:
        self.answer = Answering(effects, limits.policy.lead_s, Manner.of(terms), past.generations)
        self.briefing = Briefing(terms, past)
        self.is_owed = past.owes_answer
        """Whether a function's result, or what was asked, is not answered yet."""
        self.silence = Silence(terms.reprompt_s(limits.policy.reprompt_s))
        """The caller's, between answers."""
        self._errands = Errands(terms, self.answer, self.briefing, effects)
        self._course = course
        self._limits = limits
        self._effects = effects

    @property
    def is_under_way(self) -> bool:
        """Whether a generation is being made, sent or presumed to be heard, or waits for a function."""
        return self._course.state in {State.RESPONDING, State.CALLING, State.PLAYING}

    @property
    def is_calling(self) -> bool:
        """Whether it waits for a function."""
        return self._course.state is State.CALLING

    @property
    def speaks_up_at(self) -> float | None:
        """When the model breaks the silence: not while something is awaited, nor when the end has been announced."""
        if (due_at := self.silence.due_at) is None or self._course.state is not State.LISTENING:
            return None
        return None if self.briefing.calling.pending or self._limits.has_warned else due_at

    def begin(self, user: Utterance | None, now: float, aside: tuple[Said, ...] = ()) -> None:
        """An answer is due. ``aside`` is for this one only: it is no part of the history."""
        if user is None:
            self.silence.end()
        else:
            self.silence.spoken()
        prompt = self.briefing.prompt(now, user, aside)
        if user is not None:
            self.briefing.history.append(Said(Role.USER, user.text, user.samples))
        self._course.step(Trigger.ANSWER)
        self._limits.wait(now)
        self.is_owed = False
        self.answer.begin(prompt, user.revision if user else 0, self.briefing.history, now)

    def resume(self, now: float) -> bool:
        """What was stopped for nothing goes on, as a turn of its own. False: nothing was."""
        if not self.answer.resume(self.briefing.system, self.briefing.history):
            return False
        self._course.step(Trigger.ANSWER)
        self._limits.wait(now)
        return True

    def advance(self, now: float) -> bool:
        """Lets out what may leave. True: the answer is over, the floor is free."""
        if not self.is_under_way:
            if (speaks_up_at := self.speaks_up_at) is not None and now >= speaks_up_at:
                self.begin(None, now, (self.silence.break_off(),))
            return False
        if self.answer.release(now):
            self._limits.wait(now)
        if self._course.state is State.RESPONDING and self.answer.is_out:
            if self._errands.send():
                self._course.step(Trigger.CALL)
                self._limits.wait(now)
                return False
            self.answer.complete()
            self._course.step(Trigger.GENERATED)
            self._limits.relax()
        if self._course.state is not State.PLAYING or not self.answer.is_over(now):
            return False
        self.answer.finish(self.briefing.history, now)
        self._course.step(Trigger.OVER)
        self.silence.begin(now)
        return True

    def interrupt(self, now: float, *, is_sure: bool = True) -> None:
        """Stops the answer, ``is_sure``: for good; the floor is free."""
        if self._course.state is State.CALLING:
            self._errands.cancel()
        self.answer.interrupt(self.briefing.history, now, is_sure=is_sure)
        self._course.step(Trigger.INTERRUPT)
        self._limits.relax()

    def lose_patience(self, now: float) -> None:
        """Who was waited for has been silent for too long: the answer goes on without them (P9)."""
        if self._course.state is State.RESPONDING:
            self.answer.give_up()
        elif self._course.state is State.CALLING:
            self._errands.expire()
            self._go_on(now)

    # What it should know of

    def learn(self, entries: Iterable[Entry]) -> None:
        """Adds to the history; a draft did not know of it."""
        learnt = list(entries)
        self.briefing.history.extend(learnt)
        self.answer.drafts.drop()
        if any(isinstance(each, Said) for each in learnt):  # written, though not to be answered
            self.silence.spoken()

    def renew(self, now: float) -> None:
        """What engines are told has changed."""
        self.answer.drafts.drop()
        self._effects.append(Warm(self.briefing.prompt(now)))

    def returned(self, responses: Iterable[FunctionResponse], now: float) -> frozenset[Urgency]:
        """Functions have answered: how urgent it is to speak of that, where no answer waited for it.

        What was never called is ignored (PROTOCOL 4.10).
        """
        taken = [each for each in map(self.briefing.calling.take, responses) if each is not None]
        self.learn(each.result for each in taken if each.result is not None)
        if self._course.state is State.CALLING:
            if not self.briefing.calling.is_awaited:
                self._go_on(now)
            elif any(each.was_awaited for each in taken):
                self._limits.wait(now)  # a part of it, or one of several: a sign of life
            return frozenset()
        urgencies = frozenset(each.urgency for each in taken) - {Urgency.SILENT}
        self.is_owed = self.is_owed or bool(urgencies)
        return urgencies

    def _go_on(self, now: float) -> None:
        """The results are there: the open turn goes on."""
        self._course.step(Trigger.ANSWER)
        self._limits.wait(now)
        self.is_owed = False
        self.answer.go_on(self.briefing.prompt(now), self.briefing.history)
