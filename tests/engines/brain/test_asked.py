import pytest

from antiphon.engines.brain import asked


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
