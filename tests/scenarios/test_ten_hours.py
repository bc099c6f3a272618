"""Ten hours of conversation that nobody wrote, without a broken invariant. A failure names its seed."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from world import World

SESSION_S = 900.0
SESSIONS = int(os.environ.get("ANTIPHON_SOAK_SESSIONS", "40"))
"""Ten hours; a nightly run may ask for more."""
FIRST = int(os.environ.get("ANTIPHON_SOAK_SEED", "0"))


@pytest.mark.timeout(900)
def test_ten_hours_of_conversation_break_nothing() -> None:
    decided: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + SESSIONS):
        world = World(seed)
        world.run(SESSION_S)
        decided.update(world.counted)
    if SESSIONS >= 40:  # else it would prove nothing of what was never tried
        assert min(decided[kind] for kind in ("held", "released", "interrupted", "ignored", "resumed")) >= 20
