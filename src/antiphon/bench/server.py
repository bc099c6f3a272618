"""A server to measure: a child process of its own, so that its figures are not the caller's."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from antiphon.errors import OperatorError

READY: Final = "ANTIPHON READY "
LATENESS: Final = "ANTIPHON LATE "
START_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Subject:
    """A running server."""

    pid: int
    base_url: str
    http_base_url: str
    ca: Path

    def cpu_s(self) -> float:
        """Processor time it has used so far, in seconds. Linux only."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def waited_s(self) -> float:
        """How long its loop could have run and had no core, in seconds. Linux only."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[1]) / 1e9

    def resident_bytes(self) -> int:
        """Memory it holds. Linux only."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def family(self) -> Iterator[int]:
        """It and its child processes, by id. Linux only."""
        waiting = [self.pid]
        while waiting:
            pid = waiting.pop()
            yield pid
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                with suppress(OSError):
                    waiting += map(int, task.read_text().split())

    def family_cpu_s(self) -> float:
        """Processor time of it and its living children."""
        return sum(Subject(pid, "", "", self.ca).cpu_s() for pid in self.family())

    def family_bytes(self) -> int:
        """Memory of it and its children; what they share is counted once."""
        return sum(_proportional_bytes(pid) for pid in self.family())


def _proportional_bytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


class Witness:
    """A server with a clock in it."""

    def __init__(self, process: Process, subject: Subject) -> None:
        self.subject = subject
        self._process = process

    async def late(self) -> list[tuple[float, float]]:
        """How late its loop was since the last time, and by its own work at most, in milliseconds."""
        assert self._process.stdin is not None  # noqa: S101  # it is a pipe
        self._process.stdin.write(b"\n")
        return json.loads(await line(self._process, LATENESS))  # type: ignore[no-any-return]  # a list, as it wrote it


@asynccontextmanager
async def child(module: str, *arguments: str) -> AsyncIterator[Process]:
    """One of our modules as a process, with pipes to its input and output."""
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


async def line(process: Process, prefix: str) -> str:
    """The rest of its next line that begins with ``prefix``."""
    assert process.stdout is not None  # noqa: S101  # it is a pipe
    async for raw in process.stdout:
        if (text := raw.decode()).startswith(prefix):
            return text.removeprefix(prefix)
    raise OperatorError(f"a process of the benchmark ended early (waiting for {prefix.strip()!r})")


@asynccontextmanager
async def witness(**settings: object) -> AsyncIterator[Witness]:
    """A server with these settings, in a process of its own."""
    async with child("cli.witness", json.dumps(settings)) as process:
        async with asyncio.timeout(START_S):
            ready = json.loads(await line(process, READY))
        subject = Subject(process.pid, ready["base_url"], ready["http_base_url"], Path(ready["ca"]))
        yield Witness(process, subject)
