"""What voice activity detection gets wrong: noise that is taken for speech, speech that goes unnoticed in noise.

Nothing is timed and no server runs: windows go through the detector and `ActivityDetector` as fast as they can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import soxr

from antiphon.bench.noises import F64, NOISES
from antiphon.client.wav import Recording
from antiphon.detectors.base import F32, WINDOW, VoiceActivityDetector
from antiphon.talk import INPUT_RATE
from antiphon.turns.activity import ActivityConfig, ActivityDetector, Edge

RATIOS_DB: Final = (20, 15, 10, 5, 0)
"""How much louder speech is than the noise."""
SPEECH_DB: Final = -26.0
"""How loud speech is, in dB below full scale: an ordinary microphone."""
ROOM_DB: Final = -75.0
"""The room's own noise, which is never absent."""
APART_S: Final = 2.0
"""Silence around each utterance."""
COVERED: Final = 0.5
"""Less of an utterance than this within activity, and it was missed."""
COLUMNS: Final = (
    "noise",
    *(f"alarms {ratio} dB" for ratio in RATIOS_DB),
    *(f"missed {ratio} dB" for ratio in RATIOS_DB),
)
DEFINITIONS: Final = """\
alarms: starts of activity in 10 minutes in which nobody speaks; aim: 1 at most
missed: utterances in per cent of which less than half lies within activity; aim: 2 at most at 10 dB
dB: how much louder speech (26 dB below full scale) is than the noise while there is some"""
_QUIETER_DB: Final = 30.0
_SEED: Final = 20

Span = tuple[int, int]


@dataclass(slots=True)
class Outcome:
    """Of one kind of noise at one ratio."""

    alarms: int = 0
    alone_s: float = 0.0
    """How long there was nothing but noise."""
    missed: int = 0
    uttered: int = 0

    @property
    def alarms_per_10_minutes(self) -> float:
        """False alarms, by the time in which there could be some."""
        return self.alarms * 600 / self.alone_s if self.alone_s else 0.0


@dataclass(frozen=True, slots=True)
class Stream:
    """Sound, and where in it somebody speaks."""

    samples: F64
    noise: str
    ratio_db: int
    spoken: tuple[Span, ...] = field(default=())

    @property
    def alone_s(self) -> float:
        """Seconds of nothing but noise."""
        return (len(self.samples) - sum(stop - start for start, stop in self.spoken)) / INPUT_RATE


def measure(
    detector: VoiceActivityDetector,
    speech: Sequence[Recording],
    noises: Mapping[str, Recording],
    seconds: float,
) -> dict[tuple[str, int], Outcome]:
    """Every utterance in every noise at every ratio, and ``seconds`` of each noise alone at each level."""
    kinds = {name: make(int(seconds * INPUT_RATE), _random(name)) for name, make in NOISES.items()}
    kinds |= {
        name: np.resize(at_input_rate(each), int(seconds * INPUT_RATE)) for name, each in noises.items()
    }
    utterances = [at_input_rate(each) for each in speech]
    outcomes: dict[tuple[str, int], Outcome] = {}
    for name, noise in kinds.items():
        streams = [_alone(name, noise, ratio_db) for ratio_db in RATIOS_DB]
        streams += [_spoken(name, noise, ratio_db, utterances) for ratio_db in RATIOS_DB]
        for stream, activity in zip(streams, activities(detector, streams), strict=True):
            outcome = outcomes.setdefault((name, stream.ratio_db), Outcome())
            outcome.alarms += sum(not _touches(each, stream.spoken) for each in activity)
            outcome.alone_s += stream.alone_s
            outcome.uttered += len(stream.spoken)
            outcome.missed += sum(coverage(span, activity) < COVERED for span in stream.spoken)
    return outcomes


