"""What every client may rely on in what a server sends (PROTOCOL 8.3), checked frame by frame."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final

from antiphon.audio.format import BYTES_PER_SAMPLE
from antiphon.talk import OUTPUT_RATE

Frame = Mapping[str, Any]

MIN_MS, MAX_MS = 20, 300
"""Of audio in one frame. The last piece of an answer may be shorter."""
_ALONE: Final = frozenset(
    {
        "goAway",
        "interimInputTranscription",
        "sessionResumptionUpdate",
        "toolCallCancellation",
        "voiceActivity",
    }
)
_MIME: Final = f"audio/pcm;rate={OUTPUT_RATE}"


class BrokenGrammar(Exception):  # noqa: N818  # read as what it found
    """A frame that a client could stumble over; the text says which, and why."""


class _Phase(Enum):
    AWAITING_SETUP = "before setupComplete"
    QUIET = "between turns"
    ASKED = "after inputTranscription"
    ANSWERING = "inside a turn"
    GENERATED = "after generationComplete"
    INTERRUPTED = "after interrupted"


_ANSWER: Final[Mapping[str, _Phase]] = {
    "modelTurn": _Phase.ANSWERING,
    "outputTranscription": _Phase.ANSWERING,
    "toolCall": _Phase.ANSWERING,
    "generationComplete": _Phase.GENERATED,
    "interrupted": _Phase.INTERRUPTED,
    "turnComplete": _Phase.QUIET,
}
_TABLE: Final[Mapping[_Phase, Mapping[str, _Phase]]] = {
    _Phase.AWAITING_SETUP: {"setupComplete": _Phase.QUIET},
    _Phase.QUIET: {"inputTranscription": _Phase.ASKED, **_ANSWER},
    _Phase.ASKED: _ANSWER,
    _Phase.ANSWERING: _ANSWER,
    _Phase.GENERATED: {"interrupted": _Phase.INTERRUPTED, "turnComplete": _Phase.QUIET},
    _Phase.INTERRUPTED: {"turnComplete": _Phase.QUIET},
}


def check_grammar(frames: Iterable[Frame]) -> None:
    """Reads everything that one connection's server sent. Raises `BrokenGrammar`."""
    grammar = Grammar()
    for index, frame in enumerate(frames):
        try:
            grammar.read(frame)
        except BrokenGrammar as error:
            raise BrokenGrammar(f"frame {index}, {sorted(frame)}: {error}") from None


class Grammar:
    """Where the reading of one connection stands."""

    def __init__(self) -> None:
        self._phase = _Phase.AWAITING_SETUP
        self._speaks = False  # the caller's activity is open
        self._was_short = False  # the last audio was: nothing may follow it in its turn

    @property
    def is_in_turn(self) -> bool:
        """Whether a ``turnComplete`` is owed."""
        return self._phase not in {_Phase.AWAITING_SETUP, _Phase.QUIET}

    def read(self, frame: Frame) -> None:
        """The next frame. Raises `BrokenGrammar`."""
        kind = _kind(frame)
        if kind in _ALONE and self._phase not in {_Phase.AWAITING_SETUP, _Phase.INTERRUPTED}:
            if kind == "voiceActivity":
                self._read_activity(frame["voiceActivity"])
        elif kind in _TABLE[self._phase]:
            self._phase = _TABLE[self._phase][kind]
        else:
            raise BrokenGrammar(f"{kind} {self._phase.value}")
        if kind == "modelTurn":
            self._read_part(frame["serverContent"]["modelTurn"])
        elif kind in {"turnComplete", "interrupted"}:
            self._was_short = False
        _check_usage(kind, frame.get("usageMetadata"))

    def _read_activity(self, activity: Frame) -> None:
        is_start = activity["type"] == "ACTIVITY_START"
        if is_start == self._speaks:
            raise BrokenGrammar(f"{activity['type']} twice")
        self._speaks = is_start

    def _read_part(self, turn: Frame) -> None:
        if turn.get("role") != "model" or len(turn["parts"]) != 1:
            raise BrokenGrammar("one part of the model's, neither more nor less")
        blob = turn["parts"][0].get("inlineData")
        if blob is None:
            return
        if blob["mimeType"] != _MIME:
            raise BrokenGrammar(f"audio as {blob['mimeType']}")
        try:
            size = len(base64.b64decode(blob["data"], validate=True))
        except binascii.Error:
            raise BrokenGrammar("not the standard alphabet of base64") from None
        if self._was_short:
            raise BrokenGrammar("audio after a piece that was too short")
        milliseconds = size * 1000 / BYTES_PER_SAMPLE / OUTPUT_RATE
        if size % BYTES_PER_SAMPLE or not size or milliseconds > MAX_MS:
            raise BrokenGrammar(f"{size} bytes of audio")
        self._was_short = milliseconds < MIN_MS


def _kind(frame: Frame) -> str:
    """The one thing a frame says."""
    members = set(frame) - {"antiphon", "usageMetadata"}
    if members == {"serverContent", "voiceActivity"} and not frame["serverContent"]:
        return "voiceActivity"
    if len(members) != 1:
        raise BrokenGrammar("one member a frame, usageMetadata and our own extension beside it")
    (kind,) = members
    if kind == "serverContent":
        said = set(frame["serverContent"]) - {"turnCompleteReason", "interactionStatus"}
        if len(said) != 1:
            raise BrokenGrammar(f"serverContent that says {sorted(said)}")
        (kind,) = said
    return str(kind)


def _check_usage(kind: str, usage: Frame | None) -> None:
    if (usage is not None) != (kind == "turnComplete"):
        raise BrokenGrammar("usageMetadata rides on turnComplete, and on every one")
    if usage is None:
        return
    total = usage["promptTokenCount"]
    for side in ("prompt", "response", "candidates"):
        details = usage.get(f"{side}TokensDetails")
        if details and sum(each["tokenCount"] for each in details) != usage[f"{side}TokenCount"]:
            raise BrokenGrammar(f"{side} tokens that do not add up")
    total += usage.get("responseTokenCount", 0) + usage.get("candidatesTokenCount", 0)
    if total != usage["totalTokenCount"]:
        raise BrokenGrammar("a total that does not add up")
