"""Scenarios of recorded speech: a folder of WAV files as turns, turns with a pause, and interruptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, groupby
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import numpy as np

from antiphon.bench.duplex.scenario import HALVES, Event, Kind, Scenario
from antiphon.bench.noises import F64
from antiphon.bench.vad import at_input_rate
from antiphon.client.wav import read_wav, write_wav
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


def scenarios(directory: Path) -> tuple[Scenario, ...]:
    """Those of the WAV files below it; who speaks is told by folder, else by name, and is in one half only.

    Raises `OperatorError`.
    """
    files = sorted(directory.rglob("*.wav"))
    if not files:
        raise OperatorError(f"{directory}: no WAV files there")
    speakers = {
        name: list(group) for name, group in groupby(sorted(files, key=_key(directory)), _key(directory))
    }
    made: list[Scenario] = []
    for number, (speaker, paths) in enumerate(sorted(speakers.items())):
        utterances = [each for path in paths for each in _utterances(path)]
        made += _calls(speaker, number, utterances)
    return tuple(made)


def _key(directory: Path):  # type: ignore[no-untyped-def]
    def key(path: Path) -> str:
        inner = path.relative_to(directory)
        return inner.parts[0] if len(inner.parts) > 1 else _TRAILING.sub("", path.stem)

    return key


def _calls(speaker: str, number: int, utterances: list[Path]) -> Iterator[Scenario]:
    half = HALVES[(number + 1) % 2]
    for index in count(0, EACH):
        some = [str(each) for each in utterances[index : index + EACH]]
        if not some:
            return
        turns = [Event(Kind.COMPLETE, silence=0.5, recording=each) for each in some]
        ms = PAUSES_MS[index // EACH % len(PAUSES_MS)]
        turns += [Event(Kind.PAUSE, silence=0.5, recording=each, pause=ms) for each in some[:2]]
        name = f"recorded-{speaker}-{index // EACH + 1}"
        yield Scenario(f"{name}-turns", half, f"recorded {speaker}", tuple(turns), brain="server")
        asking = Event(Kind.PROMPT, silence=0.4, say="Tell me a story.", voice=ASKING)
        cuts = [Event(Kind.INTERRUPTION, answer=1.8, recording=each) for each in some]
        yield Scenario(f"{name}-interruptions", half, f"recorded {speaker}", (asking, *cuts))


def _utterances(path: Path) -> Iterator[Path]:
    """The file, or what lies between its pauses in files of their own."""
    recording = read_wav(path)
    if SHORTEST_S <= recording.seconds <= LONGEST_S:
        yield path
        return
    samples = at_input_rate(recording)
    folder = Path(mkdtemp(prefix="antiphon-duplex-"))
    for number, (start, stop) in enumerate(stretches(samples), 1):
        if SHORTEST_S <= (stop - start) / INPUT_RATE <= LONGEST_S:
            piece = folder / f"{path.stem}-{number:02}.wav"
            write_wav(piece, (samples[start:stop] * 32767).astype(np.int16).tobytes(), INPUT_RATE)
            yield piece


def stretches(samples: F64) -> Iterator[tuple[int, int]]:
    """What lies between pauses of `APART_S` and more."""
    powers = np.square(samples[: len(samples) // _STEP * _STEP]).reshape(-1, _STEP).mean(axis=1)
    loud = np.flatnonzero(powers > 0.002 * np.percentile(powers, 95))
    if not len(loud):
        return
    ends = np.flatnonzero(np.diff(loud) > APART_S * INPUT_RATE / _STEP)
    for group in np.split(loud, ends + 1):
        yield int(group[0]) * _STEP, int(group[-1] + 1) * _STEP
