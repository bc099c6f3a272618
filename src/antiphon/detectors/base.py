"""What every voice activity detector is: a pure step over a batch of windows, its state owned by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

WINDOW: Final = 512
"""Samples per window: 32 ms at 16 kHz."""


class VoiceActivityDetector(Protocol):
    """Scores windows of many conversations in one call."""

    @property
    def state_size(self) -> int:
        """Floats of state that one conversation keeps between windows; a fresh state is all zeros."""

    @property
    def is_light(self) -> bool:
        """True where one window costs microseconds: the server then calls it on the event loop."""

    def score(self, windows: F32, states: F32) -> F32:
        """Speech probabilities ``[B]`` of ``windows [B, 512]`` (-1…1); updates ``states [B, state_size]`` in place."""


class TurnDetector(Protocol):
    """Judges pauses of many conversations; slow enough that it is called in a worker thread."""

    def score(self, audio: Sequence[bytes]) -> Sequence[float]:
        """For each stretch of PCM16 at 16 kHz, which ends in a pause: the probability that its caller has finished."""
