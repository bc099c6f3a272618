"""Frames that real SDKs sent (`tools/record_golden.py`, `.mjs`), read as what their callers meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from antiphon.wire.codec import decode
from antiphon.wire.hosted import GoogleSearch
from antiphon.wire.messages import (
    ClientContent,
    ClientMessage,
    ContextUpdate,
    RealtimeInput,
    ToolResponse,
    ToolsUpdate,
)
from antiphon.wire.safety import HarmBlockThreshold, HarmCategory, SafetySetting
from antiphon.wire.setup import (
    ActivityHandling,
    AudioTranscriptionConfig,
    AutomaticActivityDetection,
    AvatarConfig,
    Behavior,
    ContextWindowCompression,
    CustomizedAvatar,
    EndSensitivity,
    FunctionDeclaration,
    GenerationConfig,
    HistoryConfig,
    MediaResolution,
    PrebuiltVoice,
    Proactivity,
    RealtimeInputConfig,
    ReplicatedVoice,
    ResponseModality,
    Schema,
    SchemaType,
    SessionResumption,
    Setup,
    SlidingWindow,
    SpeechConfig,
    StartSensitivity,
    ThinkingConfig,
    ThinkingLevel,
    Tool,
    TranslationConfig,
    TurnCoverage,
    VoiceConfig,
)
from antiphon.wire.types import (
    Blob,
    Content,
    Empty,
    FileData,
    FunctionCall,
    FunctionResponse,
    FunctionResponsePart,
    Part,
    Scheduling,
    VideoMetadata,
)

GOLDEN = [
    json.loads(line)
    for path in sorted((Path(__file__).parents[1] / "golden").glob("*.jsonl"))
    for line in path.read_text().splitlines()
]
MODEL = "models/gemini-live-test"
NOISE = b"\xfb\xef\xbe\xff\xff\xff" + bytes(range(200, 234))
JPEG = b"\xff\xd8\xff\xe0" + NOISE
PICTURE = Blob(data=JPEG, mime_type="image/jpeg")
AUDIO = Blob(data=NOISE, mime_type="audio/pcm;rate=16000")
UNRATED = Blob(data=NOISE, mime_type="audio/pcm")
PUCK = VoiceConfig(prebuilt_voice_config=PrebuiltVoice(voice_name="Puck"))
HELLO = Content(role="user", parts=(Part(text="Hello"),))
WEATHER = FunctionDeclaration(
    name="weather",
    parameters_json_schema={
        "type": "object",
        "properties": {"city_name": {"type": "string"}},
        "required": ["city_name"],
    },
)
LIGHT = FunctionDeclaration(
    name="set_light",
    description="Switches a light.",
    parameters=Schema(
        type=SchemaType.OBJECT,
        properties={"isOn": Schema(type=SchemaType.BOOLEAN), "room_name": Schema(type=SchemaType.STRING)},
        required=("isOn",),
    ),
    behavior=Behavior.NON_BLOCKING,
)
EVERYTHING = Setup(
    model=MODEL,
    generation_config=GenerationConfig(
        response_modalities=(ResponseModality.AUDIO,),
        temperature=0.5,
        top_p=0.9,
        top_k=40,
        max_output_tokens=256,
        seed=7,
        media_resolution=MediaResolution.LOW,
        speech_config=SpeechConfig(voice_config=PUCK, language_code="de-DE"),
        thinking_config=ThinkingConfig(include_thoughts=True, thinking_budget=128),
    ),
    system_instruction=Content(role="user", parts=(Part(text="Be brief."),)),
    tools=(Tool(function_declarations=(LIGHT, WEATHER)), Tool(google_search=GoogleSearch())),
    realtime_input_config=RealtimeInputConfig(
        automatic_activity_detection=AutomaticActivityDetection(
            disabled=False,
            start_of_speech_sensitivity=StartSensitivity.LOW,
            end_of_speech_sensitivity=EndSensitivity.HIGH,
            prefix_padding_ms=20,
            silence_duration_ms=700,
        ),
        activity_handling=ActivityHandling.NO_INTERRUPTION,
        turn_coverage=TurnCoverage.ALL_INPUT,
    ),
    input_audio_transcription=AudioTranscriptionConfig(),
    output_audio_transcription=AudioTranscriptionConfig(),
    session_resumption=SessionResumption(handle="h-1"),
    context_window_compression=ContextWindowCompression(
        trigger_tokens=25600, sliding_window=SlidingWindow(target_tokens=12800)
    ),
)
RESULT = FunctionResponse(id="call_1", name="set_light", response={"isOn": True, "room_name": "attic"})

CALL = FunctionCall(id="call_0", name="set_light", args={"isOn": True, "room_name": "attic"})


def generating(**members: Any) -> Setup:
    return Setup(model=MODEL, generation_config=GenerationConfig(**members))


MEANT: dict[str, ClientMessage] = {
    "setup minimal": Setup(model=MODEL),
    "setup everything": EVERYTHING,
    "setup seeding": Setup(model=MODEL, history_config=HistoryConfig(initial_history_in_client_content=True)),
    "setup generation": Setup(
        model=MODEL,
        generation_config=GenerationConfig(
            response_modalities=(ResponseModality.TEXT,),
            candidate_count=1,
            presence_penalty=0.5,
            frequency_penalty=0.25,
            stop_sequences=("END",),
            speech_config=SpeechConfig(voice_config=PUCK),
        ),
    ),
    "setup thinking": generating(thinking_config=ThinkingConfig(thinking_level=ThinkingLevel.LOW)),
    "setup affection": generating(enable_affective_dialog=True),
    "setup proactivity": Setup(model=MODEL, proactivity=Proactivity(proactive_audio=True)),
    "setup translation": generating(
        translation_config=TranslationConfig(target_language_code="de", echo_target_language=True)
    ),
    "setup hints": Setup(
        model=MODEL, input_audio_transcription=AudioTranscriptionConfig(language_codes=("de-DE", "en-US"))
    ),
    "setup vocabulary": Setup(
        model=MODEL,
        input_audio_transcription=AudioTranscriptionConfig(
            custom_vocabulary=("Antiphon",), word_timestamp=True
        ),
    ),
    "setup safety": Setup(
        model=MODEL,
        safety_settings=(
            SafetySetting(category=HarmCategory.HARASSMENT, threshold=HarmBlockThreshold.ONLY_HIGH),
        ),
    ),
    "setup search": Setup(
        model=MODEL,
        tools=(
            Tool(google_search=GoogleSearch(exclude_domains=("example.com",))),
            Tool(code_execution=Empty()),
        ),
    ),
    "setup signal": Setup(model=MODEL, explicit_vad_signal=True),
    "setup resumption": Setup(
        model=MODEL, session_resumption=SessionResumption(handle="h-1", transparent=True)
    ),
    "setup labels": Setup(model=MODEL, labels={"team_name": "choir", "costCentre": "7"}),
    "setup avatar": Setup(
        model=MODEL,
        generation_config=GenerationConfig(response_modalities=(ResponseModality.VIDEO,)),
        avatar_config=AvatarConfig(
            customized_avatar=CustomizedAvatar(image_mime_type="image/jpeg", image_data=JPEG),
            video_bitrate_bps=1_000_000,
        ),
    ),
    "setup voice": generating(
        speech_config=SpeechConfig(
            voice_config=VoiceConfig(
                replicated_voice_config=ReplicatedVoice(mime_type="audio/wav", voice_sample_audio=NOISE)
            )
        )
    ),
    "setup firebase": Setup(
        model="projects/p/models/gemini-live-test",
        generation_config=GenerationConfig(
            response_modalities=(ResponseModality.AUDIO,),
            temperature=0.5,
            top_p=0.9,
            top_k=40,
            max_output_tokens=256,
            speech_config=SpeechConfig(voice_config=PUCK),
        ),
        system_instruction=Content(role="system", parts=(Part(text="Be brief."),)),
        input_audio_transcription=AudioTranscriptionConfig(),
        output_audio_transcription=AudioTranscriptionConfig(),
    ),
    "audio": RealtimeInput(audio=AUDIO),
    "audio without a rate": RealtimeInput(audio=UNRATED),
    "media chunk": RealtimeInput(media_chunks=(AUDIO,)),
    "media chunk without a rate": RealtimeInput(media_chunks=(UNRATED,)),
    "media chunk with a picture": RealtimeInput(media_chunks=(PICTURE,)),
    "video": RealtimeInput(video=PICTURE),
    "realtime text": RealtimeInput(text="Hello"),
    "activity start": RealtimeInput(activity_start=Empty()),
    "activity end": RealtimeInput(activity_end=Empty()),
    "audio stream end": RealtimeInput(audio_stream_end=True),
    "content": ClientContent(turns=(HELLO,), turn_complete=True),
    "content without a role": ClientContent(turns=(Content(parts=HELLO.parts),), turn_complete=True),
    "content with a picture": ClientContent(
        turns=(Content(role="user", parts=(Part(text="Look"), Part(inline_data=PICTURE))),),
        turn_complete=True,
    ),
    "content history": ClientContent(
        turns=(HELLO, Content(role="model", parts=(Part(text="Hi"),))), turn_complete=False
    ),
    "content empty": ClientContent(turn_complete=True),
    "content with files and calls": ClientContent(
        turns=(
            Content(
                role="user",
                parts=(
                    Part(
                        file_data=FileData(file_uri="files/a", mime_type="video/mp4"),
                        video_metadata=VideoMetadata(start_offset="1s", end_offset="2.5s", fps=1.5),
                    ),
                ),
            ),
            Content(
                role="model",
                parts=(Part(function_call=CALL, thought_signature="c2lnbmVk"),),
            ),
            Content(
                role="user",
                parts=(
                    Part(
                        function_response=FunctionResponse(
                            id="call_0", name="set_light", response={"will_continue": None}
                        )
                    ),
                ),
            ),
        ),
        turn_complete=True,
    ),
    "tool responses": ToolResponse(
        function_responses=(
            FunctionResponse(
                id="call_2", name="count", response={}, scheduling=Scheduling.SILENT, will_continue=True
            ),
            FunctionResponse(
                id="call_3", name="count", response={"error": "no"}, scheduling=Scheduling.INTERRUPT
            ),
        )
    ),
    "tool response with a picture": ToolResponse(
        function_responses=(
            FunctionResponse(
                id="call_4",
                name="look",
                response={"seen": True},
                parts=(
                    FunctionResponsePart(
                        inline_data=msgspec.structs.replace(PICTURE, display_name="attic.jpg")
                    ),
                ),
            ),
        )
    ),
    "tool response": ToolResponse(
        function_responses=(
            msgspec.structs.replace(RESULT, scheduling=Scheduling.WHEN_IDLE, will_continue=False),
        )
    ),
    "tool response without scheduling": ToolResponse(function_responses=(RESULT,)),
    "context system": ContextUpdate(
        system_instruction=Content(role="user", parts=(Part(text="Be long."),)),
    ),
    "context without tools": ContextUpdate(tools=ToolsUpdate()),
    "context tools": ContextUpdate(
        tools=ToolsUpdate(tools=(Tool(function_declarations=(WEATHER,)),)),
    ),
}


def meaning(what: str, sdk: str) -> ClientMessage:
    """On Vertex models have longer names, and the JavaScript SDK asks for AUDIO unless told otherwise at the top."""
    message = MEANT[what.removesuffix(", Vertex")]
    if what.endswith(", Vertex") and isinstance(message, Setup):
        message = msgspec.structs.replace(message, model=f"publishers/google/{MODEL}")
        config = message.generation_config
        if sdk.startswith("@google") and ResponseModality.VIDEO not in config.response_modalities:
            config = msgspec.structs.replace(config, response_modalities=(ResponseModality.AUDIO,))
            message = msgspec.structs.replace(message, generation_config=config)
    return message


def in_our_order(message: ClientMessage | None) -> ClientMessage | None:
    """Python puts the functions last, JavaScript leaves the tools where they are."""
    if not isinstance(message, Setup):
        return message
    functions_first = sorted(message.tools, key=lambda tool: not tool.function_declarations)
    return msgspec.structs.replace(message, tools=tuple(functions_first))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: f"{golden['sdk']}: {golden['what']}")
def test_a_real_frame_says_what_its_caller_meant(golden: dict[str, Any]) -> None:
    message, unknown, _ = decode(golden["frame"])
    assert in_our_order(message) == meaning(golden["what"], golden["sdk"])
    assert unknown == []


def test_the_recordings_hold_both_base64_alphabets() -> None:
    audio = {golden["sdk"]: golden["frame"] for golden in GOLDEN if golden["what"] == "audio"}
    assert "----____" in audio["google-genai 3.4.0"]
    assert "++++////" in audio["@google/genai 2.32.0"]


def test_every_meaning_was_recorded() -> None:
    assert {golden["what"].removesuffix(", Vertex") for golden in GOLDEN} == set(MEANT)
