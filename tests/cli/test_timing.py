from __future__ import annotations

import base64
from typing import Any

import pytest

from antiphon.cli.timing import Stopwatch

SPOKEN = base64.b64encode(bytes(3200)).decode()  # 100 ms at 16 kHz
ANSWERED = base64.b64encode(bytes(4800)).decode()  # 100 ms at 24 kHz
SPEECH: Any = {"realtimeInput": {"audio": {"data": SPOKEN, "mimeType": "audio/pcm;rate=16000"}}}
AUDIO: Any = {
    "serverContent": {
        "modelTurn": {"parts": [{"inlineData": {"data": ANSWERED, "mimeType": "audio/pcm;rate=24000"}}]}
    }
}
TEXT: Any = {"serverContent": {"modelTurn": {"parts": [{"text": "Hi"}]}}}
HEARD: Any = {"serverContent": {"inputTranscription": {"text": "Hi"}}}
QUESTION: Any = {"clientContent": {"turnComplete": True}}
DONE: Any = {"serverContent": {"turnComplete": True}}
INTERRUPTED: Any = {"serverContent": {"interrupted": True}}


def activity(kind: str, offset: Any) -> Any:
    return {"serverContent": {}, "voiceActivity": {"type": f"ACTIVITY_{kind}", "audioOffset": offset}}


def notes(*frames: tuple[str, float, Any], from_the_start: bool = True) -> list[str]:
    watch = Stopwatch(from_the_start=from_the_start)
    told = [(watch.received if way == "<" else watch.sent)(frame, at) for way, at, frame in frames]
    return [note for note in told if note]


def test_the_setup() -> None:
    assert notes(("<", 1, {"setup": {}}), (">", 1.004, {"setupComplete": {}})) == ["set up in 4 ms"]
    assert notes((">", 1, {"setupComplete": {}})) == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (QUESTION, "the question"),
        ({"client_content": {"turn_complete": True}}, "the question"),
        ({"realtimeInput": {"text": "Hello"}}, "the question"),
        ({"realtimeInput": {"activityEnd": {}}}, "activityEnd"),
        ({"realtime_input": {"audio_stream_end": True}}, "audioStreamEnd"),
        ({"toolResponse": {"functionResponses": []}}, "the tool response"),
    ],
)
def test_an_answer_to_what_the_caller_said(asked: Any, words: str) -> None:
    frames = (("<", 1, asked), (">", 1.412, AUDIO), (">", 1.5, AUDIO), (">", 2.412, DONE))
    assert notes(*frames) == [
        f"first audio 412 ms after {words}",
        "answered: 200 ms of audio in 1.0 s",
    ]


def test_an_answer_in_writing() -> None:
    frames = (("<", 1, QUESTION), (">", 1.1, TEXT), (">", 1.2, DONE), (">", 1.3, DONE))
    assert notes(*frames) == ["first text 100 ms after the question", "answered: 100 ms"]


def test_speech_is_timed_from_where_it_ended_and_not_from_where_that_was_noticed() -> None:
    speech = [("<", index / 10, SPEECH) for index in range(1, 21)]  # 100 ms of it every 100 ms
    frames = (*speech, (">", 2.0, activity("END", "1.500s")), (">", 2.1, HEARD), (">", 2.2, AUDIO))
    assert notes(*frames) == ["first audio 700 ms after the speech ended"]
    assert notes(*frames, from_the_start=False) == ["first audio 200 ms after ACTIVITY_END"]


@pytest.mark.parametrize("offset", [None, "soon", "99s", 3, "9" * 400 + "s"])
def test_an_offset_that_says_nothing(offset: Any) -> None:
    frames = (("<", 1.0, SPEECH), (">", 2.0, activity("END", offset)), (">", 2.2, AUDIO))
    assert notes(*frames) == ["first audio 200 ms after ACTIVITY_END"]


def test_without_activity_on_the_wire_the_transcript_must_do() -> None:
    assert notes((">", 1, HEARD), (">", 1.05, AUDIO)) == ["first audio 50 ms after the transcript"]


def test_interruptions() -> None:
    speech = [("<", index / 10, SPEECH) for index in range(1, 11)]
    assert notes(*speech, (">", 1.05, activity("START", "0.900s")), (">", 1.1, INTERRUPTED)) == [
        "interrupted 200 ms after the speech began"
    ]
    assert notes(("<", 1, QUESTION), (">", 1.01, INTERRUPTED), (">", 1.02, DONE), (">", 1.2, TEXT)) == [
        "interrupted 10 ms after the question",
        "first text 200 ms after the question",
    ]
    manual: Any = {"realtimeInput": {"activityStart": {}}}
    assert notes(("<", 1, manual), (">", 1.02, INTERRUPTED), (">", 1.5, INTERRUPTED)) == [
        "interrupted 20 ms after activityStart"
    ]


@pytest.mark.parametrize(
    "frame", [None, [], "text", {"serverContent": 1}, {"clientContent": []}, {"setup": 1}]
)
def test_any_shape_will_do(frame: Any) -> None:
    assert notes(("<", 1, frame), (">", 2, frame)) == []
