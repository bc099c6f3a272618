"""What ``realtimeInputConfig`` does to a conversation: thresholds and coverage (PROTOCOL 2.5, 4.4, 4.7)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from antiphon.session.profiles import Caller
from antiphon.talk import INPUT_RATE
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import (
    AutomaticActivityDetection,
    EndSensitivity,
    RealtimeInputConfig,
    Setup,
    StartSensitivity,
    TurnCoverage,
)
from kit import NEWER, OLDER, at, gist, setup, with_members

WINDOW_S = 0.032
VERTEX = Caller(is_vertex=True)
LOW_START = {"start_of_speech_sensitivity": StartSensitivity.LOW}
LOW_END = {"end_of_speech_sensitivity": EndSensitivity.LOW}


def covering(coverage: TurnCoverage | None, model: str = OLDER) -> Setup:
    detection = AutomaticActivityDetection()
    config = RealtimeInputConfig(automatic_activity_detection=detection, turn_coverage=coverage)
    return with_members(setup(model=model), realtime_input_config=config)


def faint(ms: float) -> bytes:
    """As likely speech as not, and a little more: 0.6."""
    samples = np.random.default_rng(3).normal(0, 203, int(INPUT_RATE * ms / 1000))
    return samples.astype(np.int16).tobytes()


@pytest.mark.parametrize(
    ("caller", "detection", "windows"),
    [
        (Caller(), {}, 2),
        (Caller(), LOW_START, 4),
        (VERTEX, {}, 4),
        (VERTEX, {"start_of_speech_sensitivity": StartSensitivity.HIGH}, 2),
        (VERTEX, {"prefix_padding_ms": 0}, 1),
        (Caller(), {"prefix_padding_ms": 20}, 1),
        (Caller(), {"prefix_padding_ms": 200}, 7),
        (Caller(), LOW_START | {"prefix_padding_ms": 33}, 2),
    ],
)
def test_speech_begins_after_as_much_of_it_as_was_agreed(
    caller: Caller, detection: dict[str, Any], windows: int
) -> None:
    async def scenario() -> None:
        pair = LivePair(caller=caller)
        async with pair.running(setup(**detection)):
            await pair.speak(voice.silence(320) + voice.speech(640) + voice.silence(960), chunk_ms=32)
            await pair.turn()
        # A piece is heard when it is sent, which is when it begins.
        assert at(pair.channel.frames, "start") == pytest.approx(0.32 + (windows - 1) * WINDOW_S)
        (offset, *_) = [
            frame["voiceActivity"]["audioOffset"] for frame in pair.messages if "voiceActivity" in frame
        ]
        assert offset == "0.320s"

    run_virtually(scenario())


@pytest.mark.parametrize(
    ("caller", "detection", "silence_ms"),
    [
        (Caller(), {}, 500),
        (VERTEX, {}, 500),
        (Caller(), LOW_END, 800),
        (VERTEX, LOW_END, 800),
        (VERTEX, LOW_END | {"silence_duration_ms": 100}, 100),
    ],
)
def test_speech_ends_after_as_much_silence_as_was_agreed(
    caller: Caller, detection: dict[str, Any], silence_ms: int
) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(settles_after_s=0.0)), caller=caller)
        async with pair.running(setup(**detection)):
            await pair.speak(voice.speech(640) + voice.silence(1200), chunk_ms=32)
            await pair.turn()
        windows = -(-silence_ms // 32)
        assert at(pair.channel.frames, "end") == pytest.approx(0.64 + (windows - 1) * WINDOW_S)

    run_virtually(scenario())


@pytest.mark.parametrize(("detection", "is_heard"), [({}, True), (LOW_START, False)])
def test_faint_speech_is_only_heard_by_who_listens_closely(
    detection: dict[str, Any], *, is_heard: bool
) -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(**detection)):
            await pair.speak(voice.silence(320) + faint(640) + voice.silence(960), chunk_ms=32)
        assert ("start" in gist(pair.messages)) is is_heard

    run_virtually(scenario())


@pytest.mark.parametrize("model", [OLDER, NEWER])
@pytest.mark.parametrize(
    "coverage", [None, TurnCoverage.ONLY_ACTIVITY, TurnCoverage.AUDIO_ACTIVITY_AND_ALL_VIDEO]
)
def test_without_being_asked_no_more_than_a_syllable_of_silence_is_taken_in(
    coverage: TurnCoverage | None, model: str
) -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        before, speech, after = voice.silence(3200), voice.speech(640), voice.silence(640)
        async with pair.running(covering(coverage, model)):
            await pair.speak(before + speech + after, chunk_ms=32)
            await pair.turn()
        assert engine.heard_pcm[1].startswith(before[-300 * 32 :] + speech)

    run_virtually(scenario())


def test_all_input_is_taken_in_from_the_last_turn_on() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        stream = b"".join(
            voice.silence(2048, seed=seed) + voice.speech(640, seed=seed) + voice.silence(640, seed=seed + 50)
            for seed in (11, 12, 13)
        )
        async with pair.running(covering(TurnCoverage.ALL_INPUT)):
            await pair.speak(stream, chunk_ms=32)
            for _ in range(3):
                await pair.turn()
        heard = b"".join(bytes(engine.heard_pcm[turn]) for turn in (1, 2, 3))
        assert stream.startswith(heard)  # no sample twice, none left out
        assert len(stream) - len(heard) < 640 * 32

    run_virtually(scenario())


def test_all_input_is_no_more_than_ten_seconds() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        before, speech = voice.silence(30_016), voice.speech(640)
        async with pair.running(covering(TurnCoverage.ALL_INPUT)):
            await pair.speak(before + speech + voice.silence(640), chunk_ms=32)
            await pair.turn()
        assert engine.heard_pcm[1].startswith(before[-10_000 * 32 :] + speech)

    run_virtually(scenario())
