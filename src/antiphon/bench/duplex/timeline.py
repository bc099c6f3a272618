"""What happened in a call, as the caller heard it. However the call was run: scores know nothing else of it."""

from __future__ import annotations

import msgspec

from antiphon.bench.duplex.scenario import Event, Half, Scenario

Span = tuple[float, float]
"""From, to; every instant is in seconds since the call began."""


class Take(msgspec.Struct):
    """An event that took place."""

    event: Event
    onset: float
    """Its first audible sample."""
    end: float
    """Its last."""
    pauses: list[Span] = msgspec.field(default_factory=list)


class Answer(msgspec.Struct):
    """What the caller heard of an answer."""

    began: float
    """Its first sample, silent or not."""
    audible: float | None = None
    """Its first audible sample."""
    until: float = 0.0
    """Its last sample that was played; it may have been dropped before."""
    gaps: list[Span] = msgspec.field(default_factory=list)
    """When there was nothing to play, and then there was."""
    text: str = ""
    is_stopped: bool = False
    """By ``interrupted``."""


class Told(msgspec.Struct):
    """Words, and when they came."""

    at: float
    text: str


class Timeline(msgspec.Struct):
    """One call."""

    scenario: str
    half: Half
    voice: str
    is_scripted: bool
    """What was answered came from a script."""
    takes: list[Take] = msgspec.field(default_factory=list)
    answers: list[Answer] = msgspec.field(default_factory=list)
    stops: list[float] = msgspec.field(default_factory=list)
    """When ``interrupted`` came."""
    starts: list[float] = msgspec.field(default_factory=list)
    """When the caller's activity was said to begin."""
    ends: list[float] = msgspec.field(default_factory=list)
    """When it was said to end: the turn was taken to be over."""
    heard: list[Told] = msgspec.field(default_factory=list)
    """Transcripts of the caller's turns."""
    latencies: list[dict[str, float | bool | None]] = msgspec.field(default_factory=list)
    """Where turns' time went, as the server tells it."""
    missed: list[Event] = msgspec.field(default_factory=list)
    """Events whose time never came."""
    late_ms: float = 0.0
    """How late the caller's own chunks left, 95th percentile: more than a few, and the machine was too busy."""
    failure: str = ""
    """Why the call ended before its time."""
    session: str = ""
    """The server's name for it: part of its journal's."""

    @classmethod
    def of(cls, scenario: Scenario) -> Timeline:
        """An empty one."""
        return cls(scenario.name, scenario.half, scenario.voice, scenario.brain == "script")
