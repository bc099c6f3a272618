"""``antiphon bench endpointing``: how soon turns that are over end, and how many that are not; and the fit of both."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from antiphon.bench.pauses import Pause
from antiphon.bench.report import percentile
from antiphon.turns import weights, words
from antiphon.turns.endpointing import Patience, features, weigh

F64 = NDArray[np.float64]
WINDOW_MS: Final = 32
LENGTHS_MS: Final = (300, 400, 500, 700)
"""Of pauses inside sentences: what is broken off is taken to go on after so long."""
FITTED: Final = ("verdict", "trailing", "closed")
RIDGE: Final = 1.0
"""Pulls every weight to nothing: there are few voices."""
EVERY: Final = 200.0
"""Whole sentences of a source weigh so much together, and broken ones as much: there are more of these."""
LIMITS: Final = (
    (0.65, 0.3),
    (0.7, 0.3),
    (0.75, 0.3),
    (0.8, 0.3),
    (0.8, 0.4),
    (0.85, 0.3),
    (0.9, 0.2),
    (0.95, 0.1),
)
"""Scores that are surely over and surely not, to choose from."""
COLUMNS: Final = ("pauses", "n", "p50 ms", "p95 ms", "mean ms", *(f"cut {each} ms" for each in LENGTHS_MS))
DEFINITIONS: Final = """\
whole: sentences that are over; ms: silence after which the turn ends
cut: share of pauses inside sentences that are taken for the end if they last so long (aim: 5 % at most)
break: where people stop; clause: the same where the words so far could be all; cut: broken off anywhere, at the
quietest instant; natural: pauses of the recordings' own, at their own length, in the column of 700 ms
"""

Rule = Callable[[Pause], int]
"""How much silence ends the turn in a pause."""


def verdict_alone(pause: Pause) -> int:
    """A turn detector's word is law."""
    return 192 if pause.verdict >= 0.5 else 800


def ours(pause: Pause) -> int:
    """As in a conversation with nobody in particular."""
    found = weigh(pause.verdict, words.read(pause.text, closed=pause.closed))
    return Patience().silence_ms(found.score if found else None)


def by(fitted: Mapping[str, float], over: float, surely_not: float) -> Rule:
    """As `ours`, by other numbers."""

    def rule(pause: Pause) -> int:
        score = _sigmoid(sum(fitted[name] * value for name, value in _features(pause).items()))
        share = min(max((over - score) / (over - surely_not), 0.0), 1.0)
        return round(192 + (800 - 192) * share)

    return rule


def table(pauses: Sequence[Pause], rules: Mapping[str, Rule]) -> Iterator[tuple[str, ...]]:
    """Rows of `COLUMNS`, for each rule and source."""
    for name, rule in rules.items():
        for source in dict.fromkeys(each.source for each in pauses):
            some = [each for each in pauses if each.source == source]
            delays = [_heard(rule(each)) for each in some if each.is_end]
            figures = [f"{percentile(delays, share):.0f}" for share in (0.5, 0.95)]
            mean = f"{sum(delays) / len(delays):.0f}" if delays else "nan"
            inside = [each for each in some if not each.is_end]
            yield (f"{name}, {source}: whole", str(len(delays)), *figures, mean, *_cuts(inside, rule))
            for kind in dict.fromkeys(each.kind for each in inside):
                kin = [each for each in inside if each.kind == kind]
                yield (f"  {kind}", str(len(kin)), "", "", "", *_cuts(kin, rule))


def fit(pauses: Sequence[Pause]) -> dict[str, float]:
    """Logistic weights of `FITTED`, and a bias.

    Sources and answers weigh alike, however many pauses there are of each. Only the verdict's weight is half way from
    there to that of recorded speech alone, if there is any: no turn detector has learnt from voices like ours, and
    few people are recorded.
    """
    people = [each for each in pauses if each.source == "recorded"]
    if not people:
        return _fit(pauses)
    return _fit(pauses, (_fit(people)["verdict"] + _fit(pauses)["verdict"]) / 2)


def sweep(pauses: Sequence[Pause], fitted: Mapping[str, float]) -> Iterator[tuple[str, ...]]:
    """What other limits would bring."""
    for over, surely_not in LIMITS:
        yield from table(pauses, {f"{over:g} {surely_not:g}": by(fitted, over, surely_not)})


def current() -> dict[str, float]:
    """The weights in force, of what is fitted."""
    return {name: weights.ENDPOINT[name] for name in ("bias", *FITTED)}


def _features(pause: Pause) -> dict[str, float]:
    found = features(pause.verdict, words.read(pause.text, closed=pause.closed))
    return {"bias": 1.0} | {name: found.get(name, 0.0) for name in FITTED}


def _fit(pauses: Sequence[Pause], held: float | None = None) -> dict[str, float]:
    """Newton's method; ``held``: the verdict's weight, if it is known."""
    names = ("bias", *FITTED)
    rows = np.array([[_features(each)[name] for name in names] for each in pauses])
    ends = np.array([float(each.is_end) for each in pauses])
    counts: dict[tuple[str, bool], int] = {}
    for each in pauses:
        counts[each.source, each.is_end] = counts.get((each.source, each.is_end), 0) + 1
    shares = np.array([EVERY / 2 / counts[each.source, each.is_end] for each in pauses])
    free = [index for index, name in enumerate(names) if held is None or name != "verdict"]
    found: F64 = np.zeros(len(names))
    found[names.index("verdict")] = held or 0.0
    ridge = np.array([0.0 if names[index] == "bias" else RIDGE for index in free])
    for _ in range(50):
        scores = 1 / (1 + np.exp(-rows @ found))
        slope = rows[:, free].T @ (shares * (ends - scores)) - ridge * found[free]
        curve = (rows[:, free] * (shares * scores * (1 - scores))[:, None]).T @ rows[:, free] + np.diag(ridge)
        found[free] += np.linalg.solve(curve + 1e-9 * np.eye(len(free)), slope)
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}


def _cuts(inside: Sequence[Pause], rule: Rule) -> Iterator[str]:
    for length in LENGTHS_MS:
        found = [_heard(rule(each)) <= _lasts(each, length) for each in inside if _lasts(each, length)]
        yield f"{100 * sum(found) / len(found):.0f} %" if found else ""


def _lasts(pause: Pause, length: int) -> int:
    if pause.kind == "natural":
        return pause.natural_ms if length == LENGTHS_MS[-1] else 0
    return length // WINDOW_MS * WINDOW_MS


def _heard(silence_ms: int) -> int:
    return math.ceil(silence_ms / WINDOW_MS) * WINDOW_MS


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
