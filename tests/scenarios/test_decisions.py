"""Every decision about the floor is noted where it happens, with its rule (DESIGN P1: as an effect)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from antiphon.runtime.forensics.story import Told, story_of
from antiphon.runtime.journal_lines import load
from antiphon.runtime.umpire import Umpire
from antiphon.talk import Call
from antiphon.testing import voice
from antiphon.testing.engine import Script
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from antiphon.turns.decisions import Kind
from antiphon.wire.messages import ClientContent, RealtimeInput
from antiphon.wire.setup import Behavior, FunctionDeclaration, Tool
from antiphon.wire.types import FunctionResponse, Scheduling
from contested import record_contested
from journals import record
from kit import setup, with_members

Scenario = Callable[[LivePair], Awaitable[None]]
SAID = voice.silence(300) + voice.speech(600)


def decisions(directory: Path, scenario: Scenario, umpire: Umpire | None = None) -> list[Told]:
    return story_of(load(record(directory, scenario, umpire=umpire))).told


def rules(told: list[Told], kind: Kind) -> list[str]:
    return [each.decision.rule for each in told if each.decision.kind is kind]


def test_a_call_with_everything_in_it(tmp_path: Path) -> None:
    told = story_of(load(record_contested(tmp_path))).told
    assert [each.decision.kind.value for each in told] == [
        *("started", "paused", "redrafted", "ended"),
        *("started", "held", "released", "ended", "ignored"),
        *("started", "held", "interrupted", "ended"),
        *("started", "held", "interrupted", "ended"),
    ]
    assert [each.decision.turn for each in told] == [1] * 4 + [2] * 5 + [3] * 4 + [4] * 4
    paused, released, interrupted = told[1].decision, told[6].decision, told[11].decision
    assert (paused.silence_ms, paused.rule) == (384, "judged")
    assert paused.needed_ms is not None
    assert paused.needed_ms > paused.silence_ms
    assert released.rule == "backchannel"
    assert released.score is not None
    assert released.threshold is not None
    assert released.score <= released.threshold
    assert released.evidence["backchannel"] < 0
    assert interrupted.score is not None
    assert interrupted.threshold is not None
    assert interrupted.score >= interrupted.threshold
    assert interrupted.speech_ms == 192
    assert all(each.decision.position > 0 for each in told)


def ending(**detection: Any) -> Scenario:
    async def scenario(pair: LivePair) -> None:
        async with pair.running(setup(**detection)):
            await pair.speak(SAID + voice.silence(1500))

    return scenario


async def stream_end(pair: LivePair) -> None:
    async with pair.running(setup()):
        await pair.speak(SAID)
        await pair.client.send_audio_stream_end()
        await asyncio.sleep(1)


async def starved(pair: LivePair) -> None:
    async with pair.running(setup()):
        await pair.speak(SAID)
        await asyncio.sleep(3)


async def declared(pair: LivePair) -> None:
    async with pair.running(setup(disabled=True)):
        await pair.client.send_activity_start()
        await pair.speak(SAID)
        await pair.client.send_activity_end()
        await asyncio.sleep(1)


async def asked(pair: LivePair) -> None:
    async with pair.running(setup()):
        await pair.speak(SAID)
        await pair.client.send(ClientContent(turn_complete=True))
        await asyncio.sleep(1)


@pytest.mark.parametrize(
    ("scenario", "umpire", "rule"),
    [
        (ending(), None, "silence"),
        (ending(), ScriptedUmpire(0.99), "judged"),
        (ending(), ScriptedUmpire(None), "latest"),
        (ending(silence_duration_ms=300), ScriptedUmpire(0.9), "client"),
        (stream_end, None, "stream end"),
        (starved, None, "starved"),
        (declared, None, "declared"),
        (asked, None, "asked"),
    ],
)
def test_an_end_says_why(tmp_path: Path, scenario: Scenario, umpire: Umpire | None, rule: str) -> None:
    told = decisions(tmp_path, scenario, umpire)
    assert rules(told, Kind.ENDED)[0] == rule
    assert rules(told, Kind.STARTED)[0] == ("declared" if rule == "declared" else "speech")


def meeting(what: Callable[[LivePair], Awaitable[None]], **detection: Any) -> Scenario:
    """A typed question, and while it is answered something else."""

    async def scenario(pair: LivePair) -> None:
        async with pair.running(setup(**detection)):
            await pair.client.send_text("Why?")
            await asyncio.sleep(1)
            await what(pair)

    return scenario


@pytest.mark.parametrize(
    ("scenario", "rule"),
    [
        (meeting(lambda pair: pair.client.send_realtime_text("stop")), "text"),
        (meeting(lambda pair: pair.client.send_text("stop")), "content"),
        (meeting(lambda pair: pair.client.send(ClientContent())), "stop"),
        (meeting(lambda pair: pair.client.send_activity_start(), disabled=True), "declared"),
    ],
)
def test_an_interruption_says_why(tmp_path: Path, scenario: Scenario, rule: str) -> None:
    told = decisions(tmp_path, scenario)
    assert rules(told, Kind.INTERRUPTED)[0] == rule
    assert told[0].decision.score is None


def test_an_answer_of_which_nothing_was_heard_is_not_contested(tmp_path: Path) -> None:
    async def scenario(pair: LivePair) -> None:
        async with pair.running(setup()):
            await pair.client.send(RealtimeInput(text="Why?"))
            await pair.client.send_audio(voice.speech(600))  # before there is a word
            await pair.speak(voice.silence(1500))

    told = decisions(tmp_path, scenario)
    assert [each.decision.kind for each in told][:2] == [Kind.STARTED, Kind.INTERRUPTED]
    assert rules(told, Kind.INTERRUPTED) == ["unheard"]


def test_a_turn_that_goes_on_is_told_from_a_new_one(tmp_path: Path) -> None:
    async def scenario(pair: LivePair) -> None:
        async with pair.running(setup(disabled=True)):
            await pair.client.send_activity_start()
            await pair.speak(SAID, chunk_ms=100)
            await pair.client.send_activity_end()
            await asyncio.sleep(0.01)
            await pair.client.send_activity_start()
            await pair.client.send_activity_end()
            await asyncio.sleep(1)

    told = decisions(tmp_path, scenario)
    assert {each.decision.turn for each in told} == {1}
    assert len(rules(told, Kind.STARTED)) == 2


def test_what_holds_no_words_is_ignored(tmp_path: Path) -> None:
    told = story_of(load(record_contested(tmp_path, hears=("",)))).told
    assert rules(told, Kind.IGNORED)[0] == "wordless"


def test_a_call_that_ends_in_the_middle_of_an_answer_says_so(tmp_path: Path) -> None:
    async def scenario(pair: LivePair) -> None:
        async with pair.running(setup()):
            await pair.client.send_text("Why?")
            await asyncio.sleep(1)
            await pair.client.send(setup())  # a mistake that closes
            await asyncio.sleep(1)

    assert rules(decisions(tmp_path, scenario), Kind.INTERRUPTED) == ["connection"]


def test_the_result_of_a_function_may_interrupt(tmp_path: Path) -> None:
    declared = FunctionDeclaration(name="look", behavior=Behavior.NON_BLOCKING)
    terms = with_members(setup(), tools=(Tool(function_declarations=(declared,)),))
    found = FunctionResponse(id="call_1", response={"result": "ok"}, scheduling=Scheduling.INTERRUPT)

    async def scenario(pair: LivePair) -> None:
        async with pair.running(terms):
            await pair.client.send_text("look")
            await pair.turn()
            await pair.client.send_text("and?")
            await asyncio.sleep(1)
            await pair.client.send_tool_response(found)
            await asyncio.sleep(1)

    script = Script(says=("", "one two three four five six seven"), calls={0: (Call("look"),)}, word_ms=500)
    told = story_of(load(record(tmp_path, scenario, script=script))).told
    assert rules(told, Kind.INTERRUPTED) == ["function"]
