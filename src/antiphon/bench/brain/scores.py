"""What the marks come to: the figures that we have set ourselves targets for, and right answers by kind. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Final

from antiphon.bench.brain.marking import Answer, Mark
from antiphon.bench.brain.questions import KINDS
from antiphon.bench.duplex.scores import wilson

Marks = Sequence[Mark]
Runs = Mapping[str, Marks]
"""By subject: what a column is."""
Test = Callable[[Mark], bool]

UNTUNED: Final = "plain"
"""The subject whose trivia must be matched: the model as it was before we trained it."""
WORDS: Final = 15
"""Median words of an answer, at most."""
NOTHING: Final = "—"
DEFINITIONS: Final = """\
Right answers of how many, the share, and the interval in which it lies with 95 % (Wilson's)
grounded: from the system instruction. False "I don't know": to memory, facts, persona and trivia, whose answers it has
function chosen: the right one and no other; exact arguments: besides, every one with its type and value, and none that
nobody said. Asked: for an argument that was missing; after asking: the call when it has been given. No call: restraint"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of some answers."""

    name: str
    is_meant: Test
    """Which answers it is of."""
    counts: Test
    """Which of them it counts."""
    target: int | None = None
    """Percent."""
    is_at_most: bool = False

    def score(self, marks: Marks) -> tuple[int, int]:
        """How many of how many."""
        meant = [each for each in marks if self.is_meant(each)]
        return sum(map(self.counts, meant)), len(meant)

    def aim(self) -> str:
        """Its target."""
        if self.target is None:
            return ""
        return f"{'≤' if self.is_at_most else '≥'} {self.target} %"

    def verdict(self, count: int, total: int) -> str:
        """Whether it is met."""
        if self.target is None or not total:
            return ""
        percent = 100 * count / total
        return _verdict(is_met=percent <= self.target if self.is_at_most else percent >= self.target)


def _of(*kinds: str) -> Test:
    return lambda mark: mark.question.kind in kinds


def _right(mark: Mark) -> bool:
    return mark.is_right


def _asks(mark: Mark) -> bool:
    return mark.question.kind == "asking" and not mark.question.calls


def _calls(kind: str) -> Test:
    return lambda mark: mark.question.kind == kind and bool(mark.question.calls)


def _chosen(mark: Mark) -> bool:
    return mark.has_called is True


def _exact(mark: Mark) -> bool:
    return mark.has_argued is True


TRIVIA: Final = Figure("trivia", _of("trivia"), _right)
FIGURES: Final = (
    Figure("facts recalled", _of("memory"), _right, 95),
    Figure("persona", _of("persona"), _right, 98),
    Figure("grounded answers", _of("facts"), _right, 93),
    Figure('"I don\'t know", untold or unknowable', _of("absent", "unknowable"), _right, 95),
    Figure(
        'false "I don\'t know"',
        _of("memory", "facts", "trivia", "persona"),
        lambda mark: mark.answer.is_unknowing,
        5,
        is_at_most=True,
    ),
    Figure("function chosen", _calls("tools"), _chosen, 95),
    Figure("  and exact arguments", _calls("tools"), _exact, 90),
    Figure("asked for what was missing", _asks, _right, 85),
    Figure("  called after asking", _calls("asking"), _exact),
    Figure("no call where none is meant", _of("restraint"), lambda mark: not mark.answer.called, 97),
    Figure("results told", _of("results"), _right),
    Figure("talk", _of("talk"), _right),
    Figure("style", _of("style"), _right),
    TRIVIA,
)


def table(runs: Runs, *, with_latency: bool) -> Iterator[Sequence[str]]:
    """Rows: a name, the target, a cell for each subject. An empty row parts what is different."""
    for figure in FIGURES:
        if not any(figure.score(marks)[1] for marks in runs.values()):
            continue
        aim = figure.aim()
        if figure is TRIVIA and UNTUNED in runs and len(runs) > 1:
            aim = f"≥ {UNTUNED}"
        yield (figure.name, aim, *(_share(figure, name, runs) for name in runs))
    yield ("words of an answer, median", f"≤ {WORDS}", *(_words(marks) for marks in runs.values()))
    yield ()
    asked = {mark.question.kind for marks in runs.values() for mark in marks}
    for kind in KINDS:
        if kind in asked:
            yield (f"kind: {kind}", "", *(_count(marks, kind) for marks in runs.values()))
    yield ("all", "", *(_count(marks) for marks in runs.values()))
    if any(mark.answer.failure for marks in runs.values() for mark in marks):
        broken = (sum(bool(mark.answer.failure) for mark in marks) for marks in runs.values())
        yield ("no whole answer", "", *map(str, broken))
    if with_latency:
        yield ()
        yield ("first words, median", "", *(_waited(marks, lambda a: a.first_s) for marks in runs.values()))
        yield ("first clause, median", "", *(_waited(marks, lambda a: a.clause_s) for marks in runs.values()))


def columns(runs: Runs) -> tuple[str, ...]:
    """What stands above `table`."""
    return "figure", "target", *runs


def by_split(runs: Runs) -> Iterator[tuple[str, Runs]]:
    """The runs of each set alone, and together where there are several; the few that are asked aloud only together."""
    splits = dict.fromkeys(mark.question.split for marks in runs.values() for mark in marks)
    is_aloud = any(mark.answer.heard for marks in runs.values() for mark in marks)
    for split in splits if not is_aloud else ():
        yield split, {n: [m for m in marks if m.question.split == split] for n, marks in runs.items()}
    if len(splits) > 1 or is_aloud:
        yield "together", runs


def markdown(runs: Runs, *, with_latency: bool) -> str:
    """The same tables for a page of documentation."""
    lines: list[str] = []
    for split, some in by_split(runs):
        head = columns(some)
        lines += [f"### {split}", "", _line(head), _line(["---"] * len(head))]
        lines += [_line(row) for row in table(some, with_latency=with_latency) if row]
        lines.append("")
    return "\n".join([*lines, *DEFINITIONS.splitlines(), ""])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(each.strip().replace("|", "\\|") for each in cells) + " |"


def line(subject: str, mark: Mark) -> str:
    """An answer as a line of JSON: the words are the benchmark's own."""
    told = {
        "brain": subject,
        "name": mark.question.name,
        "split": mark.question.split,
        "kind": mark.question.kind,
        "right": mark.is_right,
        "called_right": mark.has_called,
        "argued_right": mark.has_argued,
        "say": mark.question.say,
    }
    answer = {key: _finite(value) for key, value in asdict(mark.answer).items()}
    return json.dumps({**told, **answer}) + "\n"


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def percent(count: int, total: int) -> str:
    """A count, the share that it is and what that is worth."""
    if not total:
        return NOTHING
    low, high = wilson(count, total)
    return f"{count}/{total}  {100 * count / total:.0f} % ({100 * low:.0f}–{100 * high:.0f})"  # noqa: RUF001  # a range


def _share(figure: Figure, name: str, runs: Runs) -> str:
    count, total = figure.score(runs[name])
    verdict = figure.verdict(count, total)
    if figure is TRIVIA and UNTUNED in runs and name != UNTUNED and total:
        verdict = _verdict(is_met=count >= figure.score(runs[UNTUNED])[0])
    return f"{percent(count, total)} {verdict}".strip()


def _verdict(*, is_met: bool) -> str:
    return "met" if is_met else "missed"


def _count(marks: Marks, kind: str = "") -> str:
    some = [mark.is_right for mark in marks if not kind or mark.question.kind == kind]
    return f"{sum(some)}/{len(some)}" if some else NOTHING


def _words(marks: Marks) -> str:
    found = [len(mark.answer.text.split()) for mark in marks if mark.answer.text.strip()]
    if not found:
        return NOTHING
    middle = median(found)
    return f"{middle:g} {_verdict(is_met=middle <= WORDS)}"


def _waited(marks: Marks, of: Callable[[Answer], float]) -> str:
    found = [of(mark.answer) * 1000 for mark in marks if mark.answer.text]
    real = [each for each in found if math.isfinite(each)]
    return f"{median(real):,.0f} ms" if real else NOTHING


def told(mark: Mark) -> Iterator[str]:
    """A conversation and its answer, to be read."""
    yield " / ".join(mark.question.say)
    if mark.answer.heard:
        yield f"heard: {' / '.join(mark.answer.heard)}"
    for name, arguments in mark.answer.called:
        yield f"{name} {json.dumps(dict(arguments), ensure_ascii=False)}"
    if mark.answer.text or not mark.answer.called:
        yield mark.answer.text or "(nothing)"
    if mark.answer.failure:
        yield mark.answer.failure
