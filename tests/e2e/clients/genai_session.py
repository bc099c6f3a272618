"""google-genai, any version: a plain conversation, as its documentation writes it."""

from __future__ import annotations

# What it imports is installed in its own environment only.
# mypy: ignore-errors
import asyncio
from typing import Any

from google import genai
from telling import Microphone, Told, main

SEEDS = [
    {"role": "user", "parts": [{"text": "My name is Anna."}]},
    {"role": "model", "parts": [{"text": "Hello Anna."}]},
    {"role": "user", "parts": [{"text": "What is my name?"}]},
]
WEATHER = {
    "name": "weather",
    "description": "Tells how the weather is in a city.",
    "parameters": {"type": "OBJECT", "properties": {"city": {"type": "STRING"}}, "required": ["city"]},
}


async def listen(session: Any, told: Told) -> None:
    while True:
        async for message in session.receive():
            for call in (message.tool_call.function_calls if message.tool_call else None) or ():
                told.tell("called", name=call.name, arguments=call.args)
                answer = {"id": call.id, "name": call.name, "response": {"result": "sunny"}}
                await session.send_tool_response(function_responses=answer)
            content = message.server_content
            if content is None:
                continue
            if content.input_transcription:
                told.tell("heard", text=content.input_transcription.text)
            if content.output_transcription:
                told.tell("said", text=content.output_transcription.text)
            for part in (content.model_turn.parts if content.model_turn else None) or ():
                if part.inline_data:
                    told.tell("audio", bytes=len(part.inline_data.data), mime=part.inline_data.mime_type)
            for flag in ("interrupted", "generation_complete"):
                if getattr(content, flag):
                    told.tell(flag)
            if content.turn_complete:
                told.tell("turn", tokens=message.usage_metadata.total_token_count)


async def converse(told: Told, model: str, speech: bytes) -> None:
    client = genai.Client()
    config = {
        "response_modalities": ["AUDIO"],
        "system_instruction": "You are Alice.",
        "tools": [{"function_declarations": [WEATHER]}],
        "input_audio_transcription": {},
        "output_audio_transcription": {},
    }
    async with client.aio.live.connect(model=model, config=config) as session:
        told.tell("ready")
        listening = asyncio.create_task(listen(session, told))

        async def seed() -> None:
            await session.send_client_content(turns=SEEDS, turn_complete=True)

        await told.step("seeded start", seed)

        async def send(chunk: bytes) -> None:
            await session.send_realtime_input(audio={"data": chunk, "mime_type": "audio/pcm;rate=16000"})

        microphone = Microphone(send)
        await told.step("spoken turn", lambda: microphone.say(speech))
        await told.step("text turn", lambda: session.send_realtime_input(text="What do you know?"))
        ask = "How is the weather in Paris?"
        await told.step("tool", lambda: session.send_realtime_input(text=ask), until="audio")
        await told.answered()
        await told.step("story", lambda: session.send_realtime_input(text="Tell me a story."), until="audio")
        await told.step("interruption", lambda: microphone.interrupt(speech))
        await told.step("after it", lambda: asyncio.sleep(0))
        told.begin("close")
        await microphone.close()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    told.tell("closed")


main(converse)
