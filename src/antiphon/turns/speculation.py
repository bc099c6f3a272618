"""Whether an answer is begun at a pause that may not be the end: work that is thrown away is taken from others."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

DRAFTS: Final = 3
"""For one turn, at most: an answer that is begun at every breath is no use to anybody."""
REMEMBERED: Final = 3
"""Turns that a speaker is judged by."""


def is_worth_a_draft(pause: int, drafts: int, ended_at: Collection[int]) -> bool:
    """Whether to begin an answer at a turn's pause number ``pause``, counted from 0, after so many ``drafts``.

    ``ended_at`` says which pause each of the speaker's last turns ended at. Where none of `REMEMBERED` ended so early,
    this one will hardly do; one that does makes the next first pause worth it again.
    """
    if drafts >= DRAFTS:
        return False
    return len(ended_at) < REMEMBERED or min(ended_at) <= pause
