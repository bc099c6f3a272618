"""The only place where the wire meets our own vocabulary: what a setup means, what content says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from antiphon.errors import AccessError, PeerError
from antiphon.session.profiles import profile_for
from antiphon.talk import OUTPUT_RATE, Modality, Prompt, Role, Said, Sampling
from antiphon.turns.activity import ActivityConfig, Sensitivity
from antiphon.wire.messages import ServerContent, ServerMessage
from antiphon.wire.setup import (
    ActivityHandling,
    AutomaticActivityDetection,
    GenerationConfig,
    ResponseModality,
    Setup,
    SpeechConfig,
    StartSensitivity,
)
from antiphon.wire.types import ActivityType, Blob, Content, Part, Transcription, VoiceActivity

MAX_PREFIX_MS: Final = 2_000
MAX_SILENCE_MS: Final = 10_000
_SENSITIVITIES: Final = {
    StartSensitivity.HIGH: Sensitivity(0.5, 0.35),
    StartSensitivity.LOW: Sensitivity(0.7, 0.5),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a session has agreed to, in our words."""

    prompt: Prompt
    """System text, modality, voice, language and sampling; no history."""
    activity: ActivityConfig | None
    """``None``: the caller declares its activity itself."""
    interrupts: bool
    transcribes_input: bool
    transcribes_output: bool
    reports_activity: bool


def terms_for(setup: Setup) -> Terms:
    """Reads a setup. Raises `PeerError` for what cannot be agreed to, with a reason for the caller."""
    if setup.session_resumption is not None and setup.session_resumption.handle:
        # Sessions do not outlive their connection yet, so every handle is one we do not know (PROTOCOL 1.6).
        raise AccessError("BidiGenerateContent session not found")
    realtime = setup.realtime_input_config
    detection = realtime.automatic_activity_detection or AutomaticActivityDetection()
    modality = _modality(setup.generation_config)
    return Terms(
        prompt=_prompt(setup, modality),
        activity=None if detection.disabled else _activity(detection),
        interrupts=realtime.activity_handling is not ActivityHandling.NO_INTERRUPTION,
        transcribes_input=setup.input_audio_transcription is not None,
        transcribes_output=setup.output_audio_transcription is not None,
        reports_activity=bool(setup.explicit_vad_signal) or profile_for(setup.model).has_voice_activity,
    )


def said(content: Content) -> Said:
    """One turn of client content. No role means the user."""
    role = Role.MODEL if content.role == Role.MODEL.value else Role.USER
    return Said(role, content.text)


def text_part(text: str) -> ServerMessage:
    """A piece of the answer in TEXT modality."""
    return ServerMessage(
        server_content=ServerContent(model_turn=Content(role="model", parts=(Part(text=text),)))
    )


def audio_part(pcm: bytes) -> ServerMessage:
    """A piece of the answer in AUDIO modality: PCM16 at 24 kHz (PROTOCOL 4.2)."""
    blob = Blob(data=pcm, mime_type=f"audio/pcm;rate={OUTPUT_RATE}")
    content = Content(role="model", parts=(Part(inline_data=blob),))
    return ServerMessage(server_content=ServerContent(model_turn=content))


def input_transcription(text: str) -> ServerMessage:
    """What the user said in one whole turn."""
    return ServerMessage(server_content=ServerContent(input_transcription=Transcription(text=text)))


def output_transcription(text: str) -> ServerMessage:
    """The next words of the answer."""
    return ServerMessage(server_content=ServerContent(output_transcription=Transcription(text=text)))


def voice_activity(kind: ActivityType, offset_s: float) -> ServerMessage:
    """An edge of the caller's speech; the empty ``serverContent`` is the service's own shape (PROTOCOL 3.8)."""
    edge = VoiceActivity(type=kind, audio_offset=f"{offset_s:.3f}s")
    return ServerMessage(server_content=ServerContent(), voice_activity=edge)


def _modality(config: GenerationConfig) -> Modality:
    """Audio unless text is asked for (PROTOCOL 2.2); TEXT is served under every model name (7, row 33)."""
    asked = {each for each in config.response_modalities if each is not ResponseModality.UNSPECIFIED}
    if asked <= {ResponseModality.AUDIO}:
        return Modality.AUDIO
    if asked == {ResponseModality.TEXT}:
        return Modality.TEXT
    names = ", ".join(sorted(each.value for each in asked))
    raise PeerError(
        f"The requested combination of response modalities ({names}) is not supported: AUDIO or TEXT."
    )


def _prompt(setup: Setup, modality: Modality) -> Prompt:
    config = setup.generation_config
    speech = config.speech_config or SpeechConfig()
    voice = speech.voice_config
    prebuilt = voice.prebuilt_voice_config if voice else None
    prompt = Prompt(
        system=setup.system_instruction.text if setup.system_instruction else "",
        modality=modality,
        language=speech.language_code,
        sampling=Sampling(
            temperature=config.temperature,
            top_p=config.top_p,
            top_k=config.top_k,
            max_output_tokens=config.max_output_tokens,
            seed=config.seed,
            stop=config.stop_sequences,
            presence_penalty=config.presence_penalty,
            frequency_penalty=config.frequency_penalty,
        ),
    )
    return replace(
        prompt, voice=(prebuilt.voice_name if prebuilt else None) or (voice.voice if voice else None)
    )


def _activity(detection: AutomaticActivityDetection) -> ActivityConfig:
    """The caller's numbers where it gave any (PROTOCOL 2.5), each within sane bounds."""
    config = ActivityConfig()
    sensitivity = detection.start_of_speech_sensitivity or StartSensitivity.UNSPECIFIED
    config = replace(config, sensitivity=_SENSITIVITIES.get(sensitivity, config.sensitivity))
    if detection.prefix_padding_ms is not None:
        prefix_ms = min(max(detection.prefix_padding_ms, 0), MAX_PREFIX_MS)
        config = replace(config, prefix_ms=prefix_ms, preroll_ms=max(prefix_ms, config.preroll_ms))
    if detection.silence_duration_ms is not None:
        silence_ms = min(max(detection.silence_duration_ms, 0), MAX_SILENCE_MS)
        config = replace(config, silence_ms=silence_ms, pause_ms=min(config.pause_ms, silence_ms))
    return config
