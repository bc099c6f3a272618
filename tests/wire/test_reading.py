from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.errors import WireError
from antiphon.wire.messages import ClientContent, RealtimeInput, ToolResponse
from antiphon.wire.reading import MAX_UNKNOWN, Stranger, Unknown, read_base64, snake, struct_reader
from antiphon.wire.setup import ResponseModality, Schema, Setup, StartSensitivity
from antiphon.wire.types import Scheduling


def read(kind: Any, value: Any) -> tuple[Any, Unknown]:
    unknown: Unknown = []
    return struct_reader(kind)(value, "m", unknown), unknown


@given(st.binary(), st.booleans(), st.booleans())
def test_bytes_come_back_in_any_alphabet_padded_or_not(
    data: bytes,
    is_url_safe: bool,  # hypothesis draws positionally
    is_padded: bool,  # same
) -> None:
    text = (base64.urlsafe_b64encode if is_url_safe else base64.b64encode)(data).decode()
    assert read_base64(text if is_padded else text.rstrip("="), "p", []) == data


@pytest.mark.parametrize("text", ["a", "a b=", "é", "====", 7])
def test_what_is_no_base64_is_refused(text: object) -> None:
    with pytest.raises(WireError, match="p: "):
        read_base64(text, "p", [])


def test_snake_spells_the_wire_in_snake_case() -> None:
    assert snake("inputAudioTranscription") == "input_audio_transcription"


@pytest.mark.parametrize("sensitivity", ["START_SENSITIVITY_LOW", "low", "Low", "start_sensitivity_low"])
def test_enums_are_read_as_the_docs_and_the_sdks_write_them(sensitivity: str) -> None:
    config = {"automaticActivityDetection": {"start_of_speech_sensitivity": sensitivity}}
    value, unknown = read(Setup, {"realtimeInputConfig": config})
    detection = value["realtimeInputConfig"]["automaticActivityDetection"]
    assert detection == {"startOfSpeechSensitivity": StartSensitivity.LOW}
    assert unknown == []


def test_an_enum_from_the_future_is_unset_and_reported() -> None:
    value, unknown = read(Setup, {"generationConfig": {"responseModalities": ["AUDIO", "SMELL"]}})
    assert value == {"generationConfig": {"responseModalities": [ResponseModality.AUDIO]}}
    assert unknown == [Stranger("m.generationConfig.responseModalities[1]", "SMELL", is_value=True)]
    assert str(unknown[0]) == "m.generationConfig.responseModalities[1]=SMELL"


@pytest.mark.parametrize(("value", "name"), [(3, "int"), ({"a": [1]}, "dict"), ("x" * 100, "x" * 64)])
def test_a_value_that_is_no_name_is_reported_in_short(value: object, name: str) -> None:
    _, unknown = read(Setup, {"generationConfig": {"mediaResolution": value}})
    assert unknown == [Stranger("m.generationConfig.mediaResolution", name, is_value=True)]


def test_null_in_a_map_means_unset() -> None:
    assert read(Schema, {"properties": {"a": None, "b": {}}}) == ({"properties": {"b": {}}}, [])


def test_null_means_unset() -> None:
    assert read(Setup, {"model": "x", "tools": None, "labels": None}) == ({"model": "x"}, [])


def test_one_object_may_stand_for_a_list() -> None:
    value, _ = read(ClientContent, {"turns": {"parts": {"text": "hi"}}})
    assert value == {"turns": [{"parts": [{"text": "hi"}]}]}


def test_free_form_keys_belong_to_the_caller() -> None:
    response = {"will_continue": 1, "camelCase": {"snake_case": None}}
    value, unknown = read(ToolResponse, {"function_responses": {"response": response}})
    assert value == {"functionResponses": [{"response": response}]}
    assert unknown == []


def test_property_names_of_a_schema_keep_their_spelling() -> None:
    value, unknown = read(Schema, {"properties": {"min_items": {"any_of": [{"min_items": "3"}]}}})
    assert value == {"properties": {"min_items": {"anyOf": [{"minItems": "3"}]}}}
    assert unknown == []


@pytest.mark.parametrize("value", [{"audio": []}, {"audio": "text"}, [], 3])
def test_an_object_must_be_an_object(value: object) -> None:
    with pytest.raises(WireError, match=r"m(\.audio)?: expected an object"):
        read(RealtimeInput, value)


def test_a_map_must_be_an_object() -> None:
    with pytest.raises(WireError, match=r"m\.properties: expected an object"):
        read(Schema, {"properties": 1})


def test_the_report_of_unknown_fields_is_bounded() -> None:
    _, unknown = read(Setup, {f"x{n}" * 100: n for n in range(1000)})
    assert len(unknown) == MAX_UNKNOWN
    assert max(len(str(each)) for each in unknown) <= len("m.") + 64


def test_the_docs_own_slip_in_scheduling_is_understood() -> None:
    value, unknown = read(ToolResponse, {"functionResponses": [{"scheduling": "INTERRUPTED"}]})
    assert value == {"functionResponses": [{"scheduling": Scheduling.INTERRUPT}]}
    assert unknown == []
