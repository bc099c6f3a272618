"""Frames to messages at a price that neighbours can bear: small ones at once, dear ones in a thread, absurd ones not.

What a frame costs is its bytes and its values: 256 KiB of ``{},`` take a tenth of a second where a picture of the
same size takes none.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from antiphon.errors import WireError
from antiphon.wire.codec import Decoded, decode
from antiphon.wire.setup import Setup

T = TypeVar("T")

SMALL_BYTES: Final = 4 * 1024
"""Frames below this are not even looked at: the worst of them cost a millisecond."""
BIG_BYTES: Final = 256 * 1024
"""Frames above this are decoded in a thread: an image of 7 MB would hold everybody up for 12 ms."""
MANY_VALUES: Final = 512
"""Frames with more values than this are decoded in a thread, whatever their size."""
MAX_VALUES: Final = 65_536
"""More are not read at all: the parser cannot be interrupted, and a million members hold it for half a second."""
MAX_SETUP_BYTES: Final = 4 * 2**20
"""A setup is kept as long as its conversation. This is a million tokens of text."""
DEAR_S: Final = 0.005
REST: Final = 30
"""Whoever made a thread work for longer than `DEAR_S` is read on after so many times as long: others have the rest."""
SWITCH_S: Final = 0.001

# One for the process, and small: what is hostile here must wait for itself, not for a thread that others need.
# Each conversation has one frame in it at most, so that first in, first out is in turn by conversation.
_threads: Final = ThreadPoolExecutor(
    2, "antiphon-decode", initializer=lambda: sys.setswitchinterval(SWITCH_S)
)  # fmt: skip  # a decoding thread must hand the interpreter back to the loop sooner than after Python's 5 ms


async def read(frame: str | bytes) -> Decoded:
    """The message in a frame. Raises `WireError`. Cancel-safe as far as a thread can be: its result is dropped."""
    size = len(frame)
    if not size:  # somebody's way to keep a connection alive
        return Decoded(None, [])
    if size < SMALL_BYTES or (size < BIG_BYTES and not _has_more_values(frame, MANY_VALUES)):
        return decode(frame)
    decoded, took = await asyncio.get_running_loop().run_in_executor(_threads, _read_dear, frame)
    if took > DEAR_S:
        await asyncio.sleep(REST * took)
    if isinstance(decoded, WireError):
        raise decoded
    return decoded


def _read_dear(frame: str | bytes) -> tuple[Decoded | WireError, float]:
    """The message or what is wrong with it, and the processor time that it took to know."""
    began = time.thread_time()
    try:
        result: Decoded | WireError = _read_whole(frame)
    except WireError as error:
        result = error
    return result, time.thread_time() - began


def _read_whole(frame: str | bytes) -> Decoded:
    if _has_more_values(frame, MAX_VALUES):
        raise WireError(f"a message may hold {MAX_VALUES} values, not more")
    decoded = decode(frame)
    if isinstance(decoded.message, Setup) and len(frame) > MAX_SETUP_BYTES:
        raise WireError(f"setup is larger than {MAX_SETUP_BYTES // 2**20} MiB")
    return decoded


def _has_more_values(frame: str | bytes, limit: int) -> bool:
    """Whether a frame may hold more than ``limit`` values: each but the first follows a comma or a colon.

    Those within texts are counted, too. To look for the next one is as fast as memory: a picture has none.
    """
    if isinstance(frame, str):
        return _has_more(frame.find, ",", limit) or _has_more(frame.find, ":", limit)
    return _has_more(frame.find, b",", limit) or _has_more(frame.find, b":", limit)


def _has_more(find: Callable[[T, int], int], mark: T, limit: int) -> bool:
    at = -1
    for _ in range(limit):
        at = find(mark, at + 1)
        if at < 0:
            return False
    return True
