import pytest

from antiphon.engines.brain import heard, notes
from brain_parts import asking


def answered(text: str, *before: str) -> str | None:
    return heard.acknowledged(text, notes.told(text), asking(text, *before))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("My sister is called Petra.", "Okay, I'll remember that your sister is called Petra."),
        ("I'm a nurse.", "Okay, I'll remember that you're a nurse."),
        ("you know i like tea", "Okay, I'll remember that you like tea."),
        ("Remember that the door code is 4711.", "Okay, I'll remember that the door code is 4711."),
        ("Remember that Anna likes tea.", "Okay, I'll remember that Anna likes tea."),
        ("Remember that milk is on the list.", "Okay, I'll remember that milk is on the list."),
        ("It was late. I live in Leeds.", "Okay, I'll remember that you live in Leeds."),
        ("I live in a house that is at the end of a long road.", "Okay, I'll remember that."),
        ("Hello, I'm Anna.", "Nice to meet you, Anna."),
    ],
)
def test_what_is_about_the_user_is_said_again_if_it_is_short(said: str, answer: str) -> None:
    assert answered(said) == answer


@pytest.mark.parametrize(
    "said",
    [
        "He was not an ill-disposed young man.",
        "At that high level, the air is pure.",
        "Unless to be rather cold-hearted and rather selfish is to be ill-disposed.",
        "The child almost hurt a small dog.",
        "The train arrived late again.",
        "The old woman gave me an apple.",
        "Mister Quilter is the apostle of the middle classes, and we are glad to welcome his gospel.",
        "I think the film was boring.",
        "It rained.",
    ],
)
def test_what_is_not_about_the_user_is_only_heard(said: str) -> None:
    assert answered(said) in heard.HEARD


def test_acknowledgements_vary_and_are_the_same_for_the_same_conversation() -> None:
    said = "The train arrived late again."
    assert answered(said) == answered(said)
    assert len({answered(said, *(["Hi."] * turn)) for turn in range(4)}) == 4


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Ten of clubs.", "What about the ten of clubs?"),
        ("7 of hearts", "What about the 7 of hearts?"),
        ("Five, five.", "What about five?"),
        ("Two thousand and nine.", "What about two thousand and nine?"),
        ("The king of France.", "What about the king of France?"),
        ("My sister.", "What about your sister?"),
    ],
)
def test_what_of_it_for_what_is_no_sentence(said: str, answer: str) -> None:
    assert answered(said) == answer
    assert answered(said, "Hello.", "Which one?") is None


@pytest.mark.parametrize(
    "said",
    [
        "Compose a poem about rain.",
        "In one sentence, explain gravity.",
        "A story about a haunted house.",
        "I have three kids. Suggest a game.",
        "The news in brief, please.",
        "You should try the new restaurant.",
        "My goodness.",
        "",
    ],
)
def test_what_wants_more_goes_on_to_the_model(said: str) -> None:
    assert answered(said) is None


def test_what_breaks_off_is_waited_for() -> None:
    assert answered("I was going to the") in heard.UNFINISHED


@pytest.mark.parametrize("said", ["Interesting.", "That's interesting.", "Oh, how wonderful!", "I see."])
def test_an_interjection_is_no_statement(said: str) -> None:
    assert answered(said) in heard.PLEASED
