"""Sounds that are no speech, made of numbers: the same for the same seed, on every machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from antiphon.talk import INPUT_RATE

F64 = NDArray[np.float64]
Make = Callable[[int, np.random.Generator], F64]


def white(samples: int, random: np.random.Generator) -> F64:
    """Hiss."""
    return random.normal(0, 1, samples)


def pink(samples: int, random: np.random.Generator) -> F64:
    """Rain, or a street from afar: the same energy in every octave."""
    return _coloured(samples, random, 0.5)


def fan(samples: int, random: np.random.Generator) -> F64:
    """A machine in the room: a rumble, and the hum of the mains with its overtones, that swells and sinks."""
    at = np.arange(samples) / INPUT_RATE
    hum = sum(np.sin(2 * np.pi * 50 * n * at + n) / n for n in range(1, 9))
    swell = 1 + 0.3 * np.sin(2 * np.pi * 0.23 * at)
    rumble = _coloured(samples, random, 1.0)
    sound: F64 = (rumble / rumble.std() + 0.5 * hum) * swell
    return sound


def claps(samples: int, random: np.random.Generator) -> F64:
    """Hands, in a room: a burst around 1 to 2 kHz and its echo; now single, now in rhythm."""

    def clap() -> F64:
        length = INPUT_RATE // 4
        at = np.arange(length) / INPUT_RATE
        ring = np.sin(2 * np.pi * random.uniform(900, 2200) * at + random.uniform(0, 6))
        burst = random.normal(0, 1, length) * (np.exp(-at / 0.006) + 0.06 * np.exp(-at / 0.06))
        sound: F64 = (burst + 0.6 * ring * np.exp(-at / 0.008)) * random.uniform(0.5, 1)
        return sound

    return _scattered(samples, random, clap, lambda: random.choice([0.28, 0.5, random.uniform(0.3, 3)]))


def typing(samples: int, random: np.random.Generator) -> F64:
    """A keyboard on a table: click, thump and release, ten keys a second with pauses to think."""

    def key() -> F64:
        length = INPUT_RATE // 10
        at = np.arange(length) / INPUT_RATE
        thump = np.sin(2 * np.pi * random.uniform(120, 300) * at) * np.exp(-at / 0.012)
        press = random.normal(0, 1, length) * np.exp(-at / 0.0025)
        release = np.roll(press, int(random.uniform(0.05, 0.09) * INPUT_RATE)) * 0.4
        sound: F64 = (press + release + 0.5 * thump) * random.uniform(0.5, 1)
        return sound

    def gap() -> float:
        return random.uniform(0.7, 2) if random.random() < 0.05 else random.uniform(0.07, 0.2)

    return _scattered(samples, random, key, gap)


def chimes(samples: int, random: np.random.Generator) -> F64:
    """Doorbells and telephones: bars with their uneven overtones, and plain tones one after another."""
    bar = ((1.0, 1.0), (2.76, 0.5), (5.4, 0.25), (8.93, 0.1))
    bell = ((1.0, 1.0), (2.0, 0.4), (3.0, 0.2), (4.2, 0.1))

    def chime() -> F64:
        sound = np.zeros(2 * INPUT_RATE)
        pitch, overtones = random.uniform(350, 1400), (bar, bell)[int(random.integers(2))]
        for note in range(int(random.integers(1, 4))):
            start = int(note * random.uniform(0.15, 0.5) * INPUT_RATE)
            at = np.arange(len(sound) - start) / INPUT_RATE
            for ratio, loudness in overtones:
                if (hertz := pitch * ratio) < INPUT_RATE / 2:
                    sound[start:] += loudness * np.sin(2 * np.pi * hertz * at) * np.exp(-at * (2 + ratio))
            pitch *= random.choice([0.794, 1.26, 1.5])
        return sound

    return _scattered(samples, random, chime, lambda: random.uniform(1.5, 5))


NOISES: Final[Mapping[str, Make]] = {
    "white noise": white,
    "pink noise": pink,
    "fan": fan,
    "claps": claps,
    "typing": typing,
    "chimes": chimes,
}
"""By name."""


def _coloured(samples: int, random: np.random.Generator, slope: float) -> F64:
    """Amplitude falls with the frequency to the power of ``slope``; nothing below 20 Hz."""
    spectrum = np.fft.rfft(random.normal(0, 1, samples))
    hertz = np.fft.rfftfreq(samples, 1 / INPUT_RATE)
    spectrum *= np.where(hertz < 20, 0, np.maximum(hertz, 20) ** -slope)
    return np.fft.irfft(spectrum, samples)


def _scattered(
    samples: int, random: np.random.Generator, make: Callable[[], F64], gap_s: Callable[[], float]
) -> F64:
    """One sound after another, with these gaps from beginning to beginning."""
    stream = np.zeros(samples)
    at = int(random.uniform(0, 0.5) * INPUT_RATE)
    while at < samples:
        sound = make()[: samples - at]
        stream[at : at + len(sound)] += sound
        at += int(gap_s() * INPUT_RATE)
    return stream
