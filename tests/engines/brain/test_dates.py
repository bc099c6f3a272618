from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from antiphon.engines.brain.dates import tell

NOW = datetime(2026, 11, 23, 15, 5, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What time is it?", "It's 3:05 PM."),
        ("What time is it in Tokyo?", "It's 11:05 PM in Tokyo."),
        ("What's the time in new york right now?", "It's 9:05 AM in New York."),
        ("What time is it in Narnia?", "I don't know what time it is in Narnia."),
        ("What day is it today?", "Today is Monday, November 23, 2026."),
        ("Which day of the week is it?", "Today is Monday, November 23, 2026."),
        ("What day is tomorrow?", "Tomorrow is Tuesday, November 24, 2026."),
        ("what's the date", "Today is Monday, November 23, 2026."),
        ("What year is it?", "It's 2026."),
        ("What month is it?", "It's November."),
        ("How many days until Christmas?", "It's 32 days until December 25."),
        ("How long until the first of December?", "It's 8 days until December 1."),
        ("How many days until tomorrow's party?", None),
        ("What day of the week is December 24th?", "December 24 is a Thursday."),
        ("what day is it in three days", "In 3 days it's Thursday, November 26, 2026."),
        ("How many days until Friday?", "It's 4 days until November 27."),
        ("How long until February 29th?", "It's 463 days until February 29."),
        ("What time do you open?", None),
        ("What is today's special?", None),
    ],
)
def test_clock_and_calendar(question: str, answer: str | None) -> None:
    assert tell(question, NOW) == answer


def test_midnight_and_noon() -> None:
    assert tell("what time is it", NOW.replace(hour=0)) == "It's 12:05 AM."
    assert tell("what time is it", NOW.replace(hour=12)) == "It's 12:05 PM."
