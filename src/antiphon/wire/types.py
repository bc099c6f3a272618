"""The values that messages carry: content, blobs, function calls, transcripts, token counts.

Field names are the Live API's own in snake_case; the codec spells them in camelCase (PROTOCOL 2, 3).
A field that is unset is ``None`` or empty, and is not sent.
"""

from __future__ import annotations

from copy import copy
from enum import Enum
from typing import Any

import msgspec

JsonObject = dict[str, Any]
"""Free-form JSON: its keys belong to the caller and are never renamed."""


class Wire(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Base of everything on the wire."""


def sent(default: Any) -> Any:
    """A field that is sent also while it has its default, for clients that fail without it."""
    return msgspec.field(default_factory=lambda: copy(default))


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


class PartialArg(Wire, frozen=True):
    """A piece of an argument, of calls that come in pieces (PROTOCOL 3.5)."""

    json_path: str | None = None
    string_value: str | None = None
    number_value: float | None = None
    bool_value: bool | None = None
    null_value: str | None = None
    will_continue: bool | None = None


class FunctionCall(Wire, frozen=True):
    """``args`` is an object also where there are none (PROTOCOL 3.5)."""

    name: str = ""
    id: str | None = None
    args: JsonObject = sent({})
    partial_args: tuple[PartialArg, ...] = ()
    will_continue: bool | None = None


class Scheduling(Enum):
    UNSPECIFIED = "SCHEDULING_UNSPECIFIED"
    SILENT = "SILENT"
    WHEN_IDLE = "WHEN_IDLE"
    INTERRUPT = "INTERRUPT"


class MediaProcessing(Enum):
    UNSPECIFIED = "MEDIA_PROCESSING_UNSPECIFIED"
    STATIC = "STATIC"
    AGENTIC = "AGENTIC"


class PartResolution(Enum):
    UNSPECIFIED = "MEDIA_RESOLUTION_UNSPECIFIED"
    LOW = "MEDIA_RESOLUTION_LOW"
    MEDIUM = "MEDIA_RESOLUTION_MEDIUM"
    HIGH = "MEDIA_RESOLUTION_HIGH"
    ULTRA_HIGH = "MEDIA_RESOLUTION_ULTRA_HIGH"


class PartMediaResolution(Wire, frozen=True):
    level: PartResolution | None = None
    num_tokens: int | None = None


class VideoMetadata(Wire, frozen=True):
    start_offset: str | None = None
    end_offset: str | None = None
    fps: float | None = None
    content_layers: tuple[str, ...] = ()


class AudioMetadata(Wire, frozen=True):
    start_offset: str | None = None
    end_offset: str | None = None


class DocumentMetadata(Wire, frozen=True):
    start_page: int | None = None
    end_page: int | None = None
    content_layers: tuple[str, ...] = ()


class SpreadsheetMetadata(Wire, frozen=True):
    visible_cells: str | None = None
    sheet_index: int | None = None
    content_layers: tuple[str, ...] = ()


class SpeechMetadata(Wire, frozen=True):
    speaker: str | None = None
    style: str | None = None


class Medium(Wire, frozen=True):
    """What parts of a content and parts of a tool's result share: media, and how to look at them."""

    inline_data: Blob | None = None
    file_data: FileData | None = None
    media_processing: MediaProcessing | None = None
    media_resolution: PartMediaResolution | None = None
    video_metadata: VideoMetadata | None = None
    audio_metadata: AudioMetadata | None = None
    document_metadata: DocumentMetadata | None = None
    spreadsheet_metadata: SpreadsheetMetadata | None = None


class FunctionResponsePart(Medium, frozen=True):
    """A picture or file that belongs to the result of a tool (PROTOCOL 2.9)."""


class FunctionResponse(Wire, frozen=True):
    name: str | None = None
    id: str | None = None
    response: JsonObject = {}
    scheduling: Scheduling | None = None
    will_continue: bool | None = None
    parts: tuple[FunctionResponsePart, ...] = ()


class Language(Enum):
    UNSPECIFIED = "LANGUAGE_UNSPECIFIED"
    PYTHON = "PYTHON"


class ExecutableCode(Wire, frozen=True):
    language: Language | None = None
    code: str = ""
    id: str | None = None


class Outcome(Enum):
    UNSPECIFIED = "OUTCOME_UNSPECIFIED"
    OK = "OUTCOME_OK"
    FAILED = "OUTCOME_FAILED"
    DEADLINE_EXCEEDED = "OUTCOME_DEADLINE_EXCEEDED"


class CodeExecutionResult(Wire, frozen=True):
    outcome: Outcome | None = None
    output: str | None = None
    id: str | None = None


class HostedCall(Wire, frozen=True):
    """Trace of a tool that the service itself runs (PROTOCOL 2.7)."""

    id: str | None = None
    tool_type: str | None = None
    args: JsonObject | None = None


class HostedResponse(Wire, frozen=True):
    id: str | None = None
    tool_type: str | None = None
    response: JsonObject | None = None


class WordInfo(Wire, frozen=True):
    word: str = ""
    start_offset: str | None = None
    end_offset: str | None = None


class Transcription(Wire, frozen=True):
    """Text of audio. Pieces of an output transcription concatenate exactly (PROTOCOL 3.3)."""

    text: str = sent("")
    finished: bool | None = None
    language_code: str | None = None
    speaker_label: str | None = None
    words: tuple[WordInfo, ...] = ()
    start_offset: str | None = None
    end_offset: str | None = None


class Part(Medium, frozen=True):
    """One piece of a `Content`; exactly one of its data members is meant to be set."""

    text: str | None = None
    function_call: FunctionCall | None = None
    function_response: FunctionResponse | None = None
    executable_code: ExecutableCode | None = None
    code_execution_result: CodeExecutionResult | None = None
    tool_call: HostedCall | None = None
    tool_response: HostedResponse | None = None
    thought: bool | None = None
    thought_signature: str | None = None  # opaque: read whatever its alphabet
    audio_transcription: Transcription | None = None
    speech_metadata: SpeechMetadata | None = None
    part_metadata: JsonObject | None = None


class Content(Wire, frozen=True):
    """What one party said. A missing role means the user (PROTOCOL 2.7)."""

    role: str | None = None
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """Its text parts as paragraphs; thoughts left out."""
        return "\n\n".join(part.text for part in self.parts if part.text and not part.thought)


class TokenModality(Enum):
    UNSPECIFIED = "MODALITY_UNSPECIFIED"
    TEXT = "TEXT"
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    DOCUMENT = "DOCUMENT"


class ModalityTokens(Wire, frozen=True):
    modality: TokenModality = sent(TokenModality.UNSPECIFIED)
    token_count: int = sent(0)


class TrafficType(Enum):
    UNSPECIFIED = "TRAFFIC_TYPE_UNSPECIFIED"
    ON_DEMAND = "ON_DEMAND"
    ON_DEMAND_PRIORITY = "ON_DEMAND_PRIORITY"
    ON_DEMAND_FLEX = "ON_DEMAND_FLEX"
    ON_DEMAND_OFFPEAK = "ON_DEMAND_OFFPEAK"
    PROVISIONED_THROUGHPUT = "PROVISIONED_THROUGHPUT"


class ServiceTier(Enum):
    """The only enum of the protocol in lower case (PROTOCOL 3.9)."""

    UNSPECIFIED = "unspecified"
    FLEX = "flex"
    STANDARD = "standard"
    PRIORITY = "priority"


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
    traffic_type: TrafficType | None = None
    service_tier: ServiceTier | None = None


class ActivityType(Enum):
    UNSPECIFIED = "TYPE_UNSPECIFIED"
    START = "ACTIVITY_START"
    END = "ACTIVITY_END"


class VoiceActivity(Wire, frozen=True):
    """An edge of the caller's speech. ``audio_offset`` counts audio received on this session (PROTOCOL 3.8)."""

    type: ActivityType = sent(ActivityType.UNSPECIFIED)
    audio_offset: str | None = None


class VadSignalType(Enum):
    UNSPECIFIED = "VAD_SIGNAL_TYPE_UNSPECIFIED"
    SOS = "VAD_SIGNAL_TYPE_SOS"
    EOS = "VAD_SIGNAL_TYPE_EOS"


class VoiceActivityDetectionSignal(Wire, frozen=True):
    """The older form of `VoiceActivity`."""

    vad_signal_type: VadSignalType | None = None


class VoiceConsentSignature(Wire, frozen=True):
    """Proves that a speaker agreed to have a voice copied (PROTOCOL 2.3)."""

    signature: str | None = None
