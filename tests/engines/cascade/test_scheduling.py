from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antiphon.engines.cascade.scheduling import (
    CROWD,
    OPENING,
    REMEMBERED,
    SLICES,
    Job,
    Schedule,
    Slots,
    Step,
    common_prefix,
)
from antiphon.engines.stages import Ticket, Urgency

COMMITTED, DRAFT, AHEAD = Urgency.COMMITTED, Urgency.DRAFT, Urgency.AHEAD
_numbers = count(10_000)


def prompt(*parts: int) -> list[int]:
    """Parts of ten tokens each; the same number, the same tokens."""
    return [part * 10 + index for part in parts for index in range(10)]


def fresh(tokens: int) -> list[int]:
    return [next(_numbers) for _ in range(tokens)]


def job(
    conversation: int, urgency: Urgency = COMMITTED, tokens: list[int] | None = None, wanted: int = 20
) -> Job:
    return Job(Ticket(conversation, urgency), fresh(20) if tokens is None else tokens, wanted)


def entered(schedule: Schedule, *jobs: Job) -> None:
    for each in jobs:
        schedule.enter(each)


def begin(schedule: Schedule) -> Step:
    step = schedule.next()
    assert step is not None
    return step


def do(schedule: Schedule) -> Step:
    """One step, all of it; who is done leaves."""
    step = begin(schedule)
    schedule.finish(step, fresh(step.answer))
    if step.job.is_done:
        schedule.leave(step.job)
    return step


def course(schedule: Schedule) -> list[int]:
    """The conversations in the order of their steps, until nothing is left to do."""
    order = []
    while (step := schedule.next()) is not None:
        order.append(step.job.ticket.conversation)
        schedule.finish(step, fresh(step.answer))
        if step.job.is_done:
            schedule.leave(step.job)
    return order


# whose step it is


def test_a_prompt_is_read_in_slices_and_answered_with_the_last() -> None:
    schedule = Schedule(2)
    entered(schedule, job(1, tokens=fresh(100)))
    steps = [do(schedule) for _ in range(3)]
    assert [(step.kept, step.stop, step.answer) for step in steps] == [(0, 48, 0), (48, 96, 0), (96, 100, 20)]
    assert schedule.next() is None


def test_one_step_at_a_time() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1), job(2))
    assert schedule.next() is not None
    assert schedule.next() is None


def test_the_most_urgent_first() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1, AHEAD, wanted=0), job(2, DRAFT, wanted=10), job(3, COMMITTED, wanted=10))
    assert course(schedule) == [3, 2, 1, 1]


def test_the_ticket_is_read_anew_for_each_step() -> None:
    schedule = Schedule(8)
    first, second = job(1, DRAFT, fresh(100)), job(2, DRAFT, fresh(100))
    entered(schedule, first, second)
    assert do(schedule).job is first
    second.ticket.urgency = COMMITTED
    step = do(schedule)
    assert (step.job, step.stop) == (second, SLICES[COMMITTED])
    second.ticket.urgency = AHEAD
    assert do(schedule).job is first


def test_turns_among_conversations_not_among_requests() -> None:
    schedule = Schedule(8)
    entered(schedule, *(job(1, tokens=fresh(SLICES[COMMITTED] * 2), wanted=0) for _ in range(3)))
    entered(schedule, job(2, tokens=fresh(SLICES[COMMITTED] * 2), wanted=0))
    assert course(schedule) == [1, 2, 1, 2, 1, 1, 1, 1]


def test_who_was_served_last_is_remembered_between_requests() -> None:
    schedule = Schedule(8)
    for conversation in (1, 2):
        entered(schedule, job(conversation, wanted=10))
        assert course(schedule) == [conversation]
    entered(schedule, job(2, wanted=10), job(1, wanted=10), job(3, wanted=10))
    assert course(schedule) == [3, 1, 2]


def test_what_is_remembered_is_bounded() -> None:
    schedule = Schedule(2)
    for conversation in range(REMEMBERED * 3):
        entered(schedule, job(conversation, wanted=1))
        course(schedule)
    assert len(schedule._served) == REMEMBERED


def test_lesser_work_takes_smaller_slices() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1, DRAFT, fresh(100)))
    assert do(schedule).stop == SLICES[DRAFT] < SLICES[COMMITTED]


