"""The caller's functions in use: which calls are pending, what comes back. Says nothing, decides no turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, Final

from antiphon.session.toolbox import Toolbox
from antiphon.talk import Call, Calls, Result
from antiphon.wire.types import FunctionResponse, Scheduling

MAX_PENDING: Final = 128
"""Calls awaiting results in one session; an engine that asks for more is not heard."""
MAX_REMEMBERED: Final = 256
"""Cancelled calls whose late results are still understood."""
TIMED_OUT: Final[Mapping[str, Any]] = {"error": "The function did not answer in time."}

_SPELLINGS: Final = {
    **{each.value: each for each in Scheduling},
    "INTERRUPTED": Scheduling.INTERRUPT,  # the docs' own slip
}


class Urgency(Enum):
    """When a result that nobody waits for is spoken of (PROTOCOL 4.10)."""

    SILENT = auto()
    WHEN_IDLE = auto()
    INTERRUPT = auto()


@dataclass(slots=True)
class _Pending:
    call: Call
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A response, as far as it concerns the conversation. ``result`` is ``None`` when it only ends a call."""

    result: Result | None
    urgency: Urgency
    was_awaited: bool
    """Whether an open turn waited for this call."""


class Calling:
    """Pending calls by id. Results of calls that were cancelled are late, and understood all the same."""

    def __init__(self, pending: Iterable[Call] = (), count: int = 0) -> None:
        """``pending`` were placed on an earlier connection; no turn waits for them."""
        self.count = count
        """Calls placed so far."""
        self._pending = {call.id: _Pending(call, is_blocking=False) for call in pending}
        self._late: dict[str, Call] = {}

    @property
    def pending(self) -> tuple[Call, ...]:
        """Calls whose results are awaited, oldest first."""
        return tuple(each.call for each in self._pending.values())

    @property
    def is_awaited(self) -> bool:
        """Whether a turn waits for a result."""
        return any(each.is_blocking for each in self._pending.values())

    def place(self, asked: Calls, toolbox: Toolbox) -> tuple[Call, ...]:
        """Gives calls their ids. A call that is pending already is not made twice (PROTOCOL 7, row 12)."""
        placed = []
        for call in asked.calls:
            if not toolbox.permits(call):
                continue
            is_known = any(
                (each.name, each.arguments) == (call.name, call.arguments) for each in self.pending
            )
            if is_known or len(self._pending) >= MAX_PENDING:
                continue
            self.count += 1
            call = replace(call, id=f"call_{self.count}")  # noqa: PLW2901  # from here on it has a name
            self._pending[call.id] = _Pending(call, call.name in toolbox.blocking)
            placed.append(call)
        return tuple(placed)

    def release(self) -> None:
        """No turn waits any more, but the results are still wanted."""
        for each in self._pending.values():
            each.is_blocking = False

    def cancel(self) -> tuple[str, ...]:
        """Gives up the calls that a turn waits for; their ids."""
        dropped = [each.call for each in self._pending.values() if each.is_blocking]
        for call in dropped:
            del self._pending[call.id]
            self._late[call.id] = call
        while len(self._late) > MAX_REMEMBERED:
            del self._late[next(iter(self._late))]
        return tuple(call.id for call in dropped)

    def expire(self) -> tuple[Result, ...]:
        """What the engine is told of calls that a turn has waited for too long; they become late."""
        expired = [each.call for each in self._pending.values() if each.is_blocking]
        self.cancel()
        return tuple(Result(call, TIMED_OUT) for call in expired)

    def take(self, response: FunctionResponse) -> Returned | None:
        """A response; ``None`` for a call that was never made."""
        payload, scheduling = _read(response)
        # An empty last response of a generator ends it without a word (PROTOCOL 2.9).
        is_end = response.will_continue is False and not payload
        if (pending := self._find(response)) is None:
            return self._take_late(response, payload, is_end=is_end)
        if not response.will_continue:
            del self._pending[pending.call.id]
        result = None if is_end else Result(pending.call, payload)
        return Returned(result, Urgency.SILENT if is_end else _urgency(scheduling), pending.is_blocking)

    def _take_late(
        self, response: FunctionResponse, payload: dict[str, Any], *, is_end: bool
    ) -> Returned | None:
        call = self._late.get(response.id or "")
        if call is None:
            return None
        if not response.will_continue:
            del self._late[call.id]
        return Returned(None if is_end else Result(call, payload), Urgency.SILENT, was_awaited=False)

    def _find(self, response: FunctionResponse) -> _Pending | None:
        """By id; without one, as on Vertex, the oldest call of that name."""
        if response.id:
            return self._pending.get(response.id)
        return next((each for each in self._pending.values() if each.call.name == response.name), None)


def _read(response: FunctionResponse) -> tuple[dict[str, Any], Scheduling | None]:
    """The payload without the scheduling that some clients put inside it (PROTOCOL 2.9)."""
    payload = dict(response.response)
    inside = payload.pop("scheduling", None)
    scheduling = response.scheduling
    if scheduling is None and isinstance(inside, str):
        scheduling = _SPELLINGS.get(inside.upper())
    return payload, scheduling


def _urgency(scheduling: Scheduling | None) -> Urgency:
    match scheduling:
        case Scheduling.SILENT:
            return Urgency.SILENT
        case Scheduling.INTERRUPT:
            return Urgency.INTERRUPT
        case _:
            return Urgency.WHEN_IDLE
