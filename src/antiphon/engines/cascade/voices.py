"""Names of voices and codes of languages, as espeak-ng spells them. Data, and two look-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Voice:
    """One named voice: a variant of espeak-ng, its words per minute, and its pitch (0 to 99)."""

    variant: str
    rate: int = 170
    pitch: int = 50


DEFAULT_VOICE: Final = "Puck"
DEFAULT_LANGUAGE: Final = "en-us"

# PROTOCOL 4.18: the thirty names, their usual gender, and the described style as pitch and pace. Variants that
# a recogniser understands worst were left out.
VOICES: Final = {
    # female
    "Zephyr": Voice("f2", 178, 60),
    "Kore": Voice("steph", 170, 48),
    "Leda": Voice("f4", 176, 66),
    "Aoede": Voice("Annie", 174, 52),
    "Callirrhoe": Voice("f3", 160, 48),
    "Autonoe": Voice("steph2", 176, 58),
    "Despina": Voice("f3", 166, 56),
    "Erinome": Voice("steph3", 168, 54),
    "Laomedeia": Voice("f2", 184, 68),
    "Achernar": Voice("f4", 158, 50),
    "Gacrux": Voice("f2", 156, 40),
    "Pulcherrima": Voice("steph", 182, 60),
    "Vindemiatrix": Voice("Annie", 156, 44),
    "Sulafat": Voice("steph3", 160, 46),
    # male
    "Puck": Voice("adam", 180, 58),
    "Charon": Voice("m8", 168, 46),
    "Fenrir": Voice("edward", 186, 62),
    "Orus": Voice("benjamin", 168, 44),
    "Enceladus": Voice("m4", 158, 46),
    "Iapetus": Voice("robert", 170, 50),
    "Umbriel": Voice("pablo", 162, 46),
    "Algieba": Voice("mike2", 164, 44),
    "Algenib": Voice("klatt6", 162, 34),
    "Rasalgethi": Voice("Denis", 172, 50),
    "Alnilam": Voice("edward", 170, 46),
    "Schedar": Voice("benjamin", 172, 52),
    "Achird": Voice("m4", 174, 56),
    "Zubenelgenubi": Voice("pablo", 174, 54),
    "Sadachbia": Voice("mike2", 182, 58),
    "Sadaltager": Voice("adam", 168, 46),
}

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
