"""The thirty named voices, and codes of languages as espeak-ng spells them. Data, and look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """A variant of espeak-ng, its words per minute, and its pitch (0 to 99)."""

    variant: str
    rate: int
    pitch: int


@dataclass(frozen=True, slots=True)
class FliteVoice:
    """One of Flite's voices, changed."""

    name: str
    pitch: int = 0
    """Mean, in Hz; 0: the voice's own, and so for ``rms``, whose pitch only ``size`` moves."""
    stretch: float = 1.0
    """1.1: a tenth slower."""
    size: float = 1.0
    """1.1: a tenth smaller a person, all resonances being a tenth higher."""
    spread: int = 0
    """How far the pitch strays from its mean, in Hz; 0: as the voice's own."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One named voice."""

    gender: Literal["female", "male"]
    style: str
    flite: FliteVoice
    """For English."""
    espeak: EspeakVoice
    """For every other language, and for English where there is no Flite."""


DEFAULT_VOICE: Final = "Puck"
DEFAULT_LANGUAGE: Final = "en-us"


def _she(style: str, flite: FliteVoice, espeak: EspeakVoice) -> Voice:
    return Voice("female", style, flite, espeak)


def _he(style: str, flite: FliteVoice, espeak: EspeakVoice) -> Voice:
    return Voice("male", style, flite, espeak)


# PROTOCOL 4.18: the thirty names, their usual gender, and the described style as pitch, pace and size. The first
# eight are the most used. Measured: docs/reference/voices.md.
VOICES: Final[Mapping[str, Voice]] = MappingProxyType(
    {
        "Puck": _he("Upbeat", FliteVoice("rms", 0, 0.97, 1.06), EspeakVoice("adam", 180, 58)),
        "Charon": _he("Informative", FliteVoice("rms", 0, 1.02, 0.95), EspeakVoice("pablo", 166, 44)),
        "Kore": _she("Firm", FliteVoice("slt", 172, 1.06, 1.0), EspeakVoice("steph", 170, 48)),
        "Fenrir": _he("Excitable", FliteVoice("awb", 150, 0.98, 1.03, 28), EspeakVoice("edward", 186, 62)),
        "Aoede": _she("Breezy", FliteVoice("slt", 188, 1.04, 0.97), EspeakVoice("Annie", 174, 52)),
        "Leda": _she("Youthful", FliteVoice("slt", 225, 1.03, 1.09), EspeakVoice("f4", 176, 66)),
        "Orus": _he("Firm", FliteVoice("awb", 108, 1.1, 0.95), EspeakVoice("benjamin", 168, 44)),
        "Zephyr": _she("Bright", FliteVoice("slt", 205, 1.02, 1.04, 32), EspeakVoice("f2", 178, 60)),
        "Callirrhoe": _she("Easy-going", FliteVoice("slt", 168, 1.18, 0.95), EspeakVoice("f3", 160, 48)),
        "Autonoe": _she("Bright", FliteVoice("slt", 212, 1.07, 1.0), EspeakVoice("steph2", 176, 58)),
        "Despina": _she("Smooth", FliteVoice("slt", 180, 1.14, 0.97), EspeakVoice("f3", 166, 56)),
        "Erinome": _she("Clear", FliteVoice("slt", 192, 1.14, 1.03), EspeakVoice("steph", 162, 55)),
        "Laomedeia": _she("Upbeat", FliteVoice("slt", 218, 0.97, 1.02, 42), EspeakVoice("f2", 184, 68)),
        "Achernar": _she("Soft", FliteVoice("slt", 178, 1.22, 1.06), EspeakVoice("Annie", 160, 60)),
        "Gacrux": _she("Mature", FliteVoice("slt", 152, 1.13, 0.92), EspeakVoice("f2", 156, 40)),
        "Pulcherrima": _she("Forward", FliteVoice("slt", 198, 0.98, 0.94), EspeakVoice("steph", 182, 60)),
        "Vindemiatrix": _she("Gentle", FliteVoice("slt", 186, 1.24, 0.92), EspeakVoice("Annie", 156, 44)),
        "Sulafat": _she("Warm", FliteVoice("slt", 162, 1.1, 0.97), EspeakVoice("steph3", 160, 46)),
        "Enceladus": _he("Breathy", FliteVoice("awb", 112, 1.2, 1.05), EspeakVoice("m4", 158, 46)),
        "Iapetus": _he("Clear", FliteVoice("rms", 0, 1.1, 0.985), EspeakVoice("robert", 170, 50)),
        "Umbriel": _he("Easy-going", FliteVoice("awb", 122, 1.2, 0.97), EspeakVoice("m8", 160, 50)),
        "Algieba": _he("Smooth", FliteVoice("rms", 0, 1.08, 0.9), EspeakVoice("mike2", 164, 44)),
        "Algenib": _he("Gravelly", FliteVoice("kal16", 84, 1.15, 0.94), EspeakVoice("klatt6", 162, 34)),
        "Rasalgethi": _he("Informative", FliteVoice("rms", 0, 1.03, 1.02), EspeakVoice("Denis", 172, 50)),
        "Alnilam": _he("Firm", FliteVoice("awb", 118, 1.08, 1.0), EspeakVoice("edward", 170, 46)),
        "Schedar": _he("Even", FliteVoice("kal16", 108, 1.12, 1.0), EspeakVoice("benjamin", 172, 52)),
        "Achird": _he("Friendly", FliteVoice("awb", 136, 1.1, 1.03), EspeakVoice("m4", 174, 56)),
        "Zubenelgenubi": _he("Casual", FliteVoice("rms", 0, 1.05, 1.1), EspeakVoice("pablo", 174, 54)),
        "Sadachbia": _he("Lively", FliteVoice("rms", 0, 0.94, 1.14), EspeakVoice("mike2", 182, 58)),
        "Sadaltager": _he("Knowledgeable", FliteVoice("awb", 128, 1.14, 0.92), EspeakVoice("adam", 168, 46)),
    }
)

