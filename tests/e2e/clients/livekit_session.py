"""LiveKit Agents: the session of its Google RealtimeModel, driven as its AgentSession drives it, without a room."""

from __future__ import annotations

# What it imports is installed in its own environment only.
# mypy: ignore-errors
import asyncio
import json
from typing import Any

from livekit import rtc
from livekit.agents import llm
from livekit.plugins.google.realtime import RealtimeModel
from telling import Microphone, Told, main

DEFAULT = "default"


@llm.function_tool
async def weather(city: str) -> str:
    """Tells how the weather is in a city.

    Args:
        city: The city.
    """
    return f"sunny in {city}"


class Agent:
    """Plays out what the session generates, and lets speech cut it off."""

    def __init__(self, session: Any, told: Told) -> None:
        self._session = session
        self._told = told
        self._playing: set[asyncio.Task[None]] = set()
        session.on("generation_created", self._generated)
        session.on("input_speech_started", lambda _: self._interrupted())
        session.on("input_speech_stopped", lambda _: told.tell("speech stopped"))
        session.on("input_audio_transcription_completed", self._heard)
        session.on("metrics_collected", self._measured)
        session.on("error", lambda error: told.tell("error", text=str(error.error)))

    def _heard(self, event: llm.InputTranscriptionCompleted) -> None:
        self._told.tell("heard" if event.is_final else "hearing", text=event.transcript)

    def _measured(self, metrics: Any) -> None:
        self._told.tell("usage" if metrics.total_tokens else "connected")

    def _interrupted(self) -> None:
        """What AgentSession does then: no more of what is playing."""
        self._told.tell("speech started", cut=len(self._playing))

    def _generated(self, event: llm.GenerationCreatedEvent) -> None:
        self._told.tell("generation", asked=event.user_initiated)
        task = asyncio.create_task(self._play(event))
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def _play(self, event: llm.GenerationCreatedEvent) -> None:
        async for message in event.message_stream:
            await asyncio.gather(self._say(message.audio_stream), self._show(message.text_stream))
        calls = [call async for call in event.function_stream]
        self._told.tell("called" if calls else "turn")
        for call in calls:
            await self._execute(call)

    async def _execute(self, call: llm.FunctionCall) -> None:
        output = await weather(**json.loads(call.arguments))
        context = self._session.chat_ctx
        context.items.append(call)
        context.items.append(
            llm.FunctionCallOutput(name=call.name, call_id=call.call_id, output=output, is_error=False)
        )
        await self._session.update_chat_ctx(context)

    async def _say(self, stream: Any) -> None:
        async for frame in stream:
            self._told.tell("audio", bytes=len(frame.data) * 2, rate=frame.sample_rate)

    async def _show(self, stream: Any) -> None:
        async for text in stream:
            self._told.tell("said", text=str(text))


async def converse(told: Told, model: str, speech: bytes) -> None:
    chosen = {} if model == DEFAULT else {"model": model}
    realtime = RealtimeModel(instructions="You are Alice.", **chosen)
    session = realtime.session()
    Agent(session, told)
    known = llm.ChatContext.empty()
    known.add_message(role="user", content="My name is Anna.")
    known.add_message(role="assistant", content="Hello Anna.")
    known.add_message(role="user", content="What is my name?")
    await session.update_chat_ctx(known)
    await session.update_tools([weather])

    async def ask(**more: Any) -> None:
        await asyncio.wait_for(session.generate_reply(**more), 6)

    async def change(**more: Any) -> None:
        await asyncio.sleep(0.3)  # what came after the last answer has been read, too
        session.update_options(**more)

    async def write(text: str) -> None:
        context = session.chat_ctx
        context.add_message(role="user", content=text)
        await session.update_chat_ctx(context)
        await ask()

    async def send(chunk: bytes) -> None:
        session.push_audio(rtc.AudioFrame(chunk, 16_000, 1, len(chunk) // 2))

    await told.step("seeded start", ask)
    await told.step("instructed reply", lambda: ask(instructions="Greet the user."))
    told.begin("new instructions")
    await session.update_instructions("You are Bob.")
    microphone = Microphone(send)
    await told.step("spoken turn", lambda: microphone.say(speech))
    await told.step("text turn", lambda: write("What do you know?"))
    await told.step("tool", lambda: write("How is the weather in Paris?"), until="audio")
    await told.answered()
    await told.step("story", lambda: write("Tell me a story."), until="audio")
    await told.step("interruption", lambda: microphone.interrupt(speech))
    await told.step("after it", lambda: asyncio.sleep(0))
    # For another voice it connects anew, with its handle.
    await told.step("new voice", lambda: change(voice="Kore"), until="connected")
    await told.step("resumed", lambda: write("Do you still know me?"))
    told.begin("close")
    await microphone.close()
    await session.aclose()
    await realtime.aclose()
    told.tell("closed")


main(converse)
