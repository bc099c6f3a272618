"""What the clock and the calendar know. Pure: the time is an argument."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.table import row

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = row("January February March April May June July August September October November December")
LONGEST: Final = 160
FARTHEST: Final = 4000
"""Days counted forth and back."""
_FEASTS: Final = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year": (1, 1),
    "valentine": (2, 14),
    "halloween": (10, 31),
}
_PLACES: Final = {
    "california": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "boston": "America/New_York",
    "washington": "America/New_York",
    "miami": "America/New_York",
    "texas": "America/Chicago",
    "england": "Europe/London",
    "the uk": "Europe/London",
    "scotland": "Europe/London",
    "ireland": "Europe/Dublin",
    "france": "Europe/Paris",
    "germany": "Europe/Berlin",
    "munich": "Europe/Berlin",
    "hamburg": "Europe/Berlin",
    "frankfurt": "Europe/Berlin",
    "spain": "Europe/Madrid",
    "barcelona": "Europe/Madrid",
    "italy": "Europe/Rome",
    "milan": "Europe/Rome",
    "austria": "Europe/Vienna",
    "switzerland": "Europe/Zurich",
    "the netherlands": "Europe/Amsterdam",
    "japan": "Asia/Tokyo",
    "china": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "india": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "korea": "Asia/Seoul",
}
_TIME: Final = re.compile(
    r"\b(?:what(?:'s| is) (?:the )?(?:current )?time(?: is it| it is)?|what time (?:is it|it is)|"
    r"(?:tell|give) me the time|have you got the time|do you have the time)"
    r"(?: right)?(?: now)?(?: in (?P<place>[a-z .'-]+?))?(?: right)?(?: now)?(?:,? please)?\s*[?.!]*$",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:what|which) (?:day|date|weekday)(?: of the (?:week|month))? (?:(?:is it|is|was it|was|will it be|will be|do we have)\b ?)?"
    r"(?P<when>the day after tomorrow|today|tomorrow|yesterday|now|in (?P<n>\d+) days?)?\s*[?.!]*$"
    r"|\bwhat(?:'s| is) (?:(?:the|today's|tomorrow's) (?P<kind>date|day))(?: (?P<then>today|tomorrow|yesterday))?\s*[?.!]*$"
    r"|\bwhat(?:'s| is) (?:it )?today\s*[?.!]*$",
    re.IGNORECASE,
)
_THEN: Final = re.compile(r"\b(?:was it|will it be|will be)\W*$", re.IGNORECASE)
"""Asks for the day of something that was spoken of."""
_YEAR: Final = re.compile(
    r"\b(?:what|which) (?P<what>year|month)(?: is it| is this| are we in| do we have)(?: now| currently)?\s*[?.!]*$"
    r"|\b(?:what|which) (?P<now>year|month) now\s*[?.!]*$",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    r"\bhow (?:many days|long)(?: (?:is it|are there|are left|is left|left|do we have))?"
    r" (?:un)?til(?:l)? (?P<what>.+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_WEEKDAY_OF: Final = re.compile(
    r"\b(?:what|which) (?:day|weekday)(?: of the week)? (?:is|was|will be|does) (?P<what>.+?)(?: (?:fall on|on|be))?\s*[?.!]*$",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_ORDINALS: Final = row(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)


def tell(text: str, now: datetime) -> str | None:
    """The answer to a question about time and date; ``None`` where the words ask for something else."""
    if len(text) > LONGEST:
        return None
    asked = numerals(text.strip().replace("\u2019", "'"))
    if match := _TIME.search(asked):
        return _time(match["place"], now)
    if match := _YEAR.search(asked):
        wanted = (match["what"] or match["now"]).lower()
        return f"It's {now.year}." if wanted == "year" else f"It's {MONTHS[now.month - 1]}."
    if match := _UNTIL.search(asked):
        return _until(match["what"], now.date())
    if (match := _DAY.search(asked)) and not _THEN.search(asked):
        return _day(match, asked.lower(), now.date())
    if match := _WEEKDAY_OF.search(asked):
        day = _date(match["what"], now.date())
        return f"{_named(day)} is a {WEEKDAYS[day.weekday()]}." if day else None
    return None


def clock(moment: datetime) -> str:
    """As it is said: "3:05 PM"."""
    return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"


def _time(place: str | None, now: datetime) -> str | None:
    if place is None:
        return f"It's {clock(now)}."
    name = place.strip(" .").lower()
    if name in {"the morning", "the evening", "the afternoon"}:
        return None
    zone = _PLACES.get(name) or _PLACES.get(f"the {name}") or _zones().get(name)
    if zone is None:
        return f"I don't know what time it is in {place.strip(' .')}."
    return f"It's {clock(now.astimezone(ZoneInfo(zone)))} in {' '.join(map(_proper, place.strip(' .').split()))}."


def _proper(word: str) -> str:
    return word if word in {"the", "of"} else word[:1].upper() + word[1:]


@cache
def _zones() -> dict[str, str]:
    """Cities that name a time zone. Empty where the machine knows no zones."""
    return {
        zone.rpartition("/")[2].replace("_", " ").lower(): zone
        for zone in sorted(available_timezones())
        if "/" in zone and not zone.startswith("Etc/")
    }


def _day(match: re.Match[str], asked: str, today: date) -> str:
    when = (match["when"] or match["then"] or "today").lower()
    if match["n"]:
        day = today + timedelta(days=min(int(match["n"][:4]), FARTHEST))
        return f"In {match['n']} days it's {_full(day)}."
    if "tomorrow's" in asked:
        when = "tomorrow"
    shift = {"tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2}.get(when, 0)
    word = {1: "Tomorrow is", -1: "Yesterday was", 2: "The day after tomorrow is"}.get(shift, "Today is")
    return f"{word} {_full(today + timedelta(days=shift))}."


def _until(what: str, today: date) -> str | None:
    day = _date(what, today)
    if day is None:
        return None
    days = (day - today).days
    if days == 0:
        return "That's today!"
    return f"It's {days} {'day' if days == 1 else 'days'} until {_named(day)}."


def _date(what: str, today: date) -> date | None:
    """The next day of that name; a year may be said."""
    what = what.lower()
    for feast, (month, day) in _FEASTS.items():
        if feast in what:
            return _next(today, month, day)
    for index, name in enumerate(WEEKDAYS):
        if re.fullmatch(rf"(?:next |this )?{name.lower()}", what):
            return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)
    for number, word in enumerate(_ORDINALS, 1):
        what = re.sub(rf"\b{word}\b", str(number), what)
    what = _ORDINAL.sub(r"\1", what)
    for number, name in enumerate(MONTHS, 1):
        short = f"{name.lower()}|{name[:3].lower()}"
        if match := re.search(rf"\b(?:{short})\.? (\d{{1,2}})\b(?:,? (\d{{4}}))?", what):
            return _next(today, number, int(match[1]), int(match[2]) if match[2] else None)
        if match := re.search(rf"\b(\d{{1,2}}) (?:of )?(?:{short})\b(?:,? (\d{{4}}))?", what):
            return _next(today, number, int(match[1]), int(match[2]) if match[2] else None)
    return None


def _next(today: date, month: int, day: int, year: int | None = None) -> date | None:
    for candidate in (year,) if year else range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except (ValueError, TypeError):
            continue
        if year or found >= today:
            return found
    return None


def _full(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def _named(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"
