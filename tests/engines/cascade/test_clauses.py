from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.clauses import FIRST_MAXIMUM, LONGEST, Clauses, pause_after_ms

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
    assert all(len(clause) <= 2 * LONGEST for clause in whole(text))


def test_the_first_clause_is_early() -> None:
    assert list(Clauses().feed("Sure, ")) == ["Sure,"]
    assert whole("Sure, I can do that, if you like, today.") == [
        "Sure,",
        " I can do that, if you like,",
        " today.",
    ]


def test_a_long_first_clause_is_cut_at_a_space() -> None:
    first, second = whole("This is a sentence without any mark in it at all for quite a while")
    assert first == "This is a sentence"
    assert second.startswith(" without any mark")


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
    ("text", "first"),
    [
        ("The sky is blue because the air scatters light.", "The sky is blue"),
        ("You live in London and you like tea.", "You live in London"),
        ("I think that New York City is a wonderful place to be.", "I think"),
        ("The tower was built by men in 1889 for a fair.", "The tower was built"),
        ("It costs about 3.5 million dollars and 20 cents.", "It costs"),
        ("Please call our old friend Dr. Smith at 555-1234.", "Please call our old friend"),
        ("Go and see [the docs of it](https://example.com/a) for more.", "Go and see"),
        ("Once upon a time there was a little dog named Max.", "Once upon a time there"),
    ],
)
def test_a_first_clause_ends_where_one_breathes(text: str, first: str) -> None:
    assert whole(text)[0] == first
    assert len(first) <= FIRST_MAXIMUM


@pytest.mark.parametrize(
    "together",
    [
        "3.5", "10,000", "Dr. Smith", "e.g. this", "https://www.example.com/a?b=c,d.e", "New York", "555 123-4567", "a dog",
        "14:30", "No. 5", "5 kg", "[a few words](https://example.com)", "p. 12",
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", range(14))
def test_what_is_never_parted(together: str, words: int) -> None:
    before = " ".join(["word"] * words)
    assert any(together in clause for clause in whole(f"{before} {together} and what comes after it then"))


@given(
    st.lists(
        st.sampled_from(
            ("the", "New", "York", "3.5", "5", "and", "in", "Dr.", "Smith,", "No.", "[a", "b](c)", ".", "")
        ),
        max_size=60,
    )
)
def test_prose_concatenates(words: list[str]) -> None:
    text = " ".join(words)
    assert "".join(whole(text)) == text
    assert whole(text) == cut(text, list(range(len(text))))


def test_pauses() -> None:
    assert pause_after_ms("Hello") == 0
    assert 0 < pause_after_ms("Hello,") < pause_after_ms("Hello:") < pause_after_ms('"Hello."')
    assert pause_after_ms("Hello\n") == pause_after_ms("Hello.")
    assert pause_after_ms("") == 0
