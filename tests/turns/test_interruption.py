from __future__ import annotations

import itertools

import pytest

from antiphon.talk import Acoustics, Cues
from antiphon.turns import weights
from antiphon.turns.interruption import (
    DENSE_MS,
    GLANCE_MS,
    READ_MS,
    Evidence,
    Leaning,
    judge,
    next_glance_ms,
)
from antiphon.turns.policy import USUAL

YEAH = Cues(words=1, backchannels=1)
STOP = Cues(words=1, commands=1)
SENTENCE = Cues(words=4)


@pytest.mark.parametrize(
    ("evidence", "leaning"),
    [
        (Evidence(300, cues=SENTENCE, read_ms=300), Leaning.INTERRUPTS),
        (Evidence(300, cues=STOP, read_ms=300), Leaning.INTERRUPTS),
        (Evidence(300, is_over=True, cues=YEAH, read_ms=300), Leaning.CONTINUES),
        (Evidence(1000, is_over=True, cues=YEAH, read_ms=1000), Leaning.CONTINUES),
        (Evidence(900, cues=Cues(), read_ms=900), Leaning.CONTINUES),
        (Evidence(700), Leaning.INTERRUPTS),  # nobody reads, and it goes on
        (Evidence(700, acoustics=Acoustics(-20.0, echo=0.95)), Leaning.CONTINUES),
    ],
)
def test_what_speech_beneath_an_answer_is_taken_for(evidence: Evidence, leaning: Leaning) -> None:
    assert judge(evidence).leaning is leaning


def test_what_is_not_known_moves_nothing() -> None:
    assert judge(Evidence(0)).evidence == {}
    assert judge(Evidence(0)).rule == "bias"


def test_the_rule_is_what_weighed_most_for_the_outcome() -> None:
    assert judge(Evidence(300, cues=YEAH, read_ms=300)).rule == "backchannel"
    assert judge(Evidence(300, cues=SENTENCE, read_ms=300)).rule == "words"


def test_words_of_little_speech_count_for_less() -> None:
    scores = [judge(Evidence(300, cues=SENTENCE, read_ms=ms)).score for ms in (50, 150, READ_MS, 2 * READ_MS)]
    assert scores[0] < scores[1] < scores[2] == scores[3]


def test_a_voice_far_below_the_caller_s_own_speaks_to_somebody_else() -> None:
    near = Evidence(300, acoustics=Acoustics(-25.0), usual_db=-25.0)
    far = Evidence(300, acoustics=Acoustics(-45.0), usual_db=-25.0)
    assert judge(far).score < judge(near).score


def test_every_feature_has_its_weight() -> None:
    told = Evidence(
        500,
        is_over=True,
        cues=Cues(words=3, backchannels=3, commands=1, echoed=1),
        read_ms=500,
        acoustics=Acoustics(-50.0, 0.9),
        usual_db=-20.0,
        heard_s=0.2,
        is_question=True,
    )
    names = {*told.features(), *Evidence(500).features(), *Evidence(500, cues=Cues()).features()}
    assert names <= set(weights.INTERRUPTION)


def test_looks_come_closer_together_at_first() -> None:
    looks = [USUAL.first_glance_ms]
    while looks[-1] < 5_000:
        looks.append(next_glance_ms(looks[-1]))
    steps = [after - before for before, after in itertools.pairwise(looks)]
    assert next_glance_ms(0) == USUAL.first_glance_ms
    assert set(steps[: (DENSE_MS - USUAL.first_glance_ms) // GLANCE_MS]) == {GLANCE_MS}
    assert steps == sorted(steps)
    assert len(looks) < 30, "however long it lasts, few are needed"
