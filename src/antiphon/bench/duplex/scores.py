"""The figures of a benchmark of turn-taking, from the outcomes of its events. docs/howto/measure-turn-taking.md."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from antiphon.bench.duplex.outcomes import GAP_MS, SETTLED_MS, STILL_S, Outcome
from antiphon.bench.duplex.scenario import FALSE, Kind
from antiphon.bench.report import percentile

FEWEST: Final = 10
"""A rate of fewer events is no rate (tau-voice)."""
COLUMNS: Final = ("figure", "target", "synthesised speech", "recorded speech")
DEFINITIONS: Final = """\
share (of how many; Wilson interval of 95 %); shares of fewer than 10 are given as counts
yield: `interrupted` came within 2.0 s of an interruption's onset. Stop: onset to `interrupted`, by the client's clock
selectivity: from its onset no `interrupted` to 1.0 s after its end, and no turn or answer of it to 2.0 s after
response: last audible sample of a turn to the first of its answer, as they are played; whole turns to the real engine
cut off: taken to be over, or answered, before the last sound. Judged complete: taken to be over within 600 ms of it
answers to interrupt come from a script, spoken by the embedded voices; those to whole turns from the server's own model"""

Keep = Callable[[Outcome], bool]
Row = tuple[str, ...]


def wilson(count: int, total: int) -> tuple[float, float]:
    """The interval in which a share lies with 95 %."""
    if not total:
        return 0.0, 1.0
    z = 1.959964
    share, square = count / total, z * z / total
    middle = (share + square / 2) / (1 + square)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def share(values: Sequence[bool]) -> str:
    """A rate with what it is worth."""
    if not values:
        return "-"
    count, total = sum(values), len(values)
    low, high = wilson(count, total)
    if total < FEWEST:
        return f"{count} of {total}"
    return f"{count / total:.2f} ({total}; {low:.2f} to {high:.2f})"


