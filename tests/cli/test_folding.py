from __future__ import annotations

import base64
from typing import Any

import pytest

from antiphon.cli.folding import OUTPUT_RATE, audio_ms, brief, duration, fold, measure, parse, printable


def blob(size: int, mime_type: str = "audio/pcm;rate=16000", *, snake: bool = False) -> dict[str, str]:
    return {"mime_type" if snake else "mimeType": mime_type, "data": base64.b64encode(bytes(size)).decode()}


@pytest.mark.parametrize(
    ("mime_type", "size", "text"),
    [
        ("audio/pcm;rate=16000", 640, "20 ms"),
        ("audio/pcm;rate=24000", 48_000 * 3, "3.0 s"),
        ("audio/pcm", 640, "20 ms"),
        ("audio/pcm;rate=0", 640, "20 ms"),
        ("image/jpeg", 37_888, "37 KiB image/jpeg"),
        ("image/png", 3 * 2**20, "3.0 MiB image/png"),
        ("audio/ogg", 12, "12 B audio/ogg"),
    ],
)
def test_measures(mime_type: str, size: int, text: str) -> None:
    assert measure(mime_type, base64.b64encode(bytes(size)).decode()) == text


def test_durations() -> None:
    assert [duration(each) for each in (20, 999, 1000, 61_000)] == ["20 ms", "999 ms", "1.0 s", "61.0 s"]


def test_folding_keeps_all_but_the_data() -> None:
    frame = {"a": [{"inlineData": blob(640) | {"displayName": "x"}}, 1], "b": {"data": 1}}
    assert fold(frame) == {
        "a": [
            {"inlineData": {"mimeType": "audio/pcm;rate=16000", "data": "20 ms", "displayName": "x"}},
            1,
        ],
        "b": {"data": 1},
    }


@pytest.mark.parametrize(
    ("frame", "milliseconds"),
    [
        ({"realtimeInput": {"audio": blob(640)}}, 20),
        ({"realtime_input": {"media_chunks": [blob(640, snake=True), blob(320)]}}, 30),
        ({"audio": blob(640)}, 20),
        (
            {
                "serverContent": {
                    "modelTurn": {"role": "model", "parts": [{"inlineData": blob(960, "audio/pcm")}]}
                }
            },
            20,
        ),
        ({"realtimeInput": {"audio": blob(640), "activityEnd": {}}}, None),
        ({"realtimeInput": {"video": blob(640, "image/jpeg")}}, None),
        ({"realtimeInput": {"mediaChunks": []}}, None),
        ({"realtimeInput": {"audio": 1}}, None),
        ({"serverContent": {"modelTurn": {"parts": [{"text": "x"}]}}}, None),
        ({"serverContent": {"modelTurn": {"parts": ["x"]}}}, None),
        ({"serverContent": {"modelTurn": {"parts": 1}}}, None),
        ({"serverContent": {}, "usageMetadata": {}}, None),
        ({"setup": []}, None),
        ([], None),
    ],
)
def test_frames_of_nothing_but_audio(frame: Any, milliseconds: float | None) -> None:
    rate = OUTPUT_RATE if isinstance(frame, dict) and "serverContent" in frame else 16_000
    assert audio_ms(frame, rate) == milliseconds


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"serverContent":{"outputTranscription":{"text":"Hi"}}}', 'serverContent.outputTranscription.text "Hi"'),
        ('{"serverContent":{"turnComplete":true},"usageMetadata":{"a":1,"b":2}}',
         'serverContent.turnComplete  usageMetadata {"a": 1, "b": 2}'),
        ('{"setupComplete":{}}', "setupComplete"),
        ('{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"AAAA"}}}', "realtimeInput.video 3 B image/jpeg"),
        ('{"a":{"parts":[{"mimeType":"image/jpeg","data":"AAAA"}],"b":1}}', 'a {"parts": ["3 B image/jpeg"], "b": 1}'),
        ('{"a":{"b":false}}', "a.b false"),
        ('{"serverContent":{},"voiceActivity":{"type":"ACTIVITY_END"}}', 'voiceActivity.type "ACTIVITY_END"'),
        ("{}", "{}"),
        ("[1,2]", "[1, 2]"),
        ("bang", "not JSON, 4 characters"),
        ("[" * 100_000, "not JSON, 100000 characters"),
    ],
)  # fmt: skip  # a frame and its line belong together
def test_a_frame_in_a_line(text: str, line: str) -> None:
    assert brief(parse(text)) == line


def test_long_texts_are_cut() -> None:
    line = brief({"a": {"b": "x" * 1000}})
    assert line.endswith('x… (1000 characters)"')
    assert len(line) < 200


def test_deep_nesting_is_not_followed() -> None:
    frame: Any = 1
    for _ in range(100_000):
        frame = [frame]
    assert brief({"a": frame}) == "nested too deeply to show"


def test_nothing_steers_the_terminal() -> None:
    assert brief({"a": {"b": "\x1b[2J\x9b31m\u202e\n"}}) == 'a.b "\\u001b[2J\\u009b31m\\u202e\\n"'
    assert printable("a\x07") == "a\\u0007"
