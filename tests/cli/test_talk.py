from __future__ import annotations

import asyncio
import io
import sys
from dataclasses import dataclass, field

import pytest
from rich.console import Console
from typer.testing import CliRunner
from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK
from websockets.frames import Close

from antiphon.cli.calling import Screen
from antiphon.cli.main import app
from antiphon.cli.talk import Talk
from antiphon.client.session import LiveSession
from antiphon.errors import OperatorError
from antiphon.talk import OUTPUT_RATE, Role
from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import Extension
from kit import OLDER, setup, with_members

HEARS = ("Tell me a story.", "Stop.")
STORY = Script(hears=HEARS, says=("Once upon a time there was a king who had a horse.", "Good."))


@dataclass
class Tapes:
    """A headset whose microphone plays a tape, over and over silence at its end, and whose loudspeaker is one."""

    says: bytes
    rate: int = 16_000
    heard: bytearray = field(default_factory=bytearray)
    flushed: list[float] = field(default_factory=list)
    ends_at: float = 0.0
    late_s: float = 0.0
    """How long it waits before it plays what comes after silence."""

    @property
    def is_playing(self) -> bool:
        return asyncio.get_running_loop().time() < self.ends_at

    @property
    def waiting_s(self) -> float:
        return max(self.ends_at - asyncio.get_running_loop().time(), 0.0)

    async def record(self) -> bytes:
        await asyncio.sleep(0.02)
        chunk, self.says = self.says[:640], self.says[640:]
        return chunk or voice.silence(20)

    def play(self, pcm: bytes) -> None:
        now = asyncio.get_running_loop().time()
        begins = self.ends_at if self.ends_at > now else now + self.late_s
        self.ends_at = begins + len(pcm) / 2 / OUTPUT_RATE
        self.heard += pcm

    def flush(self) -> None:
        now = asyncio.get_running_loop().time()
        self.flushed.append(self.ends_at - now)
        self.ends_at = now


def conversation(tapes: Tapes, seconds: float, *, is_half_duplex: bool = False) -> tuple[str, LivePair]:
    """What is on the screen after so long."""
    output = io.StringIO()

    async def scenario() -> LivePair:
        pair = LivePair(ScriptedEngine(STORY))
        async with pair.running(setup(model=OLDER, silence_duration_ms=300)):
            screen = Screen(Console(file=output, width=200))
            talk = Talk(pair.client, tapes, screen, is_half_duplex=is_half_duplex)
            talking = asyncio.create_task(talk.run())
            await asyncio.sleep(seconds)
            talking.cancel()
            await asyncio.wait([talking])
        return pair

    pair = run_virtually(scenario())
    return output.getvalue(), pair


def test_a_question_is_answered() -> None:
    tapes = Tapes(voice.silence(200) + voice.speech(600))
    shown, _ = conversation(tapes, 6)
    assert shown == (
        "you       Tell me a story.\nantiphon  Once upon a time there was a king who had a horse.\n"
    )
    assert len(tapes.heard) == 12 * OUTPUT_RATE // 5 * 2
    assert tapes.flushed == []


def test_who_interrupts_hears_no_more() -> None:
    tapes = Tapes(voice.speech(600) + voice.silence(1500) + voice.speech(600))
    shown, pair = conversation(tapes, 6)
    assert len(tapes.flushed) == 1
    assert tapes.flushed[0] > 0.1  # of what it held, that much was not played
    assert " — interrupted\nyou       Stop.\nantiphon  Good.\n" in shown
    assert any("interrupted" in frame.get("serverContent", {}) for frame in pair.messages)


def test_what_a_late_loudspeaker_has_really_played_is_remembered() -> None:
    tapes = Tapes(voice.speech(600) + voice.silence(1500) + voice.speech(600), late_s=0.45)
    _, pair = conversation(tapes, 6)
    answer = next(said for said in pair.session.history if said.role is Role.MODEL)
    played_s = answer.samples / OUTPUT_RATE
    assert answer.is_cut
    assert answer.text.split() == STORY.says[0].split()[: int((played_s - 0.12) / 0.2) + 1]
    sent_s = len(tapes.heard) / 2 / OUTPUT_RATE - 0.2  # of both answers, the second of one word
    assert played_s == pytest.approx(sent_s - tapes.flushed[0], abs=0.021)


def test_half_duplex_does_not_listen_while_it_speaks() -> None:
    tapes = Tapes(voice.speech(600) + voice.silence(1500) + voice.speech(600))
    shown, _ = conversation(tapes, 6, is_half_duplex=True)
    assert tapes.flushed == []
    assert "Stop." not in shown


def test_where_the_time_went_is_told_after_each_turn() -> None:
    output = io.StringIO()

    async def scenario() -> None:
        pair = LivePair(ScriptedEngine(STORY))
        terms = with_members(setup(model=OLDER, silence_duration_ms=300), antiphon=Extension(latency=True))
        async with pair.running(terms):
            talk = Talk(
                pair.client,
                Tapes(voice.silence(200) + voice.speech(600)),
                Screen(Console(file=output, width=200)),
            )
            talking = asyncio.create_task(talk.run())
            await asyncio.sleep(6)
            talking.cancel()
            await asyncio.wait([talking])

    run_virtually(scenario())
    assert "who had a horse.\nturn 1: endpoint 3" in output.getvalue()


class Ended:
    """A link whose other end has closed."""

    def __init__(self, how: Exception) -> None:
        self._how = how

    async def send(self, message: str) -> None:
        del message

    async def recv(self) -> str:
        await asyncio.sleep(1)
        raise self._how

    async def close(self) -> None:
        """It is."""


def test_a_server_that_hangs_up() -> None:
    output = io.StringIO()
    screen = Screen(Console(file=output))
    properly = Ended(ConnectionClosedOK(Close(1000, ""), Close(1000, ""), rcvd_then_sent=True))
    run_virtually(Talk(LiveSession(properly), Tapes(b""), screen).run())
    assert output.getvalue() == "The server ended the call.\n"
    broken = Ended(ConnectionClosedError(Close(1011, "Internal error"), None))
    with pytest.raises(ConnectionClosedError):
        run_virtually(Talk(LiveSession(broken), Tapes(b""), screen).run())


def test_a_machine_without_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    for arguments in (["talk"], ["talk", "--list-devices"]):
        outcome = CliRunner().invoke(app, arguments)
        assert isinstance(outcome.exception, OperatorError)
        assert "pip install sounddevice" in str(outcome.exception)
