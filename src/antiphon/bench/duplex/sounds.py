"""Sounds that people and things make beside speech, made of numbers: the same for the same name and seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np

from antiphon.bench.noises import F64, NOISES
from antiphon.talk import INPUT_RATE

Formants = Sequence[tuple[float, float, float]]
"""Frequency, width and loudness."""
Make = Callable[[np.random.Generator, float], F64]
"""From chance, and a voice's pitch in Hz."""

_NASAL: Final[Formants] = ((260, 70, 1.0), (1050, 160, 0.06), (2200, 250, 0.03))
_OPEN: Final[Formants] = ((750, 110, 1.0), (1200, 130, 0.6), (2500, 200, 0.2))
_MID: Final[Formants] = ((550, 110, 1.0), (1150, 130, 0.4), (2450, 200, 0.15))
_ROUND: Final[Formants] = ((380, 80, 1.0), (850, 110, 0.3), (2300, 200, 0.06))
_THROAT: Final[Formants] = ((600, 250, 1.0), (1500, 400, 0.6), (2800, 700, 0.35))
_HISS: Final[Formants] = ((3200, 1500, 1.0), (5500, 2000, 0.7), (1800, 600, 0.3))


def _times(seconds: float) -> F64:
    return np.arange(int(seconds * INPUT_RATE)) / INPUT_RATE


def _gains(hertz: F64, formants: Formants) -> F64:
    total = np.full(len(hertz), 0.002)
    for middle, width, loud in formants:
        total += loud / (1 + ((hertz - middle) / width) ** 2)
    return np.asarray(total, np.float64)


