from __future__ import annotations

import pytest

from antiphon.session.chronicle import Chronicle
from antiphon.session.contest import Contest, Ground, Ruling
from antiphon.session.effects import Decide, Effect, Glance, Measure
from antiphon.session.listening import Listener, UserTurn
from antiphon.talk import Cues, Heard, Interim
from antiphon.turns.activity import ActivityConfig
from antiphon.turns.decisions import Kind
from antiphon.turns.policy import USUAL, TurnPolicy

YEAH = Cues(words=1, backchannels=1)
STOP = Cues(words=1, commands=1)
SENTENCE = Cues(words=5)
WINDOW = 512
GROUND = Ground(heard_s=3.0, dry_at=10.6, is_question=False)


class Case:
    """Speech that has met an answer at 10 s; the listener's buffer lasts until 10.6."""

    def __init__(self, policy: TurnPolicy = USUAL) -> None:
        self.effects: list[Effect] = []
        self.listener = Listener(ActivityConfig())
        self.contest = Contest(self.listener, Chronicle(self.listener, self.effects), self.effects, policy)
        self.turn = self.hear(2)

    def hear(self, windows: int, probability: float = 0.99) -> UserTurn:
        for _ in range(windows):
            self.listener.arrive(WINDOW, 10.0)
            self.listener.hear(probability, WINDOW)
        turn = self.listener.turn or self.listener.open()
        turn.fed = self.listener.position
        return turn

    def glance(self, cues: Cues) -> None:
        self.contest.glanced(Interim(1, self.turn.revision, "…", samples=self.turn.fed, cues=cues))

    def transcribe(self, text: str, cues: Cues, *, is_over: bool = True) -> None:
        self.turn.is_open, self.turn.transcript = not is_over, text
        self.contest.heard(Heard(1, self.turn.revision, text, cues))

    def is_open(self) -> bool:
        return self.contest.is_open

    def kinds(self) -> list[Kind]:
        return [each.decision.kind for each in self.effects if isinstance(each, Decide)]

    def decided(self) -> tuple[str, float | None]:
        last = [each.decision for each in self.effects if isinstance(each, Decide)][-1]
        return last.rule, last.threshold


def test_it_is_held_while_the_listener_has_something_to_hear() -> None:
    case = Case()
    assert case.contest.begin(case.turn, GROUND, 10.0) is Ruling.HOLD
    assert case.contest.due_at == 10.6
    assert case.contest.rule(GROUND, 10.1) is None


def test_what_is_sent_needs_no_holding() -> None:
    case = Case()
    assert case.contest.begin(case.turn, Ground(3.0, None, is_question=False), 10.0) is None
    assert case.is_open()
    assert case.contest.due_at is None


def test_where_there_is_nothing_to_hear_it_waits_as_long_as_silence_may_last() -> None:
    case = Case()
    dry = Ground(3.0, 9.0, is_question=False)
    assert case.contest.begin(case.turn, dry, 10.0) is Ruling.HOLD
    assert case.contest.due_at == 10.0 + USUAL.patience_ms / 1000
    assert case.contest.rule(dry, 10.1) is None
    assert case.contest.rule(dry, 10.0 + USUAL.patience_ms / 1000) is Ruling.RELEASE


def test_it_is_looked_at_again_and_again_but_not_in_pauses() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    for _ in range(20):
        case.hear(1)
        case.contest.look()
    looks = len([each for each in case.effects if isinstance(each, Glance)])
    assert 6 <= looks <= 16
    assert len([each for each in case.effects if isinstance(each, Measure)]) == looks
    case.hear(4, probability=0.01)
    case.contest.look()
    assert len([each for each in case.effects if isinstance(each, Glance)]) == looks


def test_a_backchannel_is_released_and_in_the_end_ignored() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.hear(6)
    case.glance(YEAH)
    assert case.contest.rule(GROUND, 10.3) is Ruling.RELEASE
    assert case.contest.due_at is None
    assert case.is_open(), "it may go on and interrupt yet"
    case.transcribe("yeah", YEAH)
    assert case.contest.rule(GROUND, 10.9) is Ruling.IGNORE
    assert not case.is_open()
    assert case.kinds() == [Kind.HELD, Kind.RELEASED, Kind.IGNORED]


