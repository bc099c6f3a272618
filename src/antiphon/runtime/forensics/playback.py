"""What of our voice a listener can have heard, and when: the client's buffer, filled by what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from antiphon.talk import OUTPUT_RATE

_SAME_S: Final = 0.002


@dataclass(slots=True)
class Span:
    """A stretch of time, in seconds from the start of the call."""

    start: float
    stop: float

    @property
    def length(self) -> float:
        """In seconds."""
        return self.stop - self.start


@dataclass(slots=True)
class Voice:
    """A stretch of one answer's sound, as it was sent and can have been heard."""

    generation: int
    heard: list[Span]
    sent: list[Span]
    """Each from when it left, as long as it sounds."""
    unheard: Span | None = None
    """What an interruption left in the buffer."""

    @property
    def gaps(self) -> list[Span]:
        """Where the listener's buffer was empty in the middle of it."""
        pairs = zip(self.heard, self.heard[1:], strict=False)
        return [Span(a.stop, b.start) for a, b in pairs if b.start - a.stop > _SAME_S]


class Playback:
    """The listener plays what comes without a gap while it can (DESIGN P3)."""

    def __init__(self) -> None:
        self.voices: list[Voice] = []
        self._dry_at = 0.0
        self._is_cut = False  # what comes now, of whichever answer, is another stretch

    def send(self, generation: int, samples: int, at: float) -> None:
        """So much of an answer is on its way."""
        if self._is_cut or not self.voices or self.voices[-1].generation != generation:
            self._is_cut = False
            self.voices.append(Voice(generation, [], []))
        voice, length = self.voices[-1], samples / OUTPUT_RATE
        start = max(self._dry_at, at)
        self._dry_at = start + length
        voice.sent.append(Span(at, at + length))
        if voice.heard and start - voice.heard[-1].stop < _SAME_S:
            voice.heard[-1].stop = self._dry_at
        else:
            voice.heard.append(Span(start, self._dry_at))

    def rest(self, samples: int, at: float) -> None:
        """So much silence."""
        self._dry_at = max(self._dry_at, at) + samples / OUTPUT_RATE

    def stall(self, seconds: float, at: float) -> None:
        """The socket took nothing: what waits is heard that much later."""
        if self._dry_at <= at - seconds:
            return
        self._dry_at += seconds
        if self.voices and self.voices[-1].heard:
            self.voices[-1].heard[-1].stop += seconds

    def cut(self, at: float) -> None:
        """The listener drops what it has not heard."""
        self._is_cut = True
        for voice in self.voices:
            if voice.heard and voice.heard[-1].stop > at:
                voice.unheard = Span(max(at, voice.heard[0].start), voice.heard[-1].stop)
                voice.heard = [
                    Span(each.start, min(each.stop, at)) for each in voice.heard if each.start < at
                ]
        self._dry_at = min(self._dry_at, at)
