"""What is right to do in a recorded call: as a file beside it says, or as its own course suggests. Runs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final

from antiphon.bench.tuning.witness import Scene, Span
from antiphon.errors import OperatorError
from antiphon.runtime.recollection import Asked, Recollection
from antiphon.talk import INPUT_RATE, Cues

SUFFIX: Final = ".truth.json"
GOES_ON_S: Final = 1.2
"""Who speaks again within this had not finished."""
TRAILS_S: Final = 3.0
"""The same of who stopped at a word that nobody ends with."""
OBJECTS_S: Final = 1.0
"""Who speaks over an answer so soon after it began had not finished either."""
CLICK_S: Final = 0.128
"""A shorter sound is none."""
BREATH_S: Final = 0.16
"""A shorter silence is none."""
ENTER, LEAVE, SURE = 0.5, 0.35, 0.9
TRAILING: Final = 0.5
ECHOED: Final = 0.6


class Sort(Enum):
    """What a sound beneath an answer is; the values are those of a truth file."""

    INTERRUPTION = "interruption"
    BACKCHANNEL = "backchannel"
    NOISE = "noise"
    ASIDE = "aside"
    ECHO = "echo"


@dataclass(frozen=True, slots=True)
class Sound:
    """One that may meet an answer. Seconds since the call's first sample, as everywhere here."""

    sort: Sort
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Truth:
    """Of one call."""

    ends: tuple[float, ...] = ()
    """Where the caller had finished."""
    pauses: tuple[Span, ...] = ()
    """Where not, and was silent."""
    sounds: tuple[Sound, ...] = ()
    onsets: tuple[float, ...] = ()
    """Where anything of the caller's began."""
    is_known: bool = False
    """Somebody wrote it down; otherwise it is inferred."""

    def until(self, at: float) -> float:
        """When the caller is next heard."""
        return min((onset for onset in self.onsets if onset > at), default=float("inf"))


# As a file says


def find(journal: Path, session_id: str, given: Path | None) -> Truth | None:
    """What is written of a journal's call, if anything is. Raises `OperatorError`.

    ``given``: a directory of ``NAME.truth.json``, or a file of `antiphon bench duplex --json`.
    """
    if given is not None and given.is_file():
        return next((each for name, each in _lines(given) if name and name == session_id), None)
    path = (given or journal.parent) / f"{journal.stem}{SUFFIX}"
    return read(path) if path.is_file() else None


def _lines(path: Path) -> Iterator[tuple[str, Truth]]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            plain = json.loads(line)
            yield plain["session"], _of_takes(plain["takes"])
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, LookupError) as error:
        raise OperatorError(f"{path} tells no truth of calls: {error!r}") from error


def read(path: Path) -> Truth:
    """The truth of one call: ``{"takes": [{"kind", "onset", "end", "pauses"}]}``. Raises `OperatorError`."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return _of_takes(plain["takes"])
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, LookupError) as error:
        raise OperatorError(f"{path} tells no truth of a call: {error!r}") from error


def _of_takes(takes: Sequence[dict[str, Any]]) -> Truth:
    ends: list[float] = []
    pauses: list[Span] = []
    sounds: list[Sound] = []
    onsets: list[float] = []
    for take in takes:
        kind = take["kind"] if "kind" in take else take["event"]["kind"]
        onset, end = float(take["onset"]), float(take["end"])
        inside = [(float(start), float(stop)) for start, stop in take.get("pauses", ())]
        onsets += [onset, *(stop for _, stop in inside)]
        pauses += inside
        if kind in {sort.value for sort in Sort}:
            sounds.append(Sound(Sort(kind), onset, end))
        if kind not in {sort.value for sort in Sort if sort is not Sort.INTERRUPTION}:
            ends.append(end)
    return Truth(tuple(ends), tuple(pauses), tuple(sounds), tuple(sorted(onsets)), is_known=True)


# As its course suggests


@dataclass(slots=True)
class _Stretch:
    """Speech without a breath."""

    start: float
    stop: float
    cues: Cues
    meets: float | None = None
    """How much of an answer had been heard when it began."""
    goes_on: bool = field(default=False)


def infer(memory: Recollection, scene: Scene, windows: Sequence[tuple[float, int]]) -> Truth:
    """From the call as it went: ``scene``, and ``windows`` with their probabilities.

    Who speaks on at once had not finished; who stopped at "and", or objects to our answer as it begins, neither.
    """
    stretches = [
        _Stretch(start, stop, _cues(memory, start, stop), _meets(scene, start))
        for start, stop in _speech(windows)
    ]
    stretches = [each for each in stretches if each.cues.words or each.meets is not None]
    ends: list[float] = []
    pauses: list[Span] = []
    turns = [each for each in stretches if _sort(each) is Sort.INTERRUPTION]
    for stretch, after in zip(turns, [*turns[1:], None], strict=True):
        if after is not None and _is_inside(stretch, after, scene):
            after.goes_on = True
            pauses.append((stretch.stop, after.start))
        else:
            ends.append(stretch.stop)
    sounds = tuple(
        Sound(_sort(each), each.start, each.stop)
        for each in stretches
        if each.meets is not None and not each.goes_on
    )
    onsets = tuple(each.start for each in stretches)
    return Truth(tuple(ends), tuple(pauses), sounds, onsets)


def _is_inside(stretch: _Stretch, after: _Stretch, scene: Scene) -> bool:
    if any(stretch.stop < voice.began and voice.until <= after.start for voice in scene.voices):
        return False  # it was answered, and heard the answer
    if after.meets is not None and after.meets > OBJECTS_S:
        return False
    within = TRAILS_S if stretch.cues.trailing >= TRAILING else GOES_ON_S
    return after.start - stretch.stop < within or (
        after.meets is not None and after.start - stretch.stop < TRAILS_S
    )


def _sort(stretch: _Stretch) -> Sort:
    """By its words. What meets no answer, and has some, is a turn, as an interruption is."""
    cues = stretch.cues
    if not cues.words:
        return Sort.NOISE
    if stretch.meets is None:
        return Sort.INTERRUPTION
    if cues.words > 1 and cues.echoed >= ECHOED * cues.words:
        return Sort.ECHO
    return Sort.BACKCHANNEL if cues.backchannels == cues.words else Sort.INTERRUPTION


def _meets(scene: Scene, at: float) -> float | None:
    voice = scene.sounding(at)
    return at - voice.began if voice is not None else None


def _cues(memory: Recollection, start: float, stop: float) -> Cues:
    asked = Asked(round(start * INPUT_RATE), round(stop * INPUT_RATE), 0.0)
    found = memory.transcript(asked)
    return found.value.cues if found is not None else Cues()


def _speech(windows: Sequence[tuple[float, int]]) -> list[Span]:
    """Stretches of it, as the thresholds of most calls see them."""
    spans: list[list[float]] = []
    position, is_inside = 0, False
    for probability, samples in windows:
        at, position = position / INPUT_RATE, position + samples
        if probability >= (LEAVE if is_inside else ENTER):
            if not is_inside and not (spans and at - spans[-1][1] < BREATH_S):
                spans.append([at, at, 0.0])
            spans[-1][1] = position / INPUT_RATE
            spans[-1][2] = max(spans[-1][2], probability)
            is_inside = True
        else:
            is_inside = False
    return [(start, stop) for start, stop, highest in spans if highest >= SURE and stop - start >= CLICK_S]
