"""Child processes that are started with us, restarted when they die, and never outlive us."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Final

import structlog

from antiphon.errors import EngineError

STARTS: Final = 4
WINDOW_S: Final = 60.0
"""At most so many starts within so many seconds: a child that dies at once must not eat the machine."""
KILL_AFTER_S: Final = 2.0
READ_LIMIT: Final = 2**20
"""Bytes of its stdout held for us before the child has to wait."""

log = structlog.get_logger()


class Child:
    """One of our worker modules, as ``python -m MODULE ARGUMENTS``.

    It must write ``ready DETAIL`` as its first line, and end when its stdin closes: that alone guarantees that no
    orphan is left when this process is killed. `running` gives the live process, starting it again if need be.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str] = (),
        *,
        environment: Mapping[str, str] | None = None,
        ready_s: float = 30.0,
    ) -> None:
        self.detail = ""
        self._command = (sys.executable, "-P", "-m", module, *arguments)
        self._name = module.rpartition(".")[2]
        self._environment = dict(environment or {})
        self._ready_s = ready_s
        self._process: asyncio.subprocess.Process | None = None
        self._stderr: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._starts: deque[float] = deque(maxlen=STARTS)
        self._is_stopped = False

    async def running(self) -> asyncio.subprocess.Process:
        """The process, ready for use; ``detail`` then holds what followed ``ready``.

        Raises `EngineError` if it cannot be started, died too often lately, or was stopped. Cancel-safe: a start
        that is cancelled leaves no process.
        """
        async with self._starting:
            process = self._process
            if process is not None and process.returncode is None:
                return process
            if self._is_stopped:
                raise EngineError(f"{self._name} was stopped")
            if process is not None:
                log.warning("child died", child=self._name, status=process.returncode)
                await self._end()
            self._allow()
            try:
                return await self._start()
            except BaseException:
                await self._end()
                raise

    def _allow(self) -> None:
        """Counts this start; raises if there were too many."""
        now = asyncio.get_running_loop().time()
        if len(self._starts) == STARTS and now - self._starts[0] < WINDOW_S:
            raise EngineError(f"{self._name} died {STARTS} times within {WINDOW_S:.0f} s: resting")
        self._starts.append(now)

    async def _start(self) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                env={**os.environ, **self._environment},
                limit=READ_LIMIT,
            )
        except OSError as error:
            raise EngineError(f"{self._name} cannot be started: {error}") from error
        self._process = process
        last: deque[str] = deque(maxlen=1)
        self._stderr = asyncio.create_task(self._drain(process, last))
        assert process.stdout is not None  # noqa: S101  # for the type checker: it is a pipe
        try:
            async with asyncio.timeout(self._ready_s):
                line = await process.stdout.readline()
                if not line:  # its last words say why
                    await asyncio.wait([self._stderr])
        except TimeoutError as error:
            raise EngineError(f"{self._name} was not ready within {self._ready_s:.0f} s") from error
        word, _, self.detail = line.decode(errors="replace").strip().partition(" ")
        if word != "ready":
            raise EngineError(f"{self._name} did not start: {''.join(last) or word or 'it said nothing'}")
        log.debug("child ready", child=self._name, pid=process.pid)
        return process

    async def _drain(self, process: asyncio.subprocess.Process, last: deque[str]) -> None:
        """Keeps its stderr flowing: a full pipe would stop it."""
        assert process.stderr is not None  # noqa: S101  # for the type checker: it is a pipe
        held = b""
        while chunk := await process.stderr.read(4096):
            *lines, held = (held + chunk).split(b"\n")
            held = held[-4096:]  # a line without an end must not grow for ever
            for line in filter(bytes.strip, lines):
                text = line.decode(errors="replace").rstrip()[:1000]
                last.append(text.strip()[:200])
                log.debug("child says", child=self._name, line=text)

    async def discard(self, process: asyncio.subprocess.Process) -> None:
        """Ends ``process`` because it hangs; `running` starts another. Nothing happens if it was replaced already."""
        async with self._starting:
            if process is self._process:
                log.warning("child hangs", child=self._name)
                await self._end()

    async def stop(self) -> None:
        """Ends the process for good: politely, after 2 s by force. May be called twice."""
        self._is_stopped = True
        async with self._starting:
            await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        stderr, self._stderr = self._stderr, None
        if process is None:
            return
        assert process.stdin is not None  # noqa: S101  # for the type checker: these are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(KILL_AFTER_S):
                await _exhaust(process.stdout)
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await _exhaust(process.stdout)
            await process.wait()
        finally:
            if process.returncode is None:  # cancelled while waiting: leave no orphan
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
            if stderr is not None:
                stderr.cancel()
                await asyncio.wait([stderr])


async def _exhaust(stream: asyncio.StreamReader) -> None:
    """Reads to the end: the transport closes only after its pipes have been read dry."""
    while await stream.read(2**16):
        pass
