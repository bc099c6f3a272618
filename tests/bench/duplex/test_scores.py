from __future__ import annotations

import pytest

from antiphon.bench.duplex import scores
from antiphon.bench.duplex.outcomes import Outcome
from antiphon.bench.duplex.scenario import Kind


def outcome(kind: Kind, verdict: str = "right", **facts: object) -> Outcome:
    made = Outcome("one", kind, "words", "", "Kore", False, True, 1.0, 0.5, kind is not Kind.COMPLETE)
    for name, value in {"verdict": verdict, **facts}.items():
        setattr(made, name, value)
    return made


def figure(outcomes: list[Outcome], name: str) -> str:
    return {row[0].strip(): row[2] for row in scores.figures(outcomes)}[name]


def test_wilson() -> None:
    assert scores.wilson(0, 0) == (0, 1)
    low, high = scores.wilson(9, 10)
    assert low == pytest.approx(0.596, abs=0.001)
    assert high == pytest.approx(0.982, abs=0.001)
    assert scores.wilson(20, 20)[1] == 1.0


def test_a_rate_of_few_is_no_rate() -> None:
    assert scores.share([]) == "-"
    assert scores.share([True, False]) == "1 of 2"
    assert scores.share([True] * 9 + [False]) == "0.90 (10; 0.60 to 0.98)"


@pytest.mark.parametrize(
    ("response_ms", "score"),
    [(-600, 0.0), (-500, 0.0), (0, 0.5), (500, 1.0), (2000, 1.0), (2750, 0.5), (3500, 0.0), (9000, 0.0)],
)
def test_the_latency_curve_of_eva(response_ms: float, score: float) -> None:
    assert scores.latency_score(response_ms) == pytest.approx(score)


def test_interruptions_are_counted_by_length_and_without_what_was_moot() -> None:
    outcomes = [
        *(outcome(Kind.INTERRUPTION, length="word", stop_ms=200.0, took_over=True) for _ in range(9)),
        *(outcome(Kind.INTERRUPTION, "wrong", length="phrase") for _ in range(3)),
        outcome(Kind.INTERRUPTION, "moot", length="word"),
    ]
    assert figure(outcomes, "yield rate, R_Y").startswith("0.75 (12;")
    assert figure(outcomes, "word") == "9 of 9"
    assert figure(outcomes, "phrase") == "0 of 3"
    assert figure(outcomes, "stop latency") == "p50 200, p95 200 ms (9)"
    assert figure(outcomes, "L_Y, mean") == "0.20 s (9)"
    assert figure(outcomes, "EVA, of interruptions") == "0.68 (12)"
    assert figure(outcomes, "moot: the answer was over by itself") == "1"


def test_what_must_change_nothing_is_told_apart() -> None:
    outcomes = [
        outcome(Kind.BACKCHANNEL),
        outcome(Kind.BACKCHANNEL, "wrong", stop_ms=1200.0, gap_ms=700.0),
        outcome(Kind.NOISE, what="cough", gap_ms=3.0),
        outcome(Kind.NOISE, "wrong", was_speaking=False, answered=True, what="cough"),
        outcome(Kind.ASIDE, was_speaking=False),
        outcome(Kind.ASIDE, "wrong", stop_ms=300.0, gap_ms=900.0),
        outcome(Kind.ECHO),
    ]
    assert figure(outcomes, "backchannel selectivity") == "1 of 2"
    assert figure(outcomes, "S_BC, not stopped in 1.0 s") == "2 of 2"
    assert figure(outcomes, "noise selectivity") == "1 of 1"
    assert figure(outcomes, "noise while nothing is being said") == "0 of 1"
    assert figure(outcomes, "S_VT, coughs and sneezes") == "1 of 2"
    assert figure(outcomes, "said to somebody else, selectivity") == "0 of 1"
    assert figure(outcomes, "while nothing is being said") == "1 of 1"
    assert figure(outcomes, "S_ND, said to somebody else") == "1 of 2"
    assert figure(outcomes, "echo selectivity") == "1 of 1"
    assert figure(outcomes, "gap heard of what must change nothing: 0 ms") == "3 of 5"
    assert figure(outcomes, "where there is one") == "p50 700, p95 900 ms (2)"


def test_whole_turns() -> None:
    outcomes = [
        outcome(Kind.COMPLETE, took_over=True, ended_ms=210.0, response_ms=380.0),
        outcome(Kind.COMPLETE, took_over=True, ended_ms=810.0, response_ms=990.0),
        outcome(Kind.PAUSE, "wrong", cut_off=True, took_over=True),
        outcome(Kind.PROMPT, took_over=True, ended_ms=100.0, response_ms=1.0),
    ]
    assert figure(outcomes, "speech end -> first audible") == "p50 380, p95 990 ms (2)"
    assert figure(outcomes, "of turns judged complete") == "p50 380, p95 380 ms (1)"
    assert figure(outcomes, "turns judged complete") == "1 of 2"
    assert figure(outcomes, "cut off in pauses inside sentences") == "1 of 1"
    assert figure(outcomes, "whole turns answered (take-over rate)") == "3 of 3"
    assert figure(outcomes, "R_R, answered before the next turn") == "2 of 3"


def test_recorded_speech_stands_apart_and_failures_are_named() -> None:
    outcomes = [
        outcome(Kind.BACKCHANNEL, "wrong", what="Yeah."),
        outcome(Kind.BACKCHANNEL, "wrong", what="Yeah."),
        outcome(Kind.BACKCHANNEL, what="Right."),
        outcome(Kind.INTERRUPTION, "wrong", is_recorded=True, length="recorded", what="harvard"),
        outcome(Kind.PROMPT, "wrong"),
    ]
    rows = {row[0]: row for row in scores.table(outcomes)}
    assert rows["yield rate, R_Y"][2:] == ("-", "0 of 1")
    assert rows["backchannel selectivity"][2:] == ("1 of 3", "-")
    assert all(len(row) == len(scores.COLUMNS) for row in rows.values())
    assert scores.failures(outcomes) == [
        ("backchannel", "2 of 3", "Yeah."),
        ("interruption recorded", "1 of 1", "harvard"),
    ]
