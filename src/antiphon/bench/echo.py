"""How well our own voice is told from others when it comes back: scenes made of voices, rooms, delays and noise.

Nothing is timed and no server runs: what a caller's microphone would take up is computed and compared with the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import soxr

from antiphon.bench.noises import F64, NOISES
from antiphon.bench.vad import Stream, activities, at_input_rate, level_db, voiced
from antiphon.client.wav import Recording
from antiphon.detectors.base import VoiceActivityDetector
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.turns.echo import FRAMES, LAGS, envelope, likeness

LENGTHS_MS: Final = (300, 500, 800, 1000)
GAINS_DB: Final = (-6, -12, -18, -24, -30)
"""How much fainter an echo is than the answer."""
DELAYS_MS: Final = (20, 60, 120, 250, 400, 600, 800)
VOICE_DB: Final = (-20, -26, -32)
"""How loud somebody speaks, in dB below full scale."""
NOISE_DB: Final = -30.0
QUIET_DB: Final = -80.0
BACKGROUND_DB: Final = (None, -65.0, -50.0)
ANSWERS: Final = (
    "Sure. The capital of France is Paris, which lies on the river Seine, and two million people live there.",
    "Once upon a time there was a little dog called Max. He loved to run in the park, and one day he got lost.",
    "There are seven days in a week. The first is Monday in Europe, and Sunday if you ask in America.",
    "The sky is blue because the air scatters short waves of light. In the evening the way is longer, so it is red.",
    "I can help you with that. First, open the settings. Then choose the second item, and press the button below.",
)
REMARKS: Final = (
    "Wait, I have another question about that.",
    "No, that is not what I asked for.",
    "Can you tell me about the weather tomorrow instead?",
    "Hold on a second, somebody is at the door.",
    "Yeah, that sounds about right, please go on.",
)
OUR_VOICES: Final = ("Aoede", "Kore")
OTHER_VOICES: Final = ("Puck", "Charon")
THRESHOLD: Final = 0.65
SCENE_S: Final = 14
BEGINS_S: Final = 2.5
"""Seconds; what comes before is compared, too."""
SPOKEN_AT_S: Final = (3.5, 7.0, 10.0)
COLUMNS: Final = (
    "what is heard",
    *(f"{length} ms" for length in LENGTHS_MS),
    *(f"≥ {THRESHOLD} {length} ms" for length in LENGTHS_MS),
    *(f"AUC {length} ms" for length in LENGTHS_MS),
)
FIRED_COLUMNS: Final = ("echo below the answer", "answers", "taken for speech")
DEFINITIONS: Final = f"""\
N ms: likeness to what was sent after so much speech: 5th percentile, median, 95th percentile
≥ {THRESHOLD}: share in per cent that would be taken for our own voice
AUC: probability that an echo is more like it than this is, after as much speech
delay known: that of the caller's echo has been learnt earlier in the conversation"""
_LOWEST_HZ: Final = 250.0
_SEED: Final = 7


class Kind(Enum):
    """What there is to be heard while an answer is played."""

    ECHO = "echo of our voice"
    OTHER = "somebody, no echo"
    BOTH = "somebody over an echo"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Scene:
    """An answer, what the microphone takes up meanwhile, and where somebody begins to speak."""

    kind: Kind
    sent: F64
    heard: F64
    delay_ms: int
    gain_db: int = 0
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """What scenes are made of. ``answers`` are at `OUTPUT_RATE`, all else at `INPUT_RATE`."""

    answers: Sequence[F64]
    voices: Sequence[F64]
    rooms: Sequence[F64]
    noises: Sequence[F64]


def stage(
    answers: Sequence[Recording],
    voices: Sequence[Recording],
    rooms: Sequence[Recording],
    noises: Sequence[Recording],
) -> Stage:
    """Rooms of numbers where none are given; there is always one without any reflection."""
    random = np.random.default_rng(_SEED)
    responses = [_direct(at_input_rate(each)) for each in rooms] or [
        _room(each, random) for each in (0.2, 0.5)
    ]
    return Stage(
        [np.frombuffer(each.at(OUTPUT_RATE).pcm, np.int16) / 32768 for each in answers],
        [at_input_rate(each) for each in voices],
        [np.ones(1), *responses],
        [at_input_rate(each) for each in noises]
        or [make(INPUT_RATE * 5, random) for make in NOISES.values()],
    )


