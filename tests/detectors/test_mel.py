from __future__ import annotations

import cmath
import math

import numpy as np
import pytest

from antiphon.detectors.base import F32
from antiphon.detectors.mel import BANDS, FRAME, HOP, log_mel, normalised


def mel(hertz: float) -> float:
    """Slaney's scale, from its definition: 200/3 Hz a mel up to 1 kHz, then 27 mel for each factor of 6.4."""
    return hertz * 3 / 200 if hertz < 1000 else 15 + 27 * math.log(hertz / 1000) / math.log(6.4)


def hertz(of: float) -> float:
    """The inverse, by bisection."""
    low, high = 0.0, 8000.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if mel(middle) < of else (low, middle)
    return low


CORNERS = [hertz(mel(8000) * index / (BANDS + 1)) for index in range(BANDS + 2)]


def power_at(samples: list[float], centre: int) -> list[float]:
    """The discrete Fourier transform of one frame as it is defined, squared."""
    last = len(samples) - 1
    frame = []
    for index in range(FRAME):
        at = abs(centre - FRAME // 2 + index)  # mirrored at the beginning
        at = 2 * last - at if at > last else at  # and at the end
        frame.append(samples[at] * (0.5 - 0.5 * math.cos(2 * math.pi * index / FRAME)))
    turns = [[cmath.exp(-2j * math.pi * k * n / FRAME) for n in range(FRAME)] for k in range(FRAME // 2 + 1)]
    return [abs(sum(a * b for a, b in zip(frame, turn, strict=True))) ** 2 for turn in turns]


def energies_at(samples: list[float], centre: int) -> list[float]:
    """The frame's energy in each band: triangles of area 1."""
    power = power_at(samples, centre)
    found = []
    for low, middle, high in zip(CORNERS, CORNERS[1:], CORNERS[2:], strict=False):
        total = 0.0
        for k, each in enumerate(power):
            at = 8000 * k / (FRAME // 2)
            height = min((at - low) / (middle - low), (high - at) / (high - middle))
            total += each * max(height, 0) * 2 / (high - low)
        found.append(max(total, 1e-10))
    return found


def sound(samples: int) -> F32:
    """A glide over noise, with a silence in the middle."""
    at = np.arange(samples) / 16_000
    noise = np.random.default_rng(4).normal(0, 0.05, samples)
    glide = np.sin(2 * np.pi * (200 + 3000 * at) * at) * 0.5 + noise
    glide[samples // 3 : samples // 2] *= 1e-4
    return glide.astype(np.float32)


def test_features_are_what_the_formulas_say() -> None:
    samples = sound(1600)
    features = log_mel(samples)
    assert features.shape == (BANDS, len(samples) // HOP)
    assert features.dtype == np.float32
    plain = [float(each) for each in samples]
    logs = np.log10([energies_at(plain, index * HOP) for index in range(features.shape[1])]).T
    expected = (np.maximum(logs, logs.max() - 8) + 4) / 4
    np.testing.assert_allclose(features, expected, atol=2e-4)


@pytest.mark.parametrize("band", [3, 20, 45, 70])
def test_a_pure_tone_is_loudest_in_its_own_band(band: int) -> None:
    tone = np.sin(2 * np.pi * CORNERS[band + 1] * np.arange(16_000) / 16_000).astype(np.float32)
    assert {int(each) for each in log_mel(tone)[:, 5:-5].argmax(axis=0)} <= {band - 1, band, band + 1}


def test_no_more_than_eighty_decibels_below_the_loudest_are_kept() -> None:
    features = log_mel(sound(16_000))
    assert features.max() - features.min() == pytest.approx(2.0, abs=1e-5)


def test_silence_is_flat() -> None:
    assert np.all(log_mel(np.zeros(3200, np.float32)) == pytest.approx((-10 + 4) / 4))
    assert np.all(normalised(np.zeros(3200, np.float32)) == 0)


def test_a_normalised_sound_has_no_level() -> None:
    loud = normalised(sound(16_000))
    assert abs(float(loud.mean())) < 1e-4
    assert float(loud.var()) == pytest.approx(1, abs=1e-3)
    np.testing.assert_allclose(normalised(sound(16_000) * 0.1 + 0.2), loud, atol=1e-2)
