import pytest

from antiphon.engines.brain.grounding import Heard, has_strange_number, heard, was_said
from brain_parts import asking


@pytest.mark.parametrize(
    ("value", "now", "is_said"),
    [
        ("Bob", "tell bob that dinner is ready", True),
        ("apples", "add an apple", True),
        ("you are late", "tell him that he is late", True),
        ("7 pm", "at seven pm", True),
        ("Anna", "send a message", False),
        (25, "twenty five minutes", True),
        (25, "twenty minutes", False),
        (1, "order a pizza", True),
        (12, "a dozen eggs", True),
        (2, "a table for me and my wife", True),
        (0.5, "half a kilo", True),
        (50, "blinds at half", True),
        (100, "full brightness", True),
        (24, "two dozen roses", True),
        (2.5, "two and a half kilos", True),
        (3.5, "two and a half kilos", False),
        (2.5, "two point five", True),
        (9310, "book flight XY9310", False),
        ("XY9310", "book flight XY9310", True),
        (20, "a pass of £20", True),
        (["milk", "eggs"], "milk and eggs", True),
        (["milk", "tea"], "milk and eggs", False),
        ("", "anything", False),
        (True, "anything", True),
    ],
)
def test_values_come_from_the_users_words(value: object, now: str, *, is_said: bool) -> None:
    assert was_said(value, Heard(now, "")) is is_said


def test_what_was_before_counts_if_it_is_meant() -> None:
    assert was_said("Leeds", Heard("How is it there?", "I live in Leeds."))
    assert was_said("Leeds", Heard("Only rain.", "I live in Leeds."))
    assert was_said("Leeds", Heard("fine saturday at seven", "I live in Leeds."))
    assert not was_said("Leeds", Heard("How is the weather?", "I live in Leeds."))


def test_what_is_known_of_a_thing_counts_where_it_is_named() -> None:
    known = "Field 3 is wheat.\nField 4 is corn."
    assert was_said(4, Heard("Send the tractor to the corn.", known))
    assert not was_said(3, Heard("Send the tractor to the corn.", known))


def test_a_request_goes_over_our_questions() -> None:
    of = heard(asking("At five.", "Call Bob.", "When?", system="The user is Jim."))
    assert of.now == "Call Bob.\nAt five."
    assert "Jim" in of.before
    assert heard(asking("At five.", "Call Bob.", "Done.")).now == "At five."


@pytest.mark.parametrize(
    ("sentence", "is_strange"),
    [
        ("It costs three euros.", False),
        ("It costs four euros.", True),
        ("Sure, we open soon.", False),
        ("It's the red one.", False),
        ("It costs three and a half euros.", True),
        ("It weighs 2 kilos.", False),
    ],
)
def test_numbers_that_nobody_told(sentence: str, *, is_strange: bool) -> None:
    assert has_strange_number(sentence, "Tea costs 3 euros. It weighs 2.0 kilos.") is is_strange
