from __future__ import annotations

import pytest

from antiphon.runtime.journal_lines import Entry, Recorded
from antiphon.runtime.recollection import Asked, Lateness, Recollection, SpeechClock
from antiphon.session.generation import Finished, Voiced
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Acoustics, Cues, Heard, Interim

WINDOW = 512
SPEECH_S = 20 * WINDOW
"""Samples of each piece of speech, and of each silence after it."""


def entry(at: float, name: str, *arguments: object, told: tuple[str, ...] = ()) -> Entry:
    return Entry(at, name, arguments, told)


def recollection(*more: Entry) -> Recollection:
    """Speech and silence, 20 windows each, four times; and what was asked and answered of it."""
    windows = [entry(0.0, "hear", 0.9 if n // 20 % 2 == 0 else 0.1, WINDOW) for n in range(160)]
    entries = (*windows, *more)
    recorded = Recorded("0", "s", "", True, Policy(), Caller(), "", entries, "")
    return Recollection(recorded)


def piece(number: int) -> tuple[int, int]:
    """Where a piece of speech starts, and where it ends."""
    return 2 * number * SPEECH_S, (2 * number + 1) * SPEECH_S


def read(turn: int, first: int, last: int, text: str, cues: Cues | None = None) -> tuple[Entry, Entry]:
    """A turn from one piece of speech to the end of another, and its transcript 0.1 s later."""
    start, stop = piece(first)[0], piece(last)[1] + 4 * WINDOW
    words = len(text.split())
    return (
        entry(10.0 * turn, "tick", told=(f"feed {turn} {start}:{stop}", f"settle {turn} 0")),
        entry(10.0 * turn + 0.1, "heard", Heard(turn, 0, text, cues or Cues(words=words))),
    )


def test_speech_is_counted_and_silence_is_not() -> None:
    clock = SpeechClock()
    for probability in (0.9, 0.1, 0.9):
        clock.hear(probability, WINDOW)
    assert [clock.at(each) for each in (0, 100, WINDOW, WINDOW + 100, 3 * WINDOW)] == [0, 100, 512, 512, 1024]
    assert clock.between(WINDOW, 2 * WINDOW) == 0
    assert clock.at(4 * WINDOW) == 1024 + WINDOW  # nobody listened there


def test_the_same_question_has_the_same_answer() -> None:
    known = recollection(*read(1, 0, 0, "one two"))
    asked = Asked(0, piece(0)[1] + 4 * WINDOW, 10.0)
    found = known.transcript(asked)
    assert found is not None
    assert (found.value.text, found.comes(asked, 999)) == ("one two", (10.1, 161))


def test_more_silence_says_nothing_more() -> None:
    known = recollection(*read(1, 0, 0, "one two"))
    asked = Asked(0, piece(0)[1] + 15 * WINDOW, 50.0)
    found = known.transcript(asked)
    assert found is not None
    assert (found.value.text, found.off) == ("one two", 0)
    at, order = found.comes(asked, 999)
    assert at == pytest.approx(50.1)
    assert order == 999


def test_a_longer_turn_says_what_two_said() -> None:
    trailing = Cues(words=2, backchannels=1, trailing=0.9)
    known = recollection(*read(1, 0, 0, "one two"), *read(2, 1, 1, "and three", trailing))
    found = known.transcript(Asked(0, piece(1)[1], 50.0))
    assert found is not None
    assert found.value.text == "one two and three"
    assert found.value.cues == Cues(words=4, backchannels=1, trailing=0.9)
    assert found.off == 0


def test_a_shorter_turn_says_what_is_left() -> None:
    known = recollection(*read(1, 0, 0, "one two"), *read(2, 0, 1, "one two three four five"))
    found = known.transcript(Asked(piece(1)[0], piece(1)[1], 50.0))
    assert found is not None
    assert (found.value.text, found.value.cues.words) == ("three four five", 3)


def test_what_was_read_of_other_speech_is_far_off() -> None:
    known = recollection(*read(1, 0, 0, "one two"))
    found = known.transcript(Asked(piece(2)[0], piece(2)[1], 50.0))
    assert found is not None
    assert found.off >= 2 * SPEECH_S - WINDOW
    assert recollection().transcript(Asked(0, 512, 1.0)) is None


def test_a_pause_that_was_read_with_what_followed_is_read_no_sooner() -> None:
    first, _ = read(1, 0, 0, "one two")
    known = recollection(first, *read(2, 0, 1, "one two three"))
    found = known.transcript(Asked(0, piece(0)[1] + 4 * WINDOW, 10.0))
    assert found is not None
    assert found.comes(Asked(0, piece(0)[1] + 4 * WINDOW, 10.0), 999)[0] == pytest.approx(20.1)


def test_half_of_speech_says_about_half_of_its_words() -> None:
    known = recollection(*read(1, 0, 0, "one two three four"))
    found = known.glance(Asked(0, SPEECH_S // 2, 50.0))
    assert found is not None
    assert (found.value.text, found.value.cues.words) == ("one two", 2)
    assert found.value.samples == SPEECH_S // 2
    assert found.off == SPEECH_S // 2 + 0


def test_a_glance_is_found_by_what_was_read() -> None:
    looks = (
        entry(5.0, "hear", 0.1, 0, told=("feed 1 0:2560", "glance 1 0")),
        entry(5.1, "hear", 0.1, 0, told=("feed 1 2560:3584", "glance 1 0")),
        entry(5.2, "heard", Interim(1, 0, "One", samples=3584, cues=Cues(words=1))),
    )
    known = recollection(*looks)
    (found,) = known.glances
    assert found.asked == Asked(0, 3584, 5.1)
    assert known.ignored == {Asked(0, 2560, 5.0)}
    assert known.glance(Asked(0, 2560, 5.0)) is None  # nobody said anything then, either
    other = known.glance(Asked(0, 2560, 6.0))
    assert other is not None
    assert other.value.text == "One"


def test_verdicts_and_sounds_are_of_their_place() -> None:
    known = recollection(
        entry(5.0, "tick", told=("score 1 0 2176 0:11000", "measure 1 0 0:11000")),
        entry(5.05, "turn_score", 1, 0, 0.8),
        entry(5.05, "measured", 1, 0, Acoustics(-30.0)),
        entry(5.06, "turn_score", 7, 0, 0.1),  # to a question that nobody asked
    )
    near, far = Asked(0, 12_000, 9.0), Asked(0, 40_000, 9.0)
    verdict, sound = known.verdict(near), known.acoustics(near)
    assert verdict is not None
    assert sound is not None
    assert (verdict.value, verdict.off) == (0.8, 1000)
    assert verdict.delay_s == pytest.approx(0.05)
    assert sound.value == Acoustics(-30.0)
    assert known.verdict(far) is None
    assert known.acoustics(far) is None


def test_answers_are_found_by_what_they_answer() -> None:
    told = entry(10.0, "heard", Heard(9, 0, ""), told=("feed 1 0:11000", "draft 1 #0"))
    known = recollection(
        told,
        entry(10.1, "engine", 1, Voiced(100)),
        entry(10.2, "hear", 0.1, 0, told=("cancel 1", "feed 1 11000:14000")),
        entry(10.5, "heard", Heard(9, 0, ""), told=("respond 2 #0",)),
        entry(10.7, "engine", 2, Voiced(4800)),
        entry(10.8, "engine", 2, Finished()),
        entry(12.0, "receive", None, told=("respond 3 #0",)),
        entry(12.1, "engine", 3, Finished()),
    )
    asked = Asked(0, 12_000, 99.0)
    found = known.take(asked, None)
    assert found is not None
    assert found[0].is_whole
    assert found[0].voiced == known.usual_answer == 4800
    exact = known.take(Asked(0, 11_000, 10.0), None)
    assert exact is not None
    assert (exact[0].is_whole, exact[0].given_up_at) == (False, 10.2)
    typed = known.take(asked, 160 + 6)
    assert typed is not None
    assert typed[0].cause == 166
    assert known.take(asked, 5) is None


def test_timers_ring_as_late_as_they_did() -> None:
    quiet = Policy(setup_timeout_s=5.0)
    entries = (entry(0.0, "begin"), entry(5.25, "tick"), entry(6.0, "tick"))
    lateness = Lateness(Recorded("0", "s", "", True, quiet, Caller(), "", entries, ""))
    assert lateness.rings(5.0) == (5.25, 1)
    assert lateness.rings(4.0) == (4.0, 4.0)
    assert lateness.rings(6.0) == (6.0, 2)
    busy = (entry(0.0, "begin"), entry(5.25, "arrive", 320))
    lateness = Lateness(Recorded("0", "s", "", True, quiet, Caller(), "", busy, ""))
    assert lateness.rings(5.0) == (5.25, 1.5)