def activities(detector: VoiceActivityDetector, streams: Sequence[Stream]) -> list[list[Span]]:
    """Where activity is found in each, all windows of one instant in one batch, as the server scores a crowd."""
    states = np.zeros((len(streams), detector.state_size), np.float32)
    hearers = [ActivityDetector(ActivityConfig()) for _ in streams]
    found: list[list[Span]] = [[] for _ in streams]
    longest = max(len(stream.samples) for stream in streams)
    sound = np.zeros((len(streams), -(-longest // WINDOW) * WINDOW), np.float32)
    for row, stream in zip(sound, streams, strict=True):
        row[: len(stream.samples)] = stream.samples
    for start in range(0, sound.shape[1], WINDOW):
        probabilities: F32 = detector.score(np.ascontiguousarray(sound[:, start : start + WINDOW]), states)
        for hearer, spans, probability in zip(hearers, found, probabilities, strict=True):
            if hearer.hear(float(probability), WINDOW) is Edge.START:
                spans.append((hearer.onset, hearer.speech_end))
            elif hearer.is_active:
                spans[-1] = hearer.onset, hearer.speech_end
    return found


def table(outcomes: Mapping[tuple[str, int], Outcome]) -> list[tuple[str, ...]]:
    """A row for each kind of noise: false alarms in 10 minutes at each ratio, then misses in per cent; and totals."""
    names = list(dict.fromkeys(name for name, _ in outcomes))
    rows = [(name, [outcomes[name, ratio_db] for ratio_db in RATIOS_DB]) for name in names]
    rows.append(("all", [_sum([outcomes[name, ratio_db] for name in names]) for ratio_db in RATIOS_DB]))
    return [
        (
            name,
            *(f"{each.alarms_per_10_minutes:.1f}" for each in found),
            *(f"{100 * each.missed / max(each.uttered, 1):.1f}" for each in found),
        )
        for name, found in rows
    ]


def coverage(span: Span, activity: Sequence[Span]) -> float:
    """The share of a span that lies within activity."""
    start, stop = span
    within = sum(max(min(stop, last) - max(start, first), 0) for first, last in activity)
    return within / (stop - start) if stop > start else 1.0


def at_input_rate(recording: Recording) -> F64:
    """A recording as numbers between -1 and 1."""
    samples = np.frombuffer(recording.pcm, np.int16).astype(np.float64) / 32768
    return np.asarray(soxr.resample(samples, recording.rate, INPUT_RATE), np.float64)


def level_db(samples: F64) -> float:
    """How loud a sound is while there is some: the pauses between claps or words do not count."""
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    powers = np.mean(np.square(windows), axis=1)
    loud = powers[powers > powers.max(initial=0) * 10 ** (-_QUIETER_DB / 10)]
    return float(10 * np.log10(np.mean(loud))) if len(loud) else -np.inf


def voiced(samples: F64) -> Span:
    """From the first to the last window that is loud for this recording: what could be heard of it."""
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    powers = np.mean(np.square(windows), axis=1)
    loud = np.flatnonzero(powers > powers.max(initial=0) * 10 ** (-_QUIETER_DB / 10))
    return (int(loud[0]) * WINDOW, int(loud[-1] + 1) * WINDOW) if len(loud) else (0, 0)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < stop and start < span[1] for start, stop in others)


def _sum(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        alarms=sum(each.alarms for each in outcomes),
        alone_s=sum(each.alone_s for each in outcomes),
        missed=sum(each.missed for each in outcomes),
        uttered=sum(each.uttered for each in outcomes),
    )


def _alone(name: str, noise: F64, ratio_db: int) -> Stream:
    return Stream(_mixed(np.zeros(len(noise)), noise, ratio_db), name, ratio_db)


def _spoken(name: str, noise: F64, ratio_db: int, utterances: Sequence[F64]) -> Stream:
    """All utterances one after another, over the same noise from its beginning."""
    pause = np.zeros(int(APART_S * INPUT_RATE))
    parts, spans, at = [pause], list[Span](), len(pause)
    for utterance in utterances:
        start, stop = voiced(utterance)
        parts += [utterance * _gain(SPEECH_DB - level_db(utterance)), pause]
        spans.append((at + start, at + stop))
        at += len(utterance) + len(pause)
    return Stream(_mixed(np.concatenate(parts), noise, ratio_db), name, ratio_db, tuple(spans))


def _mixed(speech: F64, noise: F64, ratio_db: int) -> F64:
    beneath = np.resize(noise, len(speech))
    if np.any(beneath):
        beneath = beneath * _gain(SPEECH_DB - ratio_db - level_db(noise))
    room = _random("room").normal(0, _gain(ROOM_DB), len(speech))
    mixed: F64 = np.clip(speech + beneath + room, -1, 1)
    return mixed


def _gain(db: float) -> float:
    return float(10 ** (db / 20))


def _random(name: str) -> np.random.Generator:
    return np.random.default_rng([_SEED, *name.encode()])
