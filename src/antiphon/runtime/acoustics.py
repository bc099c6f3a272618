"""What a stretch of a caller's sound is like, in numbers. Reads PCM; decides nothing."""

from __future__ import annotations

from typing import Final

import numpy as np

from antiphon.talk import INPUT_RATE, Acoustics

FRAME: Final = INPUT_RATE // 100
SILENCE_DB: Final = -90.0


def acoustics(pcm: bytes) -> Acoustics:
    """Of PCM16 at 16 kHz: its level is that of its louder half, as there are pauses in speech."""
    samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    if not len(frames):
        return Acoustics(SILENCE_DB)
    powers = np.sort(np.mean(np.square(frames), axis=1))
    power = float(np.mean(powers[len(powers) // 2 :]))
    return Acoustics(level_db=max(10 * float(np.log10(power + 1e-12)), SILENCE_DB))
