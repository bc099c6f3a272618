"""What every caller of a crowd says, frame by frame, and which frame is the last that an answer depends on."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Final

import numpy as np

from antiphon.detectors.base import F32, WINDOW
from antiphon.detectors.energy import EnergyDetector
from antiphon.session.effects import Send, Settle
from antiphon.session.machine import Session
from antiphon.talk import INPUT_RATE, Heard
from antiphon.wire.codec import encode_client
from antiphon.wire.setup import Setup
from antiphon.wire.types import ActivityType

FRAME: Final = 320
FRAME_S: Final = 0.02
CYCLE: Final = 200
"""Frames until everything is said again: 4 s, of which 0.8 s are loud. 125 windows of the detector, to the sample."""
LOUD: Final = 40
STEP: Final = 8
"""Frames that are whole windows: callers may be this much apart, or a multiple, and keep the script's edges."""
SETUP: Final = Setup(model="models/gemini-3.8-live", explicit_vad_signal=True)


@dataclass(frozen=True, slots=True)
class Script:
    """One cycle. ``starts`` and ``ends`` are the frames that complete what makes the server say so."""

    frames: tuple[bytes, ...]
    starts: int
    ends: int


def masked(text: str) -> bytes:
    """A client's frame. The mask is zero, which is a mask: the server works as hard for it as for any."""
    body = text.encode()
    length = len(body)
    if length < 126:
        head = bytes((0x81, 0x80 | length))
    elif length < 65_536:
        head = b"\x81\xfe" + length.to_bytes(2)
    else:
        head = b"\x81\xff" + length.to_bytes(8)
    return head + bytes(4) + body


def audio_frame(pcm: bytes) -> bytes:
    """A frame as the Python SDK spells it: snake_case, and base64 in the URL-safe alphabet."""
    audio = {"data": base64.urlsafe_b64encode(pcm).decode(), "mime_type": "audio/pcm;rate=16000"}
    return masked(json.dumps({"realtime_input": {"audio": audio}}))


def setup_frame() -> bytes:
    """The first message of every caller."""
    return masked(encode_client(SETUP))


def write() -> Script:
    """The script, and where its edges are: found by having the machine listen to it."""
    rng = np.random.default_rng(7)
    pcm = rng.integers(-4, 4, (CYCLE, FRAME), np.int16)
    pcm[:LOUD] = rng.integers(-3000, 3000, (LOUD, FRAME), np.int16)
    starts, ends = _edges(pcm.reshape(-1))
    return Script(tuple(audio_frame(each.tobytes()) for each in pcm), starts, ends)


def _edges(pcm: np.ndarray[tuple[int], np.dtype[np.int16]]) -> tuple[int, int]:
    windows: F32 = (pcm.reshape(-1, WINDOW) / np.float32(32768)).astype(np.float32)
    probabilities = EnergyDetector().score(windows, np.zeros((len(windows), 0), np.float32))
    session = Session("script")
    session.begin(0.0)
    session.receive(SETUP, 0.0)
    edges: dict[ActivityType, int] = {}
    for index, probability in enumerate(probabilities.tolist(), 1):
        now = index * WINDOW / INPUT_RATE
        session.arrive(WINDOW, now)
        session.hear(probability, WINDOW, now)
        while effects := session.drain():
            for effect in effects:
                if isinstance(effect, Settle):  # the echo engine has its transcript at once
                    session.heard(Heard(effect.turn, effect.revision, "noise"), now)
                elif isinstance(effect, Send) and (activity := effect.message.voice_activity) is not None:
                    # The frame that brings the last sample of this window.
                    edges[activity.type] = -(-index * WINDOW // FRAME) - 1
    return edges[ActivityType.START], edges[ActivityType.END]
