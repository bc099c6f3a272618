from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.turns.echo import F32, FRAMES, LAGS, NEAR, NONE, envelope, likeness

F64 = NDArray[np.float64]
RATE = INPUT_RATE


def talk(seconds: float, seed: int) -> F64:
    """Noise in syllables of unequal length and loudness, some of them hissed, with pauses between the phrases."""
    random = np.random.default_rng(seed)
    sound: list[F64] = []
    while sum(map(len, sound)) < seconds * RATE:
        length = int(random.uniform(0.08, 0.28) * RATE)
        noise = random.normal(0, 0.1, length) * 10 ** random.uniform(-1, 0)
        voiced = np.convolve(noise, np.ones(8) / 3, "same") * np.hanning(length)
        hissed = noise * random.choice([0.0, 0.1, 0.5]) * np.linspace(1, 0, length)
        sound.append(voiced + hissed)
        sound.append(np.zeros(int(random.choice([0.0, 0.02, 0.05, 0.25]) * RATE)))
    return np.concatenate(sound)[: int(seconds * RATE)]


def in_a_room(sound: F64, delay_ms: float, gain_db: float, seed: int = 3) -> F64:
    """What a microphone takes up of it: later, fainter, and with the room's own decay of 0.25 s."""
    random = np.random.default_rng(seed)
    response = random.normal(0, 1, RATE // 4) * 10 ** (-3 * np.arange(RATE // 4) / RATE / 0.25)
    response[0] = 6.0
    wet = np.convolve(sound, response)[: len(sound)]
    wet *= np.sqrt(np.mean(sound**2) / np.mean(wet**2)) * 10 ** (gain_db / 20)
    late = np.concatenate((np.zeros(int(delay_ms * RATE / 1000)), wet))[: len(sound)]
    return np.asarray(late + random.normal(0, 1e-4, len(late)), np.float64)


def told(sound: F64, rate: int = RATE) -> F32:
    return envelope(sound.astype(np.float32), rate)


def window(heard: F64, sent: F64, at_s: float, speech_s: float = 1.0, usual: int | None = None) -> float:
    """The second that ends at ``at_s``."""
    stop = int(at_s * FRAMES)
    found = likeness(
        told(heard)[:, stop - FRAMES : stop],
        told(sent)[:, stop - FRAMES - LAGS : stop],
        int(speech_s * FRAMES),
        usual,
    )
    return found.value


def test_an_envelope_has_the_power_of_each_frame_and_of_its_steps() -> None:
    square = np.tile(np.array([0.5, -0.5], np.float32), 400)
    loud, steps = envelope(np.concatenate((square, np.zeros(170, np.float32))), RATE)
    np.testing.assert_allclose(loud, [0.25] * 5 + [0.0], rtol=1e-6)
    np.testing.assert_allclose(steps, [159 / 160] * 5 + [0.0], rtol=1e-6)
    assert envelope(np.zeros(OUTPUT_RATE, np.float32), OUTPUT_RATE).shape == (2, FRAMES)


@pytest.mark.parametrize("delay_ms", [0, 40, 200, 700, 1400])
@pytest.mark.parametrize("gain_db", [-6, -30])
def test_our_voice_is_known_by_its_ups_and_downs_at_any_delay_and_level(delay_ms: int, gain_db: int) -> None:
    sent = talk(5, seed=1)
    heard = in_a_room(sent, delay_ms, gain_db)
    assert min(window(heard, sent, at_s) for at_s in (3.0, 3.7, 4.4)) > 0.65


def test_the_delay_is_found() -> None:
    sent = talk(4, seed=1)
    heard = in_a_room(sent, 330, -12)
    found = likeness(told(heard)[:, 200:300], told(sent)[:, 200 - LAGS : 300], FRAMES)
    assert found.lag in {33, 34}
    assert found.plain > found.value > 0.65


def test_another_voice_is_not_taken_for_ours() -> None:
    sent = talk(5, seed=1)
    values = [window(talk(5, seed), sent, at_s) for seed in range(2, 12) for at_s in (3.0, 4.0)]
    assert float(np.median(values)) < 0.55
    assert float(np.quantile(values, 0.9)) < 0.65


def test_short_speech_needs_more_to_be_ours_unless_the_delay_is_known() -> None:
    sent = talk(5, seed=1)
    heard = in_a_room(sent, 200, -12)
    short, long = window(heard, sent, 4.0, 0.3), window(heard, sent, 4.0, 1.0)
    assert short == pytest.approx(long - 0.21)
    known = window(heard, sent, 4.0, 0.3, usual=20 + NEAR)
    assert known == pytest.approx(long + 0.05, abs=0.02)  # its newest half second is compared as well
    assert window(heard, sent, 4.0, 0.3, usual=90) == pytest.approx(short - 0.15)


def test_silence_is_like_nothing() -> None:
    silence, sound = np.zeros(5 * RATE), talk(5, seed=1)
    assert window(silence, silence, 4.0) <= 0.0
    assert window(sound, silence, 4.0) <= 0.0
    assert window(silence, sound, 4.0) <= 0.0
    hiss = np.random.default_rng(4).normal(0, 1e-5, 5 * RATE)
    assert window(hiss, hiss, 4.0) <= 0.0


def test_a_voice_over_our_faint_echo_is_somebody() -> None:
    sent = talk(5, seed=1)
    values = [
        window(in_a_room(sent, 200, -24) + talk(5, seed), sent, at_s)
        for seed in range(2, 8)
        for at_s in (3.0, 4.0)
    ]
    assert float(np.median(values)) < 0.6


def test_what_does_not_fit_together_is_not_compared() -> None:
    assert likeness(np.ones((2, 0), np.float32), np.ones((2, LAGS), np.float32), 0) == NONE
    assert likeness(np.ones((2, 10), np.float32), np.ones((2, LAGS), np.float32), 10) == NONE


@given(
    st.integers(1, 120),
    st.integers(0, 200),
    st.none() | st.integers(0, LAGS),
    st.integers(0, 2**32),
    st.sampled_from([0.0, 1e-12, 1e-6, 1.0]),
)
def test_a_likeness_is_a_number_between_minus_one_and_one(
    count: int, speech: int, usual: int | None, seed: int, scale: float
) -> None:
    random = np.random.default_rng(seed)
    heard, sent = (
        (random.random((2, size)) ** 4 * scale).astype(np.float32) for size in (count, count + LAGS)
    )
    found = likeness(heard, sent, speech, usual)
    assert -1 <= found.value <= 1.001
    assert 0 <= found.lag <= LAGS
