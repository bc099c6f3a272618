from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.errors import WireError
from antiphon.wire.codec import MEMBERS, Decoded, decode, decode_server, encode, encode_client
from antiphon.wire.messages import (
    ClientContent,
    ClientExtension,
    ClientMessage,
    ContextUpdate,
    GoAway,
    RealtimeInput,
    ServerContent,
    ServerMessage,
    SetupComplete,
    ToolCall,
    ToolResponse,
)
from antiphon.wire.reading import MAX_NAME, MAX_UNKNOWN
from antiphon.wire.setup import Schema, SchemaType, Setup
from antiphon.wire.types import (
    ActivityType,
    Blob,
    Content,
    FunctionCall,
    FunctionResponse,
    ModalityTokens,
    Part,
    ServiceTier,
    TokenModality,
    TrafficType,
    Transcription,
    UsageMetadata,
    VoiceActivity,
)

NAMES = st.sampled_from(
    [
        *MEMBERS,
        "realtime_input",
        "audio",
        "data",
        "mimeType",
        "mime_type",
        "turns",
        "parts",
        "turnComplete",
        "generationConfig",
        "responseModalities",
        "tools",
        "functionDeclarations",
        "parameters",
        "properties",
        "model",
        "functionResponses",
        "response",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["AUDIO", "low", "_-8", "!", "12"]),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(NAMES | st.text(max_size=3), children, max_size=4)
    ),
    max_leaves=12,
)
MESSAGES: list[ClientMessage] = [
    Setup(model="models/x"),
    ClientContent(turns=(Content(role="user", parts=(Part(text="hi"),)),), turn_complete=True),
    RealtimeInput(audio=Blob(data=b"\xfb\xef\xff", mime_type="audio/pcm")),
    ToolResponse(function_responses=(FunctionResponse(id="1", response={"a_b": {"cD": 1}}),)),
    ContextUpdate(system_instruction=Content(parts=(Part(text="S"),))),
    ClientExtension(played_ms=120.5, turn=2),
]


def is_message_or_wire_error(frame: str | bytes) -> None:
    with suppress(WireError):
        decode(frame)


@given(st.binary() | st.text())
def test_any_bytes_are_a_message_or_a_wire_error(frame: bytes | str) -> None:
    is_message_or_wire_error(frame)


@given(VALUES)
def test_any_json_is_a_message_or_a_wire_error(value: Any) -> None:
    is_message_or_wire_error(json.dumps(value))


@given(st.sampled_from([*MEMBERS, "client_content", "tool_response"]), VALUES)
def test_anything_in_a_known_member_is_a_message_or_a_wire_error(name: str, value: Any) -> None:
    is_message_or_wire_error(json.dumps({name: value}))


@given(VALUES)
def test_a_client_reads_anything_or_says_so(value: Any) -> None:
    with suppress(WireError):
        decode_server(json.dumps({"serverContent": value}))


@pytest.mark.parametrize("depth", [100, 200, 300, 400, 500, 800, 1_000, 10_000])
def test_deep_nesting_is_read_or_refused_but_never_fatal(depth: int) -> None:
    schema = '{"anyOf":[' * depth + "{}" + "]}" * depth
    tool = f'[{{"functionDeclarations":[{{"name":"f","parameters":{schema}}}]}}]'
    is_message_or_wire_error(f'{{"setup":{{"model":"x","tools":{tool}}}}}')


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_what_our_client_sends_is_what_our_server_reads(message: ClientMessage) -> None:
    assert decode(encode_client(message)) == Decoded(message, [])


@pytest.mark.parametrize("frame", ["{}", '{"setup":null}', '{"hello":1}'])
def test_an_empty_or_foreign_message_is_no_message(frame: str) -> None:
    assert decode(frame).message is None


def test_unknown_fields_are_named_and_survived() -> None:
    message, unknown, _ = decode('{"setup":{"model":"x","bogusField":1,"tools":[{"tool_box":{}}]},"extra":1}')
    assert isinstance(message, Setup)
    assert list(map(str, unknown)) == ["setup.bogusField", "setup.tools[0].tool_box", "extra"]


