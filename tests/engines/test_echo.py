import asyncio

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from antiphon import config
from antiphon.engines.echo import EchoEngine, create
from antiphon.talk import Audio, EngineEvent, Heard, Interim, Modality, Prompt, Role, Said, Text, Utterance


async def answer(engine: EchoEngine, prompt: Prompt) -> list[EngineEvent]:
    return [event async for event in engine.respond(1, prompt)]


def text_of(events: list[EngineEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Text))


def pcm_of(events: list[EngineEvent]) -> bytes:
    return b"".join(event.pcm for event in events if isinstance(event, Audio))


def marked(events: list[EngineEvent]) -> list[str]:
    """The words that have marks, each of them checked to lie within the audio."""
    marks = [mark for event in events if isinstance(event, Audio) for mark in event.marks]
    assert [mark.at for mark in marks] == sorted(mark.at for mark in marks)
    assert all(0 <= mark.at < len(pcm_of(events)) // 2 for mark in marks)
    return [text_of(events)[mark.start : mark.stop] for mark in marks]


def test_speech_comes_back() -> None:
    async def scenario() -> tuple[Heard | Interim, list[EngineEvent]]:
        factory = create(config.load(engine="echo"))
        await factory.start({})
        engine = EchoEngine()
        wave = (8000 * np.sin(np.arange(19_200) / 10)).astype(np.int16).tobytes()
        engine.hear(1, b"\1\1" * 100)
        engine.hear(2, wave[:10_000])
        engine.hear(2, wave[10_000:])
        engine.settle(2, 0)
        heard = await anext(engine.heard())
        events = await answer(engine, Prompt(user=Utterance(2, 0, heard.text, 19_200)))
        await engine.aclose()
        await engine.aclose()
        await factory.aclose()
        return heard, events

    heard, events = asyncio.run(scenario())
    assert heard == Heard(2, 0, "1.2 seconds of audio")
    assert text_of(events) == "I heard 1.2 seconds of audio."
    assert len(pcm_of(events)) // 2 == 28_800
    assert np.abs(np.frombuffer(pcm_of(events), np.int16)).max() > 7000
    assert marked(events) == text_of(events).split()


def test_no_speech_is_heard_as_nothing() -> None:
    async def scenario() -> Heard | Interim:
        engine = EchoEngine()
        engine.settle(1, 0)
        return await anext(engine.heard())

    assert asyncio.run(scenario()).text == ""


@given(st.text(max_size=60))
def test_typed_text_comes_back(text: str) -> None:
    async def scenario(modality: Modality) -> list[EngineEvent]:
        return await answer(EchoEngine(), Prompt(user=Utterance(1, 0, text), modality=modality))

    aloud = asyncio.run(scenario(Modality.AUDIO))
    assert text_of(aloud) == text
    assert marked(aloud) == text.split()
    assert bool(pcm_of(aloud)) == bool(text.split())
    typed = asyncio.run(scenario(Modality.TEXT))
    assert text_of(typed) == text
    assert not pcm_of(typed)


def test_without_a_user_the_history_speaks() -> None:
    history = (Said(Role.USER, "one"), Said(Role.MODEL, "two"))
    events = asyncio.run(answer(EchoEngine(), Prompt(history=history, modality=Modality.TEXT)))
    assert text_of(events) == "one"
    assert asyncio.run(answer(EchoEngine(), Prompt())) == []
