import pytest

from antiphon.engines.cascade import voices


def test_thirty_voices_that_differ() -> None:
    assert len(voices.VOICES) == 30
    assert len(set(voices.VOICES.values())) == 30


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
