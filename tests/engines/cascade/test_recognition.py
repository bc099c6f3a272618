"""Interim words and final transcripts of one conversation, on virtual time with a recogniser of declared cost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from antiphon.engines.cascade.interims import EVERY_S, OWN_GROWTH, SHARE
from antiphon.engines.cascade.recognition import Recognition
from antiphon.engines.stages import Hints
from antiphon.errors import BusyError, EngineError
from antiphon.talk import Heard, Interim, Listening
from antiphon.testing.clock import run_virtually

CHUNK_S = 0.02
CHUNK = bytes(640)
WANTED = Listening(interims=True)


@dataclass
class Counting:
    """Hears a number every quarter of a second; needs ``cost`` for a second of speech."""

    cost: float = 0.025
    does_interims: bool = True
    refuses: bool = False
    fails: bool = False
    asked: list[tuple[float, bool]] = field(default_factory=list)
    hints: list[Hints] = field(default_factory=list)
    given_up: int = 0

    async def start(self) -> None:
        return

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        seconds = len(pcm) / 32_000
        self.asked.append((seconds, hints.is_interim))
        self.hints.append(hints)
        if self.refuses and hints.is_interim:
            raise BusyError("busy")
        try:
            await asyncio.sleep(seconds * self.cost)
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        if self.fails:
            raise EngineError("deaf")
        return " ".join(str(number) for number in range(int(seconds * 4)))

    async def aclose(self) -> None:
        return


async def speak(recognition: Recognition, turn: int, seconds: float) -> None:
    for _ in range(round(seconds / CHUNK_S)):
        recognition.hear(turn, CHUNK)
        await asyncio.sleep(CHUNK_S)


Told = list[Heard | Interim]


def told(scenario: Callable[[Recognition], Awaitable[None]], transcriber: Counting) -> Told:
    """Everything that comes of a scenario, read as it comes."""

    async def run() -> Told:
        recognition = Recognition(transcriber)
        everything: Told = []

        async def read() -> None:
            async for heard in recognition.mailbox:
                everything.append(heard)

        reading = asyncio.create_task(read())
        await scenario(recognition)
        await asyncio.sleep(1)
        await recognition.aclose()
        await reading
        recognition.hear(1, CHUNK * 1000)
        recognition.settle(1, 9)
        return everything

    return run_virtually(run())


def listening_to(seconds: float, transcriber: Counting, listening: Listening) -> tuple[Told, Counting]:
    """All that is told of one turn that long, settled at its end."""

    async def scenario(recognition: Recognition) -> None:
        recognition.listen(listening)
        await speak(recognition, 1, seconds)
        recognition.settle(1, 0)

    return told(scenario, transcriber), transcriber


def test_words_come_every_half_second_and_the_stable_ones_stay() -> None:
    everything, transcriber = listening_to(4, Counting(), WANTED)
    *interims, final = everything
    assert final == Heard(1, 0, " ".join(map(str, range(16))))
    assert len(interims) == 6
    kept = ""
    for interim in interims:
        assert isinstance(interim, Interim)
        assert (interim.turn, interim.revision) == (1, 0)
        assert interim.text.startswith(kept)
        kept = interim.text[: interim.stable]
    assert kept
    assert final.text.startswith(kept)
    lengths = [seconds for seconds, is_interim in transcriber.asked if is_interim]
    assert min(b - a for a, b in pairwise(lengths)) >= EVERY_S - CHUNK_S


def test_a_slow_recogniser_is_asked_less_often() -> None:
    everything, transcriber = listening_to(20, Counting(cost=0.1), WANTED)
    spent = sum(seconds * transcriber.cost for seconds, is_interim in transcriber.asked if is_interim)
    assert 0.25 * SHARE < spent / 20 <= SHARE * 1.2
    assert len(everything) >= 3


def test_nobody_asked_for_words_and_few_are_read_for_the_final_transcripts_sake() -> None:
    everything, transcriber = listening_to(8, Counting(), Listening())
    assert everything == [Heard(1, 0, " ".join(map(str, range(32))))]
    lengths = [seconds for seconds, is_interim in transcriber.asked if is_interim]
    assert len(lengths) == 7
    assert all(b >= a * OWN_GROWTH - CHUNK_S for a, b in pairwise(lengths))


def test_a_recogniser_that_is_far_away_is_asked_once() -> None:
    listening = Listening(interims=True, languages=("de-DE",))
    everything, transcriber = listening_to(4, Counting(does_interims=False), listening)
    assert len(everything) == 1
    assert transcriber.hints == [Hints(language="de-DE")]


def test_of_several_languages_any_may_be_spoken() -> None:
    _, transcriber = listening_to(0.5, Counting(), Listening(languages=("de-DE", "en-GB")))
    assert transcriber.hints == [Hints()]


@pytest.mark.parametrize("is_busy", [True, False])
def test_interim_words_that_cannot_be_had_harm_nobody(is_busy: bool) -> None:
    everything, transcriber = listening_to(3, Counting(refuses=is_busy, fails=not is_busy), WANTED)
    words = " ".join(map(str, range(12))) if is_busy else ""
    assert everything == [Heard(1, 0, words)]
    assert 3 < len(transcriber.asked) < 16


def test_a_final_transcript_stops_the_interim_one() -> None:
    everything, transcriber = listening_to(1, Counting(cost=0.5), WANTED)
    assert everything == [Heard(1, 0, "0 1 2 3")]
    assert transcriber.given_up == 1


def test_after_a_pause_words_go_on_under_the_next_revision_and_another_turn_begins_anew() -> None:
    async def scenario(recognition: Recognition) -> None:
        recognition.listen(WANTED)
        await speak(recognition, 1, 2.0)
        recognition.settle(1, 0)
        await speak(recognition, 1, 0.9)  # nothing is read of the pause
        recognition.hear(1, CHUNK * 10)
        await asyncio.sleep(1)
        await speak(recognition, 2, 1.0)

    everything = told(scenario, Counting())
    assert [(type(each), each.turn, each.revision) for each in everything] == [
        (Interim, 1, 0),
        (Interim, 1, 0),
        (Interim, 1, 0),
        (Heard, 1, 0),
        (Interim, 1, 1),
        (Interim, 2, 0),
    ]
    assert everything[-1].text == "0 1 2"


def test_a_new_turn_gives_up_what_was_read_of_the_last() -> None:
    async def scenario(recognition: Recognition) -> None:
        recognition.listen(WANTED)
        await speak(recognition, 1, 1.0)
        await speak(recognition, 2, 0.5)

    transcriber = Counting(cost=1.0)
    assert told(scenario, transcriber) == []
    assert transcriber.given_up == 1