def test_everybody_has_a_first_clause_before_anybody_has_the_rest() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1, wanted=30), job(2, wanted=30))
    assert course(schedule) == [1, 2, 1, 2, 1, 2]


def test_a_crowd_is_answered_together() -> None:
    schedule = Schedule(8)
    entered(schedule, *(job(each, wanted=30) for each in range(CROWD - 1)))
    first = begin(schedule)
    assert schedule.next() is None
    long = job(8, tokens=fresh(100))
    entered(schedule, job(7), long, job(9, DRAFT))
    assert [begin(schedule).job.ticket.conversation for _ in range(CROWD - 1)] == [1, 2, 7]
    assert begin(schedule).job is long
    assert schedule.next() is None
    assert not schedule.must_yield(first, OPENING)


def test_who_is_alone_is_not_interrupted() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1, wanted=100))
    assert do(schedule).answer == 100


def test_an_answer_stops_at_once_for_what_is_more_urgent() -> None:
    schedule = Schedule(8)
    draft, other = job(1, DRAFT, fresh(16), wanted=100), job(2)
    entered(schedule, draft)
    step = begin(schedule)
    assert not schedule.must_yield(step, 3)
    entered(schedule, other)
    assert schedule.must_yield(step, 3)
    schedule.finish(step, fresh(3))
    assert do(schedule).job is other
    assert do(schedule).job is other
    resumed = begin(schedule)
    assert resumed.job is draft
    assert (resumed.kept, resumed.stop, resumed.answer) == (18, 19, 97)


def test_an_answer_stops_for_an_equal_after_its_opening() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1, wanted=100))
    step = begin(schedule)
    entered(schedule, job(2))
    assert not schedule.must_yield(step, OPENING - 1)
    assert schedule.must_yield(step, OPENING)


def test_an_answer_about_to_end_is_not_stopped() -> None:
    schedule = Schedule(8)
    entered(schedule, job(1, DRAFT, wanted=5))
    step = begin(schedule)
    entered(schedule, job(2))
    assert not schedule.must_yield(step, 4)


def test_an_answer_does_not_stop_for_what_is_less_urgent_or_has_no_slot() -> None:
    schedule = Schedule(1)
    entered(schedule, job(1, wanted=100))
    step = begin(schedule)
    entered(schedule, job(2, DRAFT), job(3))
    assert not schedule.must_yield(step, 50)


def test_a_whole_answer_stops_only_for_what_is_more_urgent() -> None:
    schedule = Schedule(8)
    constrained = Job(Ticket(1, DRAFT), fresh(16), 50, is_whole=True)
    entered(schedule, constrained, job(2, DRAFT))
    step = begin(schedule)
    assert (step.job, step.answer) == (constrained, 50)
    assert not schedule.must_yield(step, 40)
    entered(schedule, job(3))
    assert schedule.must_yield(step, 40)
    schedule.finish(step)
    while (again := begin(schedule)).job is not constrained:
        schedule.finish(again, fresh(again.answer))
    assert (again.job, again.kept, again.answer) == (constrained, 16, 50)


# slots


def test_a_conversation_comes_home() -> None:
    schedule = Schedule(3)
    homes = {}
    for conversation in (1, 2, 3):
        entered(schedule, job(conversation, tokens=prompt(0, conversation)))
        homes[conversation] = do(schedule).slot
    for conversation in (2, 1, 3):
        entered(schedule, job(conversation, tokens=prompt(0, conversation, 7, 8)))
        step = do(schedule)
        assert (step.slot, step.kept) == (homes[conversation], 20)


def test_a_conversation_that_shares_its_beginning_still_comes_home() -> None:
    schedule = Schedule(2)
    for conversation in (1, 2):
        entered(schedule, job(conversation, tokens=prompt(0, 1, 2, conversation + 10)))
        course(schedule)
    entered(schedule, job(2, tokens=prompt(0, 1, 2, 12, 13)))
    step = do(schedule)
    assert (step.slot.index, step.kept) == (1, 40)


