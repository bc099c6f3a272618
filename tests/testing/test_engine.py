from __future__ import annotations

import asyncio

import pytest

from antiphon.errors import EngineError
from antiphon.talk import Audio, EngineEvent, Heard, Interim, Modality, Prompt, Text
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine, ScriptedFactory

WRITTEN = Prompt(modality=Modality.TEXT)


async def answer(engine: ScriptedEngine, prompt: Prompt = WRITTEN) -> list[EngineEvent]:
    return [event async for event in engine.respond(1, prompt)]


def test_answers_come_one_after_another_and_the_last_repeats() -> None:
    async def scenario() -> list[str]:
        engine = ScriptedEngine(Script(says=("a b", "c")))
        answers = [await answer(engine) for _ in range(3)]
        return ["".join(event.text for event in each if isinstance(event, Text)) for each in answers]

    assert run_virtually(scenario()) == ["a b", "c", "c"]


def test_spoken_words_have_their_length_and_their_mark() -> None:
    events = run_virtually(answer(ScriptedEngine(Script(says=("ab cde",), word_ms=100)), Prompt()))
    text, audio = events[::2], events[1::2]
    assert [event.text for event in text if isinstance(event, Text)] == ["ab ", "cde"]
    spoken = [event for event in audio if isinstance(event, Audio)]
    assert [len(event.pcm) for event in spoken] == [4800, 4800]
    assert [(mark.start, mark.stop, mark.at) for event in spoken for mark in event.marks] == [
        (0, 2, 0),
        (3, 6, 2400),
    ]


def test_it_thinks_for_as_long_as_it_is_told() -> None:
    async def scenario() -> float:
        await answer(ScriptedEngine(Script(thinks_s=4.0)))
        return asyncio.get_running_loop().time()

    assert run_virtually(scenario()) == pytest.approx(4.0)


def test_it_fails_and_hangs_where_it_is_told() -> None:
    async def scenario() -> tuple[list[int], list[int]]:
        failing = ScriptedEngine(Script(fails_after_words=1))
        with pytest.raises(EngineError):
            await answer(failing)
        hanging = ScriptedEngine(Script(hangs_after_words=1))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(100):
                await answer(hanging)
        return failing.cancelled, hanging.cancelled

    assert run_virtually(scenario()) == ([1], [1])


def test_it_hears_one_turn_after_another_and_nothing_in_silence() -> None:
    async def scenario() -> list[Heard | Interim]:
        engine = ScriptedEngine(Script(hears=("one", "two"), settles_after_s=1.0))
        for turn in (2, 5):
            engine.hear(turn, b"ab")
            engine.hear(turn, b"cd")
        for turn in (5, 2, 9):
            engine.settle(turn, 0)
        heard = engine.heard()
        found = [await anext(heard) for _ in range(3)]
        assert engine.heard_pcm == {2: b"abcd", 5: b"abcd"}
        assert asyncio.get_running_loop().time() == pytest.approx(1.0)
        return found

    assert run_virtually(scenario()) == [Heard(5, 0, "two"), Heard(2, 0, "one"), Heard(9, 0, "")]


def test_a_factory_opens_what_was_prepared_and_then_the_script() -> None:
    async def scenario() -> None:
        prepared, script = ScriptedEngine(), Script(says=("scripted",))
        factory = ScriptedFactory(script, [prepared])
        await factory.start({})
        first, second = factory.open(), factory.open()
        assert first is prepared
        assert second.script is script
        assert factory.opened == [first, second]
        await second.aclose()
        await factory.aclose()
        assert second.is_closed
        assert second.capabilities.name == "scripted"

    run_virtually(scenario())