def test_many_words_interrupt_for_good() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.hear(16)
    case.glance(SENTENCE)
    assert case.contest.rule(GROUND, 10.3) is Ruling.INTERRUPT
    assert not case.is_open()


def test_sound_without_words_interrupts_but_may_prove_to_be_nothing() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.hear(16)
    assert case.contest.rule(GROUND, 10.5) is Ruling.DOUBT
    assert case.contest.is_doubted
    assert case.contest.due_at is None
    assert case.contest.rule(GROUND, 10.6) is None
    case.transcribe("mm", YEAH)
    assert case.contest.rule(GROUND, 11.0) is None, "whoever has the floor asks for it when the turn is over"
    assert not case.contest.is_wanted()
    assert case.contest.asks_nothing(case.turn)
    assert case.kinds() == [Kind.HELD, Kind.INTERRUPTED, Kind.IGNORED]


@pytest.mark.parametrize("is_whole", [True, False])
def test_words_uphold_what_was_doubted(*, is_whole: bool) -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.hear(16)
    case.contest.rule(GROUND, 10.5)
    if is_whole:
        case.transcribe("tell me something else now", SENTENCE)
    else:
        case.glance(SENTENCE)
    assert case.contest.rule(GROUND, 10.8) is Ruling.UPHOLD
    assert not case.is_open()


def test_the_same_words_do_not_count_twice() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.hear(6)
    case.glance(STOP)
    assert case.contest.rule(GROUND, 10.2) is Ruling.DOUBT
    assert case.contest.rule(GROUND, 10.2) is None


def test_likely_speech_has_a_moment_more_when_the_buffer_is_empty() -> None:
    case = Case(TurnPolicy(in_doubt=0.5))
    case.contest.begin(case.turn, GROUND, 10.0)
    case.hear(10)
    assert case.contest.rule(GROUND, 10.6) is None
    assert case.contest.due_at == pytest.approx(10.6 + USUAL.patience_ms / 1000)
    assert case.contest.rule(GROUND, 11.0) is Ruling.DOUBT
    assert case.decided() == ("dry", 0.5)


def test_a_stalled_socket_gives_more_time() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    later = Ground(3.0, 10.85, is_question=False)
    assert case.contest.rule(later, 10.6) is None
    assert case.contest.due_at == 10.85


@pytest.mark.parametrize(("cues", "is_wanted"), [(YEAH, False), (Cues(words=1), True), (SENTENCE, True)])
def test_what_cannot_interrupt_is_only_ignored_when_that_is_plain(cues: Cues, *, is_wanted: bool) -> None:
    case = Case()
    case.contest.overhear(case.turn, GROUND)
    case.hear(30)
    case.contest.look()
    assert case.effects == []
    assert case.contest.rule(GROUND, 10.5) is None, "however long it lasts"
    case.transcribe("…", cues)
    assert case.contest.rule(GROUND, 11.0) is (None if is_wanted else Ruling.IGNORE)
    if is_wanted:
        assert not case.contest.asks_nothing(case.turn)


def test_another_answer_is_not_what_the_speech_is_about() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.contest.yield_floor()
    assert case.contest.is_over
    assert case.contest.due_at is None
    case.hear(20)
    case.glance(SENTENCE)
    assert case.contest.rule(GROUND, 10.5) is None
    case.contest.doubt(case.turn, GROUND)
    case.contest.yield_floor()
    assert not case.is_open()


def test_an_answer_that_is_over_holds_nothing() -> None:
    case = Case()
    case.contest.begin(case.turn, GROUND, 10.0)
    case.contest.let_go()
    assert case.is_open()
    assert case.contest.due_at is None


def test_where_nothing_is_open_there_is_nothing_to_rule() -> None:
    case = Case()
    assert case.contest.rule(GROUND, 10.0) is None
    assert case.contest.is_wanted()
    case.contest.yield_floor()
    case.contest.let_go()
    case.contest.look()
    case.glance(SENTENCE)
    assert case.effects == []
