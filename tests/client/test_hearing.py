from __future__ import annotations

import pytest

from antiphon.client.hearing import Hearing
from antiphon.talk import OUTPUT_RATE
from antiphon.wire.messages import ServerContent, ServerMessage

OVER = ServerMessage(server_content=ServerContent(turn_complete=True))
SECOND = bytes(2 * OUTPUT_RATE)


def test_nothing_was_played_of_nothing() -> None:
    assert Hearing().played_ms(0.0) is None


def test_what_the_loudspeaker_still_holds_was_not_played() -> None:
    hearing = Hearing()
    hearing.give(SECOND)
    assert hearing.played_ms(0.4) == pytest.approx(600)
    assert hearing.played_ms(0.0) == 1000
    assert hearing.played_ms(1.7) == 0.0, "more than was given: the end of the turn before"


def test_every_turn_is_counted_from_its_own_beginning() -> None:
    hearing = Hearing()
    hearing.give(SECOND)
    hearing.take(ServerMessage(server_content=ServerContent(interrupted=True)))
    assert hearing.turn == 1
    hearing.take(OVER)
    assert (hearing.turn, hearing.played_ms(0.0)) == (2, None)
