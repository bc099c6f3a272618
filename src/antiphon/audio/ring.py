"""The recent past of a stream of PCM16, by sample position, so that a turn can begin before it was noticed."""

from __future__ import annotations

from antiphon.audio.format import BYTES_PER_SAMPLE


class Residue:
    """Whole samples out of any bytes: keeps the odd byte until its other half comes."""

    __slots__ = ("_odd",)

    def __init__(self) -> None:
        self._odd = b""

    def whole(self, data: bytes) -> bytes:
        """The bytes so far that form whole samples."""
        if not self._odd and not len(data) % BYTES_PER_SAMPLE:
            return data
        data = self._odd + data
        cut = len(data) - len(data) % BYTES_PER_SAMPLE
        self._odd = data[cut:]
        return data[:cut]


class Ring:
    """Positions ``start`` (the oldest kept) to ``stop`` (the next to come), in samples since the beginning."""

    __slots__ = ("_data", "start")

    def __init__(self) -> None:
        self._data = bytearray()
        self.start = 0

    @property
    def stop(self) -> int:
        """How many samples have ever been appended."""
        return self.start + len(self._data) // BYTES_PER_SAMPLE

    def append(self, pcm: bytes) -> None:
        """Appends whole samples."""
        self._data += pcm

    def slice(self, start: int, stop: int) -> bytes:
        """The samples of ``start:stop`` that are still kept."""
        first = max(start - self.start, 0) * BYTES_PER_SAMPLE
        last = max(stop - self.start, 0) * BYTES_PER_SAMPLE
        return bytes(self._data[first:last])

    def forget(self, before: int) -> None:
        """Drops what lies before a position; positions stay what they are."""
        count = min(before, self.stop) - self.start
        if count > 0:
            del self._data[: count * BYTES_PER_SAMPLE]
            self.start += count
