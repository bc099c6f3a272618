from __future__ import annotations

import pytest

from antiphon.session.silence import IN_A_ROW, LEAST_S, MOST_S, Silence
from antiphon.talk import Role


def test_without_a_limit_it_lasts_for_ever() -> None:
    silence = Silence(None)
    silence.begin(1.0)
    assert silence.due_at is None


def test_it_begins_when_an_answer_has_been_heard() -> None:
    silence = Silence(8.0)
    assert silence.due_at is None
    silence.begin(1.0)
    assert silence.due_at == 9.0


@pytest.mark.parametrize(("limit_s", "due_at"), [(0.0, LEAST_S), (-5.0, LEAST_S), (1e9, MOST_S)])
def test_its_length_is_bounded(limit_s: float, due_at: float) -> None:
    silence = Silence(limit_s)
    silence.begin(0.0)
    assert silence.due_at == due_at


def test_a_sound_without_words_lets_it_begin_anew() -> None:
    silence = Silence(8.0)
    silence.resume(1.0)
    assert silence.due_at is None, "there was none"
    silence.begin(1.0)
    silence.resume(4.0)
    assert silence.due_at == 12.0


def test_it_is_broken_twice_in_a_row_and_again_once_the_caller_has_spoken() -> None:
    silence = Silence(8.0)
    for _ in range(IN_A_ROW):
        silence.begin(0.0)
        assert silence.due_at == 8.0
        said = silence.break_off()
        assert said.role is Role.SYSTEM
        assert "silent for 8 seconds" in said.text
        assert silence.due_at is None
    silence.begin(0.0)
    assert silence.due_at is None
    silence.end()
    silence.begin(0.0)
    assert silence.due_at is None, "not every answer is an answer to words"
    silence.spoken()
    silence.begin(0.0)
    assert silence.due_at == 8.0
