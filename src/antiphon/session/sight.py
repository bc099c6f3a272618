"""What the caller shows: the newest frame of its camera, and the pictures of its newest content. Decodes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from antiphon.talk import Picture
from antiphon.wire.types import Blob, Content

FRESH_S: Final = 20.0
"""A camera that has sent nothing for so long is off, and nobody sees by it any more."""
MAX_STILLS: Final = 4
MAX_BYTES: Final = 7 * 2**20
"""Of one picture, and of all stills together (PROTOCOL 4.3)."""
_KINDS: Final = {
    "image/jpeg": "image/jpeg",
    "image/jpg": "image/jpeg",  # as many write it
    "image/png": "image/png",
    "image/webp": "image/webp",
}
"""What clients send and models read."""


def picture_in(blob: Blob) -> Picture | None:
    """The picture in a blob; ``None`` where there is none that anybody could look at."""
    kind = _KINDS.get(blob.mime_type.partition(";")[0].strip().lower())
    return Picture(kind, blob.data) if kind and 0 < len(blob.data) <= MAX_BYTES else None


class Sight:
    """One session's pictures. They are no part of the history: what was said of them is."""

    def __init__(self) -> None:
        self._frame: Picture | None = None
        self._frame_at = 0.0
        self._stills: tuple[Picture, ...] = ()

    def watch(self, frame: Picture, now: float) -> None:
        """The newest frame takes the place of the last one."""
        self._frame, self._frame_at = frame, now

    def look(self, contents: Iterable[Content]) -> None:
        """Pictures in the caller's content stay until others come: what is asked next may be about them.

        Of many the newest are kept.
        """
        blobs = [part.inline_data for content in contents for part in content.parts if part.inline_data]
        kept: list[Picture] = []
        room = MAX_BYTES
        for picture in filter(None, map(picture_in, reversed(blobs))):
            room -= len(picture.data)
            if room < 0 or len(kept) == MAX_STILLS:
                break
            kept.insert(0, picture)
        self._stills = tuple(kept) or self._stills

    def at(self, now: float) -> tuple[Picture, ...]:
        """What there is to see, the newest last."""
        if self._frame is not None and now - self._frame_at > FRESH_S:
            self._frame = None
        return self._stills if self._frame is None else (*self._stills, self._frame)