_BY_NAME: Final = {name.lower(): voice for name, voice in VOICES.items()}

# BCP-47 to espeak-ng where dropping the region is not enough. Keys are lower case; espeak-ng's "en" is British.
_LANGUAGES: Final = {
    "en": "en-us",
    "en-us": "en-us",
    "en-gb": "en",
    "en-au": "en",
    "en-in": "en",
    "en-nz": "en",
    "en-ie": "en",
    "en-za": "en",
    "es-us": "es-419",
    "es-mx": "es-419",
    "es-419": "es-419",
    "fr-be": "fr-be",
    "fr-ch": "fr-ch",
    "pt": "pt",
    "pt-br": "pt-br",
    "zh": "cmn",
    "cmn": "cmn",
    "zh-hk": "yue",
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "fil": "en-us",
    "vi": "vi",
}

# What espeak-ng 1.52 speaks under its bare code.
_CODES: Final = (
    "af am an ar as az ba be bg bn bs ca cs cv cy da de el eo es et eu fa fi fr ga gd gn gu hak haw he hi hr ht hu hy "
    "ia id io is it ja ka kk kl kn ko kok ku ky la lb lt lv mi mk ml mr ms mt my nb ne nl nog om or pa pap pl pt qu "
    "ro ru sd shn si sk sl smj sq sr sv sw ta te th ti tk tn tr tt ug uk ur uz vi yue"
)
_SPOKEN: Final = frozenset(_CODES.split())


def voice(name: str | None) -> Voice:
    """The voice of that name in any case; one that is unknown or not given is the default."""
    return _BY_NAME.get((name or DEFAULT_VOICE).lower(), VOICES[DEFAULT_VOICE])


def language(code: str | None) -> str:
    """espeak-ng's name for a BCP-47 code such as ``de-DE``; `DEFAULT_LANGUAGE` if it speaks none such."""
    if not code:
        return DEFAULT_LANGUAGE
    full = code.lower().replace("_", "-")
    base = full.partition("-")[0]
    for candidate in (full, base):
        if candidate in _LANGUAGES:
            return _LANGUAGES[candidate]
    return base if base in _SPOKEN else DEFAULT_LANGUAGE


def is_english(code: str | None) -> bool:
    """Whether what is said is read as English: also where the language is not known, or not one of ours."""
    return language(code) in {"en", "en-us"}
