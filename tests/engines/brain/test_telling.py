from typing import Any

import pytest

from antiphon.engines.brain.telling import holds, spoken_name, tell
from antiphon.talk import Call, Result


@pytest.mark.parametrize(
    ("response", "told"),
    [
        ({"temperature_c": 4, "condition": "Light rain"}, "The temperature is 4 degrees Celsius and it is light rain."),
        ({"status": "ok"}, "Okay, that's done."),
        ({}, "Okay, that's done."),
        ({"result": {"price": 4.12}}, "The price is 4.12."),
        ({"output": "The bus leaves at nine"}, "The bus leaves at nine."),
        ({"error": "no such city"}, "I'm sorry, that didn't work: no such city."),
        ({"error": {"code": 5, "message": "busy"}}, "I'm sorry, that didn't work: busy."),
        ({"success": False}, "I'm sorry, that didn't work."),
        ({"items": ["milk", "eggs", "tea"]}, "The items are milk, eggs and tea."),
        ({"items": []}, "There are no items."),
        ({"events": [{"title": "Lunch"}, {"title": "Dentist"}]}, "The events are Lunch and Dentist."),
        ({"order_id": "x81", "arrives": "Tuesday"}, "It arrives Tuesday."),
        ({"is_open": True}, "It is open."),
    ],
)  # fmt: skip  # a case a line
def test_results_are_told(response: dict[str, Any], told: str) -> None:
    assert tell([Result(Call("f"), response)]) == told


def test_long_and_odd_results_are_bounded() -> None:
    odd = {"text": "word " * 5000, "deep": {"a": {"b": [1, None, {"c": ()}]}}}
    assert len(tell([Result(Call("f"), odd)] * 9)) < 600


def test_names_are_spoken() -> None:
    assert spoken_name("getWeather_now-or.later") == ["get", "weather", "now", "or", "later"]


@pytest.mark.parametrize(
    ("sentence", "response", "is_told"),
    [
        ("It's four degrees with light rain.", {"temperature_c": 4, "condition": "Light rain"}, True),
        ("It's four degrees.", {"temperature_c": 4, "condition": "Light rain"}, True),
        ("It's done.", {"temperature_c": 4, "condition": "Light rain"}, False),
        ("The door is unlocked.", {"locked": False, "battery": 57}, True),
        ("I have nothing on it.", {"items": [], "count": 0}, True),
        ("It's reserved, you're third in line.", {"status": "reserved", "position": 3}, True),
        ("You're in on Thursday.", {"status": "booked", "spots_left": 3}, True),
        ("Sorry, I can't find it.", {"status": "not found"}, True),
        ("There is no news of it.", {"items": [], "count": 0}, True),
        ("Your message is on its way.", {"status": "sent", "message_id": 77}, True),
        ("Sorry, there is no such city.", {"error": "no such city"}, True),
        ("It's offline since nine.", {"error": "sensor offline since 9"}, True),
        ("It is sunny.", {"error": "no such city"}, False),
        ("You have lunch and the dentist.", {"events": [{"title": "Lunch"}, {"title": "Dentist"}]}, True),
        ("", {}, False),
        ("Here's Dune.", {"status": "playing"}, True),
        ("It's on its way.", {"status": "waiting at customs"}, False),
        ("Jane is on another call.", {"state": "busy"}, True),
    ],
)
def test_a_sentence_tells_something_of_a_result(
    sentence: str, response: dict[str, Any], *, is_told: bool
) -> None:
    assert holds(sentence, [Result(Call("f"), response)]) is is_told


def test_what_the_call_gave_need_not_be_said_again() -> None:
    result = Result(
        Call("set_timer", {"minutes": 13, "label": "tea"}), {"minutes": 13, "label": "tea", "id": 4}
    )
    assert holds("Your timer is running.", [result])
