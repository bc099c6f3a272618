"""Writes down what was decided about the floor, as effects. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from antiphon.session.effects import Decide, Effect
from antiphon.session.listening import Listener, UserTurn
from antiphon.turns.activity import MS
from antiphon.turns.decisions import Decision, Kind
from antiphon.turns.interruption import Judgement
from antiphon.turns.pauses import Pause


class Chronicle:
    """One session's decisions, each with where the stream stood."""

    def __init__(self, listener: Listener, effects: list[Effect]) -> None:
        self._listener = listener
        self._effects = effects

    def started(self, turn: UserTurn) -> None:
        """The caller's activity began, or goes on with a turn that is not answered yet."""
        is_new = turn.revision == 0
        self.note(Kind.STARTED, "declared" if self._listener.is_manual else "speech" if is_new else "again")

    def paused(self, kind: Kind, rule: str = "") -> None:
        """A pause is over: speech went on after it, or it was the end. ``rule``, where it was none of the pause's."""
        pause = self._listener.last_pause
        if pause is None:
            self.note(kind, rule or "declared")
            return
        self.note(
            kind,
            rule or pause.rule,
            score=None if pause.score is None else round(pause.score, 4),
            evidence=pause.evidence,
            pause=pause,
        )

    def judged(self, kind: Kind, judgement: Judgement, threshold: float, rule: str = "") -> None:
        """By a judgement; ``rule`` where something else than its score was decisive."""
        self.note(
            kind,
            rule or judgement.rule,
            score=round(judgement.score, 4),
            threshold=threshold,
            evidence=judgement.evidence,
        )

    def note(
        self,
        kind: Kind,
        rule: str,
        *,
        score: float | None = None,
        threshold: float | None = None,
        evidence: Mapping[str, float] | None = None,
        pause: Pause | None = None,
    ) -> None:
        """Of the turn that is open, or was the last one. ``pause``: the one that is over, if it is about one."""
        listener = self._listener
        decision = Decision(
            kind,
            turn=listener.turn.number if listener.turn is not None else listener.turns,
            position=listener.position,
            rule=rule,
            score=score,
            threshold=threshold,
            silence_ms=pause.silence_ms if pause else max(listener.silence, 0) // MS,
            needed_ms=pause.needed_ms if pause else None,
            speech_ms=0 if listener.is_manual else max(listener.speech_end - listener.onset, 0) // MS,
            evidence=dict(evidence or {}),
        )
        self._effects.append(Decide(decision))
