"""A client that says how much it has really played: ``antiphon: {playedMs, turn}`` (DESIGN: wire extensions)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from antiphon.session.limits import Policy
from antiphon.talk import Role, Said
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from kit import at, audio_s, setup

STORY = "one two three four five six seven eight nine ten"
BEGINS = 0.05


def conversation(act: Callable[[LivePair], Coroutine[Any, Any, None]], policy: Policy = Policy()) -> LivePair:
    async def scenario() -> LivePair:
        pair = LivePair(ScriptedEngine(Script(says=(STORY, "Yes."))), policy=policy)
        async with pair.running(setup()):
            await pair.client.send_text("count")
            await act(pair)
        return pair

    return run_virtually(scenario())


def model(pair: LivePair) -> Said:
    return next(said for said in pair.session.history if said.role is Role.MODEL)


@pytest.mark.parametrize(("played_ms", "words"), [(0, 0), (130, 1), (450, 2), (530, 3), (1e12, 8)])
def test_after_an_interruption_what_was_really_played_is_remembered(played_ms: float, words: int) -> None:
    async def act(pair: LivePair) -> None:
        await asyncio.sleep(BEGINS + 1.0)
        await pair.client.send_text("stop")
        await pair.turn()
        await pair.client.send_played(played_ms, 1)
        await asyncio.sleep(0.1)

    pair = conversation(act)
    remembered = [said.text for said in pair.session.history if said.role is Role.MODEL]
    # Of 1.6 or 1.7 s that were sent, eight words are whole or nearly so.
    assert remembered[:1] == ([" ".join(STORY.split()[:words])] if words else remembered[:1])
    if not words:
        assert not remembered or not STORY.startswith(remembered[0])


def test_while_it_plays_the_clock_follows_and_so_does_what_is_sent() -> None:
    async def act(pair: LivePair) -> None:
        for step in range(1, 8):  # a player that began half a second late, and goes on in real time
            await asyncio.sleep(0.25)
            await pair.client.send_played(max(step * 250 - 50 - 500, 0), 1)
        await pair.turn()

    pair = conversation(act)
    assert model(pair).text == STORY
    # The listener has all of it half a second later than was presumed.
    assert at(pair.channel.frames, "turn complete") == pytest.approx(BEGINS + 2.0 + 0.5, abs=0.06)
    sent, most = 0.0, 0.0
    for instant, frame in pair.channel.frames:
        if audio_s(frame):
            sent += audio_s(frame)
            most = max(most, sent - max(instant - BEGINS - 0.5, 0.0))
    assert most <= 0.6 + 0.1 + 0.55, "until the first report nobody knew"


def test_a_report_beside_what_interrupts_counts_before_it() -> None:
    async def act(pair: LivePair) -> None:
        await asyncio.sleep(BEGINS + 1.0)
        frame = {"antiphon": {"playedMs": 330}, "realtimeInput": {"text": "stop"}}
        pair.channel.push(json.dumps(frame))
        await pair.turn()

    pair = conversation(act)
    assert model(pair) == Said(Role.MODEL, "one two", 24 * 330, is_cut=True)


@pytest.mark.parametrize(
    "frame",
    [
        '{"antiphon":{}}',
        '{"antiphon":{"playedMs":-5,"turn":9}}',
        '{"antiphon":{"playedMs":"NaN"}}',
        '{"antiphon":{"turn":1}}',
        '{"antiphon":{"playedMs":1e300,"turn":-1}}',
        '{"antiphon":[]}',
        '{"antiphon":{"playedMs":{"a":1}}}',
    ],
)
def test_what_makes_no_sense_changes_nothing(frame: str) -> None:
    async def act(pair: LivePair) -> None:
        await asyncio.sleep(BEGINS + 0.5)
        pair.channel.push(frame)
        await pair.client.send_text("stop")
        await pair.turn()
        pair.channel.push(frame)
        await pair.turn()

    assert model(conversation(act)) == Said(Role.MODEL, "one two", 12_000, is_cut=True)


def test_a_report_that_comes_late_is_ignored() -> None:
    async def act(pair: LivePair) -> None:
        await asyncio.sleep(BEGINS + 0.5)
        await pair.client.send_text("stop")
        await pair.turn()
        await pair.turn()
        await asyncio.sleep(6)
        await pair.client.send_played(130, 1)
        await asyncio.sleep(0.1)

    assert model(conversation(act)).text == "one two"


def test_a_loudspeaker_that_stands_still_holds_a_turn_up_but_not_for_ever() -> None:
    async def act(pair: LivePair) -> None:
        for _ in range(100):
            await asyncio.sleep(0.25)
            await pair.client.send_played(0, 1)

    pair = conversation(act)
    assert 5 < at(pair.channel.frames, "turn complete") < 25


def test_reports_are_no_speech() -> None:
    """A silence is one also where the client reports on and on."""

    async def act(pair: LivePair) -> None:
        await pair.turn()
        for _ in range(40):
            await asyncio.sleep(0.25)
            await pair.client.send_played(2_000, 1)

    pair = conversation(act, Policy(reprompt_s=8.0))
    assert len([said for said in pair.session.history if said.role is Role.MODEL]) == 2
