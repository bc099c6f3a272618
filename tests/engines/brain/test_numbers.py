import pytest

from antiphon.engines.brain.numbers import NAMES, numerals


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("seventeen plus twenty five", "17 plus 25"),
        ("a hundred and two", "102"),
        ("one and two", "1 and 2"),
        ("two three", "2 3"),
        ("three point one four", "3.14"),
        ("five thousand two hundred and six", "5206"),
        ("twenty-one dogs", "21 dogs"),
        ("two hundred and fifty thousand", "250000"),
        ("1,200 people", "1200 people"),
        ("six and a half kilos", "6.5 kilos"),
        ("nothing to count", "nothing to count"),
    ],
)
def test_number_words_become_digits(said: str, written: str) -> None:
    assert numerals(said) == written


def test_small_numbers_have_names() -> None:
    assert (NAMES[0], NAMES[13], NAMES[20], NAMES[42], len(NAMES)) == (
        "zero",
        "thirteen",
        "twenty",
        "forty-two",
        100,
    )
