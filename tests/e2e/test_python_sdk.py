"""The stock google-genai, which always speaks TLS, against the real server and its real models."""

from __future__ import annotations

import asyncio
import wave
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from google import genai

from e2e.subject import Server

MODEL = "gemini-3.8-live"
CHUNK = 640  # bytes: 20 ms at 16 kHz

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the SDK's own affair
]


@dataclass
class Turn:
    """What came until ``turnComplete``."""

    heard: str = ""
    said: str = ""
    text: str = ""
    audio: bytearray = field(default_factory=bytearray)
    kinds: list[str] = field(default_factory=list)
    usage: Any = None


async def receive(session: Any, on_audio: Callable[[], Awaitable[None]] | None = None) -> Turn:
    turn = Turn()
    async for message in session.receive():
        content = message.server_content
        if message.usage_metadata is not None:
            turn.usage = message.usage_metadata
        if content is None:
            continue
        if content.input_transcription is not None:
            turn.heard += content.input_transcription.text
            turn.kinds.append("heard")
        if content.output_transcription is not None:
            turn.said += content.output_transcription.text
        for part in (content.model_turn.parts if content.model_turn else None) or ():
            turn.text += part.text or ""
            if part.inline_data is not None:
                if not turn.audio and on_audio is not None:
                    await on_audio()
                turn.audio += part.inline_data.data
        for flag in ("interrupted", "generation_complete", "turn_complete"):
            if getattr(content, flag):
                turn.kinds.append(flag)
    return turn


async def speak(session: Any, pcm: bytes) -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    for index in range(0, len(pcm), CHUNK):
        chunk = {"data": pcm[index : index + CHUNK], "mime_type": "audio/pcm;rate=16000"}
        await session.send_realtime_input(audio=chunk)
        await asyncio.sleep(start + (index // CHUNK + 1) * 0.02 - loop.time())  # as a microphone would


@pytest.fixture
def client(server: Server, monkeypatch: pytest.MonkeyPatch) -> genai.Client:
    """Configured by the two lines that the start-up screen prints."""
    monkeypatch.setenv("SSL_CERT_FILE", server.bundle)
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    return genai.Client(api_key="anything")


def config(**more: Any) -> dict[str, Any]:
    return {
        "response_modalities": ["AUDIO"],
        "input_audio_transcription": {},
        "output_audio_transcription": {},
        **more,
    }


def test_a_typed_question_is_answered_aloud(client: genai.Client) -> None:
    async def call() -> Turn:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            await session.send_client_content(
                turns={"role": "user", "parts": [{"text": "Say hello to Anna."}]}
            )
            return await receive(session)

    turn = asyncio.run(call())
    assert len(turn.said.split()) >= 1
    assert len(turn.audio) > 24_000 * 2 * 0.3
    assert turn.kinds[-2:] == ["generation_complete", "turn_complete"]
    assert turn.usage.total_token_count == turn.usage.prompt_token_count + turn.usage.response_token_count


def test_a_spoken_question_is_understood_and_answered_aloud(client: genai.Client, question: bytes) -> None:
    async def call() -> Turn:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            speaking = asyncio.ensure_future(speak(session, question + bytes(32_000)))
            turn = await receive(session)
            await speaking
            return turn

    turn = asyncio.run(call())
    assert "capital of france" in turn.heard.lower()
    assert len(turn.audio) > 24_000 * 2 * 0.3
    assert turn.kinds == ["heard", "generation_complete", "turn_complete"]


def test_a_caller_may_declare_its_own_activity(client: genai.Client, question: bytes) -> None:
    async def call() -> Turn:
        manual = config(realtime_input_config={"automatic_activity_detection": {"disabled": True}})
        async with client.aio.live.connect(model=MODEL, config=manual) as session:
            await session.send_realtime_input(activity_start={})
            await speak(session, question)
            await session.send_realtime_input(activity_end={})
            return await receive(session)

    turn = asyncio.run(call())
    assert "capital of france" in turn.heard.lower()
    assert turn.kinds == ["heard", "generation_complete", "turn_complete"]


def test_speech_interrupts_the_answer(client: genai.Client, question: bytes) -> None:
    async def call() -> tuple[Turn, Turn]:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            story = {"role": "user", "parts": [{"text": "Tell me a long story about a dog and a cat."}]}
            await session.send_client_content(turns=story)
            speaking: list[asyncio.Future[None]] = []

            async def talk_over_it() -> None:
                speaking.append(asyncio.ensure_future(speak(session, question + bytes(32_000))))

            first = await receive(session, on_audio=talk_over_it)
            second = await receive(session)
            await asyncio.gather(*speaking)
            return first, second

    first, second = asyncio.run(call())
    assert first.kinds == ["interrupted", "turn_complete"]
    assert "capital of france" in second.heard.lower()
    assert second.kinds == ["heard", "generation_complete", "turn_complete"]


def test_text_modality_answers_in_writing(client: genai.Client) -> None:
    async def call() -> Turn:
        written = {"response_modalities": ["TEXT"]}
        async with client.aio.live.connect(model="gemini-2.0-flash-live-001", config=written) as session:
            await session.send_client_content(turns={"role": "user", "parts": [{"text": "Say hello."}]})
            return await receive(session)

    turn = asyncio.run(call())
    assert turn.text.strip()
    assert not turn.audio
    assert turn.kinds == ["generation_complete", "turn_complete"]


def test_several_turns_in_one_conversation(client: genai.Client) -> None:
    async def call() -> list[Turn]:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            turns = []
            for text in ("Hello there.", "How are you?"):
                await session.send_realtime_input(text=text)
                turns.append(await receive(session))
            return turns

    assert [turn.kinds for turn in asyncio.run(call())] == [["generation_complete", "turn_complete"]] * 2


def test_models_are_listed(client: genai.Client) -> None:
    names = [model.name for model in client.models.list()]
    assert "models/gemini-3.8-live" in names
    assert client.models.get(model="any-name-at-all").name == "models/any-name-at-all"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("harvard-spk1-3.wav", "at that high level"),
        ("harvard-spk1-5.wav", "sunday is the best part of the week"),
    ],
)
def test_a_human_voice_is_understood(client: genai.Client, corpus: Path, file: str, words: str) -> None:
    with wave.open(str(corpus / "speech" / file)) as recording:
        pcm = recording.readframes(recording.getnframes())

    async def call() -> Turn:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            speaking = asyncio.ensure_future(speak(session, pcm + bytes(32_000)))
            turn = await receive(session)
            await speaking
            return turn

    turn = asyncio.run(call())
    assert words in turn.heard.lower().replace(",", "")
    assert turn.audio
