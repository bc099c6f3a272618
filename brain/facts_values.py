"""Values of facts: names, times, numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from brain import words_names as names
from brain import words_things as things
from brain.draw import Draw
from brain.facts_speech import (
    spelled,
)


def name(draw: Draw, gender: str) -> str:
    """A first name, now and then one that nobody has."""
    if draw.chance(0.2):
        return draw.word().capitalize()
    return draw.value(names.WOMEN if gender == "f" else names.MEN)


def clock(draw: Draw) -> str:
    """A time of day in one of the ways people say it."""
    hour, minute = draw.number(1, 12), draw.either((0, 5, 10, 15, 20, 30, 40, 45, 50, 55))
    return draw.either(
        (
            f"{hour} {draw.either(('am', 'pm'))}",
            f"{hour} o'clock",
            f"{draw.number(6, 22)}:{minute:02}",
            f"half past {spelled(hour)}",
            f"quarter to {spelled(hour)}",
            f"quarter past {spelled(hour)}",
            f"{spelled(hour)} o'clock",
            f"{spelled(hour)} thirty",
            f"{hour}:{minute:02} {draw.either(('am', 'pm'))}",
        )
    )


def date(draw: Draw) -> str:
    """A day of the year."""
    return (
        draw.either(
            (
                f"{draw.either(things.ORDINALS)} of {draw.either(things.MONTHS)}",
                f"{draw.number(1, 28)}th of {draw.either(things.MONTHS)}",
            )
        )
        .replace("1th", "1st")
        .replace("11st", "11th")
        .replace("2th", "2nd")
        .replace("12nd", "12th")
        .replace("3th", "3rd")
        .replace("13rd", "13th")
    )


def day(draw: Draw) -> str:
    """A weekday or a date."""
    return draw.either((draw.either(things.WEEKDAYS), draw.either(things.WEEKDAYS), f"the {date(draw)}"))


def age(draw: Draw, least: int, most: int) -> str:
    """In digits or in words."""
    number = draw.number(least, most)
    return draw.either((str(number), spelled(number)))


def code(draw: Draw) -> str:
    """Some digits."""
    return "".join(str(draw.random.randrange(10)) for _ in range(draw.either((4, 4, 5, 6))))


def phone(draw: Draw) -> str:
    """A number to call."""
    head = draw.either(("0", "07", "555 ", "020 "))
    return f"{head}{draw.number(100, 999)} {draw.number(1000, 9999)}"


def plate(draw: Draw) -> str:
    """Of a car."""
    letters = "".join(draw.random.choice("ABCDEFGHKLMNPRSTUVWXYZ") for _ in range(4))
    return f"{letters[:2]} {draw.number(10, 9999)} {letters[2:]}"[: draw.either((8, 20))].strip()


def height(draw: Draw) -> str:
    """Of a person."""
    return draw.either(
        (
            f"{draw.number(150, 205)} centimetres",
            f"1.{draw.number(50, 99)} metres",
            f"{draw.either((5, 6))} feet {draw.number(1, 11)}",
        )
    )


Maker = Callable[[Draw], str]


def _of(values: Sequence[str]) -> Maker:
    return lambda draw: draw.value(values)


VALUES: Final[Mapping[str, Maker]] = {
    "surname": _of(names.SURNAMES),
    "birthday": date,
    "city": _of(names.CITIES),
    "street": _of(names.STREETS),
    "origin": _of((*names.CITIES, *names.COUNTRIES)),
    "job": _of(things.JOBS),
    "employer": _of(things.EMPLOYERS),
    "studies": _of(things.SUBJECTS),
    "colour": lambda draw: draw.either(things.COLOURS),
    "dish": _of(things.DISHES),
    "drink": _of(things.DRINKS),
    "fruit": _of(things.FRUITS),
    "animal": _of(things.ANIMALS),
    "flower": _of(things.FLOWERS),
    "sport": _of(things.SPORTS),
    "music": _of(things.MUSIC),
    "film": _of(things.FILMS),
    "book": _of(things.BOOKS),
    "season": lambda draw: draw.either(things.SEASONS),
    "hobby": _of(things.HOBBIES),
    "instrument": _of(things.INSTRUMENTS),
    "learning": _of(things.LANGUAGES),
    "allergy": _of(things.ALLERGENS),
    "car": _of(things.CARS),
    "plate": plate,
    "phone": phone,
    "shoes": lambda draw: str(draw.number(34, 48)),
    "height": height,
    "room": lambda draw: str(draw.number(2, 960)),
    "parking": lambda draw: str(draw.number(2, 300)),
    "seat": lambda draw: f"{draw.number(1, 44)}{draw.either('ABCDEF')}",
    "gate": lambda draw: f"{draw.either('ABCDEF')}{draw.number(1, 80)}",
    "flight": clock,
    "train": clock,
    "meeting": clock,
    "wake": clock,
    "venue": _of(things.PLACES),
    "dentist": day,
    "exam": day,
    "trip": _of((*names.CITIES, *names.COUNTRIES)),
    "hotel": lambda draw: draw.value(things.PROJECT_NAMES),
    "plan": _of(things.PLANS),
    "weekend": _of(things.PLANS),
    "project": lambda draw: draw.value(things.PROJECT_NAMES),
    "deadline": day,
    "locker": code,
    "bus": lambda draw: str(draw.number(1, 260)),
    "club": lambda draw: draw.value((*things.HOBBIES, *things.SPORTS)),
    "thing place": _of(things.SPOTS),
    "thing colour": lambda draw: draw.either(things.COLOURS),
    "visit": day,
    "gift": _of(things.GIFTS),
    "treat": _of(things.TREATS),
    "spot": _of(things.ROOMS),
    "breed": _of(things.DOG_BREEDS),
}
