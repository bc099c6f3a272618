"""Speech for tests: made by our own synthesiser, once per sentence."""

from __future__ import annotations

import asyncio
from functools import lru_cache

import numpy as np
import soxr

from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.talk import INPUT_RATE, OUTPUT_RATE

VOICE = "Aoede"
"""The voice that a recogniser understands best, and one of those that sound the same each time."""


async def _speak(text: str, voice: str) -> bytes:
    synthesizer = EspeakSynthesizer()
    await synthesizer.start()
    try:
        return b"".join([piece.pcm async for piece in synthesizer.speak(text, voice, None)])
    finally:
        await synthesizer.aclose()


@lru_cache
def spoken(text: str, voice: str = VOICE) -> bytes:
    """``text`` as PCM16 at `INPUT_RATE`."""
    samples = np.frombuffer(asyncio.run(_speak(text, voice)), np.int16)
    resampled: bytes = soxr.resample(samples, OUTPUT_RATE, INPUT_RATE).tobytes()
    return resampled
