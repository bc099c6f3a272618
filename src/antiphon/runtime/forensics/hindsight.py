"""What other rules would have done in the same call: fixed silences, and stopping at any voice. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from antiphon.runtime.forensics.story import Told
from antiphon.turns.decisions import Kind

FIXED_MS: Final = (200, 300, 500, 700, 1_000)
"""Silences that end a turn elsewhere, whatever it sounds like."""
COMPARED_MS: Final = 500
"""The one that stands for them in a word."""
LEAST_MS: Final = 500
"""Speech that must have come before an answer is stopped, by the usual rule against noise."""
OURS: Final = frozenset({"judged", "latest"})
"""Ends that silence and sense decided, so that a silence alone can be compared."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a fixed silence would have done."""

    silence_ms: int
    cut_off: int
    """Pauses in which it would have cut the caller off."""
    waited_ms: float
    """On the average, before each answer."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A call under other rules."""

    pauses: int
    """That were not the end."""
    ends: int
    waited_ms: float
    """On the average, as it was."""
    fixed: tuple[Fixed, ...]
    stops: int
    """Interruptions by speech that the answer was stopped for."""
    spared: int
    """Sounds that any voice detector would have stopped it for, and that did not take the floor."""


def notes(told: Sequence[Told]) -> list[str]:
    """For each decision what another rule would have done there; empty where nothing is to be said."""
    return [_note(told, index) for index in range(len(told))]


def waits(silence_ms: int) -> str:
    """For an end: every fixed silence beside the one it took."""
    told = [f"{each} ms: {_sooner(each - silence_ms)}" for each in FIXED_MS]
    return "a fixed silence would have answered " + ", ".join(told)


def compare(told: Sequence[Told]) -> Compared:
    """The whole call."""
    pauses = [each.decision.silence_ms for each in told if each.decision.kind is Kind.PAUSED]
    ends = [each.decision.silence_ms for index, each in enumerate(told) if _is_answered(told, index)]
    fixed = tuple(
        Fixed(silence_ms, sum(pause >= silence_ms for pause in pauses), float(silence_ms))
        for silence_ms in FIXED_MS
    )
    stops = sum(_is_stop(each) for each in told)
    spared = sum(_is_spared(told, index) for index in range(len(told)))
    return Compared(len(pauses), len(ends), sum(ends) / max(len(ends), 1), fixed, stops, spared)


def _note(told: Sequence[Told], index: int) -> str:
    decision = told[index].decision
    match decision.kind:
        case Kind.PAUSED:
            most = max((each for each in FIXED_MS if each <= decision.silence_ms), default=None)
            return f"{most} ms of silence would have cut you off here" if most else ""
        case Kind.ENDED if _is_answered(told, index):
            saved = COMPARED_MS - decision.silence_ms
            return f"a fixed {COMPARED_MS} ms would have answered {_sooner(saved)}" if saved else ""
        case Kind.RELEASED | Kind.IGNORED if _is_spared(told, index):
            return "a voice detector alone would have stopped the answer for this"
        case Kind.INTERRUPTED if _is_stop(told[index]):
            return _later(told, index)
    return ""


def _sooner(saved_ms: int) -> str:
    return f"{abs(saved_ms)} ms {'later' if saved_ms >= 0 else 'sooner'}"


def _is_answered(told: Sequence[Told], index: int) -> bool:
    """Whether it is an end by silence and sense, of a turn that was not ignored and did not go on."""
    decision = told[index].decision
    if decision.kind is not Kind.ENDED or decision.rule not in OURS:
        return False
    same = (each.decision.kind for each in told[index + 1 :] if each.decision.turn == decision.turn)
    return not any(kind in {Kind.IGNORED, Kind.STARTED} for kind in same)


def _is_stop(told: Told) -> bool:
    return told.decision.kind is Kind.INTERRUPTED and told.decision.score is not None


def _is_spared(told: Sequence[Told], index: int) -> bool:
    """Once per turn: what was released first is ignored in the end, or interrupts after all."""
    decision = told[index].decision
    if decision.kind not in {Kind.RELEASED, Kind.IGNORED} or decision.score is None:
        return False
    same = [each for each in told if each.decision.turn == decision.turn]
    if any(_is_stop(each) for each in same):
        return False
    first = next(each for each in same if each.decision.kind in {Kind.RELEASED, Kind.IGNORED})
    return first is told[index]


def _later(told: Sequence[Told], index: int) -> str:
    """What it costs to wait for so much speech, for one who speaks that long."""
    decision = told[index].decision
    taken_ms = decision.speech_ms + decision.silence_ms
    longest = decision.speech_ms
    for each in told[index + 1 :]:
        if each.decision.turn != decision.turn or each.decision.kind is Kind.STARTED:
            break
        longest = max(longest, each.decision.speech_ms)
    if longest < LEAST_MS:
        return f"waiting for {LEAST_MS} ms of speech would have missed this"
    if taken_ms >= LEAST_MS:
        return ""
    return f"waiting for {LEAST_MS} ms of speech would have stopped {LEAST_MS - taken_ms} ms later"
