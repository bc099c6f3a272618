"""Deterministic sounds: something the energy detector takes for speech, and something it does not."""

from __future__ import annotations

from typing import Final

import numpy as np

from antiphon.talk import INPUT_RATE

_SPEECH_RMS: Final = 3000
_SILENCE_RMS: Final = 3


def speech(ms: float, *, rate: int = INPUT_RATE, seed: int = 1) -> bytes:
    """Noise as loud as a voice, PCM16 mono. Never zeros: those would hide a wrong base64 alphabet."""
    return _noise(ms, rate, _SPEECH_RMS, seed)


def silence(ms: float, *, rate: int = INPUT_RATE, seed: int = 2) -> bytes:
    """A quiet room."""
    return _noise(ms, rate, _SILENCE_RMS, seed)


def chunks(pcm: bytes, ms: float = 20, *, rate: int = INPUT_RATE) -> list[bytes]:
    """The pieces a client would send."""
    size = int(rate * ms / 1000) * 2
    return [pcm[start : start + size] for start in range(0, len(pcm), size)]


def _noise(ms: float, rate: int, rms: float, seed: int) -> bytes:
    samples = np.random.default_rng(seed).normal(0, rms, int(rate * ms / 1000))
    return samples.clip(-32768, 32767).astype(np.int16).tobytes()
