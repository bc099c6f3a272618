"""Keeps two processes from working on one store at once, and one from deleting what another has loaded."""

from __future__ import annotations

import contextlib
import os
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


def hold(path: Path) -> bool:
    """Keep a file from being `unused` for as long as this process lives; whether it is there to be kept.

    A server loads its weights again when its child process dies: they must still be there then.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)  # never closed, for the lock would go with it
        if sys.platform != "win32":  # where an open file cannot be deleted
            import fcntl  # noqa: PLC0415  # absent on Windows

            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(descriptor, fcntl.LOCK_SH)
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def unused(path: Path) -> Iterator[bool]:
    """Whether nobody holds the file; while the block runs nobody begins to."""
    if sys.platform == "win32":
        yield True  # deleting it would fail
        return
    import fcntl  # noqa: PLC0415  # absent on Windows

    try:
        file = path.open("rb")
    except OSError:
        yield False
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_free = True
        except OSError:
            is_free = False
        yield is_free
