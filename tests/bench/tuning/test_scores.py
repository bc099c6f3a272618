from __future__ import annotations

import pytest

from antiphon.bench.tuning.scores import Score, quantile, score, together
from antiphon.bench.tuning.truth import Sort, Sound, Truth
from antiphon.bench.tuning.witness import Scene, Voice
from antiphon.turns.decisions import Decision, Kind


def decided(kind: Kind, at: float, turn: int) -> tuple[float, Decision]:
    return at, Decision(kind, turn, round(at * 16_000), "test")


def scene(
    *decisions: tuple[float, Decision], stops: tuple[float, ...] = (), voices: tuple[Voice, ...] = ()
) -> Scene:
    return Scene(list(voices), list(stops), list(decisions))


def test_a_turn_costs_what_is_waited_after_its_end() -> None:
    truth = Truth(ends=(2.0,), onsets=(1.0, 4.0))
    result = score(truth, scene(decided(Kind.STARTED, 1.1, 1), decided(Kind.ENDED, 2.4, 1)))
    assert result.delays == [pytest.approx(400)]
    assert (result.merged, result.cut_offs) == (0, 0)


def test_a_turn_that_ends_with_the_next_costs_all_that_lies_between() -> None:
    truth = Truth(ends=(2.0, 5.0), onsets=(1.0, 3.5))
    result = score(truth, scene(decided(Kind.STARTED, 1.1, 1), decided(Kind.ENDED, 5.4, 1)))
    assert result.delays == [pytest.approx(1500), pytest.approx(400)]
    assert result.merged == 1


def test_a_call_that_ends_first_says_nothing_of_its_last_turn() -> None:
    assert score(Truth(ends=(2.0,), onsets=(1.0,)), scene()).delays == []


@pytest.mark.parametrize(("next_turn", "cut_offs"), [(1, 0), (2, 1)])
def test_a_pause_is_cut_off_when_what_follows_is_another_turn(next_turn: int, cut_offs: int) -> None:
    truth = Truth(pauses=((2.0, 2.6),))
    went = scene(decided(Kind.ENDED, 2.4, 1), decided(Kind.STARTED, 2.7, next_turn))
    result = score(truth, went)
    assert (result.pauses, result.cut_offs, result.cut_off_share) == (1, cut_offs, float(cut_offs))


def test_a_pause_that_nothing_ends_is_none_of_our_business() -> None:
    assert score(Truth(pauses=((2.0, 2.6),)), scene(decided(Kind.ENDED, 4.0, 1))).cut_offs == 0


def test_interruptions_stop_answers_or_are_missed() -> None:
    def met(*stops: float, until: float = 9.0) -> Score:
        truth = Truth(sounds=(Sound(Sort.INTERRUPTION, 2.0, 3.0),))
        return score(truth, scene(stops=stops, voices=(Voice(1, 1.0, until),)))

    assert met(2.3).stops == [pytest.approx(300)]
    assert met(2.3).stop == pytest.approx(300)
    assert (met().missed, met().stop) == (1, 2000)
    assert (met(4.5).missed, met(4.5).stops) == (1, [])
    assert met(until=3.0).missed == 0  # it was over by itself
    assert met(until=1.5).stop is None  # and here before


def test_other_sounds_should_stop_nothing() -> None:
    def met(*stops: float, gaps: tuple[tuple[float, float], ...] = ()) -> Score:
        truth = Truth(sounds=(Sound(Sort.BACKCHANNEL, 2.0, 2.3),))
        return score(truth, scene(stops=stops, voices=(Voice(1, 1.0, 9.0, list(gaps)),)))

    assert (met().met, met().false_stops, met().gaps, met().false_stop_share) == (1, 0, 0, 0.0)
    assert (met(2.5).false_stops, met(2.5).false_stop_share) == (1, 1.0)
    assert met(3.5).false_stops == 0
    assert met(gaps=((2.8, 3.0),)).gaps == 1
    assert met(gaps=((5.0, 5.2),)).gaps == 0


def test_calls_add_up() -> None:
    both = together([Score(delays=[1.0], pauses=2, cut_offs=1), Score(delays=[3.0], pauses=2, unknown=4)])
    assert (both.delays, both.delay, both.cut_off_share, both.unknown) == ([1.0, 3.0], 2.0, 0.25, 4)
    assert together([]).delay is None


def test_quantiles() -> None:
    assert quantile([], 0.5) is None
    assert [quantile([3.0, 1.0, 2.0], share) for share in (0.0, 0.5, 0.95)] == [1.0, 2.0, 3.0]
