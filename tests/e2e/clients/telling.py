"""What the drivers share: they tell what happens as lines of JSON, and speak as a microphone does.

A driver runs in its client's own environment, knows nothing of this project, and plays one conversation for each
model that it is given: ``python NAME.py SPEECH.pcm MODEL…``. Speech is PCM16 mono at 16 kHz.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

CHUNK = 640
"""Bytes of 20 ms."""
PATIENCE_S = 10.0
"""A step that takes longer has gone wrong."""


class Told:
    """The events of one conversation, written out and remembered."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._counts: dict[str, int] = {}
        self._news = asyncio.Event()

    def tell(self, kind: str, **more: Any) -> None:
        """Something happened."""
        sys.stdout.write(json.dumps({"model": self._model, "kind": kind, **more}) + "\n")
        sys.stdout.flush()
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._news.set()

    def count(self, kind: str) -> int:
        """How often it happened so far."""
        return self._counts.get(kind, 0)

    async def next(self, kind: str, since: int | None = None) -> None:
        """Until it happens once more, or once more than ``since``."""
        since = self.count(kind) if since is None else since
        async with asyncio.timeout(PATIENCE_S):
            while self.count(kind) <= since:
                self._news.clear()
                await self._news.wait()

    def begin(self, name: str) -> None:
        """What follows belongs to this part of the conversation."""
        self.tell("step", name=name)

    async def step(self, name: str, act: Callable[[], Awaitable[None]], until: str = "turn") -> None:
        """A named part of the conversation: does something, and waits for what comes of it."""
        self.begin(name)
        since = self.count(until)
        await act()
        await self.next(until, since)

    async def answered(self) -> None:
        """Until the answer that has begun is over."""
        await self.next("turn")


class Microphone:
    """Sends 20 ms every 20 ms for as long as it is open: silence, or what is to be said."""

    def __init__(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        self._send = send
        self._to_say = b""
        self._task = asyncio.create_task(self._run())

    async def say(self, pcm: bytes) -> None:
        """Begins to say it."""
        self._to_say = pcm

    async def interrupt(self, pcm: bytes) -> None:
        """Listens for a moment, then begins to say it."""
        await asyncio.sleep(0.3)
        await self.say(pcm)

    async def close(self) -> None:
        """Falls silent for good."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            chunk, self._to_say = self._to_say[:CHUNK], self._to_say[CHUNK:]
            await self._send(chunk.ljust(CHUNK, b"\0"))
            due += 0.02
            await asyncio.sleep(due - loop.time())


def main(converse: Callable[[Told, str, bytes], Awaitable[None]]) -> None:
    """Plays the conversations of the command line, all at once."""
    speech = Path(sys.argv[1]).read_bytes()
    failed: list[str] = []

    async def play(model: str) -> None:
        told = Told(model)
        try:
            async with asyncio.timeout(60):
                await converse(told, model, speech)
        except Exception as error:  # noqa: BLE001  # the others go on, and the test shows what went wrong
            told.tell("error", text=repr(error))
            failed.append(model)
        told.tell("end")

    async def play_all() -> None:
        await asyncio.gather(*(play(model) for model in sys.argv[2:]))
        if failed:
            os._exit(0)  # what they have left running may take for ever to stop

    asyncio.run(play_all())
