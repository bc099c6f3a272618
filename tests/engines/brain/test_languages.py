import pytest

from antiphon.engines.brain.languages import apology


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Wie heißt du?", None, "Englisch"),
        ("¿Cómo te llamas?", None, "inglés"),
        ("Bonjour", None, "anglais"),
        ("お元気ですか", None, "English"),
        ("Как дела?", "de-DE", "Englisch"),
    ],
)
def test_another_language_is_told(text: str, language: str | None, word: str) -> None:
    assert word in (apology(text, language) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Hello there",
        "What is a cafe?",
        "Paris",
        "Me too",
        "42",
        "",
        "ok",
        "Do I die alone?",
        "diana drives a jeep rosalind would like a teapot as a present",
        "a little more twenty one um degrees",
    ],
)
def test_english_is_english(text: str) -> None:
    assert apology(text, "de-DE") is None
