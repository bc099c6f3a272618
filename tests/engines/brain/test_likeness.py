import asyncio
from dataclasses import replace

from antiphon.engines.brain.chat import TOOLS
from antiphon.engines.brain.likeness import Likeness
from antiphon.talk import Prompt, Role, Said, Tool
from brain_parts import Counting, asking

MANY = tuple(Tool(f"get_{word}", f"Look up the {word}") for word in (
    "weather", "traffic", "price", "recipe", "score", "film", "train", "news", "song", "map", "joke", "tide",
))  # fmt: skip


def offered(prompt: Prompt) -> list[str]:
    return [tool.name for tool in asyncio.run(Likeness(Counting()).offered(prompt))]


def test_few_functions_are_all_offered() -> None:
    assert len(offered(asking("Hi", tools=MANY[:5]))) == 5


def test_of_many_those_are_offered_that_are_asked_for() -> None:
    begun = offered(asking(None, tools=MANY))
    assert len(begun) == TOOLS
    left_out = next(tool for tool in MANY if tool.name not in begun)
    word = left_out.name.removeprefix("get_")
    wanted = asking(f"Look up the {word}", tools=MANY)
    found = offered(wanted)
    assert left_out.name in found
    assert len(found) == TOOLS
    assert sorted(found, key=[tool.name for tool in MANY].index) == found
    later = replace(
        wanted, user=None, history=(Said(Role.USER, f"Look up the {word}"), Said(Role.MODEL, "Here."))
    )
    assert offered(later) == found
    assert offered(replace(later, user=replace(wanted.user, text="Fine thanks"))) == found  # type: ignore[type-var]  # not None


def test_old_facts_are_put_beside_questions_about_them() -> None:
    forgotten = (Said(Role.USER, "My sister is called Petra."), Said(Role.USER, "I like green tea."))
    likeness = Likeness(Counting())
    told = asyncio.run(likeness.remembered(forgotten, "Who is my sister?"))
    assert told == ["Your sister is called Petra."]
    assert asyncio.run(likeness.remembered(forgotten, "")) == []


def test_a_function_far_liker_to_what_is_asked_is_called_rather_but_for_one_of_two_things() -> None:
    weather, train = MANY[0], MANY[6]
    likeness = Likeness(Counting())
    assert asyncio.run(likeness.better("Look up the train", weather, MANY)) == train
    assert asyncio.run(likeness.better("Look up the train", train, MANY)) is None
    both = "Look up the weather and get the train, look up the train"
    assert asyncio.run(likeness.better(both, weather, MANY)) is None
