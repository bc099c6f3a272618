import pytest

from antiphon.engines.brain import asked, notes
from antiphon.talk import Prompt

CAFE = notes.gather(Prompt(system="The cafe opens at 8. A tea costs 3 euros."))


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What is my name?", "user"),
        ("do you remember where i live", "user"),
        ("What should I cook?", ""),
        ("Can I pay by card?", "business"),
        ("When do you close?", "business"),
        ("Who wrote Hamlet?", "world"),
        ("How tall is the Eiffel Tower?", "world"),
        ("Why?", ""),
    ],
)
def test_whom_a_question_is_about(question: str, about: str) -> None:
    found = [
        name
        for name, is_it in (
            ("user", asked.is_about_user(question)),
            ("business", asked.is_about_business(question, CAFE)),
            ("world", asked.is_about_the_world(question)),
        )
        if is_it
    ]
    assert found == ([about] if about else [])


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("Tell me a story.", True),
        ("Can you tell me a short story about a fox?", True),
        ("another story please", True),
        ("Do you know a poem?", True),
        ("My story is long.", False),
        ("What is the second story of a house?", False),
    ],
)
def test_when_a_story_is_wanted(text: str, *, is_it: bool) -> None:
    assert asked.is_for_a_story(text) is is_it


def test_what_is_asked_is_the_last_question() -> None:
    assert asked.question_in("I like tea. What is it made of? I wonder.") == "What is it made of?"
    assert asked.question_in("Just tea.") == "Just tea."
