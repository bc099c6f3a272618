"""A conversation over several connections (PROTOCOL 4.11, 10.8; 7, rows 22 to 25)."""

from __future__ import annotations

import asyncio

import pytest

from antiphon.runtime.lobby import KEEP_S, Lobby
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Role, Said
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import Closed, LivePair
from antiphon.wire.setup import GenerationConfig, ResponseModality, SessionResumption, Setup
from antiphon.wire.types import Content, Part
from kit import gist, setup, spoken, with_members

STORY = "one two three four five six seven eight nine ten"


def resumable(handle: str | None = None, system: str = "") -> Setup:
    return with_members(
        setup(),
        session_resumption=SessionResumption(handle=handle),
        system_instruction=Content(parts=(Part(text=system),)) if system else None,
    )


def handle_of(pair: LivePair) -> str:
    """What a client reads right after ``setupComplete`` (row 24)."""
    update = pair.messages[1]["sessionResumptionUpdate"]
    assert update["resumable"] is True
    return str(update["newHandle"])


def test_10_8_go_away_and_the_same_conversation_on_another_connection() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        first = LivePair(policy=Policy(connection_s=600), lobby=lobby)
        async with first.running(resumable()):
            await first.client.send_text("I am Ann.")
            await first.turn()
            await asyncio.sleep(541)
            assert gist(first.messages)[-1] == "go away 60s"
            handle = handle_of(first)
        second = LivePair(policy=Policy(connection_s=600), lobby=lobby)
        async with second.running(resumable(handle, system="Be a pirate.")):
            assert handle_of(second) == handle  # one stable handle
            await second.client.send_text("Who am I?")
            await second.turn()
        assert gist(second.messages) == ["ready", f"resume with {handle}", "generated", "turn complete"]
        assert isinstance(second.engine, ScriptedEngine)
        (prompt,) = second.engine.prompts
        assert prompt.system == "Be a pirate."  # row 25: the new setup holds
        assert prompt.history == (
            Said(Role.USER, "I am Ann."),
            Said(Role.MODEL, "Nice to meet you.", 19_200),
        )

    run_virtually(scenario())


def test_row_22_the_newest_connection_takes_over_from_one_that_is_half_open() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        old = LivePair(ScriptedEngine(Script(says=(STORY,))), lobby=lobby)
        async with old.running(resumable()):
            await old.client.send_text("count")
            await asyncio.sleep(1.05)
            new = LivePair(lobby=lobby)
            async with new.running(resumable(handle_of(old))):
                await old.turn()
                with pytest.raises(Closed) as ending:
                    await old.client.receive()
                assert ending.value.code == 1000
                await new.client.send_text("go on")
                await new.turn()
        assert gist(old.messages)[-2:] == ["interrupted", "turn complete"]
        assert isinstance(new.engine, ScriptedEngine)
        assert new.engine.prompts[0].history == (
            Said(Role.USER, "count"),
            Said(Role.MODEL, "one two three four five", 24_000, is_cut=True),
        )

    run_virtually(scenario())


def test_row_23_a_dropped_connection_is_resumed_at_once_and_its_question_answered() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        first = LivePair(ScriptedEngine(Script(thinks_s=5)), lobby=lobby)
        async with first.running(resumable()):
            await first.client.send_text("what is it?")
            await asyncio.sleep(1)
            handle = handle_of(first)
            await first.channel.close(1006)
        second = LivePair(ScriptedEngine(Script(says=("It is so.",))), lobby=lobby)
        async with second.running(resumable(handle)):
            await second.turn()
        assert spoken(second.messages) == "It is so."

    run_virtually(scenario())


def test_row_24_the_handle_is_there_before_anything_else_and_never_changes() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(resumable()):
            for _ in range(3):
                await pair.client.send_text("hi")
                await pair.turn()
        assert gist(pair.messages)[:2] == ["ready", f"resume with {handle_of(pair)}"]
        assert sum("sessionResumptionUpdate" in message for message in pair.messages) == 1

    run_virtually(scenario())


def test_row_25_what_the_new_setup_says_holds() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        first = LivePair(lobby=lobby)
        async with first.running(resumable(system="Be brief.")):
            handle = handle_of(first)
        second = LivePair(lobby=lobby)
        async with second.running(resumable(handle, system="Be a pirate.")):
            await second.client.send_text("hi")
            await second.turn()
        assert isinstance(second.engine, ScriptedEngine)
        assert [prompt.system for prompt in second.engine.prompts] == ["Be a pirate."]

    run_virtually(scenario())


def test_a_handle_nobody_knows_is_refused() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        first = LivePair(lobby=lobby)
        async with first.running(resumable()):
            handle = handle_of(first)
        await asyncio.sleep(KEEP_S)
        for each in (handle, "guessed"):
            late = LivePair(lobby=lobby)
            async with late.running():
                await late.client.send(resumable(each))
                with pytest.raises(Closed) as ending:
                    await late.client.receive()
            assert ending.value.code == 1008
            assert ending.value.reason == "BidiGenerateContent session not found"

    run_virtually(scenario())


def test_who_did_not_ask_gets_no_handle_and_leaves_nothing_behind() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        pair = LivePair(lobby=lobby)
        async with pair.running(setup()):
            await pair.client.send_text("hi")
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]
        assert lobby.claim(pair.session.handle) is None

    run_virtually(scenario())


def test_livekit_is_told_its_handle_after_every_turn() -> None:
    """It takes that for the moment up to which we know the conversation (PROTOCOL 6.5)."""

    async def scenario() -> None:
        caller = Caller(client="google-genai-sdk/3.4.0 gl-python/3.11 livekit-agents/1.8.9")
        pair = LivePair(caller=caller)
        async with pair.running(resumable()):
            for _ in range(2):
                await pair.client.send_text("hi")
                await pair.turn()
        handle = f"resume with {handle_of(pair)}"
        turn = ["generated", "turn complete", handle]
        assert gist(pair.messages) == ["ready", handle, *turn, *turn]

    run_virtually(scenario())


def test_a_setup_that_is_refused_costs_nobody_a_session() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        first = LivePair(lobby=lobby)
        async with first.running(resumable()):
            await first.client.send_text("I am Ann.")
            await first.turn()
            handle = handle_of(first)
        wrong = LivePair(lobby=lobby)
        async with wrong.running():
            await wrong.client.send(
                with_members(
                    resumable(handle),
                    generation_config=GenerationConfig(response_modalities=(ResponseModality.VIDEO,)),
                )
            )
            with pytest.raises(Closed) as ending:
                await wrong.client.receive()
            assert ending.value.code == 1007
        right = LivePair(lobby=lobby)
        async with right.running(resumable(handle)):
            assert [said.text for said in right.session.history] == ["I am Ann.", "Nice to meet you."]

    run_virtually(scenario())


def test_nor_does_it_end_the_connection_that_holds_it() -> None:
    async def scenario() -> None:
        lobby = Lobby(asyncio.get_running_loop().time)
        first = LivePair(lobby=lobby)
        async with first.running(resumable()):
            wrong = LivePair(lobby=lobby)
            async with wrong.running():
                video = GenerationConfig(response_modalities=(ResponseModality.VIDEO,))
                await wrong.client.send(with_members(resumable(handle_of(first)), generation_config=video))
                with pytest.raises(Closed):
                    await wrong.client.receive()
            await first.client.send_text("still there?")
            await first.turn()
        assert gist(first.messages)[-2:] == ["generated", "turn complete"]

    run_virtually(scenario())
