import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import pytest

from antiphon.engines.cascade import voices
from antiphon.engines.cascade.flite import Flite
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.engines.cascade.voices import FliteVoice
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError


class Absent(Flite):
    """Flite on a machine that has none."""

    async def start(self) -> None:
        raise EngineError("flite did not start: no libflite.so.1")


class Failing(Flite):
    """One that can say everything, and breaks off after some pieces."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self._pieces = pieces

    async def start(self) -> None:
        pass

    def can_say(self, text: str, voice: FliteVoice) -> bool:
        del text, voice
        return True

    async def say(self, text: str, voice: FliteVoice) -> AsyncGenerator[Spoken, None]:
        del text, voice
        for _ in range(self._pieces):
            yield Spoken(b"\1\0")
        raise EngineError("flite died")


@asynccontextmanager
async def started(flite: Flite | None = None) -> AsyncIterator[EmbeddedSynthesizer]:
    synthesizer = EmbeddedSynthesizer(flite)
    await synthesizer.start()
    try:
        yield synthesizer
    finally:
        await synthesizer.aclose()


async def said(
    synthesizer: EmbeddedSynthesizer, text: str, language: str | None, voice: str | None = None
) -> bytes:
    return b"".join([piece.pcm async for piece in synthesizer.speak(text, voice, language)])


def test_without_flite_every_name_speaks() -> None:
    async def scenario() -> None:
        async with started(Absent()) as synthesizer:
            for name in voices.VOICES:
                assert len(await said(synthesizer, "Hello", "en-US", name)) > 10_000, name

    asyncio.run(scenario())


def test_what_flite_does_not_begin_espeak_says() -> None:
    async def scenario() -> None:
        async with started(Absent()) as alone, started(Failing(0)) as synthesizer:
            assert await said(synthesizer, "Hello", None, "Aoede") == await said(
                alone, "Hello", None, "Aoede"
            )

    asyncio.run(scenario())


def test_what_flite_began_ends_with_it() -> None:
    async def scenario() -> None:
        async with started(Failing(1)) as synthesizer:
            with pytest.raises(EngineError, match="died"):
                await said(synthesizer, "Hello", None)

    asyncio.run(scenario())


@pytest.mark.flite
def test_english_is_flite_and_the_rest_is_not() -> None:
    async def scenario() -> None:
        async with started(Absent()) as alone, started() as synthesizer:
            for text, language, is_flite in (
                ("Hello there, my friend", "en-US", True),
                ("Hello there, my friend", None, True),
                ("Hallo", "de-DE", False),
                ("\u4f60\u597d", "en-US", False),
            ):
                espeak = await said(alone, text, language, "Aoede")
                pcm = await said(synthesizer, text, language, "Aoede")
                is_espeak = abs(len(pcm) - len(espeak)) < 1000  # its noise is not the same each time
                assert is_espeak != is_flite, text

    asyncio.run(scenario())
