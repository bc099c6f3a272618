"""What scenarios have in common: setups, and a reading of frames that fits on a line."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from antiphon.wire.setup import (
    ActivityHandling,
    AudioTranscriptionConfig,
    AutomaticActivityDetection,
    GenerationConfig,
    RealtimeInputConfig,
    ResponseModality,
    Setup,
)

NEWER = "models/gemini-3.8-live"
OLDER = "models/gemini-2.5-flash-live"
TRANSCRIBED = AudioTranscriptionConfig()
CHUNK_S = 0.1


def setup(
    *,
    model: str = NEWER,
    is_text: bool = False,
    is_quiet: bool = False,
    interrupts: bool = True,
    **detection: Any,
) -> Setup:
    """A setup with both transcriptions, unless ``is_quiet``; ``detection`` as in automaticActivityDetection."""
    return Setup(
        model=model,
        generation_config=GenerationConfig(
            response_modalities=(ResponseModality.TEXT if is_text else ResponseModality.AUDIO,)
        ),
        realtime_input_config=RealtimeInputConfig(
            automatic_activity_detection=AutomaticActivityDetection(**detection),
            activity_handling=None if interrupts else ActivityHandling.NO_INTERRUPTION,
        ),
        input_audio_transcription=None if is_quiet else TRANSCRIBED,
        output_audio_transcription=None if is_quiet else TRANSCRIBED,
    )


def with_members(terms: Setup, **members: Any) -> Setup:
    """The same setup with other members."""
    return Setup(**{**{name: getattr(terms, name) for name in Setup.__struct_fields__}, **members})


def brief(frame: Mapping[str, Any]) -> str:
    """A frame in a word or two: ``hears …``, ``says …``, ``audio``, ``interrupted``, ``turn complete``."""
    content = frame.get("serverContent", {})
    match frame:
        case {"voiceActivity": {"type": kind}}:
            return str(kind).removeprefix("ACTIVITY_").lower()
        case {"goAway": {"timeLeft": left}}:
            return f"go away {left}"
        case {"toolCall": {"functionCalls": calls}}:
            return "calls " + ", ".join(f"{call['name']} as {call['id']}" for call in calls)
        case {"toolCallCancellation": {"ids": ids}}:
            return "cancels " + ", ".join(ids)
        case {"sessionResumptionUpdate": {"newHandle": handle, "resumable": True}}:
            return f"resume with {handle}"
        case {"setupComplete": _}:
            return "ready"
    match content:
        case {"inputTranscription": {"text": text}}:
            return f"hears {text}"
        case {"interimInputTranscription": {"text": text}}:
            return f"hears so far {text}"
        case {"outputTranscription": {"text": text}}:
            return f"says {text}"
        case {"modelTurn": {"parts": [{"text": text}]}}:
            return f"writes {text}"
        case {"modelTurn": {"parts": [{"inlineData": _}]}}:
            return "audio"
        case {"interrupted": True}:
            return "interrupted"
        case {"generationComplete": True}:
            return "generated"
        case {"turnComplete": True, "turnCompleteReason": reason}:
            return f"turn complete: {reason}"
        case {"turnComplete": True}:
            return "turn complete"
    raise AssertionError(frame)


def course(frames: Iterable[Mapping[str, Any]]) -> list[str]:
    """Frames in brief; a run of audio counts once."""
    words = [brief(frame) for frame in frames]
    return [
        word for index, word in enumerate(words) if word != "audio" or words[index - 1 : index] != ["audio"]
    ]


def gist(frames: Iterable[Mapping[str, Any]]) -> list[str]:
    """The course of a conversation without what it sounds like: no audio, no pieces of speech."""
    return [word for word in course(frames) if word != "audio" and not word.startswith("says ")]


def spoken(frames: Iterable[Mapping[str, Any]]) -> str:
    """The answers' displayed text, in one."""
    words = (brief(frame) for frame in frames)
    return "".join(word.removeprefix("says ") for word in words if word.startswith("says "))


def audio_s(frame: Mapping[str, Any]) -> float:
    """Seconds of audio in a frame."""
    if brief(frame) != "audio":
        return 0.0
    data = frame["serverContent"]["modelTurn"]["parts"][0]["inlineData"]["data"]
    return len(base64.b64decode(data)) / 2 / 24_000


def at(frames: Iterable[tuple[float, Mapping[str, Any]]], word: str) -> float:
    """The instant of the first frame that reads ``word``."""
    return next(instant for instant, frame in frames if brief(frame) == word)
