"""The two vocabularies of the socket: what a client may send, and the one envelope the server answers with."""

from __future__ import annotations

from enum import Enum

from antiphon.wire.grounding import GroundingMetadata, UrlContextMetadata
from antiphon.wire.setup import Setup, Tool
from antiphon.wire.types import (
    Blob,
    Content,
    Empty,
    FunctionCall,
    FunctionResponse,
    Transcription,
    UsageMetadata,
    VoiceActivity,
    VoiceActivityDetectionSignal,
    VoiceConsentSignature,
    Wire,
    sent,
)


class ClientContent(Wire, frozen=True):
    """Turns for the history, in order; ``turn_complete`` asks for an answer (PROTOCOL 2.7)."""

    turns: tuple[Content, ...] = ()
    turn_complete: bool = False


class RealtimeInput(Wire, frozen=True):
    """The live stream. SDKs set one member per message; several are served in this order (PROTOCOL 2.8)."""

    activity_start: Empty | None = None
    media_chunks: tuple[Blob, ...] = ()
    audio: Blob | None = None
    video: Blob | None = None
    text: str | None = None
    activity_end: Empty | None = None
    audio_stream_end: bool | None = None


class ToolResponse(Wire, frozen=True):
    function_responses: tuple[FunctionResponse, ...] = ()


class ToolsUpdate(Wire, frozen=True):
    tools: tuple[Tool, ...] = ()


class ContextUpdate(Wire, frozen=True):
    """Replaces the members that are present (PROTOCOL 2.10)."""

    system_instruction: Content | None = None
    tools: ToolsUpdate | None = None


class ClientExtension(Wire, frozen=True):
    """What only Antiphon wants to know, alone or beside another member: how much has really been heard."""

    played_ms: float | None = None
    """Of this model turn's audio, from its first sample on."""
    turn: int | None = None
    """Which model turn: one more than the ``turnComplete`` messages before it."""


ClientMessage = Setup | ClientContent | RealtimeInput | ToolResponse | ContextUpdate | ClientExtension


class TurnCompleteReason(Enum):
    """Why a turn ended abnormally (PROTOCOL 3.4). A server of one's own needs but a few of these."""

    UNSPECIFIED = "TURN_COMPLETE_REASON_UNSPECIFIED"
    MALFORMED_FUNCTION_CALL = "MALFORMED_FUNCTION_CALL"
    RESPONSE_REJECTED = "RESPONSE_REJECTED"
    NEED_MORE_INPUT = "NEED_MORE_INPUT"
    PROHIBITED_INPUT_CONTENT = "PROHIBITED_INPUT_CONTENT"
    IMAGE_PROHIBITED_INPUT_CONTENT = "IMAGE_PROHIBITED_INPUT_CONTENT"
    INPUT_TEXT_CONTAIN_PROMINENT_PERSON_PROHIBITED = "INPUT_TEXT_CONTAIN_PROMINENT_PERSON_PROHIBITED"
    INPUT_IMAGE_CELEBRITY = "INPUT_IMAGE_CELEBRITY"
    INPUT_IMAGE_PHOTO_REALISTIC_CHILD_PROHIBITED = "INPUT_IMAGE_PHOTO_REALISTIC_CHILD_PROHIBITED"
    INPUT_TEXT_NCII_PROHIBITED = "INPUT_TEXT_NCII_PROHIBITED"
    INPUT_OTHER = "INPUT_OTHER"
    INPUT_IP_PROHIBITED = "INPUT_IP_PROHIBITED"
    BLOCKLIST = "BLOCKLIST"
    UNSAFE_PROMPT_FOR_IMAGE_GENERATION = "UNSAFE_PROMPT_FOR_IMAGE_GENERATION"
    GENERATED_IMAGE_SAFETY = "GENERATED_IMAGE_SAFETY"
    GENERATED_CONTENT_SAFETY = "GENERATED_CONTENT_SAFETY"
    GENERATED_AUDIO_SAFETY = "GENERATED_AUDIO_SAFETY"
    GENERATED_VIDEO_SAFETY = "GENERATED_VIDEO_SAFETY"
    GENERATED_CONTENT_PROHIBITED = "GENERATED_CONTENT_PROHIBITED"
    GENERATED_CONTENT_BLOCKLIST = "GENERATED_CONTENT_BLOCKLIST"
    GENERATED_IMAGE_PROHIBITED = "GENERATED_IMAGE_PROHIBITED"
    GENERATED_IMAGE_CELEBRITY = "GENERATED_IMAGE_CELEBRITY"
    GENERATED_IMAGE_PROMINENT_PEOPLE_DETECTED_BY_REWRITER = (
        "GENERATED_IMAGE_PROMINENT_PEOPLE_DETECTED_BY_REWRITER"
    )
    GENERATED_IMAGE_IDENTIFIABLE_PEOPLE = "GENERATED_IMAGE_IDENTIFIABLE_PEOPLE"
    GENERATED_IMAGE_MINORS = "GENERATED_IMAGE_MINORS"
    OUTPUT_IMAGE_IP_PROHIBITED = "OUTPUT_IMAGE_IP_PROHIBITED"
    GENERATED_OTHER = "GENERATED_OTHER"
    MAX_REGENERATION_REACHED = "MAX_REGENERATION_REACHED"


