"""The caller speaks while an answer is on its way: who has the floor is open until it is clear what was said.

The listener's buffer is the window to decide in: while it lasts nothing is sent and no gap is heard (DESIGN: candidate).
Says what is to become of the answer; whoever has the floor does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from antiphon.session.chronicle import Chronicle
from antiphon.session.effects import Effect, Glance, Measure
from antiphon.session.listening import Listener, UserTurn
from antiphon.talk import INPUT_RATE, Acoustics, Cues, Heard, Interim
from antiphon.turns.activity import MS
from antiphon.turns.decisions import Kind
from antiphon.turns.interruption import Evidence, Judgement, Leaning, judge, next_glance_ms
from antiphon.turns.policy import USUAL, TurnPolicy

MEASURED: Final = INPUT_RATE
"""Samples that are measured, the newest: 1 s, also of what came before the speech."""
USUAL_SHARE: Final = 0.3
"""Of what a caller's turns are like, by the newest of them."""


class Ruling(Enum):
    """What becomes of the answer."""

    HOLD = auto()
    RELEASE = auto()
    INTERRUPT = auto()
    IGNORE = auto()
    """The speech is over and asked for nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The answer that the speech meets."""

    heard_s: float
    """Of it, so far."""
    dry_at: float | None
    """When the listener's buffer is empty; ``None``: all has been sent."""
    is_question: bool
    """Whether all of it is out, and it asks something."""


@dataclass(slots=True)
class _Findings:
    """What has been learnt of one stretch of speech."""

    turn: UserTurn
    onset: int
    heard_s: float
    dry_at: float | None
    is_held: bool = False
    is_patient: bool = False
    looked_ms: int = 0
    cues: Cues | None = None
    read: int = 0
    acoustics: Acoustics | None = None


class Contest:
    """At most one at a time."""

    def __init__(
        self, listener: Listener, chronicle: Chronicle, effects: list[Effect], policy: TurnPolicy = USUAL
    ) -> None:
        self._listener = listener
        self._chronicle = chronicle
        self._effects = effects
        self._policy = policy
        self._open: _Findings | None = None
        self._usual_db: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is speech of which it is not clear whether it takes the floor."""
        return self._open is not None

    @property
    def due_at(self) -> float | None:
        """When something has to be decided without knowing more."""
        found = self._open
        if found is None or not found.is_held:
            return None
        return found.dry_at

    def begin(self, turn: UserTurn, ground: Ground) -> Ruling | None:
        """Speech meets the answer."""
        self._open = _Findings(turn, self._listener.onset, ground.heard_s, ground.dry_at)
        if ground.dry_at is None:
            return None
        self._open.is_held = True
        self._chronicle.note(Kind.HELD, "speech")
        return Ruling.HOLD

    def end(self) -> None:
        """There is nothing to decide any more."""
        self._open = None

    # What is learnt

    def look(self) -> None:
        """More of the speech has come, and been fed: at some lengths it is looked at."""
        found = self._open
        if found is None or not found.turn.is_open or self._listener.silence:
            return
        due_ms = next_glance_ms(found.looked_ms, self._policy.first_glance_ms)
        if self._speech_ms(found) >= due_ms:
            found.looked_ms = due_ms
            self._effects.append(Glance(found.turn.number, found.turn.revision))
            self.measure(found.turn)

    def measure(self, turn: UserTurn) -> None:
        """Asks what the newest of a turn's sound is like."""
        stop = self._listener.position
        start = max(stop - MEASURED, self._listener.oldest)
        self._effects.append(Measure(turn.number, turn.revision, start, stop, self._listener.onset))

    def glanced(self, interim: Interim) -> None:
        """Words of it, so far."""
        if (found := self._find(interim.turn)) is not None and found.turn.transcript is None:
            found.cues, found.read = interim.cues, interim.samples

    def heard(self, heard: Heard) -> None:
        """All of them, if it does not go on."""
        if (found := self._find(heard.turn)) is not None:
            found.cues, found.read = heard.cues, self._listener.position - found.turn.start

    def measured(self, turn: int, revision: int, acoustics: Acoustics) -> None:
        """What it sounds like; also of turns that meet nothing, as what this caller is usually like."""
        if (found := self._find(turn)) is not None and revision <= found.turn.revision:
            found.acoustics = acoustics
        elif self._usual_db is None:
            self._usual_db = acoustics.level_db
        else:
            self._usual_db += USUAL_SHARE * (acoustics.level_db - self._usual_db)

    # What follows

    def rule(self, ground: Ground, now: float) -> Ruling | None:
        """What is to be done now; ``None``: as before."""
        found = self._open
        if found is None:
            return None
        judgement = judge(self._evidence(found, ground), self._policy)
        is_whole = found.turn.transcript is not None  # all that was said up to this pause
        threshold = self._policy.in_doubt if is_whole else self._policy.interrupts
        if judgement.score >= threshold:
            return self._interrupt(judgement, threshold)
        if is_whole and not found.turn.is_open:
            return self._ignore(judgement)
        if not found.is_held:
            return None
        if found.cues is not None and judgement.leaning is Leaning.CONTINUES:
            return self._release(found, judgement, self._policy.continues)
        if is_whole:
            return self._release(found, judgement, self._policy.in_doubt)
        if found.dry_at is not None and now >= found.dry_at:
            return self._run_dry(found, judgement, now)
        return None

    def asks_nothing(self, ground: Ground) -> bool:
        """Whether its words, all of them, want no answer, now that there is no answer left to interrupt."""
        found = self._open
        if found is None:
            return False
        judgement = judge(self._evidence(found, ground), self._policy)
        if judgement.score >= self._policy.in_doubt:
            return False
        self._chronicle.judged(Kind.IGNORED, judgement, self._policy.in_doubt)
        return True

    def _interrupt(self, judgement: Judgement, threshold: float, rule: str = "") -> Ruling:
        self._chronicle.judged(Kind.INTERRUPTED, judgement, threshold, rule)
        self._open = None
        return Ruling.INTERRUPT

    def _ignore(self, judgement: Judgement) -> Ruling:
        self._chronicle.judged(Kind.IGNORED, judgement, self._policy.in_doubt)
        self._open = None
        return Ruling.IGNORE

    def _release(self, found: _Findings, judgement: Judgement, threshold: float, rule: str = "") -> Ruling:
        found.is_held = False
        self._chronicle.judged(Kind.RELEASED, judgement, threshold, rule)
        return Ruling.RELEASE

    def _run_dry(self, found: _Findings, judgement: Judgement, now: float) -> Ruling | None:
        """The listener has nothing left to hear: silence is worth it only where an interruption is likely."""
        if judgement.score < self._policy.in_doubt:
            return self._release(found, judgement, self._policy.in_doubt, "dry")
        if found.is_patient:
            return self._interrupt(judgement, self._policy.in_doubt, "dry")
        found.is_patient, found.dry_at = True, now + self._policy.patience_ms / 1000
        return None

    def _find(self, turn: int) -> _Findings | None:
        found = self._open
        return found if found is not None and found.turn.number == turn else None

    def _speech_ms(self, found: _Findings) -> float:
        return max(self._listener.speech_end - found.onset, 0) / MS

    def _evidence(self, found: _Findings, ground: Ground) -> Evidence:
        return Evidence(
            speech_ms=self._speech_ms(found),
            is_over=self._listener.silence > 0 or not found.turn.is_open,
            cues=found.cues,
            read_ms=max(found.read - (found.onset - found.turn.start), 0) / MS,
            acoustics=found.acoustics,
            usual_db=self._usual_db,
            heard_s=found.heard_s,
            is_question=ground.is_question,
        )
