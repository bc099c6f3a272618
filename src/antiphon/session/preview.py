"""Words of a turn that is still being spoken, as the caller is told of them. Keeps what was shown, not what was said."""

from __future__ import annotations

from typing import Final

from antiphon.session.listening import UserTurn
from antiphon.talk import Interim

LEAST_S: Final = 0.25
"""Between two of them: they are cumulative, so what is left out is in the next one."""


class Preview:
    """Which interim words are worth a message."""

    def __init__(self, *, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._shown: tuple[int, str] = (0, "")
        self._next_at = 0.0

    def take(self, interim: Interim, turn: UserTurn | None, now: float) -> str | None:
        """The words to show; ``None`` for stale ones, for what is shown already, and for more than can be read."""
        if not self._is_wanted or turn is None or interim.turn != turn.number:
            return None
        # Once it is transcribed, anything less is late (P5).
        if not turn.is_open or turn.transcript is not None or interim.revision > turn.revision:
            return None
        text = interim.text.strip()
        if not text or (interim.turn, text) == self._shown or now < self._next_at:
            return None
        self._shown, self._next_at = (interim.turn, text), now + LEAST_S
        return text
