"""Writes down what was decided about the floor, as effects. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from antiphon.session.effects import Decide, Effect
from antiphon.session.listening import Listener
from antiphon.turns.activity import MS
from antiphon.turns.decisions import Decision, Kind
from antiphon.turns.interruption import Judgement


class Chronicle:
    """One session's decisions, each with where the stream stood."""

    def __init__(self, listener: Listener, effects: list[Effect]) -> None:
        self._listener = listener
        self._effects = effects

    def note(
        self,
        kind: Kind,
        rule: str,
        *,
        score: float | None = None,
        threshold: float | None = None,
        evidence: Mapping[str, float] | None = None,
        silence_ms: int | None = None,
    ) -> None:
        """Of the turn that is open, or was the last one."""
        listener = self._listener
        turn = listener.turn.number if listener.turn is not None else listener.turns
        if silence_ms is None:
            silence_ms = max(listener.silence, 0) // MS
        told = dict(evidence or {})
        decision = Decision(kind, turn, listener.position, rule, score, threshold, silence_ms, told)
        self._effects.append(Decide(decision))

    def judged(self, kind: Kind, judgement: Judgement, threshold: float, rule: str = "") -> None:
        """The same, by a judgement; ``rule`` where something else than its score was decisive."""
        self.note(
            kind,
            rule or judgement.rule,
            score=round(judgement.score, 4),
            threshold=threshold,
            evidence=judgement.evidence,
        )

    def paused(self, kind: Kind) -> None:
        """A pause is over: speech went on after it, or it was the end. ``needed_ms`` is the silence that would be."""
        pause = self._listener.last_pause
        if pause is None:
            self.note(kind, "declared")
            return
        score = None if pause.score is None else round(pause.score, 4)
        evidence = {**pause.evidence, "needed_ms": float(pause.needed_ms)}
        self.note(kind, pause.rule, score=score, evidence=evidence, silence_ms=pause.silence_ms)
