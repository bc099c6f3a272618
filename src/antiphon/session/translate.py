"""The only place where the wire meets our own vocabulary: what a setup means, what content says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from antiphon.errors import PeerError
from antiphon.session.detection import activity_for
from antiphon.session.latency import TurnLatency
from antiphon.session.profiles import Caller, Profile, profile_for
from antiphon.session.toolbox import Toolbox, toolbox_for
from antiphon.session.usage import Window
from antiphon.talk import OUTPUT_RATE, Call, Entry, Listening, Modality, Prompt, Result, Role, Said, Sampling
from antiphon.turns.activity import ActivityConfig
from antiphon.turns.policy import USUAL, TurnPolicy
from antiphon.wire.messages import (
    Latency,
    ServerContent,
    ServerExtension,
    ServerMessage,
    SessionResumptionUpdate,
    ToolCall,
    ToolCallCancellation,
)
from antiphon.wire.setup import (
    ActivityHandling,
    ContextWindowCompression,
    GenerationConfig,
    HistoryConfig,
    ResponseModality,
    Setup,
    SlidingWindow,
    SpeechConfig,
)
from antiphon.wire.types import (
    ActivityType,
    Blob,
    Content,
    FunctionCall,
    JsonObject,
    Part,
    Transcription,
    VoiceActivity,
)

MAX_LANGUAGES: Final = 16
DAY_MS: Final = 86_400_000
"""That are heeded of those a caller may speak."""
_ROLES: Final = {"model": Role.MODEL, "system": Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a session has agreed to, in our words."""

    prompt: Prompt
    """System text, tools, modality, voice, language and sampling; no history."""
    toolbox: Toolbox
    activity: ActivityConfig | None
    """``None``: the caller declares its activity itself."""
    interrupts: bool
    listening: Listening
    transcribes_input: bool
    transcribes_output: bool
    reports_activity: bool
    shows_thoughts: bool
    tells_latency: bool
    seeds_history: bool
    """Client content is history until one says that it is complete, which asks for nothing (PROTOCOL 4.9)."""
    window: Window | None
    """How the context is compressed; ``None``: not at all."""
    handle: str | None
    """Of the session to go on with; ``None``: a new one. Once agreed, what this one can be resumed with."""
    is_resumable: bool
    """Wants to be told a handle."""
    is_lasting: bool
    """Compresses its context, or can be resumed: has no length of its own."""
    reprompt_ms: int | None
    """Of silence, after which the model speaks up; 0: never, ``None``: as the operator has it."""
    profile: Profile
    caller: Caller

    def reprompt_s(self, usual: float | None) -> float | None:
        """The same, where the operator's choice is ``usual``."""
        if self.reprompt_ms is None:
            return usual
        return self.reprompt_ms / 1000 if self.reprompt_ms > 0 else None


def terms_for(setup: Setup, caller: Caller = Caller(), turns: TurnPolicy = USUAL) -> Terms:
    """Reads a setup. Raises `PeerError` for what cannot be agreed to, with a reason for the caller."""
    resumption = setup.session_resumption
    realtime, profile = setup.realtime_input_config, profile_for(setup.model)
    toolbox = toolbox_for(setup.tools, profile)
    history = setup.history_config or HistoryConfig()
    return Terms(
        prompt=_prompt(setup, toolbox, _modality(setup.generation_config)),
        toolbox=toolbox,
        activity=activity_for(realtime, profile, caller, turns),
        interrupts=realtime.activity_handling is not ActivityHandling.NO_INTERRUPTION,
        listening=_listening(setup, profile),
        transcribes_input=setup.input_audio_transcription is not None,
        transcribes_output=setup.output_audio_transcription is not None,
        reports_activity=bool(setup.explicit_vad_signal) or profile.has_voice_activity,
        shows_thoughts=_shows_thoughts(setup.generation_config),
        tells_latency=setup.antiphon is not None and bool(setup.antiphon.latency),
        seeds_history=bool(history.initial_history_in_client_content) and profile.may_seed,
        window=window_for(setup.context_window_compression),
        handle=resumption.handle or None if resumption else None,
        is_resumable=resumption is not None,
        is_lasting=resumption is not None or setup.context_window_compression is not None,
        reprompt_ms=setup.antiphon.reprompt_ms if setup.antiphon is not None else None,
        profile=profile,
        caller=caller,
    )


def window_for(compression: ContextWindowCompression | None) -> Window | None:
    """The caller's numbers; without a target half of the trigger (PROTOCOL 4.13)."""
    if compression is None:
        return None
    trigger = max(compression.trigger_tokens or Window().trigger_tokens, 1)
    sliding = compression.sliding_window or SlidingWindow()
    target = trigger // 2 if sliding.target_tokens is None else sliding.target_tokens
    return Window(trigger, min(max(target, 0), trigger))


def entries(content: Content) -> list[Entry]:
    """One turn of client content. No role means the user; functions called in it are remembered as such."""
    role = _ROLES.get(content.role or "", Role.USER)
    found: list[Entry] = []
    for part in content.parts:
        if part.function_call is not None:
            found.append(_call(part.function_call.name, part.function_call.id, part.function_call.args))
        elif (back := part.function_response) is not None:
            found.append(Result(_call(back.name or "", back.id, {}), back.response))
    if text := content.text:
        said = Said(role, text)
        # Results come before what is made of them, words before the calls they lead to.
        found = [*found, said] if any(isinstance(each, Result) for each in found) else [said, *found]
    return found


