from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from antiphon.runtime.channel import ChannelClosed
from antiphon.runtime.outbox import HIGH, LIMIT, STALL_S, Outbox
from antiphon.session.translate import audio_part, input_transcription, output_transcription
from antiphon.testing.clock import run_virtually
from antiphon.testing.pair import Closed, MemoryChannel
from antiphon.wire.closing import Closing
from antiphon.wire.messages import ServerMessage
from kit import brief


class Case:
    """An outbox into memory, and what it reports."""

    def __init__(self) -> None:
        self.channel = MemoryChannel()
        self.stalls: list[float] = []
        self.outbox = Outbox(self.channel, self.stalls.append, is_vertex=False)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.outbox.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError, ChannelClosed):
                await task

    def words(self) -> list[str]:
        return [brief(frame) for _, frame in self.channel.frames]


def text(word: str) -> ServerMessage:
    return input_transcription(word)


def test_messages_leave_in_order_and_then_the_end() -> None:
    async def scenario() -> None:
        case = Case()
        for word in "abc":
            case.outbox.put(text(word))
        case.outbox.close(Closing(1001, "bye"))
        with pytest.raises(ChannelClosed):
            await case.outbox.run()
        assert case.words() == ["hears a", "hears b", "hears c"]
        assert case.channel.closing == (1001, "bye")
        for _ in range(3):
            await case.channel.recv()
        with pytest.raises(Closed, match="bye"):
            await case.channel.recv()

    run_virtually(scenario())


def test_an_outbox_wakes_for_each_message() -> None:
    async def scenario() -> None:
        case = Case()
        async with case.running():
            for at, word in enumerate("ab", 1):
                await asyncio.sleep(1)
                case.outbox.put(text(word))
                await asyncio.sleep(0)
                assert len(case.words()) == at

    run_virtually(scenario())


def test_what_a_cancelled_generation_left_is_taken_back_and_nothing_else() -> None:
    async def scenario() -> None:
        case = Case()
        for generation in (1, 2, 1):
            case.outbox.put(audio_part(b"ab"), generation)
        case.outbox.put(text("stays"))
        case.outbox.purge(1)
        async with case.running():
            await asyncio.sleep(1)
        assert case.words() == ["audio", "hears stays"]

    run_virtually(scenario())


def test_a_stuck_socket_is_reported_for_as_long_as_it_is_stuck() -> None:
    async def scenario() -> None:
        case = Case()
        case.channel.is_stuck = True
        async with case.running():
            case.outbox.put(text("slow"))
            await asyncio.sleep(4.5 * STALL_S)
            assert case.stalls == [STALL_S] * 4
            case.channel.unstick()
            await asyncio.sleep(5)
        assert case.stalls == [STALL_S] * 4
        assert case.words() == ["hears slow"]

    run_virtually(scenario())


def test_a_swift_socket_reports_nothing() -> None:
    async def scenario() -> None:
        case = Case()
        async with case.running():
            for _ in range(100):
                case.outbox.put(text("swift"))
                await asyncio.sleep(0.1)
        assert case.stalls == []

    run_virtually(scenario())


def test_engines_are_held_back_while_much_waits() -> None:
    async def scenario() -> None:
        case = Case()
        case.channel.is_stuck = True
        async with case.running():
            for _ in range(HIGH + 1):
                case.outbox.put(text("x"))
            await asyncio.sleep(0)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(1.0):
                    await case.outbox.room()
            case.channel.unstick()
            async with asyncio.timeout(1.0):
                await case.outbox.room()

    run_virtually(scenario())


def test_a_caller_who_does_not_read_fills_it() -> None:
    case = Case()
    for _ in range(LIMIT):
        assert not case.outbox.is_full
        case.outbox.put(text("x"))
    assert case.outbox.is_full
    assert case.outbox.peak == LIMIT


def test_a_caller_who_went_first_ends_it() -> None:
    async def scenario() -> None:
        case = Case()
        await case.channel.close(1006)
        case.outbox.put(text("late"))
        with pytest.raises(ChannelClosed) as ending:
            await case.outbox.run()
        assert ending.value.code == 1006

    run_virtually(scenario())


def test_no_frame_is_too_large_for_the_python_sdk() -> None:
    async def scenario() -> None:
        case = Case()
        said = "wörter " * 400_000
        case.outbox.put(output_transcription(said))
        async with case.running():
            while sum(len(word) - len("says ") for word in case.words()) < len(said):
                assert len(str(await case.channel.recv()).encode()) < 2**20
        assert "".join(word.removeprefix("says ") for word in case.words()) == said

    run_virtually(scenario())
