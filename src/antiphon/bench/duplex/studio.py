"""Where the sounds of a call are made before it begins: voices, recordings and what is no speech."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from antiphon.bench.duplex import sounds
from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.noises import F64
from antiphon.bench.vad import SPEECH_DB, at_input_rate, level_db
from antiphon.client.latency import SPEECH_LEVEL
from antiphon.client.wav import read_wav
from antiphon.engines.cascade import voices
from antiphon.engines.cascade.espeak import EspeakSynthesizer
from antiphon.engines.cascade.speaker import EmbeddedSynthesizer
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE, Mark

ESPEAK: Final = "espeak:"
PITCHES: Final = {"female": 205.0, "male": 118.0}
_STEP: Final = INPUT_RATE // 100
_BEFORE, _AFTER = 7 * _STEP, 4 * _STEP
"""A word's beginning is not known to the sample: the quietest instant around it is taken."""
_FADE: Final = INPUT_RATE // 100


@dataclass(frozen=True, slots=True)
class Sound:
    """What the microphone gets. It begins and ends with something to be heard."""

    samples: F64 = field(repr=False)
    pauses: tuple[tuple[float, float], ...] = ()
    """Silences put into it, in seconds since its beginning."""

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / INPUT_RATE


class Studio:
    """Makes each sound once."""

    def __init__(self) -> None:
        self._english = EmbeddedSynthesizer()
        self._espeak = EspeakSynthesizer()
        self._made: dict[tuple[Event, str, str], Sound] = {}

    async def start(self) -> None:
        """Raises `OperatorError`."""
        await self._english.start()
        await self._espeak.start()

    async def aclose(self) -> None:
        """Ends what was started."""
        await self._english.aclose()
        await self._espeak.aclose()

    async def sound(self, event: Event, scenario: Scenario) -> Sound:
        """What is heard of an event; of an echo nothing, which is not made before it sounds."""
        voice = event.voice or scenario.voice
        key = event, scenario.name, voice
        if key not in self._made:
            self._made[key] = await self._make(event, scenario.name, voice)
        return self._made[key]

    async def _make(self, event: Event, name: str, voice: str) -> Sound:
        if event.kind is Kind.ECHO:
            return Sound(np.zeros(int(event.lasts * INPUT_RATE)))
        if event.recording:
            return recorded(event)
        if event.sound:
            if event.sound not in sounds.SOUNDS:
                raise OperatorError(
                    f"scenario {name!r}: no such sound: {event.sound}; there are {', '.join(sounds.SOUNDS)}"
                )
            seed = f"{name} {voice} {event.answer} {event.silence}"
            return Sound(loud(sounds.make(event.sound, seed, pitch_of(voice)), event.db))
        samples, marks = await self._speak(event.words, voice)
        cuts = [(_word_at(marks, at), milliseconds) for at, milliseconds in event.pauses]
        return broken(loud(samples, event.db), cuts)

    async def _speak(self, text: str, voice: str) -> tuple[F64, list[Mark]]:
        """At `INPUT_RATE`, marks too."""
        name = voice.removeprefix(ESPEAK)
        if name not in voices.VOICES:
            raise OperatorError(f"no such voice: {name}; there are {', '.join(voices.VOICES)}")
        synthesizer = self._espeak if voice.startswith(ESPEAK) else self._english
        pieces = [piece async for piece in synthesizer.speak(text, name, "en-US")]
        pcm = np.frombuffer(b"".join(piece.pcm for piece in pieces), np.int16).astype(np.float64) / 32768
        ratio = INPUT_RATE / OUTPUT_RATE
        marks = [
            Mark(mark.start, mark.stop, round(mark.at * ratio)) for piece in pieces for mark in piece.marks
        ]
        return np.asarray(soxr.resample(pcm, OUTPUT_RATE, INPUT_RATE), np.float64), marks


def recorded(event: Event) -> Sound:
    """A recording, perhaps with a pause put into it where it is quietest near ``at``."""
    samples = at_input_rate(read_wav(Path(event.recording)))
    if event.cut is not None:
        samples = samples[int(event.cut[0] * INPUT_RATE) : int(event.cut[1] * INPUT_RATE)]
    samples = loud(samples, event.db)
    if not event.pause:
        return broken(samples, [])
    start, stop = _heard(samples)
    return broken(samples, [(start + int((stop - start) * event.at), event.pause)])


def pitch_of(voice: str) -> float:
    """How high somebody hums, in Hz: each voice otherwise, always the same."""
    name = voice.removeprefix(ESPEAK)
    return PITCHES[voices.voice(name).gender] * (0.9 + 0.2 * (zlib.crc32(name.encode()) % 100) / 100)


def loud(samples: F64, db: float) -> F64:
    """As loud as speech at a microphone is, and ``db`` more."""
    level = level_db(samples)
    return samples * 10 ** ((SPEECH_DB + db - level) / 20) if np.isfinite(level) else samples


def broken(samples: F64, cuts: list[tuple[int, int]]) -> Sound:
    """From its first to its last audible sample, with so many milliseconds of silence near these places."""
    start, stop = _heard(samples)
    parts: list[F64] = []
    pauses: list[tuple[float, float]] = []
    begin = start
    for at, milliseconds in cuts:
        cut = _quietest(samples, max(at - _BEFORE, begin + _STEP), min(at + _AFTER, stop - _STEP))
        parts += [_faded(samples[begin:cut]), np.zeros(milliseconds * INPUT_RATE // 1000)]
        end_s = sum(map(len, parts)) / INPUT_RATE
        # What was quiet at the cut already is part of the silence that is heard.
        quiet = len(parts[-2]) - _heard(parts[-2], np.abs(samples).max())[1]
        pauses.append((end_s - milliseconds / 1000 - quiet / INPUT_RATE, end_s))
        begin = cut
    parts.append(samples[begin:stop])
    return Sound(np.concatenate(parts), tuple(pauses))


def _word_at(marks: list[Mark], character: int) -> int:
    """The sample at which the word begins that this character is in."""
    return min(marks, key=lambda mark: abs(mark.start - character)).at if marks else 0


def _quietest(samples: F64, start: int, stop: int) -> int:
    if stop - start < 2 * _STEP:
        return start
    powers = np.square(samples[start:stop])[: (stop - start) // _STEP * _STEP].reshape(-1, _STEP).sum(axis=1)
    return start + int(np.argmin(powers)) * _STEP + _STEP // 2


def _faded(samples: F64) -> F64:
    faded = samples.copy()
    length = min(_FADE, len(faded))
    faded[len(faded) - length :] *= np.linspace(1, 0, length)
    return faded


def _heard(samples: F64, peak: float | None = None) -> tuple[int, int]:
    """From the first to the last sample above a share of the peak: as bench voice finds the end of speech."""
    sizes = np.abs(samples)
    audible = np.flatnonzero(sizes > SPEECH_LEVEL * (sizes.max(initial=0.0) if peak is None else peak))
    return (int(audible[0]), int(audible[-1]) + 1) if len(audible) else (0, len(samples))
