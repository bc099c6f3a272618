from __future__ import annotations

import numpy as np
import pytest

from antiphon.bench import echo
from antiphon.bench.echo import GAINS_DB, LENGTHS_MS, Kind
from antiphon.client.wav import Recording
from antiphon.detectors.energy import EnergyDetector
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.testing import voice


def syllables(seconds: float, seed: int, rate: int) -> Recording:
    random, pcm = np.random.default_rng(seed), b""
    while len(pcm) < seconds * rate * 2:
        burst = np.frombuffer(voice.speech(random.uniform(80, 280), rate=rate), np.int16)
        pcm += (burst * random.uniform(0.2, 1)).astype(np.int16).tobytes()
        pcm += voice.silence(random.choice([20, 60, 150]), rate=rate)
    return Recording(pcm, rate)


def test_echoes_are_told_from_somebody_else() -> None:
    materials = echo.stage(
        [syllables(4, seed, OUTPUT_RATE) for seed in (1, 2)],
        [syllables(2, seed, INPUT_RATE) for seed in (3, 4, 5)],
        [],
        [],
    )
    played = list(echo.scenes(materials, 5))
    found, fired = echo.measure(EnergyDetector(), played)
    assert sum(map(len, fired.values())) == len(GAINS_DB)
    for length_ms in LENGTHS_MS:
        ours, theirs = found[Kind.ECHO, True, length_ms], found[Kind.OTHER, True, length_ms]
        assert np.median(ours) > 0.65 > np.quantile(theirs, 0.9)
    rows = echo.table(found)
    assert [row[0] for row in rows[:2]] == [
        "echo of our voice, delay unknown",
        "somebody, no echo, delay unknown",
    ]
    assert {len(row) for row in rows} == {len(echo.COLUMNS)}
    assert {len(row) for row in echo.fired_table(fired)} == {len(echo.FIRED_COLUMNS)}


def test_a_recorded_room_begins_with_its_direct_sound() -> None:
    response = np.zeros(4000, np.int16)
    response[1600], response[2000] = 30000, 9000
    materials = echo.stage([], [], [Recording(response.tobytes(), INPUT_RATE)], [])
    assert int(np.argmax(materials.rooms[1])) == 20
    assert len(materials.rooms) == 2


@pytest.mark.parametrize("gain", GAINS_DB)
def test_what_was_never_taken_for_speech_has_no_figures(gain: int) -> None:
    assert echo.fired_table({gain: [False]}) == [(f"{-gain} dB", "1", "0 %")]
    assert set(echo.table({})[0][1:]) == {""}
