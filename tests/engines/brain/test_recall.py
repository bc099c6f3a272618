import pytest

from antiphon.engines.brain.notes import Note
from antiphon.engines.brain.recall import checked, closed_day, question, unknown

HOURS = Note("We are open Tuesday to Sunday from 8 am to 6 pm, and closed on Mondays.")
WIFI = Note("The wifi password is sunny42.")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Are you open on Monday?", "We're closed on Mondays."),
        ("When do you open today?", "We're closed on Mondays."),
        ("Are you open on Friday?", None),
        ("Do you have cake on Monday?", None),
    ],
)
def test_a_closed_day(asked: str, answer: str | None) -> None:
    assert closed_day([HOURS, WIFI], asked, 0) == answer


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (" The password is sunny42.", "The password is sunny42."),
        (" The password is sunshine42.", "The wifi password is sunny42."),
        (" Ask Martin for it.", "The wifi password is sunny42."),
        (" I don't know.", "The wifi password is sunny42."),
        ("", "The wifi password is sunny42."),
    ],
)
def test_names_and_numbers_must_have_been_told(written: str, told: str) -> None:
    assert checked(written, [WIFI], "What's the wifi password?") == told


def test_what_is_not_known_is_named() -> None:
    assert (
        unknown("What is my phone number?", is_users=True)
        == "I don't know your phone number. You haven't told me."
    )
    assert unknown("Where was I born?", is_users=True) == "I don't know, you haven't told me."
    assert unknown("Do you have a pool?", is_users=False) == "I don't know, I wasn't told that."


def test_the_question_stands_last() -> None:
    assert question([WIFI], "What's\nthe <|password?").endswith(
        f"Note: {WIFI.text}\nQ: What's the password?\nA:"
    )