def test_reading_ahead_makes_a_home_of_its_own() -> None:
    schedule = Schedule(3)
    for conversation in (1, 2):
        entered(schedule, job(conversation, AHEAD, prompt(0, 1), wanted=0))
        course(schedule)
    assert [len(slot.tokens) for slot in schedule.slots.all] == [20, 20, 0]


def test_a_stranger_takes_the_slot_that_is_longest_unused() -> None:
    schedule = Schedule(2)
    for conversation in (1, 2, 1):
        entered(schedule, job(conversation, tokens=prompt(conversation)))
        course(schedule)
    entered(schedule, job(3))
    assert do(schedule).slot.index == 1


def test_a_prompt_of_another_kind_gets_a_second_home_and_not_a_third() -> None:
    schedule = Schedule(4)
    slots = []
    for kind in (1, 2, 1, 2, 3):
        entered(schedule, job(1, tokens=prompt(kind, kind + 10)))
        step = do(schedule)
        slots.append(step.slot.index)
    assert slots[:4] == [0, 1, 0, 1]
    assert slots[4] in {0, 1}


def test_another_conversations_slot_serves_where_little_is_changed() -> None:
    schedule = Schedule(3)
    examples = prompt(1, 2, 3, 4)
    entered(schedule, job(1, tokens=[*examples, 5]))
    course(schedule)
    entered(schedule, job(2, tokens=[*examples, 6]))
    schedule.slots.all[0].tokens = [*examples, 5]
    step = do(schedule)
    assert (step.slot.index, step.kept) == (0, 40)


def test_what_has_been_read_ahead_costs_nothing_more() -> None:
    schedule = Schedule(2)
    entered(schedule, job(1, AHEAD, prompt(1), wanted=0))
    do(schedule)
    entered(schedule, job(1, AHEAD, prompt(1), wanted=0))
    step = do(schedule)
    assert step.kept == step.stop == 10


def test_a_committed_request_takes_over_what_is_read_ahead_for_it() -> None:
    schedule = Schedule(4)
    system = fresh(100)
    warm = job(1, AHEAD, system, wanted=0)
    entered(schedule, warm)
    do(schedule)
    do(schedule)
    entered(schedule, job(1, tokens=[*system, *fresh(10)]))
    step = begin(schedule)
    assert (step.slot.index, step.kept) == (0, 32)
    assert schedule.counters.displaced == 1
    schedule.finish(step)
    course(schedule)
    assert warm.is_done
    assert schedule.counters.tokens_read < 100 + 10 + 100


def test_a_committed_request_takes_a_slot_from_a_draft_when_all_are_held() -> None:
    schedule = Schedule(2)
    drafts = [job(conversation, DRAFT, fresh(100)) for conversation in (1, 2)]
    entered(schedule, *drafts)
    do(schedule)
    do(schedule)
    urgent = job(3)
    entered(schedule, urgent)
    assert do(schedule).job is urgent
    assert schedule.counters.displaced == 1
    course(schedule)
    assert all(draft.is_done for draft in drafts)


def test_equals_wait_for_a_slot() -> None:
    schedule = Schedule(1)
    entered(schedule, job(1, tokens=fresh(SLICES[COMMITTED] * 3), wanted=10), job(2, wanted=10))
    assert course(schedule) == [1, 1, 1, 2]


# leaving and failing


def test_who_leaves_in_the_middle_of_a_step_makes_room() -> None:
    schedule = Schedule(1)
    first, second = job(1), job(2)
    entered(schedule, first, second)
    assert begin(schedule).job is first
    schedule.leave(first)
    assert begin(schedule).job is second


def test_a_step_given_up_is_tried_again_and_its_slot_mistrusted() -> None:
    schedule = Schedule(1)
    entered(schedule, job(1, tokens=prompt(1, 2)))
    do(schedule)
    entered(schedule, job(1, tokens=prompt(1, 3)))
    step = begin(schedule)
    assert step.kept == 10
    schedule.give_up(step)
    assert list(schedule.slots.all[0].tokens) == prompt(1)
    assert begin(schedule).job is step.job


def test_another_process_has_nothing_in_its_slots() -> None:
    schedule = Schedule(2)
    first, second = job(1, wanted=30), job(2, wanted=30)
    entered(schedule, first, second)
    do(schedule)
    step = begin(schedule)
    schedule.forget()
    schedule.give_up(step)  # too late: of no effect
    schedule.wait(step.job)
    assert schedule.running == []
    assert all(slot.holder is None and not slot.tokens for slot in schedule.slots.all)
    course(schedule)
    assert first.is_done
    assert second.is_done


