"""Functions without end: a verb, an object and what it wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from antiphon.engines.brain.words import capital
from brain.draw import Draw, side_of
from brain.tools_acts import Act
from brain.tools_values import lines

VERBS: Final[Mapping[str, str]] = {
    each.partition(":")[0]: each.partition(":")[2]
    for each in lines(
        "book:booked | order:ordered | check:checked | rename:renamed | print:printed | archive:archived | approve:approved | track:tracked | pause:paused | resume:resumed | export:exported | assign:assigned | renew:renewed | upgrade:upgraded | report:reported | share:shared | duplicate:duplicated | inspect:inspected | reserve:reserved | refund:refunded | close:closed | publish:published | move:moved | scan:scanned | register:registered | repair:repaired | deliver:delivered | clean:cleaned | test:tested | update:updated | collect:collected | prepare:prepared | reject:rejected | store:stored"
    )
}
"""And what is said when it is done."""
OBJECTS: Final = lines(
    "invoice | meeting room | machine | report | subscription | shipment | contract | sample | project | sensor | badge | vehicle | locker | workout plan | ladder | document | rental car | battery | package | printer | bill | tool box | laptop | boat | stage | membership | sculpture | drone | greenhouse | crate | mailbox | filter | pump | banner | poster"
)
ARGUMENTS: Final = {
    "city": "in {city}", "day": "{day}", "time": "at {time}", "person": "for {person}", "people=count": "for {people} people", "code": "with the number {code}", "colour": "in {colour}", "language=language": "in {language}",
    "percent": "at {percent}", "room": "in the {room}", "amount": "for {amount} euros", "minutes": "for {minutes}", "hours": "for {hours}", "place": "at {place}", "title": "called {title}", "size": "in size {size}", "level": "with {level} priority",
}  # fmt: skip
"""How each kind is said after the object."""
REQUESTS: Final = lines(
    "{verb} {the} {object}{args}. | Please {verb} {the} {object}{args}. | Can you {verb} {the} {object}{args}? | I need you to {verb} {the} {object}{args}. | I'd like to {verb} {the} {object}{args}. | Could you {verb} {the} {object}{args}, please? | I have to {verb} {the} {object}{args}. | Let's {verb} {the} {object}{args}. | It's time to {verb} {the} {object}{args}. | We should {verb} {the} {object}{args} now. | Would you {verb} {the} {object}{args}?"
)


def made(draw: Draw) -> Act:
    """One of them, of this side's pairs of verb and object."""
    while True:
        verb, thing = draw.either(tuple(VERBS)), draw.either(OBJECTS)
        if side_of(f"{verb} {thing}") is draw.side:
            break
    count = draw.random.choices((0, 1, 2, 3), (10, 45, 35, 10))[0]
    slots = draw.random.sample(tuple(ARGUMENTS), count)
    signs = ["" if not at or draw.chance(0.5) else "?" for at in range(count)]
    article = draw.either(("the", "the", "the", "this", "my"))
    roles = [each.partition("=")[0] for each in slots]
    heard = {role: ARGUMENTS[slot] for role, slot in zip(roles, slots, strict=True)}
    given = [[each for at, each in enumerate(roles) if mask >> at & 1] for mask in range(1 << count)]
    says = [
        capital(
            request.replace("{verb}", verb)
            .replace("{the}", article)
            .replace("{object}", thing)
            .replace("{args}", "".join(f" {heard[each]}" for each in some))
        )
        for request in REQUESTS
        for some in given
    ]
    their = "your" if article == "my" else "the"
    done = f"{VERBS[verb]} {their} {thing}"
    the = f"{their} {thing}"
    return Act(
        names=f"{verb} {thing}", can=f"{verb} {_plural(thing)}", about=f"{capital(verb)} a {thing}. | {capital(verb)} {_plural(thing)}.", takes=" ".join(f"{slot}{sign}" for slot, sign in zip(slots, signs, strict=True)),
        says="\n".join(says), done=f"Done, I {done}. | I've {done}. | {capital(the)} is {VERBS[verb]}.",
        gives=draw.either((
            f"status:{VERBS[verb]} reference=code -> {capital(the)} is {VERBS[verb]}, the reference is {{reference}}. | Done, the reference is {{reference}}.",
            f"ready_at=clock -> {capital(the)} will be ready at {{ready_at}}.", f"ok:true cost_eur=price -> Done, that costs {{cost_eur}} euros. | I've {done}, it costs {{cost_eur}} euros.",
            f"left=few -> Done, there are {{left}} {_plural(thing)} left.", f"handled_by=person -> {{handled_by}} takes care of {the}. | {{handled_by}} is doing it.", f"job.state:queued job.place=steps -> {capital(the)} is number {{place}} in the queue.",
        )),
        asks="reference | What was the reference? | The reference is {reference}.\ncost_eur | How much was it? | It costs {cost_eur} euros.\nready_at | When is it ready? | At {ready_at}.", again="\n".join(f"And {heard[each]}. | Now {heard[each]}. | The same {heard[each]}." for each in roles), is_common=True,
    )  # fmt: skip


def _plural(thing: str) -> str:
    if thing.endswith("y") and thing[-2] not in "aeiou":
        return f"{thing[:-1]}ies"
    return f"{thing}es" if thing.endswith(("s", "x", "ch")) else f"{thing}s"
