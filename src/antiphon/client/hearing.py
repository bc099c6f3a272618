"""How much of each model turn a loudspeaker has played, from what it was given and what it still holds. Pure."""

from __future__ import annotations

from antiphon.talk import OUTPUT_RATE
from antiphon.wire.messages import ServerMessage


class Hearing:
    """Counts turns as the server does: each ``turnComplete`` ends one."""

    def __init__(self) -> None:
        self.turn = 1
        """The one that is open."""
        self._given = 0

    def give(self, pcm: bytes) -> None:
        """So much of the open turn was handed to the loudspeaker."""
        self._given += len(pcm) // 2

    def take(self, message: ServerMessage) -> None:
        """A message was dealt with."""
        if message.server_content is not None and message.server_content.turn_complete:
            self.turn += 1
            self._given = 0

    def played_ms(self, waiting_s: float) -> float | None:
        """Of the open turn, while the loudspeaker still holds ``waiting_s``; ``None``: nothing of it has come."""
        if not self._given:
            return None
        return max(self._given / OUTPUT_RATE - waiting_s, 0.0) * 1000
