"""The first message of a session: everything a caller may choose (PROTOCOL 2.2 to 2.6).

All documented fields are read, also those that nothing serves yet, so that a field we know is never taken
for a spelling mistake.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from msgspec import field

from antiphon.wire.hosted import (
    EnterpriseWebSearch,
    GoogleMaps,
    GoogleSearch,
    GoogleSearchRetrieval,
    ToolConfig,
)
from antiphon.wire.safety import SafetySetting
from antiphon.wire.types import Content, Empty, JsonObject, VoiceConsentSignature, Wire


class ResponseModality(Enum):
    UNSPECIFIED = "MODALITY_UNSPECIFIED"
    TEXT = "TEXT"
    AUDIO = "AUDIO"
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"


class StartSensitivity(Enum):
    UNSPECIFIED = "START_SENSITIVITY_UNSPECIFIED"
    HIGH = "START_SENSITIVITY_HIGH"
    LOW = "START_SENSITIVITY_LOW"


class EndSensitivity(Enum):
    UNSPECIFIED = "END_SENSITIVITY_UNSPECIFIED"
    HIGH = "END_SENSITIVITY_HIGH"
    LOW = "END_SENSITIVITY_LOW"


class ActivityHandling(Enum):
    UNSPECIFIED = "ACTIVITY_HANDLING_UNSPECIFIED"
    INTERRUPTS = "START_OF_ACTIVITY_INTERRUPTS"
    NO_INTERRUPTION = "NO_INTERRUPTION"


class TurnCoverage(Enum):
    UNSPECIFIED = "TURN_COVERAGE_UNSPECIFIED"
    ONLY_ACTIVITY = "TURN_INCLUDES_ONLY_ACTIVITY"
    ALL_INPUT = "TURN_INCLUDES_ALL_INPUT"
    AUDIO_ACTIVITY_AND_ALL_VIDEO = "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"


class ThinkingLevel(Enum):
    UNSPECIFIED = "THINKING_LEVEL_UNSPECIFIED"
    MINIMAL = "MINIMAL"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    XHIGH = "XHIGH"


class MediaResolution(Enum):
    UNSPECIFIED = "MEDIA_RESOLUTION_UNSPECIFIED"
    LOW = "MEDIA_RESOLUTION_LOW"
    MEDIUM = "MEDIA_RESOLUTION_MEDIUM"
    HIGH = "MEDIA_RESOLUTION_HIGH"


class Behavior(Enum):
    UNSPECIFIED = "UNSPECIFIED"
    BLOCKING = "BLOCKING"
    NON_BLOCKING = "NON_BLOCKING"


class SchemaType(Enum):
    UNSPECIFIED = "TYPE_UNSPECIFIED"
    STRING = "STRING"
    NUMBER = "NUMBER"
    INTEGER = "INTEGER"
    BOOLEAN = "BOOLEAN"
    ARRAY = "ARRAY"
    OBJECT = "OBJECT"
    NULL = "NULL"


class TranscriptionMode(Enum):
    UNSPECIFIED = "MODE_UNSPECIFIED"
    VERBATIM = "VERBATIM"
    SMART = "SMART"


class PrebuiltVoice(Wire, frozen=True):
    voice_name: str | None = None


class ReplicatedVoice(Wire, frozen=True):
    """A voice to copy, from a sample of it, with its speaker's consent (PROTOCOL 2.3)."""

    mime_type: str | None = None
    voice_sample_audio: bytes | None = None
    consent_audio: bytes | None = None
    voice_consent_signature: VoiceConsentSignature | None = None


class VoiceConfig(Wire, frozen=True):
    prebuilt_voice_config: PrebuiltVoice | None = None
    replicated_voice_config: ReplicatedVoice | None = None
    voice: str | None = None


class SpeakerVoice(Wire, frozen=True):
    speaker: str | None = None
    voice_config: VoiceConfig | None = None


class MultiSpeakerVoice(Wire, frozen=True):
    speaker_voice_configs: tuple[SpeakerVoice, ...] = ()


class SpeechConfig(Wire, frozen=True):
    voice_config: VoiceConfig | None = None
    language_code: str | None = None
    multi_speaker_voice_config: MultiSpeakerVoice | None = None


class ThinkingConfig(Wire, frozen=True):
    include_thoughts: bool | None = None
    thinking_budget: int | None = None
    thinking_level: ThinkingLevel | None = None


class TranslationConfig(Wire, frozen=True):
    target_language_code: str | None = None
    echo_target_language: bool | None = None


class GenerationConfig(Wire, frozen=True):
    """How answers are made. Members that Live sessions never use are kept free-form."""

    response_modalities: tuple[ResponseModality, ...] = ()
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    max_output_tokens: int | None = None
    candidate_count: int | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    seed: int | None = None
    stop_sequences: tuple[str, ...] = ()
    speech_config: SpeechConfig | None = None
    media_resolution: MediaResolution | None = None
    thinking_config: ThinkingConfig | None = None
    enable_affective_dialog: bool | None = None
    translation_config: TranslationConfig | None = None
    response_mime_type: str | None = None
    response_schema: Schema | None = None
    response_json_schema: Any = None
    response_logprobs: bool | None = None
    logprobs: int | None = None
    routing_config: JsonObject | None = None
    audio_timestamp: bool | None = None
    audio_transcription_config: AudioTranscriptionConfig | None = None
    response_format: Any = None
    model_selection_config: JsonObject | None = None
    enable_enhanced_civic_answers: bool | None = None


