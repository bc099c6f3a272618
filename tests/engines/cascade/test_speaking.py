import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from antiphon.engines.cascade import frames
from antiphon.engines.cascade.speaking import AT_ONCE, SpeechWorker
from antiphon.engines.children import Child
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError
from antiphon.talk import Mark
from antiphon.workers import frames as worker_frames

RATE = 24000
WORD = RATE // 10

Scenario = Callable[[SpeechWorker], Awaitable[None]]


@pytest.fixture
def babble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Scenario], None]:
    """Runs a scenario with a worker whose child is `babbler`."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)]))

    @asynccontextmanager
    async def started() -> AsyncIterator[SpeechWorker]:
        worker = SpeechWorker(Child("babbler", [str(tmp_path / "died")]), "babbler")
        assert await worker.start() == "24000 babble"
        try:
            yield worker
        finally:
            await worker.aclose()

    def run(scenario: Scenario) -> None:
        async def whole() -> None:
            async with started() as worker:
                await scenario(worker)

        asyncio.run(whole())

    return run


async def said(worker: SpeechWorker, text: str) -> Spoken:
    pieces = [piece async for piece in worker.say(text, {"voice": "any"})]
    return Spoken(b"".join(p.pcm for p in pieces), tuple(mark for p in pieces for mark in p.marks))


def test_both_sides_of_the_pipe_agree() -> None:
    ours = (frames.HEADER.format, frames.PCM, frames.MARKS, frames.END, frames.FAILED)
    theirs = worker_frames
    assert ours == (theirs.HEADER.format, theirs.PCM, theirs.MARKS, theirs.END, theirs.FAILED)


def test_words_become_sound_and_marks(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        spoken = await said(worker, "one two three")
        assert len(spoken.pcm) == 3 * WORD * 2
        assert spoken.marks == (Mark(0, 3, 0), Mark(4, 7, WORD), Mark(8, 13, 2 * WORD))
        assert await said(worker, "") == Spoken(b"")
        with pytest.raises(ValueError, match="limit"):
            await said(worker, "x" * 1001)

    babble(scenario)


def test_the_first_piece_does_not_wait_for_the_last(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        pieces = worker.say("one two wait", {})
        assert (await anext(pieces)).pcm
        await pieces.aclose()

    babble(scenario)


def test_a_clause_that_a_child_died_of_is_said_by_the_next(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        whole = await said(worker, "one two die-more three")
        assert await said(worker, "one two die-once three") == whole

    babble(scenario)


def test_what_is_heard_before_the_death_is_not_heard_twice(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        pieces = worker.say("one two three four wait", {})
        first = await anext(pieces)
        process = await worker._child.running()
        process.kill()
        second = await anext(pieces)
        await pieces.aclose()
        whole = await said(worker, "one two three four five")
        assert whole.pcm.startswith(first.pcm + second.pcm)
        marks = first.marks + second.marks
        assert marks == whole.marks[: len(marks)]

    babble(scenario)


def test_a_deadly_clause_is_given_up_and_others_are_not(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        with pytest.raises(EngineError, match="died"):
            await said(worker, "one die")
        assert (await said(worker, "hello")).pcm

    babble(scenario)


def test_a_failure_is_told(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        with pytest.raises(EngineError, match="babbler: no such word"):
            await said(worker, "one fail")
        assert (await said(worker, "hello")).pcm

    babble(scenario)


def test_more_than_there_are_places_are_all_served(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        spoken = await asyncio.gather(*(said(worker, "word " * n) for n in range(2 * AT_ONCE)))
        assert [len(each.pcm) for each in spoken] == [n * WORD * 2 for n in range(2 * AT_ONCE)]

    babble(scenario)


def test_the_cancelled_give_their_places_back(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        for _ in range(3):
            tasks = [asyncio.create_task(said(worker, "one wait")) for _ in range(AT_ONCE + 3)]
            async with asyncio.timeout(5):
                await said_by_any(tasks)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        async with asyncio.timeout(5):
            assert (await said(worker, "hello")).pcm

    async def said_by_any(tasks: list[asyncio.Task[Spoken]]) -> None:
        await asyncio.wait(tasks, timeout=0.05)

    babble(scenario)


def test_a_child_that_says_nothing_is_killed(
    babble: Callable[[Scenario], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "FRAME_S", 0.2)

    async def scenario(worker: SpeechWorker) -> None:
        with pytest.raises(EngineError, match="does not answer"):
            await said(worker, "wait")
        monkeypatch.setattr(frames, "FRAME_S", 10)
        assert (await said(worker, "hello")).pcm

    babble(scenario)


def test_closed_it_refuses_and_wakes_who_waits(babble: Callable[[Scenario], None]) -> None:
    async def scenario(worker: SpeechWorker) -> None:
        rest = asyncio.create_task(said(worker, "one two wait"))
        await asyncio.wait([rest], timeout=0.01)
        await worker.aclose()
        await worker.aclose()
        with pytest.raises(EngineError):
            await rest
        with pytest.raises(EngineError, match="stopped"):
            await said(worker, "hello")

    babble(scenario)
