"""The values that messages carry: content, blobs, function calls, transcripts, token counts.

Field names are the Live API's own in snake_case; the codec spells them in camelCase (PROTOCOL 2, 3).
A field that is unset is ``None`` or empty, and is not sent.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import msgspec

JsonObject = dict[str, Any]
"""Free-form JSON: its keys belong to the caller and are never renamed."""


class Wire(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Base of everything on the wire."""


class Empty(Wire, frozen=True):
    """``{}``: a member whose presence is its whole meaning."""


class Blob(Wire, frozen=True):
    """Bytes with a MIME type. In memory ``data`` is decoded; on the wire it is base64."""

    data: bytes = b""
    mime_type: str = ""
    display_name: str | None = None


class FileData(Wire, frozen=True):
    file_uri: str = ""
    mime_type: str | None = None
    display_name: str | None = None


class FunctionCall(Wire, frozen=True):
    name: str = ""
    id: str | None = None
    args: JsonObject | None = None
    """``None``: not given. What is sent always has an object here (PROTOCOL 3.5)."""


class Scheduling(Enum):
    UNSPECIFIED = "SCHEDULING_UNSPECIFIED"
    SILENT = "SILENT"
    WHEN_IDLE = "WHEN_IDLE"
    INTERRUPT = "INTERRUPT"


class FunctionResponsePart(Wire, frozen=True):
    inline_data: Blob | None = None
    file_data: FileData | None = None


class FunctionResponse(Wire, frozen=True):
    name: str | None = None
    id: str | None = None
    response: JsonObject = {}
    scheduling: Scheduling | None = None
    will_continue: bool | None = None
    parts: tuple[FunctionResponsePart, ...] = ()


class ExecutableCode(Wire, frozen=True):
    language: str | None = None
    code: str = ""


class CodeExecutionResult(Wire, frozen=True):
    outcome: str | None = None
    output: str | None = None


class Part(Wire, frozen=True):
    """One piece of a `Content`; exactly one of its data members is meant to be set."""

    text: str | None = None
    inline_data: Blob | None = None
    file_data: FileData | None = None
    function_call: FunctionCall | None = None
    function_response: FunctionResponse | None = None
    executable_code: ExecutableCode | None = None
    code_execution_result: CodeExecutionResult | None = None
    tool_call: JsonObject | None = None
    tool_response: JsonObject | None = None
    thought: bool | None = None
    thought_signature: str | None = None
    video_metadata: JsonObject | None = None
    media_resolution: JsonObject | None = None


class Content(Wire, frozen=True):
    """What one party said. A missing role means the user (PROTOCOL 2.7)."""

    role: str | None = None
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """Its text parts as paragraphs; thoughts left out."""
        return "\n\n".join(part.text for part in self.parts if part.text and not part.thought)


class WordInfo(Wire, frozen=True):
    word: str = ""
    start_offset: str | None = None
    end_offset: str | None = None


class Transcription(Wire, frozen=True):
    """Text of audio. Pieces of an output transcription concatenate exactly (PROTOCOL 3.3)."""

    text: str = ""
    finished: bool | None = None
    language_code: str | None = None
    speaker_label: str | None = None
    words: tuple[WordInfo, ...] = ()
    start_offset: str | None = None
    end_offset: str | None = None


class TokenModality(Enum):
    UNSPECIFIED = "MODALITY_UNSPECIFIED"
    TEXT = "TEXT"
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    DOCUMENT = "DOCUMENT"


class ModalityTokens(Wire, frozen=True):
    modality: TokenModality
    token_count: int


class UsageMetadata(Wire, frozen=True):
    """Token counts of one turn, in the Developer API's spelling; the codec knows Vertex's."""

    prompt_token_count: int | None = None
    cached_content_token_count: int | None = None
    response_token_count: int | None = None
    tool_use_prompt_token_count: int | None = None
    thoughts_token_count: int | None = None
    total_token_count: int | None = None
    prompt_tokens_details: tuple[ModalityTokens, ...] = ()
    cache_tokens_details: tuple[ModalityTokens, ...] = ()
    response_tokens_details: tuple[ModalityTokens, ...] = ()
    tool_use_prompt_tokens_details: tuple[ModalityTokens, ...] = ()


class ActivityType(Enum):
    UNSPECIFIED = "TYPE_UNSPECIFIED"
    START = "ACTIVITY_START"
    END = "ACTIVITY_END"


class VoiceActivity(Wire, frozen=True):
    """An edge of the caller's speech. ``audio_offset`` counts audio received on this session (PROTOCOL 3.8)."""

    type: ActivityType
    audio_offset: str | None = None
