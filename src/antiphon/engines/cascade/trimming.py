"""Silence taken off both ends of a clause: the pauses between clauses are not the synthesiser's to make. Pure."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from antiphon.talk import OUTPUT_RATE

Samples = NDArray[np.int16]

QUIET: Final = 150
"""Samples below this are silence (-47 dBFS): synthesisers have no noise of a room, but a little of their own."""
SOUND: Final = 250
"""Samples from here on begin a clause. Flite's own noise now and then comes above `QUIET` before a word does, and 140
ms of it would be waited through."""
LEAD: Final = OUTPUT_RATE * 15 // 1000
TAIL: Final = OUTPUT_RATE * 30 // 1000
"""Samples of silence that stay: the softest consonants begin and end in them."""

_NOTHING: Final[Samples] = np.zeros(0, np.int16)


class Trim:
    """Takes samples as they come; gives them back without the silence at both ends."""

    def __init__(self) -> None:
        self.lead = 0
        """Samples taken away before the first that was given back."""
        self._has_begun = False
        self._held = _NOTHING  # quiet so far: the end, or a pause

    def feed(self, samples: Samples) -> Samples:
        """What is certain not to be silence at an end."""
        held = np.concatenate((self._held, samples))
        least = QUIET if self._has_begun else SOUND
        loud = np.flatnonzero((held >= least) | (held <= -least))
        if not len(loud):
            if not self._has_begun and len(held) > LEAD:
                self.lead += len(held) - LEAD
                held = held[-LEAD:]
            self._held = held
            return _NOTHING
        if not self._has_begun:
            self._has_begun = True
            skipped = max(0, int(loud[0]) - LEAD)
            self.lead += skipped
            held = held[skipped:]
            loud = np.flatnonzero((held >= QUIET) | (held <= -QUIET))
        end = int(loud[-1]) + 1
        self._held = held[end:]
        return held[:end]

    def flush(self) -> Samples:
        """The rest, at the end: a little silence, if there was any sound."""
        held, self._held = self._held, _NOTHING
        return held[:TAIL] if self._has_begun else _NOTHING
