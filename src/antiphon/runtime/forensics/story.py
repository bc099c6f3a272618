"""A journal read for what was decided in it: the call is played again, and what is worth showing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from antiphon.runtime.forensics.playback import Playback, Span, Voice
from antiphon.runtime.journal_lines import Recorded
from antiphon.runtime.replay import Step, replay
from antiphon.session.effects import Decide, Effect, Play, Report, Rest, Send
from antiphon.session.latency import TurnLatency
from antiphon.session.listening import WINDOW
from antiphon.talk import INPUT_RATE, Heard, Interim
from antiphon.turns.decisions import Decision, Kind
from antiphon.wire.messages import ClientContent, RealtimeInput, ServerMessage

WINDOW_S = WINDOW / INPUT_RATE
_ENDS_HOLD = frozenset({Kind.RELEASED, Kind.INTERRUPTED, Kind.IGNORED})


@dataclass(frozen=True, slots=True)
class Told:
    """A decision, and when; seconds from the start of the call."""

    at: float
    decision: Decision
    words: str = ""
    """Of the turn, as far as they were read by then; empty where none are kept."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A window of the caller's audio, and the probability that it is speech."""

    at: float
    probability: float


@dataclass(frozen=True, slots=True)
class Caption:
    """Words, and when they sounded."""

    span: Span
    text: str
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Where the time before an answer went."""

    at: float
    """When its first sound left."""
    latency: TurnLatency


@dataclass(slots=True)
class Story:
    """One call."""

    recorded: Recorded
    length_s: float = 0.0
    inputs: int = 0
    differing: int = 0
    """Inputs of which something else came than when the call was recorded."""
    audio_s: float = 0.0
    """Of the caller's, whatever it held."""
    told: list[Told] = field(default_factory=list)
    scored: list[Scored] = field(default_factory=list)
    speech: list[Span] = field(default_factory=list)
    """The caller's, without its pauses."""
    voices: list[Voice] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)
    """While nothing more of an answer left."""
    heard: list[Caption] = field(default_factory=list)
    said: list[Caption] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)

    @property
    def gaps(self) -> list[Span]:
        """Silence that was heard in the middle of answers."""
        return [gap for voice in self.voices for gap in voice.gaps]

    def held_s(self, gap: Span) -> float:
        """How much of a gap there is because the answer was held; the rest was not made in time."""
        return sum(max(min(gap.stop, held.stop) - max(gap.start, held.start), 0.0) for held in self.held)

    @property
    def is_hurried(self) -> bool:
        """Whether the caller's audio came faster than it sounds: then instants say little of its lengths."""
        return self.audio_s > 1.0 and self.audio_s > 1.2 * self.length_s


