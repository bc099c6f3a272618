"""A strict server closes as the service does; every other one goes on (PROTOCOL 1.6, 2.1)."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from antiphon.testing.clock import run_virtually
from antiphon.testing.pair import Closed, LivePair
from kit import OLDER, gist, setup

SETUP = {"model": OLDER, "generation_config": {"seed": None}}
HELLO = {"clientContent": {"turns": [{"parts": [{"text": "Hello"}]}], "turnComplete": True}}


@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        (
            [{"setup": {**SETUP, "bogusField": 1}}],
            "Invalid JSON payload received. Unknown name \"bogusField\" at 'setup': Cannot find field.",
        ),
        (
            [{"setup": SETUP}, {"realtimeInput": {"smell": "x"}}],
            "Invalid JSON payload received. Unknown name \"smell\" at 'realtime_input': Cannot find field.",
        ),
        (
            [{"setup": {**SETUP, "realtimeInputConfig": {"turnCoverage": "SOME"}}}],
            "Invalid value at 'setup.realtime_input_config.turn_coverage' (enum), \"SOME\"",
        ),
    ],
)
def test_what_nobody_knows_ends_the_session(frames: list[object], reason: str) -> None:
    async def scenario() -> None:
        pair = LivePair(is_strict=True)
        async with pair.running():
            for frame in frames:
                pair.channel.push(json.dumps(frame))
            with suppress(Closed):
                while True:
                    await pair.client.receive()
        assert pair.channel.closing == (1007, reason)

    run_virtually(scenario())


@pytest.mark.parametrize("is_strict", [False, True])
def test_a_plain_conversation_is_none_the_wiser(is_strict: bool) -> None:
    async def scenario() -> None:
        pair = LivePair(is_strict=is_strict)
        async with pair.running(setup(model=OLDER, is_text=True)):
            pair.channel.push("{}")
            pair.channel.push(json.dumps(HELLO))
            await pair.turn()
        assert gist(pair.messages)[-2:] == ["generated", "turn complete"]

    run_virtually(scenario())


def test_others_ignore_what_nobody_knows() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running():
            pair.channel.push(json.dumps({"setup": {**SETUP, "bogusField": {"deep": [1]}}}))
            pair.channel.push(json.dumps({"later": 1, **HELLO}))
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]

    run_virtually(scenario())
