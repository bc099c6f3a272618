from __future__ import annotations

from antiphon.session.chronicle import Chronicle
from antiphon.session.effects import Decide, Effect
from antiphon.session.listening import Listener
from antiphon.turns.activity import ActivityConfig
from antiphon.turns.decisions import Decision, Kind
from antiphon.turns.interruption import Evidence, judge


def test_a_decision_says_where_the_stream_stood() -> None:
    effects: list[Effect] = []
    listener = Listener(ActivityConfig())
    listener.arrive(2048, 0.0)
    chronicle = Chronicle(listener, effects)
    for _ in range(2):
        listener.hear(0.99, 512)
    turn = listener.open()
    chronicle.note(Kind.STARTED, "speech")
    assert effects == [Decide(Decision(Kind.STARTED, turn.number, 1024, "speech", speech_ms=64))]


def test_a_judgement_is_told_with_what_made_it() -> None:
    effects: list[Effect] = []
    judgement = judge(Evidence(500))
    Chronicle(Listener(None), effects).judged(Kind.RELEASED, judgement, 0.5, "dry")
    (told,) = effects
    assert isinstance(told, Decide)
    assert (told.decision.rule, told.decision.threshold) == ("dry", 0.5)
    assert told.decision.score == round(judgement.score, 4)
    assert told.decision.evidence == judgement.evidence
