"""``antiphon say``: questions to a running server, typed or recorded; prints both transcripts and the wait."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

import msgspec
import numpy as np
import typer
from rich.console import Console
from websockets.exceptions import ConnectionClosed

from antiphon.cli.calling import (
    ANY_KEY,
    ANY_MODEL,
    ApiKey,
    CertificatesDir,
    Language,
    Model,
    Screen,
    System,
    Target,
    Url,
    VoiceName,
    latency_line,
    make_setup,
)
from antiphon.client.latency import lead_in_s, speech_end_s
from antiphon.client.session import LiveSession
from antiphon.client.wav import Recording, read_wav, write_wav
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.wire.messages import Latency, ServerContent, ServerMessage

CHUNK_S: Final = 0.02
PATIENCE_S: Final = 30.0
_CHUNK_BYTES: Final = int(INPUT_RATE * CHUNK_S) * 2

Question = Recording | str


def say(  # noqa: PLR0913  # one argument per option
    what: Annotated[
        list[str],
        typer.Argument(help='What to say: "some text" or a WAV file; several make a conversation.'),
    ],
    *,
    out: Annotated[Path | None, typer.Option(help="Write the spoken answers to this WAV file.")] = None,
    voice: VoiceName = None,
    language: Language = None,
    system: System = None,
    text: Annotated[bool, typer.Option("--text", help="Let it answer in writing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each question.")] = False,
    url: Url = None,
    api_key: ApiKey = ANY_KEY,
    model: Model = ANY_MODEL,
    data_dir: CertificatesDir = None,
) -> None:
    """Ask a running server and print what was heard, what was answered, and how long it took.

    A recording is streamed in real time, and silence after it, as from an open microphone. Exits with 1
    unless every question was answered.
    """
    if text and out is not None:
        raise OperatorError("--text asks for an answer in writing, so there is nothing to put in --out")
    questions = [(each, question(each)) for each in what]
    target = Target.of(url, api_key, data_dir)
    setup = make_setup(model, voice=voice, language=language, system=system, is_text=text)
    console = Console(quiet=as_json)
    turns: list[Turn] = []

    async def converse() -> None:
        screen = Screen(console)
        async with target.calling(setup) as live:
            async for turn in Conversation(live, screen).hold(questions):
                turns.append(turn)
                if as_json:
                    print(_json(turn.figures()), flush=True)
                else:
                    screen.notes(turn.budget())
                if turn.latency is not None:
                    screen.notes(latency_line(len(turns), turn.latency))

    try:
        with target.explaining():
            asyncio.run(converse())
    finally:
        if out is not None and turns:
            write_wav(out, b"".join(bytes(turn.pcm) for turn in turns), OUTPUT_RATE)


def _json(figures: Mapping[str, object]) -> str:
    """One line, of which nothing steers a terminal: JSON itself lets the second set of control codes pass."""
    return "".join(
        each if each.isprintable() else f"\\u{ord(each):04x}"
        for each in json.dumps(figures, ensure_ascii=False)
    )


def question(what: str) -> Question:
    """A recording where a WAV file is named, at the rate of the wire; else the text."""
    return read_wav(Path(what)).at(INPUT_RATE) if what.lower().endswith(".wav") else what


@dataclass
class Turn:
    """One question and what came of it. Instants on the loop's clock; an interrupted start counts for nothing."""

    asked: str
    is_spoken: bool
    heard: str = ""
    answer: str = ""
    pcm: bytearray = field(default_factory=bytearray)
    ended_at: float = 0.0
    """When the question was over: the end of speech, or the moment it was sent."""
    transcript_at: float | None = None
    first_at: float | None = None
    """When the first audio came, or the first words of an answer in writing."""
    latency: Latency | None = None
    """What the server says of its own share, if it says so."""
    _answer_begins: int = 0

    def take(self, content: ServerContent, now: float) -> None:
        """Another message of the server's."""
        if content.input_transcription is not None:
            self.heard += content.input_transcription.text
            self.transcript_at = now
        if content.output_transcription is not None:
            self.answer += content.output_transcription.text
        for part in content.model_turn.parts if content.model_turn else ():
            if part.inline_data is not None:
                self.pcm += part.inline_data.data
            elif part.text is not None and not part.thought:
                self.answer += part.text
            else:
                continue
            self.first_at = self.first_at or now

    def begin_again(self) -> None:
        """What came so far answered only a part of the question."""
        self.first_at = self.transcript_at = self.latency = None
        self.heard, self.answer = (f"{each.rstrip()} ".lstrip() for each in (self.heard, self.answer))
        self._answer_begins = len(self.pcm)

    def figures(self) -> dict[str, str | float | dict[str, object] | None]:
        """For programs; milliseconds after the question's end, and the server's own spans."""
        spoken = bytes(self.pcm[self._answer_begins :])
        audible_at = self.first_at + lead_in_s(spoken) if self.first_at and spoken else None
        return {
            "asked": self.asked,
            "heard": self.heard if self.is_spoken else None,
            "answer": self.answer,
            "audio_s": round(len(self.pcm) / 2 / OUTPUT_RATE, 3),
            "transcript_ms": self._after(self.transcript_at),
            "first_ms": self._after(self.first_at),
            "audible_ms": self._after(audible_at),
            "latency": None if self.latency is None else msgspec.structs.asdict(self.latency),
        }

    def budget(self) -> str:
        """The wait in one line, piece by piece as it was felt."""
        figures = self.figures()
        what = "first audio" if self.pcm else "first words"
        stages = (("transcript", "transcript_ms"), (what, "first_ms"), ("audible", "audible_ms"))
        line, before = "speech end" if self.is_spoken else "question", 0.0
        for name, key in stages:
            value = figures[key]
            if isinstance(value, float):
                line += f" → {name} {value - before:.0f} ms"
                before = value
        return f"{line} = {before:.0f} ms"

    def _after(self, instant: float | None) -> float | None:
        return None if instant is None else round((instant - self.ended_at) * 1000, 1)


