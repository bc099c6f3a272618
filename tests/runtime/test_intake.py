from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antiphon.audio.format import pcm_rate
from antiphon.runtime.intake import WINDOW, Intake
from antiphon.testing import voice
from antiphon.wire.types import Blob


def blob(data: bytes, rate: int = 16_000) -> Blob:
    return Blob(data=data, mime_type=f"audio/pcm;rate={rate}")


def taken(intake: Intake) -> bytes:
    return intake.slice(0, intake.arrived)


def test_what_arrives_is_counted_and_kept() -> None:
    intake, pcm = Intake(), voice.speech(100)
    assert intake.accept(blob(pcm[:1001])) == 500
    assert intake.accept(blob(pcm[1001:])) == 1100
    assert intake.arrived == 1600
    assert taken(intake) == pcm


def test_windows_are_whole_and_come_once() -> None:
    intake, pcm = Intake(), voice.speech(100)
    intake.accept(blob(pcm))
    assert b"".join(intake.windows()) == pcm[: 3 * WINDOW * 2]
    assert intake.windows() == []
    intake.accept(blob(pcm[:1000]))
    assert intake.windows() == [(pcm + pcm)[3 * WINDOW * 2 : 4 * WINDOW * 2]]


@pytest.mark.parametrize("mime_type", ["audio/wav", "image/jpeg", "audio/pcm;rate=96000"])
def test_what_is_no_pcm_we_read_is_left_out(mime_type: str) -> None:
    intake = Intake()
    assert intake.accept(Blob(data=b"abcd", mime_type=mime_type)) is None
    assert intake.arrived == 0


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([8_000, 24_000, 44_100, 48_000]), st.lists(st.integers(1, 3001), min_size=1, max_size=9)
)
def test_any_rate_chopped_in_any_way_is_the_same_sound(rate: int, sizes: list[int]) -> None:
    pcm = voice.speech(500, rate=rate)
    whole, pieces = Intake(), Intake()
    whole.accept(blob(pcm, rate))
    at = count = 0
    while at < len(pcm):
        size = sizes[count % len(sizes)]
        pieces.accept(blob(pcm[at : at + size], rate))
        at, count = at + size, count + 1
    shared = min(whole.arrived, pieces.arrived)
    assert 6_900 < shared <= 8_000  # the resampler holds some back
    first, second = (np.frombuffer(each.slice(0, shared), np.int16).astype(int) for each in (whole, pieces))
    assert np.abs(first - second).max() <= 2  # rounding


def test_resampled_sound_keeps_its_pitch() -> None:
    time = np.arange(48_000) / 48_000
    tone = (np.sin(2 * np.pi * 440 * time) * 8000).astype(np.int16).tobytes()
    intake = Intake()
    intake.accept(blob(tone, 48_000))
    heard = np.frombuffer(taken(intake), np.int16)[:15_000]
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) * 16_000 / len(heard) == pytest.approx(440, abs=2)


def test_a_change_of_rate_does_not_carry_half_a_sample_over() -> None:
    intake = Intake()
    intake.accept(blob(b"\x01\x02\x03"))
    intake.accept(blob(b"\x01\x02" * 480, 48_000))
    before = intake.arrived
    assert intake.accept(blob(b"\x05\x06")) == 1
    assert intake.slice(before, before + 1) == b"\x05\x06"


def test_what_nobody_will_ask_for_is_let_go() -> None:
    intake, pcm = Intake(), voice.speech(1000)
    intake.accept(blob(pcm))
    lengths = [intake.is_long]
    intake.accept(blob(pcm + pcm))
    lengths.append(intake.is_long)
    intake.forget(40_000)
    assert intake.slice(0, 40_010) == (pcm * 3)[80_000:80_020]
    assert intake.arrived == 48_000
    assert [*lengths, intake.is_long] == [False, True, False]


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100])
def test_nothing_is_held_back_at_a_pause(rate: int) -> None:
    intake = Intake()
    for _ in range(2):  # and the stream may go on
        intake.accept(blob(voice.speech(500, rate=rate), rate))
        intake.finish()
    assert intake.arrived == pytest.approx(16_000, abs=4)


def test_a_type_too_long_to_be_one_is_not_remembered() -> None:
    pcm_rate.cache_clear()
    intake = Intake()
    assert intake.accept(Blob(data=b"xx", mime_type="audio/pcm;" + " " * 1000)) is None
    assert intake.accept(Blob(data=b"xx", mime_type="audio/pcm")) == 1
    assert pcm_rate.cache_info().currsize == 1
