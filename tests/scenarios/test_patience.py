"""When a pause that is judged ends a turn (DESIGN 5: endpointing). A piece of 32 ms is heard when it is sent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from antiphon.talk import Cues
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from antiphon.turns.endpointing import USUAL, weigh
from antiphon.wire.setup import EndSensitivity
from kit import at, gist, setup

WINDOW_S = 0.032
SAID_S = 0.64
PAUSE_S = SAID_S + WINDOW_S
"""When the second window of silence is heard, and the umpire is asked."""
ONE_TURN = ["ready", "start", "hears hello there", "end", "generated", "turn complete"]
LOW: dict[str, Any] = {"end_of_speech_sensitivity": EndSensitivity.LOW}


def after(windows: int) -> float:
    """When so many windows of silence have been heard."""
    return SAID_S + (windows - 1) * WINDOW_S


def pair_with(umpire: ScriptedUmpire | None, closed: float = 0.99, settles_after_s: float = 0.0) -> LivePair:
    """Transcripts come at once and are whole sentences, unless it is said: what is measured is the silence."""
    return LivePair(ScriptedEngine(Script(settles_after_s=settles_after_s, closed=closed)), umpire=umpire)


def ending(
    umpire: ScriptedUmpire | None,
    *,
    closed: float = 0.99,
    settles_after_s: float = 0.0,
    silence_ms: int = 1500,
    **detection: Any,
) -> float:
    """When the turn of one who says something and is silent then has ended."""

    async def scenario() -> float:
        pair = pair_with(umpire, closed, settles_after_s)
        async with pair.running(setup(**detection)):
            await pair.speak(voice.speech(640) + voice.silence(silence_ms), chunk_ms=32)
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        return at(pair.channel.frames, "end")

    return run_virtually(scenario())


@pytest.mark.parametrize(
    ("detection", "verdict", "closed", "windows"),
    [
        ({}, 0.9, 0.99, 6),
        ({}, 1.0, 0.97, 6),
        ({}, 0.1, 0.05, 25),
        ({}, 0.0, 0.01, 25),
        (LOW, 0.9, 0.99, 10),
        (LOW, 0.1, 0.05, 38),
    ],
)
def test_who_has_finished_is_answered_soon_and_who_has_not_is_waited_for(
    detection: dict[str, Any], verdict: float, closed: float, windows: int
) -> None:
    assert ending(ScriptedUmpire(verdict), closed=closed, **detection) == pytest.approx(after(windows))


def test_who_may_have_finished_is_answered_in_between() -> None:
    found = weigh(0.5, Cues(words=2, closed=0.55))
    assert found is not None
    windows = -(-USUAL.silence_ms(found.score) // 32)
    assert 6 < windows < 25
    assert ending(ScriptedUmpire(0.5), closed=0.55) == pytest.approx(after(windows))


@pytest.mark.parametrize(("settles_after_s", "expected"), [(0.05, after(6)), (0.4, PAUSE_S + 0.4 + 0.05)])
def test_words_that_come_late_end_the_turn_when_they_come(settles_after_s: float, expected: float) -> None:
    """The sound alone is waited for longer. Nothing can be heard before the answer is made, 50 ms later."""
    assert ending(ScriptedUmpire(0.5), settles_after_s=settles_after_s) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("takes_s", "expected"), [(0.0, after(6)), (0.17, PAUSE_S + 0.17), (0.5, PAUSE_S + 0.5)]
)
def test_a_late_verdict_ends_the_turn_when_it_comes(takes_s: float, expected: float) -> None:
    """Also between two windows."""
    assert ending(ScriptedUmpire(0.9, takes_s=takes_s)) == pytest.approx(expected)


@pytest.mark.parametrize("umpire", [ScriptedUmpire(None), ScriptedUmpire(0.9, takes_s=5.0)])
def test_a_verdict_that_never_comes_or_too_late_is_not_waited_for(umpire: ScriptedUmpire) -> None:
    assert ending(umpire, silence_ms=7000) == pytest.approx(after(25))
    assert umpire.dropped == [(1, 0)]


@pytest.mark.parametrize(("detection", "windows"), [({}, 16), (LOW, 25)])
def test_without_a_turn_detector_silence_alone_counts(detection: dict[str, Any], windows: int) -> None:
    assert ending(None, **detection) == pytest.approx(after(windows))


@pytest.mark.parametrize("silence_ms", [100, 300, 1000])
def test_the_callers_own_number_is_kept_exactly_and_nobody_is_asked(silence_ms: int) -> None:
    umpire = ScriptedUmpire(1.0)
    windows = -(-silence_ms // 32)
    assert ending(umpire, silence_duration_ms=silence_ms, **LOW) == pytest.approx(after(windows))
    assert umpire.asked == []


def test_the_umpire_hears_the_turn_and_the_silence_it_is_used_to() -> None:
    umpire = ScriptedUmpire(0.9)
    said, quiet = voice.speech(640), voice.silence(1500)
    ending(umpire)
    [(turn, revision, heard)] = umpire.asked
    assert (turn, revision) == (1, 0)
    assert heard == said + quiet[: 64 * 32] + bytes((200 - 64) * 32)


def test_the_umpire_hears_no_more_than_the_last_eight_seconds() -> None:
    umpire = ScriptedUmpire(0.9)
    said, quiet = voice.speech(20_000), voice.silence(1000)

    async def scenario() -> None:
        pair = pair_with(umpire)
        async with pair.running(setup()):
            await pair.speak(said + quiet, chunk_ms=32)
            await pair.turn()

    run_virtually(scenario())
    [(_, _, heard)] = umpire.asked
    assert heard == (said + quiet[: 64 * 32])[-8000 * 32 :] + bytes((200 - 64) * 32)


@pytest.mark.parametrize("takes_s", [0.05, 0.3])
def test_speech_that_goes_on_leaves_the_verdict_behind(takes_s: float) -> None:
    """A verdict on the first pause ends nothing in the second, where another one is asked for."""
    umpire = ScriptedUmpire(0.9, None, takes_s=takes_s)

    async def scenario() -> None:
        pair = pair_with(umpire)
        async with pair.running(setup()):
            await pair.speak(voice.speech(640) + voice.silence(160) + voice.speech(320), chunk_ms=32)
            await pair.speak(voice.silence(1500), chunk_ms=32)
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert at(pair.channel.frames, "end") == pytest.approx(0.64 + 0.16 + 0.32 + 24 * WINDOW_S)

    run_virtually(scenario())
    assert [(turn, revision) for turn, revision, _ in umpire.asked] == [(1, 0), (1, 1)]
    assert umpire.dropped == [(1, 0)] * (takes_s > 0.05) + [(1, 1)]


def test_a_turn_that_was_ended_goes_on_if_it_is_not_yet_answered() -> None:
    umpire = ScriptedUmpire(0.9)

    async def scenario() -> None:
        engine = ScriptedEngine(Script(settles_after_s=0.6))
        pair = LivePair(engine, umpire=umpire)
        async with pair.running(setup()):
            await pair.speak(voice.speech(640) + voice.silence(320) + voice.speech(640), chunk_ms=32)
            await pair.speak(voice.silence(1500), chunk_ms=32)
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert list(engine.heard_pcm) == [1]

    run_virtually(scenario())
    assert [(turn, revision) for turn, revision, _ in umpire.asked] == [(1, 0), (1, 1)]


def test_the_end_of_the_stream_waits_for_no_verdict() -> None:
    umpire = ScriptedUmpire(0.0, takes_s=0.3)

    async def scenario() -> None:
        pair = pair_with(umpire)
        async with pair.running(setup()):
            await pair.speak(voice.speech(640) + voice.silence(128), chunk_ms=32)
            await pair.client.send_audio_stream_end()
            await pair.turn()
            await asyncio.sleep(5)
        assert gist(pair.messages) == ONE_TURN
        assert at(pair.channel.frames, "end") == pytest.approx(SAID_S + 0.128)

    run_virtually(scenario())
    assert umpire.dropped == [(1, 0)]


@pytest.mark.parametrize(("verdict", "expected"), [(0.0, SAID_S + 0.096 + 0.5), (0.9, SAID_S + 0.096 + 0.5)])
def test_who_stops_sending_in_a_pause_is_answered_after_half_a_second(
    verdict: float, expected: float
) -> None:
    """Too little silence has come for any verdict, and no more comes."""

    async def scenario() -> None:
        pair = pair_with(ScriptedUmpire(verdict))
        async with pair.running(setup()):
            await pair.speak(voice.speech(640) + voice.silence(128), chunk_ms=32)
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert at(pair.channel.frames, "end") == pytest.approx(expected)

    run_virtually(scenario())


@pytest.mark.parametrize("pause_ms", [320, 640])
def test_sound_that_comes_all_at_once_is_judged_by_what_it_holds(pause_ms: int) -> None:
    """No verdict can be there by then: a pause that is short enough is one, however late it is judged."""
    umpire = ScriptedUmpire(0.9)

    async def scenario() -> None:
        pair = pair_with(umpire)
        async with pair.running(setup()):
            await pair.client.send_audio(voice.speech(640) + voice.silence(pause_ms) + voice.speech(640))
            await pair.client.send_audio(voice.silence(1500))
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


def test_sound_that_came_at_once_and_ends_in_a_pause_ends_when_that_is_judged() -> None:
    async def scenario() -> None:
        pair = pair_with(ScriptedUmpire(0.9, takes_s=0.2))
        async with pair.running(setup()):
            await pair.client.send_audio(voice.speech(640) + voice.silence(320))
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert at(pair.channel.frames, "end") == pytest.approx(0.2)

    run_virtually(scenario())


def test_a_declared_activity_is_nobodys_to_judge() -> None:
    umpire = ScriptedUmpire(1.0)

    async def scenario() -> None:
        pair = pair_with(umpire)
        async with pair.running(setup(disabled=True)):
            await pair.client.send_activity_start()
            await pair.speak(voice.speech(640) + voice.silence(2000))
            assert gist(pair.messages) == ["ready", "start"]
            await pair.client.send_activity_end()
            await pair.turn()

    run_virtually(scenario())
    assert umpire.asked == []


def test_who_speaks_beneath_an_answer_is_judged_too() -> None:
    umpire = ScriptedUmpire(0.9)

    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("word " * 20 + "end.", "Yes."))), umpire=umpire)
        async with pair.running(setup(interrupts=False)):
            for _ in range(2):
                await pair.speak(voice.speech(640) + voice.silence(640), chunk_ms=32)
            await pair.turn()
            await pair.turn()

    run_virtually(scenario())
    assert [turn for turn, _, _ in umpire.asked] == [1, 2]


def test_a_verdict_after_the_call_is_nobodys() -> None:
    async def scenario() -> None:
        pair = pair_with(ScriptedUmpire(0.9, takes_s=3.0))
        async with pair.running(setup()):
            await pair.speak(voice.speech(640) + voice.silence(160), chunk_ms=32)
        await asyncio.sleep(5)
        pair.session.turn_score(1, 0, 0.9, 10.0)
        assert pair.session.drain() == []

    run_virtually(scenario())
