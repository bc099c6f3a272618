"""What the caller shows reaches whoever answers, and nobody else (PROTOCOL 4.3)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from antiphon.session.sight import FRESH_S
from antiphon.talk import Call, Picture
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.messages import ClientContent, RealtimeInput
from antiphon.wire.setup import FunctionDeclaration, Tool
from antiphon.wire.types import Blob, Content, FunctionResponse, Part
from kit import OLDER, gist, setup, with_members


def jpeg(data: bytes) -> Blob:
    return Blob(data=data, mime_type="image/jpeg")


def frame(data: bytes) -> RealtimeInput:
    return RealtimeInput(video=jpeg(data))


def shown(engine: ScriptedEngine) -> list[list[bytes]]:
    return [[picture.data for picture in prompt.pictures] for prompt in engine.prompts]


def test_the_newest_frame_goes_with_a_spoken_question() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup()):
            for data in (b"old", b"new"):
                await pair.client.send(frame(data))
                await asyncio.sleep(1)
            await pair.speak(voice.speech(500) + voice.silence(1000))
            await pair.turn()
        assert shown(engine) == [[b"new"]]  # also in the draft that became the answer
        assert engine.prompts[0].pictures == (Picture("image/jpeg", b"new"),)

    run_virtually(scenario())


def test_nobody_sees_by_a_camera_that_is_off() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send(frame(b"old"))
            await asyncio.sleep(FRESH_S + 1)
            await pair.client.send_text("What do you see?")
            await pair.turn()
        assert shown(engine) == [[]]

    run_virtually(scenario())


@pytest.mark.parametrize(
    "message",
    [
        RealtimeInput(media_chunks=(jpeg(b"a"), jpeg(b"b"))),
        RealtimeInput(media_chunks=(jpeg(b"a"),), video=jpeg(b"b")),
        RealtimeInput(video=Blob(data=b"b", mime_type="image/jpg")),
    ],
)
def test_wherever_a_frame_comes(message: RealtimeInput) -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup(model=OLDER)):
            await pair.client.send(message)
            await pair.client.send_text("What do you see?")
            await pair.turn()
        assert shown(engine) == [[b"b"]]

    run_virtually(scenario())


@pytest.mark.parametrize("kind", ["image/heic", "image/gif", "video/mp4", "image/"])
def test_what_nobody_can_look_at_is_left_out(kind: str) -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send(RealtimeInput(video=Blob(data=b"x", mime_type=kind)))
            await pair.client.send(RealtimeInput(video=jpeg(b"")))
            await pair.client.send_text("What do you see?")
            await pair.turn()
        assert shown(engine) == [[]]

    run_virtually(scenario())


def content(*parts: Part, complete: bool = True) -> ClientContent:
    return ClientContent(turns=(Content(role="user", parts=parts),), turn_complete=complete)


def test_pictures_in_content_go_with_the_question_and_those_after_it() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send(content(Part(inline_data=jpeg(b"1")), Part(text="What is this?")))
            await pair.turn()
            await pair.client.send_text("And its colour?")
            await pair.turn()
            await pair.client.send(content(Part(inline_data=jpeg(b"2")), complete=False))
            await pair.client.send_text("And this?")
            await pair.turn()
        assert shown(engine) == [[b"1"], [b"1"], [b"2"]]
        assert engine.prompts[0].user is not None
        assert engine.prompts[0].user.text == "What is this?"
        assert "jpeg" not in str(pair.session.history)

    run_virtually(scenario())


def test_a_picture_alone_is_a_question() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send(content(Part(inline_data=jpeg(b"1"))))
            await pair.turn()
        assert shown(engine) == [[b"1"]]
        assert engine.prompts[0].user is None

    run_virtually(scenario())


def test_the_step_after_a_function_still_sees() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=("", "Done."), calls={0: (Call("book"),)}))
        pair = LivePair(engine)
        tools = (Tool(function_declarations=(FunctionDeclaration(name="book"),)),)
        async with pair.running(with_members(setup(model=OLDER), tools=tools)):
            await pair.client.send(content(Part(inline_data=jpeg(b"1")), Part(text="Book this.")))
            await asyncio.sleep(1)
            assert gist(pair.messages)[-1] == "calls book as call_1"
            await pair.client.send_tool_response(FunctionResponse(id="call_1", response={"ok": True}))
            await pair.turn()
        assert shown(engine) == [[b"1"], [b"1"]]

    run_virtually(scenario())


def test_pictures_are_counted() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send(content(*[Part(inline_data=jpeg(b"1"))] * 2, Part(text="Hm?")))
            await pair.turn()
        usage: dict[str, Any] = pair.messages[-1]["usageMetadata"]
        assert {"modality": "IMAGE", "tokenCount": 516} in usage["promptTokensDetails"]

    run_virtually(scenario())
