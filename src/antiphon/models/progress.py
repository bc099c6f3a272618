"""What watches a pull: a bar on a terminal, lines in a log, or nobody."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Watches a pull, load by load: a wheel, or a model that is no wheel. A second attempt may report fewer bytes."""

    def started(self, load: str, total_bytes: int | None) -> None:
        """The load's download begins."""

    def advanced(self, load: str, bytes_done: int) -> None:
        """So many bytes of it have arrived."""

    def finished(self, load: str) -> None:
        """Its files are verified and in place."""

    def noted(self, line: str) -> None:
        """Something that the operator should read."""


class Quiet:
    """A `Progress` that nobody watches."""

    def started(self, load: str, total_bytes: int | None) -> None:
        pass

    def advanced(self, load: str, bytes_done: int) -> None:
        pass

    def finished(self, load: str) -> None:
        pass

    def noted(self, line: str) -> None:
        pass
