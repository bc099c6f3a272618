"""A server that watches its own loop: what ``antiphon serve`` is, plus a clock that tells on it.

``python -m antiphon.cli.witness '{"engine": "echo"}'``, with any settings; every line on standard input is answered with
the lateness of every tick since the last one, in milliseconds, and with how much of it this process can have caused. It
ends with its standard input. The server that people run has nothing of this.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import time
from typing import Final

from antiphon.bench.loops import new_loop
from antiphon.bench.server import LATENESS, READY
from antiphon.cli.serve import fetch_models
from antiphon.config import Settings, load
from antiphon.engines import registry
from antiphon.runtime import collector
from antiphon.runtime.host import Host
from antiphon.server import logs
from antiphon.server.serve import Listening, serve

TICK_S: Final = 0.005


class Clock:
    """Asks to be called every `TICK_S` and notes how much later it is."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._late_ms: list[tuple[float, float]] = []
        self._due = 0.0
        self._used_s = 0.0

    def start(self) -> None:
        """Begins to tick, for ever."""
        self._used_s = time.process_time()
        self._due = time.perf_counter() + TICK_S
        self._loop.call_later(TICK_S, self._tick)

    def take(self) -> list[tuple[float, float]]:
        """What was noted since the last time: late by so much, of which our own work is so much at most."""
        noted, self._late_ms = self._late_ms, []
        return noted

    def _tick(self) -> None:
        late = max(time.perf_counter() - self._due, 0.0) * 1000
        own = min(late, (time.process_time() - self._used_s) * 1000)
        self._late_ms.append((round(late, 3), round(own, 3)))
        self.start()


async def _main(settings: Settings) -> None:
    host = Host(settings, registry.create(settings))
    clock = Clock()
    try:
        await host.start(await asyncio.to_thread(fetch_models, settings, host.models))
        collector.settle()  # as `antiphon serve` does
        asyncio.get_running_loop().add_reader(sys.stdin, _answer, clock)
        clock.start()
        await serve(settings, host, _announce)
    finally:
        await host.aclose()


def _answer(clock: Clock) -> None:
    if sys.stdin.readline():
        print(LATENESS + json.dumps(clock.take()), flush=True)
    else:  # whoever measures is gone, however it ended
        asyncio.get_running_loop().remove_reader(sys.stdin)
        signal.raise_signal(signal.SIGTERM)


def _announce(listening: Listening) -> None:
    ready = {
        "base_url": listening.base_url,
        "http_base_url": listening.http_base_url,
        "ca": str(listening.ca),
    }
    print(READY + json.dumps(ready), flush=True)


def main() -> None:
    """The command."""
    settings = load(port=0, log_level="warning", **json.loads(sys.argv[1]))
    logs.set_up(settings.log_level)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_main(settings))


if __name__ == "__main__":
    main()