def scenes(materials: Stage, count: int) -> Iterator[Scene]:
    """``count`` of each kind."""
    random = np.random.default_rng(_SEED)
    for number in range(count):
        sent = _answered(materials.answers, number)
        gain, delay = GAINS_DB[number % len(GAINS_DB)], int(random.choice(DELAYS_MS))
        echo = _echo(sent, materials.rooms[number % len(materials.rooms)], delay, gain)
        background = _background(materials.noises, number, random)
        yield Scene(Kind.ECHO, sent, echo + background, delay, gain)
        spoken, starts = _spoken(materials.voices, number, random)
        yield Scene(Kind.OTHER, sent, spoken + background, delay, 0, starts)
        yield Scene(Kind.BOTH, sent, spoken + echo + background, delay, gain, starts)
        noise = np.roll(
            np.resize(materials.noises[number % len(materials.noises)], len(spoken)), number * 997
        )
        loud = noise * 10 ** ((NOISE_DB - level_db(noise)) / 20)
        yield Scene(Kind.NOISE, sent, loud, delay, 0, starts)


def measure(
    detector: VoiceActivityDetector, played: Sequence[Scene]
) -> tuple[dict[tuple[Kind, bool, int], list[float]], dict[int, list[bool]]]:
    """Likenesses by kind, whether the delay is known, and length; and whether an echo of each gain is activity.

    An echo begins where the detector takes it for speech; what somebody says, where it does.
    """
    found: dict[tuple[Kind, bool, int], list[float]] = {}
    fired: dict[int, list[bool]] = {}
    echoes = [scene for scene in played if scene.kind is Kind.ECHO]
    heard = activities(detector, [Stream(each.heard, "echo", 0) for each in echoes]) if echoes else []
    onsets = {
        id(scene): tuple(start for start, _ in spans) for scene, spans in zip(echoes, heard, strict=True)
    }
    for scene in played:
        if scene.kind is Kind.ECHO:
            fired.setdefault(scene.gain_db, []).append(bool(onsets[id(scene)]))
        for start in onsets.get(id(scene), scene.starts):
            for length_ms in LENGTHS_MS:
                for is_known in (False, True):
                    value = _likeness(scene, start, length_ms, is_known=is_known)
                    if value is not None:
                        found.setdefault((scene.kind, is_known, length_ms), []).append(value)
    return found, fired


def table(found: Mapping[tuple[Kind, bool, int], Sequence[float]]) -> list[tuple[str, ...]]:
    """A row for each kind, with the delay unknown and known."""
    return [
        (
            f"{kind.value}, delay {'known' if is_known else 'unknown'}",
            *(_spread(found.get((kind, is_known, length), ())) for length in LENGTHS_MS),
            *(_share(found.get((kind, is_known, length), ())) for length in LENGTHS_MS),
            *(
                ""
                if kind is Kind.ECHO
                else _auc(
                    found.get((Kind.ECHO, is_known, length), ()), found.get((kind, is_known, length), ())
                )
                for length in LENGTHS_MS
            ),
        )
        for is_known in (False, True)
        for kind in Kind
    ]


def fired_table(fired: Mapping[int, Sequence[bool]]) -> list[tuple[str, ...]]:
    """How many echoes of each level the detector takes for speech."""
    return [
        (f"{-gain} dB", str(len(each)), f"{100 * sum(each) / len(each):.0f} %")
        for gain, each in fired.items()
    ]


