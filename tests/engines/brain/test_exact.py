import pytest

from antiphon.engines.brain.exact import answer
from brain_parts import NOW


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many days are in a week?", "There are seven days in a week."),
        ("How many days are there in a year?", "There are 365 days in a year, or 366 in a leap year."),
        ("How many minutes are there in an hour?", "There are 60 minutes in an hour."),
        ("How many r's are in strawberry?", "There are 3 Rs in strawberry."),
        ("How many letters are in banana?", "There are 6 letters in banana."),
        ("How do you spell banana?", "banana is spelled B, A, N, A, N, A."),
        ("Spell it, please.", None),
        ("Which number comes before ninety?", "89 comes before 90."),
        ("What comes right after 78?", "79 comes after 78."),
        ("What is after lunch?", None),
        ("Count to five.", "One, two, three, four, five."),
        ("Can you count down from three to one?", "Three, two, one."),
        ("count to a million", None),
        ("How many dogs are in a garden?", None),
        ("What is 2 plus 2?", "2 plus 2 is 4."),
        ("How much is 44 plus er twelve?", "44 plus 12 is 56."),
        ("Hello!", None),
    ],
)
def test_what_needs_no_model(question: str, told: str | None) -> None:
    assert answer(question, NOW) == told