class Microphone:
    """An open microphone: recordings when they are due, and a quiet room between them."""

    def __init__(self, live: LiveSession) -> None:
        self._live = live
        self._pcm = b""
        self._begun: asyncio.Future[float] | None = None
        self._rng = np.random.default_rng(3)

    @property
    def is_playing(self) -> bool:
        """Whether there is something left of the recording."""
        return bool(self._pcm)

    async def play(self, recording: Recording) -> float:
        """Starts it; the instant of its first sample."""
        self._pcm = recording.pcm
        self._begun = asyncio.get_running_loop().create_future()
        return await self._begun

    async def run(self) -> None:
        """Streams until it is cancelled, or there is nobody to stream to."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        count = 0
        with suppress(ConnectionClosed):  # whoever listens to the server is told why
            while True:
                # A chunk leaves when its last sample has been spoken, as from a real microphone.
                if self._begun is not None and not self._begun.done():
                    self._begun.set_result(began + count * CHUNK_S)
                chunk = self._next()
                count += 1
                await asyncio.sleep(began + count * CHUNK_S - loop.time())
                await self._live.send_audio(chunk, rate=INPUT_RATE)

    def _next(self) -> bytes:
        chunk, self._pcm = self._pcm[:_CHUNK_BYTES], self._pcm[_CHUNK_BYTES:]
        missing = (_CHUNK_BYTES - len(chunk)) // 2
        return chunk + self._rng.integers(-4, 4, missing, np.int16).tobytes()


class Conversation:
    """Asks one question after another."""

    def __init__(self, live: LiveSession, screen: Screen) -> None:
        self._live = live
        self._screen = screen
        self._microphone = Microphone(live)

    async def hold(self, questions: Sequence[tuple[str, Question]]) -> AsyncGenerator[Turn, None]:
        """The turns, each when it is complete. Raises `OperatorError` for a question that is not answered."""
        is_spoken = any(isinstance(each, Recording) for _, each in questions)
        streaming = asyncio.create_task(self._microphone.run()) if is_spoken else None
        try:
            for asked, each in questions:
                yield await self._ask(asked, each)
        finally:
            if streaming is not None:
                streaming.cancel()
                await asyncio.wait([streaming])

    async def _ask(self, asked: str, question: Question) -> Turn:
        turn = Turn(asked, isinstance(question, Recording))
        patience_s = PATIENCE_S + (question.seconds if isinstance(question, Recording) else 0)
        try:
            async with asyncio.timeout(patience_s):
                if isinstance(question, Recording):
                    turn.ended_at = await self._microphone.play(question) + speech_end_s(question)
                else:
                    await self._live.send_text(question)
                    turn.ended_at = asyncio.get_running_loop().time()
                await self._listen(turn)
        except TimeoutError:
            self._screen.ends()
            hint = "; was there speech in it?" if turn.is_spoken and not turn.heard else ""
            raise OperatorError(f"no whole answer to {asked!r} came in time{hint}") from None
        return turn

    async def _listen(self, turn: Turn) -> None:
        """Until the answer to the whole question is complete."""
        loop = asyncio.get_running_loop()
        while True:
            message = await self._live.receive()
            content = message.server_content
            if content is None:
                continue
            turn.take(content, loop.time())
            turn.latency = _latency(message)
            self._show(content)
            if content.turn_complete_reason is not None:
                raise OperatorError(f"the answer broke off: {content.turn_complete_reason.value}")
            if content.interrupted:
                self._screen.interrupted()
                turn.begin_again()
            elif content.turn_complete:
                self._screen.ends()
                if turn.first_at is not None and not self._microphone.is_playing:
                    return
                turn.begin_again()

    def _show(self, content: ServerContent) -> None:
        if content.input_transcription is not None:
            self._screen.hears(content.input_transcription.text)
        if content.output_transcription is not None:
            self._screen.says(content.output_transcription.text)
        for part in content.model_turn.parts if content.model_turn else ():
            if part.text is not None and not part.thought:
                self._screen.says(part.text)


def _latency(message: ServerMessage) -> Latency | None:
    return message.antiphon.latency if message.antiphon is not None else None
