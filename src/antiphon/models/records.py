"""What we know of files whose hash the manifest cannot name: those pulled on trust, and those we made.

It stands beside them, in ``records.json`` in the model's directory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

FILE_NAME: Final = "records.json"
BLOCK_BYTES: Final = 1 << 20


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file as it was when it got its name."""

    sha256: str
    size_bytes: int
    recipe: int | None = None
    """Of a file that we made: by which version of our recipe."""
    made_from: str | None = None
    """And the sha256 of what it was made from."""
    adapter: str | None = None
    """The sha256 of the adapter that was merged into it."""
    strength: float | None = None
    """And how much of it."""


def read(directory: Path) -> dict[str, Record]:
    """Every record of a model, by file name. An unreadable list is as good as none."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((directory / FILE_NAME).read_bytes(), type=dict[str, Record])
    return {}


def add(directory: Path, records: dict[str, Record]) -> None:
    """Write these beside those there are. Whoever calls holds the lock."""
    _write(directory, {**read(directory), **records})


def drop(directory: Path, name: str) -> None:
    """Forget a file that is about to go. Whoever calls holds the lock."""
    _write(directory, {known: record for known, record in read(directory).items() if known != name})


def _write(directory: Path, records: dict[str, Record]) -> None:
    text = msgspec.json.format(msgspec.json.encode(records))
    scratch = directory / f".{FILE_NAME}"
    with scratch.open("wb") as sink:
        sink.write(text)
        settle(sink.fileno(), sink.flush)
    scratch.replace(directory / FILE_NAME)


def settle(descriptor: int, flush: Callable[[], None]) -> None:
    """See to it that the bytes are on the disk: only then may their file get its name."""
    flush()
    os.fsync(descriptor)


def hash_of(path: Path, watch: Callable[[int], None] = lambda _: None) -> str:
    """The sha256 of a file; ``watch`` hears how many bytes of it were read."""
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as source:
        while block := source.read(BLOCK_BYTES):
            digest.update(block)
            done += len(block)
            watch(done)
    return digest.hexdigest()
