"""What a stretch of a caller's sound is like, in numbers: how loud, and how much like ours. Decides nothing."""

from __future__ import annotations

from typing import Final

import numpy as np

from antiphon.runtime.loudspeaker import Loudspeaker
from antiphon.runtime.microphone import Microphone
from antiphon.talk import INPUT_RATE, Acoustics
from antiphon.turns import echo
from antiphon.turns.echo import F32, FRAMES, LAGS

SILENCE_DB: Final = -90.0
LEARNT: Final = 0.7
"""So alike is nobody but our echo..."""
LONG: Final = FRAMES * 9 // 10
"""...for so many frames: its delay is remembered, until another one is found in the same way."""
_SIZE: Final = INPUT_RATE // FRAMES
_SCALE: Final = np.float32(1 / 32768)


class Meter:
    """Compares one caller's microphone with the loudspeaker; learns how long the way between them is."""

    __slots__ = ("_delay", "_loudspeaker", "_microphone")

    def __init__(self, microphone: Microphone, loudspeaker: Loudspeaker) -> None:
        self._microphone = microphone
        self._loudspeaker = loudspeaker
        self._delay: int | None = None  # in frames

    def measure(self, start: int, stop: int, onset: int) -> Acoustics:
        """Of input samples ``start:stop``, as far as they are kept; speech begins at ``onset``."""
        pcm = self._microphone.slice(start, stop)
        # The newest samples are those that count: what is missing, or over, is at the beginning.
        samples = np.frombuffer(pcm, "<i2")
        heard = echo.envelope(samples[len(samples) % _SIZE :] * _SCALE, INPUT_RATE)
        frames = len(heard[0])
        speech = min(max(stop - onset, 0) // _SIZE, frames)
        last = round(self._microphone.instant(stop) * FRAMES)
        sent = self._loudspeaker.between(last - frames - LAGS, last)
        found = echo.likeness(heard, sent, speech, self._delay)
        if speech >= LONG and found.plain >= LEARNT:
            self._delay = found.lag
        return Acoustics(level_db(heard[0, frames - speech :]), found.value)


def level_db(powers: F32) -> float:
    """Of the louder half of these frames, as there are pauses in speech."""
    if not len(powers):
        return SILENCE_DB
    power = float(np.sort(powers)[len(powers) // 2 :].mean())
    return max(10 * float(np.log10(power + 1e-12)), SILENCE_DB)
