"""What the system instruction states: answered in one sentence, and never more than was stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain import words_business as business
from brain import words_scenes as scenes
from brain import words_things as things
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.facts_desk import desk
from brain.facts_place import (
    ABSENT,
    CURRENCIES,
    LEADS_ON,
    Known,
    Place,
    instruction,
    learn,
    place,
    priced,
    stated,
    topics,
)
from brain.facts_speech import (
    DONT_KNOW,
    all_found,
    any_found,
    bare,
    found,
    heard,
    lowered,
    mistaken,
    question,
    raised,
)
from brain.facts_told import Turn, short
from brain.facts_values import name
from brain.tables import items
from brain.words_traits import OWN


def wrong(one: Place, *wanted: Known) -> str:
    """Values of other facts that are not in a right answer, and that it is unknown."""
    right = " ".join(each.says for each in wanted)
    others = [value for each in one.known if each not in wanted for value in each.values]
    values = [value for value in others if len(value) > 2 and value not in things.WEEKDAYS]
    return "|".join(filter(None, (any_found(*mistaken(values, right)), DONT_KNOW)))


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
    is_told = key == "wifi name" and "wifi password" in taken  # there is one, whatever its name
    asks = unknown.yes_no if unknown.yes_no and not is_told and draw.chance(0.5) else unknown.ask
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
    return interview(draw, "business", place(draw))


def scene(draw: Draw) -> Dialogue:
    """People ask about their home, team, event …"""
    return interview(draw, "scene", Place(draw.either(tuple(scenes.SCENES)), "", draw.either(CURRENCIES), ()))


def interview(draw: Draw, family: str, one: Place) -> Dialogue:
    """Questions on what an instruction states, and on what it does not."""
    learn(draw, one, draw.either((2, 3, 3, 4, 4, 5, 6, 7)))
    system, _ = instruction(draw, one)
    dialogue = Dialogue(family, system=system)
    if draw.chance(0.3):
        user, model = draw.either(business.CHATS[:4])
        dialogue.user(heard(draw, user))
        dialogue.model(model)
    caller = name(draw, draw.either("fm")) if draw.chance(0.12) else ""
    if caller:
        dialogue.user(heard(draw, draw.phrase(items(OWN["name"]["tell"])).format(v=caller)))
        dialogue.model(
            draw.either((f"Hello {caller}, how can I help?", f"Nice to meet you, {caller}.", f"Hi {caller}!"))
        )
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
    if caller:
        dialogue.user(question(draw, draw.phrase(items(OWN["name"]["ask"]))))
        dialogue.model(f"Your name is {caller}.", Probe("memory", found(caller), DONT_KNOW))
    elif draw.chance(0.05):
        dialogue.user(question(draw, draw.phrase(items(OWN["name"]["ask"]))))
        dialogue.model("I don't know your name. You haven't told me.", Probe("absent", DONT_KNOW))
    if draw.chance(0.15):
        user, model = draw.either(business.CHATS[4:7])
        dialogue.user(user)
        dialogue.model(model)
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {
    "business": Family(0.06, short(shop)),
    "desk": Family(0.045, short(desk)),
    "scene": Family(0.025, short(scene)),
}
