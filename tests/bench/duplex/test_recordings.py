from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from antiphon.bench.duplex import recordings, studio
from antiphon.bench.duplex.scenario import Kind, checked
from antiphon.client.wav import write_wav
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE


def write(path: Path, *seconds: float) -> None:
    """Stretches of noise, with half a second of quiet between."""
    random = np.random.default_rng(1)
    parts = [random.normal(0, 3, INPUT_RATE // 2)]
    for each in seconds:
        parts += [random.normal(0, 3000, int(each * INPUT_RATE)), random.normal(0, 3, INPUT_RATE // 2)]
    path.parent.mkdir(exist_ok=True)
    write_wav(path, np.concatenate(parts).clip(-32768, 32767).astype(np.int16).tobytes(), INPUT_RATE)


def test_each_speaker_is_in_one_half(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / f"anna-{number}.wav", 1.0)
    write(tmp_path / "bert" / "hello.wav", 1.0)
    calls = checked(recordings.scenarios(tmp_path))
    assert {(call.voice, call.half) for call in calls} == {
        ("recorded anna", "report"),
        ("recorded bert", "tuning"),
    }
    kinds = Counter(event.kind for call in calls for event in call.events)
    assert kinds[Kind.COMPLETE] == kinds[Kind.INTERRUPTION] == 5
    assert kinds[Kind.PAUSE] == 4
    assert all(call.is_recorded for call in calls)
    assert {call.brain for call in calls if call.name.endswith("turns")} == {"server"}


def test_a_long_recording_is_cut_at_its_pauses(tmp_path: Path) -> None:
    write(tmp_path / "talk.wav", 4.0, 0.1, 3.0, 2.0)
    cuts = [cut for _, cut in recordings.utterances(tmp_path / "talk.wav")]
    assert [cut and round(cut[1] - cut[0], 1) for cut in cuts] == [4.0, 3.0, 2.0]
    calls = recordings.scenarios(tmp_path)
    event = calls[0].events[1]
    assert event.what == "talk from 5.6 s"
    assert studio.recorded(event).seconds == pytest.approx(3.0, abs=0.03)


def test_silence_has_nothing_to_say(tmp_path: Path) -> None:
    assert list(recordings.stretches(np.zeros(INPUT_RATE))) == []
    assert list(recordings.stretches(np.zeros(3))) == []
    with pytest.raises(OperatorError, match="no WAV files"):
        recordings.scenarios(tmp_path)