def test_counters() -> None:
    schedule = Schedule(2)
    tokens = fresh(50)
    entered(schedule, job(1, AHEAD, tokens, wanted=0))
    course(schedule)
    entered(schedule, job(1, DRAFT, [*tokens, *fresh(10)], wanted=15))
    course(schedule)
    counters = schedule.counters
    assert counters.requests == {"committed": 0, "draft": 1, "ahead": 1}
    assert (counters.tokens_read, counters.tokens_cached, counters.tokens_answered) == (60, 50, 15)
    assert counters.steps == 5


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [([], [1], 0), ([1, 2], [1, 2], 2), ([1, 2, 3], [1, 2], 2), ([1, 9], [1, 2], 1), ([9], [1], 0)],
)
def test_common_prefix(one: list[int], other: list[int], common: int) -> None:
    assert common_prefix(one, other) == common


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_happens_everybody_is_served(data: st.DataObject) -> None:
    """Requests come, change their urgency, give up, are interrupted; the process dies; and all the rest are done."""
    schedule = Schedule(data.draw(st.integers(1, 4), label="slots"))
    jobs: list[Job] = []
    for _ in range(data.draw(st.integers(1, 25), label="events")):
        match data.draw(
            st.sampled_from(["come", "come", "change", "leave", "begin", "begin", "step", "step", "die"])
        ):
            case "come":
                tokens = data.draw(
                    st.integers(1, 3).flatmap(lambda kind: st.integers(1, 90).map(lambda size: [kind] * size))
                )
                conversation, urgency = data.draw(st.integers(1, 6)), data.draw(st.sampled_from(Urgency))
                wanted, is_whole = data.draw(st.integers(0, 40)), data.draw(st.booleans())
                jobs.append(Job(Ticket(conversation, urgency), tokens, wanted, is_whole))
                schedule.enter(jobs[-1])
            case "change" if jobs:
                data.draw(st.sampled_from(jobs)).ticket.urgency = data.draw(st.sampled_from(Urgency))
            case "leave" if jobs:
                schedule.leave(jobs.pop(data.draw(st.integers(0, len(jobs) - 1))))
            case "die":
                running = [step.job for step in schedule.running]
                schedule.forget()
                for each in running:
                    schedule.wait(each)
            case "begin":
                schedule.next()
            case "step" if schedule.running:
                step = data.draw(st.sampled_from(schedule.running))
                said = data.draw(st.integers(0, step.answer))
                if step.job.is_whole and said < step.answer:
                    said = 0
                schedule.must_yield(step, said)
                schedule.finish(step, fresh(said))
        consistent(schedule, jobs)
        for each in [each for each in jobs if each.is_done]:
            jobs.remove(each)
            schedule.leave(each)
    for step in list(schedule.running):
        schedule.give_up(step)
    for _ in range(1000):
        while schedule.next() is not None:
            pass
        if not schedule.running:
            break
        step = schedule.running[0]
        consistent(schedule, jobs)
        schedule.finish(step, fresh(step.answer))
        if step.job.is_done:
            schedule.leave(step.job)
            jobs.remove(step.job)
    assert jobs == []


def consistent(schedule: Schedule, jobs: list[Job]) -> None:
    """Nobody has two slots; a step fits; nobody who could go first is kept waiting by lesser work."""
    holders = [slot.holder for slot in schedule.slots.all if slot.holder is not None]
    assert len(holders) == len(set(map(id, holders)))
    assert all(holder in jobs for holder in holders)
    assert sum(not step.answer for step in schedule.running) <= 1
    for step in schedule.running:
        assert not step.job.is_waiting
        assert step.kept <= step.stop <= min(step.kept + SLICES[COMMITTED], len(step.job.tokens))
        assert step.answer <= max(0, step.job.wanted)
        assert not step.answer or step.stop == len(step.job.tokens)


def test_slots_know_nobody_at_first() -> None:
    assert [slot.conversation for slot in Slots(2).all] == [None, None]
