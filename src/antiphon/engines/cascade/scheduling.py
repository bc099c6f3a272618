"""Who has the text model next, for how long, and in which of its slots. Pure: no clock, no IO.

On one thread the model's work adds up: two or three answers decoded together take as long as one after the other,
and sixteen tokens of a prompt cost sixteen times one. So one step is done at a time, each short enough to wait for:
a slice of somebody's prompt, or some words of somebody's answer. Between two steps everything can be changed, for
whatever has been read or said stays in the slot's cache, and goes on from there. Only a crowd is answered together:
from four on, the model's arithmetic gains by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from antiphon.engines.stages import Ticket, Urgency

SLICES: Final = {Urgency.COMMITTED: 48, Urgency.DRAFT: 32, Urgency.AHEAD: 16}
"""New tokens of a prompt in one step. While work is done that nobody waits for yet, whoever comes waits for less;
but a draft is nearly always the answer, what is new of it is mostly shorter than this, and a step costs 10 ms of its
own."""
OPENING: Final = 12
"""Tokens until there is a clause to speak. The rest of the answer has time: speech is slower than the model."""
HOMES: Final = 2
"""Slots that a conversation may have to itself: it asks in more than one manner."""
CROWD: Final = 4
"""Equally urgent answers that are given together. Measured: 19 ms a token each for up to three, 14 for four, 10 for
eight, if their slots are neighbours: llama.cpp computes others one after the other."""
REMEMBERED: Final = 64
"""Conversations whose last turn is remembered when they have nothing to do."""


@dataclass(eq=False, slots=True)
class Job:
    """One request on its way: a prompt to read, and the answer to it if one is ``wanted``."""

    ticket: Ticket
    tokens: list[int]
    """The prompt, and what has been answered so far: together what has to be in a slot to go on."""
    wanted: int = 0
    """Tokens of an answer yet to come, at most."""
    is_whole: bool = False
    """Its answer cannot be interrupted and taken up again: a grammar knows only where it begins."""
    answered: int = 0
    is_begun: bool = False
    is_waiting: bool = False
    """For its next step."""
    is_done: bool = False

    @property
    def rank(self) -> tuple[Urgency, bool]:
        """Lower goes first. Read anew for each decision: a ticket's urgency changes."""
        return self.ticket.urgency, self.answered >= OPENING


@dataclass(eq=False, slots=True)
class Slot:
    """One of the model's caches, and what we know to be in it."""

    index: int
    tokens: Sequence[int] = ()
    used: int = 0
    """When, counted in uses of all slots."""
    conversation: int | None = None
    """Who used it last."""
    holder: Job | None = None
    """Whose prompt or answer is unfinished in it."""


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """What the model does next: read the first ``stop`` tokens, then answer with up to ``answer`` tokens."""

    job: Job
    slot: Slot
    kept: int
    """Of the prompt's tokens, so many are in the slot."""
    stop: int
    answer: int


@dataclass(slots=True)
class Counters:
    """What the model has done since it was started. No word of any prompt."""

    requests: dict[str, int] = field(default_factory=lambda: {urgency.name.lower(): 0 for urgency in Urgency})
    """As they came in: a draft that is committed stays a draft here."""
    steps: int = 0
    tokens_read: int = 0
    tokens_cached: int = 0
    """Of prompts, found in a slot and not read again."""
    tokens_answered: int = 0
    interrupted: int = 0
    """Answers that had to stop for something more urgent, and went on later."""
    displaced: int = 0
    """Jobs whose slot was taken for something more urgent."""
    retried: int = 0
    """Steps repeated because the model's process died."""
    waited_s: float = 0.0
    """All requests' time from their coming in to their first step."""


