"""Asks the questions in writing, through the whole server, a few conversations at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from websockets.exceptions import WebSocketException

from antiphon.bench.brain.marking import Answer, Mark, mark
from antiphon.bench.brain.questions import Question
from antiphon.bench.server import Subject
from antiphon.client.connect import connect
from antiphon.client.session import LiveSession
from antiphon.wire.messages import ServerMessage
from antiphon.wire.setup import FunctionDeclaration, GenerationConfig, ResponseModality, Setup, Tool
from antiphon.wire.types import Content, FunctionCall, FunctionResponse, Part

PATIENCE_S: Final = 60.0
"""For a whole conversation; with others at the same time, so much for each of them."""
PAUSES_S: Final = (5.0, 30.0, 90.0)
"""Before a conversation that broke is tried again: a server whose model has died has it back after a minute."""

Ask = Callable[[Subject, Question, Answer], Awaitable[None]]
"""Has a conversation, and fills in the answer to its last turn as it comes."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How questions are put."""

    ask: Ask
    at_a_time: int = 1
    patience_s: float = PATIENCE_S


async def measure(
    subject: Subject, asked: Sequence[Question], manner: Manner, told: Callable[[Mark], None]
) -> list[Mark]:
    """Every question in a conversation of its own. The marks are in the order of the questions.

    A conversation that breaks is held again. If it breaks every time, what there was of it is judged, and why is kept.
    """
    waiting = list(enumerate(asked))
    marks: dict[int, Mark] = {}

    async def converse() -> None:
        while waiting:
            index, question = waiting.pop(0)
            answer = await _attempt(subject, question, manner)
            for pause_s in PAUSES_S:
                if not answer.failure:
                    break
                await asyncio.sleep(pause_s)
                answer = await _attempt(subject, question, manner)
            marks[index] = mark(question, answer, datetime.now().astimezone())
            told(marks[index])

    async with asyncio.TaskGroup() as group:
        for _ in range(manner.at_a_time):
            group.create_task(converse())
    return [marks[index] for index in sorted(marks)]


async def _attempt(subject: Subject, question: Question, manner: Manner) -> Answer:
    answer = Answer()
    try:
        async with asyncio.timeout(manner.patience_s * manner.at_a_time):
            await manner.ask(subject, question, answer)
    except TimeoutError:
        answer.failure = "no whole answer in time"
    except (OSError, WebSocketException) as error:
        answer.failure = f"{type(error).__name__}: {error}"
    return answer


async def in_writing(subject: Subject, question: Question, answer: Answer) -> None:
    """A conversation of its own, typed."""
    async with connect(subject.http_base_url, typed_setup(question)) as live:
        await type_it(live, question, answer)


async def type_it(live: LiveSession, question: Question, answer: Answer) -> None:
    """Types every turn and reads what comes back."""
    loop = asyncio.get_running_loop()
    for number, said in enumerate(question.say, 1):
        turn = answer if number == len(question.say) else Answer()
        started_at = loop.time()
        await live.send_text(said)
        async for message in live.turn():
            after_s = loop.time() - started_at
            await take_calls(live, message, question, turn, after_s)
            content = message.server_content
            for part in content.model_turn.parts if content and content.model_turn else ():
                if part.text and not part.thought:
                    turn.add(part.text, after_s)


async def take_calls(
    live: LiveSession, message: ServerMessage, question: Question, answer: Answer, after_s: float
) -> None:
    """Notes what functions are asked for, and returns what they do in this question."""
    for call in message.tool_call.function_calls if message.tool_call else ():
        answer.call(call.name, call.args, after_s)
        await live.send_tool_response(_response(call, question))


def _response(call: FunctionCall, question: Question) -> FunctionResponse:
    return FunctionResponse(name=call.name, id=call.id, response=dict(question.result))


def typed_setup(question: Question) -> Setup:
    """What a typed conversation begins with."""
    return setup(question, GenerationConfig(response_modalities=(ResponseModality.TEXT,)))


def setup(question: Question, generation: GenerationConfig) -> Setup:
    """The question's own part of it."""
    declared = tuple(
        FunctionDeclaration(tool["name"], tool["description"], parameters_json_schema=schema(tool))
        for tool in question.tools
    )
    return Setup(
        model="models/bench",
        generation_config=generation,
        system_instruction=Content(parts=(Part(text=question.system),)) if question.system else None,
        tools=(Tool(function_declarations=declared),) if declared else (),
    )


def schema(tool: Mapping[str, Any]) -> dict[str, Any]:
    """A tool of the set as a JSON Schema."""
    return {"type": "object", "properties": tool["properties"], "required": tool["required"]}
