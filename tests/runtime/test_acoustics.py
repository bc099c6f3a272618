from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import numpy as np
import pytest
import soxr

from antiphon.runtime.acoustics import SILENCE_DB, level_db
from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Acoustics, Audio, EngineEvent, Prompt, Text
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.turns.echo import F32
from kit import setup

CHUNK_MS = 20


def syllables(seconds: float, seed: int, rate: int) -> bytes:
    """Bursts of noise of unequal length and loudness: the same at any rate."""
    random, made = np.random.default_rng(seed), b""
    while len(made) < seconds * rate * 2:
        length, gain = random.uniform(80, 280), random.uniform(0.2, 1)
        burst = np.frombuffer(voice.speech(length, rate=rate), np.int16) * gain
        made += burst.astype(np.int16).tobytes() + voice.silence(random.choice([20, 60, 150]), rate=rate)
    return made


class Talker(ScriptedEngine):
    """Says what sounds like speech, faster than it is heard, until it is enough."""

    async def respond(self, generation: int, prompt: Prompt) -> AsyncGenerator[EngineEvent, None]:
        del generation
        yield Text("on and on")
        if prompt.user is not None and prompt.user.text == "enough":
            return
        for chunk in voice.chunks(syllables(8, 1, OUTPUT_RATE), 100, rate=OUTPUT_RATE):
            yield Audio(chunk)


async def conversation(microphone: bytes, seconds: float, speech_s: float) -> Acoustics:
    """A caller asks in writing, and sends this while the answer is played; what its last second is like."""
    pair = LivePair(Talker())
    async with pair.running(setup(interrupts=False)):
        await pair.client.send_text("go on")
        await pair.speak(microphone[: int(seconds * INPUT_RATE) * 2], chunk_ms=CHUNK_MS)
        stop = int(seconds * INPUT_RATE) // 512 * 512
        return pair.driver._meter.measure(stop - INPUT_RATE, stop, stop - int(speech_s * INPUT_RATE))


def echoed(delay_ms: float, gain: float) -> bytes:
    """The answer as the microphone takes it up."""
    sent = np.frombuffer(syllables(8, 1, OUTPUT_RATE), np.int16) * gain
    heard: bytes = soxr.resample(sent, OUTPUT_RATE, INPUT_RATE).astype(np.int16).tobytes()
    return voice.silence(delay_ms) + heard


@pytest.mark.parametrize("delay_ms", [40, 300, 900])
def test_an_answer_that_comes_back_is_like_what_was_sent(delay_ms: float) -> None:
    heard = run_virtually(conversation(echoed(delay_ms, 0.1), 3.2, 1.0))
    assert heard.echo > 0.8
    assert -50 < heard.level_db < -30


def test_somebody_else_is_not() -> None:
    heard = run_virtually(conversation(syllables(8, 7, INPUT_RATE), 3.2, 1.0))
    assert heard.echo < 0.6
    assert heard.level_db > -28


def test_once_the_delay_is_known_short_speech_is_enough() -> None:
    async def scenario() -> tuple[float, float, float]:
        pair = LivePair(Talker())
        echo = echoed(250, 0.1)
        async with pair.running(setup(interrupts=False)):
            await pair.client.send_text("go on")
            await pair.speak(echo[: 5 * INPUT_RATE * 2], chunk_ms=CHUNK_MS)
            stop, meter = 5 * INPUT_RATE, pair.driver._meter
            values = [
                meter.measure(stop - INPUT_RATE, stop, stop - int(speech_s * INPUT_RATE)).echo
                for speech_s in (0.3, 1.0, 0.3)
            ]
        return values[0], values[1], values[2]

    unknown, long, known = run_virtually(scenario())
    assert unknown < long < known


def test_after_an_interruption_the_rest_is_not_presumed_to_be_played() -> None:
    async def scenario() -> tuple[float, float]:
        pair = LivePair(Talker())
        async with pair.running(setup(interrupts=True)):
            await pair.client.send_text("go on")
            await asyncio.sleep(2.0)
            now = asyncio.get_running_loop().time()
            await pair.client.send_text("enough")
            await asyncio.sleep(0.5)
            played = pair.driver._loudspeaker.between(round(now * 100) - 50, round(now * 100) + 50)[0]
        return float(played[:50].max()), float(played[52:].max())

    before, after = run_virtually(scenario())
    assert before > 0
    assert after == 0


def test_a_caller_of_whom_nothing_is_kept_is_silent() -> None:
    async def scenario() -> Acoustics:
        pair = LivePair()
        async with pair.running(setup()):
            return pair.driver._meter.measure(0, 16_000, 0)

    assert run_virtually(scenario()) == Acoustics(SILENCE_DB, 0.0)


@pytest.mark.parametrize(("powers", "level"), [([], -90.0), ([0.0], -90.0), ([0.01] * 2 + [0.0] * 2, -20.0)])
def test_a_level_is_that_of_the_louder_half(powers: list[float], level: float) -> None:
    frames: F32 = np.array(powers, np.float32)
    assert level_db(frames) == pytest.approx(level, abs=0.01)
