"""A sweep as a picture: every setting a dot, the front a line, the current setting a ring. SVG, without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from antiphon.bench.tuning.report import Question
from antiphon.bench.tuning.sweep import Trial, front

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 44, 48
TICKS: Final = 5


def svg(panels: Sequence[tuple[Question, Sequence[Trial]]]) -> str:
    """One panel beneath the other."""
    height = HEIGHT * len(panels)
    opening = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
    lines = [
        f'<svg {opening} font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for index, (question, trials) in enumerate(panels):
        lines.append(f'<g transform="translate(0 {HEIGHT * index})">')
        lines += _Panel(question, trials).lines()
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


class _Panel:
    def __init__(self, question: Question, trials: Sequence[Trial]) -> None:
        self._question = question
        self._trials = trials
        prices = [question.costs(trial) for trial in trials]
        self._x = _range([price[0] for price in prices])
        self._y = _range([price[1] for price in prices])

    def lines(self) -> Iterator[str]:
        """The panel's elements."""
        yield f'<text x="{LEFT}" y="24" font-size="13" font-weight="bold">{escape(self._question.title)}</text>'
        yield from self._axes()
        for trial in self._trials:
            x, y = self._place(trial)
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="#9aa5b1"><title>{_told(trial)}</title></circle>'
        best = front(self._trials, self._question.costs)
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self._place, best))
        yield f'<polyline points="{points}" fill="none" stroke="#0b6e4f" stroke-width="1.5"/>'
        for trial in best:
            x, y = self._place(trial)
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0b6e4f"><title>{_told(trial)}</title></circle>'
        x, y = self._place(self._trials[0])
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="#c03221" stroke-width="2"/>'
        anchor, shift = ("end", -12) if x > WIDTH / 2 else ("start", 12)
        yield f'<text x="{x + shift:.1f}" y="{y - 10:.1f}" fill="#c03221" text-anchor="{anchor}">now</text>'

    def _axes(self) -> Iterator[str]:
        base = HEIGHT - BOTTOM
        yield f'<path d="M{LEFT} {TOP}V{base}H{WIDTH - RIGHT}" fill="none" stroke="#52606d"/>'
        for index in range(TICKS):
            share = index / (TICKS - 1)
            x, y = LEFT + share * (WIDTH - LEFT - RIGHT), base - share * (base - TOP)
            yield f'<text x="{x:.1f}" y="{base + 18}" text-anchor="middle">{_at(self._x, share):.0f}</text>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_at(self._y, share):.1%}</text>'
        across, up = self._question.axes
        yield f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 10}" text-anchor="end">{escape(across)}</text>'
        yield f'<text x="{LEFT + 6}" y="{TOP + 4}">{escape(up)}</text>'

    def _place(self, trial: Trial) -> tuple[float, float]:
        cost = self._question.costs(trial)
        across = (cost[0] - self._x[0]) / (self._x[1] - self._x[0])
        up = (cost[1] - self._y[0]) / (self._y[1] - self._y[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - TOP)


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    margin = (high - low) * 0.05 or 0.05
    return max(low - margin, 0.0), high + margin


def _at(span: tuple[float, float], share: float) -> float:
    return span[0] + share * (span[1] - span[0])


def _told(trial: Trial) -> str:
    turns = trial.turns
    pauses = f"{turns.earliest_ms} to {turns.latest_ms} ms, {turns.surely_over:g}"
    return (
        f"{pauses}; barge-in {turns.interrupts:g}, release {turns.continues:g}, in doubt {turns.in_doubt:g}"
    )
