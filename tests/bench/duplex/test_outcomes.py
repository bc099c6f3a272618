from __future__ import annotations

import pytest

from antiphon.bench.duplex.outcomes import Outcome, judge
from antiphon.bench.duplex.scenario import Event, Kind
from antiphon.bench.duplex.timeline import Answer, Take, Timeline, Told

STORY = "Once upon a time there was a lighthouse"


def call(*takes: Take, **facts: object) -> Timeline:
    timeline = Timeline("one", "report", "Kore", is_scripted=True, takes=list(takes))
    for name, value in facts.items():
        setattr(timeline, name, value)
    return timeline


def take(kind: Kind, onset: float, end: float, say: str = "words") -> Take:
    return Take(Event(kind, answer=1.0, say=say), onset, end)


def answer(
    began: float, until: float, *, stopped: bool = False, gaps: tuple[tuple[float, float], ...] = ()
) -> Answer:
    return Answer(began, began + 0.02, until, list(gaps), STORY, stopped)


def only(timeline: Timeline) -> Outcome:
    (outcome,) = judge(timeline)
    return outcome


def test_a_turn_is_answered_so_long_after_its_end() -> None:
    outcome = only(
        call(
            take(Kind.COMPLETE, 1.0, 2.0),
            answers=[answer(2.5, 5.0)],
            heard=[Told(2.4, "what is that")],
            ends=[2.3],
        )
    )
    assert outcome.verdict == "right"
    assert outcome.response_ms == pytest.approx(520)
    assert outcome.ended_ms == pytest.approx(300)
    assert (outcome.transcript, outcome.said, outcome.took_over) == ("what is that", STORY, True)
    assert not outcome.was_speaking


def test_a_turn_that_is_not_answered_is_wrong() -> None:
    outcome = only(call(take(Kind.COMPLETE, 1.0, 2.0)))
    assert (outcome.verdict, outcome.response_ms, outcome.took_over) == ("wrong", None, False)


def test_a_word_is_an_answer_that_does_not_take_the_floor() -> None:
    short = Answer(2.5, 2.5, 3.0, text="Yes.")
    outcome = only(call(take(Kind.COMPLETE, 1.0, 2.0), answers=[short]))
    assert (outcome.verdict, outcome.took_over) == ("right", False)
    assert outcome.response_ms == pytest.approx(500)


@pytest.mark.parametrize(
    "facts",
    [{"heard": [Told(1.6, "what")], "answers": [answer(3.0, 5.0)]}, {"answers": [answer(1.7, 5.0)]}],
)
def test_a_turn_taken_to_be_over_before_it_is_is_cut_off(facts: dict[str, object]) -> None:
    outcome = only(call(take(Kind.PAUSE, 1.0, 2.5), **facts))
    assert (outcome.verdict, outcome.cut_off) == ("wrong", True)
    assert outcome.ended_ms is None


def test_an_answer_after_the_one_that_cut_in_counts_as_the_response() -> None:
    cut_in, after = answer(1.7, 2.0, stopped=True), answer(3.0, 5.0)
    outcome = only(call(take(Kind.PAUSE, 1.0, 2.5), answers=[cut_in, after]))
    assert outcome.cut_off
    assert outcome.response_ms == pytest.approx(520)


def test_an_interruption_stops_the_answer() -> None:
    outcome = only(
        call(
            take(Kind.INTERRUPTION, 3.0, 3.4, "Stop."),
            answers=[answer(1.0, 3.25, stopped=True), answer(4.0, 9.0)],
            stops=[3.25],
            heard=[Told(3.9, "Stop.")],
        )
    )
    assert (outcome.verdict, outcome.length, outcome.was_speaking) == ("right", "word", True)
    assert outcome.stop_ms == pytest.approx(250)
    assert outcome.response_ms == pytest.approx(620)
    assert not outcome.cut_off


def test_an_interruption_that_stops_nothing_in_two_seconds_is_wrong() -> None:
    outcome = only(call(take(Kind.INTERRUPTION, 3.0, 3.4), answers=[answer(1.0, 9.0)], stops=[5.1]))
    assert (outcome.verdict, outcome.stop_ms) == ("wrong", None)


