"""Who types another language than English is told so, in theirs where we can. Pure."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain.table import bag
from antiphon.engines.brain.words import words

_COMMON: Final = {
    "en": "the is are what how you i my to of and a in it that do can who where when why me for on with please not",
    "de": "der die das ist und ich du wie was nicht ein eine wo wer warum heißt heiße mir dir mein meine guten tag hallo kannst bitte danke sind für auf geht es wetter heute morgen",
    "fr": "le la les est et je tu vous quel quelle comment pourquoi où qui ne pas un une des mon ma bonjour merci s'il c'est suis de du que peux pouvez aujourd'hui ça va",
    "es": "el la los las es y yo tú qué que cómo como por dónde donde quién un una mi hola gracias está estás soy de no puedes favor cuál cual hoy buenos días tiempo",
    "it": "il lo la gli è e io tu che come perché dove chi non un una mio mia ciao grazie sono di puoi favore qual oggi buongiorno sei stai chiami",
    "pt": "o a os as é e eu você que como por onde quem não uma meu minha olá obrigado obrigada está sou de pode favor qual hoje bom dia",
    "nl": "de het een is en ik jij je hoe wat niet waar wie waarom mijn hallo dank bedankt goedemorgen kun kan ben van voor vandaag",
}
_SETS: Final = {code: frozenset(text.split()) for code, text in _COMMON.items()}
_SHARED: Final = bag("a as am come die do e en es in is la le me no o on son van war was")
"""Words of others that are English words as well, or letters: alone they tell nothing."""
_NAMED: Final = re.compile(
    r"\b(?:French|German|Spanish|Italian|Portuguese|Dutch|français|Deutsch|español|italiano|português|Nederlands)\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_APOLOGIES: Final = {
    "en": "I'm sorry, I only speak English well.",
    "de": "Entschuldigung, ich spreche leider nur Englisch gut.",
    "fr": "Je suis désolé, je ne parle bien que l'anglais.",
    "es": "Lo siento, solo hablo bien inglés.",
    "it": "Mi dispiace, parlo bene solo l'inglese.",
    "pt": "Desculpe, só falo bem inglês.",
    "nl": "Sorry, ik spreek alleen goed Engels.",
}


def apology(text: str, language: str | None, system: str = "") -> str | None:
    """What to say to a text that is not English; ``None`` where it is, or may be, or where ``system`` speaks of one."""
    if _NAMED.search(system) or (system and _language(system[:300]) != "en"):
        return None  # "greet in Italian", "you teach French": the model does what it can
    found = _language(text[:300])
    if found == "en":
        return None
    if found is None:  # another script, perhaps: the caller said which
        found = (language or "en").partition("-")[0].lower()
    return _APOLOGIES.get(found, _APOLOGIES["en"])


def _language(text: str) -> str | None:
    letters = _LETTERS.findall(text)
    if not letters:
        return "en"
    if sum(ord(letter) > 0x24F for letter in letters) * 2 > len(letters):
        return None
    said = words(text)
    scores = {code: sum(word in known for word in said) for code, known in _SETS.items()}
    for code, known in _SETS.items():
        if code != "en" and not (known - _SHARED) & set(said):
            scores[code] = 0
    english = scores.pop("en")
    best = max(scores, key=lambda code: scores[code])
    is_foreign = scores[best] > max(english, 1) or (scores[best] == 1 and english == 0 and not text.isascii())
    # "Hola", "Bonjour" alone.
    is_greeting = len(said) == 1 and english == 0 and said[0] in _GREETINGS
    return _GREETINGS[said[0]] if is_greeting else best if is_foreign else "en"


_GREETINGS: Final = {
    "hallo": "de", "danke": "de", "bonjour": "fr", "merci": "fr", "hola": "es", "gracias": "es",
    "ciao": "it", "grazie": "it", "buongiorno": "it", "olá": "pt", "obrigado": "pt", "obrigada": "pt", "bedankt": "nl",
}  # fmt: skip  # a table
