"""What the caller would have heard of a rehearsed call, in seconds since its first sample. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from antiphon.runtime.journal_lines import Recorded
from antiphon.runtime.replay import Step
from antiphon.session.effects import Decide, Effect, Play, Report, Rest, Send
from antiphon.session.latency import TurnLatency
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.turns.decisions import Decision, Kind
from antiphon.wire.messages import ServerContent

GAP_S: Final = 0.005
"""A shorter one is none."""
Span = tuple[float, float]


@dataclass(slots=True)
class Voice:
    """An answer, as it is heard."""

    generation: int
    began: float
    until: float
    """Its last sample that was played."""
    gaps: list[Span] = field(default_factory=list)
    is_stopped: bool = False
    text: str = ""


@dataclass(slots=True)
class Told:
    """Words of the caller's, and when they were sent back."""

    at: float
    text: str


@dataclass(slots=True)
class Scene:
    """One call, as it went."""

    voices: list[Voice] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    """When ``interrupted`` left."""
    decisions: list[tuple[float, Decision]] = field(default_factory=list)
    heard: list[Told] = field(default_factory=list)
    latencies: list[tuple[float, TurnLatency]] = field(default_factory=list)

    def sounding(self, at: float) -> Voice | None:
        """The answer that is heard at an instant."""
        return next((voice for voice in reversed(self.voices) if voice.began <= at < voice.until), None)

    def of(self, kind: Kind) -> list[tuple[float, Decision]]:
        """Decisions of one kind."""
        return [each for each in self.decisions if each[1].kind is kind]


def began_at(recorded: Recorded) -> float:
    """When the first sample was spoken: a piece of audio leaves when its last one has been."""
    arrived, earliest = 0, None
    for entry in recorded.entries:
        if entry.name == "arrive":
            arrived += entry.arguments[0]
            first = entry.at - arrived / INPUT_RATE
            earliest = first if earliest is None else min(earliest, first)
    return earliest if earliest is not None else (recorded.entries[0].at if recorded.entries else 0.0)


def witness(steps: Iterable[Step], zero: float) -> Scene:
    """Listens to a rehearsal, or a replay. ``zero``: when the call began."""
    scene = Scene()
    for step in steps:
        for effect in step.effects:
            _take(scene, effect, step.entry.at - zero)
    return scene


def _take(scene: Scene, effect: Effect, at: float) -> None:
    match effect:
        case Play(generation, start, stop):
            _play(scene, generation, (stop - start) / OUTPUT_RATE, at)
        case Rest(generation, samples):
            _play(scene, generation, samples / OUTPUT_RATE, at)
        case Decide(decision):
            scene.decisions.append((at, decision))
        case Report(_, latency):
            scene.latencies.append((at, latency))
        case Send(message) if message.server_content is not None:
            _hear(scene, message.server_content, at)


def _play(scene: Scene, generation: int, seconds: float, at: float) -> None:
    last = scene.voices[-1] if scene.voices else None
    if last is None or last.generation != generation:
        last = Voice(generation, max(at, last.until if last else at), at)
        last.until = last.began
        scene.voices.append(last)
    elif at > last.until + GAP_S:
        last.gaps.append((last.until, at))
    last.until = max(last.until, at) + seconds


def _hear(scene: Scene, content: ServerContent, at: float) -> None:
    if content.interrupted:
        scene.stops.append(at)
        if scene.voices and scene.voices[-1].until > at:
            scene.voices[-1].until, scene.voices[-1].is_stopped = at, True
    if content.input_transcription is not None:
        scene.heard.append(Told(at, content.input_transcription.text))
    if content.output_transcription is not None and scene.voices:
        scene.voices[-1].text += content.output_transcription.text
