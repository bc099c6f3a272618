from __future__ import annotations

import numpy as np
import pytest

from antiphon.bench.duplex.loudspeaker import Loudspeaker
from antiphon.talk import INPUT_RATE, OUTPUT_RATE


def tone(seconds: float, lead_in: float = 0.0) -> bytes:
    at = np.arange(int(seconds * OUTPUT_RATE)) / OUTPUT_RATE
    sound = 8000 * np.sin(2 * np.pi * 300 * at + 0.5) * (at >= lead_in)
    return sound.astype(np.int16).tobytes()


def test_an_answer_is_heard_from_its_first_audible_sample_to_its_last() -> None:
    speaker = Loudspeaker()
    speaker.tell("Good ")
    speaker.play(tone(0.5, lead_in=0.2), 1.0)
    speaker.tell("morning.")
    speaker.play(tone(0.5), 1.1)
    speaker.close()
    (answer,) = speaker.answers
    assert answer.began == 1.0
    assert answer.audible == pytest.approx(1.2, abs=0.001)
    assert answer.until == pytest.approx(2.0)
    assert answer.text == "Good morning."
    assert not answer.gaps
    assert speaker.is_playing(1.9)
    assert not speaker.is_playing(2.1)


def test_a_gap_is_silence_in_the_middle_of_an_answer() -> None:
    speaker = Loudspeaker()
    speaker.play(tone(0.5), 1.0)
    assert speaker.is_playing(1.6)
    speaker.play(tone(0.5), 1.75)
    speaker.close()
    speaker.play(tone(0.5), 3.0)
    first, second = speaker.answers
    ((begin, end),) = first.gaps
    assert begin == pytest.approx(1.5)
    assert end == 1.75
    assert first.until == pytest.approx(2.25)
    assert not second.gaps


def test_what_is_dropped_is_not_heard() -> None:
    speaker = Loudspeaker()
    speaker.play(tone(1.0), 1.0)
    speaker.play(tone(1.0), 1.1)
    speaker.drop(1.5)
    (answer,) = speaker.answers
    assert answer.is_stopped
    assert answer.until == 1.5
    assert not speaker.is_playing(1.6)
    played = speaker.heard(1.0, 2.0)
    assert np.abs(played[: INPUT_RATE // 2 - 100]).max() > 0.2
    assert np.abs(played[INPUT_RATE // 2 + 100 :]).max() < 0.01


def test_an_answer_that_was_dropped_before_it_sounded_was_not_audible() -> None:
    speaker = Loudspeaker()
    speaker.play(tone(1.0, lead_in=0.5), 1.0)
    speaker.drop(1.2)
    assert speaker.answers[0].audible is None
    assert speaker.played_s(0.0, 1.1) == 0.0


def test_a_stop_after_the_end_stops_nothing() -> None:
    speaker = Loudspeaker()
    speaker.drop(0.5)
    speaker.play(tone(0.5), 1.0)
    speaker.close()
    speaker.drop(2.0)
    assert not speaker.answers[0].is_stopped
    assert speaker.answers[0].until == pytest.approx(1.5)


def test_time_played_counts_since_an_instant_and_without_gaps() -> None:
    speaker = Loudspeaker()
    assert speaker.played_s(0.0, 1.0) == 0.0
    speaker.play(tone(0.5), 1.0)
    speaker.play(tone(1.5), 2.0)
    assert speaker.played_s(0.0, 1.25) == pytest.approx(0.25, abs=0.001)
    assert speaker.played_s(0.0, 2.5) == pytest.approx(1.0, abs=0.001)
    assert speaker.played_s(2.2, 2.5) == pytest.approx(0.3, abs=0.001)
    speaker.drop(2.5)
    assert speaker.played_s(0.0, 3.0) == 0.0


def test_what_was_played_can_be_recorded() -> None:
    speaker = Loudspeaker()
    speaker.play(tone(1.0), 1.0)
    before, during = speaker.heard(0.5, 0.9), speaker.heard(1.2, 1.4)
    assert len(before) == pytest.approx(0.4 * INPUT_RATE, abs=2)
    assert not np.any(np.abs(before) > 0.001)
    assert np.abs(during).max() == pytest.approx(8000 / 32768, rel=0.02)