def common_prefix(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens two sequences begin with in common."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


class Slots:
    """Which slot a prompt is read in: where most of it stands already, at the least loss to others."""

    def __init__(self, count: int) -> None:
        self.all = tuple(Slot(index) for index in range(count))
        self._uses = 0

    def choose(self, job: Job) -> Slot | None:
        """The job's own slot; else the best free one, else one that is held by less urgent work; else none yet."""
        free = [slot for slot in self.all if slot.holder is None or slot.holder is job]
        if held := [slot for slot in free if slot.holder is job]:
            return held[0]
        lesser = [
            slot
            for slot in self.all
            if slot.holder is not None and slot.holder.ticket.urgency > job.ticket.urgency
        ]
        # Somebody who reads ahead for us what we need has a better slot for us than any that is free.
        ours = [slot for slot in lesser if slot.conversation == job.ticket.conversation]
        candidates = [*free, *ours] or lesser
        return max(candidates, key=self._scores(job, candidates), default=None)

    def _scores(self, job: Job, candidates: Sequence[Slot]) -> Callable[[Slot], tuple[float, int]]:
        """How good a slot is: the tokens that need not be read, less what is lost of use to others.

        A conversation comes home to its slot, unless this prompt is of another kind than what it keeps there: it
        may have `HOMES`. Who has no home takes the slot that is longest unused; another conversation's only to
        change very little in it, as when both have their prompt from the same examples.
        """
        homes = sum(slot.conversation == job.ticket.conversation for slot in self.all)
        strange = [slot for slot in candidates if slot.conversation != job.ticket.conversation]
        oldest = min(strange, key=lambda slot: slot.used, default=None) if homes < HOMES else None

        def score(slot: Slot) -> tuple[float, int]:
            kept = common_prefix(slot.tokens, job.tokens)
            lost = len(slot.tokens) - kept
            if slot.conversation == job.ticket.conversation:
                return kept - lost / 4, -slot.used
            if slot is oldest:
                return kept - lost / 4 - 1, -slot.used
            # To read ahead in a stranger's slot would be to lose it to the stranger.
            return kept - 4 * lost - 1 if kept and job.wanted else -math.inf, -slot.used

        return score

    def take(self, slot: Slot, job: Job) -> Job | None:
        """Gives ``slot`` to ``job``; returns who had it."""
        before = slot.holder if slot.holder is not job else None
        slot.holder = job
        slot.conversation = job.ticket.conversation
        self._uses += 1
        slot.used = self._uses
        return before

    def free(self, job: Job) -> None:
        for slot in self.all:
            if slot.holder is job:
                slot.holder = None

    def forget(self) -> None:
        """The model's process is another: nothing is in any slot."""
        for slot in self.all:
            slot.tokens = ()
            slot.holder = slot.conversation = None


class Schedule:
    """All jobs, and whose step it is: the most urgent first, by turns among conversations."""

    def __init__(self, slots: int) -> None:
        self.slots = Slots(slots)
        self.counters = Counters()
        self.running: list[Step] = []
        self._jobs: list[Job] = []
        self._served: dict[int, int] = {}  # by conversation, the oldest first

    def enter(self, job: Job) -> None:
        job.is_waiting = True
        self._jobs.append(job)
        self.counters.requests[job.ticket.urgency.name.lower()] += 1

    def leave(self, job: Job) -> None:
        """It is answered, or given up: even in the middle of its step. What its slot holds stays there."""
        self._jobs.remove(job)
        self.slots.free(job)
        for step in [step for step in self.running if step.job is job]:
            self.give_up(step)

    def wait(self, job: Job) -> None:
        """It is ready for its next step: needed only after `forget`, when each finds out for itself."""
        job.is_waiting = True

    def next(self) -> Step | None:
        """Another step that should begin now, which then is a running one; none if those that run are enough."""
        for job in self._order():
            if self.running and not self._may_join(job):
                return None
            slot = self.slots.choose(job)
            if slot is not None:
                job.is_waiting = False
                step = self._step(job, slot)
                self.running.append(step)
                return step
        return None

    def _may_join(self, job: Job) -> bool:
        """Whether it is one of a crowd, and nobody's prompt is being read."""
        if any(step.job.rank != job.rank or not step.answer for step in self.running):
            return False
        return self._is_in_crowd(job)

    def _is_in_crowd(self, job: Job) -> bool:
        return sum(other.rank == job.rank and other.wanted > 0 for other in self._jobs) >= CROWD

    def _order(self) -> list[Job]:
        """Jobs came in this order, which decides where nothing else does."""
        waiting = (job for job in self._jobs if job.is_waiting)
        return sorted(waiting, key=lambda job: (job.rank, self._served.get(job.ticket.conversation, 0)))

    def _step(self, job: Job, slot: Slot) -> Step:
        counters = self.counters
        counters.steps += 1
        counters.displaced += self.slots.take(slot, job) is not None
        self._serve(job.ticket.conversation)
        kept = common_prefix(slot.tokens, job.tokens)
        if not job.is_begun:
            job.is_begun = True
            counters.tokens_cached += kept
        stop = min(len(job.tokens), kept + SLICES[job.ticket.urgency])
        if stop < len(job.tokens) or not job.wanted:
            return Step(job, slot, kept, stop, 0)
        is_alone = sum(not other.is_done for other in self._jobs) == 1
        is_undivided = is_alone or job.is_whole or self._is_in_crowd(job)
        answer = job.wanted if is_undivided else min(job.wanted, OPENING)
        return Step(job, slot, kept, stop, answer)

    def _serve(self, conversation: int) -> None:
        self._served.pop(conversation, None)
        self._served[conversation] = self.counters.steps
        while len(self._served) > max(REMEMBERED, len(self._jobs)):
            del self._served[next(iter(self._served))]

    def must_yield(self, step: Step, said: int) -> bool:
        """Whether an answer that has said so many tokens in this step stops here, to go on later.

        At once for what is more urgent, after its share for what is as urgent. A step that only reads is never
        stopped: it takes no longer than the model takes to notice.
        """
        job = step.job
        if said >= step.answer - 1:
            return False  # it is over by itself as soon
        mine = job.ticket.urgency, job.answered + said >= OPENING
        for other in self._jobs:
            if not other.is_waiting or (job.is_whole and other.ticket.urgency >= job.ticket.urgency):
                continue
            is_due = other.rank < mine or (other.rank == mine and said >= OPENING and len(self.running) == 1)
            if is_due and self.slots.choose(other) is not None:
                return True
        return False

    def finish(self, step: Step, answer: Sequence[int] = (), *, is_done: bool = False) -> None:
        """The step is over: its prompt is read, and ``answer`` was said, all of it if it is done."""
        job, counters = step.job, self.counters
        if not job.answered:
            counters.tokens_read += step.stop - step.kept
        counters.tokens_answered += len(answer)
        if step in self.running:  # else its process is gone; what it said was said
            self.running.remove(step)
            # The newest token of an answer is not in the cache before another follows.
            step.slot.tokens = (*job.tokens[: step.stop], *answer[:-1])
        is_read = step.stop == len(job.tokens)
        job.tokens.extend(answer)
        job.answered += len(answer)
        job.wanted -= len(answer)
        job.is_done = is_done or (is_read and job.wanted <= 0)
        job.is_waiting = not job.is_done

    def give_up(self, step: Step) -> None:
        """The step was not done, or not to its end; its job may try again."""
        if step in self.running:
            step.slot.tokens = step.slot.tokens[: step.kept]  # what followed has been written over
            step.job.is_waiting = True
            self.running.remove(step)

    def forget(self) -> None:
        """The model's process is another: no step is running in it, and nothing has been read."""
        self.slots.forget()
        self.running.clear()
