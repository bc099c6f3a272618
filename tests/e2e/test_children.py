"""Models that are killed in the middle of a call, by a caller who notices no more than one answer that ends early."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.wire.messages import ServerMessage
from antiphon.wire.setup import AudioTranscriptionConfig, Setup
from e2e.conftest import serve
from e2e.subject import Server

SETUP = Setup(model="models/any", output_audio_transcription=AudioTranscriptionConfig())
PATIENCE_S = 60

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def victim(model_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: nobody else's calls are disturbed."""
    data_dir = tmp_path_factory.mktemp("victim")
    (data_dir / "models").symlink_to(next(iter(model_files.values())).parents[1])
    yield from serve(data_dir)


def children(server: Server, workers: tuple[str, ...]) -> list[int]:
    """The server's child processes of these names."""
    found = []
    for task in Path(f"/proc/{server.pid}/task").glob("*/children"):
        for pid in map(int, task.read_text().split()):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if any(f"antiphon.workers.{worker}".encode() in command for worker in workers):
                found.append(pid)
    return found


async def answer(live: LiveSession, question: str, *victims: int) -> tuple[bool, bytes]:
    """Asks, kills once the answer begins, and listens to its end: whether it was whole, and its sound."""
    await live.send_text(question)
    doomed, pcm, is_whole = list(victims), bytearray(), False
    async with asyncio.timeout(PATIENCE_S):
        async for message in live.turn():
            pcm += sound(message)
            while pcm and doomed:
                os.kill(doomed.pop(), signal.SIGKILL)
            if (content := message.server_content) and content.turn_complete:
                is_whole = content.turn_complete_reason is None
    return is_whole, bytes(pcm)


def sound(message: ServerMessage) -> bytes:
    content = message.server_content
    parts = content.model_turn.parts if content and content.model_turn else ()
    return b"".join(part.inline_data.data for part in parts if part.inline_data)


@pytest.mark.parametrize(
    "workers", [("llm",), ("flite", "espeak")]
)  # who speaks depends on what is installed
def test_a_killed_child_ends_one_answer_at_most_and_never_the_call(
    victim: Server, workers: tuple[str, ...]
) -> None:
    async def scenario() -> None:
        async with connect(victim.base_url, SETUP, ca=Path(victim.ca)) as live:
            assert (await answer(live, "Hello, how are you?"))[0]
            killed = children(victim, workers)
            assert killed
            await answer(live, "Please tell me a story about a dog and a cat.", *killed)
            is_whole, pcm = await answer(live, "What is the capital of France?")
            assert is_whole
            assert pcm
            assert children(victim, workers)
            assert not set(killed) & set(children(victim, workers))

    asyncio.run(scenario())
