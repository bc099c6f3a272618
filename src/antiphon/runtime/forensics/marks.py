"""Decisions as marks on the timeline: a sign, a line through both voices, and a word where there is room for it."""

from __future__ import annotations

from typing import Final

from antiphon.runtime.forensics.markup import Markup, element
from antiphon.runtime.forensics.rows import CALLERS, Row
from antiphon.turns.decisions import Kind

LEVELS: Final = 5
STEP: Final = 14.0
LETTER: Final = 6.2
"""Pixels of a character of a label, about."""
SIGNS: Final = {
    Kind.STARTED: "M-3 -4L4 0L-3 4Z",
    Kind.PAUSED: "M-3.5 -4H-1V4H-3.5ZM1 -4H3.5V4H1Z",
    Kind.ENDED: "M-3.5 -3.5H3.5V3.5H-3.5Z",
    Kind.HELD: "M0 -5L5 0L0 5L-5 0ZM0 -2.5L-2.5 0L0 2.5L2.5 0Z",
    Kind.RELEASED: "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
    Kind.INTERRUPTED: "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
    Kind.IGNORED: "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0ZM-2.5 0A2.5 2.5 0 1 1 2.5 0A2.5 2.5 0 1 1 -2.5 0Z",
    Kind.RESUMED: "M-4 -4L0 0L-4 4ZM0 -4L4 0L0 4Z",
    Kind.REDRAFTED: "M-4 -3L-3 -4L0 -1L3 -4L4 -3L1 0L4 3L3 4L0 1L-3 4L-4 3L-1 0Z",
}
"""Paths around a mark's middle: a kind is known by its sign as well as by its colour."""

FIRST: Final = (
    Kind.INTERRUPTED,
    Kind.RESUMED,
    Kind.IGNORED,
    Kind.RELEASED,
    Kind.ENDED,
    Kind.PAUSED,
    Kind.HELD,
    Kind.REDRAFTED,
    Kind.STARTED,
)
"""Which are labelled first, where there is not room for all."""


class Labels:
    """Which words stand where: each on the first line where there is room, those first that matter most."""

    def __init__(self, top: float, right: float) -> None:
        self._top = top
        self._right = right
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(LEVELS)]

    def place(self, x: float, width: float) -> tuple[float, bool]:
        """The height of a mark, and whether its label fits beside it."""
        for start, stop, is_labelled in ((x - 7, x + width, True), (x - 7, x + 7, False)):
            for level, taken in enumerate(self._taken):
                is_free = all(stop <= before or start >= after for before, after in taken)
                if is_free and (not is_labelled or stop <= self._right):
                    taken.append((start, stop))
                    return self._y(level), is_labelled
        return self._y(LEVELS - 1), False

    def _y(self, level: int) -> float:
        return self._top + level * STEP + 8


def glyph(row: Row, index: int, x: float, labels: Labels, lanes: tuple[float, float]) -> Markup:
    """One decision's, with a line to the voice it is about: the caller's above it, ours below.

    A click leads to its row of the table, which is also what is shown beside the pointer.
    """
    label = _label(row)
    y, is_labelled = labels.place(x, len(label) * LETTER + 16)
    sign = element("path", d=SIGNS[row.kind], transform=f"translate({x:.1f} {y:.1f})", fill_rule="evenodd")
    words = element("text", label, x=x + 9, y=y + 3.5) if is_labelled else ""
    above, below = lanes
    y1, y2 = (above, y) if row.kind in CALLERS else (y, below)
    line = element("line", x1=x, x2=x, y1=y1, y2=y2, class_="through")
    title = element("title", _title(row))
    return element("a", title, line, sign, words, href=f"#d{index}", class_=f"mark {row.kind.value}")


def _label(row: Row) -> str:
    decision = row.told.decision
    if row.silence:
        return f"{row.kind.value} {decision.silence_ms} ms"
    if decision.score is not None:
        return f"{row.kind.value} {decision.score:.2f}"
    return row.kind.value


def _title(row: Row) -> str:
    told = [f"{row.at:.2f} s: {row.kind.value}, {row.why}"]
    told += [f"score {row.score}"] * bool(row.score)
    told += [f"{name} {moved:+.2f}" for name, moved in row.told.decision.evidence.items()]
    told += [row.note] * bool(row.note)
    return "; ".join(told)
