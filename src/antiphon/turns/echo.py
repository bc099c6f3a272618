"""Is that our own voice coming back? Compares the ups and downs of what is heard with those of what was sent.

Loudness is taken every 10 ms, twice: of the sound, and of its first difference, in which high notes count for more.
A loudspeaker, a room and a microphone change how loud things are, hardly when; they add a delay that nobody knows.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

FRAMES: Final = 100
"""Of an envelope, in a second."""
LAGS: Final = 150
"""Frames by which a caller's devices and network may delay our voice: 1.5 s."""
NEAR: Final = 8
"""Frames by which a known delay may seem to vary: audio comes in bursts."""
_RANGE: Final = 10**-3.0
"""So much below the loudest frame of a stretch is as good as silence: silences are not alike."""
_HEARD_FLOOR: Final = 10**-7.5
"""And so is this power: a quiet room."""
_SENT_FLOOR: Final = 10**-6.5
_FALL_DB: Final = 2.0
"""A frame: loudness is made to fall no faster than in a room (60 dB in 0.3 s), on both sides."""
_AUDIBLE: Final = 10**-5.0
_LEAST_SENT: Final = 15
"""With fewer audible frames of ours there is nothing to come back."""
_DOUBT: Final = 0.05
_DOUBT_SHORT: Final = 0.3
"""Taken off at delays that are not known: something in 1.5 s is always alike, most of all to short speech.

Measured: one voice in twenty is 0.9 like ours by chance after 0.3 s of speech, and 0.7 after a second.
"""
NEWEST: Final = FRAMES // 2
"""Where the delay is known, the newest frames must be as much like ours as the whole: somebody may have joined in."""
_DOUBT_ELSEWHERE: Final = 0.15
"""And so much more once it is known: devices are changed now and then."""


class Likeness(NamedTuple):
    """How alike two envelopes are."""

    value: float
    """-1 to 1, after what is taken off for doubt."""
    lag: int
    """The delay at which they are, in frames."""
    plain: float
    """Their correlation there."""


NONE: Final = Likeness(0.0, 0, 0.0)


def envelope(samples: F32, rate: int) -> F32:
    """The powers of each whole frame, and of its first difference: two rows, one column a frame."""
    size = rate // FRAMES
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    steps = frames[:, 1:] - frames[:, :-1]
    powers = np.empty((2, len(frames)), np.float32)
    np.einsum("ij,ij->i", frames, frames, out=powers[0])
    np.einsum("ij,ij->i", steps, steps, out=powers[1])
    powers /= size
    return powers


def likeness(heard: F32, sent: F32, speech: int, usual: int | None = None) -> Likeness:
    """Of an envelope to what was sent, whose envelope begins `LAGS` frames earlier and ends with it.

    ``speech``: frames, at its end, in which somebody speaks, or so it seems; what comes before them counts as
    well, as it must be alike, too. ``usual``: the delay of this caller's echo, if it has been found.
    """
    count = heard.shape[1]
    if not count or sent.shape[1] != count + LAGS:
        return NONE
    alike = _alike(heard, sent)
    weighed = alike - (_DOUBT + _DOUBT_SHORT * max(1 - speech / FRAMES, 0.0))
    if usual is not None:
        least, most = max(usual - NEAR, 0), min(usual + NEAR, LAGS)
        known = slice(least, most + 1)
        weighed -= _DOUBT_ELSEWHERE
        newest = _alike(
            heard[:, -NEWEST:], sent[:, LAGS - most + max(count - NEWEST, 0) : LAGS - least + count]
        )
        weighed[known] = np.minimum(alike[known], newest)
    lag = int(np.argmax(weighed))
    return Likeness(max(float(weighed[lag]), -1.0), lag, float(alike[lag]))


def _alike(heard: F32, sent: F32) -> NDArray[np.float64]:
    """Their correlation by delay, the shortest first: there are as many as ``sent`` is longer, and one."""
    ours, theirs = _loudness(sent, _SENT_FLOOR), _loudness(heard, _HEARD_FLOOR)
    alike = _correlations(theirs, ours)
    alike[_sums(sent[0] > _AUDIBLE, heard.shape[1]) < _LEAST_SENT] = 0.0
    return alike[::-1]


def _loudness(powers: F32, floor: float) -> F32:
    """In dB, as a room lets it fall."""
    least = np.maximum(powers.max(axis=1, keepdims=True) * np.float32(_RANGE), np.float32(floor))
    fall = np.arange(powers.shape[1], dtype=np.float32) * np.float32(_FALL_DB)
    loudness: F32 = np.maximum.accumulate(10 * np.log10(powers + least) + fall, axis=1) - fall
    return loudness


def _correlations(theirs: F32, ours: F32) -> NDArray[np.float64]:
    """Pearson's, of all of ``theirs`` with each stretch of ``ours`` of that length, the oldest first."""
    count = theirs.shape[1]
    centred = theirs - theirs.mean(axis=1, keepdims=True)
    products = sum(np.correlate(row, like, "valid") for row, like in zip(ours, centred, strict=True))
    spreads = sum(_sums(row * row, count) - _sums(row, count) ** 2 / count for row in ours)
    scale = np.sqrt(np.maximum(spreads, 0.0) * np.square(centred).sum())
    alike: NDArray[np.float64] = np.divide(products, scale, out=np.zeros_like(scale), where=scale > count)
    return alike


def _sums(row: NDArray[np.generic], count: int) -> NDArray[np.float64]:
    """Of each ``count`` neighbours."""
    upto = np.concatenate((np.zeros(1), np.cumsum(row, dtype=np.float64)))
    return upto[count:] - upto[:-count]
