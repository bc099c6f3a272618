"""The language stage over any OpenAI-compatible ``/chat/completions``: llama.cpp, vLLM, Ollama, hosted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Final

import httpx
import msgspec
import structlog

from antiphon.engines.cascade.chat_answer import Answer
from antiphon.engines.cascade.chat_request import Names, body, shorter
from antiphon.engines.cascade.endpoint import Endpoint, Service, events, read
from antiphon.engines.stages import Delta, Ticket
from antiphon.errors import EngineError, RefusedError
from antiphon.talk import Prompt

MAX_ANSWER: Final = 8 * 2**20
"""Bytes of an answer that comes in one piece."""
COUNTS_S: Final = 2.0
"""How long a server that has said all may take to say that it has, and what it counted."""
OPTIONAL: Final = (
    *("stream_options", "top_k", "seed", "presence_penalty", "frequency_penalty", "temperature", "top_p"),
)
"""What is left out when a server complains of it by name."""
MAX_ATTEMPTS: Final = 8
_TOO_LONG: Final = re.compile(r"context|too long|too large|maximum.*tokens", re.IGNORECASE)

log = structlog.get_logger()


class ChatModel:
    """A `LanguageModel`: the one that ``service`` names."""

    def __init__(self, service: Service) -> None:
        self._endpoint = Endpoint(service)
        self._counts = True  # it takes the wish to be told the counts
        self._limit = "max_tokens"  # as this server calls it

    async def start(self) -> None:
        await self._endpoint.start()

    async def aclose(self) -> None:
        await self._endpoint.aclose()

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        """Nothing: tokens read ahead may cost money, or another's turn."""

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        """Streams the answer. Closing the generator closes the response, which makes the server stop."""
        del ticket  # whoever serves the model has a queue of its own
        omitted: set[str] = set()
        for _ in range(MAX_ATTEMPTS):
            names = Names(prompt.tools)
            asked = self._adapted(body(prompt, self._endpoint.service.model, names), omitted)
            try:
                content = await _encoded(asked, is_large=bool(prompt.pictures))
                headers = {"Accept": "text/event-stream", "Content-Type": "application/json"}
                async with (
                    self._endpoint.post("/chat/completions", content=content, headers=headers) as response,
                    aclosing(_deltas(response, Answer(names))) as deltas,
                ):
                    async for delta in deltas:
                        yield delta
            except RefusedError as refusal:  # before anything was said
                if refusal.is_about_request and _TOO_LONG.search(refusal.complaint) and prompt.history:
                    log.warning("! llm reads less than the whole history", entries=len(prompt.history))
                    prompt = replace(prompt, history=shorter(prompt.history))
                elif not self._concedes(refusal, asked, omitted):
                    raise EngineError(_explained(refusal, prompt)) from refusal
            else:
                return
        raise EngineError("the language model refuses every form of the request")

    def _adapted(self, asked: dict[str, Any], omitted: set[str]) -> dict[str, Any]:
        left_out = omitted if self._counts else omitted | {"stream_options"}
        return {
            self._limit if name == "max_tokens" else name: value
            for name, value in asked.items()
            if name not in left_out
        }

    def _concedes(self, refusal: RefusedError, asked: dict[str, Any], omitted: set[str]) -> bool:
        """Whether the request can do without what the server complains of.

        What was the caller's wish is tried again with the next answer: another caller's may be acceptable.
        """
        if not refusal.is_about_request:
            return False
        if "max_tokens" in asked and "max_completion_tokens" in refusal.complaint:
            self._limit = "max_completion_tokens"
            return True
        disliked = [
            name for name in OPTIONAL if name in asked and re.search(rf"\b{name}\b", refusal.complaint)
        ]
        if not disliked:
            return False
        log.warning("! llm refuses fields, which are left out", fields=disliked, cause=refusal.complaint)
        self._counts = self._counts and "stream_options" not in disliked
        omitted.update(disliked)
        return True


async def _encoded(asked: dict[str, Any], *, is_large: bool) -> bytes:
    """Pictures weigh megabytes: they are written off the loop."""
    try:
        return await asyncio.to_thread(msgspec.json.encode, asked) if is_large else msgspec.json.encode(asked)
    except (TypeError, ValueError, RecursionError) as error:
        raise EngineError(f"the prompt cannot be written as JSON: {error}") from error


async def _deltas(response: httpx.Response, answer: Answer) -> AsyncGenerator[Delta, None]:
    """What comes of one answer, streamed or whole."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.endswith("json"):
        for delta in _fed(answer, await read(response, MAX_ANSWER)):
            yield delta
    elif kind == "text/event-stream":
        async with aclosing(events(response)) as stream:
            while (data := await _next(stream, answer)) is not None and data.strip() != b"[DONE]":
                for delta in _fed(answer, data):
                    yield delta
    else:
        raise EngineError(
            f"the language model answered with {kind[:64] or 'something nameless'}: no chat, no stream"
        )
    for delta in answer.finish():
        yield delta


async def _next(stream: AsyncGenerator[bytes, None], answer: Answer) -> bytes | None:
    """The next event; ``None`` at the end, also of one who has said all and then does not hang up."""
    try:
        async with asyncio.timeout(COUNTS_S if answer.is_over else None):
            return await anext(stream, None)
    except TimeoutError:
        return None


def _fed(answer: Answer, data: bytes) -> list[Delta]:
    try:
        return list(answer.feed(msgspec.json.decode(data)))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        # What it sent may be what it says to somebody: that is nothing for a log.
        raise EngineError(f"the language model sent what is no chunk ({type(error).__name__})") from error


def _explained(refusal: RefusedError, prompt: Prompt) -> str:
    """What it may have been that the server cannot do."""
    text, complaint = str(refusal), refusal.complaint.lower()
    if prompt.tools and re.search(r"tool|function|jinja", complaint):
        return f"{text} (it takes no functions: choose a model, or a server's option, that does)"
    if prompt.pictures and re.search(r"image|picture|vision|multimodal|mmproj|content", complaint):
        return f"{text} (it takes no pictures: choose a model that sees)"
    with_what = [
        f"{len(each)} {what}"
        for each, what in ((prompt.tools, "functions"), (prompt.pictures, "pictures"))
        if each and refusal.status not in {401, 403, 404, 429}
    ]
    return f"{text} (the request had {' and '.join(with_what)})" if with_what else text
