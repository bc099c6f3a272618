"""Audio as it comes in: any rate, any chopping, odd bytes; kept by position at the rate everything listens to."""

from __future__ import annotations

from typing import Final

import numpy as np
import soxr

from antiphon.audio.format import BYTES_PER_SAMPLE, pcm_rate
from antiphon.audio.ring import Residue, Ring
from antiphon.talk import INPUT_RATE
from antiphon.wire.types import Blob

WINDOW: Final = 512
KEEP: Final = 2 * INPUT_RATE
MAX_TYPE: Final = 128
"""Characters of a MIME type that may still be PCM."""


class Intake:
    """One caller's stream. `accept` appends, `windows` cuts for the detector, `slice` serves the engine."""

    def __init__(self) -> None:
        self.arrived = 0
        """Samples so far, at `INPUT_RATE`."""
        self._ring = Ring()
        self._residue = Residue()
        self._rate = INPUT_RATE
        self._resampler: soxr.ResampleStream | None = None
        self._cursor = 0

    def accept(self, blob: Blob) -> int | None:
        """Takes a blob in; samples it gave at `INPUT_RATE`, ``None`` for what is no PCM we read."""
        # What is asked for is remembered for ever, so nothing long may be asked.
        rate = pcm_rate(blob.mime_type) if len(blob.mime_type) <= MAX_TYPE else None
        if rate is None:
            return None
        if rate != self._rate:
            self._retune(rate)
        pcm = self._residue.whole(blob.data)
        if self._resampler is not None and pcm:
            pcm = self._resampler.resample_chunk(np.frombuffer(pcm, np.int16)).tobytes()
        return self._append(pcm)

    def finish(self) -> int:
        """The stream pauses here: what the resampler holds back comes out; samples it gave."""
        if self._resampler is None:
            return 0
        held_back = self._resampler.resample_chunk(np.empty(0, np.int16), last=True).tobytes()
        self._retune(self._rate)
        return self._append(held_back)

    def windows(self) -> list[bytes]:
        """Whole windows that have not been cut yet."""
        cut = []
        while self.arrived - self._cursor >= WINDOW:
            cut.append(self._ring.slice(self._cursor, self._cursor + WINDOW))
            self._cursor += WINDOW
        return cut

    def slice(self, start: int, stop: int) -> bytes:
        """PCM of ``start:stop``, as far as it is still kept."""
        return self._ring.slice(start, stop)

    @property
    def is_long(self) -> bool:
        """Whether enough is kept that letting go of some of it is worth the while."""
        return self.arrived - self._ring.start > KEEP

    def forget(self, before: int) -> None:
        """Lets go of what nobody will ask for again."""
        self._ring.forget(before)

    def _append(self, pcm: bytes) -> int:
        self._ring.append(pcm)
        samples = len(pcm) // BYTES_PER_SAMPLE
        self.arrived += samples
        return samples

    def _retune(self, rate: int) -> None:
        """Another rate from here on. A stream of its own: mixing two would smear both."""
        self._rate = rate
        self._residue = Residue()
        same = rate == INPUT_RATE
        # LQ: plenty for speech, and it holds back 20 ms (60 at 8 kHz) where MQ holds back twice as much.
        self._resampler = (
            None if same else soxr.ResampleStream(rate, INPUT_RATE, 1, dtype="int16", quality="LQ")
        )
