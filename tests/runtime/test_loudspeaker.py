from __future__ import annotations

import numpy as np

from antiphon.runtime.loudspeaker import KEEP, Loudspeaker
from antiphon.talk import OUTPUT_RATE
from antiphon.testing import voice

CHUNK = voice.speech(100, rate=OUTPUT_RATE)


def sounds(loudspeaker: Loudspeaker, start_s: float, stop_s: float) -> str:
    """Each tenth of a second: ``x`` where there is sound, ``-`` where there is none, ``/`` for a part of it."""
    power = loudspeaker.between(round(start_s * 100), round(stop_s * 100))[0]
    shares = np.mean(power.reshape(-1, 10) > 0, axis=1)
    return "".join("x" if share == 1 else "/" if share else "-" for share in shares)


def test_what_is_sent_ahead_is_played_piece_by_piece() -> None:
    loudspeaker = Loudspeaker()
    for _ in range(3):
        loudspeaker.play(CHUNK, 10.0)
    loudspeaker.play(CHUNK, 10.2)
    assert sounds(loudspeaker, 9.9, 10.6) == "-xxxx--"


def test_a_client_that_has_nothing_waits() -> None:
    loudspeaker = Loudspeaker()
    loudspeaker.play(CHUNK, 10.0)
    loudspeaker.play(CHUNK, 10.5)
    loudspeaker.rest(OUTPUT_RATE // 5, 10.5)
    loudspeaker.play(CHUNK, 10.5)
    assert sounds(loudspeaker, 10.0, 11.0) == "x----x--x-"


def test_an_interruption_silences_what_was_not_yet_played() -> None:
    loudspeaker = Loudspeaker()
    for _ in range(5):
        loudspeaker.play(CHUNK, 10.0)
    loudspeaker.stop(10.25)
    assert sounds(loudspeaker, 10.0, 10.6) == "xx/---"
    loudspeaker.play(CHUNK, 10.4)
    assert sounds(loudspeaker, 10.0, 10.6) == "xx/-x-"


def test_a_stalled_socket_makes_the_rest_later() -> None:
    loudspeaker = Loudspeaker()
    for _ in range(4):
        loudspeaker.play(CHUNK, 10.0)
    loudspeaker.stall(0.3, 10.2)
    assert sounds(loudspeaker, 10.0, 10.8) == "xx---xx-"
    loudspeaker.play(CHUNK, 10.2)
    assert sounds(loudspeaker, 10.0, 10.8) == "xx---xxx"
    loudspeaker.stall(0.25, 20.0)  # nothing was on its way
    assert sounds(loudspeaker, 10.0, 10.8) == "xx---xxx"


def test_the_past_is_forgotten() -> None:
    loudspeaker = Loudspeaker()
    for tenth in range(100):
        loudspeaker.play(CHUNK, tenth / 10)
    kept = loudspeaker.between(0, 2000)[0] > 0
    assert KEEP <= np.count_nonzero(kept) <= KEEP + 20


def test_a_piece_of_no_whole_frame_makes_none() -> None:
    loudspeaker = Loudspeaker()
    loudspeaker.play(CHUNK[:100], 10.0)
    loudspeaker.play(b"", 10.0)
    assert sounds(loudspeaker, 10.0, 10.5) == "-----"
