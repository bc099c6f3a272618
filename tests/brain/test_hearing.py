import re

import pytest

from antiphon.talk import Call, Role, Said
from brain.dialogue import Dialogue
from brain.draw import Draw
from brain.hearing import heard, misheard
from brain.recipe import dialogues

SAID = (
    "My sister is called Petra, and she lives in Oslo.",
    "Could you tell Bob to call me at half past three?",
    "My number is 555-0192 and the code is A7.",
    "What is the capital of France?",
    "Set a timer for ten minutes, please.",
    "I have 3.50 in my pocket.",
)


@pytest.mark.parametrize("text", SAID)
def test_names_and_numbers_keep_their_letters(text: str) -> None:
    values = re.findall(r"\b(?:[A-Z]\w+|\d[\d.-]*\d|three|ten)\b", text.partition(" ")[2])
    for seed in range(200):
        said = heard(Draw(seed), text)
        for value in values:
            assert value.lower() in said.lower(), said


@pytest.mark.parametrize("text", SAID)
def test_half_of_it_is_in_small_letters_without_punctuation(text: str) -> None:
    said = [heard(Draw(seed), text) for seed in range(400)]
    bare = [each for each in said if each == each.lower() and not re.search(r"[,;!?]|\.$", each)]
    assert 140 < len(bare) < 280
    assert len(set(said)) > 15


def test_short_words_only_lose_their_dress() -> None:
    assert {heard(Draw(seed), "Stop.") for seed in range(100)} == {"Stop.", "Stop", "stop"}


def test_what_a_call_takes_from_the_words_stays_in_them() -> None:
    for seed in range(200):
        dialogue = Dialogue("tools")
        dialogue.user("Please tell the Blue Door to keep a table for the four of us.")
        dialogue.call("send", {"to": "the Blue Door", "text": "keep a table for the four of us", "count": 4})
        said, call = misheard(Draw(seed), dialogue).entries
        assert isinstance(said, Said)
        assert isinstance(call, Call)
        assert "the Blue Door" in said.text
        assert "keep a table for the four of us" in said.text


def test_it_stays_whole_where_it_begins_a_sentence() -> None:
    for seed in range(100):
        dialogue = Dialogue("tools")
        dialogue.user("Seven in the morning, please, if you can.")
        dialogue.call("wake", {"at": "seven in the morning"})
        said = misheard(Draw(seed), dialogue).entries[0]
        assert isinstance(said, Said)
        assert "seven in the morning" in said.text.lower()


def test_notes_and_answers_are_not_touched() -> None:
    for seed in range(100):
        dialogue = Dialogue("notes")
        dialogue.user("[seen] a man holding a red mug\nWhat am I holding, and what is the colour of it?")
        dialogue.model("You're holding a red mug.")
        said, answer = misheard(Draw(seed), dialogue).entries
        assert isinstance(said, Said)
        assert said.text.startswith("[seen] a man holding a red mug\n")
        assert answer == Said(Role.MODEL, "You're holding a red mug.")


def test_a_mixture_is_the_same_for_the_same_seed() -> None:
    first, second = ([each.segments() for each in dialogues(100, 7)] for _ in range(2))
    assert first == second


def test_nothing_said_becomes_nothing() -> None:
    for dialogue in dialogues(300, 11):
        assert all(entry.text.strip() for entry in dialogue.entries if isinstance(entry, Said))