def test_what_was_played_stands_alone_or_beside_another_member() -> None:
    played = ClientExtension(played_ms=1200, turn=3)
    stopped = RealtimeInput(text="stop")
    assert decode('{"antiphon":{"playedMs":1200.0,"turn":"3"}}') == Decoded(played, [])
    assert decode('{"antiphon":{"played_ms":"1200","turn":3.0},"realtimeInput":{"text":"stop"}}') == Decoded(
        stopped, [], played
    )
    assert decode('{"realtime_input":{"text":"stop"},"antiphon":null}') == Decoded(stopped, [])


def test_nothing_was_played_before_a_session_is_set_up() -> None:
    assert decode('{"antiphon":{"playedMs":1},"setup":{"model":"x"}}') == Decoded(Setup(model="x"), [])


@pytest.mark.parametrize(
    "odd", ['"loud"', "7", '{"playedMs":"long"}', '{"playedMs":"1e999"}', '{"turn":1.5}', '{"playedMs":[]}']
)
def test_an_odd_extension_takes_no_message_with_it(odd: str) -> None:
    message, unknown, beside = decode(f'{{"antiphon":{odd},"realtimeInput":{{"text":"stop"}}}}')
    assert (message, beside) == (RealtimeInput(text="stop"), None)
    assert list(map(str, unknown)) == ["antiphon"]


def test_null_is_also_a_type_of_schemas() -> None:
    parameters = '{"type":"OBJECT","properties":{"a":{"type":"null"}}}'
    tool = f'{{"functionDeclarations":[{{"name":"f","parameters":{parameters}}}]}}'
    message, unknown, _ = decode(f'{{"setup":{{"model":"x","tools":[{tool}]}}}}')
    assert isinstance(message, Setup)
    schema = message.tools[0].function_declarations[0].parameters
    assert schema == Schema(type=SchemaType.OBJECT, properties={"a": Schema(type=SchemaType.NULL)})
    assert unknown == []


def test_the_report_of_unknown_members_is_bounded() -> None:
    _, unknown, _ = decode(json.dumps({f"{n}" * 100: n for n in range(1000)}))
    assert len(unknown) == MAX_UNKNOWN
    assert max(len(each.name) for each in unknown) == MAX_NAME


def test_a_typing_of_the_sdks_names_activity_otherwise() -> None:
    message = decode_server('{"voiceActivity":{"voiceActivityType":"ACTIVITY_START"}}')
    assert message.voice_activity == VoiceActivity(type=ActivityType.START)


def test_our_client_survives_a_newer_server() -> None:
    frame = """{"voiceActivity":{"type":"ACTIVITY_PAUSE"},"later":{},"serverContent":{"turnCompleteReason":"TIRED"},
        "usageMetadata":{"promptTokensDetails":[{"modality":"SMELL","tokenCount":1},{"modality":"TEXT"}]}}"""
    message = decode_server(frame)
    assert message.voice_activity == VoiceActivity()
    assert message.server_content == ServerContent()
    assert message.usage_metadata == UsageMetadata(
        prompt_tokens_details=(
            ModalityTokens(token_count=1),
            ModalityTokens(modality=TokenModality.TEXT, token_count=0),
        )
    )


@pytest.mark.parametrize(
    ("message", "frame"),
    [
        (ServerMessage(tool_call=ToolCall(function_calls=(FunctionCall(name="f"),))), '"args":{}'),
        (ServerMessage(go_away=GoAway()), '"timeLeft":"0s"'),
        (ServerMessage(server_content=ServerContent(output_transcription=Transcription())), '"text":""'),
        (ServerMessage(voice_activity=VoiceActivity()), '"type":"TYPE_UNSPECIFIED"'),
        (
            ServerMessage(usage_metadata=UsageMetadata(prompt_tokens_details=(ModalityTokens(),))),
            '{"modality":"MODALITY_UNSPECIFIED","tokenCount":0}',
        ),
    ],
)
def test_what_clients_fail_without_is_always_sent(message: ServerMessage, frame: str) -> None:
    assert frame in encode(message)


