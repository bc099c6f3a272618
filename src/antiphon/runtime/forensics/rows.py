"""Decisions as rows of a table: what is said of each, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from antiphon.runtime.forensics.hindsight import notes
from antiphon.runtime.forensics.story import Told
from antiphon.turns.decisions import Decision, Kind

MAX_WORDS: Final = 60
"""Characters of what was said that a row has room for."""
CALLERS: Final = frozenset({Kind.STARTED, Kind.PAUSED, Kind.ENDED})
"""What the caller did; the rest happened to an answer."""

_STARTED: Final = {
    "speech": "speech",
    "again": "the turn goes on",
    "declared": "the client says so",
}
_ENDED: Final = {
    "judged": "seems finished",
    "latest": "as long as we wait",
    "silence": "enough silence",
    "client": "the client's own silence",
    "declared": "the client says so",
    "stream end": "the stream ended",
    "starved": "no more audio came",
    "asked": "the client wants its answer",
}
_CUT: Final = {
    "declared": "the client says so",
    "unheard": "nothing of the answer was heard yet",
    "text": "typed words",
    "content": "typed content",
    "stop": "the client wants silence",
    "function": "a function's result",
    "connection": "the connection ended",
}
_IGNORED: Final = {"wordless": "no words in it", "no transcript": "nobody could read it"}
_REDRAFTED: Final = {
    "went on": "speech went on",
    "words": "the words are others",
    "text": "typed words came first",
}
_FOR: Final = {
    "length": "it goes on",
    "unread": "long, and unread",
    "words": "words of its own",
    "command": "a word that takes the floor",
    "question": "we had asked something",
    "early": "the answer had hardly begun",
    "dry": "nothing left to play",
}
_AGAINST: Final = {
    "backchannel": "only says: I am listening",
    "wordless": "no words",
    "echo": "sounds like us",
    "echoed": "our own words",
    "quiet": "quieter than the caller",
    "over": "short, and over",
    "bias": "nothing speaks for it",
    "dry": "nothing left to play",
}
_WHY: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.STARTED: _STARTED,
    Kind.ENDED: _ENDED,
    Kind.HELD: {"speech": "speech meets the answer"},
    Kind.RELEASED: _AGAINST,
    Kind.INTERRUPTED: _FOR | _CUT,
    Kind.IGNORED: _AGAINST | _IGNORED,
    Kind.RESUMED: {"stopped for nothing": "it was stopped for nothing"},
    Kind.REDRAFTED: _REDRAFTED,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One decision, told."""

    at: float
    who: str
    kind: Kind
    why: str
    """Its rule in plain words."""
    score: str
    """Beside what it was held against: ``0.82 ≥ 0.75``."""
    silence: str
    """How long it was; where speech went on also how long it might have been: ``416 of 800 ms``."""
    note: str
    """What another rule would have done."""
    words: str
    """What had been read by then, where words are kept and no row before has them."""
    told: Told


def rows(told: Sequence[Told]) -> list[Row]:
    """All of a call's."""
    made: list[Row] = []
    quoted = ""
    for each, note in zip(told, notes(told), strict=True):
        is_new = each.words != quoted and each.decision.kind is not Kind.STARTED
        quoted = each.words if is_new else quoted
        made.append(_row(each, note, each.words if is_new else ""))
    return made


def why(decision: Decision) -> str:
    """A decision's rule in plain words; as it is named, where there are none."""
    if decision.kind is Kind.PAUSED:
        return "speech went on"
    return _WHY.get(decision.kind, {}).get(decision.rule, decision.rule)


def _row(told: Told, note: str, words: str) -> Row:
    decision = told.decision
    has_silence = decision.kind in {Kind.PAUSED, Kind.ENDED} and decision.silence_ms > 0
    return Row(
        at=told.at,
        who="caller" if decision.kind in CALLERS else "answer",
        kind=decision.kind,
        why=why(decision),
        score=_score(decision),
        silence=_silence(decision) if has_silence else "",
        note=note,
        words=_short(words),
        told=told,
    )


def _score(decision: Decision) -> str:
    score, threshold = decision.score, decision.threshold
    if score is None:
        return ""
    if threshold is None:
        return f"{score:.2f}"
    sign = "≥" if score >= threshold else "<"
    return f"{score:.2f} {sign} {threshold:.2f}"


def _silence(decision: Decision) -> str:
    if decision.kind is Kind.PAUSED and decision.needed_ms is not None:
        return f"{decision.silence_ms} of {decision.needed_ms} ms"
    return f"{decision.silence_ms} ms"


def _short(words: str) -> str:
    return words if len(words) <= MAX_WORDS else words[: MAX_WORDS - 1].rstrip() + "…"
