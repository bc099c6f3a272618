import itertools

import pytest

from antiphon.engines.cascade import voices


def test_thirty_voices_that_differ_in_every_engine() -> None:
    assert len(voices.VOICES) == 30
    assert len({voice.flite for voice in voices.VOICES.values()}) == 30
    assert len({voice.espeak for voice in voices.VOICES.values()}) == 30


def test_who_shares_a_voice_differs_in_more_than_one_can_miss() -> None:
    for one, other in itertools.combinations(voices.VOICES.values(), 2):
        a, b = one.flite, other.flite
        if a.name == b.name:
            pitch = abs(a.pitch - b.pitch) / max(a.pitch, 100)
            assert pitch + abs(a.size / b.size - 1) + abs(a.stretch / b.stretch - 1) >= 0.05, (one, other)


def test_women_sound_like_women() -> None:
    for name, voice in voices.VOICES.items():
        assert (voice.flite.name == "slt") == (voice.gender == "female"), name
        assert (voice.flite.pitch >= 150) == (voice.gender == "female") or name == "Fenrir", name


def test_names_in_any_case() -> None:
    assert voices.voice("kORE") == voices.VOICES["Kore"]
    assert voices.voice("Nobody") == voices.voice(None) == voices.VOICES["Puck"]


@pytest.mark.parametrize(
    ("code", "spoken"),
    [
        (None, "en-us"),
        ("en-US", "en-us"),
        ("en-GB", "en"),
        ("de-DE", "de"),
        ("pt-BR", "pt-br"),
        ("pt-PT", "pt"),
        ("cmn-CN", "cmn"),
        ("es_US", "es-419"),
        ("fr-FR", "fr"),
        ("tlh", "en-us"),
    ],
)
def test_languages(code: str | None, spoken: str) -> None:
    assert voices.language(code) == spoken
    assert voices.is_english(code) == (spoken in {"en", "en-us"})
