from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from antiphon.bench.duplex import sounds
from antiphon.bench.duplex.sounds import SOUNDS
from antiphon.bench.duplex.studio import loud
from antiphon.bench.noises import F64
from antiphon.bench.vad import ROOM_DB, Stream, activities
from antiphon.detectors.energy import EnergyDetector
from antiphon.engines.cascade.moonshine import MODEL_NAME, Moonshine
from antiphon.engines.stages import Hints
from antiphon.runtime.host import load_detector
from antiphon.talk import INPUT_RATE


def pitch_of(sound: F64) -> float:
    """The highest peak of the autocorrelation between 70 and 400 Hz."""
    sizes = np.correlate(sound, sound, "full")[len(sound) - 1 :]
    low, high = INPUT_RATE // 400, INPUT_RATE // 70
    return INPUT_RATE / float(low + np.argmax(sizes[low:high]))


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_the_same_every_time_and_begins_at_once(name: str) -> None:
    one, again = (sounds.make(name, "seed", 200.0) for _ in range(2))
    np.testing.assert_array_equal(one, again)
    assert np.isfinite(one).all()
    assert 0.03 * INPUT_RATE <= len(one) <= 1.5 * INPUT_RATE
    assert np.abs(one[:16]).max() >= 0.02 * np.abs(one).max()


def test_another_seed_is_another_cough() -> None:
    first, second = (sounds.make("cough", seed, 120.0) for seed in ("one", "two"))
    assert len(first) != len(second) or not np.array_equal(first, second)


@pytest.mark.parametrize("pitch", [110.0, 210.0])
def test_a_hum_has_the_voice_s_pitch(pitch: float) -> None:
    hum = sounds.make("mm", "seed", pitch)
    assert pitch_of(hum[len(hum) // 3 : 2 * len(hum) // 3]) == pytest.approx(pitch, rel=0.1)


def test_two_hums_have_a_dip_between_them() -> None:
    hums = np.abs(sounds.make("mm-hm", "seed", 150.0))
    loudness = [part.max() for part in np.array_split(hums, 24)]
    dip = int(np.argmin(loudness[4:-4])) + 4
    assert loudness[dip] < 0.3 * min(max(loudness[:dip]), max(loudness[dip:]))


def test_a_laugh_is_activity_to_a_detector_of_loudness() -> None:
    quiet = np.random.default_rng(1).normal(0, 10 ** (ROOM_DB / 20), INPUT_RATE)
    stream = Stream(np.concatenate([quiet, 0.3 * sounds.make("laugh", "seed", 180.0), quiet]), "laugh", 0)
    assert activities(EnergyDetector(), [stream])[0]


@pytest.mark.parametrize("pitch", [115.0, 205.0])
def test_hums_are_voice_and_are_written_down_as_hums(model_files: dict[str, Path], pitch: float) -> None:
    quiet = np.random.default_rng(1).normal(0, 10 ** (ROOM_DB / 20), INPUT_RATE)
    streams = [
        Stream(np.concatenate([quiet, loud(sounds.make(name, "b", pitch), -6.0), quiet]), name, 0)
        for name in ("mm-hm", "uh-huh")
    ]
    assert all(activities(load_detector(model_files), streams))

    async def written() -> list[str]:
        transcriber = Moonshine(model_files[MODEL_NAME])
        await transcriber.start()
        try:
            sounding = [each.samples[11200:-14400] for each in streams]
            pcm = [(each * 32767).astype(np.int16).tobytes() for each in sounding]
            return [await transcriber.transcribe(each, Hints()) for each in pcm]
        finally:
            await transcriber.aclose()

    assert all(text.lower().startswith(("mm", "hm", "uh")) for text in asyncio.run(written()))


def test_a_room_keeps_the_level() -> None:
    room = sounds.room(0.3)
    assert np.sum(np.square(room)) == pytest.approx(1.0)
    assert np.argmax(np.abs(room)) == 0
    assert np.abs(room[-100:]).max() < 0.01
