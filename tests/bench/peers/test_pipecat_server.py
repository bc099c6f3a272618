"""What a caller of Pipecat's is told, without Pipecat."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pipecat_server import PipecatSession, pipecat
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from antiphon.errors import OperatorError
from antiphon.wire.messages import ServerContent

SOUND = b"\x01\x00" * 960


def text(kind: str) -> str:
    return json.dumps({"type": kind})


def told(*sent: str | bytes) -> list[str]:
    """What becomes of these messages, and of the one that ends an answer, in words."""

    async def speak(link: ServerConnection) -> None:
        for message in [*sent, text("begins"), text("ends")]:
            await link.send(message)
        await link.wait_closed()

    async def listen() -> list[str]:
        async with serve(speak, "127.0.0.1", 0) as server:
            host, port = server.sockets[0].getsockname()
            async with connect(f"ws://{host}:{port}", proxy=None) as link:
                live, words = PipecatSession(link), list[str]()
                for _ in range(len(sent) + 1):
                    content = (await live.receive()).server_content
                    assert content is not None
                    words.append(in_words(content))
                    if content.turn_complete and words.count("over") > sent.count(text("ends")):
                        break
                return words

    return asyncio.run(listen())


def in_words(content: ServerContent) -> str:
    if content.interrupted:
        return "interrupted"
    if content.turn_complete:
        return "over"
    assert content.model_turn is not None
    blobs = [part.inline_data for part in content.model_turn.parts]
    assert [blob.data for blob in blobs if blob] == [SOUND]
    return "sound"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ([text("begins"), SOUND, SOUND, text("ends")], ["sound", "sound", "over", "over"]),
        ([text("interrupted")], ["over"]),  # nobody was speaking: somebody only began to
        ([text("begins"), SOUND, text("interrupted"), SOUND], ["sound", "interrupted", "over"]),
        (
            [text("begins"), SOUND, text("ends"), text("interrupted")],
            ["sound", "over", "interrupted", "over"],
        ),
        (['{"type": "something new"}', text("begins"), SOUND], ["sound", "over"]),
    ],
)
def test_messages_become_those_of_a_live_call(sent: Sequence[str | bytes], expected: list[str]) -> None:
    assert told(*sent) == expected


def test_an_environment_that_is_not_there_is_named() -> None:
    async def start() -> None:
        async with pipecat(Path("no/such/python")):
            pass

    with pytest.raises(OperatorError, match="no/such/python does not run"):
        asyncio.run(start())


def test_a_process_that_ends_is_reported_to_whoever_waits_for_it(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 3\n")
    python.chmod(0o755)

    async def call() -> None:
        async with pipecat(python) as server, server.call(voice="Puck", brain="script"):
            pass

    with pytest.raises(OperatorError, match="process ended"):
        asyncio.run(call())
