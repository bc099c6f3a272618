import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.speakable import speech

PROSE = st.text(
    st.sampled_from('ab I3.,;:?!\n\u2014"*()`\xe9\u65e5\u3002\U0001f44d|[]/$%-\xbd@#_~<>'), max_size=300
) | st.text(max_size=200)


@pytest.mark.parametrize(
    ("clause", "spoken"),
    [
        ("**Hello** there, *friend*", "Hello there, friend"),
        ("# Heading", "Heading"),
        ("## 2 things", "two things"),
        ("```python", ""),
        ("| a | b |", "a, b"),
        ("|---|:--|", ""),
        ("![a cat](cat.png)", "a cat"),
        ("<b>bold</b>", "bold"),
        ("What?! Really!!!", "What? Really!"),
        ("- an item", "an item"),
        ("Use `ls` now", "Use ls now"),
        ("snake_case", "snake case"),
        ("Great 👍🏽!", "Great !"),
        ("See https://www.example.com/a/b?c=d.", "See example dot com."),
        ("See [the docs](https://example.com/x).", "See the docs."),
        ("20 °C", "twenty degrees Celsius"),
        ("a\0b", "a b"),
        ("👍", ""),
        ("***", ""),
        (" \n", ""),
    ],
)
def test_what_is_spoken(clause: str, spoken: str) -> None:
    assert speech(clause).text.strip() == spoken


@pytest.mark.parametrize(
    ("clause", "spoken"),
    [
        ("Das kostet 3,50 \u20ac & mehr **bald**", "Das kostet 3,50 \u20ac & mehr bald"),
        ("Siehe https://www.example.com/a.", "Siehe example.com."),
        ("20 \xb0C am 3.11.2026", "20 \xb0C am 3.11.2026"),
    ],
)
def test_other_languages_keep_their_numbers(clause: str, spoken: str) -> None:
    assert speech(clause, is_english=False).text == spoken


@given(PROSE, st.booleans())
def test_every_spoken_character_has_its_origin(clause: str, is_english: bool) -> None:
    said = speech(clause, is_english=is_english)
    assert len(said.text) == len(said.origins)
    assert said.clause == clause
    assert "\0" not in said.text
    assert all(0 <= start < stop <= len(clause) for start, stop in said.origins)
    assert list(said.origins) == sorted(said.origins)
    for at in range(len(said.text)):
        start, stop = said.displayed(at, at + 1)
        assert 0 <= start < stop <= len(clause)


@given(PROSE, st.integers(1, 50))
def test_parts_are_the_text(clause: str, limit: int) -> None:
    said = speech(clause)
    parts = list(said.parts(limit))
    assert "".join(part for _, part in parts) == said.text
    assert all(said.text.startswith(part, at) and 0 < len(part) <= limit for at, part in parts)


def test_parts_end_at_spaces() -> None:
    assert [part for _, part in speech("some words to say").parts(8)] == ["some", " words", " to say"]


def test_marks_refer_to_what_is_displayed() -> None:
    clause = "**Hello** https://example.com/long, it costs $3.50 ([see](https://x.org/y)), friend."
    said = speech(clause)

    def displayed(words: str) -> str:
        at = said.text.index(words)
        return clause[slice(*said.displayed(at, at + len(words)))]

    assert displayed("Hello") == "Hello**"
    assert displayed("example") == "https://example.com/long"
    assert displayed("three") == displayed("cents") == "$3.50"
    assert displayed("see") == "see](https://x.org/y)"
    assert displayed("friend.") == "friend."
