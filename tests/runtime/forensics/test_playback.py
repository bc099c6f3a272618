from __future__ import annotations

import pytest

from antiphon.runtime.forensics.playback import Playback, Span
from antiphon.talk import OUTPUT_RATE


def second(part: float) -> int:
    return int(OUTPUT_RATE * part)


def test_what_comes_in_time_is_heard_in_one() -> None:
    playback = Playback()
    playback.send(1, second(0.5), 1.0)
    playback.send(1, second(0.5), 1.2)
    (voice,) = playback.voices
    assert voice.heard == [Span(1.0, 2.0)]
    assert voice.sent == [Span(1.0, 1.5), Span(1.2, 1.7)]
    assert voice.gaps == []


def test_what_comes_late_leaves_a_gap() -> None:
    playback = Playback()
    playback.send(1, second(0.5), 1.0)
    playback.send(1, second(0.5), 1.75)
    assert playback.voices[0].gaps == [Span(1.5, 1.75)]


def test_an_interruption_leaves_what_was_sent_unheard() -> None:
    playback = Playback()
    playback.send(1, second(1.0), 1.0)
    playback.cut(1.25)
    (voice,) = playback.voices
    assert voice.heard == [Span(1.0, 1.25)]
    assert voice.unheard == Span(1.25, 2.0)
    playback.send(2, second(0.5), 1.5)
    assert playback.voices[1].heard == [Span(1.5, 2.0)]


def test_an_answer_that_is_taken_up_again_has_no_gap() -> None:
    playback = Playback()
    playback.send(1, second(1.0), 1.0)
    playback.cut(1.25)
    playback.send(1, second(0.75), 3.0)
    assert [voice.gaps for voice in playback.voices] == [[], []]
    assert playback.voices[1].heard == [Span(3.0, 3.75)]


def test_another_answer_waits_for_the_one_before() -> None:
    playback = Playback()
    playback.send(1, second(1.0), 1.0)
    playback.send(2, second(1.0), 1.1)
    assert playback.voices[1].heard == [Span(2.0, 3.0)]


def test_a_stalled_socket_and_silence_put_off_what_follows() -> None:
    playback = Playback()
    playback.send(1, second(0.5), 1.0)
    playback.stall(0.25, 1.25)
    assert playback.voices[0].heard[0].stop == pytest.approx(1.75)
    playback.rest(second(0.25), 1.5)
    playback.send(1, second(0.5), 1.5)
    assert playback.voices[0].heard[-1] == Span(2.0, 2.5)
    playback.stall(0.25, 9.0)
    assert playback.voices[0].heard[-1] == Span(2.0, 2.5)


def test_nothing_is_cut_where_nothing_was_sent() -> None:
    playback = Playback()
    playback.cut(1.0)
    assert playback.voices == []
