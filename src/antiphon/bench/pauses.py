"""Pauses whose truth is known, for `antiphon bench endpointing`: made, heard and written down.

Nothing is timed and no server runs. Each pause is heard through the detector and `ActivityDetector`, judged by Smart
Turn and read by Moonshine as in a conversation: the audio of the turn up to 64 ms of silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from antiphon.bench import hesitations
from antiphon.client.wav import Recording
from antiphon.detectors.base import WINDOW, TurnDetector, VoiceActivityDetector
from antiphon.engines.stages import Hints, Synthesizer, Transcriber, Transcript
from antiphon.errors import OperatorError
from antiphon.talk import INPUT_RATE, OUTPUT_RATE
from antiphon.turns.activity import MS, ActivityConfig, ActivityDetector, Edge
from antiphon.turns.endpointing import JUDGED, TRAILING
from antiphon.turns.words import words_of

F32 = NDArray[np.float32]
LEAD_IN_S: Final = 0.4
"""Before each piece, in the recording's own noise."""
AFTER_S: Final = 0.5
"""And after it: a pause is noticed within."""
CUT_AT: Final = (0.3, 0.42, 0.55, 0.68)
"""Where recordings without marks are broken off: at the quietest instant near these shares of them."""
NEAR_S: Final = 0.15
FADE: Final = INPUT_RATE // 200
NATURAL_MS: Final = 160
"""A pause in a recording that is shorter ends no turn anyhow."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound that ends in a pause, or holds pauses, whose truth is known."""

    source: str
    """``recorded`` or ``synthesised``."""
    half: str
    """``tuning`` or ``report``."""
    voice: str
    name: str
    pcm: bytes = field(repr=False)
    kind: str
    """``end`` of all that was said; ``break``: people stop there; ``clause``: and those words could be all; ``cut``:
    anywhere; ``whole``: its pauses count, but not its end."""


@dataclass(frozen=True, slots=True)
class Pause:
    """What is noticed of one pause, 64 ms into it."""

    source: str
    half: str
    voice: str
    name: str
    kind: str
    """As its piece's, or ``natural``: it is one of the recording's own, and speech went on after it."""
    verdict: float
    text: str
    closed: float | None = None
    natural_ms: int = 0
    """Its own length, where it is one of the recording's own."""

    @property
    def is_end(self) -> bool:
        """Whether that was all."""
        return self.kind == "end"


class Listener:
    """The models, and what they make of a piece."""

    def __init__(self, voices: VoiceActivityDetector, turns: TurnDetector, transcriber: Transcriber) -> None:
        self._voices = voices
        self._turns = turns
        self._transcriber = transcriber

    async def pauses(self, piece: Piece) -> list[Pause]:
        """The last pause of a piece that ends, or each within one that is whole."""
        pcm = _in_its_noise(piece.pcm)
        found = self._candidates(pcm)
        if piece.kind != "whole":
            return [await self._noticed(piece, piece.kind, pcm, *found[-1][:2])] if found else []
        return [
            await self._noticed(piece, "natural", pcm, start, stop, length)
            for start, stop, length in found
            if length >= NATURAL_MS
        ]

    def _candidates(self, pcm: bytes) -> list[tuple[int, int, int]]:
        """Where the turn began, where the pause was noticed, and how long it lasted; 0 if for good."""
        samples = np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32768)
        state = np.zeros((1, self._voices.state_size), np.float32)
        detector = ActivityDetector(ActivityConfig(patience=None, silence_ms=5_000))
        found: list[tuple[int, int, int]] = []
        start = 0
        for at in range(0, len(samples) - WINDOW + 1, WINDOW):
            probability = float(self._voices.score(samples[None, at : at + WINDOW], state)[0])
            ended = detector.speech_end
            match detector.hear(probability, WINDOW):
                case Edge.START:
                    start = max(detector.onset - 300 * MS, 0)
                case Edge.PAUSE:
                    found.append((start, detector.position, 0))
                case Edge.RESUME:
                    length = (detector.speech_end - WINDOW - ended) // MS
                    found[-1] = (*found[-1][:2], length)
        return found

    async def _noticed(
        self, piece: Piece, kind: str, pcm: bytes, start: int, stop: int, length: int = 0
    ) -> Pause:
        heard = pcm[2 * start : 2 * stop]
        (verdict,) = self._turns.score([heard[-2 * JUDGED :] + bytes(2 * (TRAILING - 64 * MS))])
        text = await self._transcriber.transcribe(heard, Hints())
        closed = text.closed if isinstance(text, Transcript) else None
        return Pause(
            piece.source,
            piece.half,
            piece.voice,
            piece.name,
            kind,
            verdict=round(float(verdict), 4),
            text=str(text),
            closed=None if closed is None else round(closed, 4),
            natural_ms=length,
        )


