import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from antiphon.detectors.base import F32, WINDOW
from antiphon.detectors.energy import THRESHOLD_DB, EnergyDetector


def noise(level_db: float, seed: int = 0) -> F32:
    """One window of exactly that level."""
    wave = np.random.default_rng(seed).standard_normal((1, WINDOW))
    window: F32 = (wave / np.sqrt(np.mean(wave**2)) * 10 ** (level_db / 20)).astype(np.float32)
    return window


def score(window: F32) -> float:
    detector = EnergyDetector()
    return float(detector.score(window, np.zeros((1, detector.state_size), np.float32))[0])


def test_silence_is_no_speech() -> None:
    assert score(np.zeros((1, WINDOW), np.float32)) < 1e-6


def test_even_chances_at_the_threshold() -> None:
    assert abs(score(noise(THRESHOLD_DB)) - 0.5) < 0.01


@given(st.floats(-120, 0), st.floats(-120, 0), st.integers(0, 9))
def test_louder_is_never_less_likely(one: float, other: float, seed: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= score(noise(low, seed)) <= score(noise(high, seed)) <= 1


@given(st.lists(st.floats(-90, 0), min_size=1, max_size=8))
def test_a_batch_scores_as_single_windows(levels: list[float]) -> None:
    detector = EnergyDetector()
    windows = np.concatenate([noise(level, n) for n, level in enumerate(levels)])
    together = detector.score(windows, np.zeros((len(levels), detector.state_size), np.float32))
    assert together.dtype == np.float32
    assert together.tolist() == [score(windows[n : n + 1]) for n in range(len(levels))]
