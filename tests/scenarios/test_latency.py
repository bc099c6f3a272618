"""Where the time of a turn goes, as a caller who asks is told beside ``turnComplete`` (DESIGN 8)."""

from __future__ import annotations

import asyncio
from typing import Any

from structlog.testing import capture_logs

from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import Extension
from kit import setup, with_members

ASKS = Extension(latency=True)


def told(script: Script, *, asks: bool = True, is_typed: bool = False) -> Any:
    """What came beside the end of one turn."""

    async def scenario() -> Any:
        pair = LivePair(ScriptedEngine(script))
        async with pair.running(with_members(setup(), antiphon=ASKS if asks else None)):
            if is_typed:
                await pair.client.send_text("hello")
            else:
                await pair.speak(voice.speech(640) + voice.silence(1500), chunk_ms=32)
            await pair.turn()
        (end,) = [frame for _, frame in pair.channel.frames if "turnComplete" in str(frame)]
        assert end["serverContent"][
            "turnComplete"
        ]  # never alone: the Python SDK raises on what it does not know
        return end.get("antiphon")

    return run_virtually(scenario())


def test_a_slow_recogniser_and_a_slow_model_are_told_apart() -> None:
    latency = told(Script(settles_after_s=0.6, thinks_s=0.2))["latency"]
    assert latency["endpointMs"] == 512
    # Asked for after two windows of silence, sixteen of which end the turn.
    assert latency["recognitionMs"] == 600 - (512 - 64)
    assert latency["modelMs"] == 200
    assert latency["totalMs"] == 512 + 152 + 200 + latency.get("synthesisMs", 0) + latency.get("releaseMs", 0)
    assert "draftHit" not in latency


def test_a_draft_that_is_ready_costs_nothing_but_the_silence() -> None:
    latency = told(Script(settles_after_s=0.0, thinks_s=0.1))["latency"]
    assert latency["draftHit"]
    assert latency["totalMs"] == latency["endpointMs"] == 512


def test_a_typed_question_has_no_silence_to_wait_for() -> None:
    latency = told(Script(thinks_s=0.3), is_typed=True)["latency"]
    assert "endpointMs" not in latency
    assert latency["modelMs"] == latency["totalMs"] == 300


def typed_after_speech(script: Script, *, wait_s: float) -> Any:
    """What is told of a typed question that comes ``wait_s`` after a spoken turn was taken to be over."""

    async def scenario() -> Any:
        pair = LivePair(ScriptedEngine(script))
        async with pair.running(with_members(setup(), antiphon=ASKS)):
            await pair.speak(voice.speech(640) + voice.silence(1500), chunk_ms=32)
            await asyncio.sleep(wait_s)
            await pair.client.send_text("hello")
            await pair.turn()
        first = next(frame for _, frame in pair.channel.frames if "turnComplete" in str(frame))
        return first["antiphon"]["latency"]

    return run_virtually(scenario())


def test_words_typed_while_speech_is_written_down_have_no_silence_to_wait_for() -> None:
    latency = typed_after_speech(Script(settles_after_s=5.0, thinks_s=0.3), wait_s=0.1)
    assert "endpointMs" not in latency
    assert "recognitionMs" not in latency
    assert latency["totalMs"] == 300


def test_speech_without_words_leaves_nothing_to_the_next_turn() -> None:
    latency = typed_after_speech(Script(hears=("",), thinks_s=0.3), wait_s=9.0)
    assert "endpointMs" not in latency
    assert latency["totalMs"] == 300


def test_who_does_not_ask_is_told_nothing() -> None:
    assert told(Script(), asks=False) is None


def test_the_log_has_a_line_of_it_for_each_turn() -> None:
    with capture_logs() as lines:
        told(Script(thinks_s=0.3), is_typed=True)
    (line,) = [line for line in lines if line["event"].startswith("= turn")]
    assert line["event"] == "= turn 1: llm 300 | tts 0 | out 0 → 300 ms"
