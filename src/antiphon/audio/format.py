"""What a MIME type says about PCM, as leniently as clients write it (PROTOCOL 4.1)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

BYTES_PER_SAMPLE: Final = 2
DEFAULT_RATE: Final = 16_000
MIN_RATE, MAX_RATE = 8_000, 48_000
_PCM_TYPES: Final = frozenset({"audio/pcm", "audio/l16", "audio/x-raw", "audio/raw", "audio/x-pcm"})


@lru_cache(maxsize=256)
def pcm_rate(mime_type: str) -> int | None:
    """The sample rate of raw 16-bit mono PCM in Hz, or ``None`` when it is something else.

    ``audio/pcm``, ``audio/pcm; rate=16000``, ``audio/l16;rate=8000;channels=1``; no rate means 16 kHz, and so
    does no type at all. Several channels, or a rate outside 8 to 48 kHz, is something else.
    """
    kind, *parameters = (piece.strip().lower() for piece in mime_type.split(";"))
    if kind and kind not in _PCM_TYPES:
        return None
    values = dict(piece.replace(" ", "").split("=", 1) for piece in parameters if "=" in piece)
    rate = values.get("rate", str(DEFAULT_RATE)).strip('"')
    if values.get("channels", "1") != "1" or not (rate.isascii() and rate.isdigit()):
        return None
    return int(rate) if len(rate) <= len(str(MAX_RATE)) and MIN_RATE <= int(rate) <= MAX_RATE else None


def milliseconds(samples: int, rate: int) -> float:
    """Duration of ``samples`` at ``rate``."""
    return samples * 1000 / rate


def samples(duration_ms: float, rate: int) -> int:
    """Samples in ``duration_ms`` at ``rate``, rounded down."""
    return int(duration_ms * rate // 1000)
