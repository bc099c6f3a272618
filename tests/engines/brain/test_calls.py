import json
from typing import Any

import pytest

from antiphon.engines.brain import calls
from antiphon.engines.brain.grounding import Heard
from antiphon.talk import Call, Tool
from brain_parts import LIGHT, MESSAGE, TIMER, WEATHER

TOOLS = (WEATHER, TIMER, LIGHT, MESSAGE)


@pytest.mark.parametrize(
    ("written", "call"),
    [
        ('{"tool": "set_timer", "args": {"minutes": 5}}', Call("set_timer", {"minutes": 5})),
        (' {"tool": "set_timer", "args": {}}\nOkay.', Call("set_timer", {})),
        ('{"tool": "get_news", "args": {}}', None),
        ('{"tool": "set_timer", "args": [5]}', None),
        ('{"tool": {"a": 1}}', None),
        ('{"tool": "set_timer"', None),
        ("[1]", None),
        ("", None),
    ],
)
def test_only_offered_functions_are_called(written: str, call: Call | None) -> None:
    assert calls.read(written, TOOLS) == call


@pytest.mark.parametrize(
    ("tool", "given", "found"),
    [
        (TIMER, {"minutes": "5"}, {"minutes": 5}),
        (TIMER, {"minutes": "twenty minutes"}, {"minutes": 20}),
        (TIMER, {"minutes": True}, {}),
        (TIMER, {"minutes": None, "hours": 2}, {}),
        (LIGHT, {"room": "Kitchen", "is_on": "on"}, {"room": "kitchen", "is_on": True}),
        (LIGHT, {"room": "attic", "is_on": 3}, {}),
        (WEATHER, {"city": 5}, {"city": "5"}),
        (WEATHER, {"city": {"a": 1}}, {}),
    ],
)
def test_arguments_have_the_types_that_are_taken(
    tool: Tool, given: dict[str, Any], found: dict[str, Any]
) -> None:
    assert calls.typed(tool, given) == found


def test_optional_ones_are_left_out_unless_they_were_said() -> None:
    tool = Tool(
        "book_table",
        "",
        {"properties": {"people": {"type": "integer"}, "name": {"type": "string"}}, "required": ["people"]},
    )
    said = Heard("A table for four, please.", "")
    assert calls.checked(Call("book_table", {"people": 4, "name": "Ann"}), tool, said).arguments == {
        "people": 4
    }
    assert calls.checked(Call("book_table", {}), tool, said).arguments == {"people": 4}


def test_what_another_argument_says_already_is_none() -> None:
    strings = ("origin", "to", "name")
    flight = Tool(
        "book_flight",
        "",
        {
            "properties": {name: {"type": "string"} for name in strings} | {"seats": {"type": "integer"}},
            "required": ["origin", "to", "seats"],
        },
    )
    given = {"origin": "Athens", "to": "Athens", "seats": 2, "name": "two seats"}
    heard = Heard("Two seats from Athens.", "")
    assert calls.checked(Call("book_flight", given), flight, heard).arguments == {
        "origin": "Athens",
        "seats": 2,
    }
    named = {"origin": "Athens", "to": "Oslo", "seats": 2, "name": "flight"}
    heard = Heard("A flight from Athens to Oslo for two.", "")
    assert "name" not in calls.checked(Call("book_flight", named), flight, heard).arguments


@pytest.mark.parametrize(
    ("said", "written", "minutes"),
    [
        ("Set a timer for two hours.", 2, 120),
        ("thirteen minutes for the eggs and 34 for the roast", 34, 34),
        ("it says, hang on, one moment, 9, yes 9", 9, 9),
        ("an hour and twenty minutes", 20, 80),
        ("log two hours of swimming, and start a timer for half an hour", 30, 30),
        ("log two hours of swimming, and start a timer for half an hour", 120, 120),
    ],
)
def test_spans_are_counted_in_their_unit(said: str, written: int, minutes: int) -> None:
    call = calls.checked(Call("set_timer", {"minutes": written}), TIMER, Heard(said, ""))
    assert call.arguments == {"minutes": minutes}


def test_the_grammar_names_what_is_offered() -> None:
    rules = calls.grammar([LIGHT, Tool('odd "name"\\', "", {}), Tool("x" * 900, "", {})])
    assert '"\\"turn_light\\""' in rules
    assert '"\\"kitchen\\"" | "\\"living room\\""' in rules
    assert json.dumps('odd "name"\\') in rules.replace('\\"', '"').replace("\\\\", "\\")
    assert "xxx" not in rules
    assert calls.grammar([Tool("x" * 900, "", {})]) == ""
