"""Writes down what was decided about the floor, as effects. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from antiphon.session.effects import Decide, Effect
from antiphon.session.listening import WINDOW, Listener, UserTurn
from antiphon.turns.activity import MS
from antiphon.turns.decisions import Decision, Kind
from antiphon.turns.endpointing import LIKELY
from antiphon.turns.interruption import Judgement


class Chronicle:
    """One session's decisions, each with where the stream stood."""

    def __init__(self, listener: Listener, effects: list[Effect]) -> None:
        self._listener = listener
        self._effects = effects
        self._paused_at = 0  # where the speech ended before the newest pause
        self._verdict: float | None = None  # on that pause

    # What becomes of the caller's activity

    def start(self, turn: UserTurn) -> None:
        """It began, or the turn that is not answered yet goes on."""
        self._verdict = None
        is_new = turn.revision == 0
        self.note(Kind.STARTED, "declared" if self._listener.is_manual else "speech" if is_new else "again")

    def pause(self) -> None:
        """It pauses: perhaps that was all."""
        self._paused_at, self._verdict = self._listener.speech_end, None

    def verdict(self, turn: int, revision: int, probability: float) -> None:
        """The turn detector has judged a pause. Late is wrong (P5)."""
        ours = self._listener.turn
        if ours is not None and (turn, revision) == (ours.number, ours.revision):
            self._verdict = round(probability, 4)

    def resume(self) -> None:
        """The pause was not the end."""
        silence_ms = max(self._listener.position - WINDOW - self._paused_at, 0) // MS
        score, self._verdict = self._verdict, None
        self.note(Kind.PAUSED, "went on", score=score, threshold=LIKELY, silence_ms=silence_ms)

    def end(self, why: str = "") -> None:
        """It is over. ``why``, unless by what was heard."""
        listener, score = self._listener, self._verdict
        if not why:
            if listener.is_manual:
                why = "declared"
            elif listener.is_cut:
                why = "stream end"
            elif listener.has_own_silence:
                why = "client"
            elif not listener.is_judged:
                why = "silence"
            else:
                why = "judged" if score is not None and score >= LIKELY else "latest"
        self.note(Kind.ENDED, why, score=score, threshold=LIKELY)

    # Anything

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
        if silence_ms is None:
            silence_ms = max(listener.silence, 0) // MS
        decision = Decision(
            kind,
            turn=listener.turn.number if listener.turn is not None else listener.turns,
            position=listener.position,
            rule=rule,
            score=score,
            threshold=threshold if score is not None else None,
            silence_ms=silence_ms,
            speech_ms=0 if listener.is_manual else max(listener.speech_end - listener.onset, 0) // MS,
            evidence=dict(evidence or {}),
        )
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