class Schema(Wire, frozen=True):
    """The API's subset of OpenAPI schemas. Property names are the caller's own and keep their spelling."""

    type: SchemaType | None = None
    format: str | None = None
    title: str | None = None
    description: str | None = None
    nullable: bool | None = None
    enum: tuple[Any, ...] = ()
    default: Any = None
    example: Any = None
    items: Schema | None = None
    min_items: int | None = None
    max_items: int | None = None
    properties: dict[str, Schema] = field(default_factory=dict)
    property_ordering: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    min_properties: int | None = None
    max_properties: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    any_of: tuple[Schema, ...] = ()
    additional_properties: Any = None
    ref: str | None = field(name="$ref", default=None)
    defs: dict[str, Schema] = field(name="$defs", default_factory=dict)


class FunctionDeclaration(Wire, frozen=True):
    name: str = ""
    description: str | None = None
    parameters: Schema | None = None
    parameters_json_schema: Any = None
    response: Schema | None = None
    response_json_schema: Any = None
    behavior: Behavior | None = None


class Tool(Wire, frozen=True):
    """Functions of the caller, and switches for tools of the service."""

    function_declarations: tuple[FunctionDeclaration, ...] = ()
    google_search: GoogleSearch | None = None
    google_search_retrieval: GoogleSearchRetrieval | None = None
    code_execution: Empty | None = None
    url_context: Empty | None = None
    google_maps: GoogleMaps | None = None
    computer_use: JsonObject | None = None
    file_search: JsonObject | None = None
    mcp_servers: Any = None
    retrieval: JsonObject | None = None
    enterprise_web_search: EnterpriseWebSearch | None = None
    parallel_ai_search: JsonObject | None = None
    exa_ai_search: JsonObject | None = None


class AutomaticActivityDetection(Wire, frozen=True):
    disabled: bool | None = None
    start_of_speech_sensitivity: StartSensitivity | None = None
    end_of_speech_sensitivity: EndSensitivity | None = None
    prefix_padding_ms: int | None = None
    silence_duration_ms: int | None = None


class RealtimeInputConfig(Wire, frozen=True):
    automatic_activity_detection: AutomaticActivityDetection | None = None
    activity_handling: ActivityHandling | None = None
    turn_coverage: TurnCoverage | None = None
    interim_transcript_timestamp_enabled: bool | None = None


class LanguageHints(Wire, frozen=True):
    language_codes: tuple[str, ...] = ()


class AudioTranscriptionConfig(Wire, frozen=True):
    """``{}`` switches a transcription on (PROTOCOL 2.6)."""

    language_codes: tuple[str, ...] = ()
    custom_vocabulary: tuple[str, ...] = ()
    adaptation_phrases: tuple[str, ...] = ()
    language_auto: Empty | None = None
    language_hints: LanguageHints | None = None
    word_timestamp: bool | None = None
    diarization: bool | None = None
    mode: TranscriptionMode | None = None
    source_text: str | None = None


class SessionResumption(Wire, frozen=True):
    handle: str | None = None
    transparent: bool | None = None


class SlidingWindow(Wire, frozen=True):
    target_tokens: int | None = None


class ContextWindowCompression(Wire, frozen=True):
    trigger_tokens: int | None = None
    sliding_window: SlidingWindow | None = None


class Proactivity(Wire, frozen=True):
    proactive_audio: bool | None = None
    proactive_video: bool | None = None


class HistoryConfig(Wire, frozen=True):
    initial_history_in_client_content: bool | None = None


class CustomizedAvatar(Wire, frozen=True):
    image_mime_type: str | None = None
    image_data: bytes | None = None


class AvatarConfig(Wire, frozen=True):
    avatar_name: str | None = None
    customized_avatar: CustomizedAvatar | None = None
    audio_bitrate_bps: int | None = None
    video_bitrate_bps: int | None = None


class Extension(Wire, frozen=True):
    """What only Antiphon offers. A stock client never sends it, another server never sees it."""

    interim_transcripts: bool | None = None
    """Words while they are being spoken: ``interimInputTranscription`` messages."""
    latency: bool | None = None
    """Where each turn's time went, beside its ``turnComplete``."""
    reprompt_ms: int | None = None
    """Silence after which the model speaks up by itself; 0: never."""


class Setup(Wire, frozen=True):
    """What a caller wants of its session. Sent first, and once."""

    model: str
    generation_config: GenerationConfig = GenerationConfig()
    system_instruction: Content | None = None
    tools: tuple[Tool, ...] = ()
    tool_config: ToolConfig | None = None
    realtime_input_config: RealtimeInputConfig = RealtimeInputConfig()
    session_resumption: SessionResumption | None = None
    context_window_compression: ContextWindowCompression | None = None
    input_audio_transcription: AudioTranscriptionConfig | None = None
    output_audio_transcription: AudioTranscriptionConfig | None = None
    proactivity: Proactivity | None = None
    explicit_vad_signal: bool | None = None
    history_config: HistoryConfig | None = None
    avatar_config: AvatarConfig | None = None
    safety_settings: tuple[SafetySetting, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    antiphon: Extension | None = None
