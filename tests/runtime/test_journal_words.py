from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.runtime.journal_plain import Use
from antiphon.runtime.journal_words import MASKED, REMEMBERED, Disguise, Plain, Shapes, number_like, shape

KEY = bytes(16)
TEXTS = st.text(max_size=3 * MASKED)


def disguised(text: str) -> str:
    return Disguise(KEY).text(text, Use.WORDS)


@given(TEXTS)
def test_a_placeholder_has_the_shape_of_its_text(text: str) -> None:
    placeholder = disguised(text)
    assert shape(placeholder) == shape(text)
    assert len(placeholder) == len(text)
    assert [each.isalnum() for each in placeholder] == [each.isalnum() for each in text]
    assert [each.isspace() for each in placeholder] == [each.isspace() for each in text]
    assert len(placeholder.strip()) == len(text.strip())


@given(TEXTS, TEXTS)
def test_shapes_are_cut_and_joined_as_texts_are(one: str, other: str) -> None:
    assert shape(one) + shape(other) == shape(one + other)
    assert shape(one)[2:5] == shape(one[2:5])
    assert shape(one).strip() == shape(one.strip())
    assert shape(one).rpartition(" ")[0] == shape(one.rpartition(" ")[0])


def test_what_a_session_looks_for_stays() -> None:
    assert [disguised(text) for text in ("", " ", ".", " ...\n", "?!")] == ["", " ", ".", " ...\n", "?!"]


@given(st.lists(st.text(string.ascii_letters + " .", max_size=4), max_size=12))
def test_texts_are_as_equal_as_they_were(texts: list[str]) -> None:
    disguise = Disguise(KEY)
    placeholders = [disguise.text(text, Use.WORDS).strip() for text in texts]
    for text, placeholder in zip(texts, placeholders, strict=True):
        for other, its in zip(texts, placeholders, strict=True):
            assert (text.strip() == other.strip()) == (placeholder == its)


def test_more_texts_than_placeholders_are_no_trouble() -> None:
    disguise = Disguise(KEY)
    letters = [chr(0x4E00 + index) for index in range(REMEMBERED + 10)]
    assert all(len(disguise.text(letter, Use.WORDS)) == 1 for letter in letters)


def test_long_texts_differ_by_their_ends() -> None:
    text = "a" * 1000
    assert disguised(text + "a") != disguised(text + "b")
    assert disguised(text)[MASKED:] == "x" * (1000 - MASKED)


def test_another_call_has_other_placeholders() -> None:
    other = Disguise(bytes([1]) * 16)
    assert other.text("Hello there", Use.WORDS) != disguised("Hello there")


def test_names_stay_unless_they_are_sentences() -> None:
    disguise = Disguise(KEY)
    assert disguise.text("models/gemini-2.5@x", Use.NAME) == "models/gemini-2.5@x"
    assert disguise.text("my secret", Use.NAME) != "my secret"


@pytest.mark.parametrize("number", [0, 4917, -3, 2.5, 1e-5, 1.5e20, 1e300, 0.1 + 0.2])
def test_numbers_are_as_long(number: float) -> None:
    made = Disguise(KEY).number(number)
    assert (type(made), made == number) == (type(number), False)
    assert number_like(made) == number_like(number)
    if abs(number) < 1e16:
        assert len(repr(made)) == len(repr(number))


@given(TEXTS)
def test_a_placeholder_is_as_long_in_json(text: str) -> None:
    assert len(json.dumps(disguised(text))) == len(json.dumps(text))


def test_secrets_are_never_kept() -> None:
    assert Plain(KEY).text("sesame", Use.WORDS) == "sesame"
    assert Plain(KEY).text("sesame", Use.SECRET) != "sesame"
    assert Plain(KEY).number(7) == 7
    assert Shapes(has_words=True).text("sesame", Use.SECRET) == "xxxxxx"


def test_a_shape_keeps_names_and_with_words_everything() -> None:
    assert Shapes(has_words=False).text("audio/pcm", Use.NAME) == "audio/pcm"
    assert Shapes(has_words=False).text("audio", Use.WORDS) == "xxxxx"
    assert Shapes(has_words=True).text("audio", Use.WORDS) == "audio"
    assert (Shapes(has_words=True).number(2.5), Shapes(has_words=False).number(2.5)) == (2.5, 1.1)
