"""Crowds of callers, alone and beside a hostile one: what the server's loop, its processor and they notice of it."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from antiphon.bench.hostile import KINDS
from antiphon.bench.report import Row, percentile
from antiphon.bench.server import LATENESS, READY, START_S, Subject
from antiphon.errors import OperatorError

DEFINITIONS: Final = """\
Every caller sends 20 ms of audio every 20 ms, 0.8 s of noise in 4 s, over a plain socket; automatic detection is on, \
and the echo engine answers each time. An edge is answered by a voiceActivity message.
  edge in → effect out   from handing the frame with an edge's last sample to the socket, to reading the message
  loop late              how much later than asked the server's event loop calls back, 200 times a second
  of its own making      what of that the server's own work can have caused, at most: the rest is the machine's
  processor time         the server's, by seconds of session; one second is one core for a second
  frames sent late       how late the callers themselves were: beyond a few ms they are what limits
  server waited …        the share of time in which its loop could run and others had the cores
Callers and server share this machine, its cores and its load: where the last two are not small, the first two measure \
the machine."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one run gave. Milliseconds."""

    callers: int
    latency: Sequence[float]
    late: Sequence[float]
    """The server's loop."""
    own: Sequence[float]
    """What of that was the server's own work, at most."""
    lateness: Sequence[float]
    """The callers' own."""
    cpu_ms: float
    """Of the server, by second of session."""
    share: float
    """Of one core, the server's."""
    waited: float
    """Share of the time that the server's loop could have run and had no core."""
    lost: int
    closed: int

    @property
    def p99(self) -> float:
        """What all but one in a hundred edges waited at most."""
        return percentile(self.latency, 0.99)


class Witness:
    """A server with a clock in it."""

    def __init__(self, process: Process, subject: Subject) -> None:
        self.subject = subject
        self._process = process

    async def late(self) -> list[tuple[float, float]]:
        """How late its loop was since the last time, and by its own work at most, in milliseconds."""
        assert self._process.stdin is not None  # noqa: S101  # it is a pipe
        self._process.stdin.write(b"\n")
        return json.loads(await _line(self._process, LATENESS))  # type: ignore[no-any-return]  # a list, as it wrote it


@asynccontextmanager
async def _child(module: str, *arguments: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"antiphon.{module}", *arguments,
        stdin=PIPE, stdout=PIPE, limit=2**26,
    )  # fmt: skip  # one option a line would hide the command
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _line(process: Process, prefix: str) -> str:
    assert process.stdout is not None  # noqa: S101  # it is a pipe
    async for raw in process.stdout:
        if (line := raw.decode()).startswith(prefix):
            return line.removeprefix(prefix)
    raise OperatorError(f"a process of the benchmark ended early (waiting for {prefix.strip()!r})")


@asynccontextmanager
async def witness() -> AsyncIterator[Witness]:
    """A server with the echo engine, in a process of its own."""
    async with _child("cli.witness") as process:
        async with asyncio.timeout(START_S):
            ready = json.loads(await _line(process, READY))
        subject = Subject(process.pid, ready["base_url"], ready["http_base_url"], Path(ready["ca"]))
        yield Witness(process, subject)


async def crowd(server: Witness, callers: int, seconds: float) -> Crowd:
    """As many callers for so long."""
    async with _child("bench.crowd", server.subject.http_base_url, str(callers), str(seconds)) as process:
        await _line(process, '{"event": "measuring"')
        await server.late()
        loop = asyncio.get_running_loop()
        subject = server.subject
        before, waited, started_at = subject.cpu_s(), subject.waited_s(), loop.time()
        done: dict[str, Any] = json.loads('{"event": "done"' + await _line(process, '{"event": "done"'))
        used, waited, took = subject.cpu_s() - before, subject.waited_s() - waited, loop.time() - started_at
        late = await server.late()
    return Crowd(
        callers=callers,
        latency=done["latency"],
        late=[each for each, _ in late],
        own=[each for _, each in late],
        lateness=done["lateness"],
        cpu_ms=used / took / callers * 1000,
        share=used / took,
        waited=waited / took,
        lost=done["lost"],
        closed=done["closed"],
    )


async def beside(kind: str, callers: int, seconds: float) -> Crowd:
    """A crowd, and somebody hostile."""
    async with witness() as server, _child("bench.hostile", kind, server.subject.http_base_url):
        return await crowd(server, callers, seconds)


async def alone(callers: int, seconds: float) -> Crowd:
    """A crowd, and nobody else."""
    async with witness() as server:
        return await crowd(server, callers, seconds)


async def measure(sizes: Sequence[int], seconds: float, kinds: Sequence[str]) -> list[Row]:
    """Crowds of each size alone, then the smallest one beside each kind of neighbour."""
    quiet = [await alone(size, seconds) for size in sizes]
    rows = [row for each in quiet for row in figures(f"{each.callers} callers", each)]
    for kind in kinds:
        disturbed = await beside(kind, sizes[0], seconds)
        rows += figures(f"{sizes[0]} callers, 1 {kind}", disturbed, quiet[0])
    return rows


def figures(name: str, run: Crowd, quiet: Crowd | None = None) -> list[Row]:
    """One run as rows; beside a hostile neighbour without what would be its own processor time."""
    rows = [
        Row(f"{name}: edge in → effect out", "ms", run.latency),
        Row("  loop late", "ms", run.late, "p99 ≤ 10" if quiet is None else ""),
        Row("    of its own making", "ms", run.own),
    ]
    if quiet is None:
        rows += [
            Row("  processor time by second of session", "ms", [run.cpu_ms]),
            Row("  share of one core", "%", [run.share * 100]),
        ]
    else:
        rows.append(Row("  their p99 moved by", "ms", [run.p99 - quiet.p99], "< 10"))
    rows.append(Row("  frames sent late", "ms", run.lateness))
    rows.append(Row("  server waited for a core", "%", [run.waited * 100]))
    if run.lost or run.closed:
        rows.append(Row("  edges lost, callers sent away", "", [run.lost, run.closed], "0"))
    return rows


HOSTILE: Final = tuple(KINDS)
