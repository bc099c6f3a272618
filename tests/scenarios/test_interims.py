"""Words while they are being spoken: for who asked, cumulative, and never after the transcript (PROTOCOL 8.3)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from antiphon.talk import Interim, Listening
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import Extension
from kit import gist, setup, with_members

WANTED = with_members(setup(), antiphon=Extension(interim_transcripts=True))
ONE_TURN = ["ready", "start", "hears hello there", "end", "generated", "turn complete"]


def spoken_with(terms: Any, interims: list[tuple[float, Interim]]) -> tuple[list[str], ScriptedEngine]:
    """A turn of a second with a pause in it, and words that are understood at these instants."""

    async def scenario() -> tuple[list[str], ScriptedEngine]:
        engine = ScriptedEngine(Script(settles_after_s=0.05))
        pair = LivePair(engine)
        async with pair.running(terms):
            loop = asyncio.get_running_loop()
            for after_s, interim in interims:
                loop.call_later(after_s, engine.say_so_far, interim)
            speech = voice.speech(500) + voice.silence(300) + voice.speech(500, seed=5)
            await pair.speak(speech + voice.silence(700))
            await pair.turn()
        return gist(pair.messages), engine

    return run_virtually(scenario())


def test_words_come_while_they_are_spoken() -> None:
    told, engine = spoken_with(
        WANTED,
        [
            (0.20, Interim(1, 0, "hell")),
            (0.48, Interim(1, 0, "hello")),
            (0.75, Interim(1, 0, "hello again")),  # in the pause, whose transcript is there
            (1.10, Interim(1, 1, "hello the")),
            (1.20, Interim(1, 1, "hello there")),  # too soon after the last one
        ],
    )
    assert engine.listening == Listening(interims=True)
    words = ["hears so far hell", "hears so far hello", "hears so far hello the"]
    assert told == [*ONE_TURN[:2], *words, *ONE_TURN[2:]]


@pytest.mark.parametrize(
    "late",
    [(0.5, Interim(2, 0, "no such turn")), (1.9, Interim(1, 1, "it is over")), (0.0, Interim(1, 0, "early"))],
)
def test_late_words_are_wrong(late: tuple[float, Interim]) -> None:
    assert spoken_with(WANTED, [late])[0] == ONE_TURN


def test_nobody_who_did_not_ask_is_told() -> None:
    told, engine = spoken_with(setup(), [(0.3, Interim(1, 0, "hello"))])
    assert told == ONE_TURN
    assert engine.listening == Listening()


def test_a_name_that_is_about_words_asks_for_them() -> None:
    told, _ = spoken_with(setup(model="models/gemini-3.5-transcribe-live"), [(0.3, Interim(1, 0, "hello"))])
    assert "hears so far hello" in told


def test_the_engine_learns_the_languages() -> None:
    async def scenario() -> ScriptedEngine:
        engine = ScriptedEngine()
        terms = setup()
        assert terms.input_audio_transcription is not None
        asked = type(terms.input_audio_transcription)(language_codes=("pt-BR",))
        pair = LivePair(engine)
        async with pair.running(with_members(terms, input_audio_transcription=asked)):
            pass
        return engine

    assert run_virtually(scenario()).listening == Listening(languages=("pt-BR",))
