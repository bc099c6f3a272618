"""What the service's users complain of, shown not to happen here: speech and its transcripts (PROTOCOL 7)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import (
    AutomaticActivityDetection,
    GenerationConfig,
    RealtimeInputConfig,
    SpeechConfig,
    StartSensitivity,
)
from kit import NEWER, OLDER, at, gist, setup, spoken, with_members

STORY = "one two three four five six seven eight nine ten"
FLASH_31 = "models/gemini-3.1-flash-live-preview"
THINKING = "models/gemini-3.8-live-extended-thinking"
NAMES = [OLDER, "models/gemini-2.5-flash-native-audio", FLASH_31, NEWER, THINKING, "llama"]


@pytest.mark.parametrize("model", [FLASH_31, NEWER])
def test_row_05_a_pause_within_the_silence_asked_for_is_not_the_end(model: str) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(settles_after_s=0.0)))
        async with pair.running(setup(model=model, silence_duration_ms=1_600)):
            await pair.speak(voice.speech(640) + voice.silence(1_000) + voice.speech(640), chunk_ms=32)
            spoke_at = asyncio.get_running_loop().time()
            await pair.speak(voice.silence(2_000), chunk_ms=32)
            await pair.turn()
        assert gist(pair.messages).count("hears hello there") == 1
        ended_at = at(pair.channel.frames, "hears hello there")
        # The piece in which the silence is complete is sent one piece before it is over.
        assert ended_at - spoke_at == pytest.approx(1.6 - 0.032, abs=0.033)

    run_virtually(scenario())


@pytest.mark.parametrize(
    ("noise_ms", "detection"),
    [
        (32, {}),
        (96, {"start_of_speech_sensitivity": StartSensitivity.LOW}),
        (256, {"prefix_padding_ms": 300}),
        (480, {"prefix_padding_ms": 500}),
    ],
)
def test_row_06_noise_shorter_than_the_speech_asked_for_interrupts_nothing(
    noise_ms: int, detection: dict[str, Any]
) -> None:
    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(Script(says=(STORY,))))
        async with pair.running(setup(**detection)):
            await pair.client.send_text("count")
            for _ in range(4):
                await pair.speak(voice.speech(noise_ms) + voice.silence(96), chunk_ms=32)
            await pair.turn()
        assert gist(pair.messages) == ["ready", "generated", "turn complete"]
        assert spoken(pair.messages) == STORY

    run_virtually(scenario())


def test_row_06_a_caller_without_echo_cancellation_may_forbid_interruption() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("one two three",), says=(STORY, "Yes, I said so.")))
        pair = LivePair(engine)
        async with pair.running(setup(interrupts=False)):
            await pair.client.send_text("count")
            await pair.speak(voice.speech(1500) + voice.silence(700))  # its own voice, from the loudspeaker
            await pair.turn()
        assert "interrupted" not in gist(pair.messages)
        assert spoken(pair.messages).startswith(STORY)

    run_virtually(scenario())


def test_row_07_a_transcript_is_what_was_recognised_letter_for_letter() -> None:
    async def scenario() -> None:
        heard = "Grüß Gott, ça va? 你好 — «да»"
        engine = ScriptedEngine(Script(hears=(heard, "")))
        pair = LivePair(engine)
        config = GenerationConfig(speech_config=SpeechConfig(language_code="de-AT"))
        async with pair.running(with_members(setup(), generation_config=config)):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
            await pair.speak(voice.speech(500) + voice.silence(700))  # a noise: nothing is made up for it
            await asyncio.sleep(60)
        assert [word for word in gist(pair.messages) if word.startswith("hears")] == [f"hears {heard}"]
        assert engine.prompts[-1].language == "de-AT"
        assert engine.prompts[-1].user is not None
        assert engine.prompts[-1].user.text == heard

    run_virtually(scenario())


def test_row_08_a_long_turn_with_many_pauses_is_transcribed_from_its_first_word() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        pair = LivePair(engine)
        phrases = [voice.speech(700, seed=seed) + voice.silence(400, seed=seed) for seed in range(3, 15)]
        said = b"".join(phrases)
        async with pair.running(setup()):
            await pair.speak(said + voice.silence(400))
            await pair.turn()
        assert gist(pair.messages) == [
            "ready",
            "start",
            "hears hello there",
            "end",
            "generated",
            "turn complete",
        ]
        assert list(engine.heard_pcm) == [1]
        assert bytes(engine.heard_pcm[1]).startswith(said)  # 13 s, not only what came after the last pause

    run_virtually(scenario())


@pytest.mark.parametrize("model", NAMES)
@pytest.mark.parametrize("is_typed", [False, True])
def test_row_09_no_transcript_comes_that_was_not_asked_for(model: str, *, is_typed: bool) -> None:
    async def scenario() -> None:
        pair = LivePair()
        async with pair.running(setup(model=model, is_quiet=True)):
            if is_typed:
                await pair.client.send_text("hi")
            else:
                await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        contents = [set(frame.get("serverContent", ())) for frame in pair.messages]
        assert not any({"inputTranscription", "outputTranscription"} & content for content in contents)
        assert [said.text for said in pair.session.history][-1] == "Nice to meet you."  # known all the same

    run_virtually(scenario())


@pytest.mark.parametrize("has_input", [False, True])
def test_row_09_each_transcript_is_asked_for_by_itself(*, has_input: bool) -> None:
    async def scenario() -> None:
        terms = setup()
        asked = "output_audio_transcription" if has_input else "input_audio_transcription"
        detection = RealtimeInputConfig(automatic_activity_detection=AutomaticActivityDetection())
        pair = LivePair()
        async with pair.running(with_members(terms, realtime_input_config=detection, **{asked: None})):
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        assert ("hears hello there" in gist(pair.messages)) is has_input
        assert spoken(pair.messages) == ("" if has_input else "Nice to meet you.")

    run_virtually(scenario())


@pytest.mark.parametrize("model", NAMES)
def test_row_38_what_was_seeded_is_known_to_the_first_spoken_turn(model: str) -> None:
    async def scenario() -> None:
        engine = ScriptedEngine(Script(hears=("what is my name",)))
        pair = LivePair(engine)
        async with pair.running(setup(model=model)):
            await pair.client.send_text("My name is Ada.", turn_complete=False)
            await pair.speak(voice.speech(500) + voice.silence(700))
            await pair.turn()
        assert [said.text for said in pair.session.history][:2] == ["My name is Ada.", "what is my name"]
        assert engine.prompts[0].history == pair.session.history[:1]

    run_virtually(scenario())
