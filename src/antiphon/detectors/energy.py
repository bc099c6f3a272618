"""Speech is what is loud: a detector for the echo engine and for tests. Nothing installed, nothing learnt."""

from __future__ import annotations

from typing import Final

import numpy as np

from antiphon.detectors.base import F32

THRESHOLD_DB: Final = -45.0
"""Level, in dB below full scale, that is as likely speech as not."""
SLOPE_DB: Final = 2.0
"""Distance from the threshold at which the probability is 0.73, or 0.27."""


class EnergyDetector:
    """Probability from the level of the window alone: a logistic curve around `THRESHOLD_DB`.

    It keeps no state, so the same window always has the same score, in any batch and after any past. It takes
    every loud noise for speech.
    """

    state_size = 0
    is_light = True

    def score(self, windows: F32, states: F32) -> F32:
        del states
        power = np.mean(np.square(windows, dtype=np.float64), axis=1)
        level = 10 * np.log10(np.maximum(power, 1e-12))
        # Beyond ±60 the curve is flat in float32, and exp would overflow for nothing.
        distance = np.clip((level - THRESHOLD_DB) / SLOPE_DB, -60.0, 60.0)
        probabilities: F32 = (1 / (1 + np.exp(-distance))).astype(np.float32)
        return probabilities