@pytest.mark.parametrize("until", [2.5, 4.0])
def test_an_interruption_of_what_is_over_by_itself_says_nothing(until: float) -> None:
    outcome = only(call(take(Kind.INTERRUPTION, 3.0, 3.4), answers=[answer(1.0, until)]))
    assert outcome.verdict == "moot"


@pytest.mark.parametrize("kind", [Kind.BACKCHANNEL, Kind.NOISE, Kind.ASIDE, Kind.ECHO])
def test_what_must_change_nothing_changes_nothing(kind: Kind) -> None:
    outcome = only(call(take(kind, 3.0, 3.4), answers=[answer(1.0, 9.0)], starts=[3.2]))
    assert (outcome.verdict, outcome.gap_ms, outcome.stop_ms) == ("right", 0.0, None)


def test_a_stop_by_a_backchannel_is_wrong_and_a_gap_until_something_is_heard_again() -> None:
    answers = [answer(1.0, 3.2, stopped=True), answer(3.98, 9.0)]
    outcome = only(call(take(Kind.BACKCHANNEL, 3.0, 3.4), answers=answers, stops=[3.2]))
    assert outcome.verdict == "wrong"
    assert outcome.stop_ms == pytest.approx(200)
    assert outcome.gap_ms == pytest.approx(800)
    silent = only(call(take(Kind.BACKCHANNEL, 3.0, 3.4), answers=answers[:1], stops=[3.2]))
    assert silent.gap_ms == pytest.approx(1200)  # to 1.0 s after its end


def test_a_gap_is_counted_where_nothing_stopped() -> None:
    answers = [answer(1.0, 9.0, gaps=((2.0, 2.5), (3.5, 3.9), (4.3, 4.8)))]
    outcome = only(call(take(Kind.NOISE, 3.0, 3.4), answers=answers))
    assert outcome.verdict == "right"
    assert outcome.gap_ms == pytest.approx(400 + 100)


def test_a_stop_after_its_time_is_not_its_own() -> None:
    outcome = only(call(take(Kind.NOISE, 3.0, 3.4), answers=[answer(1.0, 9.0)], stops=[4.5]))
    assert outcome.verdict == "right"


def test_a_backchannel_that_is_taken_for_a_turn_is_wrong_though_nothing_stops() -> None:
    heard = [Told(5.0, "Yeah.")]
    outcome = only(call(take(Kind.BACKCHANNEL, 3.0, 3.4), answers=[answer(1.0, 9.0)], heard=heard))
    assert (outcome.verdict, outcome.answered) == ("wrong", True)


def test_a_noise_in_silence_must_not_be_answered() -> None:
    cough = take(Kind.NOISE, 3.0, 3.4)
    outcome = only(call(cough, answers=[answer(0.0, 1.0), answer(4.5, 6.0)]))
    assert (outcome.verdict, outcome.was_speaking, outcome.said) == ("wrong", False, STORY)
    assert only(call(cough, answers=[answer(0.0, 1.0)])).verdict == "right"


def test_what_the_next_event_does_is_not_the_last_one_s() -> None:
    first, second = judge(
        call(
            take(Kind.BACKCHANNEL, 3.0, 3.2),
            take(Kind.INTERRUPTION, 4.0, 5.0, "No, tell me something about the city instead."),
            answers=[answer(1.0, 4.1, stopped=True), answer(5.4, 9.0)],
            stops=[4.1],
            heard=[Told(5.3, "No")],
        )
    )
    assert (first.verdict, second.verdict, second.length) == ("right", "right", "sentence")
    assert first.transcript == ""
    assert first.stop_ms is None
    assert second.stop_ms == pytest.approx(100)


def test_tics_are_noises_that_people_make() -> None:
    cough = Take(Event(Kind.NOISE, answer=1.0, sound="cough"), 3.0, 3.4)
    door = Take(Event(Kind.NOISE, answer=1.0, sound="door"), 6.0, 6.4)
    assert [each.is_tic for each in judge(call(cough, door))] == [True, False]