class InteractionStatus(Enum):
    """Whether more turns of the same answer follow; on models that think between turns (PROTOCOL 3.11)."""

    UNSPECIFIED = "INTERACTION_STATUS_UNSPECIFIED"
    IN_PROGRESS = "IN_PROGRESS"
    REQUIRES_ACTION = "REQUIRES_ACTION"
    IDLE = "IDLE"


class SpeechState(Enum):
    """Superseded by `VoiceActivity` (PROTOCOL 3.3)."""

    UNSPECIFIED = "SPEECH_STATE_UNSPECIFIED"
    NON_SPEECH = "NON_SPEECH"
    SPEECH = "SPEECH"


class SetupComplete(Wire, frozen=True):
    session_id: str | None = None
    voice_consent_signature: VoiceConsentSignature | None = None


class ServerContent(Wire, frozen=True):
    """Model output, transcripts and the turn's life. One part per ``model_turn`` (PROTOCOL 3.11)."""

    model_turn: Content | None = None
    generation_complete: bool | None = None
    turn_complete: bool | None = None
    interrupted: bool | None = None
    input_transcription: Transcription | None = None
    interim_input_transcription: Transcription | None = None
    output_transcription: Transcription | None = None
    turn_complete_reason: TurnCompleteReason | None = None
    waiting_for_input: bool | None = None
    interaction_status: InteractionStatus | None = None
    grounding_metadata: GroundingMetadata | None = None
    url_context_metadata: UrlContextMetadata | None = None
    speech_state: SpeechState | None = None


class ToolCall(Wire, frozen=True):
    function_calls: tuple[FunctionCall, ...] = ()


class ToolCallCancellation(Wire, frozen=True):
    ids: tuple[str, ...] = ()


class GoAway(Wire, frozen=True):
    """``time_left`` is a Duration string such as ``"50s"``; it must be a string (PROTOCOL 3.6)."""

    time_left: str = sent("0s")


class SessionResumptionUpdate(Wire, frozen=True):
    """The index counts a caller's messages, for sessions that asked to be ``transparent`` (PROTOCOL 3.7)."""

    new_handle: str | None = None
    resumable: bool | None = None
    last_consumed_client_message_index: int | None = None


class Latency(Wire, frozen=True):
    """From the end of speech to the first sound of the answer leaving, in milliseconds, span by span."""

    endpoint_ms: int | None = None
    """Until the turn was taken to be over; absent of typed questions."""
    recognition_ms: int = 0
    model_ms: int = 0
    synthesis_ms: int = 0
    release_ms: int = 0
    total_ms: int = 0
    draft_hit: bool = False
    """The answer was begun before the turn was over."""
    wasted_drafts: int = 0


class ServerExtension(Wire, frozen=True):
    """What only Antiphon tells, beside a member that every client knows, to who asked for it."""

    latency: Latency | None = None


class ServerMessage(Wire, frozen=True):
    """At most one member, plus ``usage_metadata`` beside ``server_content`` (PROTOCOL 3.1)."""

    setup_complete: SetupComplete | None = None
    server_content: ServerContent | None = None
    tool_call: ToolCall | None = None
    tool_call_cancellation: ToolCallCancellation | None = None
    go_away: GoAway | None = None
    session_resumption_update: SessionResumptionUpdate | None = None
    voice_activity: VoiceActivity | None = None
    voice_activity_detection_signal: VoiceActivityDetectionSignal | None = None
    usage_metadata: UsageMetadata | None = None
    antiphon: ServerExtension | None = None
