from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from antiphon.client.wav import Recording, read_wav, write_wav
from antiphon.errors import OperatorError
from antiphon.testing import voice

TONE = [0, 16384, -16384, 32767]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def form(kind: int, bits: int, *, channels: int = 1, rate: int = 16_000) -> tuple[bytes, bytes]:
    width = channels * bits // 8
    return b"fmt ", struct.pack("<HHIIHH", kind, channels, rate, rate * width, width, bits)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def samples(recording: Recording) -> list[int]:
    return [int(sample) for sample in np.frombuffer(recording.pcm, np.int16)]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    pcm = voice.speech(100)
    write_wav(tmp_path / "a.wav", pcm, 16_000)
    recording = read_wav(tmp_path / "a.wav")
    assert recording == (pcm, 16_000)
    assert recording.seconds == pytest.approx(0.1)


def test_two_channels_are_mixed_to_one(tmp_path: Path) -> None:
    frames = np.array([[100, 300], [-100, -300]], np.int16).tobytes()
    path = written(tmp_path / "a.wav", riff(form(1, 16, channels=2, rate=44_100), (b"data", frames)))
    assert samples(read_wav(path)) == [200, -200]


@pytest.mark.parametrize(
    ("kind", "bits", "data", "step"),
    [
        (1, 8, np.array([128, 192, 64, 255], np.uint8).tobytes(), 256),
        (1, 24, b"".join((value << 8).to_bytes(3, "little", signed=True) for value in TONE), 1),
        (1, 32, (np.array(TONE, np.int32) << 16).tobytes(), 1),
        (3, 32, (np.array(TONE, np.float32) / 32768).tobytes(), 1),
        (3, 64, (np.array(TONE, np.float64) / 32768).tobytes(), 1),
    ],
)
def test_any_width_is_read(tmp_path: Path, kind: int, bits: int, data: bytes, step: int) -> None:
    path = written(tmp_path / "a.wav", riff(form(kind, bits), (b"LIST", b"odd"), (b"data", data)))
    assert samples(read_wav(path)) == pytest.approx(TONE, abs=step)


def test_the_extensible_header_is_read(tmp_path: Path) -> None:
    name, plain = form(0xFFFE, 16)
    guid = struct.pack("<H", 1) + bytes.fromhex("000000001000800000aa00389b71")
    head = plain + struct.pack("<HHI", 22, 16, 0) + guid
    path = written(tmp_path / "a.wav", riff((name, head), (b"data", np.array(TONE, np.int16).tobytes())))
    assert samples(read_wav(path)) == TONE


@pytest.mark.parametrize("rate", [4_000, 96_000])
def test_rates_that_the_wire_does_not_carry_are_resampled(tmp_path: Path, rate: int) -> None:
    path = written(tmp_path / "a.wav", riff(form(1, 16, rate=rate), (b"data", voice.speech(500, rate=rate))))
    recording = read_wav(path)
    assert recording.rate == 16_000
    assert recording.seconds == pytest.approx(0.5, abs=0.01)


def test_another_rate() -> None:
    recording = Recording(voice.speech(500, rate=48_000), 48_000)
    assert recording.at(48_000) is recording
    assert recording.at(16_000).seconds == pytest.approx(0.5, abs=0.01)


def test_a_recorder_that_was_stopped_early_claims_too_much(tmp_path: Path) -> None:
    pcm = np.array(TONE, np.int16).tobytes()
    whole = riff(form(1, 16), (b"data", pcm))
    for size in (0xFFFFFFFF, len(pcm) + 1000):
        cut = whole[: -len(pcm) - 4] + struct.pack("<I", size) + pcm + b"\x01"
        assert samples(read_wav(written(tmp_path / "a.wav", cut))) == TONE


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"hello", "no WAV file; convert it: ffmpeg"),
        (b"", "no WAV file"),
        (riff(), "holds no sound"),
        (riff(form(1, 16)), "holds no sound"),
        (riff(form(1, 16), (b"data", b"")), "holds no sound"),
        (riff((b"data", bytes(8)), form(1, 16)), "holds no sound"),
        (riff((b"fmt ", b"short"), (b"data", bytes(8))), "holds no sound"),
        (riff(form(7, 8), (b"data", bytes(8))), "µ-law is not read"),
        (riff(form(99, 8), (b"data", bytes(8))), "format 99 is not read"),
        (riff(form(1, 12), (b"data", bytes(8))), "12-bit samples are not read"),
        (riff(form(1, 16, channels=0), (b"data", bytes(8))), "is not read"),
        (riff(form(1, 16, rate=0), (b"data", bytes(8))), "is not read"),
    ],
)
def test_anything_else_is_refused_in_a_line(tmp_path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(OperatorError, match=rf"a\.wav: .*{problem}"):
        read_wav(written(tmp_path / "a.wav", content))


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"missing\.wav: No such file"):
        read_wav(tmp_path / "missing.wav")
    with pytest.raises(OperatorError, match="No such file"):
        write_wav(tmp_path / "none" / "a.wav", b"", 24_000)
