import asyncio
import re
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from antiphon import config
from antiphon.engines.cascade import create
from antiphon.engines.cascade.engine import CascadeEngine, Stages
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.cascade.recognition import TURN_BYTES
from antiphon.engines.cascade.voicing import PIECE_BYTES
from antiphon.engines.stages import Delta, Hints, Ticket, Urgency
from antiphon.errors import EngineError, OperatorError
from antiphon.talk import (
    Audio,
    Call,
    Calls,
    EngineEvent,
    Heard,
    Interim,
    Modality,
    Prompt,
    Role,
    Said,
    Text,
    Thought,
    Used,
    Utterance,
)
from spoken import spoken

QUESTION = "What is the best part of the week?"


@dataclass
class Reader:
    """A transcriber that understands nothing but how much it was given; it waits at the gate."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    error: Exception | None = None
    does_interims: bool = False

    async def start(self) -> None:
        raise OperatorError("no ears")

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        del hints
        self.begun.put_nowait(len(pcm))
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return f"{len(pcm)} bytes"

    async def aclose(self) -> None:
        return


@dataclass
class Author:
    """A language model that says its lines; then it fails, or waits, or is done."""

    lines: tuple[Delta, ...] = ()
    then: str = "end"
    closed: bool = False

    async def start(self) -> None:
        return

    async def reply(self, prompt: Prompt, ticket: Ticket) -> AsyncGenerator[Delta, None]:
        del prompt, ticket
        try:
            for line in self.lines:
                yield line
            if self.then == "fail":
                raise EngineError("out of words")
            if self.then == "break":
                raise ZeroDivisionError
            if self.then == "wait":
                await asyncio.Event().wait()
        finally:
            self.closed = True

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        del prompt, ticket
        raise EngineError("cold")

    async def aclose(self) -> None:
        return


def engine(reader: Reader | None = None, author: Author | None = None) -> CascadeEngine:
    return CascadeEngine(Stages(reader or Reader(), author or Author(), EspeakSynthesizer()))


async def collect(made: CascadeEngine, prompt: Prompt) -> list[EngineEvent]:
    async with aclosing(made.respond(1, prompt)) as events:
        return [event async for event in events]


def check(events: list[EngineEvent]) -> tuple[str, list[str]]:
    """The displayed text and the marked words, after checking what `talk` promises of both."""
    text, samples, starts, words = "", 0, [], []
    for event in events:
        if isinstance(event, Text):
            text += event.text
        elif isinstance(event, Audio):
            assert len(event.pcm) <= PIECE_BYTES
            assert len(event.pcm) % 2 == 0
            samples += len(event.pcm) // 2
            for mark in event.marks:
                assert 0 <= mark.start < mark.stop <= len(text)
                starts.append(mark.at)
                words.append(text[mark.start : mark.stop])
    assert starts == sorted(starts)
    assert not starts or starts[-1] < samples
    return text, words


def test_a_newer_request_supersedes_its_turns_older_one() -> None:
    async def scenario() -> tuple[list[Heard | Interim], list[int]]:
        reader = Reader()
        made = engine(reader)
        made.hear(1, bytes(100))
        made.settle(1, 0)
        begun = [await reader.begun.get()]
        made.hear(1, bytes(50))
        made.settle(1, 1)
        made.hear(2, bytes(8))
        made.settle(2, 0)
        begun.append(await reader.begun.get())
        reader.gate.set()
        heard = [await anext(made.heard()), await anext(made.heard())]
        await made.aclose()
        await made.aclose()
        made.settle(3, 0)
        assert [late async for late in made.heard()] == []
        return heard, [*begun, await reader.begun.get()]

    heard, begun = asyncio.run(scenario())
    assert heard == [Heard(1, 1, "150 bytes"), Heard(2, 0, "8 bytes")]
    assert begun == [100, 150, 8]


@pytest.mark.parametrize("error", [EngineError("deaf"), RuntimeError("out of memory")])
def test_a_failed_transcription_is_heard_as_nothing(error: Exception) -> None:
    async def scenario() -> Heard | Interim:
        reader = Reader(error=error)
        reader.gate.set()
        made = engine(reader)
        made.settle(1, 4)
        async with asyncio.timeout(5):
            heard = await anext(made.heard())
        await made.aclose()
        return heard

    assert asyncio.run(scenario()) == Heard(1, 4, "")


def test_what_is_kept_is_bounded() -> None:
    async def scenario() -> None:
        reader = Reader()
        made = engine(reader)
        for _ in range(6):
            made.hear(1, bytes(TURN_BYTES // 5))
        for turn in range(100):
            made.settle(turn, 0)
        assert len(made._recognition._wanted) < 10
        made.settle(1, 0)
        reader.gate.set()
        begun = [await reader.begun.get() for _ in range(9)]
        assert max(begun) == TURN_BYTES
        await made.aclose()

    asyncio.run(scenario())


def test_text_comes_as_it_is_written() -> None:
    async def scenario() -> list[EngineEvent]:
        made = engine(author=Author(("He", "llo, ", Used(1, 2))))
        made.warm(Prompt())
        try:
            return await collect(made, Prompt(modality=Modality.TEXT))
        finally:
            await made.aclose()

    assert asyncio.run(scenario()) == [Text("He"), Text("llo, "), Used(1, 2)]


def test_an_answer_does_not_wait_for_what_is_read_ahead() -> None:
    class Slow(Author):
        async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
            del prompt, ticket
            await asyncio.Event().wait()

    async def scenario() -> list[EngineEvent]:
        made = engine(author=Slow(("Hello",)))
        made.warm(Prompt())
        try:
            async with asyncio.timeout(5):
                return await collect(made, Prompt(modality=Modality.TEXT))
        finally:
            await made.aclose()

    assert asyncio.run(scenario()) == [Text("Hello")]


def test_marks_count_over_the_whole_answer() -> None:
    lines = (
        "**Sure**, here it is: 👍 see ",
        "https://example.com/a/b now. ",
        "It costs 3.5 euros",
        ".\n",
        Used(1, 9),
    )

    async def scenario() -> list[EngineEvent]:
        made = engine(author=Author(lines))
        try:
            return await collect(made, Prompt())
        finally:
            await made.aclose()
            await made._stages.synthesizer.aclose()

    events = asyncio.run(scenario())
    text, words = check(events)
    assert text == "".join(line for line in lines if isinstance(line, str))
    assert events[0] == Text("**Sure**,")
    assert isinstance(events[1], Audio)
    assert events[-1] == Used(1, 9)
    assert [word for word in words if "example" in word] == ["https://example.com/a/b"]
    assert {"Sure**,", "here", "now.", "costs", "3.5"} <= set(words)


def test_thoughts_come_at_once_and_are_not_spoken() -> None:
    async def scenario() -> list[EngineEvent]:
        made = engine(author=Author((Thought("Hm."), "Yes.", Calls((Call("f"),)), Used(1, 9))))
        try:
            return await collect(made, Prompt())
        finally:
            await made.aclose()
            await made._stages.synthesizer.aclose()

    events = asyncio.run(scenario())
    assert events[0] == Thought("Hm.")
    assert check(events) == ("Yes.", ["Yes."])
    assert events[-2:] == [Used(1, 9), Calls((Call("f"),))]


@pytest.mark.parametrize(("then", "reason"), [("fail", "out of words"), ("break", "ZeroDivisionError")])
def test_a_failed_answer(then: str, reason: str) -> None:
    async def scenario() -> None:
        made = engine(author=Author(("Hello", " there"), then))
        try:
            await collect(made, Prompt(modality=Modality.TEXT))
        finally:
            await made.aclose()

    with pytest.raises(EngineError, match=reason):
        asyncio.run(scenario())


def test_closing_the_answer_closes_the_model() -> None:
    async def scenario() -> Author:
        author = Author(("Hello", " there"), "wait")
        made = engine(author=author)
        events = made.respond(1, Prompt(modality=Modality.TEXT))
        await anext(events)
        await events.aclose()
        assert not made._tasks
        await made.aclose()
        with pytest.raises(EngineError, match="closed"):
            await collect(made, Prompt())
        return author

    assert asyncio.run(scenario()).closed


def test_closing_the_engine_ends_its_answers() -> None:
    async def scenario() -> None:
        made = engine(author=Author(("Hello",), "wait"))
        events = made.respond(1, Prompt(modality=Modality.TEXT))
        await anext(events)
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        await made.aclose()
        with pytest.raises(EngineError, match="cancelled"):
            await waiting

    asyncio.run(scenario())


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="module")
def whole(model_files: dict[str, Path], runner: asyncio.Runner) -> Iterator[CascadeEngine]:
    """A conversation with the real, embedded models."""
    factory = create(config.load())
    with pytest.raises(EngineError, match="not started"):
        factory.open()
    runner.run(factory.start({name: model_files[name] for name in factory.models}))
    made = factory.open()
    assert isinstance(made, CascadeEngine)
    yield made
    runner.run(made.aclose())
    runner.run(factory.aclose())
    runner.run(factory.aclose())


def test_from_speech_to_speech(whole: CascadeEngine, runner: asyncio.Runner) -> None:
    pcm = spoken(QUESTION)
    prompt = Prompt(voice="Kore", language="en-US")

    async def scenario() -> tuple[Heard | Interim, list[EngineEvent]]:
        whole.warm(prompt)
        for at in range(0, len(pcm), 640):
            whole.hear(1, pcm[at : at + 640])
        begin = time.perf_counter()
        whole.settle(1, 0)
        heard = await anext(whole.heard())
        sys.stdout.write(f"transcript after {1000 * (time.perf_counter() - begin):.0f} ms: {heard.text}\n")
        asked = replace(prompt, user=Utterance(1, 0, heard.text, len(pcm) // 2))
        begin = time.perf_counter()
        events: list[EngineEvent] = []
        async with aclosing(whole.respond(1, asked)) as answer:
            async for event in answer:
                if isinstance(event, Audio) and not any(isinstance(e, Audio) for e in events):
                    sys.stdout.write(f"first audio after {1000 * (time.perf_counter() - begin):.0f} ms\n")
                events.append(event)
        return heard, events

    heard, events = runner.run(scenario())
    assert (heard.turn, heard.revision) == (1, 0)
    assert "best part of the" in heard.text
    text, words = check(events)
    assert whole.capabilities.languages == ("en",)
    assert text.strip()
    assert len(words) >= len(text.split()) // 2
    assert sum(len(event.pcm) for event in events if isinstance(event, Audio)) > 24_000
    assert isinstance(events[-1], Used)


def test_barge_in_is_quick(whole: CascadeEngine, runner: asyncio.Runner) -> None:
    async def scenario() -> float:
        events = whole.respond(2, Prompt(user=Utterance(2, 0, "Tell me a long story about a dragon.")))
        async for event in events:
            if isinstance(event, Audio):
                break
        begin = time.perf_counter()
        await events.aclose()
        return time.perf_counter() - begin

    assert runner.run(scenario()) < 0.15


def test_a_start_that_fails_stops_what_was_started(model_files: dict[str, Path], tmp_path: Path) -> None:
    async def scenario() -> None:
        factory = create(config.load())
        files = {**model_files, "moonshine-tiny-en": tmp_path}
        with pytest.raises(OperatorError, match=re.escape(str(tmp_path))):
            await factory.start(files)
        with pytest.raises(EngineError, match="not started"):
            factory.open()

    asyncio.run(scenario())


def test_the_operators_own_model_must_be_there(model_files: dict[str, Path]) -> None:
    async def scenario() -> None:
        factory = create(config.load(llm="http://127.0.0.1:9/v1", llm_model="some-model"))
        assert factory.models == ("moonshine-tiny-en",)
        with pytest.raises(OperatorError, match=r"nothing answers at http://127\.0\.0\.1:9/v1"):
            await factory.start(model_files)

    asyncio.run(scenario())


@dataclass
class Bookworm(Author):
    """Reads ahead for ever, and notes how often it began and was stopped."""

    begun: int = 0
    stopped: int = 0

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        del prompt
        assert ticket.urgency is Urgency.AHEAD
        self.begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            self.stopped += 1


def test_nobody_waits_for_what_is_read_ahead() -> None:
    async def scenario() -> tuple[list[EngineEvent], int, int]:
        author = Bookworm(lines=("Hi.",))
        made = engine(author=author)
        made.warm(Prompt())
        await asyncio.sleep(0)
        made.warm(Prompt(history=(Said(Role.USER, "later"),)))
        await asyncio.sleep(0)
        events = await collect(made, Prompt(modality=Modality.TEXT))
        await made.aclose()
        return events, author.begun, author.stopped

    assert asyncio.run(scenario()) == ([Text("Hi.")], 2, 2)


@dataclass
class QuickReader(Reader):
    """Understands at once, also what is not over."""

    does_interims: bool = True

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        del pcm
        self.begun.put_nowait(int(hints.is_interim))
        return "what is the cap"


@dataclass
class Prophet(Author):
    """Notes what it is told to read ahead."""

    read: asyncio.Queue[Prompt] = field(default_factory=asyncio.Queue)

    async def warm(self, prompt: Prompt, ticket: Ticket) -> None:
        del ticket
        self.read.put_nowait(prompt)


def test_what_is_being_said_is_read_but_for_its_last_word() -> None:
    async def scenario() -> tuple[Prompt, Prompt]:
        author, past = Prophet(), (Said(Role.USER, "before"), Said(Role.MODEL, "yes"))
        made = engine(QuickReader(), author)
        made.warm(Prompt(history=past))
        first = await author.read.get()
        made.hear(1, bytes(2 * 16_000 * 2))
        second = await author.read.get()
        await made.aclose()
        return first, second

    first, second = asyncio.run(scenario())
    assert first.user is None
    assert second == replace(first, user=Utterance(0, 0, "what is the"))
