"""Speech beneath an answer, with real ears: the stock google-genai, a story that is told, and voices over it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google import genai

from antiphon.bench.duplex.stories import ENGINE
from e2e.conftest import serve
from e2e.subject import Server
from e2e.test_python_sdk import MODEL, config, speak
from spoken import spoken

QUIET = bytes(2 * 16_000)
"""A second of it."""

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the SDK's own affair
]


@pytest.fixture(scope="module")
def storyteller(model_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Twenty seconds of story for whatever is asked; it hears as the default does."""
    data_dir = tmp_path_factory.mktemp("stories")
    (data_dir / "models").symlink_to(next(iter(model_files.values())).parents[1])
    yield from serve(data_dir, "--engine", ENGINE)


def told(server: Server, monkeypatch: pytest.MonkeyPatch, *over_it: bytes) -> list[str]:
    """What came while each was said over a story, and in the two seconds after it."""
    monkeypatch.setenv("SSL_CERT_FILE", server.bundle)
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    kinds: list[str] = []

    async def listen(session: Any, has_begun: asyncio.Event) -> None:
        while True:
            async for message in session.receive():
                content = message.server_content
                if content is None:
                    continue
                if content.model_turn is not None:
                    has_begun.set()
                if content.interrupted:
                    kinds.append("interrupted")
                if content.input_transcription is not None:
                    kinds.append("heard")

    async def call() -> None:
        has_begun = asyncio.Event()
        client = genai.Client(api_key="anything")
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            listening = asyncio.create_task(listen(session, has_begun))
            await session.send_realtime_input(text="Tell me a story.")
            await has_begun.wait()
            await speak(session, QUIET + QUIET)
            for pcm in over_it:
                await speak(session, pcm + QUIET + QUIET)
            listening.cancel()

    asyncio.run(call())
    return kinds


def test_who_listens_aloud_is_talked_on_to(storyteller: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(storyteller, monkeypatch, spoken("Right."), spoken("Okay.")) == []


def test_who_interrupts_is_listened_to(storyteller: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = told(storyteller, monkeypatch, spoken("Stop, please. What about tomorrow?"))
    assert kinds[0] == "interrupted"
    assert "heard" in kinds
