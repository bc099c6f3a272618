"""Flite: four voices for English where the system has libflite, in a child process, with a mark for every word."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import AsyncGenerator, Mapping
from types import MappingProxyType
from typing import Final

from antiphon.engines.cascade.speaking import SpeechWorker
from antiphon.engines.cascade.voices import FliteVoice
from antiphon.engines.children import Child
from antiphon.engines.stages import Spoken

LIBRARY: Final = "libflite.so.1"

_GAINS: Final[Mapping[str, float]] = MappingProxyType({"slt": 0.62, "rms": 1.25, "awb": 1.1, "kal16": 2.4})
"""They were recorded at different levels; so they are all as loud as espeak-ng."""

# What has no decomposition, one character each: marks count characters.
_PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": ".",
        "\u00a1": " ",
        "\u00bf": " ",
        "\u00df": "s",
        "\u00e6": "a",
        "\u00c6": "A",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0153": "o",
        "\u0152": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0131": "i",
        "\u0111": "d",
        "\u0110": "D",
    }
)


class Flite:
    """The library's voices: fifty times faster than speech, several clauses at a time."""

    def __init__(self) -> None:
        self._worker = SpeechWorker(Child("antiphon.workers.flite", ready_s=15.0), "flite")
        self._voices: frozenset[str] = frozenset()

    async def start(self) -> None:
        """Raises `EngineError` where there is no libflite."""
        self._voices = frozenset((await self._worker.start()).partition(" ")[2].split(","))

    async def aclose(self) -> None:
        """May be called twice, and after a failed `start`."""
        await self._worker.aclose()

    def can_say(self, text: str, voice: FliteVoice) -> bool:
        """Whether it was started, has the voice and can spell the text."""
        return voice.name in self._voices and ascii_of(text) is not None

    def say(self, text: str, voice: FliteVoice) -> AsyncGenerator[Spoken, None]:
        """What `can_say` allowed, up to `speaking.TEXT_LIMIT` characters. Closing cancels. Raises `EngineError`."""
        # Played faster by ``size``, all of a speaker becomes smaller: so pitch and pace are asked for the opposite way.
        how = {
            "voice": voice.name,
            "stretch": voice.stretch * voice.size,
            "pitch": voice.pitch / voice.size,
            "spread": voice.spread / voice.size,
        }
        return self._worker.say(ascii_of(text) or "", how, speed=voice.size, gain=_GAINS.get(voice.name, 1.0))


def is_installed() -> bool:
    """Whether the system has the library; its voices are only loaded by the child process."""
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        return False
    return True


def ascii_of(text: str) -> str | None:
    """The text in ASCII, character by character; ``None`` if it has letters or digits that have none."""
    if text.isascii():
        return text
    plain = []
    for character in text:
        base = _PLAIN.get(character) or unicodedata.normalize("NFKD", character)[0]
        if not base.isascii():
            if base.isalnum():
                return None
            base = " "
        plain.append(base)
    return "".join(plain)
