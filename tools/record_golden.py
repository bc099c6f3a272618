"""Writes what the installed google-genai really sends, one frame a line: python tools/record_golden.py >> FILE.

Needs google-genai (any version), websockets and cryptography. Nothing leaves the machine: the SDK is pointed at a
WebSocket server on loopback, which answers every first frame with ``setupComplete`` and writes all frames down.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import json
import ssl
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from google import genai
from google.genai import types
from websockets.asyncio.server import ServerConnection, serve

NOISE = b"\xfb\xef\xbe\xff\xff\xff" + bytes(range(200, 234))
"""Every letter of base64 that the two alphabets spell differently, and a length that needs padding."""
JPEG = b"\xff\xd8\xff\xe0" + NOISE
WEATHER_SCHEMA = {
    "type": "object",
    "properties": {"city_name": {"type": "string"}},
    "required": ["city_name"],
}

EVERYTHING = {
    "response_modalities": ["AUDIO"],
    "temperature": 0.5,
    "top_p": 0.9,
    "top_k": 40,
    "max_output_tokens": 256,
    "seed": 7,
    "media_resolution": "MEDIA_RESOLUTION_LOW",
    "speech_config": types.SpeechConfig(
        voice_config=types.VoiceConfig(prebuilt_voice_config=types.PrebuiltVoiceConfig(voice_name="Puck")),
        language_code="de-DE",
    ),
    "thinking_config": types.ThinkingConfig(include_thoughts=True, thinking_budget=128),
    "system_instruction": "Be brief.",
    "tools": [
        {
            "function_declarations": [
                {
                    "name": "set_light",
                    "description": "Switches a light.",
                    "parameters": {
                        "type": "OBJECT",
                        "properties": {"isOn": {"type": "BOOLEAN"}, "room_name": {"type": "STRING"}},
                        "required": ["isOn"],
                    },
                    "behavior": "NON_BLOCKING",
                },
                {"name": "weather", "parameters_json_schema": WEATHER_SCHEMA},
            ]
        },
        {"google_search": {}},
    ],
    "realtime_input_config": types.RealtimeInputConfig(
        automatic_activity_detection=types.AutomaticActivityDetection(
            disabled=False,
            start_of_speech_sensitivity=types.StartSensitivity.START_SENSITIVITY_LOW,
            end_of_speech_sensitivity=types.EndSensitivity.END_SENSITIVITY_HIGH,
            prefix_padding_ms=20,
            silence_duration_ms=700,
        ),
        activity_handling=types.ActivityHandling.NO_INTERRUPTION,
        turn_coverage=types.TurnCoverage.TURN_INCLUDES_ALL_INPUT,
    ),
    "input_audio_transcription": {},
    "output_audio_transcription": {},
    "session_resumption": {"handle": "h-1"},
    "context_window_compression": types.ContextWindowCompressionConfig(
        trigger_tokens=25600, sliding_window=types.SlidingWindow(target_tokens=12800)
    ),
}


MEMBERS: dict[str, dict[str, Any]] = {
    "setup seeding": {"history_config": {"initial_history_in_client_content": True}},
    "setup generation": {
        "generation_config": {
            "response_modalities": ["TEXT"],
            "candidate_count": 1,
            "presence_penalty": 0.5,
            "frequency_penalty": 0.25,
            "stop_sequences": ["END"],
            "speech_config": {"voice_config": {"prebuilt_voice_config": {"voice_name": "Puck"}}},
        }
    },
    "setup thinking": {"thinking_config": {"thinking_level": "LOW"}},
    "setup affection": {"enable_affective_dialog": True},
    "setup proactivity": {"proactivity": {"proactive_audio": True}},
    "setup translation": {"translation_config": {"target_language_code": "de", "echo_target_language": True}},
    "setup hints": {"input_audio_transcription": {"language_codes": ["de-DE", "en-US"]}},
    "setup vocabulary": {
        "input_audio_transcription": {"custom_vocabulary": ["Antiphon"], "word_timestamp": True}
    },
    "setup safety": {
        "safety_settings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_ONLY_HIGH"}]
    },
    "setup search": {
        "tools": [{"google_search": {"exclude_domains": ["example.com"]}}, {"code_execution": {}}]
    },
    "setup signal": {"explicit_vad_signal": True},
    "setup resumption": {"session_resumption": {"handle": "h-1", "transparent": True}},
    "setup labels": {"labels": {"team_name": "choir", "costCentre": "7"}},
    "setup avatar": {
        "response_modalities": ["VIDEO"],
        "avatar_config": {
            "customized_avatar": {"image_mime_type": "image/jpeg", "image_data": JPEG},
            "video_bitrate_bps": 1_000_000,
        },
    },
    "setup voice": {
        "speech_config": {
            "voice_config": {
                "replicated_voice_config": {"mime_type": "audio/wav", "voice_sample_audio": NOISE}
            }
        }
    },
}
"""One setup each. Every backend and version knows some of them only; it says so by raising."""


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's and the client's half of a certificate that nobody else trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "golden frames")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "both.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


class Recorder:
    """Keeps the frames of one kind of call after another."""

    def __init__(self, port: int, trust: ssl.SSLContext, frames: asyncio.Queue[str]) -> None:
        self._frames = frames
        self._options = {"base_url": f"https://127.0.0.1:{port}", "async_client_args": {"ssl": trust}}

    @asynccontextmanager
    async def session(self, what: str | None = None, config: Any = None, **client: Any) -> AsyncIterator[Any]:
        live = genai.Client(api_key="local", http_options=self._options, **client).aio.live
        async with live.connect(model="gemini-live-test", config=config) as session:
            setup = await self._frames.get()
            if what is not None:
                self._write(what, setup)
            yield session

    async def record(self, session: Any, what: str, method: str, **arguments: Any) -> None:
        """Calls a method of the SDK's session and writes the frame it gave, if this version can do that."""
        if hasattr(session, method):
            try:
                await getattr(session, method)(**arguments)
            except TypeError as error:
                sys.stderr.write(f"{what}: {error}\n")
            else:
                self._write(what, await self._frames.get())

    def _write(self, what: str, frame: str) -> None:
        line = {"sdk": f"google-genai {genai.__version__}", "what": what, "frame": frame}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


