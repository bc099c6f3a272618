from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.audio.format import MAX_RATE, MIN_RATE, milliseconds, pcm_rate, samples


@pytest.mark.parametrize(
    ("mime_type", "rate"),
    [
        ("audio/pcm;rate=16000", 16_000),
        ("audio/pcm", 16_000),
        ("", 16_000),
        ("audio/pcm; rate=24000", 24_000),
        ("AUDIO/PCM;RATE=8000", 8_000),
        ("audio/pcm;rate=16000;channels=1", 16_000),
        ("audio/l16;rate=44100", 44_100),
        ('audio/pcm;rate="48000"', 48_000),
        ("audio/pcm;;codec", 16_000),
        ("audio/pcm ; rate = 22050", 22_050),
    ],
)
def test_pcm_as_clients_label_it(mime_type: str, rate: int) -> None:
    assert pcm_rate(mime_type) == rate


@pytest.mark.parametrize(
    "mime_type",
    [
        "audio/wav",
        "image/jpeg",
        "audio/pcm;rate=7999",
        "audio/pcm;rate=48001",
        "audio/pcm;rate=-16000",
        "audio/pcm;rate=fast",
        "audio/pcm;rate=",
        "audio/pcm;rate=²",
        "audio/pcm;rate=16000.0",
        "audio/pcm;channels=2",
        "audio/pcm;rate=" + "9" * 10_000,
    ],
)
def test_what_is_not_pcm_we_read(mime_type: str) -> None:
    assert pcm_rate(mime_type) is None


@given(st.text(max_size=40))
def test_any_label_is_a_rate_within_bounds_or_none(mime_type: str) -> None:
    rate = pcm_rate("audio/pcm;" + mime_type)
    assert rate is None or MIN_RATE <= rate <= MAX_RATE


def test_samples_and_milliseconds() -> None:
    assert milliseconds(480, 16_000) == 30.0
    assert samples(30.0, 16_000) == 480
    assert samples(0.1, 16_000) == 1  # rounded down
