"""What resampling costs a voice on its way in: tones through the intake, as telephones and browsers send them."""

from __future__ import annotations

import numpy as np
import pytest

from antiphon.runtime.intake import Intake
from antiphon.talk import INPUT_RATE
from antiphon.wire.types import Blob

LEVEL = 8000


def through(frequency: float, rate: int) -> np.ndarray:
    """Two seconds of a tone, sent in pieces of 20 ms; what the recogniser gets of it, without its edges."""
    tone = (np.sin(2 * np.pi * frequency * np.arange(2 * rate) / rate) * LEVEL).round().astype(np.int16)
    intake, size = Intake(), rate // 50
    for start in range(0, len(tone), size):
        piece = tone[start : start + size].tobytes()
        intake.accept(Blob(data=piece, mime_type=f"audio/pcm;rate={rate}"))
    return np.frombuffer(intake.slice(0, intake.arrived), np.int16).astype(np.float64)[4000:-4000]


def measure(frequency: float, rate: int) -> tuple[float, float]:
    """Level of the tone in dB against what was sent, and of everything else against the tone."""
    heard = through(frequency, rate)
    angle = 2 * np.pi * frequency * np.arange(len(heard)) / INPUT_RATE
    basis = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    weights = np.linalg.lstsq(basis, heard, rcond=None)[0]
    tone = basis @ weights
    return 20 * np.log10(np.hypot(*weights) / LEVEL), 10 * np.log10(tone.var() / (heard - tone).var())


@pytest.mark.parametrize("frequency", [300, 500, 1000, 2000, 3000])
def test_row_39_a_telephones_voice_comes_through_clean(frequency: float) -> None:
    level, to_noise = measure(frequency, 8_000)
    assert abs(level) < 0.5
    assert to_noise > 70  # no image of it above 4 kHz, no click between pieces


@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
def test_what_a_browser_sends_keeps_its_band_and_folds_nothing_into_it(rate: int) -> None:
    for frequency in (300, 3400, 5000):
        level, to_noise = measure(frequency, rate)
        assert abs(level) < 0.5
        assert to_noise > 70
    for frequency in (8_500, 10_000, 11_000):
        folded = through(frequency, rate)
        assert 10 * np.log10(folded.var() / (LEVEL**2 / 2)) < -60
