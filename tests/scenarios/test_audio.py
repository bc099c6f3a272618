"""Audio as callers really send it, and as it may leave (PROTOCOL 4.1, 4.2; P3)."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antiphon.session.backlog import MAX_UNHEARD
from antiphon.session.limits import Policy
from antiphon.session.states import State
from antiphon.talk import Heard
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import Setup
from kit import audio_s, brief, gist, setup, spoken

ONE_TURN = ["ready", "start", "hears hello there", "end", "generated", "turn complete"]
SPEECH = voice.silence(200) + voice.speech(700) + voice.silence(250) + voice.speech(500) + voice.silence(900)


class Stenographer(ScriptedEngine):
    """Writes down how loud each word was: ``low`` or ``high``."""

    def settle(self, turn: int, revision: int) -> None:
        windows = np.frombuffer(bytes(self.heard_pcm.get(turn, b"")), np.int16).astype(np.float64)
        windows = windows[: len(windows) // 1600 * 1600].reshape(-1, 1600)
        is_loud = windows.std(axis=1) > 500
        runs = np.split(windows.std(axis=1), np.flatnonzero(np.diff(is_loud)) + 1)
        text = " ".join("high" if run.max() > 5000 else "low" for run in runs if run.max() > 500)
        asyncio.get_running_loop().call_later(0.05, self._settled.put_nowait, Heard(turn, revision, text))


def loud(pcm: bytes) -> bytes:
    return (np.frombuffer(pcm, np.int16).astype(np.int32) * 3).clip(-32768, 32767).astype(np.int16).tobytes()


async def conversation(pieces: list[bytes], terms: Setup) -> tuple[list[str], dict[int, bytes]]:
    """What a caller gets who sends these pieces at once and then waits."""
    engine = ScriptedEngine()
    pair = LivePair(engine)
    async with pair.running(terms):
        for piece in pieces:
            await pair.client.send_audio(piece)
        await pair.turn()
    return [brief(frame) for frame in pair.messages], {
        turn: bytes(pcm) for turn, pcm in engine.heard_pcm.items()
    }


def cut(pcm: bytes, sizes: list[int]) -> list[bytes]:
    pieces, at, index = [], 0, 0
    while at < len(pcm):
        pieces.append(pcm[at : at + sizes[index % len(sizes)]])
        at, index = at + sizes[index % len(sizes)], index + 1
    return pieces


@settings(max_examples=25, deadline=None)
@given(sizes=st.lists(st.integers(101, 9001), min_size=1, max_size=8))
def test_chopping_audio_differently_changes_nothing(sizes: list[int]) -> None:
    expected = run_virtually(conversation([SPEECH], setup()))
    assert run_virtually(conversation(cut(SPEECH, sizes), setup())) == expected


def test_a_byte_at_a_time_is_audio_too() -> None:
    speech = voice.speech(250) + voice.silence(200)
    terms = setup(silence_duration_ms=100)
    assert run_virtually(conversation(cut(speech, [1]), terms)) == run_virtually(
        conversation([speech], terms)
    )


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("is_odd", [False, True])
def test_any_rate_is_heard_at_ours(rate: int, *, is_odd: bool) -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        pcm = voice.speech(1000, rate=rate) + voice.silence(800, rate=rate)
        size = rate // 50 * 2 + is_odd
        async with pair.running(setup()):
            for start in range(0, len(pcm), size):
                await pair.client.send_audio(pcm[start : start + size], rate=rate)
                await asyncio.sleep(0.02)
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN
        heard = np.frombuffer(bytes(engine.heard_pcm[1]), np.int16)
        loud_s = np.count_nonzero(np.abs(heard) > 300) / 16_000
        assert loud_s == pytest.approx(1.0, abs=0.2)  # noise is sometimes quiet

    run_virtually(scenario())


def test_a_caller_may_change_its_rate() -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup()):
            await pair.speak(voice.speech(500, rate=8_000), rate=8_000)
            await pair.speak(voice.speech(300, rate=48_000) + voice.silence(700, rate=48_000), rate=48_000)
            await pair.turn()
        assert gist(pair.messages) == ONE_TURN

    run_virtually(scenario())


def test_faster_than_real_time_gives_the_same_words_in_the_same_order() -> None:
    pcm = (voice.speech(600) + voice.silence(900) + loud(voice.speech(600)) + voice.silence(900)) * 2

    async def transcripts(chunk_ms: float, pause_s: float) -> str:
        pair = LivePair(Stenographer())
        async with pair.running(setup(interrupts=False)):
            for chunk in voice.chunks(pcm, chunk_ms):
                await pair.client.send_audio(chunk)
                await asyncio.sleep(pause_s)
            await asyncio.sleep(30)
            assert pair.session.state is State.LISTENING
        words = [brief(frame) for frame in pair.messages]
        return " ".join(word.removeprefix("hears ") for word in words if word.startswith("hears "))

    real_time = run_virtually(transcripts(20, 0.02))
    assert real_time == "low high low high"
    assert run_virtually(transcripts(20, 0.0025)) == real_time
    assert run_virtually(transcripts(len(pcm), 0)) == real_time


@pytest.mark.parametrize("lead_s", [0.1, 0.6, 2.0])
def test_audio_never_runs_further_ahead_than_the_lead_and_one_chunk(lead_s: float) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("word " * 30 + "end",))), policy=Policy(lead_s=lead_s))
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await pair.turn()
        dry_at = 0.0
        for now, frame in pair.channel.frames:
            if audio_s(frame):
                dry_at = max(dry_at, now) + audio_s(frame)
                assert dry_at - now <= lead_s + 0.1 + 1e-6
                assert audio_s(frame) == pytest.approx(0.1)
            if brief(frame) == "turn complete":
                assert now == pytest.approx(dry_at)
        assert spoken(pair.messages) == "word " * 30 + "end"

    run_virtually(scenario())


def test_a_steady_listener_hears_no_gap() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("word " * 30 + "end",))))
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await pair.turn()
        pieces = [(now, audio_s(frame)) for now, frame in pair.channel.frames if audio_s(frame)]
        began, played = pieces[0][0], 0.0
        for now, seconds in pieces:
            assert now <= began + played + 1e-6
            played += seconds

    run_virtually(scenario())


def test_generation_complete_follows_the_last_audio_at_once() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=("word " * 9 + "end",))))
        async with pair.running(setup()):
            await pair.client.send_text("tell")
            await pair.turn()
        instants = [(now, brief(frame)) for now, frame in pair.channel.frames]
        last_audio = max(now for now, word in instants if word == "audio")
        assert (last_audio, "generated") in instants

    run_virtually(scenario())


def test_utterances_pushed_at_once_are_turns_of_their_own() -> None:
    async def scenario() -> None:
        pushed = voice.speech(600) + voice.silence(2000) + voice.speech(500) + voice.silence(2000)
        engine = ScriptedEngine(Script(hears=("one", "two"), says=("First.", "Second."), settles_after_s=2.0))
        pair = LivePair(engine)
        async with pair.running(setup(interrupts=False)):
            await pair.client.send_audio(pushed)
            await pair.turn()
            await pair.turn()
        assert [word for word in gist(pair.messages) if word.startswith("hears")] == [
            "hears one",
            "hears two",
        ]
        assert spoken(pair.messages) == "First.Second."
        first, second = engine.heard_pcm.values()
        assert len(first) + len(second) < len(pushed)  # neither holds the silence between

    run_virtually(scenario())


def test_speech_that_follows_closely_goes_on_with_the_turn() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("one and two",), settles_after_s=2.0))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.speak(voice.speech(600) + voice.silence(900) + voice.speech(500) + voice.silence(700))
            await pair.turn()
        assert [word for word in gist(pair.messages) if word.startswith("hears")] == ["hears one and two"]

    run_virtually(scenario())


def waiting(pair: LivePair) -> int:
    backlog = pair.session._backlog
    assert backlog is not None
    return len(backlog)


def test_words_that_come_while_the_recogniser_hangs_are_not_kept_without_bound() -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(settles_after_s=1000)))
        async with pair.running(setup()):
            await pair.client.send_audio(voice.speech(600) + voice.silence(700))
            for _ in range(80):
                await pair.client.send_audio(voice.silence(1000))
            assert waiting(pair) <= MAX_UNHEARD
            await asyncio.sleep(60)
            assert not waiting(pair)
        assert gist(pair.messages)[-1] == "turn complete: GENERATED_OTHER"

    run_virtually(scenario())


def test_a_typed_question_while_the_recogniser_hangs_leaves_nobody_deaf() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(says=(("word " * 100).strip(), "Yes?"), settles_after_s=1000))
        pair = LivePair(engine)
        async with pair.running(setup()):
            await pair.client.send_audio(
                voice.speech(600) + voice.silence(3000)
            )  # more than is understood yet
            await asyncio.sleep(0.5)
            assert waiting(pair)
            await pair.client.send_text("anybody there?")
            await asyncio.sleep(2)
            await pair.speak(voice.speech(600))
            assert not waiting(pair)
        assert gist(pair.messages)[-2:] == ["interrupted", "turn complete"]

    run_virtually(scenario())
