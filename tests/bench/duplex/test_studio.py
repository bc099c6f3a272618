from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from antiphon.bench.duplex import studio
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.studio import Sound, Studio
from antiphon.bench.noises import F64
from antiphon.bench.vad import SPEECH_DB, level_db
from antiphon.client.wav import write_wav
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE


def make(*events: Event, voice: str = "espeak:Leda") -> list[Sound]:
    async def run() -> list[Sound]:
        workshop = Studio()
        await workshop.start()
        try:
            scenario = Scenario("one", "report", voice, events)
            return [await workshop.sound(event, scenario) for event in events]
        finally:
            await workshop.aclose()

    return asyncio.run(run())


def tone(seconds: float) -> F64:
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * INPUT_RATE)) / INPUT_RATE)


def test_speech_has_the_level_of_a_microphone_and_begins_at_once() -> None:
    plain, faint = make(
        Event(Kind.COMPLETE, silence=0.5, say="What is the time?"),
        Event(Kind.BACKCHANNEL, answer=1.0, say="What is the time?", db=-10.0),
    )
    assert level_db(plain.samples) == pytest.approx(SPEECH_DB, abs=1)
    assert level_db(faint.samples) == pytest.approx(SPEECH_DB - 10, abs=1)
    assert np.abs(plain.samples[0]) > 0.02 * np.abs(plain.samples).max()
    assert not plain.pauses


def test_a_pause_is_where_it_was_written_and_silent() -> None:
    whole, broken = make(
        Event(Kind.COMPLETE, silence=0.5, say="I would like to book a table."),
        Event(Kind.PAUSE, silence=0.5, say="I would like |400| to book a table."),
    )
    ((start, stop),) = broken.pauses
    assert broken.seconds == pytest.approx(whole.seconds + 0.4, abs=0.02)
    assert 0.2 < start < stop < 1.6
    assert stop - start >= 0.4
    silence = broken.samples[int(start * INPUT_RATE) + 160 : int(stop * INPUT_RATE) - 1]
    assert np.abs(silence).max() < 0.06 * np.abs(broken.samples).max()


def test_sounds_and_echoes() -> None:
    cough, echo = make(
        Event(Kind.NOISE, answer=1.0, sound="cough", db=-6.0),
        Event(Kind.ECHO, answer=0.2, lasts=2.0, db=-20.0),
    )
    assert level_db(cough.samples) == pytest.approx(SPEECH_DB - 6, abs=1)
    assert echo.seconds == 2.0
    assert not np.any(echo.samples)


def test_a_recording_is_broken_where_it_is_quietest(tmp_path: Path) -> None:
    path = tmp_path / "one.wav"
    parts = [np.zeros(4800), tone(0.5), np.zeros(800), tone(0.5), np.zeros(4800)]
    write_wav(path, (np.concatenate(parts) * 20000).astype(np.int16).tobytes(), INPUT_RATE)
    sound = studio.recorded(Event(Kind.PAUSE, silence=0.5, recording=str(path), pause=300))
    ((start, stop),) = sound.pauses
    assert start == pytest.approx(0.5, abs=0.02)
    assert stop - start == pytest.approx(0.325, abs=0.03)
    assert sound.seconds == pytest.approx(1.35, abs=0.02)
    assert not studio.recorded(Event(Kind.COMPLETE, silence=0.5, recording=str(path))).pauses


def test_recordings_of_any_rate(tmp_path: Path) -> None:
    path = tmp_path / "one.wav"
    write_wav(path, (tone(1.5) * 20000).astype(np.int16).tobytes(), OUTPUT_RATE)
    sound = studio.recorded(Event(Kind.COMPLETE, silence=0.5, recording=str(path)))
    assert sound.seconds == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    ("event", "complaint"),
    [
        (Event(Kind.NOISE, answer=1.0, sound="meow"), "no such sound: meow"),
        (Event(Kind.COMPLETE, silence=1.0, say="Hi.", voice="Nobody"), "no such voice: Nobody"),
    ],
)
def test_what_is_not_there_is_said_so(event: Event, complaint: str) -> None:
    with pytest.raises(OperatorError, match=complaint):
        make(event)


def test_everybody_hums_at_a_height_of_their_own() -> None:
    heights = [studio.pitch_of(name) for name in ("Kore", "Aoede", "Puck", "Charon", "espeak:Puck")]
    assert len(set(heights)) == 4
    assert heights[4] == heights[2]
    assert min(heights[:2]) > max(heights[2:])
