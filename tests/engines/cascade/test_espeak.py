import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest

from antiphon.engines.cascade import voices
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.stages import Spoken
from antiphon.errors import EngineError
from antiphon.talk import OUTPUT_RATE


@asynccontextmanager
async def started() -> AsyncIterator[EspeakSynthesizer]:
    synthesizer = EspeakSynthesizer()
    await synthesizer.start()
    try:
        yield synthesizer
    finally:
        await synthesizer.aclose()


async def said(
    synthesizer: EspeakSynthesizer, text: str, voice: str | None = None, language: str | None = None
) -> Spoken:
    pieces = [piece async for piece in synthesizer.speak(text, voice, language)]
    return Spoken(b"".join(p.pcm for p in pieces), tuple(mark for p in pieces for mark in p.marks))


def test_words_and_their_marks() -> None:
    text = "It costs $10,000, or 3.5 times more, e.g. today."

    async def scenario() -> Spoken:
        async with started() as synthesizer:
            return await said(synthesizer, text)

    spoken = asyncio.run(scenario())
    samples = len(spoken.pcm) // 2
    assert 2 < samples / OUTPUT_RATE < 8
    assert np.abs(np.frombuffer(spoken.pcm, np.int16).astype(int)).max() > 3000
    starts = [mark.at for mark in spoken.marks]
    assert starts == sorted(set(starts))
    assert starts[0] < OUTPUT_RATE // 20
    assert starts[-1] < samples
    assert [text[mark.start : mark.stop] for mark in spoken.marks] == text.split()


def test_every_voice_and_many_languages_speak() -> None:
    async def scenario() -> None:
        async with started() as synthesizer:
            for name in voices.VOICES:
                assert len((await said(synthesizer, "Hello", name)).pcm) > 10_000, name
            for code in ("de-DE", "fr-FR", "es-US", "pt-BR", "zh-CN", "ja-JP", "hi-IN", "ar-XA", "xx"):
                assert len((await said(synthesizer, "Hallo 你好", None, code)).pcm) > 10_000, code

    asyncio.run(scenario())


def test_characters_without_spaces_have_marks() -> None:
    async def scenario() -> Spoken:
        async with started() as synthesizer:
            return await said(synthesizer, "你好世界", None, "cmn-CN")

    assert len(asyncio.run(scenario()).marks) >= 3


def test_nothing_to_say() -> None:
    async def scenario() -> Spoken:
        async with started() as synthesizer:
            with pytest.raises(ValueError, match="limit"):
                await said(synthesizer, "x" * 1001)
            return await said(synthesizer, "")

    assert len(asyncio.run(scenario()).pcm) < OUTPUT_RATE // 10


def test_cancelled_speech_does_not_reach_the_next() -> None:
    async def scenario() -> tuple[Spoken, Spoken]:
        async with started() as synthesizer:
            alone = await said(synthesizer, "Hello")
            for ms in range(0, 20, 2):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(ms / 1000):
                        await said(synthesizer, "one two three " * 70)
            pieces = synthesizer.speak("one two three " * 20, None, None)
            await anext(pieces)
            await pieces.aclose()
            return alone, await said(synthesizer, "Hello")

    alone, after = asyncio.run(scenario())
    assert after == alone


def test_many_at_once_are_all_served() -> None:
    async def scenario() -> list[Spoken]:
        async with started() as synthesizer:
            return await asyncio.gather(*(said(synthesizer, f"number {n}") for n in range(20)))

    assert all(len(spoken.marks) == 2 for spoken in asyncio.run(scenario()))


def test_a_killed_worker_is_replaced_in_the_middle_of_a_clause() -> None:
    async def scenario() -> tuple[Spoken, Spoken]:
        async with started() as synthesizer:
            whole = await said(synthesizer, "one two three " * 70)
            process = await synthesizer._worker._child.running()
            pieces = [
                piece
                async for piece in killing(process, synthesizer.speak("one two three " * 70, None, None))
            ]
            pcm = b"".join(piece.pcm for piece in pieces)
            return whole, Spoken(pcm, tuple(mark for piece in pieces for mark in piece.marks))

    async def killing(
        process: asyncio.subprocess.Process, speech: AsyncGenerator[Spoken, None]
    ) -> AsyncGenerator[Spoken, None]:
        async for piece in speech:
            if process.returncode is None:
                process.kill()
            yield piece

    assert_same(*asyncio.run(scenario()))


def assert_same(one: Spoken, other: Spoken) -> None:
    assert one.marks == other.marks
    assert one.pcm == other.pcm


def test_closed_it_refuses() -> None:
    async def scenario() -> None:
        async with started() as synthesizer:
            await synthesizer.aclose()
            with pytest.raises(EngineError, match="stopped"):
                await said(synthesizer, "Hello")

    asyncio.run(scenario())
