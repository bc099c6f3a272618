"""Google ADK: an agent whose runner holds a live conversation."""

from __future__ import annotations

# What it imports is installed in its own environment only.
# mypy: ignore-errors
import asyncio

from google.adk.agents import Agent
from google.adk.agents.live_request_queue import LiveRequestQueue
from google.adk.agents.run_config import RunConfig, StreamingMode
from google.adk.events import Event
from google.adk.runners import InMemoryRunner
from google.genai import types
from telling import Microphone, Told, main

USER = "anna"
SEEDS = [("user", "My name is Anna."), ("alice", "Hello Anna."), ("user", "What is my name?")]


def content(text: str, role: str = "user") -> types.Content:
    return types.Content(role=role, parts=[types.Part(text=text)])


def weather(city: str) -> dict[str, str]:
    """Tells how the weather is in a city."""
    return {"result": f"sunny in {city}"}


def tell(told: Told, event: Event) -> None:
    # Each piece of a transcript comes once as it is, and all of them together once more when the turn is over.
    if event.input_transcription and not event.partial:
        told.tell("heard", text=event.input_transcription.text)
    if event.output_transcription and event.partial:
        told.tell("said", text=event.output_transcription.text)
    for part in (event.content.parts if event.content else None) or ():
        if part.function_call:
            told.tell("called", name=part.function_call.name, arguments=part.function_call.args)
        if part.inline_data:
            told.tell("audio", bytes=len(part.inline_data.data), mime=part.inline_data.mime_type)
    if event.usage_metadata:
        told.tell("usage", tokens=event.usage_metadata.total_token_count)
    if event.interrupted:
        told.tell("interrupted")
    if event.turn_complete:
        told.tell("turn")


async def converse(told: Told, model: str, speech: bytes) -> None:
    agent = Agent(name="alice", model=model, instruction="You are Alice.", tools=[weather])
    runner = InMemoryRunner(agent, app_name="calls")
    session = await runner.session_service.create_session(app_name="calls", user_id=USER)
    for author, text in SEEDS:
        role = "user" if author == "user" else "model"
        await runner.session_service.append_event(
            session, Event(author=author, invocation_id="earlier", content=content(text, role))
        )
    queue = LiveRequestQueue()
    config = RunConfig(streaming_mode=StreamingMode.BIDI, response_modalities=["AUDIO"])

    async def run() -> None:
        async for event in runner.run_live(
            user_id=USER, session_id=session.id, live_request_queue=queue, run_config=config
        ):
            tell(told, event)

    async def write(text: str) -> None:
        queue.send_content(content(text))

    async def send(chunk: bytes) -> None:
        queue.send_realtime(types.Blob(data=chunk, mime_type="audio/pcm;rate=16000"))

    running: list[asyncio.Task[None]] = []

    async def start() -> None:
        running.append(asyncio.create_task(run()))

    await told.step("seeded start", start)
    microphone = Microphone(send)
    await told.step("spoken turn", lambda: microphone.say(speech))
    await told.step("text turn", lambda: write("What do you know?"))
    await told.step("tool", lambda: write("How is the weather in Paris?"), until="audio")
    await told.answered()
    await told.step("story", lambda: write("Tell me a story."), until="audio")
    await told.step("interruption", lambda: microphone.interrupt(speech))
    await told.step("after it", lambda: asyncio.sleep(0))
    told.begin("close")
    await microphone.close()
    queue.close()
    await asyncio.wait_for(running[0], 10)
    await runner.close()
    told.tell("closed")


main(converse)