def _voiced(pitch: F64, formants: Formants, random: np.random.Generator) -> F64:
    """A throat at this pitch, sample by sample, through this mouth."""
    wavering = pitch * (1 + 0.012 * np.repeat(random.normal(0, 1, len(pitch) // 80 + 1), 80)[: len(pitch)])
    phase = 2 * np.pi * np.cumsum(wavering) / INPUT_RATE
    sound = np.zeros(len(pitch))
    for number in range(1, int(0.48 * INPUT_RATE / pitch.max(initial=80.0)) + 1):
        sound += _gains(number * pitch, formants) / number**0.7 * np.cos(number * phase + number)
    return np.asarray(sound / (np.abs(sound).max(initial=1e-9)), np.float64)


def _breath(seconds: float, formants: Formants, random: np.random.Generator) -> F64:
    """Air through this mouth."""
    noise = random.normal(0, 1, int(seconds * INPUT_RATE))
    spectrum = np.fft.rfft(noise) * _gains(
        np.asarray(np.fft.rfftfreq(len(noise), 1 / INPUT_RATE), np.float64), formants
    )
    sound = np.fft.irfft(spectrum, len(noise))
    return np.asarray(sound / (np.abs(sound).max(initial=1e-9)), np.float64)


def _swell(length: int, rise_s: float, fall_s: float) -> F64:
    """Loudness from nothing to nothing."""
    at = np.arange(length) / INPUT_RATE
    shape: F64 = np.clip(at / rise_s, 0, 1) * np.clip((at[-1] - at) / fall_s if length else at, 0, 1)
    return np.asarray(np.sin(shape * np.pi / 2), np.float64)


def _after(seconds: float, *sounds: F64) -> F64:
    """One after another with so much silence between."""
    gap = np.zeros(int(seconds * INPUT_RATE))
    parts = [part for sound in sounds for part in (sound, gap)]
    return np.concatenate(parts[:-1])


def _contour(seconds: float, *ratios: float) -> F64:
    """A pitch that moves evenly through these, as parts of a voice's own."""
    at = np.linspace(0, 1, int(seconds * INPUT_RATE))
    return np.interp(at, np.linspace(0, 1, len(ratios)), ratios)


def hum(random: np.random.Generator, pitch: float, *, seconds: float, ratios: Sequence[float]) -> F64:
    """Lips closed, one syllable."""
    tone = _voiced(pitch * _contour(seconds * random.uniform(0.9, 1.1), *ratios), _NASAL, random)
    return tone * _swell(len(tone), 0.04, 0.09)


def mm_hm(random: np.random.Generator, pitch: float) -> F64:
    """Two hums, the second higher, a breath through the nose between."""
    height = random.uniform(0.95, 1.05)
    first = hum(random, pitch * height, seconds=0.17, ratios=(0.98, 0.9, 0.92))
    second = hum(random, pitch * height, seconds=0.26, ratios=(1.05, random.uniform(1.15, 1.4), 1.2))
    breath = 0.05 * _breath(0.05, _NASAL, random)
    return np.concatenate([0.8 * first, breath, second])


def uh_huh(random: np.random.Generator, pitch: float) -> F64:
    """The same, with the mouth half open."""
    syllables = []
    for seconds, ratios in ((0.15, (1.0, 0.93)), (0.22, (1.08, 1.28, 1.18))):
        tone = _voiced(pitch * _contour(seconds, *ratios), _MID, random)
        syllables.append(tone * _swell(len(tone), 0.02, 0.06))
    breath = _breath(0.07, _MID, random)
    return np.concatenate([syllables[0], 0.15 * breath * _swell(len(breath), 0.02, 0.02), syllables[1]])


def laugh(random: np.random.Generator, pitch: float) -> F64:
    """A handful of short open syllables that fall, each begun with a breath."""
    count = int(random.integers(4, 7))
    parts = []
    for number in range(count):
        height = 1.7 - 0.12 * number + random.uniform(-0.05, 0.05)
        tone = _voiced(pitch * _contour(random.uniform(0.07, 0.1), height, height * 0.93), _OPEN, random)
        breath = _breath(random.uniform(0.07, 0.1), _OPEN, random)
        parts.append(0.22 * breath * _swell(len(breath), 0.02, 0.02))
        parts.append(tone * _swell(len(tone), 0.015, 0.03) * 0.88**number)
    return np.concatenate(parts)


def cough(random: np.random.Generator, pitch: float) -> F64:
    """One or two bursts of air, each with a voiced tail."""

    def one(loud: float) -> F64:
        length = random.uniform(0.22, 0.32)
        air = _breath(length, _THROAT, random) * np.exp(-_times(length) / 0.07)
        air[: int(0.03 * INPUT_RATE)] *= 1.8
        tail = _voiced(pitch * _contour(0.09, 1.3, 0.9), _THROAT, random) * _swell(
            int(0.09 * INPUT_RATE), 0.02, 0.05
        )
        start = int(0.1 * INPUT_RATE)
        air[start : start + len(tail)] += random.uniform(0.3, 1.0) * tail
        return loud * air * _swell(len(air), 0.004, 0.05)

    return _after(
        random.uniform(0.08, 0.16), *(one(loud) for loud in (1.0, 0.8)[: int(random.integers(1, 3))])
    )


def throat(random: np.random.Generator, pitch: float) -> F64:
    """Somebody clears theirs: a low rough voice, twice."""

    def one(seconds: float) -> F64:
        tone = _voiced(0.7 * pitch * _contour(seconds, 1.0, 1.15, 0.8), _ROUND, random)
        rough = 0.7 + 0.3 * np.sin(2 * np.pi * 34 * _times(seconds))
        return (tone * rough + 0.2 * _breath(seconds, _THROAT, random)) * _swell(len(tone), 0.02, 0.08)

    return _after(0.06, one(random.uniform(0.18, 0.26)), one(random.uniform(0.24, 0.34)))


def sneeze(random: np.random.Generator, pitch: float) -> F64:
    """A breath in, then a hiss that bursts and ends in a short voice."""
    breath = 0.12 * _breath(0.25, _OPEN, random) * _swell(int(0.25 * INPUT_RATE), 0.15, 0.03)
    burst = _breath(0.28, _HISS, random) * np.exp(-_times(0.28) / 0.12)
    tail = _voiced(pitch * _contour(0.16, 1.5, 0.9), _ROUND, random) * _swell(
        int(0.16 * INPUT_RATE), 0.02, 0.1
    )
    return np.concatenate([breath, burst * _swell(len(burst), 0.004, 0.04), 0.4 * tail])


def door(random: np.random.Generator, pitch: float) -> F64:
    """The latch, the slam, and what the room makes of it."""
    del pitch
    at = _times(0.7)
    slam = sum(
        np.sin(2 * np.pi * hertz * at + random.uniform(0, 6)) * np.exp(-at / decay)
        for hertz, decay in ((62, 0.14), (108, 0.1), (171, 0.07), (260, 0.05))
    )
    sound: F64 = slam + 1.2 * random.normal(0, 1, len(at)) * np.exp(-at / 0.018)
    sound += 0.12 * random.normal(0, 1, len(at)) * np.exp(-at / 0.15)
    click = random.normal(0, 1, int(0.02 * INPUT_RATE)) * np.exp(-_times(0.02) / 0.004)
    return _after(random.uniform(0.05, 0.12), 0.6 * click, sound)


def clatter(random: np.random.Generator, pitch: float) -> F64:
    """Dishes, put down in a hurry."""
    del pitch
    sound = np.zeros(int(0.9 * INPUT_RATE))
    for start in np.sort(random.uniform(0, 0.6, int(random.integers(4, 8)))):
        at = _times(0.3)
        ring = sum(
            np.sin(2 * np.pi * hertz * at) * np.exp(-at / random.uniform(0.02, 0.09))
            for hertz in random.uniform(1600, 6500, 5)
        )
        hit = ring + 2 * random.normal(0, 1, len(at)) * np.exp(-at / 0.003)
        begin = int(start * INPUT_RATE)
        sound[begin : begin + len(at)] += hit * random.uniform(0.4, 1)
    return sound


def paper(random: np.random.Generator, pitch: float) -> F64:
    """Pages, turned and put away."""
    del pitch
    rustle = _breath(1.1, _HISS, random)
    loud = np.interp(np.arange(len(rustle)), np.linspace(0, len(rustle), 40), random.uniform(0, 1, 40) ** 3)
    sound: F64 = rustle * loud
    return sound


def _stretch(name: str, random: np.random.Generator, pitch: float) -> F64:
    """Something of a sound that goes on."""
    del pitch
    whole = NOISES[name](4 * INPUT_RATE, random)
    begin = int(np.flatnonzero(np.abs(whole) > 0.05 * np.abs(whole).max())[0])
    return whole[begin : begin + int(1.3 * INPUT_RATE)]


SOUNDS: Final[Mapping[str, Make]] = {
    "mm-hm": mm_hm,
    "uh-huh": uh_huh,
    "hmm": partial(hum, seconds=0.42, ratios=(1.3, 1.1, 0.82)),
    "mm": partial(hum, seconds=0.24, ratios=(1.02, 0.95)),
    "laugh": laugh,
    "cough": cough,
    "throat": throat,
    "sneeze": sneeze,
    "door": door,
    "clatter": clatter,
    "paper": paper,
    "typing": partial(_stretch, "typing"),
    "claps": partial(_stretch, "claps"),
    "chime": partial(_stretch, "chimes"),
}
"""By name, as scenarios call them."""


def make(name: str, seed: str, pitch: float) -> F64:
    """One of `SOUNDS`, with no silence before it."""
    sound = SOUNDS[name](np.random.default_rng([*name.encode(), 0, *seed.encode()]), pitch)
    loud = np.flatnonzero(np.abs(sound) > 0.03 * np.abs(sound).max())
    return sound[loud[0] : loud[-1] + 1]


def room(seconds: float, seed: int = 5) -> F64:
    """A room's answer to a click: the direct sound, a few walls, and a tail that dies away in 0.3 s."""
    random = np.random.default_rng(seed)
    at = _times(seconds)
    answer: F64 = 0.25 * random.normal(0, 1, len(at)) * np.exp(-at / 0.045) * (at > 0.004)
    answer[0] = 1.0
    for wall in (0.0031, 0.0067, 0.0112, 0.0174):
        answer[int(wall * INPUT_RATE)] += random.choice([-1, 1]) * random.uniform(0.3, 0.6)
    return answer / float(np.sqrt(np.sum(np.square(answer))))
