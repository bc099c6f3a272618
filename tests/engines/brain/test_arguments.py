from typing import Any

import pytest

from antiphon.engines.brain import arguments, parameters
from antiphon.talk import Tool
from brain_parts import LIGHT, MESSAGE, MUSIC, TIMER, WEATHER


@pytest.mark.parametrize(
    ("tool", "text", "found"),
    [
        (WEATHER, "What's the weather in New York City today?", {"city": "New York City"}),
        (WEATHER, "what is it like in berlin", {"city": "berlin"}),
        (WEATHER, "What's the weather?", {}),
        (TIMER, "Set a timer for twenty five minutes.", {"minutes": 25}),
        (TIMER, "half an hour please", {"minutes": 30}),
        (TIMER, "three quarters of an hour", {"minutes": 45}),
        (TIMER, "for an hour and twenty minutes", {"minutes": 80}),
        (TIMER, "Set a timer.", {}),
        (TIMER, "Set a timer at quarter past four.", {}),
        (TIMER, "Set a timer called B-52.", {}),
        (TIMER, "Set a timer of 5-10 minutes.", {"minutes": 10}),
        (LIGHT, "Turn off the light in the living room.", {"room": "living room", "is_on": False}),
        (MESSAGE, "Tell Bob that I'm running late.", {"recipient": "Bob", "text": "I'm running late"}),
        (MESSAGE, "Send a message to my mother.", {"recipient": "my mother"}),
        (MUSIC, "Play some jazz.", {}),
    ],
)
def test_what_rules_read(tool: Tool, text: str, found: dict[str, Any]) -> None:
    assert arguments.by_rule(tool, text) == found


@pytest.mark.parametrize(
    ("tool", "answer", "value"),
    [
        (TIMER, "Five minutes, please.", 5),
        (TIMER, "I don't know", None),
        (WEATHER, "In Berlin.", "Berlin"),
        (MUSIC, "Oh, something by Queen, please.", "something by Queen"),
        (LIGHT, "the kitchen", "kitchen"),
    ],
)
def test_answers_to_our_questions(tool: Tool, answer: str, value: object) -> None:
    assert arguments.answered(parameters.of(tool)[0], answer) == value


def test_odd_schemas_do_no_harm() -> None:
    odd = Tool(
        "f",
        "",
        {
            "properties": {"a": 5, "b": {"type": ["null", "integer"]}, "c": {"enum": [1, None]}},
            "required": "b",
        },
    )
    assert arguments.by_rule(odd, "take one of 7") is not None
    assert parameters.of(Tool("f", "", {"properties": []})) == []
