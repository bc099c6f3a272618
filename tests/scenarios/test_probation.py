"""A turn that sounds over early may go on until something of its answer can be heard (DESIGN 5: speech resumes)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from antiphon.talk import Role
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from kit import at, gist, setup

SAID_MS = 640
BREATH_MS = 416
"""Longer than the 192 ms that end a turn which sounds finished."""


def pair_with(thinks_s: float, **script: Any) -> LivePair:
    engine = ScriptedEngine(Script(settles_after_s=0.0, closed=0.99, thinks_s=thinks_s, **script))
    return LivePair(engine, umpire=ScriptedUmpire(0.99))


def test_a_breath_ends_nothing_while_the_answer_is_being_made() -> None:
    async def scenario() -> None:
        pair = pair_with(thinks_s=0.5)
        async with pair.running(setup()):
            await pair.speak(
                voice.speech(SAID_MS) + voice.silence(BREATH_MS) + voice.speech(600) + voice.silence(1500)
            )
            await pair.turn()
        assert gist(pair.messages) == [
            "ready", "start", "hears hello there", "end", "generated", "turn complete"
        ]  # fmt: skip  # one line tells it
        assert [said.role for said in pair.session.history] == [Role.USER, Role.MODEL]
        assert at(pair.channel.frames, "end") > (SAID_MS + BREATH_MS + 600) / 1000

    run_virtually(scenario())


def test_an_answer_that_is_ready_leaves_at_once() -> None:
    async def scenario() -> None:
        pair = pair_with(thinks_s=0.02)
        async with pair.running(setup()):
            await pair.speak(voice.speech(SAID_MS) + voice.silence(1500), chunk_ms=32)
            await pair.turn()
        assert at(pair.channel.frames, "end") == pytest.approx(0.64 + 5 * 0.032)
        assert at(pair.channel.frames, "audio") == at(pair.channel.frames, "end")

    run_virtually(scenario())


def test_nobody_waits_for_an_answer_to_be_told_that_they_were_heard() -> None:
    async def scenario() -> None:
        pair = pair_with(thinks_s=3.0)
        async with pair.running(setup()):
            await pair.speak(voice.speech(SAID_MS) + voice.silence(4000), chunk_ms=32)
            await pair.turn()
        assert at(pair.channel.frames, "hears hello there") == pytest.approx(0.64 + 0.8, abs=0.04)
        assert at(pair.channel.frames, "audio") > 3.0

    run_virtually(scenario())


def test_typed_words_are_answered_while_a_turn_may_go_on() -> None:
    async def scenario() -> None:
        pair = pair_with(thinks_s=0.5, says=("To the typed.", "To the spoken."))
        async with pair.running(setup()):
            await pair.speak(voice.speech(SAID_MS) + voice.silence(256))
            await pair.client.send_text("And this?")
            await pair.turn()
            await pair.turn()
        told = gist(pair.messages)
        assert told.count("turn complete") == 2
        assert "interrupted" not in told
        assert [said.text for said in pair.session.history if said.role is Role.USER] == [
            "And this?",
            "hello there",
        ]

    run_virtually(scenario())


def test_a_client_s_own_silence_is_the_end() -> None:
    async def scenario() -> None:
        pair = pair_with(thinks_s=0.5)
        async with pair.running(setup(silence_duration_ms=200)):
            await pair.speak(voice.speech(SAID_MS) + voice.silence(BREATH_MS), chunk_ms=32)
            await asyncio.sleep(0.1)
            assert "hears hello there" in gist(pair.messages)
            await pair.turn()

    run_virtually(scenario())
