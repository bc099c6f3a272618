import pytest

from antiphon.engines.brain import notes
from antiphon.talk import Role, Said


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("My sister is called Petra.", ["Your sister is called Petra."]),
        ("Hi, my name is Alice. What is the weather?", ["Your name is Alice."]),
        ("I am a nurse and I was born in Leeds.", ["You are a nurse.", "You were born in Leeds."]),
        ("Remember that the door code is 4711.", ["The door code is 4711."]),
        ("We have two cats, Tim and Tom.", ["You have two cats, Tim and Tom."]),
        ("So I live in Berlin.", ["You live in Berlin."]),
        ("I'm allergic to nuts, and my son is too.", ["You're allergic to nuts.", "Your son is too."]),
        ("Can you help me?", []),
        ("Set my alarm to five.", []),
        ("I want to know the time.", []),
        ("I like you.", []),
        ("Hello there.", []),
        ("", []),
    ],
)
def test_what_the_user_states_becomes_notes(said: str, noted: list[str]) -> None:
    assert notes.told(said) == noted


def test_the_system_instruction_gives_notes_but_its_manners_do_not() -> None:
    system = "You are Ada. We open at 8. Always be polite. Speak slowly. The user's name is Peter."
    assert notes.gather((Said(Role.SYSTEM, system),)) == [
        "You are Ada.",
        "We open at 8.",
        "Your name is Peter.",
    ]


def test_only_the_user_and_instructions_are_believed() -> None:
    history = (
        Said(Role.USER, "My dog is called Rex."),
        Said(Role.MODEL, "My dog is called Fido."),
        Said(Role.SYSTEM, "The pool is closed."),
    )
    assert notes.gather(history) == [
        "Your dog is called Rex.",
        "The pool is closed.",
    ]


def test_megabytes_are_bounded() -> None:
    long = "I like tea and cake. " * 50_000
    assert len(notes.gather((Said(Role.USER, long),) * 300)) <= notes.MOST
