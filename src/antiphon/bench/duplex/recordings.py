"""Scenarios of recorded speech: a folder of WAV files as turns, turns with a pause, and interruptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

import numpy as np

from antiphon.bench.duplex.scenario import HALVES, Event, Kind, Scenario
from antiphon.bench.noises import F64
from antiphon.bench.vad import at_input_rate
from antiphon.client.wav import read_wav
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE

LONGEST_S: Final = 9.0
"""What is longer is cut at its pauses."""
SHORTEST_S: Final = 0.35
APART_S: Final = 0.4
PAUSES_MS: Final = (300, 450, 600)
EACH: Final = 3
"""Recordings by call."""
ASKING: Final = "Kore"
_TRAILING: Final = re.compile(r"[-_ ]*\d+$")
_STEP: Final = INPUT_RATE // 100
_LOUD: Final = 0.002

Cut = tuple[float, float] | None


def scenarios(directory: Path) -> tuple[Scenario, ...]:
    """Those of the WAV files below it; who speaks is told by folder, else by name, and is in one half only.

    Raises `OperatorError`.
    """
    speakers: dict[str, list[tuple[Path, Cut]]] = {}
    for path in sorted(directory.rglob("*.wav")):
        speakers.setdefault(_speaker(path.relative_to(directory)), []).extend(utterances(path))
    if not speakers:
        raise OperatorError(f"{directory}: no WAV files there")
    calls = [_calls(name, index, speakers[name]) for index, name in enumerate(sorted(speakers))]
    return tuple(scenario for each in calls for scenario in each)


def _speaker(path: Path) -> str:
    return path.parts[0] if len(path.parts) > 1 else _TRAILING.sub("", path.stem)


def _calls(speaker: str, index: int, said: list[tuple[Path, Cut]]) -> Iterator[Scenario]:
    """Every other speaker, by name, is in the half that is reported; the first is."""
    half, voice = HALVES[(index + 1) % 2], f"recorded {speaker}"
    for number in count(1):
        some = [(str(path), cut) for path, cut in said[(number - 1) * EACH : number * EACH]]
        if not some:
            return
        turns = [Event(Kind.COMPLETE, silence=0.5, recording=path, cut=cut) for path, cut in some]
        ms = PAUSES_MS[number % len(PAUSES_MS)]
        turns += [Event(Kind.PAUSE, silence=0.5, recording=path, cut=cut, pause=ms) for path, cut in some[:2]]
        name = f"recorded-{speaker}-{number}"
        yield Scenario(f"{name}-turns", half, voice, tuple(turns), brain="server")
        asking = Event(Kind.PROMPT, silence=0.4, say="Tell me a story.", voice=ASKING)
        stops = [Event(Kind.INTERRUPTION, answer=1.8, recording=path, cut=cut) for path, cut in some]
        yield Scenario(f"{name}-interruptions", half, voice, (asking, *stops))


def utterances(path: Path) -> Iterator[tuple[Path, Cut]]:
    """The recording, or what lies between the pauses of one that is too long for a turn."""
    recording = read_wav(path)
    if SHORTEST_S <= recording.seconds <= LONGEST_S:
        yield path, None
        return
    for start, stop in stretches(at_input_rate(recording)):
        if SHORTEST_S <= stop - start <= LONGEST_S:
            yield path, (start, stop)


def stretches(samples: F64) -> Iterator[tuple[float, float]]:
    """From where to where there is something to be heard between pauses of `APART_S` and more, in seconds."""
    powers = np.square(samples[: len(samples) // _STEP * _STEP]).reshape(-1, _STEP).mean(axis=1)
    loud = np.flatnonzero(powers > _LOUD * np.percentile(powers, 95)) if len(powers) else np.zeros(0)
    if not len(loud):
        return
    ends = np.flatnonzero(np.diff(loud) > APART_S * INPUT_RATE / _STEP)
    for group in np.split(loud, ends + 1):
        yield float(group[0] * _STEP / INPUT_RATE), float((group[-1] + 1) * _STEP / INPUT_RATE)
