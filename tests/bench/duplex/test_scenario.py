from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from antiphon.bench.duplex import scenario
from antiphon.bench.duplex.scenario import FALSE, HALVES, Event, Kind
from antiphon.bench.duplex.sounds import SOUNDS
from antiphon.bench.duplex.studio import ESPEAK
from antiphon.engines.cascade.voices import VOICES
from antiphon.errors import OperatorError

ONE = """
[[call]]
name = "one"
half = "report"
voice = "Kore"
events = [{ kind = "complete", silence = 0.5, say = "Hello there." }]
"""


def test_the_shipped_calls_hold_enough_of_everything_in_each_half() -> None:
    calls = scenario.shipped()
    for half in HALVES:
        kinds = Counter(event.kind for call in calls if call.half == half for event in call.events)
        assert sum(kinds.values()) - kinds[Kind.PROMPT] >= 100
        assert all(kinds[kind] >= 4 for kind in Kind)
        lengths = Counter(
            event.length
            for call in calls
            if call.half == half
            for event in call.events
            if event.kind is Kind.INTERRUPTION
        )
        assert all(lengths[length] >= 8 for length in ("word", "phrase", "sentence"))


def test_the_shipped_calls_can_be_heard() -> None:
    for call in scenario.shipped():
        for voice in (call.voice, *(event.voice for event in call.events if event.voice)):
            assert voice.removeprefix(ESPEAK) in VOICES
        assert all(not event.sound or event.sound in SOUNDS for event in call.events)


def test_no_speaker_of_flite_calls_in_both_halves() -> None:
    speakers = {
        half: {
            VOICES[call.voice].flite.name
            for call in scenario.shipped()
            if call.half == half and call.voice in VOICES
        }
        for half in HALVES
    }
    assert not speakers["tuning"] & speakers["report"]


def test_pauses_in_the_shipped_calls_are_as_long_as_those_of_people_who_think() -> None:
    pauses = [ms for call in scenario.shipped() for event in call.events for _, ms in event.pauses]
    assert len(pauses) >= 24
    assert all(250 <= ms <= 700 for ms in pauses)


def test_false_candidates_leave_time_to_see_what_comes_of_them() -> None:
    for call in scenario.shipped():
        for before, after in zip(call.events, call.events[1:], strict=False):
            if before.kind in FALSE - {Kind.ECHO} and after.kind is not Kind.INTERRUPTION:
                assert (after.answer or after.silence or 0) >= 0.5


def test_a_pause_is_written_between_two_words() -> None:
    event = Event(Kind.PAUSE, silence=0.5, say="Please remind me |300| to call |500| on Sunday.")
    assert event.words == "Please remind me to call on Sunday."
    assert [(event.words[at:].split()[0], ms) for at, ms in event.pauses] == [("to", 300), ("on", 500)]
    assert event.what == event.say


@pytest.mark.parametrize(
    ("say", "length"),
    [
        ("Stop.", "word"),
        ("Hold on a second.", "phrase"),
        ("What is the name of the place again?", "sentence"),
    ],
)
def test_interruptions_are_told_apart_by_length(say: str, length: str) -> None:
    assert Event(Kind.INTERRUPTION, answer=1.0, say=say).length == length


def test_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(ONE)
    (call,) = scenario.load([path])
    assert (call.name, call.brain, call.events[0].kind) == ("one", "script", Kind.COMPLETE)
    assert not call.is_recorded


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[call]\n", "mine.toml"),
        (ONE.replace('"complete"', '"song"'), "song"),
        (ONE.replace("silence", "quiet"), "quiet"),
        (ONE.replace("silence = 0.5, ", ""), "says when"),
        (ONE.replace("silence = 0.5", "silence = 0.5, answer = 1.0"), "says when"),
        (ONE.replace(', say = "Hello there."', ""), "is heard by one of"),
        (ONE.replace("say =", 'sound = "cough", say ='), "is heard by one of"),
        (ONE.replace('"complete"', '"pause"'), "has no pause"),
        (ONE.replace('"complete"', '"echo"'), "needs `lasts`"),
        (ONE + ONE, "two of this name"),
        (ONE + ONE.replace('"one"', '"two"').replace("report", "tuning"), "other half"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(OperatorError, match=complaint):
        scenario.load([path])


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be read"):
        scenario.load([tmp_path / "none.toml"])
