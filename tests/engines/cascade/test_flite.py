import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import numpy as np
import pytest

from antiphon.engines.cascade import voices
from antiphon.engines.cascade.flite import Flite, ascii_of
from antiphon.engines.cascade.voices import FliteVoice
from antiphon.engines.stages import Spoken
from antiphon.talk import OUTPUT_RATE

SLT = FliteVoice("slt")


@asynccontextmanager
async def started() -> AsyncIterator[Flite]:
    flite = Flite()
    await flite.start()
    try:
        yield flite
    finally:
        await flite.aclose()


async def said(flite: Flite, text: str, voice: FliteVoice = SLT) -> Spoken:
    pieces = [piece async for piece in flite.say(text, voice)]
    return Spoken(b"".join(p.pcm for p in pieces), tuple(mark for p in pieces for mark in p.marks))


def seconds(spoken: Spoken) -> float:
    return len(spoken.pcm) / 2 / OUTPUT_RATE


def pitch_hz(spoken: Spoken) -> float:
    """The median over voiced frames, by autocorrelation."""
    samples = np.frombuffer(spoken.pcm, np.int16).astype(float)
    size = OUTPUT_RATE // 20
    shortest, longest = OUTPUT_RATE // 350, OUTPUT_RATE // 65
    found = []
    for frame in samples[: len(samples) // size * size].reshape(-1, size):
        alike = np.correlate(frame, frame, "full")[size - 1 :] / np.arange(size, 0, -1)
        period = shortest + int(np.argmax(alike[shortest:longest]))
        if np.sqrt(np.mean(frame**2)) > 500 and alike[period] > 0.5 * alike[0]:
            found.append(OUTPUT_RATE / period)
    return float(np.median(found))


@pytest.mark.flite
def test_words_and_their_marks() -> None:
    text = 'It costs two dollars, says Dr. Smith: "for" you \u2014 and me & him!'

    async def scenario() -> Spoken:
        async with started() as flite:
            return await said(flite, text)

    spoken = asyncio.run(scenario())
    marked = [text[mark.start : mark.stop] for mark in spoken.marks]
    assert marked == [word for word in text.split() if any(map(str.isalnum, word))]
    starts = [mark.at for mark in spoken.marks]
    assert starts == sorted(set(starts))
    assert starts[0] < OUTPUT_RATE * 0.05
    assert starts[-1] < len(spoken.pcm) // 2 - OUTPUT_RATE * 0.1
    loud = np.flatnonzero(np.abs(np.frombuffer(spoken.pcm, np.int16).astype(int)) > 500)
    assert loud[0] < OUTPUT_RATE * 0.05


@pytest.mark.flite
def test_every_named_voice_speaks() -> None:
    async def scenario() -> None:
        async with started() as flite:
            for name, voice in voices.VOICES.items():
                assert flite.can_say("Hello", voice.flite)
                spoken = await said(flite, "The weather is nice today.", voice.flite)
                assert 1 < seconds(spoken) < 3, name
                is_high = pitch_hz(spoken) > 135 + 30 * (name == "Fenrir")
                assert is_high == (voice.gender == "female"), name

    asyncio.run(scenario())


@pytest.mark.flite
def test_what_can_be_changed_about_a_voice() -> None:
    async def scenario() -> None:
        async with started() as flite:
            text = "The weather is nice today."
            plain = await said(flite, text)
            slow = await said(flite, text, replace(SLT, stretch=1.3))
            high = await said(flite, text, replace(SLT, pitch=220))
            small = await said(flite, text, replace(SLT, size=1.2, pitch=160))
            assert seconds(slow) == pytest.approx(1.3 * seconds(plain), rel=0.05)
            assert pitch_hz(high) == pytest.approx(220, rel=0.06)
            assert pitch_hz(small) == pytest.approx(160, rel=0.06)
            assert seconds(small) == pytest.approx(seconds(plain), rel=0.05)
            assert small.marks[-1].at == pytest.approx(plain.marks[-1].at, rel=0.05)

    asyncio.run(scenario())


@pytest.mark.flite
def test_cancelled_speech_does_not_reach_the_next() -> None:
    async def scenario() -> None:
        async with started() as flite:
            kal = FliteVoice("kal16")
            alone = await said(flite, "Hello", kal)
            for _ in range(5):
                pieces = flite.say("one two three " * 20, SLT)
                await anext(pieces)
                await pieces.aclose()
            assert await said(flite, "Hello", kal) == alone
            together = await asyncio.gather(*(said(flite, "Hello", kal) for _ in range(12)))
            assert set(together) == {alone}

    asyncio.run(scenario())


def test_spelling_keeps_every_place() -> None:
    assert ascii_of("plain") == "plain"
    assert ascii_of("caf\xe9 na\xefve \u201cstra\xdfe\u201d\u2026") == 'cafe naive "strase".'
    assert ascii_of("\u4f60\u597d") is None
    assert ascii_of("\u041c\u043e\u0441\u043a\u0432\u0430") is None
    for character in map(chr, itertools.chain(range(0x20, 0x3000), range(0xF900, 0x10000))):
        assert len(ascii_of(character) or " ") == 1
