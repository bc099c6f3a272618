import asyncio

import pytest

from antiphon.engines.brain.fitting import ASKED, MOST, Fitted, Fitting
from antiphon.engines.prompting import Message
from antiphon.talk import Prompt, Role, Said, Tool
from brain_parts import TIMER, WEATHER, Saying, asking

TURN = "I would like to tell you something long about the house that we live in, and about its garden."
TOOLS = (TIMER, WEATHER)


def fitted(prompt: Prompt) -> Fitted:
    return asyncio.run(Fitting(Saying().count).fit(prompt, "Be kind.", prompt.tools))


def turns(prompt: Prompt, told: tuple[str, ...] = ()) -> list[Message]:
    return asyncio.run(Fitting(Saying().count).turns(fitted(prompt), told))


def size(messages: list[Message]) -> int:
    return sum([asyncio.run(Saying().count(message["content"])) for message in messages])


def test_what_fits_stays_as_it_is() -> None:
    prompt = asking("Why?", "Hi.", "Hello.", system="You are Ada.", tools=TOOLS)
    assert fitted(prompt).prompt == prompt
    system, *rest = turns(prompt, ("You live in Leeds.",))
    assert system["content"].startswith("You are Ada.\nTools:\n")
    assert [turn["content"] for turn in rest] == ["Hi.", "Hello.", "[told] You live in Leeds.\nWhy?"]


def test_as_a_conversation_goes_on_what_was_read_mostly_stays_read() -> None:
    said: list[str] = []
    begins = set()
    for turn in range(60):
        prompt = asking(f"Turn {turn}. {TURN}", *said, tools=TOOLS)
        found = fitted(prompt)
        begins.add(len(found.forgotten))
        assert found.prompt.history == prompt.history[len(found.forgotten) :]
        assert size(turns(prompt)) <= MOST
        said += [f"Turn {turn}. {TURN}", "I see."]
    assert 2 <= len(begins) <= 12


def test_the_past_that_is_kept_begins_with_the_user() -> None:
    found = fitted(asking("Why?", *[TURN] * 80))
    assert found.forgotten
    first = found.prompt.history[0]
    assert isinstance(first, Said)
    assert first.role is Role.USER


def test_instructions_that_came_in_between_join_the_first() -> None:
    prompt = Prompt(
        system="You are Ada.", history=(Said(Role.USER, "Hi"), Said(Role.SYSTEM, "The pool is closed."))
    )
    assert fitted(prompt).prompt.system == "You are Ada.\n\nThe pool is closed."


@pytest.mark.parametrize("odd", ["x " * 9000, "{" * 50_000, "\n" * 9000])
def test_whatever_is_said_is_bounded(odd: str) -> None:
    tool = Tool(odd[:900], odd, {"properties": {odd[:900]: {"type": "string", "description": odd}}})
    prompt = asking(odd, *[odd] * 7, system=odd, tools=(*TOOLS, tool, tool))
    assert size(turns(prompt)) <= MOST
    assert fitted(prompt).prompt.tools[:2] == TOOLS
    assert len(fitted(prompt).prompt.user.text) <= 12 * ASKED  # type: ignore[union-attr]  # it has one
