"""Verdicts on sound that came faster than its words are understood: they wait, and are taken in order."""

from __future__ import annotations

from collections import deque
from typing import Final

from antiphon.session.floor import Floor

MAX_UNHEARD: Final = 1_875
"""Verdicts that may wait for a transcript: 60 s of audio in windows of 32 ms."""


class Backlog:
    """One session's, from setup on."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._waiting: deque[tuple[float, int]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def hear(self, probability: float, samples: int, now: float) -> None:
        """The detector's verdict on the next ``samples``, now or as soon as it is their turn."""
        if self._waiting or self._floor.is_ahead:
            self._waiting.append((probability, samples))
            self.catch_up(now)
            if len(self._waiting) < MAX_UNHEARD:
                return
            probability, samples = self._waiting.popleft()
        self._floor.listener.heard_at = now  # who is listened to late was not silent
        self._floor.hear(probability, samples, now)

    def catch_up(self, now: float) -> None:
        """Takes what need not wait any more."""
        if self._waiting:
            self._floor.listener.heard_at = now  # it was we who were late, not the caller
        while self._waiting and not self._floor.is_ahead:
            self._floor.hear(*self._waiting.popleft(), now)
