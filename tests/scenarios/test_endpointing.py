"""When a spoken turn ends, and what is made of it until then (PROTOCOL 4.4 to 4.6; DESIGN 5)."""

from __future__ import annotations

import asyncio

import pytest

from antiphon.session.states import State
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from kit import at, gist, setup, spoken

WINDOW_S = 0.032
ONE_TURN = ["ready", "start", "hears hello there", "end", "generated", "turn complete"]


def test_speech_that_resumes_within_the_pause_is_one_turn_with_both_halves() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(thinks_s=0.3))
        pair = LivePair(engine)
        first, pause, second = voice.speech(600), voice.silence(300), voice.speech(600, seed=5)
        async with pair.running(setup()):
            await pair.speak(first + pause + second + voice.silence(700))
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert len(engine.heard_pcm) == 1
        assert bytes(engine.heard_pcm[1]).startswith(first + pause + second)

        assert [prompt.tentative for prompt in engine.prompts] == [True, True]
        assert [prompt.user.revision for prompt in engine.prompts if prompt.user] == [0, 1]
        assert engine.cancelled == [1]  # the draft of the first half, without trace
        assert engine.committed == [2]

    run_virtually(scenario())


def test_a_committed_draft_answers_as_soon_as_the_silence_is_over() -> None:
    async def scenario() -> None:
        script = Script(settles_after_s=0.1, thinks_s=0.2)  # both fit into the silence
        pair = LivePair(ScriptedEngine(script))
        async with pair.running(setup(silence_duration_ms=500)):
            await pair.speak(voice.speech(640) + voice.silence(700))
            await pair.turn()
        end = at(pair.channel.frames, "end")
        assert 0.64 + 0.5 <= end <= 0.64 + 0.5 + WINDOW_S + 0.02
        assert at(pair.channel.frames, "audio") == end

    run_virtually(scenario())


def test_a_slow_transcript_delays_the_answer_but_loses_nothing() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(settles_after_s=2.0))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(600) + voice.silence(700))
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert [prompt.tentative for prompt in engine.prompts] == [False]

    run_virtually(scenario())


def test_no_more_than_three_drafts_a_turn() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(thinks_s=0.01))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak((voice.speech(300) + voice.silence(300)) * 6 + voice.silence(700))
            await pair.turn()
        assert [prompt.tentative for prompt in engine.prompts] == [True, True, True, False]
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


@pytest.mark.parametrize("silence_ms", [0, 100, 320, 500, 1000, 2000])
def test_silence_duration_is_honoured_in_audio_time(silence_ms: int) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(settles_after_s=0.0)))
        async with pair.running(setup(silence_duration_ms=silence_ms)):
            await pair.speak(voice.speech(640) + voice.silence(silence_ms + 300), chunk_ms=32)
            await pair.turn()
        windows = max(-(-silence_ms // 32), 1)
        assert at(pair.channel.frames, "end") == pytest.approx(0.64 - 0.032 + windows * 0.032, abs=0.001)

    run_virtually(scenario())


def test_a_pause_shorter_than_the_silence_asked_for_ends_nothing() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(silence_duration_ms=2000)):
            await pair.speak(
                voice.speech(500) + voice.silence(1900) + voice.speech(500) + voice.silence(2100)
            )
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


def test_the_end_of_the_stream_ends_the_turn_at_once() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup(silence_duration_ms=5000)):
            await pair.speak(voice.speech(640))
            await pair.client.send_audio_stream_end()
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        assert at(pair.channel.frames, "end") == pytest.approx(0.64 + engine.script.settles_after_s)
        assert bytes(engine.heard_pcm[1]) == voice.speech(640)

    run_virtually(scenario())


def test_the_end_of_the_stream_counts_for_audio_that_came_in_one_piece_with_it() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(silence_duration_ms=5000)):
            await pair.client.send_audio(voice.speech(1000))
            await pair.client.send_audio_stream_end()
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


def test_the_end_of_a_silent_stream_is_no_turn_and_speech_may_follow() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.speak(voice.silence(500))
            await pair.client.send_audio_stream_end()
            await asyncio.sleep(5)
            assert gist(pair.messages) == ["ready"]
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


def test_a_caller_who_just_stops_sending_gets_an_answer() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(640))
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        last_audio = 0.62
        assert at(pair.channel.frames, "end") == pytest.approx(
            last_audio + 0.5 + engine.script.settles_after_s, abs=0.001
        )

    run_virtually(scenario())


def test_noise_too_short_for_a_word_is_no_turn() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            for _ in range(5):
                await pair.speak(voice.speech(32) + voice.silence(480), chunk_ms=32)
            await asyncio.sleep(60)
        assert gist(pair.messages) == ["ready"]

    run_virtually(scenario())


def test_sound_in_which_nothing_was_said_is_no_turn() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("",)))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await asyncio.sleep(60)
            assert pair.session.state is State.LISTENING
        assert gist(pair.messages) == ["ready", "start", "end"]
        assert engine.prompts == []

    run_virtually(scenario())


def test_an_empty_manual_window_is_completed_and_the_session_lives() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("Yes.",))))
        async with pair.running(setup(disabled=True)):
            await pair.client.send_activity_start()
            await pair.client.send_activity_end()
            await pair.turn()
            assert gist(pair.messages) == ["ready", "start", "end", "turn complete"]
            await pair.client.send_activity_start()
            await pair.speak(voice.speech(300))
            await pair.client.send_activity_end()
            await pair.turn()
        assert spoken(pair.messages) == "Yes."

    run_virtually(scenario())


def test_declared_activity_means_nothing_where_activity_is_detected() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.client.send_activity_start()
            await pair.client.send_activity_end()
            await asyncio.sleep(60)
        assert gist(pair.messages) == ["ready"]

    run_virtually(scenario())


def test_the_end_of_the_stream_means_nothing_where_activity_is_declared() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(disabled=True)):
            await pair.client.send_activity_start()
            await pair.speak(voice.speech(300))
            await pair.client.send_audio_stream_end()
            await asyncio.sleep(60)
            assert gist(pair.messages) == ["ready", "start"]
            await pair.client.send_activity_end()
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


def test_a_manual_turn_that_goes_on_beneath_an_answer_leaves_out_what_lay_between() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("begin", "both"), says=("word " * 30 + "end.", "Yes.")))
        pair = LivePair(engine)
        one, between, two = (voice.speech(400, seed=seed) for seed in (3, 4, 5))
        async with pair.running(setup(disabled=True, interrupts=False)):
            await pair.client.send_activity_start()
            await pair.speak(voice.speech(400))
            await pair.client.send_activity_end()
            await pair.speak(between)  # the answer has begun
            for half in (one, two):
                await pair.client.send_activity_start()
                await pair.speak(half)
                await pair.client.send_activity_end()
                await pair.speak(between)
            await pair.turn()
            await pair.turn()
        assert bytes(engine.heard_pcm[2]) == one + two

    run_virtually(scenario())
