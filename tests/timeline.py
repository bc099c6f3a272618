"""What a listener hears of what was sent: played as it comes, thrown away where it is interrupted."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from kit import audio_s, brief

Timed = tuple[float, Mapping[str, Any]]


def silences(frames: Iterable[Timed]) -> list[tuple[float, float]]:
    """When the listener's buffer was empty within a turn, and for how long."""
    dry_at: float | None = None
    found = []
    for instant, frame in frames:
        if length := audio_s(frame):
            if dry_at is not None and instant > dry_at + 1e-6:
                found.append((dry_at, instant - dry_at))
            dry_at = max(instant, dry_at or 0.0) + length
        elif brief(frame).startswith(("turn complete", "interrupted")):
            dry_at = None
    return found


def heard(frames: Iterable[Timed]) -> bytes:
    """The sound that was played: of a turn that was interrupted up to there."""
    played, turn, begins, dry_at = bytearray(), bytearray(), 0.0, 0.0
    for instant, frame in frames:
        if length := audio_s(frame):
            begins = instant if not turn else begins
            dry_at = max(instant, dry_at) + length
            data = frame["serverContent"]["modelTurn"]["parts"][0]["inlineData"]["data"]
            turn += base64.b64decode(data)
        elif brief(frame) == "interrupted":
            del turn[max(len(turn) - 2 * round(max(dry_at - instant, 0.0) * 24_000), 0) :]
            dry_at = instant
        elif brief(frame).startswith("turn complete"):
            played += turn
            turn.clear()
    return bytes(played)
