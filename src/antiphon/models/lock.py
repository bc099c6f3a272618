"""Keeps two processes from working on one store at once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SCRATCH_PREFIX: Final = ".pull-"
"""What begins so belongs to whoever holds the lock."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the root's lock; `OSError` where the root cannot be written to."""
    if sys.platform == "win32":
        # Without the lock the work may be done twice; atomic renames keep the result right.
        yield
        return
    import fcntl  # noqa: PLC0415  # absent on Windows

    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the kernel lets go of it when we die
        for left_behind in root.glob(f"{SCRATCH_PREFIX}*"):
            shutil.rmtree(left_behind, ignore_errors=True)  # by a process that was killed
        yield
