"""An engine that does as it is told: says this, after so long, word by word, or fails there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from antiphon.engines.base import Capabilities
from antiphon.errors import EngineError
from antiphon.talk import (
    OUTPUT_RATE,
    Audio,
    Call,
    Calls,
    EngineEvent,
    Heard,
    Interim,
    Listening,
    Mark,
    Modality,
    Prompt,
    Text,
    Thought,
    Used,
)


@dataclass(frozen=True)
class Script:
    """How an engine behaves. Times in seconds of the loop's clock."""

    hears: tuple[str, ...] = ("hello there",)
    """Transcripts of one user turn after another; the last one repeats."""
    closed: float | None = None
    """How surely its transcripts are all of a sentence."""
    settles_after_s: float = 0.05
    glances: str | None = None
    """Words of every turn that goes on; ``None``: those of its transcript."""
    says: tuple[str, ...] = ("Nice to meet you.",)
    """Answers, one after another; the last one repeats."""
    calls: Mapping[int, tuple[Call, ...]] = field(default_factory=dict)
    """Functions wanted at the end of an answer, by its index; such an answer may be empty text."""
    thoughts: tuple[str, ...] = ()
    """What it says to itself before every answer."""
    used: Used | None = None
    """What it counts at the end of every answer."""
    thinks_s: float = 0.05
    """Until the first word."""
    word_ms: float = 200
    """Length of each spoken word."""
    fails_after_words: int | None = None
    hangs_after_words: int | None = None


@dataclass
class ScriptedEngine:
    """Plays a `Script`; remembers what it was given, for tests to look at."""

    script: Script = field(default_factory=Script)
    prompts: list[Prompt] = field(default_factory=list)
    heard_pcm: dict[int, bytearray] = field(default_factory=dict)
    committed: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    listening: Listening = field(default_factory=Listening)
    is_closed: bool = False

    def __post_init__(self) -> None:
        self._settled: asyncio.Queue[Heard | Interim] = asyncio.Queue(maxsize=64)
        self._answers = 0

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("scripted")

    def warm(self, prompt: Prompt) -> None:
        """Has nothing to warm."""

    def listen(self, listening: Listening) -> None:
        self.listening = listening

    def hear(self, turn: int, pcm: bytes) -> None:
        self.heard_pcm.setdefault(turn, bytearray()).extend(pcm)

    def settle(self, turn: int, revision: int) -> None:
        heard = Heard(turn, revision, self._transcript(turn), closed=self.script.closed)
        asyncio.get_running_loop().call_later(self.script.settles_after_s, self._settled.put_nowait, heard)

    def glance(self, turn: int, revision: int) -> None:
        text = self._transcript(turn) if self.script.glances is None else self.script.glances
        interim = Interim(turn, revision, text, samples=len(self.heard_pcm.get(turn, b"")) // 2)
        asyncio.get_running_loop().call_later(self.script.settles_after_s, self._settled.put_nowait, interim)

    def say_so_far(self, interim: Interim) -> None:
        """Words of a turn that is still being spoken, as if they had just been understood."""
        self._settled.put_nowait(interim)

    async def heard(self) -> AsyncIterator[Heard | Interim]:
        while True:
            yield await self._settled.get()

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        self.prompts.append(prompt)
        answer, calls = self._next_answer()
        words = answer.split(" ") if answer else []
        is_done = False
        try:
            for thought in self.script.thoughts:
                yield Thought(thought)
            await asyncio.sleep(self.script.thinks_s)
            characters = samples = 0
            for index, word in enumerate(words):
                if index == self.script.fails_after_words:
                    raise EngineError("the script says so")
                if index == self.script.hangs_after_words:
                    await asyncio.Event().wait()
                text = word if index == len(words) - 1 else word + " "
                yield Text(text)
                if prompt.modality is Modality.AUDIO:
                    length = int(self.script.word_ms * OUTPUT_RATE / 1000)
                    mark = Mark(characters, characters + len(word), samples)
                    yield Audio(bytes(range(1, 3)) * length, (mark,))
                    samples += length
                characters += len(text)
            if self.script.used is not None:
                yield self.script.used
            if calls:
                yield Calls(calls)
            is_done = True
        finally:
            if not is_done:
                self.cancelled.append(generation)

    def commit(self, generation: int) -> None:
        self.committed.append(generation)

    async def aclose(self) -> None:
        self.is_closed = True

    def _transcript(self, turn: int) -> str:
        if turn not in self.heard_pcm:
            return ""
        order = sorted(self.heard_pcm).index(turn)
        return self.script.hears[min(order, len(self.script.hears) - 1)]

    def _next_answer(self) -> tuple[str, tuple[Call, ...]]:
        answer = self.script.says[min(self._answers, len(self.script.says) - 1)]
        calls = self.script.calls.get(self._answers, ())
        self._answers += 1
        return answer, calls


class ScriptedFactory:
    """Opens the given engines one after another, then fresh ones of the same script."""

    def __init__(self, script: Script | None = None, engines: Iterable[ScriptedEngine] = ()) -> None:
        self.models: tuple[str, ...] = ()
        self.opened: list[ScriptedEngine] = []
        self._script = script or Script()
        self._prepared = list(engines)

    async def start(self, files: Mapping[str, Path]) -> None:
        """Has nothing to load."""

    def open(self) -> ScriptedEngine:
        engine = self._prepared.pop(0) if self._prepared else ScriptedEngine(self._script)
        self.opened.append(engine)
        return engine

    async def aclose(self) -> None:
        """Has nothing to stop."""
