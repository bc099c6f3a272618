"""The garbage collector, told what a server is: much that stays, a little that comes and goes, few cycles."""

from __future__ import annotations

import gc
from typing import Final

YOUNG: Final = 50_000
"""Objects made, and not freed, before the collector looks for cycles among them. Python's own 700 are a hundred
looks a second in a crowd, a tenth of its processor time; nearly all we make is freed without it."""
OLDER: Final = 20


def settle() -> None:
    """What is loaded by now stays: the collector need not look through it again in the middle of a call."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, OLDER, OLDER)
