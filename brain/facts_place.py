"""What an instruction states about a place, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from antiphon.engines.brain.table import row
from brain import words_business as business
from brain import words_names as names
from brain import words_scenes as scenes
from brain import words_things as things
from brain.draw import Draw
from brain.facts_speech import (
    DONT_KNOW,
    all_found,
    bare,
    raised,
)
from brain.facts_values import clock, code, date, name, phone
from brain.words_business import Case, Topic

CURRENCIES: Final = ("euros", "euros", "dollars", "pounds", "francs", "crowns")


ABSENT: Final = rf"{DONT_KNOW}|wasn't told|not told"


def articled(text: str) -> str:
    """With the articles that the words want: "an espresso"."""
    return re.sub(r"\b([Aa]) (?=[aeio][a-z]|\d*8\b)", r"\1n ", text)


@dataclass(slots=True)
class Known:
    """One fact of an instruction."""

    key: str
    ask: tuple[str, ...]
    """Open questions."""
    yes_no: tuple[str, ...]
    states: tuple[str, ...]
    terse: tuple[str, ...]
    says: str
    verdict: str
    values: tuple[str, ...]
    want: str = ""
    follow: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        return self.want or all_found(*self.values)


@dataclass(slots=True)
class Place:
    """Whom an instruction speaks for."""

    kind: str
    name: str
    currency: str
    items: tuple[str, ...]
    known: list[Known] = field(default_factory=list)


def price(draw: Draw, currency: str, most: int = 90) -> str:
    """An amount of money, in one of the ways to write it."""
    number = draw.number(2, most)
    lot = draw.random.random()
    if lot < 0.5:
        return f"{number} {currency}"
    if lot < 0.7:
        return f"{number}.{draw.either((50, 20, 80, 90))} {currency}"
    if lot < 0.85:
        return f"{number} {currency} {draw.either((50, 20, 80))}"
    sign = {"euros": "€", "dollars": "$", "pounds": "£"}.get(currency, "")
    return f"{sign}{number}" if sign else f"{number} {currency}"


def _opens(draw: Draw) -> str:
    hour = draw.number(6, 11)
    return draw.either(
        (
            f"{hour}",
            f"{hour} am",
            f"{hour}:30",
            f"{hour}:00",
            f"{hour} am",
            f"{hour} o'clock",
            f"half past {things.COUNTS[hour - 6 + 4] if hour < 11 else 'ten'}",
        )
    )


def _shuts(draw: Draw) -> str:
    hour = draw.number(2, 11)
    return draw.either((f"{hour + 12}", f"{hour} pm", f"{hour + 12}:30", f"{hour + 12}:00", f"{hour} pm"))


def _network(draw: Draw) -> str:
    return f"{draw.word().capitalize()}{draw.either(('Net', 'Guest', '-Guest', 'Wifi', '-5G', ' Free', ' House'))}"


def _password(draw: Draw) -> str:
    return f"{draw.word()}{draw.number(10, 9999)}"


def _person(draw: Draw) -> str:
    gender = draw.either("fm")
    first = name(draw, gender)
    lot = draw.random.random()
    if lot < 0.5:
        return first
    last = draw.value(names.SURNAMES)
    return f"{first} {last}" if lot < 0.8 else f"{'Ms' if gender == 'f' else 'Mr'} {last}"


def _address(draw: Draw) -> str:
    street = draw.value(names.STREETS)
    return f"{draw.number(1, 190)} {street}" + (f" in {draw.value(names.CITIES)}" if draw.chance(0.2) else "")


MAKERS: Final[Mapping[str, Callable[[Draw], str]]] = {
    "open": _opens,
    "shut": _shuts,
    "weekday": lambda draw: draw.either(things.WEEKDAYS),
    "address": _address,
    "phone": phone,
    "network": _network,
    "password": _password,
    "person": _person,
    "days": lambda draw: draw.either(("7", "10", "14", "20", "28", "30", "60", "fourteen", "thirty")),
    "percent": lambda draw: draw.either(("5", "10", "15", "20", "25", "30", "50")),
    "years": lambda draw: draw.either(
        ("3", "4", "5", "6", "8", "10", "12", "14", "16", "18", "six", "twelve")
    ),
    "vegan": lambda draw: draw.value(business.VEGAN),
    "inside": lambda draw: draw.value(business.INSIDE),
    "bus": lambda draw: str(draw.number(1, 260)),
    "year": lambda draw: str(draw.number(1860, 2022)),
    "event": lambda draw: draw.value(business.EVENTS),
    "email": lambda draw: f"{draw.word()}@{draw.word()}.{draw.either(('com', 'org', 'net', 'example'))}",
    "month": lambda draw: draw.either(things.MONTHS),
    "language": lambda draw: draw.value(things.LANGUAGES),
    "spot": lambda draw: draw.value(things.SPOTS),
    "code": code,
    "surname": lambda draw: draw.value(names.SURNAMES),
    "first": lambda draw: name(draw, draw.either("fm")),
    "clock": clock,
    "date": date,
    "noon": lambda draw: draw.either(
        (
            "12",
            "noon",
            "12:30",
            "half past twelve",
            "1 pm",
            "13:15",
            "12 o'clock",
            "quarter to one",
            "1 o'clock",
        )
    ),
    "project": lambda draw: draw.value(things.PROJECT_NAMES),
    "hall": lambda draw: draw.either(("A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6")),
    "venue": lambda draw: draw.value(things.PLACES),
    "format": lambda draw: draw.either(scenes.FORMATS),
    "version": lambda draw: f"{draw.number(1, 19)}.{draw.number(0, 30)}",
    "menu": lambda draw: draw.either(scenes.MENUS),
    "street": lambda draw: draw.value(names.STREETS),
    "city": lambda draw: draw.value(names.CITIES),
    "colour": lambda draw: draw.either(things.COLOURS),
    "country": lambda draw: draw.value(names.COUNTRIES),
    "material": lambda draw: draw.either(scenes.MATERIALS),
    "count": lambda draw: str(draw.number(4, 60)),
    "film": lambda draw: draw.value(things.FILMS),
}


def place(draw: Draw) -> Place:
    """A business of some kind."""
    kind = draw.either(tuple(business.KINDS))
    patterns, items = business.KINDS[kind]
    title = draw.either(patterns.split("|")).format(N=_title(draw), C=draw.value(names.CITIES))
    return Place(kind, title, draw.either(CURRENCIES), tuple(items.split("|")))


def _title(draw: Draw) -> str:
    lot = draw.random.random()
    if lot < 0.3:
        return draw.word().capitalize()
    return draw.value(names.SURNAMES if lot < 0.6 else things.PROJECT_NAMES)


def topics(one: Place) -> dict[str, Topic]:
    """What may be asked of a place like this."""
    if one.kind in scenes.SCENES:
        return scenes.SCENES[one.kind][1]
    fits = {
        key: topic for key, topic in business.TOPICS.items() if one.kind in business.ONLY.get(key, {one.kind})
    }
    return fits | business.STAY if one.kind in business.STAYS else fits


def stated(draw: Draw, one: Place, key: str) -> Known:
    """A fact on a topic."""
    topic = topics(one)[key]
    case = draw.either(topic.cases)
    values = [
        price(draw, one.currency, 25) if kind == "price" else MAKERS[kind](draw)
        for kind in topic.values.split()
    ]
    if len(values) == 2 and values[0] == values[1]:
        return stated(draw, one, key)
    used = _used(case, values)
    fill = dict(zip("vw", values, strict=False))
    if "v" in fill:
        fill["V"] = f"{fill['v']}s"

    def written(text: str) -> tuple[str, ...]:
        return tuple(each.format(**fill) for each in text.split("|") if each)

    want = "" if used else _gist(case)
    return Known(
        key,
        written(topic.ask),
        written(topic.yn) if case.verdict else (),
        written(case.state),
        written(case.terse),
        written(case.says)[0],
        case.verdict,
        tuple(used),
        want,
    )


def _used(case: Case, values: list[str]) -> list[str]:
    return [
        value
        for mark, value in zip("vw", values, strict=False)
        if f"{{{mark}}}" in case.says or f"{{{mark.upper()}}}" in case.says
    ]


def _gist(case: Case) -> str:
    """What an answer without values must hold."""
    words = case.says.split("|")[0].rstrip(".").split()
    heavy = [word for word in words if word.lower() not in _LIGHT]
    gist = "".join(f"(?=.*{re.escape(word[:5])})" for word in heavy[-2:])
    refusal = r"(?=.*(?:\bno\b|\bnot\b|n't\b|cannot|only|nothing|none))" if case.verdict == "No" else ""
    return f"(?s){refusal or gist}"


_LIGHT: Final = frozenset(row("the a an is are be we it there by at in on to and"))


def priced(draw: Draw, one: Place, item: str) -> Known:
    """What something costs."""
    cost = price(draw, one.currency)

    def written(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(articled(text.format(i=item, I=raised(item), v=cost)) for text in texts)

    return Known(
        f"price {item}",
        written(business.PRICE_ASKS),
        (),
        written(business.PRICE_STATES),
        written(business.PRICE_TERSE),
        articled(f"A {item} costs {cost}."),
        "",
        (cost,),
        follow=written(business.PRICE_FOLLOWS),
    )


CLASH: Final = (
    {"closed", "sunday"},
    {"closed", "saturday"},
)
"""Not stated together, lest they contradict each other."""


LEADS_ON: Final = (
    {"hours", "saturday"},
    {"hours", "sunday"},
    {"hours", "closed"},
    {"closed", "saturday"},
    {"closed", "sunday"},
    {"holidays", "closed"},
    {"discount", "children"},
    {"vegan", "breakfast"},
    {"address", "bus"},
)
"""Stated the one, something may be said on the other: not asked as if nothing were known."""


def learn(draw: Draw, one: Place, count: int) -> None:
    """So many facts of a place."""
    keys = list(topics(one))
    draw.random.shuffle(keys)
    items = list(one.items)
    draw.random.shuffle(items)
    while len(one.known) < count:
        if items and draw.chance(0.4):
            one.known.append(priced(draw, one, items.pop()))
            continue
        key = keys.pop()
        taken = {each.key for each in one.known}
        if not any({key, other} in CLASH for other in taken):
            one.known.append(stated(draw, one, key))


def instruction(draw: Draw, one: Place) -> tuple[str, str]:
    """The system instruction, and the name of who speaks if it gives one."""
    who = name(draw, draw.either("fm"))
    if one.kind in scenes.SCENES:
        role = draw.phrase(scenes.SCENES[one.kind][0].split("|"))
        filled = {
            "p": _title(draw),
            "s": draw.value(names.SURNAMES),
            "c": draw.value(names.CITIES),
            "h": "3B",
        }
        text = role.format(a=who, **filled)
    else:
        role = draw.phrase(business.ROLES)
        text = articled(role.format(a=who, b=one.name, k=one.kind))
    body = _body(draw, one)
    manner = draw.either(business.MANNERS) if draw.chance(0.35) else ""
    parts = [text, body, manner] if draw.chance(0.7) else [text, manner, body]
    if draw.chance(0.08):
        parts = [body, text, manner]
    gap = "\n" if "\n" in body else " "
    return gap.join(part for part in parts if part), who if "{a}" in role else ""


def _body(draw: Draw, one: Place) -> str:
    lot = draw.random.random()
    known = one.known
    if lot < 0.55:
        return " ".join(draw.phrase(each.states) for each in known)
    if lot < 0.7:
        return ". ".join(draw.either(each.terse) for each in known) + "."
    if lot < 0.8:
        return "Notes:\n" + "\n".join(f"- {bare(draw.phrase(each.states))}" for each in known)
    if lot < 0.9:
        return "\n".join(draw.either(each.terse) for each in known)
    return draw.either(("Notes: ", "Facts: ", "What you know: ", "Information: ")) + " ".join(
        draw.phrase(each.states) for each in known
    )
