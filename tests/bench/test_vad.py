from __future__ import annotations

import numpy as np
import pytest

from antiphon.bench import vad
from antiphon.bench.noises import NOISES
from antiphon.bench.vad import RATIOS_DB, SPEECH_DB, Outcome, Stream
from antiphon.client.wav import Recording
from antiphon.detectors.base import F32
from antiphon.detectors.energy import EnergyDetector
from antiphon.talk import INPUT_RATE
from antiphon.testing import voice

UTTERANCE = Recording(voice.silence(300) + voice.speech(1000) + voice.silence(300), INPUT_RATE)


@pytest.mark.parametrize("name", NOISES)
def test_a_noise_is_the_same_every_time_as_long_as_asked_and_not_silent(name: str) -> None:
    one, again = (NOISES[name](5 * INPUT_RATE, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(one, again)
    assert one.shape == (5 * INPUT_RATE,)
    assert np.isfinite(one).all()
    assert np.count_nonzero(np.square(one).reshape(5, -1).mean(axis=1) > 1e-6) >= 3


def test_a_detector_that_hears_loudness_takes_every_loud_noise_for_speech() -> None:
    outcomes = vad.measure(EnergyDetector(), [UTTERANCE] * 2, {}, 10.0)
    assert set(outcomes) == {(name, ratio_db) for name in NOISES for ratio_db in RATIOS_DB}
    assert all(each.uttered == 2 for each in outcomes.values())
    assert all(each.missed == 0 for each in outcomes.values())
    loud, faint = outcomes["claps", 0], outcomes["white noise", 20]
    assert loud.alarms_per_10_minutes > 10
    assert faint.alarms == 0  # 46 dB below full scale


def test_who_listens_for_loud_speech_only_misses_it_and_is_not_alarmed() -> None:
    class Deaf(EnergyDetector):
        def score(self, windows: F32, states: F32) -> F32:
            return super().score(windows * np.float32(0.001), states)

    outcomes = vad.measure(Deaf(), [UTTERANCE], {"mine": Recording(voice.speech(500), INPUT_RATE)}, 3.0)
    assert ("mine", 0) in outcomes
    assert all((each.alarms, each.missed, each.uttered) == (0, 1, 1) for each in outcomes.values())


def test_noise_and_speech_have_the_levels_that_are_said() -> None:
    claps = NOISES["claps"](20 * INPUT_RATE, np.random.default_rng(1))
    assert vad.level_db(vad._alone("claps", claps, 10).samples) == pytest.approx(SPEECH_DB - 10, abs=0.5)
    spoken = vad._spoken("claps", claps * 0, 10, [vad.at_input_rate(UTTERANCE)])
    assert vad.level_db(spoken.samples) == pytest.approx(SPEECH_DB, abs=0.5)
    ((start, stop),) = spoken.spoken
    assert start == pytest.approx((vad.APART_S + 0.3) * INPUT_RATE, abs=512)
    assert stop - start == pytest.approx(INPUT_RATE, abs=1024)


def test_activity_is_found_where_it_is() -> None:
    quiet, loud = np.zeros(3 * INPUT_RATE), np.random.default_rng(2).normal(0, 0.1, 2 * INPUT_RATE)
    streams = [Stream(np.concatenate([quiet, loud, quiet]), "none", 0), Stream(quiet, "none", 0)]
    ((start, stop),), none = vad.activities(EnergyDetector(), streams)
    assert start == pytest.approx(3 * INPUT_RATE, abs=512)
    assert stop == pytest.approx(5 * INPUT_RATE, abs=512)
    assert none == []


def test_coverage_is_the_share_within() -> None:
    assert vad.coverage((100, 200), [(0, 120), (150, 180)]) == 0.5
    assert vad.coverage((100, 200), []) == 0
    assert vad.coverage((5, 5), []) == 1


def test_the_table_sums_up() -> None:
    outcomes = {
        (name, ratio_db): Outcome(alarms=2, alone_s=600, missed=missed, uttered=4)
        for ratio_db in RATIOS_DB
        for name, missed in (("a", 1), ("b", 3))
    }
    rows = vad.table(outcomes)
    assert [row[0] for row in rows] == ["a", "b", "all"]
    assert rows[0][1:] == ("2.0",) * 5 + ("25.0",) * 5
    assert rows[2][1:] == ("2.0",) * 5 + ("50.0",) * 5
    assert all(len(row) == len(vad.COLUMNS) for row in rows)
