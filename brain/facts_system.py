"""What the system instruction states: answered in one sentence, and never more than was stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from antiphon.engines.brain.table import row
from brain import words_business as business
from brain import words_names as names
from brain import words_scenes as scenes
from brain import words_things as things
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_memory import QUESTIONS, Told, Turn, facts, probe_as, short
from brain.facts_speech import DONT_KNOW, all_found, any_found, bare, found, heard, lowered, question, raised
from brain.facts_traits import clock, code, date, name, phone
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


# The questions ---------------------------------------------------------------------------------------------------


def wrong(one: Place, *wanted: Known) -> str:
    """Values of other facts that are not in a right answer, and that it is unknown."""
    right = " ".join(value for each in wanted for value in each.values).lower()
    values = [
        value
        for each in one.known
        if each not in wanted
        for value in each.values
        if len(value) > 2 and value.lower() not in right and value not in things.WEEKDAYS
    ]
    return "|".join(filter(None, (any_found(*values), DONT_KNOW)))


def answered(draw: Draw, one: Place) -> Turn:
    """What was stated."""
    wanted = draw.either(one.known)
    if wanted.yes_no and draw.chance(0.6):
        text = draw.phrase(wanted.yes_no)
        answer = f"{wanted.verdict}, {lowered(wanted.says)}"
        without = DONT_KNOW + {"Yes": "|^no,", "No": "|^yes"}.get(wanted.verdict, "")
        return Turn(question(draw, text), answer, Probe("facts", wanted.pattern, without))
    text = draw.phrase(wanted.ask)
    return Turn(question(draw, text), raised(wanted.says), Probe("facts", wanted.pattern, wrong(one, wanted)))


def other_day(draw: Draw, one: Place) -> Turn:
    """Open on a day on which it is not closed."""
    hours = next((each for each in one.known if each.key == "hours"), None)
    closed = [each for each in one.known if each.key == "closed"]
    special = {each.key.capitalize() for each in one.known}
    if hours is None or not closed:
        return answered(draw, one)
    day = draw.either(
        [each for each in things.WEEKDAYS if each not in closed[0].values and each not in special]
    )
    text = draw.phrase(
        (
            "Are you open on {d}?",
            "Can I come on {d}?",
            "Are you open on {d}s?",
            "Do you open on {d}?",
            "Can I visit on {d}?",
        )
    ).format(d=day)
    return Turn(
        question(draw, text),
        f"Yes, {lowered(hours.says)}",
        Probe("facts", rf"\byes\b|{found(hours.values[0])}", f"^no,|{DONT_KNOW}"),
    )


def two(draw: Draw, one: Place) -> Turn:
    """Two facts in one question."""
    if len(one.known) < 2:
        return answered(draw, one)
    first, second = draw.random.sample(one.known, 2)
    start, end = bare(draw.phrase(first.ask)), bare(draw.phrase(second.ask))
    if any(". " in text or text.lower().startswith(("and ", "i ", "i'd", "tell")) for text in (start, end)):
        return answered(draw, one)
    text = draw.either(
        (f"{start} and {lowered(end)}?", f"{start}? And {lowered(end)}?", f"{start}, and {lowered(end)}?")
    )
    answer = f"{bare(raised(first.says))} and {lowered(second.says)}"
    if first.want or second.want:
        return Turn(question(draw, text), answer, Probe("facts", (first.want or first.pattern), DONT_KNOW))
    return Turn(
        question(draw, text), answer, Probe("facts", all_found(*first.values, *second.values), DONT_KNOW)
    )


def not_stated(draw: Draw, one: Place) -> Turn:
    """What nobody stated."""
    taken = {each.key for each in one.known}
    keys = [
        key
        for key in topics(one)
        if key not in taken and not any({key, other} in LEADS_ON for other in taken)
    ]
    near = [key for key in keys for other in taken if {key, other} in HARD]
    items = [item for item in one.items if f"price {item}" not in taken]
    lot = draw.random.random()
    probe = Probe(
        "absent", ABSENT, any_found(*(value for each in one.known for value in each.values if len(value) > 3))
    )
    if items and lot < 0.25:
        unknown = priced(draw, one, draw.either(items))
        return Turn(question(draw, draw.phrase(unknown.ask)), _unknown(draw), probe)
    key = draw.either(near) if near and lot < 0.75 else draw.either(keys)
    unknown = stated(draw, one, key)
    asks = unknown.yes_no if unknown.yes_no and draw.chance(0.5) else unknown.ask
    return Turn(question(draw, draw.phrase(asks)), _unknown(draw), probe)


HARD: Final = (
    {"wifi name", "wifi password"},
    {"manager", "owner"},
    {"phone", "email"},
    {"phone", "address"},
    {"saturday", "sunday"},
    {"check-in", "check-out"},
    {"pool", "gym"},
    {"breakfast", "check-in"},
    {"parking", "bus"},
    {"pets", "children"},
    {"smoking", "photos"},
    {"delivery", "returns"},
    {"toilets", "luggage"},
    {"payment", "discount"},
    {"minimum age", "children"},
    {"holidays", "event"},
    {"founded", "owner"},
    {"quiet", "check-out"},
)
"""Easily mistaken for each other."""


def _unknown(draw: Draw) -> str:
    return draw.either(business.UNKNOWN)


def follow(draw: Draw, one: Place, last: Turn) -> Turn | None:
    """A question that only makes sense after the last one."""
    days = [each for each in one.known if each.key in {"saturday", "sunday"}]
    if "open" in last.answer and days and draw.chance(0.7):
        wanted = draw.either(days)
        if wanted.says == last.answer:
            return None
        day = wanted.key.capitalize()
        text = draw.phrase(
            (f"And on {day}s?", f"And on {day}?", f"What about {day}?", f"How about {day}s?", f"And {day}?")
        )
        return Turn(heard(draw, text), wanted.says, Probe("facts", wanted.pattern, DONT_KNOW))
    priced_ones = [each for each in one.known if each.follow and each.says != last.answer]
    if "costs" in last.answer and priced_ones:
        wanted = draw.either(priced_ones)
        return Turn(
            heard(draw, draw.phrase(wanted.follow)),
            wanted.says,
            Probe("facts", wanted.pattern, wrong(one, wanted)),
        )
    return None


def shop(draw: Draw) -> Dialogue:
    """Callers ask a business."""
    return interview(draw, place(draw))


def scene(draw: Draw) -> Dialogue:
    """People ask about their home, team, event …"""
    return interview(draw, Place(draw.either(tuple(scenes.SCENES)), "", draw.either(CURRENCIES), ()))


def interview(draw: Draw, one: Place) -> Dialogue:
    """Questions on what an instruction states, and on what it does not."""
    learn(draw, one, draw.either((2, 3, 3, 4, 4, 5, 6, 7)))
    system, _ = instruction(draw, one)
    dialogue = Dialogue("business", system=system)
    if draw.chance(0.3):
        user, model = draw.either(business.CHATS[:4])
        dialogue.user(heard(draw, user))
        dialogue.model(model)
    said: set[str] = set()
    count = draw.either((3, 4, 4, 5, 6))
    for _ in range(count * 3):
        (kind,) = draw.random.choices((answered, two, not_stated, other_day), (0.53, 0.12, 0.31, 0.04))
        turn = kind(draw, one)
        if turn.answer in said and turn.answer not in business.UNKNOWN:
            continue
        if sum(entry_text in business.UNKNOWN for entry_text in said) > 2 and kind is not_stated:
            continue
        said.add(turn.answer)
        dialogue.user(turn.user)
        dialogue.model(turn.answer, turn.probe)
        after = follow(draw, one, turn) if draw.chance(0.5) else None
        if after and after.answer not in said:
            said.add(after.answer)
            dialogue.user(after.user)
            dialogue.model(after.answer, after.probe)
        if len(dialogue.probes) >= count:
            break
    if draw.chance(0.15):
        user, model = draw.either(business.CHATS[4:7])
        dialogue.user(user)
        dialogue.model(model)
    return dialogue


# The user in the instruction ---------------------------------------------------------------------------------------

_VERBS: Final = {"are": "is", "grew": "grew", "bought": "bought", "study": "studies", "have": "has"}


def third(text: str, who: str = "The user") -> str:
    """What is said to the user, as it is said about them."""

    def verb(found: re.Match[str]) -> str:
        return f"{who} {_VERBS.get(found[1], f'{found[1]}s')}"

    text = re.sub(r"\b[Yy]ou ([a-z]+)", verb, text)
    text = re.sub(r"\b[Yy]our\b", f"{who}'s", text)
    return raised(text)


PERSONAL: Final = (
    "You are a personal assistant.",
    "You are a voice assistant.",
    "You are {a}, a personal assistant.",
    "Your name is {a}.",
    "You help the user at home.",
    "You are {a}, the assistant of the user.",
    "You are a helpful companion called {a}.",
    "You look after the user's day.",
    "Assist the user in everyday things.",
)


class Portrait(NamedTuple):
    """What an instruction says about the user."""

    system: str
    told: Told


def portrait(draw: Draw) -> Portrait:
    chosen = facts(draw, draw.either((2, 3, 3, 4, 5)))
    told = Told(chosen)
    lot = draw.random.random()
    own_name = next((each.value for each in chosen if each.key == "name" and not each.who.noun), "")
    if lot < 0.6 or not own_name:
        lines = [third(each.answer(draw)) for each in chosen]
    elif lot < 0.85:
        lines = [
            third(each.answer(draw), own_name)
            if each.value != own_name
            else f"The user is called {own_name}."
            for each in chosen
        ]
        lines.sort(key=lambda line: not line.startswith("The user is called"))
    else:
        lines = [each.told(draw) for each in chosen]
    if 0.55 < lot < 0.6:
        lines = [each.told(draw) for each in chosen]
        lines[0] = f"About me: {lines[0]}"
    role = draw.phrase(PERSONAL).format(a=name(draw, draw.either("fm")))
    manner = draw.either(business.MANNERS[:6]) if draw.chance(0.3) else ""
    text = " ".join(filter(None, (role, *lines, manner)))
    if draw.chance(0.15):
        text = "\n".join(filter(None, (role, "Notes:", *(f"- {bare(line)}" for line in lines), manner)))
    return Portrait(text, told)


def personal(draw: Draw) -> Dialogue:
    """The instruction tells about the user, and the user asks."""
    system, told = portrait(draw)
    dialogue = Dialogue("personal", system=system)
    answers: set[str] = set()
    kinds = [make for _, make in QUESTIONS]
    weights = [weight for weight, _ in QUESTIONS]
    count = draw.either((3, 4, 4, 5))
    for _ in range(count * 3):
        (kind,) = draw.random.choices(kinds, weights)
        turn = kind(draw, told)
        if turn.answer in answers:
            continue
        answers.add(turn.answer)
        dialogue.user(turn.user)
        dialogue.model(turn.answer, probe_as("facts", turn.probe))
        if len(answers) >= count:
            break
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {
    "business": Family(0.09, short(shop)),
    "scene": Family(0.04, short(scene)),
    "personal": Family(0.04, short(personal)),
}
