from __future__ import annotations

import asyncio
import json
import threading

import pytest

from antiphon.errors import NotJsonError, WireError
from antiphon.runtime import decoding
from antiphon.wire.messages import RealtimeInput


def threads() -> set[str]:
    return {each.name for each in threading.enumerate() if each.name.startswith("antiphon-decode")}


def message(text: str) -> str:
    return json.dumps({"realtimeInput": {"text": text}})


@pytest.mark.parametrize("text", ["short", "x" * decoding.SMALL_BYTES, "x" * (decoding.BIG_BYTES - 100)])
def test_cheap_frames_are_read_at_once(text: str) -> None:
    reading = decoding.read(message(text))
    with pytest.raises(StopIteration) as finished:
        reading.send(None)  # it waits for nothing
    assert finished.value.value.message == RealtimeInput(text=text)


@pytest.mark.parametrize(
    "text", ["x" * decoding.BIG_BYTES, ", " * 3000, ": " * 3000], ids=["bytes", "commas", "colons"]
)
@pytest.mark.parametrize("is_text", [True, False])
def test_dear_frames_are_read_in_few_threads(text: str, *, is_text: bool) -> None:
    async def scenario() -> None:
        frame = message(text)
        frames = [decoding.read(frame if is_text else frame.encode()) for _ in range(9)]
        for decoded in await asyncio.gather(*frames):
            assert decoded.message == RealtimeInput(text=text)

    asyncio.run(scenario())
    assert 1 <= len(threads()) <= 2


def test_absurd_frames_are_not_read() -> None:
    async def reason(frame: str | bytes) -> str:
        with pytest.raises(WireError) as error:
            await decoding.read(frame)
        assert not isinstance(error.value, NotJsonError)
        return str(error.value)

    many = json.dumps({"toolResponse": [0] * (decoding.MAX_VALUES + 1)})
    big = json.dumps({"setup": {"model": "x" * decoding.MAX_SETUP_BYTES}})
    assert asyncio.run(reason(many)) == "a message may hold 65536 values, not more"
    assert asyncio.run(reason(many.encode())) == "a message may hold 65536 values, not more"
    assert asyncio.run(reason(big)) == "setup is larger than 4 MiB"


def test_an_empty_frame_says_nothing() -> None:
    assert asyncio.run(decoding.read("")).message is None
    assert asyncio.run(decoding.read(b"")).message is None


def test_who_makes_others_work_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    async def scenario() -> None:
        await decoding.read(message("x" * decoding.BIG_BYTES))
        assert rests == []
        monkeypatch.setattr(decoding, "DEAR_S", 0.0)
        monkeypatch.setattr(asyncio, "sleep", rest)
        await decoding.read(message("x" * decoding.BIG_BYTES))

    monkeypatch.setattr(decoding, "DEAR_S", 60.0)
    asyncio.run(scenario())
    assert len(rests) == 1
    assert rests[0] > 0
