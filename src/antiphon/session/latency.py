"""Where a turn's time went, from the end of speech to the first sound of its answer. Instants in, spans out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnLatency:
    """One turn, in seconds. Each span begins where the one before it ends; what was ready already took none."""

    generation: int
    endpoint: float | None
    """From the end of speech until the turn was taken to be over; ``None``: it was typed."""
    recognition: float
    """Until its transcript was there."""
    model: float
    """Until the answer's first words."""
    synthesis: float
    """Until its first sound; of a written answer nothing."""
    release: float
    """Until that was on its way."""
    drafts: int
    """Answers that were begun before the turn was over."""
    is_draft_hit: bool
    """Whether the last of them was the answer."""

    @property
    def total(self) -> float:
        """From the end of speech, or from the question, to the first sound on its way."""
        return (self.endpoint or 0.0) + self.recognition + self.model + self.synthesis + self.release

    def __str__(self) -> str:
        """In milliseconds, on a line: ``endpoint 264 | asr 0 | llm 0 | tts 0 | out 3 → 267 ms, draft hit``."""
        spans = (
            ("endpoint", self.endpoint),
            ("asr", self.recognition if self.endpoint is not None else None),
            ("llm", self.model),
            ("tts", self.synthesis),
            ("out", self.release),
        )
        told = " | ".join(f"{name} {span * 1000:.0f}" for name, span in spans if span is not None)
        draft = "draft hit" if self.is_draft_hit else f"{self.drafts} drafts wasted" if self.drafts else ""
        return ", ".join(filter(None, [f"{told} → {self.total * 1000:.0f} ms", draft]))


class Stopwatch:
    """Runs from the end of one user turn to the first sound of its answer."""

    __slots__ = (
        "_asked_at",
        "_drafts",
        "_endpoint",
        "_generation",
        "_is_hit",
        "_over_at",
        "_voiced_at",
        "_worded_at",
    )

    def __init__(self) -> None:
        self._endpoint: float | None = None
        self._over_at: float | None = None
        self._asked_at: float | None = None
        self._worded_at: float | None = None
        self._voiced_at: float | None = None
        self._generation = 0
        self._drafts = 0
        self._is_hit = False

    def end(self, endpoint: float, now: float) -> None:
        """A spoken turn is over, ``endpoint`` seconds after its last word."""
        self._endpoint, self._over_at = endpoint, now

    def ask(self, generation: int, now: float, *, drafts: int = 0, is_hit: bool = False) -> None:
        """Its answer is due. What a draft has made already is told next, with the same ``now``."""
        self._generation, self._asked_at, self._drafts, self._is_hit = generation, now, drafts, is_hit
        self._worded_at = self._voiced_at = None

    def word(self, generation: int, now: float) -> None:
        """The answer has words. Only the first count."""
        if generation == self._generation and self._asked_at is not None and self._worded_at is None:
            self._worded_at = now

    def voice(self, generation: int, now: float) -> None:
        """It has sound. Only the first counts."""
        if generation == self._generation and self._asked_at is not None and self._voiced_at is None:
            self._voiced_at = now

    def release(self, generation: int, now: float) -> TurnLatency | None:
        """Something of it leaves: the first time, that is where the time went."""
        asked_at = self._asked_at
        if generation != self._generation or asked_at is None:
            return None
        worded_at = self._worded_at if self._worded_at is not None else asked_at
        voiced_at = self._voiced_at if self._voiced_at is not None else worded_at
        over_at = self._over_at if self._over_at is not None else asked_at
        latency = TurnLatency(
            generation=generation,
            endpoint=self._endpoint,
            recognition=asked_at - over_at,
            model=worded_at - asked_at,
            synthesis=max(voiced_at - worded_at, 0.0),
            release=now - max(voiced_at, worded_at),
            drafts=self._drafts,
            is_draft_hit=self._is_hit,
        )
        self.reset()
        return latency

    def reset(self) -> None:
        """Nothing is waited for."""
        self._endpoint = self._over_at = self._asked_at = None
