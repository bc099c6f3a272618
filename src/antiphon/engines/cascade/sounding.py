"""What a recording sounds like, apart from its words: where it is quiet, and whether a word can be in it. Pure."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from antiphon.engines.cascade.wording import plain
from antiphon.talk import INPUT_RATE

F32 = NDArray[np.float32]

FRAME: Final = INPUT_RATE // 100
QUIET_DB: Final = 35.0
"""So far below its loudest frame, a recording is quiet."""
FLOOR_DB: Final = -70.0
RANGE_DB: Final = 12.0
"""A word stands out from what surrounds it by so much."""
CLEAN_RANGE_DB: Final = 30.0
"""One that the recogniser ends without a full stop does so by more: that is how it reads noise."""
VOICED_FRAMES: Final = 15
"""A word's vowels last so many frames."""
VOICED: Final = 0.5
IMAGINED: Final = frozenset({"you", "thankyou", "thankyouforwatching"})
"""What the network says of noise, without letters between words. It is not less sure of it than of speech."""


def is_quiet(audio: F32, start: int) -> bool:
    """Whether nothing has been said from sample ``start`` on."""
    levels = _levels(audio)
    first = max(start // FRAME, 0)
    return first < len(levels) and bool(levels[first:].max() < levels.max() - QUIET_DB)


def is_imagined(words: str, audio: F32) -> bool:
    """Whether ``words`` are what the network says of noise, and ``audio`` may well be noise."""
    if "".join(map(plain, words.split())) not in IMAGINED:
        return False
    levels = _levels(audio)
    if not len(levels):
        return True
    low, high = np.percentile(levels, (20, 95))
    is_open = " " not in words and words[-1].isalnum()
    return bool(high - low < (CLEAN_RANGE_DB if is_open else RANGE_DB)) or _voiced(audio) < VOICED_FRAMES


def _levels(audio: F32) -> NDArray[np.float64]:
    """In dB, of frames of 10 ms."""
    frames = audio[: len(audio) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    return np.asarray(np.maximum(10 * np.log10(np.square(frames).mean(axis=1) + 1e-12), FLOOR_DB))


def _voiced(audio: F32) -> int:
    """Frames with a pitch of 70 to 400 Hz: their autocorrelation peaks there, noise's does not."""
    width, reach = 4 * FRAME, INPUT_RATE // 70
    bright = np.diff(audio[: INPUT_RATE * 4], prepend=np.float32(0)).astype(np.float64)
    if len(bright) < width:
        return 0
    window = np.hanning(width)
    frames = np.lib.stride_tricks.sliding_window_view(bright, width)[::FRAME] * window
    frames = frames[np.square(frames).sum(axis=1) > 1e-5]
    shape = _autocorrelation(window[None], reach)[0]
    found = _autocorrelation(frames, reach) / shape
    return int((found[:, INPUT_RATE // 400 :].max(axis=1, initial=0.0) > VOICED).sum())


def _autocorrelation(frames: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    spectra = np.fft.rfft(frames, 2048)
    power = np.fft.irfft(np.square(np.abs(spectra)))[:, :reach]
    return np.asarray(power / np.maximum(power[:, :1], 1e-12))