def spread(values: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    if not values:
        return "-"
    return f"p50 {percentile(values, 0.5):,.0f}, p95 {percentile(values, 0.95):,.0f} ms ({len(values)})"


def mean(values: Sequence[float], unit: str = "") -> str:
    """The average."""
    return f"{sum(values) / len(values):.2f}{unit} ({len(values)})" if values else "-"


def latency_score(response_ms: float) -> float:
    """How good a wait is, 0 to 1: best from half a second to two (EVA)."""
    if response_ms <= 500:
        return min(max((response_ms + 500) / 1000, 0.0), 1.0)
    return min(max((3500 - response_ms) / 1500, 0.0), 1.0)


def table(outcomes: Sequence[Outcome]) -> list[Row]:
    """Every figure of `figures`, for synthesised and for recorded speech."""
    halves = [[each for each in outcomes if each.is_recorded is recorded] for recorded in (False, True)]
    rows = [figures(half) for half in halves]
    return [(*first, second[2]) for first, second in zip(*rows, strict=True)]


def figures(outcomes: Sequence[Outcome]) -> list[Row]:
    """Name, target and figure."""
    told = [each for each in outcomes if each.verdict != "moot"]
    stops = [each for each in told if each.kind is Kind.INTERRUPTION]
    whole = [each for each in told if each.kind in {Kind.COMPLETE, Kind.PAUSE}]
    during = [each for each in told if each.kind in FALSE and each.was_speaking]
    answered = [each for each in whole if each.response_ms is not None]
    responses = [each.response_ms for each in answered if each.response_ms is not None]
    stop_ms = [each.stop_ms for each in stops if each.stop_ms is not None]
    return [
        *_interruptions(stops, stop_ms),
        *_selectivity(told),
        (
            "gap heard of what must change nothing: 0 ms",
            ">= 0.80",
            _shares(during, lambda e: e.gap_ms < GAP_MS),
        ),
        ("  where there is one", "", spread([e.gap_ms for e in during if e.gap_ms >= GAP_MS])),
        (
            "cut off in pauses inside sentences",
            "<= 0.05",
            _shares(_of(told, Kind.PAUSE), lambda e: e.cut_off),
        ),
        ("cut off in whole turns", "", _shares(_of(told, Kind.COMPLETE), lambda e: e.cut_off)),
        ("whole turns answered (take-over rate)", "", _shares(whole, lambda e: e.took_over)),
        ("speech end -> first audible", "p50 <= 400, p95 <= 1,000", spread(responses)),
        (
            "  of turns judged complete",
            "p95 <= 550",
            spread([e.response_ms or 0.0 for e in answered if (e.ended_ms or math.inf) <= SETTLED_MS]),
        ),
        ("turns judged complete", "", _shares(answered, lambda e: (e.ended_ms or math.inf) <= SETTLED_MS)),
        ("L_R, mean response", "", mean([each / 1000 for each in responses], " s")),
        ("R_R, answered before the next turn", "", _shares(whole, lambda e: e.response_ms is not None)),
        ("I_A, answers begun in a turn", "", _shares([*whole, *stops], lambda e: e.cut_off)),
        ("EVA, of responses", "", mean([latency_score(each) for each in responses])),
        ("EVA, of interruptions", "", mean([1 - min(e.stop_ms or 2000, 2000) / 2000 for e in stops])),
        ("moot: the answer was over by itself", "", str(len(outcomes) - len(told))),
    ]


def _interruptions(stops: Sequence[Outcome], stop_ms: Sequence[float]) -> list[Row]:
    lengths = ("word", "phrase", "sentence", "recorded")
    return [
        ("yield rate, R_Y", ">= 0.95", _shares(stops, _is_right)),
        *(
            (f"  {length}", "", _shares([e for e in stops if e.length == length], _is_right))
            for length in lengths
        ),
        ("stop latency", "p50 <= 300, p95 <= 600", spread(stop_ms)),
        ("L_Y, mean", "", mean([each / 1000 for each in stop_ms], " s")),
        ("interruptions answered (take-over rate)", "", _shares(stops, lambda e: e.took_over)),
        ("  their response, from a script", "", spread([e.response_ms for e in stops if e.response_ms])),
    ]


def _selectivity(told: Sequence[Outcome]) -> list[Row]:
    def row(name: str, target: str, keep: Keep) -> Row:
        return name, target, _shares([each for each in told if keep(each)], _is_right)

    return [
        row("backchannel selectivity", ">= 0.80", lambda e: e.kind is Kind.BACKCHANNEL and e.was_speaking),
        row("noise selectivity", ">= 0.90", lambda e: e.kind is Kind.NOISE and e.was_speaking),
        row("echo selectivity", "", lambda e: e.kind is Kind.ECHO),
        row("said to somebody else, selectivity", "", lambda e: e.kind is Kind.ASIDE and e.was_speaking),
        row("  while nothing is being said", "", lambda e: e.kind is Kind.ASIDE and not e.was_speaking),
        row("noise while nothing is being said", "", lambda e: e.kind is Kind.NOISE and not e.was_speaking),
        ("S_BC, not stopped in 1.0 s", "", _still(told, lambda e: e.kind is Kind.BACKCHANNEL)),
        ("S_VT, coughs and sneezes", "", _still(told, lambda e: e.is_tic)),
        ("S_ND, said to somebody else", "", _still(told, lambda e: e.kind is Kind.ASIDE)),
    ]


def _still(told: Sequence[Outcome], keep: Keep) -> str:
    """By tau-voice's rule: counted from the onset while something was being said, else by whether it was answered."""
    kept = [each for each in told if keep(each)]
    return _shares(
        kept,
        lambda e: (e.stop_ms or math.inf) > STILL_S * 1000 if e.was_speaking else not e.answered,
    )


def _is_right(outcome: Outcome) -> bool:
    return outcome.verdict == "right"


def _of(outcomes: Sequence[Outcome], kind: Kind) -> list[Outcome]:
    return [each for each in outcomes if each.kind is kind]


def _shares(outcomes: Sequence[Outcome], test: Keep) -> str:
    return share([test(each) for each in outcomes])


def failures(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """What went wrong, sort by sort: which, how often of how many, and what."""

    def sort(outcome: Outcome) -> str:
        return f"{outcome.kind.value} {outcome.length}".strip()

    rows: list[tuple[str, str, str]] = []
    for name, group in groupby(sorted(outcomes, key=sort), sort):
        every = list(group)
        wrong = [each.what for each in every if each.verdict == "wrong"]
        if wrong and every[0].kind is not Kind.PROMPT:
            named = ", ".join(sorted(set(wrong), key=wrong.index))
            rows.append((name, f"{len(wrong)} of {len(every)}", named))
    return rows
