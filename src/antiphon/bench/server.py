"""A server to measure: a child process of its own, so that its figures are not the caller's."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
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


@asynccontextmanager
async def running(arguments: Sequence[str]) -> AsyncIterator[Subject]:
    """Starts ``antiphon serve`` on a free port and stops it afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "antiphon", "serve", "--port", "0", "--log-level", "warning", *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip  # one option a line would hide the command
    try:
        async with asyncio.timeout(START_S):
            subject = await _subject(process)
        yield subject
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _subject(process: asyncio.subprocess.Process) -> Subject:
    if process.stdout is None:
        raise OperatorError("the server has no output to read")
    async for raw in process.stdout:
        line = raw.decode()
        if line.startswith(READY):
            ready = json.loads(line.removeprefix(READY))
            return Subject(process.pid, ready["base_url"], ready["http_base_url"], Path(ready["ca"]))
    raise OperatorError("the server ended before it was ready; run `antiphon serve` to see why")
