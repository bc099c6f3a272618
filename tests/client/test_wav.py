from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from antiphon.client.wav import read_wav, write_wav
from antiphon.errors import OperatorError
from antiphon.testing import voice


def write(path: Path, *, channels: int, width: int, rate: int, frames: bytes) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(frames)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    pcm = voice.speech(100)
    write_wav(tmp_path / "a.wav", pcm, 16_000)
    recording = read_wav(tmp_path / "a.wav")
    assert recording == (pcm, 16_000)
    assert recording.seconds == pytest.approx(0.1)


def test_two_channels_are_mixed_to_one(tmp_path: Path) -> None:
    frames = np.array([[100, 300], [-100, -300]], np.int16).tobytes()
    mixed = read_wav(write(tmp_path / "a.wav", channels=2, width=2, rate=44_100, frames=frames))
    assert np.frombuffer(mixed.pcm, np.int16).tolist() == [200, -200]


@pytest.mark.parametrize(("width", "rate"), [(1, 16_000), (3, 16_000), (2, 96_000)])
def test_other_formats_are_refused_in_a_line(tmp_path: Path, width: int, rate: int) -> None:
    path = write(tmp_path / "a.wav", channels=1, width=width, rate=rate, frames=bytes(12))
    with pytest.raises(OperatorError, match="16-bit at 8 to 48 kHz is read"):
        read_wav(path)


def test_what_is_no_recording_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("hello")
    for name in ("a.wav", "missing.wav"):
        with pytest.raises(OperatorError, match=name):
            read_wav(tmp_path / name)