def recorded(recordings: Sequence[tuple[str, str, Recording]], half: str) -> list[Piece]:
    """Of each (voice, name, recording): all of it, its natural pauses, and it broken off in four places."""
    made = []
    for voice, name, recording in recordings:
        pcm = recording.at(INPUT_RATE).pcm

        def piece(kind: str, sound: bytes, mark: str = "", voice: str = voice, name: str = name) -> Piece:
            return Piece("recorded", half, voice, f"{name}{mark}", sound, kind)

        made += [piece("end", pcm), piece("whole", pcm)]
        made += [piece("cut", pcm[: 2 * at], f" {share:.0%}") for share, at in _quiet_places(pcm)]
    return made


async def synthesised(synthesizer: Synthesizer) -> list[Piece]:
    """`hesitations` in some of our own voices: whole, and up to each place."""
    made = []
    for half, sentences, short in (
        ("tuning", hesitations.TUNING, hesitations.WHOLE_TUNING),
        ("report", hesitations.REPORT, hesitations.WHOLE_REPORT),
    ):
        for voice in hesitations.VOICES[half]:
            for sentence in (*sentences, *short):
                whole = hesitations.plain(sentence)
                pcm, _ = await _say(synthesizer, whole, voice, len(whole))
                made.append(Piece("synthesised", half, voice, whole, pcm, "end"))
                for text, at, kind in hesitations.broken(sentence):
                    pcm, until = await _say(synthesizer, text, voice, at)
                    name = f"{text[:at]}… "
                    made.append(Piece("synthesised", half, voice, name, _faded(pcm[: 2 * until]), kind))
    return made


async def _say(synthesizer: Synthesizer, text: str, voice: str, at: int) -> tuple[bytes, int]:
    """The speech, and where in it the word at a character begins, at `INPUT_RATE`."""
    pcm, until = b"", 0
    async for spoken in synthesizer.speak(text, voice, "en-US"):
        for mark in spoken.marks:
            if mark.start <= at:
                until = mark.at
        pcm += spoken.pcm
    return Recording(pcm, OUTPUT_RATE).at(INPUT_RATE).pcm, until * INPUT_RATE // OUTPUT_RATE


def _quiet_places(pcm: bytes) -> list[tuple[float, int]]:
    samples = np.frombuffer(pcm, np.int16).astype(np.float64)
    step = INPUT_RATE // 100
    powers = np.mean(np.square(samples[: len(samples) // step * step].reshape(-1, step)), axis=1)
    smooth = np.convolve(powers, np.ones(3) / 3, "same")
    places = []
    for share in CUT_AT:
        centre, reach = int(share * len(smooth)), int(NEAR_S * 100)
        low = max(centre - reach, 0)
        places.append((share, (low + int(np.argmin(smooth[low : centre + reach]))) * step))
    return places


def _in_its_noise(pcm: bytes) -> bytes:
    """With silence before and after, as faint as the faintest of the sound itself."""
    samples = np.frombuffer(pcm, np.int16).astype(np.float64)
    step = INPUT_RATE // 50
    powers = np.mean(np.square(samples[: len(samples) // step * step].reshape(-1, step)), axis=1)
    level = min(np.sqrt(np.quantile(powers, 0.05)) if len(powers) else 1.0, 60.0)
    noise = np.random.default_rng(5).normal(0, max(level, 1.0), int((LEAD_IN_S + AFTER_S) * INPUT_RATE))
    lead, after = np.split(noise.astype(np.int16), [int(LEAD_IN_S * INPUT_RATE)])
    return lead.tobytes() + pcm + after.tobytes()


def _faded(pcm: bytes) -> bytes:
    samples = np.frombuffer(pcm, np.int16).astype(np.float64)
    if len(samples) > FADE:
        samples[-FADE:] *= np.linspace(1, 0, FADE)
    return samples.astype(np.int16).tobytes()


async def collect(listener: Listener, pieces: Iterable[Piece]) -> list[Pause]:
    """What is noticed of all. What is broken off so late that nobody could tell is left out."""
    found, whole = [], list[str]()
    for piece in pieces:
        pauses = await listener.pauses(piece)
        if piece.kind == "end":
            whole = [word for each in pauses for word in words_of(each.text)]
        found += [each for each in pauses if each.is_end or words_of(each.text) != whole]
    return found


def write(path: Path, pauses: Iterable[Pause]) -> None:
    """A line of JSON each."""
    path.write_text("".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in pauses), "utf-8")


def read(path: Path) -> list[Pause]:
    """What `write` wrote. Raises `OperatorError`."""
    try:
        return [Pause(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]
    except (OSError, ValueError, TypeError) as error:
        raise OperatorError(f"{path} holds no pauses: {error}") from error
