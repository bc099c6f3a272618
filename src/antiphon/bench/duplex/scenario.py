"""What happens in a call to be measured, as a file tells it. Knows neither sound nor server."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

import msgspec

from antiphon.errors import OperatorError

Half = Literal["tuning", "report"]
HALVES: Final[tuple[Half, ...]] = ("tuning", "report")
_PAUSE: Final = re.compile(r"\s*\|\s*(\d+)\s*\|\s*")
_PHRASE_WORDS: Final = 6


class Kind(Enum):
    """What an event is, and with that what is right to do."""

    PROMPT = "prompt"
    """A whole turn that gets the server to speak; not scored."""
    COMPLETE = "complete"
    """A whole turn: to be answered."""
    PAUSE = "pause"
    """A turn with pauses inside: not to be answered in them, and then to be answered."""
    INTERRUPTION = "interruption"
    """The answer must stop."""
    BACKCHANNEL = "backchannel"
    """Says that somebody listens: the answer must go on."""
    NOISE = "noise"
    """No speech at all."""
    ASIDE = "aside"
    """Said to somebody else."""
    ECHO = "echo"
    """The caller is silent, and the microphone hears the loudspeaker."""


TURNS: Final = frozenset({Kind.PROMPT, Kind.COMPLETE, Kind.PAUSE, Kind.INTERRUPTION})
"""After these the server has the floor."""
FALSE: Final = frozenset({Kind.BACKCHANNEL, Kind.NOISE, Kind.ASIDE, Kind.ECHO})
"""These must change nothing."""
TICS: Final = frozenset({"cough", "throat", "sneeze"})
"""Noises that a person makes and does not mean."""


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the caller does or that happens at the caller's. docs/howto/measure-turn-taking.md."""

    kind: Kind
    answer: float | None = None
    """When so many seconds of an answer were heard since it began, and since the event before was over."""
    silence: float | None = None
    """When nobody has spoken for so long; after a turn, not before its answer."""
    say: str = ""
    """Words; ``|450|`` between two of them is a pause of 450 ms."""
    sound: str = ""
    """A name in `sounds.SOUNDS`."""
    recording: str = ""
    """A WAV file."""
    cut: tuple[float, float] | None = None
    """Only so much of it: from, to, in seconds."""
    pause: int = 0
    """Milliseconds of silence to put into a recording, at its quietest instant near ``at``."""
    at: float = 0.45
    """Where in the recording that is, from 0 to 1."""
    db: float = 0.0
    """How much louder than the caller's voice usually is; of an echo, than what the loudspeaker plays."""
    voice: str = ""
    """Somebody else's, who says it."""
    lasts: float = 0.0
    """Seconds; echoes have no length of their own."""

    @property
    def words(self) -> str:
        """What is said, without its pauses."""
        return " ".join(each.strip() for each in _PAUSE.split(self.say)[::2])

    @property
    def pauses(self) -> tuple[tuple[int, int], ...]:
        """Before which character of `words` there is silence, and for how many milliseconds."""
        parts = _PAUSE.split(self.say)
        at, found = -1, []
        for before, milliseconds in zip(parts[::2], parts[1::2], strict=False):
            at += len(before.strip()) + 1
            found.append((at + 1, int(milliseconds)))
        return tuple(found)

    @property
    def what(self) -> str:
        """What it is, in a few words."""
        where = f" from {self.cut[0]:.1f} s" if self.cut else ""
        return self.say or self.sound or Path(self.recording).stem + where or "the answer"

    @property
    def length(self) -> str:
        """Of an interruption: a word, a phrase or a sentence."""
        count = len(self.words.split())
        if not count:
            return "recorded"
        return "word" if count == 1 else "phrase" if count <= _PHRASE_WORDS else "sentence"


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One call."""

    name: str
    half: Half
    voice: str
    """One of the thirty, or ``espeak:`` and one of them."""
    events: tuple[Event, ...]
    brain: Literal["script", "server"] = "script"
    """Who answers: a script that tells long stories, or what the server has."""
    echo_db: float | None = None
    """The microphone hears the loudspeaker throughout, so much fainter than it plays."""
    delay_ms: int = 80
    """From the loudspeaker to the microphone, buffers included."""
    server_voice: str = "Puck"

    @property
    def is_recorded(self) -> bool:
        """Whether people speak in it."""
        return any(each.recording for each in self.events)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    call: tuple[Scenario, ...]


def shipped() -> tuple[Scenario, ...]:
    """The scenarios of the package."""
    directory = files(__package__).joinpath("scenarios")
    texts = {each.name: each.read_text(encoding="utf-8") for each in directory.iterdir() if each.is_file()}
    return checked(scenario for name in sorted(texts) for scenario in parse(texts[name], name))


def load(paths: Sequence[Path]) -> tuple[Scenario, ...]:
    """Those of these files. Raises `OperatorError`."""
    found: list[Scenario] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise OperatorError(f"{path} cannot be read: {error}") from error
        found += parse(text, str(path))
    return checked(found)


def parse(text: str, name: str) -> tuple[Scenario, ...]:
    """The scenarios in a TOML text. Raises `OperatorError`."""
    try:
        return msgspec.convert(tomllib.loads(text), _File).call
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorError(f"{name}: {error}") from error


def checked(scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """The same; every event has a time and something to be heard, no voice is in both halves.

    Raises `OperatorError` where that is not so.
    """
    found = tuple(scenarios)
    homes: dict[str, Half] = {}
    names: set[str] = set()
    for scenario in found:
        if scenario.name in names:
            raise OperatorError(f"scenario {scenario.name!r}: there are two of this name")
        names.add(scenario.name)
        if homes.setdefault(scenario.voice, scenario.half) != scenario.half:
            raise OperatorError(f"scenario {scenario.name!r}: {scenario.voice} speaks in the other half")
        for number, event in enumerate(scenario.events, 1):
            if problem := _problem(event):
                raise OperatorError(f"scenario {scenario.name!r}, event {number}: {problem}")
    return found


def _problem(event: Event) -> str:
    if (event.answer is None) == (event.silence is None):
        return "says when either by `answer` or by `silence`"
    if event.kind is Kind.ECHO:
        return "" if event.lasts > 0 else "an echo needs `lasts`"
    if sum(map(bool, (event.say, event.sound, event.recording))) != 1:
        return "is heard by one of `say`, `sound` and `recording`"
    if event.kind is Kind.PAUSE and not (event.pauses or event.pause):
        return "has no pause: `|450|` between two words, or `pause` for a recording"
    return ""
