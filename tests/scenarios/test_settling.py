from __future__ import annotations

import asyncio

import pytest

from antiphon.testing import voice
from antiphon.testing.clock import run_virtually
from antiphon.testing.engine import Script, ScriptedEngine
from antiphon.testing.pair import LivePair
from antiphon.wire.setup import Setup


class Counting(ScriptedEngine):
    """Notes when a transcript was asked for."""

    def settle(self, turn: int, revision: int) -> None:
        self.asked = [*getattr(self, "asked", []), (turn, revision)]
        super().settle(turn, revision)


def test_a_pause_that_becomes_the_end_is_transcribed_once() -> None:
    async def scenario() -> tuple[list[tuple[int, int]], float]:
        engine = Counting(Script(settles_after_s=0.9, thinks_s=0.0))
        pair = LivePair(engine)
        async with pair.running(Setup(model="models/any")):
            speaking = asyncio.ensure_future(pair.speak(voice.speech(512) + voice.silence(2000)))
            await pair.turn()
            await speaking
        first_audio = next(at for at, frame in pair.channel.frames if "modelTurn" in str(frame))
        return engine.asked, first_audio

    asked, first_audio = run_virtually(scenario())
    assert asked == [(1, 0)]
    # Asked for three windows after the speech, not again when the turn ended 400 ms later.
    assert first_audio == pytest.approx(0.512 + 0.096 + 0.9, abs=0.05)