def test_two_messages_in_one_frame_are_refused_by_name() -> None:
    with pytest.raises(WireError, match="clientContent or toolResponse"):
        decode('{"clientContent":{},"tool_response":{}}')


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ("[]", "a message is a JSON object"),
        ("{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        ('{"setup":{}}', "setup: Object missing required field `model`"),
        ('{"realtimeInput":{"audio":{"data":"*"}}}', r"realtimeInput\.audio\.data: not base64"),
        ('{"setup":{"model":"x","generationConfig":{"seed":"many"}}}', r"\$\.generationConfig\.seed"),
    ],
)
def test_a_refusal_names_the_place(frame: str | bytes, reason: str) -> None:
    with pytest.raises(WireError, match=reason):
        decode(frame)


def test_audio_leaves_in_the_alphabet_that_browsers_read() -> None:
    part = Part(inline_data=Blob(data=b"\xfb\xef\xbe\xff", mime_type="audio/pcm;rate=24000"))
    frame = encode(ServerMessage(server_content=ServerContent(model_turn=Content(parts=(part,)))))
    assert json.loads(frame) == {
        "serverContent": {
            "modelTurn": {"parts": [{"inlineData": {"data": "++++/w==", "mimeType": "audio/pcm;rate=24000"}}]}
        }
    }


USAGE = UsageMetadata(
    prompt_token_count=3,
    response_token_count=2,
    total_token_count=5,
    response_tokens_details=(ModalityTokens(modality=TokenModality.AUDIO, token_count=2),),
)
DONE = ServerMessage(server_content=ServerContent(turn_complete=True), usage_metadata=USAGE)


def test_vertex_reads_its_own_names_of_the_counts() -> None:
    usage = json.loads(encode(DONE, is_vertex=True))["usageMetadata"]
    assert usage == {
        "promptTokenCount": 3,
        "candidatesTokenCount": 2,
        "totalTokenCount": 5,
        "candidatesTokensDetails": [{"modality": "AUDIO", "tokenCount": 2}],
    }


def test_the_other_counts_have_one_name_everywhere() -> None:
    details = (ModalityTokens(modality=TokenModality.TEXT, token_count=4),)
    usage = UsageMetadata(
        thoughts_token_count=1,
        tool_use_prompt_token_count=2,
        cached_content_token_count=3,
        tool_use_prompt_tokens_details=details,
        cache_tokens_details=details,
        traffic_type=TrafficType.ON_DEMAND,
        service_tier=ServiceTier.STANDARD,
    )
    message = ServerMessage(usage_metadata=usage)
    frame = json.loads(encode(message, is_vertex=True))
    assert frame == json.loads(encode(message))
    assert frame["usageMetadata"] == {
        "thoughtsTokenCount": 1,
        "toolUsePromptTokenCount": 2,
        "cachedContentTokenCount": 3,
        "toolUsePromptTokensDetails": [{"modality": "TEXT", "tokenCount": 4}],
        "cacheTokensDetails": [{"modality": "TEXT", "tokenCount": 4}],
        "trafficType": "ON_DEMAND",
        "serviceTier": "standard",
    }


@pytest.mark.parametrize("is_vertex", [False, True])
def test_our_client_reads_both_spellings_of_usage(*, is_vertex: bool) -> None:
    assert decode_server(encode(DONE, is_vertex=is_vertex)) == DONE


def test_vertex_changes_nothing_but_usage() -> None:
    message = ServerMessage(
        server_content=ServerContent(output_transcription=Transcription(text="Grüße, »你好«"))
    )
    assert encode(message, is_vertex=True) == encode(message)


def test_presence_is_kept_where_it_is_the_meaning() -> None:
    assert encode(ServerMessage(setup_complete=SetupComplete())) == '{"setupComplete":{}}'
    assert decode_server('{"setupComplete":{}}').setup_complete == SetupComplete()
