import asyncio
import re
from collections.abc import AsyncGenerator

import pytest

from antiphon.engines.cascade.clauses import Clauses
from antiphon.engines.cascade.voicing import PART, PIECE_BYTES, Voice
from antiphon.engines.stages import Spoken
from antiphon.session.generation import Generation, Voiced
from antiphon.talk import OUTPUT_RATE, Audio, EngineEvent, Mark, Prompt, Text

WORD = OUTPUT_RATE // 5


class Metronome:
    """A synthesiser: a fifth of a second for every word."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def start(self) -> None:
        pass

    async def aclose(self) -> None:
        pass

    async def speak(self, text: str, voice: str | None, language: str | None) -> AsyncGenerator[Spoken, None]:
        del voice, language
        self.said.append(text)
        for count, word in enumerate(re.finditer(r"\S*\w\S*", text)):
            yield Spoken(b"\1\0" * WORD, (Mark(*word.span(), count * WORD),))


async def _speak(text: str, language: str | None) -> tuple[list[EngineEvent], list[str]]:
    metronome = Metronome()
    voice = Voice(metronome, Prompt(language=language))
    clauses = Clauses()
    events = []
    for clause in [*clauses.feed(text), *clauses.flush()]:
        events += [event async for event in voice.say(clause)]
    return events, metronome.said


def speak(text: str, language: str | None = "en-US") -> tuple[list[EngineEvent], list[str]]:
    return asyncio.run(_speak(text, language))


ANSWER = (
    "# Prices\n- It costs **$3.50**, or 3.5 times more (see [the docs](https://example.com/a)), e.g. today! \U0001f44d\n"
    "| a | 20 \xb0C |\nCall Dr. Smith at 555-1234, please."
)


def test_the_text_is_whole_and_its_marks_cover_every_word() -> None:
    events, _ = speak(ANSWER)
    assert "".join(event.text for event in events if isinstance(event, Text)) == ANSWER
    marks = [mark for event in events if isinstance(event, Audio) for mark in event.marks]
    spans = [(mark.start, mark.stop) for mark in marks]
    assert spans == sorted(set(spans))
    assert [mark.at for mark in marks] == sorted(mark.at for mark in marks)
    for word in re.finditer(r"\w+", ANSWER):
        assert any(start <= word.start() and word.end() <= stop for start, stop in spans), word[0]


@pytest.mark.parametrize("text", [ANSWER, "Sure.", "**Yes**, it is 5 km.", "\U0001f44d", "$5 $6 $7"])
def test_transcripts_go_out_beside_their_sound_and_whole(text: str) -> None:
    events, _ = speak(text)
    generation = Generation(1, revision=0, is_draft=False, is_spoken=True)
    for event in events:
        match event:
            case Text(piece):
                generation.say(piece)
            case Audio(pcm, marks):
                generation.voice(Voiced(len(pcm) // 2, marks))
            case _:
                pass
    generation.is_finished = True
    shown = [release.text for release in generation.release(10_000.0, 0.0)]
    assert "".join(shown) == text


def test_pieces_are_small_and_marks_come_with_their_sound() -> None:
    events, _ = speak("One two three four five six seven.")
    samples = 0
    for event in events:
        if isinstance(event, Audio):
            assert len(event.pcm) <= PIECE_BYTES
            samples += len(event.pcm) // 2
            assert all(mark.at <= samples for mark in event.marks)
    assert samples == 7 * WORD


def test_numbers_that_become_long_are_said_in_parts() -> None:
    _, said = speak("1234567890" * 20)
    assert len(said) > 1
    assert all(len(part) <= PART for part in said)
    assert sum(len(part.split()) for part in said) == 200


def test_other_languages_read_their_own_numbers() -> None:
    assert speak("Das sind **3,5** km.", "de-DE")[1] == ["Das sind 3,5 km."]
    assert speak("That is **3.5** km.", "en-GB")[1] == ["That is three point five kilometers."]
