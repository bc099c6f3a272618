from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.speakable import MAXIMUM, Clauses, pause_after_ms, speech

PROSE = st.text(st.sampled_from('ab I3.,;:?!\n—"*()`é日。👍'), max_size=400) | st.text(max_size=200)


def cut(text: str, cuts: list[int]) -> list[str]:
    """The clauses of ``text`` when it comes in pieces that end at ``cuts``."""
    clauses = Clauses()
    ends = sorted({0, *(end % (len(text) + 1) for end in cuts), len(text)})
    found = [clause for begin, end in pairwise(ends) for clause in clauses.feed(text[begin:end])]
    return [*found, *clauses.flush()]


def whole(text: str) -> list[str]:
    return cut(text, [])


@given(PROSE, st.lists(st.integers(0, 400), max_size=20))
def test_pieces_concatenate_however_they_came(text: str, cuts: list[int]) -> None:
    assert "".join(cut(text, cuts)) == text
    assert cut(text, cuts) == whole(text) == cut(text, list(range(len(text))))


@given(PROSE)
def test_no_clause_is_endless(text: str) -> None:
    assert all(len(clause) <= 2 * MAXIMUM for clause in whole(text))


def test_the_first_clause_is_early() -> None:
    assert list(Clauses().feed("Sure, ")) == ["Sure,"]
    assert whole("Sure, I can do that, if you like, today.") == [
        "Sure,",
        " I can do that, if you like,",
        " today.",
    ]


def test_a_long_first_clause_is_cut_at_a_space() -> None:
    first, second = whole("This is a sentence without any mark in it at all for quite a while")
    assert first == "This is a sentence without any mark in"
    assert second.startswith(" it at all")


@pytest.mark.parametrize(
    "text",
    [
        "It is 3.5 metres.",
        "About 10,000 people live here.",
        "At 10:30 in the morning.",
        "Fruit, e.g. apples.",
        "Ask Dr. Smith.",
        "By J. R. Miller.",
        "1. Wash it.",
        "See example.com now.",
    ],
)
def test_what_is_not_an_end(text: str) -> None:
    clauses = whole("Yes. " + text)
    assert clauses[0] == "Yes."
    assert "".join(clauses[1:]).strip() == text
    assert len(clauses[1:]) == (2 if ", " in text else 1) or text.startswith("Fruit")


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("No. I cannot.", ["No.", " I cannot."]),
        ("It was I. You know.", ["It was I.", " You know."]),
        ("Line one\nline two", ["Line one\n", "line two"]),
        ('He said "yes." Then he left.', ['He said "yes."', " Then he left."]),
        ("Well... that is it.", ["Well...", " that is it."]),
        ("你好。再见！", ["你好。", "再见！"]),  # noqa: RUF001  # full width on purpose
        ("", []),
        ("  ", ["  "]),
    ],
)
def test_what_is(text: str, clauses: list[str]) -> None:
    assert whole(text) == clauses


@pytest.mark.parametrize(
    ("clause", "spoken"),
    [
        ("**Hello** there, *friend*", "Hello there, friend"),
        ("# Heading", "Heading"),
        ("- an item", "an item"),
        ("Use `ls` now", "Use ls now"),
        ("snake_case", "snake case"),
        ("Great 👍🏽!", "Great !"),
        ("See https://www.example.com/a/b?c=d.", "See example.com."),
        ("See [the docs](https://example.com/x).", "See the docs."),
        ("20 °C and 3 < 4", "20 °C and 3 < 4"),
        ("a\0b", "a b"),
        ("👍", ""),
        ("***", ""),
        (" \n", ""),
    ],
)
def test_what_is_spoken(clause: str, spoken: str) -> None:
    assert speech(clause).text == spoken


@given(PROSE)
def test_every_spoken_character_has_its_origin(clause: str) -> None:
    said = speech(clause)
    assert len(said.text) == len(said.origins)
    assert "\0" not in said.text
    assert all(0 <= start < stop <= len(clause) for start, stop in said.origins)
    assert list(said.origins) == sorted(said.origins)


def test_marks_refer_to_what_is_displayed() -> None:
    clause = "**Hello** https://example.com/long, friend"
    said = speech(clause)
    at = said.text.index("example.com")
    assert clause[slice(*said.displayed(0, 5))] == "Hello"
    assert clause[slice(*said.displayed(at, at + 11))] == "https://example.com/long"
    assert clause[slice(*said.displayed(len(said.text) - 6, len(said.text)))] == "friend"


def test_pauses() -> None:
    assert pause_after_ms("Hello") == 0
    assert 0 < pause_after_ms("Hello,") < pause_after_ms("Hello:") < pause_after_ms('"Hello."')
    assert pause_after_ms("Hello\n") == pause_after_ms("Hello.")
    assert pause_after_ms("") == 0
