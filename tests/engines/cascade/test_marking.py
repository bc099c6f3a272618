import struct
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from antiphon.engines.cascade.marking import WordMarks
from antiphon.talk import Mark


def events(*found: tuple[int, int, int]) -> bytes:
    return b"".join(struct.pack("<III", *event) for event in found)


def test_the_first_event_in_a_word_counts() -> None:
    words = WordMarks("It is 3.5 now", 1.5)
    assert list(words.note(events((0, 2, 0), (3, 2, 100)))) == [Mark(0, 2, 0), Mark(3, 5, 150)]
    assert list(words.note(events((6, 1, 200), (8, 1, 300)))) == [Mark(6, 9, 300)]
    assert list(words.note(events((10, 3, 400)))) == [Mark(10, 13, 600)]
    assert list(words.rest(1000)) == []


def test_words_left_out_lie_between_their_neighbours() -> None:
    words = WordMarks("one two three four - five six", 1)
    assert list(words.note(events((0, 3, 0), (14, 4, 300)))) == [
        Mark(0, 3, 0),
        Mark(4, 7, 100),
        Mark(8, 13, 200),
        Mark(14, 18, 300),
    ]
    assert list(words.rest(900)) == [Mark(21, 25, 500), Mark(26, 29, 700)]


def test_events_that_come_again_are_known() -> None:
    words = WordMarks("one two", 1)
    assert len(list(words.note(events((0, 3, 0), (4, 3, 10))))) == 2
    assert list(words.note(events((0, 3, 0), (4, 3, 10)))) == []


@given(
    st.text(st.sampled_from("ab 1.,\u65e5"), max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(1, 9), st.integers(0, 10**6)), max_size=30),
    st.integers(0, 10**6),
)
def test_every_word_has_one_mark_in_order(text: str, found: list[tuple[int, int, int]], end: int) -> None:
    words = WordMarks(text, 1.2)
    marks = [*words.note(events(*found)), *words.rest(end)]
    assert all(one.stop <= other.start and one.at <= other.at for one, other in pairwise(marks))
    covered = "".join(text[mark.start : mark.stop] for mark in marks)
    assert [character for character in covered if character.isalnum()] == [
        character for character in text if character.isalnum()
    ]
