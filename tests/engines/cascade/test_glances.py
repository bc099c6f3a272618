from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from antiphon.engines.cascade.glances import GLANCED_BYTES, Glances
from antiphon.engines.hearing import TurnAudio
from antiphon.engines.mailbox import Mailbox
from antiphon.engines.stages import Hints
from antiphon.errors import EngineError
from antiphon.talk import Heard, Interim
from antiphon.testing.clock import run_virtually


@dataclass
class Recogniser:
    """Says how many bytes it was given, a tenth of a second later."""

    does_interims: bool = True
    fails: bool = False
    asked: list[int] = field(default_factory=list)

    async def start(self) -> None:
        return

    async def transcribe(self, pcm: bytes, hints: Hints) -> str:
        del hints
        self.asked.append(len(pcm))
        await asyncio.sleep(0.1)
        if self.fails:
            raise EngineError("deaf")
        return str(len(pcm))

    async def aclose(self) -> None:
        return


class Case:
    def __init__(self, recogniser: Recogniser) -> None:
        self.audio = TurnAudio(2 * GLANCED_BYTES)
        self.mailbox = Mailbox()
        self.glances = Glances(recogniser, self.audio, self.mailbox)

    def ask(self, size: int, turn: int = 1) -> None:
        self.audio.hear(turn, bytes(size))
        self.glances.ask(turn, 0, Hints())

    async def read(self) -> list[Heard | Interim]:
        await asyncio.sleep(1)
        self.mailbox.close()
        return [heard async for heard in self.mailbox]


def test_words_so_far_say_how_much_they_are_of() -> None:
    async def scenario() -> None:
        case = Case(Recogniser())
        case.ask(640)
        assert await case.read() == [Interim(1, 0, "640", samples=320)]

    run_virtually(scenario())


def test_of_those_that_wait_only_the_newest_is_read() -> None:
    async def scenario() -> None:
        recogniser = Recogniser()
        case = Case(recogniser)
        for _ in range(4):
            case.ask(640)
            await asyncio.sleep(0.01)
        await case.read()
        assert recogniser.asked == [640, 4 * 640]

    run_virtually(scenario())


def test_of_a_long_turn_the_newest_is_read() -> None:
    async def scenario() -> None:
        recogniser = Recogniser()
        case = Case(recogniser)
        case.ask(GLANCED_BYTES + 640)
        await case.read()
        assert recogniser.asked == [GLANCED_BYTES]

    run_virtually(scenario())


def test_who_reads_only_whole_turns_is_not_asked() -> None:
    async def scenario() -> None:
        recogniser = Recogniser(does_interims=False)
        case = Case(recogniser)
        case.ask(640)
        assert await case.read() == []
        assert recogniser.asked == []

    run_virtually(scenario())


def test_one_that_failed_is_asked_again() -> None:
    async def scenario() -> None:
        recogniser = Recogniser(fails=True)
        case = Case(recogniser)
        case.ask(640)
        await asyncio.sleep(0.5)
        recogniser.fails = False
        case.ask(640)
        assert await case.read() == [Interim(1, 0, "1280", samples=640)]

    run_virtually(scenario())


def test_closing_gives_up_what_is_read() -> None:
    async def scenario() -> None:
        case = Case(Recogniser())
        case.ask(640)
        await asyncio.sleep(0.05)
        await case.glances.aclose()
        await case.glances.aclose()
        assert await case.read() == []

    run_virtually(scenario())
