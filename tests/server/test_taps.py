import asyncio
from collections.abc import Awaitable, Callable

import pytest
import structlog.testing

from antiphon.server.taps import (
    BATCH_BYTES,
    MAX_BYTES,
    MAX_EVENTS,
    MAX_WATCHERS,
    Event,
    Opening,
    Taps,
    Watcher,
    Witness,
)

READY = '{"setupComplete":{"sessionId":"abc"}}'
OPENING = Opening("127.0.0.1", "sdk/1", "/ws/live")


class Channel:
    """What a witness looks at."""

    observer: Witness | None = None

    def send(self, text: str) -> None:
        if self.observer is not None:
            self.observer.sent(text)

    def receive(self, frame: str | bytes) -> None:
        if self.observer is not None:
            self.observer.received(frame)


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def main() -> None:
        async with asyncio.timeout(5):
            await test()

    asyncio.run(main())


def attached(taps: Taps) -> Watcher:
    watcher = taps.attach()
    assert watcher is not None
    return watcher


async def brief(watcher: Watcher) -> list[tuple[str, str]]:
    return [(event.kind, event.text) for event in await watcher.take()]


def test_nobody_observes_what_nobody_watches() -> None:
    async def test() -> None:
        taps, channel = Taps(), Channel()
        witness = taps.open(channel, OPENING)
        channel.receive("setup")
        channel.send(READY)
        assert channel.observer is None
        assert witness.session == "abc"
        witness.closed(1000, "", "client")
        assert (await attached(taps).take())[0].count == 0

    run(test)


def test_a_watcher_sees_everything_from_the_opening_on() -> None:
    async def test() -> None:
        taps, channel = Taps(), Channel()
        watcher = attached(taps)
        witness = taps.open(channel, OPENING)
        channel.receive("hello")
        channel.send(READY)
        channel.receive(b"bytes \xff")
        witness.closed(1007, "because", "server")
        witness.closed(1006, "", "client")
        events = await watcher.take()
        assert [(event.kind, event.text, event.session) for event in events] == [
            ("watching", "", ""),
            ("open", "127.0.0.1", ""),
            ("in", "hello", ""),
            ("out", READY, "abc"),
            ("in", "bytes \ufffd", "abc"),
            ("close", "because", "abc"),
        ]
        assert (events[-1].code, events[-1].by) == (1007, "server")
        assert (events[1].client, events[1].path) == ("sdk/1", "/ws/live")

    run(test)


def test_watchers_come_and_go_in_the_middle_of_a_call() -> None:
    async def test() -> None:
        taps, channel = Taps(), Channel()
        taps.open(channel, OPENING)
        channel.send(READY)
        channel.send("before")
        watcher = attached(taps)
        channel.send("meanwhile")
        opened = (await watcher.take())[1]
        assert (opened.session, opened.is_earlier) == ("abc", True)
        taps.detach(watcher)
        channel.send("after")
        watcher.end()
        assert await watcher.take() == []
        assert channel.observer is None

    run(test)


def test_a_first_frame_without_a_session_has_a_name_all_the_same() -> None:
    async def test() -> None:
        taps, channel = Taps(), Channel()
        for first in ("no json", "{}", "[]", '{"setupComplete":{}}'):
            witness = taps.open(channel, OPENING)
            channel.send(first)
            assert witness.session == f"connection-{witness.number}"

    run(test)


def test_who_does_not_keep_up_loses_frames_and_is_told_how_many() -> None:
    async def test() -> None:
        watcher = Watcher()
        for _ in range(MAX_EVENTS + 3):
            watcher.put(Event("in"))
        events = await watcher.take()
        assert len(events) == MAX_EVENTS + 1
        assert (events[-1].kind, events[-1].count) == ("dropped", 3)
        watcher.put(Event("out"))
        assert await brief(watcher) == [("out", "")]

    run(test)


def test_bytes_are_bounded_but_one_large_frame_is_let_through() -> None:
    async def test() -> None:
        watcher = Watcher()
        watcher.put(Event("in", text="x" * (MAX_BYTES + 1)))
        watcher.put(Event("in", text="lost"))
        assert [event.kind for event in await watcher.take()] == ["in", "dropped"]
        half = "x" * (BATCH_BYTES // 2)
        for _ in range(3):
            watcher.put(Event("in", text=half))
        assert [len(await watcher.take()) for _ in range(2)] == [2, 1]

    run(test)


def test_taking_waits_until_something_comes() -> None:
    async def test() -> None:
        watcher = Watcher()
        async with asyncio.TaskGroup() as tasks:
            taking = tasks.create_task(watcher.take())
            await asyncio.sleep(0)
            assert not taking.done()
            watcher.put(Event("in"))
        assert [event.kind for event in taking.result()] == ["in"]

    run(test)


def test_there_is_an_end() -> None:
    async def test() -> None:
        taps = Taps()
        watcher = attached(taps)
        taps.close()
        assert [event.kind for event in await watcher.take()] == ["watching", "end"]
        assert await watcher.take() == []
        assert taps.attach() is None

    run(test)


def test_watchers_are_counted() -> None:
    async def test() -> None:
        taps = Taps()
        assert None not in [taps.attach() for _ in range(MAX_WATCHERS)]
        assert taps.attach() is None

    run(test)


@pytest.mark.parametrize("is_watched", [False, True])
def test_proofreading_needs_no_watcher(is_watched: bool) -> None:
    async def test() -> None:
        taps, channel = Taps(proofreads=True), Channel()
        taps.open(channel, OPENING)
        if is_watched:
            taps.detach(attached(taps))
        channel.send(READY)
        channel.send('{"serverContent":{"turnComplete":true},"toolCall":{}}')

    with structlog.testing.capture_logs() as logs:
        run(test)
    assert [(entry["event"], entry["frame"]) for entry in logs] == [("! grammar broken", 1)]