class Reader:
    """Takes steps, tells the story."""

    def __init__(self, recorded: Recorded) -> None:
        self._story = Story(recorded)
        self._playback = Playback()
        self._words: dict[int, str] = {}
        self._pieces: list[tuple[float, str]] = []
        self._start: float | None = None

    def read(self, steps: Iterable[Step]) -> Story:
        """All of it."""
        story = self._story
        for step in steps:
            if self._start is None:
                self._start = step.entry.at
            at = step.entry.at - self._start
            story.length_s = max(story.length_s, at)
            story.inputs += 1
            story.differing += step.differs
            self._input(step.entry.name, step.entry.arguments, at)
            for effect in step.effects:
                self._effect(effect, at)
        self._finish()
        return story

    def _input(self, name: str, arguments: tuple[Any, ...], at: float) -> None:
        has_words = self._story.recorded.has_words
        match name, arguments:
            case "arrive", (samples,):
                self._story.audio_s += samples / INPUT_RATE
            case "hear", (probability, _):
                self._story.scored.append(Scored(at, min(max(probability, 0.0), 1.0)))
            case "heard", (Heard() | Interim() as heard,) if has_words:
                self._words[heard.turn] = heard.text.strip()
            case "receive", (RealtimeInput(text=str(text)),):
                self._type(text, at)
            case "receive", (ClientContent(turns=turns),) if turns:
                self._type(" ".join(turn.text for turn in turns), at)
            case "stalled", (seconds,):
                self._playback.stall(seconds, at)

    def _type(self, text: str, at: float) -> None:
        if self._story.recorded.has_words and text.strip():
            self._story.heard.append(Caption(Span(at, at), text.strip(), is_typed=True))

    def _effect(self, effect: Effect, at: float) -> None:
        match effect:
            case Decide(decision):
                self._story.told.append(Told(at, decision, self._words.get(decision.turn, "")))
            case Play(generation, start, stop):
                self._playback.send(generation, stop - start, at)
                self._place(self._playback.voices[-1])
            case Rest(_, samples):
                self._playback.rest(samples, at)
            case Report(_, latency):
                self._story.answered.append(Answered(at, latency))
            case Send(message):
                self._sent(message, at)

    def _sent(self, message: ServerMessage, at: float) -> None:
        content = message.server_content
        if content is None:
            return
        if content.interrupted:
            self._playback.cut(at)
        if content.output_transcription is not None and self._story.recorded.has_words:
            self._pieces.append((at, content.output_transcription.text))

    def _place(self, voice: Voice) -> None:
        """Words that waited for the sound in which they begin."""
        if not self._pieces:
            return
        text = "".join(text for _, text in self._pieces)
        self._pieces.clear()
        said, stop = self._story.said, voice.heard[-1].stop
        start = stop - voice.sent[-1].length
        if said and said[-1].span.start >= voice.heard[0].start:
            said[-1] = Caption(Span(said[-1].span.start, stop), said[-1].text + text)
        else:
            said.append(Caption(Span(start, stop), text))

    def _finish(self) -> None:
        story = self._story
        story.voices = self._playback.voices
        story.speech = list(_speech(story.told, story.length_s))
        story.held = list(_held(story.told, story.length_s))
        story.heard += _captions(story.told, self._words, story.length_s)
        story.heard.sort(key=lambda caption: caption.span.start)
        ends = [voice.heard[-1].stop for voice in story.voices if voice.heard]
        story.length_s = max([story.length_s, *(min(end, story.length_s + 30.0) for end in ends)])


def story_of(recorded: Recorded) -> Story:
    """Plays the call again."""
    return Reader(recorded).read(replay(recorded))


def onset(told: Told) -> float:
    """When the speech began that a decision is about."""
    return told.at - (told.decision.speech_ms + told.decision.silence_ms) / 1000


def _speech(told: Iterable[Told], end: float) -> Iterator[Span]:
    """From each start to its end, without the pauses that were noticed."""
    start: float | None = None
    for each in told:
        silence_s = each.decision.silence_ms / 1000
        match each.decision.kind:
            case Kind.STARTED:
                start = max(onset(each), 0.0)
            case Kind.PAUSED if start is not None:
                resumed = each.at - WINDOW_S
                yield Span(start, max(resumed - silence_s, start))
                start = resumed
            case Kind.ENDED if start is not None:
                yield Span(start, max(each.at - silence_s, start))
                start = None
    if start is not None:
        yield Span(start, end)


def _held(told: Iterable[Told], end: float) -> Iterator[Span]:
    since: float | None = None
    for each in told:
        if each.decision.kind is Kind.HELD:
            since = each.at
        elif each.decision.kind in _ENDS_HOLD and since is not None:
            yield Span(since, each.at)
            since = None
    if since is not None:
        yield Span(since, end)


def _captions(told: Iterable[Told], words: dict[int, str], end: float) -> Iterator[Caption]:
    """A turn's words, from its first start to its last end."""
    spans: dict[int, Span] = {}
    for each in told:
        turn = each.decision.turn
        if each.decision.kind is Kind.STARTED:
            spans.setdefault(turn, Span(max(onset(each), 0.0), end))
        elif each.decision.kind is Kind.ENDED and turn in spans:
            spans[turn].stop = each.at - each.decision.silence_ms / 1000
    for turn, span in spans.items():
        if words.get(turn):
            yield Caption(span, words[turn])
