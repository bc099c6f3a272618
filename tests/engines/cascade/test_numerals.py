import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade import numerals


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (1001, "one thousand one"),
        (1_000_000, "one million"),
        (12_345_678, "twelve million three hundred forty-five thousand six hundred seventy-eight"),
        (10**15, "one quadrillion"),
    ],
)
def test_cardinals(number: int, words: str) -> None:
    assert numerals.cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (100, "one hundredth"),
        (8, "eighth"),
    ],
)
def test_ordinals(number: int, words: str) -> None:
    assert numerals.ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1900, "nineteen hundred"),
        (1905, "nineteen oh five"),
        (2000, "two thousand"),
        (2026, "twenty twenty-six"),
    ],
)
def test_years(number: int, words: str) -> None:
    assert numerals.year(number) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.5", "zero point five"),
        ("-1,000", "minus one thousand"),
        ("1" * 16, " ".join(["one"] * 16)),
        ("+7", "seven"),
    ],
)
def test_decimals(text: str, words: str) -> None:
    assert numerals.decimal(text) == words


@pytest.mark.parametrize(("text", "value"), [("IV", 4), ("XIV", 14), ("VIII", 8), ("XXXIX", 39), ("L", 50)])
def test_roman(text: str, value: int) -> None:
    assert numerals.roman(text) == value


@given(st.integers(0, 10**18 - 1))
def test_every_number_has_words(number: int) -> None:
    assert re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", numerals.cardinal(number))
    assert re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", numerals.ordinal(number))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_different_numbers_differ(one: int, other: int) -> None:
    assert (numerals.cardinal(one) == numerals.cardinal(other)) == (one == other)
