"""The brain's neighbours, small enough to read: vectors by counting words, and a model that says what it is told."""

import re
from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, datetime

import numpy as np

from antiphon.engines.brain.embeddings import WIDTH, Vectors
from antiphon.engines.brain.words import stem, words
from antiphon.engines.stages import CompletionRequest, Ticket
from antiphon.talk import Entry, Prompt, Role, Said, Tool, Used, Utterance

NOW = datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
"""A Monday."""

WEATHER = Tool(
    "get_weather",
    "Get the current weather in a city",
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
)
TIMER = Tool(
    "set_timer",
    "Start a countdown timer",
    {"type": "object", "properties": {"minutes": {"type": "integer"}}, "required": ["minutes"]},
)
LIGHT = Tool(
    "turn_light",
    "Turn a light on or off",
    {
        "type": "OBJECT",
        "properties": {
            "room": {"type": "STRING", "enum": ["kitchen", "living room"]},
            "is_on": {"type": "BOOLEAN"},
        },
        "required": ["room", "is_on"],
    },
)
MESSAGE = Tool(
    "send_message",
    "Send a message to a person",
    {
        "type": "object",
        "properties": {"recipient": {"type": "string"}, "text": {"type": "string"}},
        "required": ["recipient", "text"],
    },
)
MUSIC = Tool(
    "play_music",
    "Play music",
    {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]},
)


class Counting:
    """Embeddings: texts are alike that share words."""

    def __init__(self) -> None:
        self.is_broken = False

    async def start(self) -> None:
        pass

    async def aclose(self) -> None:
        pass

    async def embed(self, texts: Sequence[str]) -> Vectors:
        if self.is_broken:
            raise RuntimeError("broken")
        rows = np.full((len(texts), WIDTH), 1e-6, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                row[sum(map(ord, stem(word))) % WIDTH] += 1
        normed: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return normed


class Saying:
    """A completer that says what it is told, one text after the other and the last again, and remembers what it
    was asked. Its tokens are words."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts or ["Well, that is a question. Here is more. And more."])
        self.asked: list[CompletionRequest] = []
        self.read_ahead: list[str] = []
        self.closed = 0
        """Answers that were not heard to their end."""

    async def start(self) -> None:
        pass

    async def aclose(self) -> None:
        pass

    async def complete(self, request: CompletionRequest, ticket: Ticket) -> AsyncGenerator[str | Used, None]:
        del ticket
        text = self.texts[min(len(self.asked), len(self.texts) - 1)]
        self.asked.append(request)
        try:
            for piece in re.findall(r"\s*\S+|\s+$", text):
                yield piece
            yield Used(10, 5)
        except GeneratorExit:
            self.closed += 1
            raise

    async def read(self, text: str, ticket: Ticket) -> None:
        del ticket
        self.read_ahead.append(text)

    async def count(self, text: str) -> int:
        return len(re.findall(r"\w+|[^\w\s]", text))


def asking(text: str | None, *before: str, system: str = "", tools: tuple[Tool, ...] = ()) -> Prompt:
    """A prompt; what was said before is the user's and the model's in turn."""
    roles = (Role.USER, Role.MODEL)
    history: tuple[Entry, ...] = tuple(Said(roles[at % 2], said) for at, said in enumerate(before))
    user = None if text is None else Utterance(1, 0, text)
    return Prompt(system=system, history=history, user=user, tools=tools)
