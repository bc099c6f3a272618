"""A sweep told in lines: the front of each question with the current setting marked, and how to adopt another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from antiphon.bench.tuning.scores import Score, quantile
from antiphon.bench.tuning.sweep import Grid, Trial, barge_in_costs, front, pause_costs
from antiphon.runtime.host import TURN_SETTINGS
from antiphon.turns.policy import TurnPolicy

LABELS: Final = {
    "earliest_ms": "earliest",
    "latest_ms": "latest",
    "surely_over": "surely over",
    "surely_not": "surely not",
    "interrupts": "barge-in",
    "continues": "release",
    "in_doubt": "in doubt",
    "first_glance_ms": "first look",
    "patience_ms": "patience",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One of the two that tuning answers."""

    title: str
    columns: tuple[str, ...]
    costs: Callable[[Trial], tuple[float, float]]
    row: Callable[[Score], tuple[str, ...]]
    axes: tuple[str, str]
    risks: Callable[[Score], int]
    """How much there was that could have gone wrong: without any, whatever is fastest looks best."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    cells: tuple[str, ...]
    is_current: bool


def _milliseconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


def _some(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.0%})" if of else "-"


def _pause_row(score: Score) -> tuple[str, ...]:
    return (
        _milliseconds(score.delay),
        _milliseconds(quantile(score.delays, 0.5)),
        _milliseconds(quantile(score.delays, 0.95)),
        _some(score.cut_offs, score.pauses),
        str(score.merged),
    )


def _barge_in_row(score: Score) -> tuple[str, ...]:
    return (
        _milliseconds(score.stop),
        _milliseconds(quantile(score.stops, 0.5)),
        _milliseconds(quantile(score.stops, 0.95)),
        _some(score.missed, score.missed + len(score.stops)),
        _some(score.false_stops, score.met),
        _some(score.gaps, score.met - score.false_stops),
    )


PAUSES: Final = Question(
    "How long to wait: from the end of speech until the turn is over, in ms, against cut-offs",
    ("mean", "p50", "p95", "cut off", "merged"),
    pause_costs,
    _pause_row,
    ("ms until a turn is over, on the average", "pauses cut off"),
    lambda score: score.pauses,
)
BARGE_IN: Final = Question(
    "When to stop: from the onset of an interruption until the answer stops, in ms, against false stops",
    ("mean", "p50", "p95", "missed", "false stops", "pauses heard"),
    barge_in_costs,
    _barge_in_row,
    ("ms until an answer stops, on the average", "false stops"),
    lambda score: score.met,
)


def rows(question: Question, trials: Sequence[Trial], grid: Grid, top: int) -> Iterator[Row]:
    """The front, and the current setting, which is the first trial, where it stands."""
    current = trials[0]
    shown = front(trials, question.costs)[:top]
    if not any(trial.turns == current.turns for trial in shown):
        shown = sorted([*shown, current], key=question.costs)
    for trial in shown:
        values = tuple(f"{getattr(trial.turns, name):g}" for name in grid)
        yield Row((*values, *question.row(trial.score)), trial.turns == current.turns)


def better(question: Question, trials: Sequence[Trial]) -> Iterator[tuple[str, Trial]]:
    """What the current setting could be left for: without paying in the other currency."""
    now = question.costs(trials[0])
    cheaper = [each for each in trials if question.costs(each)[1] <= now[1]]
    safer = [each for each in trials if question.costs(each)[0] <= now[0]]
    first = min(cheaper, key=question.costs)
    second = min(safer, key=lambda each: question.costs(each)[::-1])
    if question.costs(first)[0] < now[0]:
        yield "faster, and no worse", first
    if question.costs(second)[1] < now[1] and second is not first:
        yield "better, and no slower", second


def adopt(turns: TurnPolicy, current: TurnPolicy) -> Iterator[str]:
    """Lines for antiphon.toml."""
    for name in LABELS:
        value = getattr(turns, name)
        if value == getattr(current, name):
            continue
        if name in TURN_SETTINGS:
            yield f"{TURN_SETTINGS[name]} = {value:g}"
        else:
            yield f"# {name} = {value:g} has no setting: src/antiphon/turns/policy.py"
