"""Crowds of callers, alone and beside a hostile one: what the server's loop, its processor and they notice of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from antiphon.bench.hostile import KINDS
from antiphon.bench.report import Row, percentile
from antiphon.bench.server import Witness, child, line, witness

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


async def crowd(server: Witness, callers: int, seconds: float) -> Crowd:
    """As many callers for so long."""
    async with child("bench.crowd", server.subject.http_base_url, str(callers), str(seconds)) as process:
        await line(process, '{"event": "measuring"')
        await server.late()
        loop = asyncio.get_running_loop()
        subject = server.subject
        before, waited, started_at = subject.cpu_s(), subject.waited_s(), loop.time()
        done: dict[str, Any] = json.loads('{"event": "done"' + await line(process, '{"event": "done"'))
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
    async with witness(engine="echo") as server, child("bench.hostile", kind, server.subject.http_base_url):
        return await crowd(server, callers, seconds)


async def alone(callers: int, seconds: float) -> Crowd:
    """A crowd, and nobody else."""
    async with witness(engine="echo") as server:
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
