"""Verdicts on pauses as a test wants them: so likely, after so long."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from antiphon.runtime.umpire import Deliver


class ScriptedUmpire:
    """Gives the verdicts of ``script`` in order; the last one repeats, ``None`` is never given."""

    def __init__(self, *script: float | None, takes_s: float = 0.05) -> None:
        self.asked: list[tuple[int, int, bytes]] = []
        """Turn, revision and sound of each pause."""
        self.dropped: list[tuple[int, int]] = []
        self.takes_s = takes_s
        self._script: Sequence[float | None] = script or (None,)

    def open(self, deliver: Deliver) -> ScriptedAppeal:
        """A way for a new conversation."""
        return ScriptedAppeal(self, deliver)

    def judge(self, turn: int, revision: int, pcm: bytes) -> float | None:
        """The next verdict."""
        self.asked.append((turn, revision, pcm))
        return self._script[min(len(self.asked), len(self._script)) - 1]


class ScriptedAppeal:
    """One conversation's way to a `ScriptedUmpire`, which gives even verdicts that nobody wants any more."""

    def __init__(self, umpire: ScriptedUmpire, deliver: Deliver) -> None:
        self._umpire = umpire
        self._deliver = deliver
        self._is_closed = False

    def ask(self, turn: int, revision: int, pcm: bytes) -> None:
        verdict = self._umpire.judge(turn, revision, pcm)
        if verdict is not None:
            loop = asyncio.get_running_loop()
            loop.call_later(self._umpire.takes_s, self._give, turn, revision, verdict)

    def drop(self, turn: int, revision: int) -> None:
        self._umpire.dropped.append((turn, revision))

    def close(self) -> None:
        self._is_closed = True

    def _give(self, turn: int, revision: int, verdict: float) -> None:
        if not self._is_closed:
            self._deliver(turn, revision, verdict)
