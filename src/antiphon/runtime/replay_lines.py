"""A replayed call as a timeline: what came in, what went out, what it changed. Streams are folded into runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from antiphon.runtime.journal_plain import fields_of
from antiphon.runtime.replay import Step
from antiphon.session.effects import Close, Effect, Send
from antiphon.session.generation import Voiced
from antiphon.session.retold import brief, message
from antiphon.session.states import State
from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Heard, Text
from antiphon.wire.messages import ClientContent, RealtimeInput
from antiphon.wire.setup import Setup

IN, OUT, CHANGE, END, TIMER = "<", ">", "=", "!", "%"
_SPAN: Final = re.compile(r"(play|feed|rest) (\d+) (?:(\d+):)?(\d+)")
_UPPER: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Line(NamedTuple):
    """One line of a timeline."""

    at: float
    sigil: str
    text: str


@dataclass(slots=True)
class Run:
    """Many inputs or effects of one kind, with nothing worth telling between them."""

    at: float
    sigil: str
    what: str
    count: int = 0
    samples: int = 0
    low: float = 1.0
    high: float = 0.0
    words: str = ""

    @property
    def line(self) -> Line:
        """The run in a line."""
        return Line(self.at, self.sigil, f"{self.what} {self._amount()}")

    def _amount(self) -> str:
        kind = self.what.partition(" ")[0]
        heard_s, said_s = f"{self.samples / INPUT_RATE:.2f} s", f"{self.samples / OUTPUT_RATE:.2f} s"
        match kind:
            case "arrive":
                return f"{_some(self.count, 'piece')}, {heard_s}"
            case "hear":
                return f"{_some(self.count, 'window')}, p {self.low:.2f}..{self.high:.2f}, {heard_s}"
            case "feed":
                return heard_s
            case "play" | "rest":
                return said_s
            case "engine":
                return f"{_some(len(self.words), 'character')}, {said_s} of audio"
        return self.words


class Timeline:
    """Makes lines of steps. ``has_words``: texts are what was said, and worth showing."""

    def __init__(self, *, has_words: bool) -> None:
        self._has_words = has_words
        self._runs: dict[str, Run] = {}
        self._state = State.AWAITING_SETUP
        self._start: float | None = None
        self._at = 0.0

    def lines(self, steps: Iterable[Step]) -> Iterator[Line]:
        """The whole story."""
        for step in steps:
            if self._start is None:
                self._start = step.entry.at
            self._at = step.entry.at - self._start
            yield from self._input(step)
            for effect in step.effects:
                yield from self._effect(effect)
            if step.raised:
                yield from self._line(END, f"raised {step.raised}")
            if step.state is not self._state:
                self._state = step.state
                yield from self._line(CHANGE, step.state.value)
        yield from self._flush()

    def _input(self, step: Step) -> Iterator[Line]:
        name, arguments = step.entry.name, step.entry.arguments
        match name, arguments:
            case "arrive", (samples,):
                self._run(IN, "arrive", samples=samples)
            case "hear", (probability, samples):
                run = self._run(IN, "hear", samples=samples)
                run.low, run.high = min(run.low, probability), max(run.high, probability)
            case "engine", (generation, Text() | Voiced() as event):
                run = self._run(IN, f"engine {generation}")
                run.samples += event.samples if isinstance(event, Voiced) else 0
                run.words += event.text if isinstance(event, Text) else ""
            case "tick", ():
                is_quiet = all(_SPAN.fullmatch(brief(effect)) or _says(effect) for effect in step.effects)
                if not is_quiet or step.state is not self._state:
                    yield from self._line(TIMER, "tick")
            case "fail", (error,):
                yield from self._line(END, f"fail {type(error).__name__} {error}")
            case _:
                told = " ".join([name, *map(self._argument, arguments)]).rstrip()
                yield from self._line(IN, told)

    def _argument(self, value: Any) -> str:
        match value:
            case int() | float():
                return f"{value:g}"
            case Setup():
                return f"setup {value.model}"
            case RealtimeInput():
                return self._worded(", ".join(_members(value)), value.text or "")
            case ClientContent():
                words = "".join(turn.text for turn in value.turns)
                asks = "complete" if value.turn_complete else "incomplete"
                return self._worded(f"client content, {_some(len(value.turns), 'turn')}, {asks}", words)
            case Heard():
                return self._worded(f"{value.turn}.{value.revision}", value.text)
        return _UPPER.sub(" ", type(value).__name__).lower()

    def _effect(self, effect: Effect) -> Iterator[Line]:
        if span := _SPAN.fullmatch(brief(effect)):
            self._run(OUT, f"{span[1]} {span[2]}", samples=int(span[4]) - int(span[3] or 0))
        elif says := _says(effect):
            run = self._run(OUT, says[0])
            run.words = run.words + says[1] if self._has_words else _some(run.count, "piece")
        elif isinstance(effect, Send):
            yield from self._line(OUT, self._worded(*message(effect.message)))
        else:
            is_end = isinstance(effect, Close)  # whose reason is ours
            told = brief(effect, with_words=self._has_words or is_end)
            yield from self._line(END if is_end else OUT, told)

    def _worded(self, told: str, words: str) -> str:
        if not words:
            return told
        return f"{told}: {words}" if self._has_words else f"{told}: {_some(len(words), 'character')}"

    def _run(self, sigil: str, what: str, samples: int = 0) -> Run:
        run = self._runs.setdefault(what, Run(self._at, sigil, what))
        run.count += 1
        run.samples += samples
        return run

    def _line(self, sigil: str, text: str) -> Iterator[Line]:
        yield from self._flush()
        yield Line(self._at, sigil, text)

    def _flush(self) -> Iterator[Line]:
        yield from (run.line for run in self._runs.values())
        self._runs.clear()


def differences(steps: Iterable[Step]) -> Iterator[Line]:
    """Where the machine behaves otherwise than it did."""
    start: float | None = None
    for step in steps:
        start = step.entry.at if start is None else start
        if step.differs:
            was, now = ", ".join(step.expected) or "nothing", ", ".join(step.told) or "nothing"
            yield Line(step.entry.at - start, END, f"{step.entry.name} gave {was}; now it gives {now}")


def _some(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _says(effect: Effect) -> tuple[str, str] | None:
    """Pieces of an answer's text, which come by the word."""
    if isinstance(effect, Send) and (told := message(effect.message))[0] in {"says", "writes", "thinks"}:
        return told
    return None


def _members(value: RealtimeInput) -> list[str]:
    return [each.name.replace("_", " ") for each in fields_of(RealtimeInput) if getattr(value, each.name)]
