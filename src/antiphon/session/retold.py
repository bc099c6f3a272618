"""A call told in a few words: a session's inputs by name, its effects in brief, and how both are played again."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from antiphon.session.effects import Close, Decide, Effect, Respond, Send
from antiphon.session.listening import WINDOW
from antiphon.session.machine import Session
from antiphon.talk import Call, Entry, Result, Said
from antiphon.wire.messages import ServerContent, ServerMessage

INPUTS: Final = (
    "begin",
    "restore",
    "snapshot",
    "receive",
    "arrive",
    "see",
    "hear",
    "heard",
    "turn_score",
    "measured",
    "engine",
    "stalled",
    "leave",
    "tick",
    "fail",
)
"""Everything that can happen to a session. A new input needs a line here and nothing else."""

WITH_NOW: Final = frozenset(
    name for name in INPUTS if "now" in inspect.signature(getattr(Session, name)).parameters
)
"""Inputs that take the time, as their last argument."""

LISTEN, WAIT = "listen", "wait"
"""What a `Row` may say besides an input: a stretch of sound, and that timers have rung up to this instant."""

Row = tuple[float, str, tuple[Any, ...], list[str]]
"""When, which input, its arguments, and in brief what came of it before the next.

`LISTEN` takes when the stretch ends, the sizes that arrived (``"320*50"``), and what the detector found in each
window (``"0.02*12 0.97*20"``), either spread evenly.
"""

_SPAN: Final = re.compile(r"(\w+ \d+) (\d+):(\d+)")
_SAME_S: Final = 2e-6  # rows are written to the microsecond


class StuckClock(Exception):  # noqa: N818  # read as what it found
    """A session asked to be woken at an instant that had passed, and did nothing when it was."""


def put(session: Session, name: str, arguments: Iterable[Any], now: float) -> None:
    """Gives the session one input."""
    method = getattr(session, name)
    if name in WITH_NOW:
        method(*arguments, now)
    else:
        method(*arguments)


def brief(effect: Effect, *, with_words: bool = True) -> str:
    """An effect in a word or two: ``play 1 0:2400``, ``says Hello``, ``turn complete``, ``close 1001``."""
    if isinstance(effect, Send):
        kind, words = message(effect.message)
        return f"{kind} {words}" if words and with_words else kind
    if isinstance(effect, Decide):
        return f"decide {effect.decision.kind.value}"
    values = {each.name: getattr(effect, each.name) for each in dataclasses.fields(effect)}
    is_draft = isinstance(effect, Respond) and effect.prompt.tentative
    told = ["draft" if is_draft else type(effect).__name__.lower()]
    span = f"{values.pop('start')}:{values.pop('stop')}" if {"start", "stop"} <= values.keys() else ""
    told += [str(value) for value in values.values() if isinstance(value, int)]
    words = _words(effect) if with_words else ""
    return " ".join(filter(None, [*told, span, words]))


def _words(effect: Effect) -> str:
    match effect:
        case Close(_, reason):
            return reason
        case Respond(_, prompt):
            user = f"to {prompt.user.text}" if prompt.user else ""
            return f"{user} after {_entry(prompt.history[-1])}".strip() if prompt.history else user
    return ""


def _entry(entry: Entry) -> str:
    match entry:
        case Said():
            return entry.text
        case Call():
            return f"the call of {entry.name}"
        case Result():
            return f"the result of {entry.call.name}"


def message(sent: ServerMessage) -> tuple[str, str]:
    """What a message says in a word or two, and its words, if it has some."""
    if sent.voice_activity is not None:
        return sent.voice_activity.type.value.removeprefix("ACTIVITY_").lower(), ""
    if sent.setup_complete is not None:
        return "ready", ""
    if sent.go_away is not None:
        return f"go away {sent.go_away.time_left}", ""
    if sent.tool_call is not None:
        return f"calls {', '.join(call.name for call in sent.tool_call.function_calls)}", ""
    if sent.server_content is not None:
        return _content(sent.server_content)
    return " ".join(_members(sent)), ""


def _content(content: ServerContent) -> tuple[str, str]:
    if content.input_transcription is not None:
        return "hears", content.input_transcription.text
    if content.interim_input_transcription is not None:
        return "hears so far", content.interim_input_transcription.text
    if content.output_transcription is not None:
        return "says", content.output_transcription.text
    if content.model_turn is not None:
        if any(part.thought for part in content.model_turn.parts):
            return "thinks", "".join(part.text or "" for part in content.model_turn.parts)
        return "writes", "".join(part.text or "" for part in content.model_turn.parts)
    if content.interrupted:
        return "interrupted", ""
    if content.generation_complete:
        return "generated", ""
    if content.turn_complete and (reason := content.turn_complete_reason) is not None:
        return f"turn complete: {reason.value}", ""
    return "turn complete" if content.turn_complete else " ".join(_members(content)), ""


def _members(struct: msgspec.Struct) -> list[str]:
    return [each for each in struct.__struct_fields__ if getattr(struct, each)]


def fold(told: Iterable[str]) -> list[str]:
    """Spans that continue one another become one: ``play 1 0:2400``, ``play 1 2400:4800`` → ``play 1 0:4800``.

    Playing and feeding go on side by side, so either may continue what stands before the other.
    """
    folded: list[str] = []
    open_spans: dict[str, int] = {}
    for each in told:
        span = _SPAN.fullmatch(each)
        if span is None:
            open_spans.clear()
            folded.append(each)
            continue
        index = open_spans.get(span[1])
        if index is not None and folded[index].endswith(f":{span[2]}"):
            folded[index] = f"{folded[index].rpartition(':')[0]}:{span[3]}"
        else:
            open_spans[span[1]] = len(folded)
            folded.append(each)
    return folded


def perform(session: Session, rows: Sequence[Row], *, is_exact: bool = False) -> list[Row]:
    """Plays the rows to a session, and returns them with what came of each.

    Between them time passes: the session is woken whenever it asks to be, unless the rows are exact and hold
    their own ``tick``.
    """
    told: list[list[str]] = []
    for at, name, arguments, _ in rows:
        if told and not is_exact and name != WAIT:
            told[-1] += _wait(session, at)
        came = list(_wait(session, at + _SAME_S)) if name == WAIT else []
        told.append(came)
        for now, method, given in _unfold(at, name, arguments):
            if not is_exact:
                came += _wait(session, now)
            put(session, method, given, now)
            came += map(brief, session.drain())
    return [(*row[:3], fold(came)) for row, came in zip(rows, told, strict=True)]


def _wait(session: Session, until: float) -> Iterator[str]:
    while (due := session.deadline) is not None and due < until:
        session.tick(due)
        effects = session.drain()
        if not effects and session.deadline == due:
            raise StuckClock(due)
        yield from map(brief, effects)


def _unfold(at: float, name: str, arguments: tuple[Any, ...]) -> Iterator[tuple[float, str, tuple[Any, ...]]]:
    if name == WAIT:
        return
    if name != LISTEN:
        yield at, name, arguments
        return
    until, arrived, scored = arguments
    sizes, scores = runs(arrived), runs(scored)
    events = [(_spread(at, until, index, len(sizes)), 0, size) for index, size in enumerate(sizes)]
    events += [(_spread(at, until, index, len(scores)), 1, score) for index, score in enumerate(scores)]
    for now, is_score, value in sorted(events, key=lambda event: event[:2]):
        yield (now, "hear", (value, WINDOW)) if is_score else (now, "arrive", (int(value),))


def _spread(at: float, until: float, index: int, count: int) -> float:
    return until if index == count - 1 else at + (until - at) * index / (count - 1)


def runs(text: str) -> list[float]:
    """``"0.02*3 0.97"`` → ``[0.02, 0.02, 0.02, 0.97]``."""
    values: list[float] = []
    for run in text.split():
        value, _, count = run.partition("*")
        values += [float(value)] * int(count or 1)
    return values
