from __future__ import annotations

import json
from collections import deque

from antiphon.client.session import LiveSession
from antiphon.testing.clock import run_virtually
from antiphon.wire.codec import decode
from antiphon.wire.messages import ToolResponse
from antiphon.wire.setup import Setup
from antiphon.wire.types import FunctionResponse


class Wire:
    """A link whose other end is a list."""

    def __init__(self, *answers: object) -> None:
        self.sent: list[str] = []
        self._answers = deque(json.dumps(answer) for answer in answers)

    async def send(self, message: str) -> None:
        self.sent.append(message)

    async def recv(self) -> str:
        return self._answers.popleft()

    async def close(self) -> None:
        """Nothing is open."""


def test_setup_waits_for_its_answer_and_keeps_the_sessions_name() -> None:
    live = LiveSession(link := Wire({"setupComplete": {"sessionId": "s1"}}))
    run_virtually(live.set_up(Setup(model="models/x")))
    assert live.session_id == "s1"
    assert json.loads(link.sent[0])["setup"]["model"] == "models/x"


def test_a_turn_ends_with_turn_complete() -> None:
    async def scenario() -> list[bool]:
        live = LiveSession(
            Wire(
                {"serverContent": {"outputTranscription": {"text": "Hi"}}},
                {"serverContent": {"turnComplete": True}, "usageMetadata": {"totalTokenCount": 3}},
                {"goAway": {"timeLeft": "1s"}},
            )
        )
        return [message.go_away is None async for message in live.turn()]

    assert run_virtually(scenario()) == [True, True]


def test_everything_it_says_is_what_the_server_reads() -> None:
    async def scenario() -> list[str]:
        live = LiveSession(link := Wire())
        await live.send_text("a", turn_complete=False)
        await live.send_realtime_text("b")
        await live.send_audio(b"\x01\x02", rate=8000)
        await live.send_activity_start()
        await live.send_activity_end()
        await live.send_audio_stream_end()
        await live.send_played(1240, turn=3)
        await live.send_tool_response(FunctionResponse(id="1", name="f", response={"some_key": 1}))
        await live.close()
        return link.sent

    frames = run_virtually(scenario())
    read = [decode(frame) for frame in frames]
    assert all(message.message is not None and not message.unknown for message in read)
    last = read[-1].message
    assert isinstance(last, ToolResponse)
    assert last.function_responses[0].response == {"some_key": 1}
    assert json.loads(frames[2])["realtimeInput"]["audio"] == {
        "data": "AQI=",
        "mimeType": "audio/pcm;rate=8000",
    }
