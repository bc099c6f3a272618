"""A stand-in for llama.cpp's server on virtual time: slots, caches, and one thread that does one thing at a time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from antiphon.engines.cascade.llamacpp import HUNG_S, LlamaClient
from antiphon.errors import DiedError, EngineError

READ_S: Final = 0.007
"""Per token of a prompt; as measured, on one thread."""
SAY_S: Final = 0.014
BATCH: Final = 64
ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


def text(begin: int, count: int) -> str:
    """What it says at the given positions of a slot: an answer that was taken up wrongly would show."""
    return "".join(ALPHABET[position % 26] for position in range(begin, begin + count))


@dataclass
class Work:
    """One request that it has served, or begun to."""

    slot: int
    begin: float
    read: int = 0
    said: int = 0
    is_cancelled: bool = False


@dataclass
class Llama:
    """Tokens are characters. One process; `LlamaServer` starts another when it dies."""

    slots: int = 8
    caches: dict[int, list[int]] = field(default_factory=dict)
    log: list[Work] = field(default_factory=list)
    refuses: str = ""
    is_dead: bool = False
    is_hung: bool = False
    _thread: asyncio.Lock = field(default_factory=asyncio.Lock)
    _slots: dict[int, asyncio.Lock] = field(default_factory=dict)

    async def handle(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        self._check()
        if request.url.path == "/tokenize":
            return httpx.Response(200, json={"tokens": [ord(letter) for letter in body["content"]]})
        if self.refuses:
            return httpx.Response(400, json={"error": {"message": self.refuses}})
        assert len(body["prompt"]) + body["n_predict"] <= 1024
        assert body["cache_prompt"]
        if body.get("stream"):
            headers = {"content-type": "text/event-stream"}
            return httpx.Response(200, headers=headers, stream=Events(self._serve(body)))
        async for _ in self._serve(body):
            pass
        return httpx.Response(200, json={})

    async def _serve(self, body: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        index = body["id_slot"]
        work = Work(index, asyncio.get_running_loop().time())
        self.log.append(work)
        try:
            async with self._slots.setdefault(index, asyncio.Lock()):
                cache = self.caches.setdefault(index, [])
                await self._read(work, cache, body["prompt"])
                for count in range(1, body["n_predict"] + 1):
                    await self._compute(SAY_S)
                    work.said = count
                    letter = text(len(body["prompt"]) + count - 1, 1)
                    yield {"content": letter, "tokens": [ord(letter)], "stop": False}
                    cache.append(ord(letter))
                yield {"content": "", "tokens": [], "stop": True, "stop_type": "limit"}
        except (asyncio.CancelledError, GeneratorExit):
            work.is_cancelled = True
            raise

    async def _read(self, work: Work, cache: list[int], prompt: list[int]) -> None:
        kept = 0
        while kept < min(len(cache), len(prompt) - 1) and cache[kept] == prompt[kept]:
            kept += 1
        del cache[kept:]
        while new := prompt[len(cache) : len(cache) + BATCH]:
            await self._compute(READ_S * len(new))
            work.read += len(new)
            cache.extend(new)

    async def _compute(self, seconds: float) -> None:
        async with self._thread:
            if self.is_hung:
                await asyncio.sleep(HUNG_S)
                raise httpx.ReadTimeout("no sign of life")
            await asyncio.sleep(seconds)
            self._check()

    def _check(self) -> None:
        if self.is_dead:
            raise httpx.ReadError("it died")


class Events(httpx.AsyncByteStream):
    def __init__(self, chunks: AsyncIterator[dict[str, Any]]) -> None:
        self._chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            yield f"data: {json.dumps(chunk)}\n\n".encode()

    async def aclose(self) -> None:
        await self._chunks.aclose()  # type: ignore[attr-defined]  # it is a generator


class LlamaServer:
    """A `Server` whose processes are stand-ins, the newest last."""

    def __init__(self) -> None:
        self.processes = [Llama()]
        self.lost_errors: list[DiedError] = []
        self.is_closed = False
        self._clients: dict[int, LlamaClient] = {}
        self._starting = asyncio.Lock()

    @property
    def llama(self) -> Llama:
        return self.processes[-1]

    async def start(self) -> None:
        pass

    async def client(self) -> LlamaClient:
        if self.is_closed:
            raise EngineError("it was stopped")
        async with self._starting:
            if self.llama.is_dead:
                await asyncio.sleep(0.5)
                self.processes.append(Llama())
        number = len(self.processes)
        if number not in self._clients:
            transport = httpx.MockTransport(self.llama.handle)
            self._clients[number] = LlamaClient("http://llama", "key", transport)
        return self._clients[number]

    async def lost(self, client: LlamaClient, error: DiedError) -> None:
        self.lost_errors.append(error)
        if error.is_hung and client is self._clients[len(self.processes)]:
            self.llama.is_dead = True

    async def aclose(self) -> None:
        self.is_closed = True
