"""Many callers in a process of their own, each with a frame of audio every 20 ms: ``python -m antiphon.bench.crowd``.

Raw sockets and ready-made frames, because on the same machine every microsecond of the caller is one less for the
server. A line of JSON on standard output says when measuring begins, another one what was measured.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Final, cast
from urllib.parse import urlsplit

from antiphon.bench.loops import new_loop
from antiphon.bench.script import CYCLE, FRAME_S, STEP, Script, setup_frame, write
from antiphon.client.connect import PATH

OPENING: Final = 50
"""Connections that are opened at a time."""
WARM_UP_S: Final = CYCLE * FRAME_S + 1.0

_START, _END = b'"ACTIVITY_START"', b'"ACTIVITY_END"'


@dataclass(slots=True)
class Notes:
    """What a crowd measures, in milliseconds."""

    latency: list[float] = field(default_factory=list)
    """From the frame that completes an edge of speech, as it is given to the socket, to the message that says so."""
    lateness: list[float] = field(default_factory=list)
    """How much later than its instant a frame was sent: the caller's own fault."""
    lost: int = 0
    """Edges that nobody confirmed before the next one."""
    closed: int = 0
    """Callers whom the server sent away."""


class Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, host: str) -> None:
        self.is_ready = asyncio.Event()
        self.notes: Notes | None = None
        self._host = host
        self._transport: asyncio.Transport | None = None
        self._data = bytearray()
        self._is_open = False
        self._asked_at: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass
        head = (
            f"GET {PATH}?key=x HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        self._transport.write(head.encode())

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self._transport = None
        self.is_ready.set()
        if self.notes is not None:
            self.notes.closed += 1

    def say(self, frame: bytes, *, is_edge: bool) -> None:
        """Sends a frame; at an edge an answer is waited for."""
        if self._transport is None:
            return
        if is_edge and self.notes is not None:
            if self._asked_at is not None:
                self.notes.lost += 1
            self._asked_at = time.perf_counter()
        self._transport.write(frame)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self._data += data
        if not self._is_open:
            head, mark, rest = self._data.partition(b"\r\n\r\n")
            if not mark:
                return
            assert head.startswith(b"HTTP/1.1 101")  # noqa: S101  # else there is nothing to measure
            self._is_open, self._data = True, rest
            self.say(setup_frame(), is_edge=False)
        while (frame := self._frame()) is not None:
            kind, body = frame
            if kind == 0x89:  # a ping
                self.say(b"\x8a" + bytes((0x80 | len(body),)) + bytes(4) + body, is_edge=False)
            elif not self.is_ready.is_set():
                self.is_ready.set()
            elif (_START in body or _END in body) and self._asked_at is not None and self.notes is not None:
                self.notes.latency.append((now - self._asked_at) * 1000)
                self._asked_at = None

    def _frame(self) -> tuple[int, bytes] | None:
        data = self._data
        if len(data) < 2:
            return None
        length, head = data[1], 2
        if length >= 126:
            head = 4 if length == 126 else 10
            length = int.from_bytes(data[2:head])
        if len(data) < head + length:
            return None
        kind, body = data[0], bytes(data[head : head + length])
        del data[: head + length]
        return kind, body


async def gather(base_url: str, count: int) -> list[Caller]:
    """As many callers, set up."""
    address = urlsplit(base_url)
    host, port = address.hostname or "", address.port or 0
    callers = [Caller(address.netloc) for _ in range(count)]
    loop = asyncio.get_running_loop()
    for first in range(0, count, OPENING):
        some = callers[first : first + OPENING]
        await asyncio.gather(*(loop.create_connection(lambda c=each: c, host, port) for each in some))  # type: ignore[misc]  # a default binds early
        for each in some:
            await each.is_ready.wait()
    return callers


async def speak(callers: list[Caller], script: Script, notes: Notes, seconds: float) -> None:
    """Every caller says its script, evenly apart; what happens after the warm-up is noted."""
    count = len(callers)
    edges = {script.starts, script.ends}
    started_at, sent, is_noting = time.perf_counter(), 0, False
    while (elapsed := time.perf_counter() - started_at) < WARM_UP_S + seconds:
        if elapsed >= WARM_UP_S and not is_noting:
            is_noting = True
            for caller in callers:
                caller.notes = notes
            print(json.dumps({"event": "measuring"}), flush=True)
        while (due := sent * FRAME_S / count) <= elapsed:
            turn, index = divmod(sent, count)
            place = (turn + index * STEP) % CYCLE
            if is_noting:
                notes.lateness.append((time.perf_counter() - started_at - due) * 1000)
            callers[index].say(script.frames[place], is_edge=place in edges)
            sent += 1
        await asyncio.sleep(max(due - (time.perf_counter() - started_at), 0.0005))


async def _main(base_url: str, count: int, seconds: float) -> None:
    script, notes = write(), Notes()
    callers = await gather(base_url, count)
    cpu = time.process_time()
    await speak(callers, script, notes, seconds)
    used = time.process_time() - cpu
    stride = max(len(notes.lateness) // 20_000, 1)
    print(
        json.dumps(
            {
                "event": "done",
                "latency": [round(each, 3) for each in notes.latency],
                "lateness": [round(each, 3) for each in notes.lateness[::stride]],
                "lost": notes.lost,
                "closed": notes.closed,
                "cpu_share": used / (seconds + WARM_UP_S),
            }
        ),
        flush=True,
    )


def main() -> None:
    """The command: address, callers, seconds."""
    base_url, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_main(base_url, count, seconds))


if __name__ == "__main__":
    main()
