"""A client's loudspeaker: plays in real time what it was given, and drops the rest when told to."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from antiphon.bench.duplex.timeline import Answer
from antiphon.bench.noises import F64
from antiphon.client.latency import AUDIBLE
from antiphon.talk import INPUT_RATE, OUTPUT_RATE

_SLIVER_S = 0.002
"""Two pieces that are nearer than this touch: clocks are not exact to the sample."""
_MARGIN_S = 0.02


class Loudspeaker:
    """Begins to play at once; what comes later plays when the earlier is over. Instants are seconds."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._pieces: list[tuple[float, NDArray[np.int16]]] = []
        self._dry_at = 0.0
        self._is_open = False
        self._text = ""

    def tell(self, text: str) -> None:
        """What the answer says; it may come before its sound."""
        if self._is_open:
            self.answers[-1].text += text
        else:
            self._text += text

    def play(self, pcm: bytes, now: float) -> None:
        """More of the answer; the first of the next one after `close` or `drop`."""
        samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], np.int16)
        begin = max(now, self._dry_at)
        if not self._is_open:
            self._is_open = True
            self.answers.append(Answer(begin, text=self._text))
            self._text = ""
        answer = self.answers[-1]
        if answer.until and begin > answer.until + _SLIVER_S:
            answer.gaps.append((answer.until, begin))
        if answer.audible is None:
            sizes = np.abs(samples.astype(np.int32))
            loud = np.flatnonzero(sizes > AUDIBLE)
            if len(loud):
                answer.audible = begin + float(loud[0]) / OUTPUT_RATE
        self._pieces.append((begin, samples))
        self._dry_at = answer.until = begin + len(samples) / OUTPUT_RATE

    def close(self) -> None:
        """The answer is whole."""
        self._is_open, self._text = False, ""

    def drop(self, now: float) -> None:
        """Nothing more of it is played."""
        if self.is_playing(now):
            self.answers[-1].is_stopped = True
        self.close()
        if self._dry_at <= now:
            return
        kept = []
        for begin, samples in self._pieces:
            rest = samples[: max(int((now - begin) * OUTPUT_RATE), 0)]
            if len(rest):
                kept.append((begin, rest))
        self._pieces = kept
        self._dry_at = now
        answer = self.answers[-1]
        answer.until = now
        if answer.audible is not None and answer.audible > now:
            answer.audible = None

    def is_playing(self, now: float) -> bool:
        """Whether there is something to be heard, or will be when a gap is over."""
        return self._is_open or self._dry_at > now

    def played_s(self, since: float, now: float) -> float:
        """How much of the answer that plays now was played in this time; 0 while none plays."""
        if not self.answers or not self.is_playing(now):
            return 0.0
        answer = self.answers[-1]
        if answer.audible is None:
            return 0.0
        first = max(since, answer.audible)
        gaps = sum(max(min(stop, now) - max(start, first), 0.0) for start, stop in answer.gaps)
        return max(min(now, answer.until) - first - gaps, 0.0)

    def heard(self, start: float, stop: float) -> F64:
        """What was played between two instants, at `INPUT_RATE`."""
        start, stop = start - _MARGIN_S, stop + _MARGIN_S
        tape = np.zeros(round((stop - start) * OUTPUT_RATE))
        for begin, samples in reversed(self._pieces):
            first = round((begin - start) * OUTPUT_RATE)
            if first + len(samples) <= 0:
                break
            low, high = max(first, 0), min(first + len(samples), len(tape))
            if low < high:
                tape[low:high] = samples[low - first : high - first] / 32768
        margin = round(_MARGIN_S * INPUT_RATE)
        lower = np.asarray(soxr.resample(tape, OUTPUT_RATE, INPUT_RATE), np.float64)
        return lower[margin : len(lower) - margin]