def _likeness(scene: Scene, start: int, length_ms: int, *, is_known: bool) -> float | None:
    """As `Meter` has it: of the last second, after so much speech."""
    stop = (start * 1000 // INPUT_RATE + length_ms) * FRAMES // 1000
    first = stop - FRAMES
    if first < LAGS or stop > len(scene.heard) * FRAMES // INPUT_RATE:
        return None
    heard = scene.heard[first * INPUT_RATE // FRAMES : stop * INPUT_RATE // FRAMES]
    sent = scene.sent[(first - LAGS) * OUTPUT_RATE // FRAMES : stop * OUTPUT_RATE // FRAMES]
    return likeness(
        envelope(heard.astype(np.float32), INPUT_RATE),
        envelope(sent.astype(np.float32), OUTPUT_RATE),
        length_ms * FRAMES // 1000,
        scene.delay_ms * FRAMES // 1000 if is_known else None,
    ).value


def _answered(answers: Sequence[F64], number: int) -> F64:
    """Answers one after the other for as long as the scene lasts, but for its beginning."""
    sent = np.zeros(SCENE_S * OUTPUT_RATE)
    at, index = int(BEGINS_S * OUTPUT_RATE), number
    while at < len(sent):
        answer = answers[index % len(answers)][: len(sent) - at]
        sent[at : at + len(answer)] = answer
        at, index = at + max(len(answer), 1) + OUTPUT_RATE // 8, index + 5
    return sent


def _echo(sent: F64, room: F64, delay_ms: int, gain_db: float) -> F64:
    """What a small loudspeaker, which has no depth, and a room make of it."""
    heard = soxr.resample(sent, OUTPUT_RATE, INPUT_RATE)
    size = len(heard) + len(room)
    depth = 1 / (1 + (_LOWEST_HZ / np.maximum(np.fft.rfftfreq(size, 1 / INPUT_RATE), 1.0)) ** 4)
    wet = np.fft.irfft(np.fft.rfft(heard, size) * np.fft.rfft(room, size) * depth, size)[: len(heard)]
    wet *= np.sqrt(np.mean(heard**2) / np.mean(wet**2)) * 10 ** (gain_db / 20)
    late = delay_ms * INPUT_RATE // 1000
    return np.asarray(np.concatenate((np.zeros(late), wet))[: len(heard)], np.float64)


def _spoken(voices: Sequence[F64], number: int, random: np.random.Generator) -> tuple[F64, tuple[int, ...]]:
    heard, starts = np.zeros(SCENE_S * INPUT_RATE), []
    for turn, earliest in enumerate(SPOKEN_AT_S):
        voice = voices[(len(SPOKEN_AT_S) * number + turn) % len(voices)][: 3 * INPUT_RATE]
        loud = voice * 10 ** ((random.choice(VOICE_DB) - level_db(voice)) / 20)
        at = int((earliest + random.uniform(0, 1)) * INPUT_RATE)
        heard[at : at + len(loud)] += loud[: len(heard) - at]
        starts.append(at + voiced(voice)[0])
    return heard, tuple(starts)


def _background(noises: Sequence[F64], number: int, random: np.random.Generator) -> F64:
    size, level = SCENE_S * INPUT_RATE, BACKGROUND_DB[number // 3 % len(BACKGROUND_DB)]
    hiss: F64 = random.normal(0, 10 ** (QUIET_DB / 20), size)
    if level is None:
        return hiss
    noise = np.roll(np.resize(noises[number % len(noises)], size), number * 1009)
    return np.asarray(hiss + noise * 10 ** ((level - level_db(noise)) / 20), np.float64)


def _room(decay_s: float, random: np.random.Generator) -> F64:
    """Reflections that lose 60 dB in so many seconds, after a direct sound."""
    at = np.arange(int(decay_s * INPUT_RATE)) / INPUT_RATE
    response: F64 = random.normal(0, 1, len(at)) * 10 ** (-3 * at / decay_s)
    response[0] = 8.0
    return response


def _direct(response: F64) -> F64:
    """A recorded response without the time before its direct sound: delays are ours to choose."""
    return response[max(int(np.argmax(np.abs(response))) - 20, 0) :]


def _spread(values: Sequence[float]) -> str:
    return " ".join(f"{each:.2f}" for each in np.percentile(values, (5, 50, 95))) if values else ""


def _share(values: Sequence[float]) -> str:
    return f"{100 * np.mean(np.array(values) >= THRESHOLD):.0f} %" if values else ""


def _auc(echoes: Sequence[float], others: Sequence[float]) -> str:
    if not echoes or not others:
        return ""
    left, right = np.array(echoes)[:, None], np.array(others)[None]
    return f"{np.mean(left > right) + np.mean(left == right) / 2:.3f}"