def text_part(text: str) -> ServerMessage:
    """A piece of the answer in TEXT modality."""
    return ServerMessage(
        server_content=ServerContent(model_turn=Content(role="model", parts=(Part(text=text),)))
    )


def thought_part(text: str) -> ServerMessage:
    """A piece of what the model says to itself, for callers who asked for it (PROTOCOL 4.16)."""
    part = Part(text=text, thought=True)
    return ServerMessage(server_content=ServerContent(model_turn=Content(role="model", parts=(part,))))


def audio_part(pcm: bytes) -> ServerMessage:
    """A piece of the answer in AUDIO modality: PCM16 at 24 kHz (PROTOCOL 4.2)."""
    blob = Blob(data=pcm, mime_type=f"audio/pcm;rate={OUTPUT_RATE}")
    content = Content(role="model", parts=(Part(inline_data=blob),))
    return ServerMessage(server_content=ServerContent(model_turn=content))


def input_transcription(text: str) -> ServerMessage:
    """What the user said in one whole turn."""
    return ServerMessage(server_content=ServerContent(input_transcription=Transcription(text=text)))


def interim_input_transcription(text: str) -> ServerMessage:
    """What the user has said so far; replaces the last one (PROTOCOL 3.3)."""
    return ServerMessage(server_content=ServerContent(interim_input_transcription=Transcription(text=text)))


def output_transcription(text: str) -> ServerMessage:
    """The next words of the answer."""
    return ServerMessage(server_content=ServerContent(output_transcription=Transcription(text=text)))


def tool_call(calls: Iterable[Call]) -> ServerMessage:
    """Functions the caller is to run. ``args`` is always there (PROTOCOL 3.5)."""
    asked = tuple(FunctionCall(name=call.name, id=call.id, args=dict(call.arguments)) for call in calls)
    return ServerMessage(tool_call=ToolCall(function_calls=asked))


def tool_call_cancellation(ids: Iterable[str]) -> ServerMessage:
    """Results of these calls are not waited for any more."""
    return ServerMessage(tool_call_cancellation=ToolCallCancellation(ids=tuple(ids)))


def resumption_update(handle: str) -> ServerMessage:
    """Where to go on with this session. Sent once, right after setup, and never empty (PROTOCOL 3.7, 8.3)."""
    return ServerMessage(session_resumption_update=SessionResumptionUpdate(new_handle=handle, resumable=True))


def latency_extension(latency: TurnLatency) -> ServerExtension:
    """Where a turn's time went (DESIGN 8)."""

    def milliseconds(span: float) -> int:
        return round(span * 1000)

    told = Latency(
        endpoint_ms=None if latency.endpoint is None else milliseconds(latency.endpoint),
        recognition_ms=milliseconds(latency.recognition),
        model_ms=milliseconds(latency.model),
        synthesis_ms=milliseconds(latency.synthesis),
        release_ms=milliseconds(latency.release),
        total_ms=milliseconds(latency.total),
        draft_hit=latency.is_draft_hit,
        wasted_drafts=latency.wasted,
    )
    return ServerExtension(latency=told)


def told_latency(latency: Latency) -> TurnLatency:
    """The way back, for who reads what another server told: any number, so a day at most."""

    def seconds(milliseconds: int) -> float:
        return max(0, min(milliseconds, DAY_MS)) / 1000

    return TurnLatency(
        endpoint=None if latency.endpoint_ms is None else seconds(latency.endpoint_ms),
        recognition=seconds(latency.recognition_ms),
        model=seconds(latency.model_ms),
        synthesis=seconds(latency.synthesis_ms),
        release=seconds(latency.release_ms),
        drafts=latency.wasted_drafts + latency.draft_hit,
        is_draft_hit=latency.draft_hit,
    )


def voice_activity(kind: ActivityType, offset_s: float) -> ServerMessage:
    """An edge of the caller's speech; the empty ``serverContent`` is the service's own shape (PROTOCOL 3.8)."""
    edge = VoiceActivity(type=kind, audio_offset=f"{offset_s:.3f}s")
    return ServerMessage(server_content=ServerContent(), voice_activity=edge)


def _shows_thoughts(config: GenerationConfig) -> bool:
    return bool(config.thinking_config and config.thinking_config.include_thoughts)


def _listening(setup: Setup, profile: Profile) -> Listening:
    """Interim words only where they were asked for, or by a name that is all about them (PROTOCOL 8.3)."""
    asked = setup.input_audio_transcription
    wanted = setup.antiphon is not None and bool(setup.antiphon.interim_transcripts)
    hints = asked.language_hints if asked else None
    speech = setup.generation_config.speech_config
    languages = (asked.language_codes if asked else ()) or (hints.language_codes if hints else ())
    if not languages and speech is not None and speech.language_code:
        languages = (speech.language_code,)
    return Listening(
        interims=wanted or (profile.transcribes and asked is not None),
        languages=languages[:MAX_LANGUAGES],
    )


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


def _call(name: str, call_id: str | None, arguments: JsonObject) -> Call:
    return Call(name, arguments, call_id or "")


def _prompt(setup: Setup, toolbox: Toolbox, modality: Modality) -> Prompt:
    config = setup.generation_config
    speech = config.speech_config or SpeechConfig()
    voice = speech.voice_config
    prebuilt = voice.prebuilt_voice_config if voice else None
    prompt = Prompt(
        system=setup.system_instruction.text if setup.system_instruction else "",
        tools=toolbox.tools,
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
