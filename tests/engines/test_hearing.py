from __future__ import annotations

from antiphon.engines.hearing import TurnAudio


def test_a_turn_is_kept_whole_and_another_takes_its_place() -> None:
    audio = TurnAudio(1000)
    audio.hear(1, b"ab")
    audio.hear(1, b"cd")
    assert (audio.of(1), audio.of(2)) == (b"abcd", b"")
    audio.hear(2, b"ef")
    assert (audio.of(1), audio.of(2)) == (b"", b"ef")
    audio.clear()
    assert audio.of(2) == b""


def test_of_a_long_turn_the_end_is_kept() -> None:
    audio = TurnAudio(4)
    audio.hear(1, b"abc")
    audio.hear(1, b"def")
    assert audio.of(1) == b"cdef"
