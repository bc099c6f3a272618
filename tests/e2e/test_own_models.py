"""The stock google-genai against a server whose every stage is somebody else's, spoken to over OpenAI's protocol."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from google import genai

from antiphon.testing.openai import Asked, ModelServer, Reply, plain, refused, said, tone
from e2e.conftest import serve
from e2e.subject import Server

MODEL = "gemini-2.5-flash-native-audio-latest"
HEARD = "What is the weather in Paris?"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FUNCTION = {
    "name": "get_weather",
    "description": "The weather in a city.",
    "parameters": {"type": "OBJECT", "properties": {"city": {"type": "STRING"}}, "required": ["city"]},
}

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the SDK's own affair
]


def answer(asked: Asked) -> Reply:
    """A model as simple as one can be: it calls what it can, tells what came of it, and says what it sees."""
    request = asked.json
    last = request["messages"][-1]
    usage = {
        "prompt_tokens": 50,
        "completion_tokens": 20,
        "completion_tokens_details": {"reasoning_tokens": 8},
    }
    if last["role"] == "tool":
        return said("It is ", "20 degrees ", "in Paris.", thoughts=["The result is there."], usage=usage)
    if isinstance(last["content"], list):
        *pictures, words = last["content"]
        kinds = [picture["image_url"]["url"].partition(";")[0] for picture in pictures]
        return said(f"I was shown {len(kinds)} picture, {kinds[0]}, and asked: {words['text']}", usage=usage)
    if request.get("tools"):
        return said("One moment. ", calls=[("get_weather", {"city": "Paris"})], usage=usage)
    return said("Hello.", usage=usage)


@dataclass
class Heard:
    """What came until ``turnComplete``."""

    heard: str = ""
    said: str = ""
    thoughts: str = ""
    called: list[Any] = field(default_factory=list)
    audio: bytearray = field(default_factory=bytearray)
    usage: Any = None


@pytest.fixture(scope="module")
def models() -> Iterator[ModelServer]:
    served = ModelServer(chat=answer, transcribe=lambda _: plain({"text": HEARD}))
    with served.in_thread():
        yield served


@pytest.fixture(scope="module")
def subject(
    models: ModelServer, model_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    data_dir = tmp_path_factory.mktemp("own-models")
    (data_dir / "models").symlink_to(next(iter(model_files.values())).parents[1])
    options = [
        argument
        for stage in ("llm", "asr", "tts")
        for argument in (
            f"--{stage}",
            models.url,
            f"--{stage}-model",
            "some-model",
            f"--{stage}-key",
            f"of-{stage}",
        )
    ]
    yield from serve(data_dir, *options, "--tts-voice", "nova, Puck=onyx")


@pytest.fixture
def client(subject: Server, monkeypatch: pytest.MonkeyPatch) -> genai.Client:
    monkeypatch.setenv("SSL_CERT_FILE", subject.bundle)
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", subject.base_url)
    return genai.Client(api_key="anything")


def config(**more: Any) -> dict[str, Any]:
    return {
        "response_modalities": ["AUDIO"],
        "input_audio_transcription": {},
        "output_audio_transcription": {},
        "speech_config": {"voice_config": {"prebuilt_voice_config": {"voice_name": "Puck"}}},
        **more,
    }


async def speak(session: Any, pcm: bytes) -> None:
    for start in range(0, len(pcm), 640):
        chunk = {"data": pcm[start : start + 640], "mime_type": "audio/pcm;rate=16000"}
        await session.send_realtime_input(audio=chunk)
        await asyncio.sleep(0.02)  # as a microphone would


async def receive(session: Any) -> Heard:
    came = Heard()
    async for message in session.receive():
        if message.tool_call is not None:
            came.called += message.tool_call.function_calls
            await session.send_tool_response(
                function_responses=[
                    {"id": call.id, "name": call.name, "response": {"degrees": 20}} for call in came.called
                ]
            )
        came.usage = message.usage_metadata or came.usage
        if (content := message.server_content) is None:
            continue
        came.heard += content.input_transcription.text if content.input_transcription else ""
        came.said += content.output_transcription.text if content.output_transcription else ""
        for part in (content.model_turn.parts if content.model_turn else None) or ():
            if part.inline_data is not None:
                came.audio += part.inline_data.data
            elif part.thought:
                came.thoughts += part.text
    return came


def test_a_spoken_question_that_needs_a_function(
    client: genai.Client, models: ModelServer, question: bytes
) -> None:
    models.asked.clear()

    async def call() -> Heard:
        wanted = config(
            tools=[{"function_declarations": [FUNCTION]}],
            system_instruction="You know the weather.",
            generation_config={"thinking_config": {"include_thoughts": True}},
        )
        async with client.aio.live.connect(model=MODEL, config=wanted) as session:
            speaking = asyncio.ensure_future(speak(session, question + bytes(32_000)))
            came = await receive(session)
            await speaking
            return came

    came = asyncio.run(call())
    assert came.heard == HEARD
    assert [(each.name, each.args) for each in came.called] == [("get_weather", {"city": "Paris"})]
    assert came.said.replace(" ", "") == "Onemoment.Itis20degreesinParis."
    assert came.thoughts == "The result is there."
    assert came.usage.thoughts_token_count == 16  # of both steps
    sound = np.frombuffer(bytes(came.audio), np.int16)
    assert len(sound) > 0.9 * len(tone("One moment.It is 20 degrees in Paris.")) / 2
    assert np.abs(sound).max() > 1000

    paths = {asked.path.rpartition("/v1")[2]: asked for asked in models.asked}
    keys = {path: asked.headers["authorization"] for path, asked in paths.items()}
    assert keys == {
        "/audio/transcriptions": "Bearer of-asr",
        "/chat/completions": "Bearer of-llm",
        "/audio/speech": "Bearer of-tts",
    }
    recording = paths["/audio/transcriptions"].form["file"]
    assert recording.startswith(b"RIFF")
    assert len(recording) > 16_000
    assert paths["/audio/speech"].json["voice"] == "onyx"
    last = paths["/chat/completions"].json
    assert [message["role"] for message in last["messages"]] == ["system", "user", "assistant", "tool"]
    assert last["messages"][0]["content"].startswith(
        "You know the weather.\n\nEverything you write is read aloud"
    )
    assert last["messages"][3]["content"] == '{"degrees":20}'
    assert last["tools"][0]["function"]["parameters"]["properties"]["city"] == {"type": "string"}


def test_a_question_about_a_picture(client: genai.Client) -> None:
    async def call() -> Heard:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            picture = {"inline_data": {"data": PNG, "mime_type": "image/png"}}
            parts = [picture, {"text": "What is this?"}]
            await session.send_client_content(turns={"role": "user", "parts": parts})
            return await receive(session)

    assert (
        asyncio.run(call()).said.strip() == "I was shown 1 picture, data:image/png, and asked: What is this?"
    )


def test_a_question_about_what_the_camera_shows(client: genai.Client, question: bytes) -> None:
    async def call() -> Heard:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            await session.send_realtime_input(video={"data": PNG, "mime_type": "image/jpeg"})
            speaking = asyncio.ensure_future(speak(session, question + bytes(32_000)))
            came = await receive(session)
            await speaking
            return came

    assert asyncio.run(call()).said.strip() == f"I was shown 1 picture, data:image/jpeg, and asked: {HEARD}"


def test_a_model_that_fails_ends_a_turn_and_no_call(client: genai.Client, models: ModelServer) -> None:
    async def call() -> list[Heard]:
        async with client.aio.live.connect(model=MODEL, config=config()) as session:
            turns = []
            for behave in (lambda _: refused(429, "slowly"), answer):
                models.chat = behave
                await session.send_client_content(turns={"role": "user", "parts": [{"text": "Hello?"}]})
                turns.append(await receive(session))
            return turns

    try:
        failed, answered = asyncio.run(call())
    finally:
        models.chat = answer
    assert (failed.said, answered.said.strip()) == ("", "Hello.")
