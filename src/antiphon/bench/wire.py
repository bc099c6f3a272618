"""``antiphon bench wire``: what one 20 ms frame of audio costs, and what an idle caller holds."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from contextlib import AsyncExitStack
from typing import Final

import numpy as np

from antiphon.bench.report import Row
from antiphon.bench.server import Subject, witness
from antiphon.client.connect import connect
from antiphon.session.machine import Session
from antiphon.wire.codec import decode
from antiphon.wire.messages import RealtimeInput
from antiphon.wire.setup import AutomaticActivityDetection, RealtimeInputConfig, Setup

FRAME: Final = 320  # samples: 20 ms
WINDOW: Final = 512
_MANUAL: Final = Setup(
    model="models/bench",
    realtime_input_config=RealtimeInputConfig(
        automatic_activity_detection=AutomaticActivityDetection(disabled=True)
    ),
)


def noise_frame() -> str:
    """A frame as the Python SDK spells it: snake_case, and base64 in the URL-safe alphabet."""
    pcm = np.random.default_rng(7).integers(-3000, 3000, FRAME, np.int16).tobytes()
    audio = {"data": base64.urlsafe_b64encode(pcm).decode(), "mime_type": "audio/pcm;rate=16000"}
    return json.dumps({"realtime_input": {"audio": audio}})


def codec_and_machine(rounds: int = 20, frames: int = 2000) -> Row:
    """Decoding, and the session's own work: a frame counted, and a probability for every 32 ms."""
    frame, values = noise_frame(), []
    for _ in range(rounds):
        session = Session("bench")
        session.begin(0.0)
        session.receive(Setup(model="models/bench"), 0.0)
        session.drain()
        heard, start = 0, time.process_time()
        for index in range(frames):
            message = decode(frame).message
            assert isinstance(message, RealtimeInput)  # noqa: S101  # it is what we wrote
            now = index * 0.02
            session.arrive(FRAME, now)
            while heard + WINDOW <= (index + 1) * FRAME:
                session.hear(0.02, WINDOW, now)
                heard += WINDOW
            session.drain()
        values.append((time.process_time() - start) / frames * 1e6)
    return Row("codec + machine, one 20 ms frame", "µs", values, "≤ 8")


async def through_socket(subject: Subject, *, tls: bool, rounds: int = 5, frames: int = 5000) -> Row:
    """The server's processor time for a frame, all included; as fast as the socket takes them."""
    url, frame, values = subject.base_url if tls else subject.http_base_url, noise_frame(), []
    async with connect(url, _MANUAL, ca=subject.ca) as live:
        message = decode(frame).message
        assert isinstance(message, RealtimeInput)  # noqa: S101  # it is what we wrote
        for _ in range(rounds):
            before = subject.cpu_s()
            for _ in range(frames):
                await live.send(message)
            await live.send_activity_start()  # an empty turn: its end says that everything before was served
            await live.send_activity_end()
            async for _each in live.turn():
                pass
            values.append((subject.cpu_s() - before) / frames * 1e6)
    return Row(
        f"one frame through {'TLS' if tls else 'plain'} socket", "µs", values, "≤ 35" if tls else "≤ 25"
    )


async def idle_memory(subject: Subject, *, tls: bool, callers: int = 200) -> Row:
    """Resident memory of a caller who has set up and says nothing."""
    url = subject.base_url if tls else subject.http_base_url
    async with AsyncExitStack() as stack:
        for _ in range(20):  # what only the first ones cost
            await stack.enter_async_context(connect(url, _MANUAL, ca=subject.ca))
        before = subject.resident_bytes()
        for _ in range(callers):
            await stack.enter_async_context(connect(url, _MANUAL, ca=subject.ca))
        held = (subject.resident_bytes() - before) / callers / 1024
    return Row(f"idle caller, {'TLS' if tls else 'plain'}", "KiB", [held], "≤ 80" if tls else "≤ 60")


async def measure() -> list[Row]:
    """All of it, against a server with the echo engine: nothing of a model is in these figures."""
    rows = [codec_and_machine()]
    for tls in (False, True):
        async with witness(engine="echo") as server:
            rows.append(await idle_memory(server.subject, tls=tls))
        async with witness(engine="echo") as server:
            rows.append(await through_socket(server.subject, tls=tls))
    return rows


def run() -> list[Row]:
    """`measure`, from a command."""
    return asyncio.run(measure())
