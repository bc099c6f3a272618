from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.errors import WireError
from antiphon.wire import codec
from antiphon.wire.codec import Decoded, decode
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.types import Blob
from antiphon.wire.usual import read_usual

MIME = "audio/pcm;rate=16000"


def with_care(frame: str | bytes, monkeypatch: pytest.MonkeyPatch) -> Decoded | str:
    """What the reader of everything makes of it."""
    with monkeypatch.context() as patch:
        patch.setattr(codec, "read_usual", lambda _: None)
        try:
            return decode(frame)
        except WireError as error:
            return str(error)


@given(
    pcm=st.binary(max_size=2000), is_snake=st.booleans(), is_binary=st.booleans(), separators=st.booleans()
)
def test_the_usual_frames_are_read(pcm: bytes, *, is_snake: bool, is_binary: bool, separators: bool) -> None:
    if is_snake:  # as the Python SDK writes
        message: Any = {
            "realtime_input": {"audio": {"data": base64.urlsafe_b64encode(pcm).decode(), "mime_type": MIME}}
        }
    else:
        message = {"realtimeInput": {"audio": {"data": base64.b64encode(pcm).decode(), "mimeType": MIME}}}
    text = json.dumps(message, separators=(",", ":") if separators else None)
    frame = text.encode() if is_binary else text
    assert read_usual(frame) == RealtimeInput(audio=Blob(data=pcm, mime_type=MIME))
    assert decode(frame) == Decoded(RealtimeInput(audio=Blob(data=pcm, mime_type=MIME)), [])


@pytest.mark.parametrize(
    "frame",
    [
        '{"realtime_input":{"audio":{"data":"AAA","mimeType":"a"}}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mime_type":"a"}}}',
        '{"realtimeInput":{"audio":{"data":"AAA"}}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mimeType":"a","displayName":"b"}}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mimeType":"a","bogus":1}}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mimeType":null}}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mimeType":"a"},"text":"b"}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mimeType":"a"}},"setup":null}',
        '{"realtimeInput":{"audio":{"data":"%%%","mimeType":"a"}}}',
        '{"realtimeInput":{"audio":{"data":7,"mimeType":"a"}}}',
        '{"realtimeInput":{"audio":{"data":"\\ud800","mimeType":"a"}}}',
        '{"realtimeInput":{"audio":{"data":"AAA","mimeType":"a"}}',
        '{"realtimeInput":{"activityStart":{}}}',
        '{"realtimeInput":null}',
        b'{"realtimeInput":{"audio":{"data":"AA\xff","mimeType":"a"}}}',
        "{}",
        "",
    ],
)
def test_what_is_unusual_is_left_to_who_reads_with_care(
    frame: str | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_usual(frame) is None
    try:
        found: Decoded | str = decode(frame)
    except WireError as error:
        found = str(error)
    assert found == with_care(frame, monkeypatch)
