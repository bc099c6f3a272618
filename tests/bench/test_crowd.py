"""The crowd and its neighbours, against the real server."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest

from antiphon.bench import crowd, hostile, neighbours
from antiphon.bench.script import CYCLE, LOUD, SETUP, STEP, masked, setup_frame, write
from antiphon.config import load
from antiphon.engines import registry
from antiphon.runtime.host import Host
from antiphon.server.accept import Limits
from antiphon.server.serve import Listening, Stop, run
from antiphon.talk import INPUT_RATE
from antiphon.wire.codec import decode
from antiphon.wire.messages import RealtimeInput, ToolResponse


def message(frame: bytes) -> object:
    """What the first of a client's frames says."""
    length, head = frame[1] & 0x7F, 2
    if length >= 126:
        head = 4 if length == 126 else 10
        length = int.from_bytes(frame[2:head])
    assert frame[head : head + 4] == bytes(4)
    return decode(frame[head + 4 : head + 4 + length]).message


def test_the_script_has_one_turn_in_each_cycle() -> None:
    script = write()
    assert len(script.frames) == CYCLE
    assert 0 < script.starts < LOUD < script.ends < LOUD + 40
    assert (STEP * 320) % 512 == (CYCLE * 320) % 512 == 0
    first = message(script.frames[0])
    assert isinstance(first, RealtimeInput)
    assert first.audio is not None
    assert len(first.audio.data) == INPUT_RATE // 50 * 2
    assert message(setup_frame()) == SETUP


@pytest.mark.parametrize("text", ["{}", '{"x": "' + "y" * 500 + '"}', '{"x": "' + "y" * 70_000 + '"}'])
def test_frames_of_every_length(text: str) -> None:
    assert message(masked(text)) is None
    assert len(masked(text)) - len(text) in {6, 8, 14}


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_hostile_callers_say_what_is_read(kind: str) -> None:
    for block in itertools.islice(hostile.KINDS[kind](), 2):
        assert isinstance(message(block), RealtimeInput | ToolResponse | None)


def test_a_crowd_is_answered_and_counts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> crowd.Notes:
        settings = load(port=0, data_dir=tmp_path, engine="echo")
        host, stop, notes = Host(settings, registry.create(settings)), Stop(), crowd.Notes()
        await host.start({})
        listening: asyncio.Future[Listening] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(run(settings, host, listening.set_result, stop, Limits()))
        callers = await crowd.gather((await listening).http_base_url, 3)
        await crowd.speak(callers, write(), notes, 2.2)
        stop.signal()
        stop.signal()
        await serving
        await host.aclose()
        return notes

    monkeypatch.setattr(crowd, "WARM_UP_S", 0.02)
    notes = asyncio.run(scenario())
    assert len(notes.latency) >= 3
    assert min(notes.latency) > 0
    assert len(notes.lateness) == pytest.approx(3 * 110, abs=6)
    assert (notes.lost, notes.closed) == (0, 3)


def test_figures_name_their_conditions() -> None:
    quiet = neighbours.Crowd(
        callers=2,
        latency=[1.0, 2.0],
        late=[0.1],
        own=[0.1],
        lateness=[0.2],
        cpu_ms=3.0,
        share=0.006,
        waited=0.5,
        lost=0,
        closed=0,
    )
    worse = neighbours.Crowd(
        callers=2,
        latency=[1.0, 7.0],
        late=[0.1],
        own=[0.1],
        lateness=[0.2],
        cpu_ms=3.0,
        share=0.9,
        waited=0.5,
        lost=1,
        closed=0,
    )
    alone = {row.name.strip(): row.values for row in neighbours.figures("2 callers", quiet)}
    assert alone["share of one core"] == [0.6]
    assert alone["server waited for a core"] == [50.0]
    beside = {row.name.strip(): row.values for row in neighbours.figures("2 callers, 1 x", worse, quiet)}
    assert beside["their p99 moved by"] == [5.0]
    assert beside["edges lost, callers sent away"] == [1, 0]
