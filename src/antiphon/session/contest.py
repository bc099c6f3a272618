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
from antiphon.turns import weights
from antiphon.turns.activity import MS
from antiphon.turns.decisions import Kind
from antiphon.turns.interruption import Evidence, Judgement, Leaning, judge, next_glance_ms
from antiphon.turns.policy import USUAL, TurnPolicy

MEASURED: Final = INPUT_RATE
"""Samples that are measured, the newest: 1 s, also of what came before the speech."""
UNLIKELY: Final = 0.1
"""Below it even words are an echo, or somebody else's."""
CERTAIN: Final = 1.0
"""What no score reaches: where there are no words there is nothing to answer."""
USUAL_SHARE: Final = 0.3
"""Of what a caller's turns are like, by the newest of them."""


class Ruling(Enum):
    """What becomes of the answer."""

    HOLD = auto()
    RELEASE = auto()
    INTERRUPT = auto()
    DOUBT = auto()
    """It stops, but may have been stopped for nothing."""
    UPHOLD = auto()
    """It was rightly stopped."""
    IGNORE = auto()
    """The speech is over and asked for nothing."""


class Standing(Enum):
    """What the speech can still do."""

    OPEN = auto()
    """It may take the floor."""
    BENEATH = auto()
    """It may be answered afterwards, and interrupts nothing."""
    DOUBTED = auto()
    """It has taken the floor, perhaps for nothing."""


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
    is_question: bool
    standing: Standing = Standing.OPEN
    is_held: bool = False
    is_patient: bool = False
    looked_ms: int = 0
    cues: Cues | None = None
    read: int = 0
    acoustics: Acoustics | None = None

    @property
    def is_told(self) -> bool:
        """Whether it is over and all its words are known."""
        return not self.turn.is_open and self.turn.transcript is not None


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

    @property
    def is_doubted(self) -> bool:
        """Whether it has stopped an answer, perhaps for nothing."""
        return self._open is not None and self._open.standing is Standing.DOUBTED

    @property
    def is_over(self) -> bool:
        """Whether what has the floor is not disputed: whatever the speech is, it comes after."""
        return self._open is None or self._open.standing is Standing.BENEATH

    def begin(self, turn: UserTurn, ground: Ground, now: float) -> Ruling | None:
        """Speech meets the answer."""
        found = self._find_for(turn, ground, Standing.OPEN)
        if found.dry_at is None:
            return None
        if found.dry_at <= now:  # there is nothing to hear meanwhile: the silence is that of who would wait
            found.dry_at, found.is_patient = now + self._policy.patience_ms / 1000, True
        found.is_held = True
        self._chronicle.note(Kind.HELD, "speech")
        return Ruling.HOLD

    def overhear(self, turn: UserTurn, ground: Ground) -> None:
        """Speech meets an answer that it cannot interrupt: it may want one of its own."""
        self._find_for(turn, ground, Standing.BENEATH)

    def doubt(self, turn: UserTurn, ground: Ground) -> None:
        """Speech has stopped an answer of which nothing could be heard, before anybody can know what it is."""
        self._find_for(turn, ground, Standing.DOUBTED)

    def yield_floor(self) -> None:
        """Another answer is due: the speech is not about it."""
        if self._open is not None and self._open.standing is Standing.DOUBTED:
            self._open = None
        elif self._open is not None:
            self._open.standing, self._open.is_held = Standing.BENEATH, False

    def let_go(self) -> None:
        """The answer is over: there is nothing left to hold."""
        if self._open is not None:
            self._open.is_held = False

    def end(self) -> None:
        """There is nothing to decide any more."""
        self._open = None

    # What is learnt

    def look(self) -> None:
        """More of the speech has come, and been fed: at some lengths it is looked at."""
        found = self._open
        if found is None or not found.turn.is_open or self._listener.silence:
            return
        if found.standing is Standing.BENEATH:  # there is time
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
        judgement = judge(self._evidence(found), self._policy)
        if found.standing is Standing.DOUBTED:
            return self._think_again(found, judgement)
        if found.standing is Standing.BENEATH:
            is_idle = found.is_told and judgement.score < self._threshold(found)
            return self._ignore(found, judgement) if is_idle else None
        found.is_question = ground.is_question
        if ground.dry_at is not None and found.dry_at is not None and not found.is_patient:
            found.dry_at = max(found.dry_at, ground.dry_at)  # the listener's socket has been stalled
        is_whole = found.turn.transcript is not None  # all that was said up to this pause
        threshold = self._threshold(found) if is_whole else self._policy.interrupts
        if judgement.score >= threshold:
            return self._interrupt(found, judgement, threshold)
        if found.is_told:
            return self._ignore(found, judgement)
        if not found.is_held:
            return None
        if found.cues is not None and judgement.leaning is Leaning.CONTINUES:
            return self._release(found, judgement, self._policy.continues)
        if is_whole:
            return self._release(found, judgement, self._policy.in_doubt)
        if found.dry_at is not None and now >= found.dry_at:
            return self._run_dry(found, judgement, now)
        return None

    def is_wanted(self) -> bool:
        """Whether its words, as far as they go, may want an answer, now that there is none left to interrupt."""
        found = self._open
        return found is None or judge(self._evidence(found), self._policy).score >= self._threshold(found)

    def asks_nothing(self, turn: UserTurn) -> bool:
        """Whether a turn's words, all of them, want no answer; then that is written down."""
        found = self._open
        if not turn.transcript:
            self._chronicle.note(Kind.IGNORED, "wordless")
            return True
        if found is None or self.is_wanted():
            return False
        self._chronicle.judged(
            Kind.IGNORED, judge(self._evidence(found), self._policy), self._threshold(found)
        )
        return True

    def _think_again(self, found: _Findings, judgement: Judgement) -> Ruling | None:
        """Words are known that were not when it took the floor."""
        is_whole = found.turn.transcript is not None
        if found.cues is None or not found.cues.words:
            return None
        if judgement.score < (self._threshold(found) if is_whole else weights.SURE):
            return None
        self._open = None
        return Ruling.UPHOLD

    def _interrupt(self, found: _Findings, judgement: Judgement, threshold: float, rule: str = "") -> Ruling:
        self._chronicle.judged(Kind.INTERRUPTED, judgement, threshold, rule)
        has_words = found.cues is not None and found.cues.words > 0
        if found.turn.transcript is not None or (has_words and judgement.score >= weights.SURE):
            self._open = None
            return Ruling.INTERRUPT
        # What it was judged by counts once: only what is learnt from now on can confirm it.
        found.standing, found.is_held, found.cues = Standing.DOUBTED, False, None
        return Ruling.DOUBT

    def _ignore(self, found: _Findings, judgement: Judgement) -> Ruling:
        self._chronicle.judged(Kind.IGNORED, judgement, self._threshold(found))
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
            return self._interrupt(found, judgement, self._policy.in_doubt, "dry")
        found.is_patient, found.dry_at = True, now + self._policy.patience_ms / 1000
        return None

    def _find_for(self, turn: UserTurn, ground: Ground, standing: Standing) -> _Findings:
        self._open = _Findings(
            turn, self._listener.onset, ground.heard_s, ground.dry_at, ground.is_question, standing
        )
        return self._open

    def _find(self, turn: int) -> _Findings | None:
        found = self._open
        return found if found is not None and found.turn.number == turn else None

    def _threshold(self, found: _Findings) -> float:
        """From this score on all its words together want an answer. Who cannot interrupt loses more by none."""
        if not found.turn.transcript:
            return CERTAIN
        says_more = found.cues is not None and found.cues.words > found.cues.backchannels
        match found.standing:
            case Standing.OPEN:
                return self._policy.in_doubt
            case Standing.DOUBTED:  # it has the floor: words that are likely enough keep it
                return self._policy.continues if says_more else self._policy.in_doubt
            case Standing.BENEATH:
                return UNLIKELY if says_more else self._policy.continues

    def _speech_ms(self, found: _Findings) -> float:
        return max(self._listener.speech_end - found.onset, 0) / MS

    def _evidence(self, found: _Findings) -> Evidence:
        return Evidence(
            speech_ms=self._speech_ms(found),
            is_over=self._listener.silence > 0 or not found.turn.is_open,
            cues=found.cues,
            read_ms=max(found.read - (found.onset - found.turn.start), 0) / MS,
            acoustics=found.acoustics,
            usual_db=self._usual_db,
            heard_s=found.heard_s,
            is_question=found.is_question,
        )
