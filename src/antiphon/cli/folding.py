"""Frames of the wire in few words: base64 becomes how long or how large it is. Pure; knows no server.

What is folded was written by strangers: any shape must do, and nothing of it may steer a terminal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

INPUT_RATE, OUTPUT_RATE = 16_000, 24_000
MAX_TEXT: Final = 160
_RATE: Final = re.compile(r"rate=(\d{1,6})")
_AUDIO_MEMBERS: Final = frozenset({"audio", "mediaChunks", "media_chunks"})


def parse(text: str) -> Any:
    """The frame as JSON; a string that says so when it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return f"not JSON, {len(text)} characters"


def fold(value: Any, rate: int = INPUT_RATE) -> Any:
    """The value with the data of every blob measured instead of shown; ``rate`` where none is named."""
    if isinstance(value, list):
        return [fold(each, rate) for each in value]
    if not isinstance(value, dict):
        return value
    folded = {key: fold(each, rate) for key, each in value.items()}
    blob = _blob(value)
    if blob is not None:
        folded["data"] = measure(*blob, rate)
    return folded


def measure(mime_type: str, data: str, rate: int = INPUT_RATE) -> str:
    """``20 ms`` of PCM; ``37 KiB image/jpeg`` of anything else."""
    size = _size(data)
    if (milliseconds := _pcm_ms(mime_type, size, rate)) is not None:
        return duration(milliseconds)
    if size < 1024:
        amount = f"{size} B"
    elif size < 2**20:
        amount = f"{size / 1024:.0f} KiB"
    else:
        amount = f"{size / 2**20:.1f} MiB"
    return f"{amount} {mime_type[:64]}"


def duration(milliseconds: float) -> str:
    """``20 ms`` or ``1.3 s``."""
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def audio_ms(frame: Any, rate: int = INPUT_RATE) -> float | None:
    """How much audio a frame carries; `None` for one that says anything else, or something besides."""
    if not isinstance(frame, dict) or len(frame) != 1:
        return None
    ((member, value),) = frame.items()
    if member == "audio":  # the simple dialect
        return _total([value], rate)
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((inner, blobs),) = value.items()
    if member in {"realtimeInput", "realtime_input"} and inner in _AUDIO_MEMBERS:
        return _total(blobs if isinstance(blobs, list) else [blobs], rate)
    if member == "serverContent" and inner == "modelTurn" and isinstance(blobs, dict):
        parts = blobs.get("parts")
        if isinstance(parts, list):
            return _total(
                [part.get("inlineData") if isinstance(part, dict) else None for part in parts], rate
            )
    return None


def brief(frame: Any, rate: int = INPUT_RATE) -> str:
    """A frame in one line: ``serverContent.outputTranscription.text "Hello"``."""
    try:
        if not isinstance(frame, dict):
            return printable(str(frame)[:MAX_TEXT])
        is_said = len(frame) > 1  # then an empty member beside it says nothing (PROTOCOL 3.8)
        shown = (_member(str(key), value, rate) for key, value in frame.items() if value != {} or not is_said)
        return printable("  ".join(shown) or "{}")
    except RecursionError:
        return "nested too deeply to show"


def printable(text: str) -> str:
    """The text with everything that a terminal might obey spelled out."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


def _member(path: str, value: Any, rate: int) -> str:
    while isinstance(value, dict) and len(value) == 1:
        ((key, value),) = value.items()
        path = f"{path}.{key}"
    if value in ({}, True):
        return path
    if isinstance(value, dict) and (blob := _blob(value)) is not None:
        return f"{path} {measure(*blob, rate)}"
    return f"{path} {json.dumps(_short(value, rate), ensure_ascii=False)}"


def _short(value: Any, rate: int) -> Any:
    """For people: blobs as their measure alone, long texts cut."""
    if isinstance(value, dict):
        blob = _blob(value)
        if blob is not None:
            return measure(*blob, rate)
        return {key: _short(each, rate) for key, each in value.items()}
    if isinstance(value, list):
        return [_short(each, rate) for each in value]
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"{value[:MAX_TEXT]}… ({len(value)} characters)"
    return value


def _blob(value: Mapping[str, Any]) -> tuple[str, str] | None:
    mime_type, data = value.get("mimeType", value.get("mime_type", "")), value.get("data")
    return (mime_type, data) if isinstance(mime_type, str) and isinstance(data, str) else None


def _total(blobs: list[Any], rate: int) -> float | None:
    total = 0.0
    for value in blobs:
        blob = _blob(value) if isinstance(value, dict) else None
        milliseconds = None if blob is None else _pcm_ms(blob[0], _size(blob[1]), rate)
        if milliseconds is None:
            return None
        total += milliseconds
    return total if blobs else None


def _size(data: str) -> int:
    """Bytes that base64 stands for."""
    return len(data.rstrip("=")) * 3 // 4


def _pcm_ms(mime_type: str, size: int, rate: int) -> float | None:
    if not mime_type.startswith("audio/pcm"):
        return None
    named = _RATE.search(mime_type)
    return size / 2 * 1000 / (int(named[1]) if named and int(named[1]) else rate)
