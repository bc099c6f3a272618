import pytest

from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.recall import as_told, is_unknowing, may_answer, unknown


def test_what_is_not_known_is_named() -> None:
    assert (
        unknown("What is my phone number?", is_users=True)
        == "I don't know your phone number. You haven't told me."
    )
    assert unknown("Where was I born?", is_users=True) == "I don't know, you haven't told me."
    assert unknown("Do you have a pool?", is_users=False) == "I don't know, I wasn't told that."


@pytest.mark.parametrize(
    ("sentence", "is_it"),
    [
        ("I don't know your name.", True),
        ("Arr, I do not know that, matey.", True),
        ("I wasn\u2019t told that.", True),
        ("You know Petra.", False),
        ("Your sister is Petra, but I don't know about a brother.", False),
    ],
)
def test_who_does_not_know_says_so(sentence: str, *, is_it: bool) -> None:
    assert is_unknowing(sentence) is is_it


@pytest.mark.parametrize(
    ("note", "question", "may"),
    [
        ("The wedding is in June.", "When is the wedding?", True),
        ("The wedding is black tie.", "When is the wedding?", False),
        ("You live in Leeds.", "Where do I live?", True),
        ("Your key is blue.", "Where is my key?", False),
        ("A room costs eighty euros.", "How much is a room?", True),
        ("The room has windows.", "How much is the room?", False),
        ("This is your dog.", "Who is my dog?", False),
        ("Your dog is Rex.", "Who is my dog?", True),
    ],
)
def test_a_note_answers_what_it_is_of_the_kind_of(note: str, question: str, *, may: bool) -> None:
    assert may_answer(note, question) is may


def test_a_note_of_the_instruction_is_told_as_ones_own() -> None:
    assert as_told(Note("You sell your own cake")) == "We sell our own cake."
    assert as_told(Note("Your sister is called Petra.", is_users=True)) == "Your sister is called Petra."
