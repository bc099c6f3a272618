"""What the listener has heard by ``now``: the client's buffer, modelled (P3). Knows no words, sends nothing."""

from __future__ import annotations

from typing import Final

from antiphon.talk import OUTPUT_RATE

LATEST_S: Final = 10.0
"""By how much reports may put an end off, all in all: no turn goes on for ever because a loudspeaker stands still."""


class Playout:
    """A listener who starts to play when the first sample is sent and plays on without a gap while it can.

    When the buffer runs dry the playout clock stands still until more is sent; a stalled socket stops it too.
    Instants are the driver's ``now`` in seconds, lengths are output samples.
    """

    __slots__ = ("_dry_at", "_late_s", "sent")

    def __init__(self, after: float = 0.0) -> None:
        """``after``: until then the listener is presumed to hear what an earlier playout sent."""
        self.sent = 0
        self._dry_at = after  # when the buffer will be, or was, empty
        self._late_s = 0.0  # by how much reports have put that off

    def send(self, samples: int, now: float) -> None:
        """``samples`` more are on their way to the listener."""
        self.rest(samples, now)
        self.sent += samples

    def rest(self, samples: int, now: float) -> None:
        """So much silence is on its way, which is part of no answer."""
        self._dry_at = max(self._dry_at, now) + samples / OUTPUT_RATE

    def stall(self, seconds: float, now: float) -> None:
        """The socket took nothing for ``seconds``: what waits there will be heard that much later."""
        if self._dry_at > now - seconds:
            self._dry_at += seconds

    def correct(self, unheard: int, now: float) -> None:
        """The listener says how many samples it still has to hear, with those that came before these."""
        if unheard <= 0:
            self._dry_at = min(self._dry_at, now)
            return
        before = max(self._dry_at, now)
        later = min(now + unheard / OUTPUT_RATE - before, LATEST_S - self._late_s)
        self._late_s = max(self._late_s + later, 0.0)
        self._dry_at = before + later

    def buffered_s(self, now: float) -> float:
        """Seconds of audio that the listener has and has not yet heard."""
        return max(self._dry_at - now, 0.0)

    def heard(self, now: float) -> int:
        """Samples that have been heard; never more than were sent."""
        return max(self.sent - round(self.buffered_s(now) * OUTPUT_RATE), 0)

    def low_at(self, lead_s: float) -> float:
        """The instant at which the buffer falls to ``lead_s``."""
        return self._dry_at - lead_s

    @property
    def over_at(self) -> float:
        """The instant at which everything sent so far has been heard."""
        return self._dry_at
