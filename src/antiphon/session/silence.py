"""Nobody says anything any more: when the model may speak up by itself, and what it is told then. Off unless wanted."""

from __future__ import annotations

from typing import Final

from antiphon.talk import SILENT, Role, Said

LEAST_S: Final = 1.0
MOST_S: Final = 600.0
IN_A_ROW: Final = 2
"""Who says nothing to that is not there, or does not want to talk."""


class Silence:
    """The caller's, after an answer that was heard to its end. Instants in seconds."""

    def __init__(self, limit_s: float | None) -> None:
        """``limit_s``: how long it may last; ``None``: for ever."""
        self._limit_s = None if limit_s is None else min(max(limit_s, LEAST_S), MOST_S)
        self._since: float | None = None
        self._broken = 0  # times in a row

    def begin(self, now: float) -> None:
        """An answer has been heard to its end."""
        self._since = now

    def resume(self, now: float) -> None:
        """There was a sound, but no words in it: the silence begins anew, if it was one."""
        if self._since is not None:
            self._since = now

    def end(self) -> None:
        """Somebody answers: whatever it was that asked for it."""
        self._since = None

    def spoken(self) -> None:
        """The caller said or wrote something."""
        self._since, self._broken = None, 0

    @property
    def due_at(self) -> float | None:
        """When it has lasted too long."""
        if self._limit_s is None or self._since is None or self._broken >= IN_A_ROW:
            return None
        return self._since + self._limit_s

    def break_off(self) -> Said:
        """It has lasted too long: what an engine is told, for one answer only."""
        self._since, self._broken = None, self._broken + 1
        return Said(Role.SYSTEM, note(self._limit_s or 0.0))


def note(seconds: float) -> str:
    """What an engine is told of a silence."""
    length = "1 second" if seconds == 1 else f"{seconds:g} seconds"
    return (
        f"{SILENT} {length}. Ask in one short sentence whether they are still there, "
        "or offer to help with what you talked about."
    )
