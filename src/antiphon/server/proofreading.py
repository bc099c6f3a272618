"""Reads every outgoing frame by the grammar (PROTOCOL 8.3) and logs what breaks it. Never in a call's way."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import structlog

from antiphon.session.grammar import BrokenGrammar, Grammar

MAX_COMPLAINTS: Final = 10
"""A connection: after one broken frame others often seem to be."""

log = structlog.get_logger(__name__)


class Proofreader:
    """The reading of one connection's outgoing frames."""

    __slots__ = ("_complaints", "_frames", "_grammar", "_number")

    def __init__(self, number: int) -> None:
        self._number = number
        self._grammar = Grammar()
        self._frames = 0
        self._complaints = 0

    def read(self, text: str) -> None:
        """The next frame. Logs the rule that it breaks and its place; never a word of what it says."""
        frame: Any = None
        try:
            frame = msgspec.json.decode(text)
            self._grammar.read(frame)
        except BrokenGrammar as error:
            self._complain(str(error), frame)
        except Exception as error:  # noqa: BLE001  # the grammar expects our shapes; whatever else comes is what it is for
            self._complain(f"not the shape of a server's frame ({type(error).__name__})", frame)
        self._frames += 1

    def _complain(self, rule: str, frame: Any) -> None:
        self._complaints += 1
        if self._complaints > MAX_COMPLAINTS:
            return
        members = sorted(map(str, frame)) if isinstance(frame, dict) else []
        log.error(
            "! grammar broken",
            connection=self._number,
            frame=self._frames,
            members=[member[:64] for member in members[:8]],
            rule=rule[:200],
        )
