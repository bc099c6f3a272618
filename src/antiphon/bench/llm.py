"""How fast the built-in language model reads and writes, from each of the files that it may be loaded from.

Each file has a child process of its own, as the server has one. They are asked by turns, the first of a round being
the last of the next, so that whatever else the machine does hits all of them alike.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from antiphon.bench.report import percentile
from antiphon.bench.server import Subject
from antiphon.engines.brain.plain import ANSWERS, ENDS, chatml
from antiphon.engines.cascade.embedded import EmbeddedServer
from antiphon.engines.cascade.llamacpp import LlamaClient
from antiphon.engines.prompting import Message
from antiphon.engines.stages import CompletionRequest
from antiphon.talk import Sampling

SYSTEM: Final = """\
Call {number}. You are Ada, the voice of the Hotel Seeblick. You are friendly, and you keep every answer short. \
Breakfast is from seven to ten o'clock. A room for one costs 80 euros and a room for two costs 120 euros. Dogs are \
welcome and cost 15 euros a night. The sauna is closed on Mondays. The password of the wireless network is sunny42. \
The manager is called Petra Lindgren. The last bus to the station leaves at a quarter past nine in the evening.
Tools:
{{"name": "book_table", "description": "Books a table in the restaurant", "parameters": {{"people": "integer"}}}}
{{"name": "call_taxi", "description": "Calls a taxi", "parameters": {{"time": "string"}}}}"""
"""About 200 tokens with the question; the number comes first, so that no two calls begin alike."""
FIRST: Final = "Hello there, can you tell me when breakfast is?"
SECOND: Final = "And how much is a room for two?"
SLOT: Final = 0
REQUEST: Final = CompletionRequest("", Sampling())
COLUMNS: Final = ("", "cold first token, ms", "warm first token, ms", "tokens a second", "resident, MB", "n")
DEFINITIONS: Final = (
    "Each figure: the median, and what 5 % of the rounds were worse than. Cold: a prompt of {cold} tokens of which nothing was "
    "read. Warm: the next turn of the same conversation, {warm} tokens more than the slot holds. Tokens a second: of an answer "
    "of {answer} tokens, after its first. Resident: the child process after the last round, its weights included."
)


@dataclass(frozen=True, slots=True)
class Served:
    """What a child process is to load."""

    name: str
    file: Path
    adapter: Path | None = None
    strength: float | None = None


@dataclass(slots=True)
class Speed:
    """What was measured of one of them."""

    cold_ms: list[float] = field(default_factory=list)
    warm_ms: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    resident_bytes: int | None = None
    cold_tokens: int = 0
    warm_tokens: int = 0


@dataclass(frozen=True, slots=True)
class _Answer:
    tokens: list[int]
    first_s: float
    per_second: float
    """After the first; 0 if there was only that."""


async def measure(served: Sequence[Served], rounds: int, answer_tokens: int) -> dict[str, Speed]:
    """Ask all of them ``rounds`` times, after once that does not count: it brings the weights into memory."""
    speeds = {each.name: Speed() for each in served}
    async with AsyncExitStack() as stack:
        running: list[tuple[Served, EmbeddedServer]] = []
        for each in served:
            server = EmbeddedServer(each.file, each.adapter, each.strength)
            stack.push_async_callback(server.aclose)
            await server.start()
            running.append((each, server))
        for number in range(rounds + 1):
            for each, server in running if number % 2 else reversed(running):
                speed = speeds[each.name] if number else Speed()
                await _round(await server.client(), number, answer_tokens, speed)
        for each, server in running:
            if server.pid is not None:
                with contextlib.suppress(OSError):  # where there is no /proc
                    speeds[each.name].resident_bytes = Subject(server.pid, "", "", Path()).resident_bytes()
    return speeds


async def _round(client: LlamaClient, number: int, answer_tokens: int, speed: Speed) -> None:
    """Two turns of a conversation that is new to it."""
    opening: list[Message] = [
        {"role": "system", "content": SYSTEM.format(number=number)},
        {"role": "user", "content": FIRST},
    ]
    prompt = await client.tokens(chatml(opening) + ANSWERS)
    more = await client.tokens(ENDS + chatml([{"role": "user", "content": SECOND}]) + ANSWERS)
    answer = await _ask(client, prompt, answer_tokens)
    speed.cold_tokens, speed.warm_tokens = len(prompt), len(more)
    speed.cold_ms.append(answer.first_s * 1000)
    if answer.per_second:
        speed.per_second.append(answer.per_second)
    second = await _ask(client, [*prompt, *answer.tokens, *more], 1)
    speed.warm_ms.append(second.first_s * 1000)


async def _ask(client: LlamaClient, prompt: Sequence[int], answer_tokens: int) -> _Answer:
    """Half a letter is no piece yet: a piece may hold several tokens."""
    begin = time.perf_counter()
    first = last = 0.0
    tokens: list[int] = []
    later = 0
    async with aclosing(client.answer(SLOT, prompt, answer_tokens, REQUEST, is_endless=True)) as pieces:
        async for piece in pieces:
            now = time.perf_counter() - begin
            if not first:
                first = now
            elif piece.tokens:
                last = now
                later += len(piece.tokens)
            tokens += piece.tokens
    return _Answer(tokens, first, later / (last - first) if later else 0.0)


def table(speeds: dict[str, Speed]) -> Iterator[tuple[str, ...]]:
    """One row for each file."""
    for name, speed in speeds.items():
        resident = speed.resident_bytes
        yield (
            name,
            _cell(speed.cold_ms, 0.95),
            _cell(speed.warm_ms, 0.95),
            _cell(speed.per_second, 0.05),
            "-" if resident is None else f"{resident / 1e6:,.0f}",
            str(len(speed.cold_ms)),
        )


def _cell(values: Sequence[float], worse: float) -> str:
    return f"{percentile(values, 0.5):,.0f} / {percentile(values, worse):,.0f}"


def definitions(speeds: Iterable[Speed], answer_tokens: int) -> str:
    """What the figures mean."""
    any_of_them = next(iter(speeds))
    return DEFINITIONS.format(
        cold=any_of_them.cold_tokens, warm=any_of_them.warm_tokens, answer=answer_tokens
    )
