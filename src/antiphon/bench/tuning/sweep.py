"""Settings by the hundred on calls by the dozen: what each comes to, and the front of those that nothing beats."""

from __future__ import annotations

import multiprocessing
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import product
from pathlib import Path
from typing import Any, Final, TypeVar

from antiphon.bench.tuning import truth as truths
from antiphon.bench.tuning.scores import Score, score, together
from antiphon.bench.tuning.truth import Truth
from antiphon.bench.tuning.witness import Scene, began_at, witness
from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import Recorded, load
from antiphon.runtime.recollection import Recollection
from antiphon.runtime.rehearsal import Rehearsal
from antiphon.runtime.replay import replay
from antiphon.turns.policy import TurnPolicy

T = TypeVar("T")
Grid = Mapping[str, tuple[float, ...]]
OF_PAUSES: Final = frozenset({"earliest_ms", "latest_ms", "surely_over", "surely_not"})
PAUSES: Final[Grid] = {
    "earliest_ms": (128, 192, 256, 320, 448),
    "latest_ms": (500, 650, 800, 1000, 1300),
    "surely_over": (0.5, 0.65, 0.8, 0.9),
}
"""What is tried of patience with pauses."""
BARGE_IN: Final[Grid] = {
    "interrupts": (0.55, 0.65, 0.75, 0.85, 0.95),
    "continues": (0.15, 0.3, 0.45),
    "in_doubt": (0.4, 0.5, 0.6),
}
"""What is tried of speech beneath an answer."""
MAX_SETTINGS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Trial:
    """A setting, and what it comes to."""

    turns: TurnPolicy
    score: Score


@dataclass(slots=True)
class Call:
    """A recorded one, ready to be rehearsed."""

    recorded: Recorded
    memory: Recollection
    zero: float
    truth: Truth
    is_changed: bool = False
    """Whether today's machine does otherwise than that which recorded it."""

    @classmethod
    def read(cls, journal: Path, written: Path | None) -> Call:
        """A journal with audio, and its truth. Raises `OperatorError`."""
        recorded = load(journal)
        windows = [each.arguments for each in recorded.entries if each.name == "hear"]
        if not windows:
            raise OperatorError(f"{journal}: nothing was listened to in this call")
        memory, zero = Recollection(recorded), began_at(recorded)
        played = list(replay(recorded))
        truth = truths.find(journal, recorded.session_id, written)
        if truth is None:
            truth = truths.infer(memory, witness(played, zero), windows)
        return cls(recorded, memory, zero, truth, any(step.differs for step in played))

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.recorded.entries[-1].at - self.recorded.entries[0].at

    def scene(self, turns: TurnPolicy) -> tuple[Scene, Rehearsal]:
        """How it would have gone."""
        rehearsal = Rehearsal(self.recorded, turns, self.memory)
        return witness(rehearsal.steps(), self.zero), rehearsal

    def score(self, turns: TurnPolicy) -> Score:
        """What that comes to."""
        scene, rehearsal = self.scene(turns)
        result = score(self.truth, scene)
        result.questions, result.unknown = rehearsal.gaps.questions.total(), rehearsal.gaps.unknown.total()
        return result


# Settings


def read_grid(path: Path) -> Grid:
    """Values to try, by name, from a TOML file. Raises `OperatorError`."""
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OperatorError(f"{path}: {error}") from error
    known = {field.name: type(getattr(TurnPolicy(), field.name)) for field in fields(TurnPolicy)}
    for name, values in plain.items():
        if name not in known:
            raise OperatorError(f"{path}: there is no {name!r}; there are {', '.join(known)}")
        if not isinstance(values, list) or not values or not all(_is_number(each) for each in values):
            raise OperatorError(f"{path}: {name} needs a list of numbers")
    return {name: tuple(known[name](each) for each in values) for name, values in plain.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def settings(current: TurnPolicy, grid: Grid) -> list[TurnPolicy]:
    """The current one, and each of the grid's that makes sense."""
    found = [current]
    for values in product(*grid.values()):
        changed: dict[str, Any] = dict(zip(grid, values, strict=True))
        setting = replace(current, **changed)
        is_sane = (
            setting.earliest_ms <= setting.latest_ms
            and setting.surely_not < setting.surely_over
            and setting.continues < setting.interrupts
        )
        if is_sane and setting not in found:
            found.append(setting)
        if len(found) > MAX_SETTINGS:
            raise OperatorError(f"the grid has more than {MAX_SETTINGS} settings")
    return found


# Trials


def sweep(
    journals: Sequence[Path], written: Path | None, tried: Sequence[TurnPolicy], jobs: int
) -> Iterator[Trial]:
    """Each setting on all calls, in order. With ``jobs`` of more than 1 in as many processes."""
    if jobs <= 1 or len(tried) < 2:
        _prepare(journals, written)
        yield from map(_try, tried)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _prepare, (journals, written)) as pool:
        yield from pool.map(_try, tried)


_calls: list[Call] = []


def _prepare(journals: Sequence[Path], written: Path | None) -> None:
    _calls[:] = [Call.read(journal, written) for journal in journals]


def _try(turns: TurnPolicy) -> Trial:
    return Trial(turns, together(call.score(turns) for call in _calls))


# What is worth having


def front(items: Iterable[T], costs: Callable[[T], tuple[float, ...]]) -> list[T]:
    """Those that no other beats in one cost without being beaten in another, cheapest first in the first one."""
    found: list[T] = []
    priced = [(costs(item), item) for item in items]
    for price, item in sorted(priced, key=lambda each: each[0]):
        if not any(_beats(other, price) for other, _ in priced) and price not in map(costs, found):
            found.append(item)
    return found


def _beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one != other and all(mine <= theirs for mine, theirs in zip(one, other, strict=True))


def pause_costs(trial: Trial) -> tuple[float, float]:
    """Milliseconds until a turn is over, and cut-offs."""
    return round(trial.score.delay or 0.0, 1), round(trial.score.cut_off_share, 4)


def barge_in_costs(trial: Trial) -> tuple[float, float]:
    """Milliseconds until an answer stops, and false stops."""
    return round(trial.score.stop or 0.0, 1), round(trial.score.false_stop_share, 4)


def of_pauses(grid: Grid) -> Grid:
    """Of a grid what concerns pauses."""
    return {name: values for name, values in grid.items() if name in OF_PAUSES}


def of_barge_in(grid: Grid) -> dict[str, Any]:
    """And what concerns speech beneath an answer."""
    return {name: values for name, values in grid.items() if name not in OF_PAUSES}
