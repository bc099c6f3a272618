import pytest

from antiphon.engines.brain.persona import read


@pytest.mark.parametrize(
    ("system", "name", "introduction"),
    [
        ("You are Ada, the assistant of the Blue Door cafe. The owner is called Marta.", "Ada", "I'm Ada, the assistant of the Blue Door cafe."),
        ("Your name is Max Power. The user's name is Peter.", "Max Power", "I'm Max Power."),
        ("You are a friendly receptionist called Mia who speaks softly.", "Mia", "I'm Mia, a friendly receptionist."),
        ("You are an assistant. The user is called Jim.", None, "I'm an assistant."),
        ("", None, "I'm a voice assistant. I don't have a name."),
    ],
)  # fmt: skip  # a case a line
def test_who_it_is(system: str, name: str | None, introduction: str) -> None:
    who = read(system)
    assert (who.name, who.introduction) == (name, introduction)


def test_a_manner_of_speaking_is_noticed() -> None:
    assert read("You are a pirate.").has_style
    assert not read("You are Ada. Keep your answers short.").has_style
