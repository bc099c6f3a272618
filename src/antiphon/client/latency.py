"""When a voice ends and when one begins to be heard: what a wait is measured between."""

from __future__ import annotations

from typing import Final

import numpy as np

from antiphon.client.wav import Recording
from antiphon.talk import OUTPUT_RATE

SPEECH_LEVEL: Final = 0.03
"""Speech ends at the last sample above this share of the envelope's peak (the definition of our notes)."""
AUDIBLE: Final = 200
"""An int16 sample beyond this is heard."""


def speech_end_s(recording: Recording) -> float:
    """Where the voice in a recording ends, in seconds."""
    samples = np.abs(np.frombuffer(recording.pcm, np.int16).astype(np.float32))
    width = max(recording.rate // 100, 1)
    envelope = samples[: len(samples) // width * width].reshape(-1, width).max(axis=1)
    if not len(envelope):
        return recording.seconds
    loud = np.flatnonzero(envelope > SPEECH_LEVEL * envelope.max())
    return float((loud[-1] + 1) * width / recording.rate) if len(loud) else recording.seconds


def lead_in_s(pcm: bytes, rate: int = OUTPUT_RATE) -> float:
    """How much silence comes before the first audible sample, in seconds; 0 where nothing is audible."""
    whole = pcm[: len(pcm) // 2 * 2]  # a server may send what it likes
    loud = np.flatnonzero(np.abs(np.frombuffer(whole, np.int16).astype(np.int32)) > AUDIBLE)
    return float(loud[0]) / rate if len(loud) else 0.0
