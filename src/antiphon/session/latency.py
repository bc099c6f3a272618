"""Where a turn's time went, from the end of speech to the first sound of its answer. Instants in, spans out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnLatency:
    """One turn, in seconds. Each span begins where the one before it ends; what was ready already took none."""

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
    def wasted(self) -> int:
        """Drafts that were made for nothing."""
        return self.drafts - self.is_draft_hit

    @property
    def total(self) -> float:
        """From the end of speech, or from the question, to the first sound on its way."""
        return (self.endpoint or 0.0) + self.recognition + self.model + self.synthesis + self.release

    def __str__(self) -> str:
        """In milliseconds: ``endpoint 264 | asr 0 (draft) | llm 0 (draft) | tts 0 (draft) | out 3 → 267 ms, draft hit``."""
        spans = (
            ("endpoint", self.endpoint, False),
            ("asr", self.recognition if self.endpoint is not None else None, self.is_draft_hit),
            ("llm", self.model, self.is_draft_hit),
            ("tts", self.synthesis, self.is_draft_hit),
            ("out", self.release, False),
        )
        told = " | ".join(
            _span(name, span, can_be_ready=ready) for name, span, ready in spans if span is not None
        )
        notes = ["draft hit"] * self.is_draft_hit + [f"{self.wasted} wasted"] * bool(self.wasted)
        return ", ".join([f"{told} → {self.total * 1000:.0f} ms", *notes])


def _span(name: str, seconds: float, *, can_be_ready: bool) -> str:
    told = f"{seconds * 1000:.0f}"
    return f"{name} {told} (draft)" if can_be_ready and told == "0" else f"{name} {told}"


class Stopwatch:
    """Runs from the end of one user turn to the first sound of its answer."""

    __slots__ = (
        "_asked_at",
        "_drafts",
        "_endpoint",
        "_is_hit",
        "_over_at",
        "_voiced_at",
        "_worded_at",
        "told",
    )

    def __init__(self) -> None:
        self._endpoint: float | None = None
        self._over_at: float | None = None
        self._asked_at: float | None = None
        self._worded_at: float | None = None
        self._voiced_at: float | None = None
        self._drafts = 0
        self._is_hit = False
        self.told: TurnLatency | None = None
        """Of the answer in flight, once it has begun."""

    @property
    def is_running(self) -> bool:
        """Whether an answer is waited for."""
        return self._asked_at is not None

    def end(self, endpoint: float, now: float) -> None:
        """A spoken turn is over, ``endpoint`` seconds after its last word."""
        self._endpoint, self._over_at = endpoint, now

    def ask(self, now: float, *, drafts: int = 0, is_hit: bool = False) -> None:
        """Its answer is due."""
        self._asked_at, self._drafts, self._is_hit = now, drafts, is_hit
        self._worded_at = self._voiced_at = None

    def note(self, now: float, *, has_words: bool, has_sound: bool) -> None:
        """What there is of the answer by now."""
        if has_words and self._worded_at is None:
            self._worded_at = now
        if has_sound and self._voiced_at is None:
            self._voiced_at = now

    def release(self, now: float) -> TurnLatency | None:
        """Something of it leaves: the first time, that is where the time went."""
        asked_at = self._asked_at
        if asked_at is None:
            return None
        worded_at = self._worded_at if self._worded_at is not None else asked_at
        voiced_at = self._voiced_at if self._voiced_at is not None else worded_at
        over_at = self._over_at if self._over_at is not None else asked_at
        self.told = TurnLatency(
            endpoint=self._endpoint,
            recognition=asked_at - over_at,
            model=worded_at - asked_at,
            synthesis=max(voiced_at - worded_at, 0.0),
            release=now - max(voiced_at, worded_at),
            drafts=self._drafts,
            is_draft_hit=self._is_hit,
        )
        self._asked_at = None
        return self.told

    def reset(self) -> None:
        """Nothing is waited for, nothing has begun."""
        self._endpoint = self._over_at = self._asked_at = self.told = None
