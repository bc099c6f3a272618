"""Errors become close codes and reasons. A reason holds at most 123 bytes (RFC 6455, 5.5)."""

from __future__ import annotations

from typing import Final, NamedTuple

from antiphon.errors import PeerError

NORMAL: Final = 1000
GOING_AWAY: Final = 1001
POLICY: Final = 1008
INTERNAL: Final = 1011
MAX_REASON_BYTES: Final = 123


class Closing(NamedTuple):
    """How a connection ends."""

    code: int
    reason: str = ""


def clip(reason: str) -> str:
    """As much of a reason as a close frame holds, cut between characters."""
    return reason.encode()[:MAX_REASON_BYTES].decode(errors="ignore")


def closing_for(error: BaseException) -> Closing:
    """The caller reads the reason of its own mistakes; of ours only that they were ours."""
    if isinstance(error, PeerError):
        return Closing(error.close_code, clip(str(error)))
    return Closing(INTERNAL, "Internal error encountered.")
