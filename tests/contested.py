"""A call in which an answer is met by words of every kind, recorded on virtual time."""

from __future__ import annotations

import asyncio
from pathlib import Path

from antiphon.runtime.journal import JournaledSession, Recorder
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from journals import JournaledPair
from kit import setup

STORY = "Eleven cats crossed the Danube slowly and nobody knows why they did so at night in the rain"
HEARD = ("tell me <b>everything</b>", "yeah", "wait what about the dogs", "thank you")


async def contested(pair: LivePair) -> None:
    """A question with a pause in it, an answer, "yeah" beneath it, then words that take the floor, then a thank-you."""
    async with pair.running(setup()):
        await pair.speak(voice.silence(300) + voice.speech(600) + voice.silence(416) + voice.speech(500))
        await pair.speak(voice.silence(2400) + voice.speech(320) + voice.silence(1400))
        await pair.speak(voice.speech(1200) + voice.silence(3000))
        await pair.speak(voice.speech(500) + voice.silence(2500))


def record_contested(directory: Path, *, has_words: bool = False, hears: tuple[str, ...] = HEARD) -> Path:
    """The journal."""
    recorder = Recorder(directory, has_words=has_words, max_bytes=2**26)
    recorder.start()

    async def run() -> None:
        engine = ScriptedEngine(
            Script(hears=hears, says=(STORY, STORY, STORY, "Dogs swim.", "Bye."), word_ms=300)
        )
        pair = JournaledPair(recorder, engine, ScriptedUmpire(0.2, 0.98))
        assert isinstance(pair.journaled, JournaledSession)
        await contested(pair)
        await asyncio.sleep(1)
        pair.journaled.close_journal()

    run_virtually(run())
    recorder.close()
    (path,) = directory.glob("*.jsonl")
    return path