async def record_all(recorder: Recorder) -> None:
    async with recorder.session("setup minimal"), recorder.session("setup minimal, Vertex", vertexai=True):
        pass
    async with recorder.session("setup everything", config=EVERYTHING) as session:
        await record_realtime(recorder, session)
        await record_content(recorder, session)
    for what, config in MEMBERS.items():
        for suffix, client in {"": {}, ", Vertex": {"vertexai": True}}.items():
            try:
                async with recorder.session(what + suffix, config=config, **client):
                    pass
            except ValueError as error:  # pydantic's and the SDK's own
                sys.stderr.write(f"{what}{suffix}: {str(error).splitlines()[0]}\n")


async def record_realtime(recorder: Recorder, session: Any) -> None:
    audio = types.Blob(data=NOISE, mime_type="audio/pcm;rate=16000")
    for what, argument in {
        "audio": {"audio": audio},
        "media chunk": {"media": audio},
        "media chunk with a picture": {"media": types.Blob(data=JPEG, mime_type="image/jpeg")},
        "video": {"video": types.Blob(data=JPEG, mime_type="image/jpeg")},
        "realtime text": {"text": "Hello"},
        "activity start": {"activity_start": types.ActivityStart()},
        "activity end": {"activity_end": types.ActivityEnd()},
        "audio stream end": {"audio_stream_end": True},
    }.items():
        await recorder.record(session, what, "send_realtime_input", **argument)


async def record_content(recorder: Recorder, session: Any) -> None:
    hello = types.Content(role="user", parts=[types.Part(text="Hello")])
    picture = types.Part(inline_data=types.Blob(data=JPEG, mime_type="image/jpeg"))
    look = types.Content(role="user", parts=[types.Part(text="Look"), picture])
    hi = types.Content(role="model", parts=[types.Part(text="Hi")])
    asked = types.Content(
        role="user",
        parts=[
            types.Part(
                file_data=types.FileData(file_uri="files/a", mime_type="video/mp4"),
                video_metadata=types.VideoMetadata(start_offset="1s", end_offset="2.5s", fps=1.5),
            )
        ],
    )
    call = types.FunctionCall(id="call_0", name="set_light", args={"isOn": True, "room_name": "attic"})
    called = types.Content(role="model", parts=[types.Part(function_call=call, thought_signature=b"signed")])
    done = types.FunctionResponse(id="call_0", name="set_light", response={"will_continue": None})
    answered = types.Content(role="user", parts=[types.Part(function_response=done)])
    for what, argument in {
        "content": {"turns": hello},
        "content without a role": {"turns": {"parts": [{"text": "Hello"}]}},
        "content with a picture": {"turns": [look]},
        "content history": {"turns": [hello, hi], "turn_complete": False},
        "content empty": {},
        "content with files and calls": {"turns": [asked, called, answered]},
    }.items():
        await recorder.record(session, what, "send_client_content", **argument)
    result = types.FunctionResponse(
        id="call_1",
        name="set_light",
        response={"isOn": True, "room_name": "attic"},
        scheduling=types.FunctionResponseScheduling.WHEN_IDLE,
        will_continue=False,
    )
    respond = "send_tool_response"
    await recorder.record(session, "tool response", respond, function_responses=result)
    first = {"id": "call_2", "name": "count", "response": {}, "scheduling": "SILENT", "will_continue": True}
    second = {"id": "call_3", "name": "count", "response": {"error": "no"}, "scheduling": "INTERRUPT"}
    await recorder.record(session, "tool responses", respond, function_responses=[first, second])
    attic = {"inline_data": {"mime_type": "image/jpeg", "data": JPEG, "display_name": "attic.jpg"}}
    seen = {"id": "call_4", "name": "look", "response": {"seen": True}, "parts": [attic]}
    await recorder.record(session, "tool response with a picture", respond, function_responses=seen)
    update = "send_context_update"
    await recorder.record(session, "context system", update, system_instruction="Be long.")
    tools = [{"function_declarations": [{"name": "weather", "parameters_json_schema": WEATHER_SCHEMA}]}]
    await recorder.record(session, "context tools", update, tools=tools)
    await recorder.record(session, "context without tools", update, tools=[])


async def main() -> None:
    warnings.simplefilter("ignore")
    frames: asyncio.Queue[str] = asyncio.Queue(maxsize=16)

    async def answer(connection: ServerConnection) -> None:
        is_first = True
        async for frame in connection:
            await frames.put(frame if isinstance(frame, str) else frame.decode())
            if is_first:
                await connection.send('{"setupComplete":{}}')
            is_first = False

    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = certificate(Path(folder))
        async with serve(answer, "127.0.0.1", 0, ssl=ours) as server:
            await record_all(Recorder(server.sockets[0].getsockname()[1], theirs, frames))


if __name__ == "__main__":
    asyncio.run(main())
