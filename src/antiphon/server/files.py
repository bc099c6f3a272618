"""Files that are there whole or not at all. Knows nothing of what is in them."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes, *, mode: int = 0o644, replace: bool = True) -> None:
    """Puts a whole file in place at once, so that no reader ever sees half of it.

    Without ``replace`` the first of two writers wins.
    """
    # mkstemp makes the file readable by its owner alone, so a key is never open to others.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        if replace:
            temporary.replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                _link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _link(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: two servers starting at once are rarer than it
        temporary.replace(path)
