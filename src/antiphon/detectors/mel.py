"""Log-mel features as Whisper's encoders want them, in numpy. Knows no model."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from antiphon.detectors.base import F32
from antiphon.talk import INPUT_RATE

FRAME: Final = 400
"""Samples under one window: 25 ms."""
HOP: Final = 160
"""Samples from one frame to the next: 10 ms."""
BANDS: Final = 80
_FLOOR: Final = 1e-10
_RANGE: Final = 8.0
"""Tens of decibels below the loudest that are kept."""

# Slaney's scale: even up to 1 kHz, which is 15 mel, then 27 mel for every factor of 6.4.
_HZ_PER_MEL: Final = 200 / 3
_KNEE_HZ: Final = 1000.0
_KNEE_MEL: Final = 15.0
_LOG_STEP: Final = np.log(6.4) / 27


def log_mel(samples: F32) -> F32:
    """``[80, len(samples) // 160]`` of audio at 16 kHz, scaled to about -1…1.5 for audio of unit variance.

    Frames are centred on their instant; the ends are mirrored.
    """
    mirrored = np.pad(samples, FRAME // 2, mode="reflect")
    frames = sliding_window_view(mirrored, FRAME)[:-1:HOP][: len(samples) // HOP]
    spectrum = np.fft.rfft(frames * _window(), axis=1)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    bands = np.log10(np.maximum(_filters() @ power.T, _FLOOR))
    bands = np.maximum(bands, bands.max() - _RANGE)
    features: F32 = ((bands + 4) / 4).astype(np.float32)
    return features


def normalised(samples: F32) -> F32:
    """The same sound with mean 0 and variance 1."""
    centred = samples - samples.mean(dtype=np.float64)
    scaled: F32 = (centred / np.sqrt(centred.var(dtype=np.float64) + 1e-7)).astype(np.float32)
    return scaled


@cache
def _window() -> F32:
    """Hann's, periodic."""
    window: F32 = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)).astype(np.float32)
    return window


@cache
def _filters() -> F32:
    """``[80, 201]``: triangles that meet at each other's feet, each of the same area."""
    corners = _hertz(np.linspace(0.0, _mel(INPUT_RATE / 2), BANDS + 2))
    low, centre, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    bins = np.linspace(0.0, INPUT_RATE / 2, FRAME // 2 + 1)
    rising, falling = (bins - low) / (centre - low), (high - bins) / (high - centre)
    filters: F32 = (np.maximum(np.minimum(rising, falling), 0) * 2 / (high - low)).astype(np.float32)
    return filters


def _mel(hertz: float) -> float:
    """Of a frequency above the knee."""
    return float(_KNEE_MEL + np.log(hertz / _KNEE_HZ) / _LOG_STEP)


def _hertz(mel: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    above = _KNEE_HZ * np.exp(_LOG_STEP * (mel - _KNEE_MEL))
    return np.where(mel < _KNEE_MEL, mel * _HZ_PER_MEL, above)
