"""What a conversation's frames say about its speed. Pure: instants come with the frames."""

from __future__ import annotations

import re
from collections import deque
from typing import Any, Final

from antiphon.cli.folding import OUTPUT_RATE, audio_ms, duration

REMEMBERED: Final = 3000
"""Frames of audio whose arrival is remembered: a minute of them at 20 ms."""
_SECONDS: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)s")


class Stopwatch:
    """One connection's timing. Every call returns what is worth a note, or nothing."""

    def __init__(self, *, from_the_start: bool) -> None:
        self._position_ms: float | None = 0.0 if from_the_start else None
        self._arrivals: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)
        self._setup_at: float | None = None
        self._asked: tuple[float, str] | None = None
        self._began: tuple[float, str] | None = None
        self._answer_at: float | None = None
        self._answer_ms = 0.0

    def received(self, frame: Any, at: float) -> str | None:
        """A frame of the caller's."""
        if (milliseconds := audio_ms(frame)) is not None:
            if self._position_ms is not None:
                self._position_ms += milliseconds
                self._arrivals.append((self._position_ms, at))
            return None
        if not isinstance(frame, dict):
            return None
        if "setup" in frame:
            self._setup_at = at
        realtime = _member(frame, "realtimeInput", "realtime_input")
        content = _member(frame, "clientContent", "client_content")
        if content.get("turnComplete", content.get("turn_complete")) or "text" in realtime:
            self._asked = self._began = (at, "the question")
        elif "activityStart" in realtime or "activity_start" in realtime:
            self._began = (at, "activityStart")
        elif "activityEnd" in realtime or "activity_end" in realtime:
            self._asked = (at, "activityEnd")
        elif realtime.get("audioStreamEnd", realtime.get("audio_stream_end")):
            self._asked = (at, "audioStreamEnd")
        elif _member(frame, "toolResponse", "tool_response"):
            self._asked = (at, "the tool response")
        return None

    def sent(self, frame: Any, at: float) -> str | None:
        """A frame of the server's."""
        if not isinstance(frame, dict):
            return None
        if "setupComplete" in frame:
            return self._since("set up in {}", self._setup_at, at)
        if activity := _member(frame, "voiceActivity"):
            self._hear(activity, at)
            return None
        content = _member(frame, "serverContent")
        if "inputTranscription" in content and self._asked is None:
            self._asked = (at, "the transcript")  # the end of the speech itself is not on this model's wire
        elif "modelTurn" in content:
            return self._answer(frame, at)
        elif content.get("interrupted"):
            began, self._began = self._began, None
            self._asked = None if self._asked and self._asked != began else self._asked
            return None if began is None else f"interrupted {_ms(at - began[0])} after {began[1]}"
        elif content.get("turnComplete"):
            return self._finish(at)
        return None

    def _hear(self, activity: dict[str, Any], at: float) -> None:
        arrived = self._arrival(activity.get("audioOffset"))
        if activity.get("type") == "ACTIVITY_START":
            self._began = (at, "ACTIVITY_START") if arrived is None else (arrived, "the speech began")
        elif activity.get("type") == "ACTIVITY_END":
            self._asked = (at, "ACTIVITY_END") if arrived is None else (arrived, "the speech ended")

    def _arrival(self, offset: Any) -> float | None:
        """When the audio at this offset came (PROTOCOL 3.8: it counts audio received)."""
        seconds = _SECONDS.fullmatch(offset) if isinstance(offset, str) else None
        if seconds is None or not self._arrivals or self._arrivals[0][0] > float(seconds[1]) * 1000:
            return None
        wanted = float(seconds[1]) * 1000
        return next((at for position, at in self._arrivals if position >= wanted), None)

    def _answer(self, frame: dict[str, Any], at: float) -> str | None:
        milliseconds = audio_ms(frame, OUTPUT_RATE)
        self._answer_ms += milliseconds or 0.0
        if self._answer_at is not None:
            return None
        self._answer_at = at
        asked, self._asked = self._asked, None
        what = "text" if milliseconds is None else "audio"
        return None if asked is None else f"first {what} {_ms(at - asked[0])} after {asked[1]}"

    def _finish(self, at: float) -> str | None:
        began, milliseconds = self._answer_at, self._answer_ms
        self._answer_at, self._answer_ms = None, 0.0
        if began is None:
            return None
        amount = f"{duration(milliseconds)} of audio in " if milliseconds else ""
        return f"answered: {amount}{duration((at - began) * 1000)}"

    @staticmethod
    def _since(words: str, then: float | None, now: float) -> str | None:
        return None if then is None else words.format(_ms(now - then))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _member(frame: dict[str, Any], *names: str) -> dict[str, Any]:
    """A member that is an object, under any of its spellings; otherwise an empty one."""
    for name in names:
        value = frame.get(name)
        if isinstance(value, dict):
            return value
    return {}
