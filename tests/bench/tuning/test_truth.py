from __future__ import annotations

import json
from pathlib import Path

import pytest

from antiphon.bench.tuning import truth
from antiphon.bench.tuning.sweep import Call
from antiphon.bench.tuning.truth import Sort, Sound
from antiphon.bench.tuning.witness import Scene
from antiphon.errors import OperatorError
from antiphon.runtime.journal_lines import Entry, Recorded
from antiphon.runtime.recollection import Recollection
from antiphon.session.limits import Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Cues, Heard
from antiphon.testing import voice
from antiphon.testing.pair import LivePair
from journals import record
from kit import setup

TAKES = [
    {"kind": "complete", "onset": 1.0, "end": 2.0},
    {"event": {"kind": "pause"}, "onset": 4.0, "end": 6.0, "pauses": [[4.5, 5.0]]},
    {"event": {"kind": "backchannel"}, "onset": 8.0, "end": 8.3},
    {"event": {"kind": "interruption"}, "onset": 9.0, "end": 9.5},
]


def test_truth_is_read_from_takes(tmp_path: Path) -> None:
    path = tmp_path / "call.truth.json"
    path.write_text(json.dumps({"takes": TAKES}))
    found = truth.find(tmp_path / "call.jsonl", "s", None)
    assert found == truth.read(path)
    assert found is not None
    assert found.is_known
    assert found.ends == (2.0, 6.0, 9.5)
    assert found.pauses == ((4.5, 5.0),)
    assert found.sounds == (Sound(Sort.BACKCHANNEL, 8.0, 8.3), Sound(Sort.INTERRUPTION, 9.0, 9.5))
    assert found.onsets == (1.0, 4.0, 5.0, 8.0, 9.0)
    assert (found.until(2.0), found.until(9.0)) == (4.0, float("inf"))


def test_truth_is_found_by_the_session(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_text("".join(json.dumps({"session": name, "takes": TAKES[:1]}) + "\n" for name in ("", "b")))
    found = truth.find(tmp_path / "call.jsonl", "b", path)
    assert found is not None
    assert found.ends == (2.0,)
    assert truth.find(tmp_path / "call.jsonl", "c", path) is None
    assert truth.find(tmp_path / "call.jsonl", "", path) is None
    assert truth.find(tmp_path / "call.jsonl", "b", tmp_path) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"takes": [{"kind": "complete"}]}', '{"takes": [3]}'])
def test_what_is_no_truth_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "call.truth.json"
    path.write_text(text)
    with pytest.raises(OperatorError, match="tells no truth"):
        truth.find(tmp_path / "call.jsonl", "s", None)
    with pytest.raises(OperatorError, match="tells no truth"):
        truth.find(tmp_path / "call.jsonl", "s", path)
    with pytest.raises(OperatorError, match="cannot be read"):
        truth.read(tmp_path / "none.json")


def inferred(directory: Path, *sound: bytes) -> truth.Truth:
    async def scenario(pair: LivePair) -> None:
        async with pair.running(setup()):
            await pair.speak(b"".join(sound))

    return Call.read(record(directory, scenario), None).truth


def windows_of(*lengths: int) -> list[tuple[float, int]]:
    """Speech and silence in turn, in windows."""
    return [(0.95 * (index % 2 == 0), 512) for index, length in enumerate(lengths) for _ in range(length)]


def read(windows: list[tuple[float, int]], *transcripts: tuple[int, str, float]) -> Recollection:
    """A turn from 0 on, of which so many windows were read as these words with so much of a trail."""
    entries = [Entry(0.0, "hear", each, ()) for each in windows]
    for revision, (count, text, trailing) in enumerate(transcripts):
        cues = Cues(words=len(text.split()), trailing=trailing)
        entries += [
            Entry(revision, "tick", (), (f"feed 1 0:{512 * count}", f"settle 1 {revision}")),
            Entry(revision, "heard", (Heard(1, revision, text, cues),), ()),
        ]
    return Recollection(Recorded("0", "s", "", True, Policy(), Caller(), "", tuple(entries), ""))


@pytest.mark.parametrize(
    ("silence", "trailing", "is_inside"), [(20, 0.0, True), (60, 0.0, False), (60, 0.9, True)]
)
def test_who_speaks_on_soon_had_not_finished(silence: int, trailing: float, *, is_inside: bool) -> None:
    windows = windows_of(20, silence, 20, 60)
    memory = read(windows, (22, "I would like", trailing), (42 + silence, "I would like two coffees", 0.0))
    found = truth.infer(memory, Scene(), windows)
    edges = [pytest.approx(20 * 0.032), pytest.approx((20 + silence) * 0.032)]
    assert [edge for pause in found.pauses for edge in pause] == edges * is_inside
    assert len(found.ends) == 2 - is_inside


def test_who_objects_as_the_answer_begins_had_not_finished(tmp_path: Path) -> None:
    found = inferred(
        tmp_path, voice.speech(640), voice.silence(800), voice.speech(640, seed=3), voice.silence(2500)
    )
    assert len(found.pauses) == 1
    assert found.sounds == ()


def test_who_speaks_later_beneath_an_answer_interrupts(tmp_path: Path) -> None:
    found = inferred(
        tmp_path, voice.speech(640), voice.silence(1900), voice.speech(640, seed=3), voice.silence(2500)
    )
    assert found.pauses == ()
    (sound,) = found.sounds
    assert sound.sort is Sort.INTERRUPTION
    assert sound.start == pytest.approx(2.54, abs=0.05)
    assert len(found.ends) == 2


def test_who_has_heard_the_answer_begins_anew(tmp_path: Path) -> None:
    found = inferred(
        tmp_path, voice.speech(640), voice.silence(3500), voice.speech(640, seed=3), voice.silence(2500)
    )
    assert (len(found.ends), found.pauses, found.sounds) == (2, (), ())


def test_a_click_is_nothing(tmp_path: Path) -> None:
    found = inferred(
        tmp_path, voice.speech(640), voice.silence(3500), voice.speech(60, seed=3), voice.silence(2500)
    )
    assert len(found.onsets) == 1
