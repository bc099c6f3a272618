"""Requests as people wrap them: a reason before, a question around, a courtesy behind; and what is joined by "and"."""

from __future__ import annotations

import re
from typing import Final

from antiphon.engines.brain.table import bag
from brain.draw import Draw
from brain.tools_values import lines

ORDERS: Final = bag(
    "set start cancel stop turn switch put play send call book order find show tell get add remove delete check make "
    "lock unlock open close move dim change remind wake translate convert transfer pay track look search read give "
    "write note log take plan schedule count raise lower skip pause resume buy reserve ring text email mail message "
    "let close print scan archive approve rename export assign renew upgrade report share inspect refund publish "
    "register repair deliver clean test update collect prepare reject store navigate bring hang end connect run drive walk vacuum water pick mark tick watch announce roll flip toss spell define "
    "calculate subscribe invite heat warm light kill lower lift feed postpone confirm block mute repeat rent secure bolt"
)
"""First words of a request that is an order."""
SMALL: Final = bag(
    "what what's how how's is are do does did can could will would should which when where who who's why please it it's "
    "that that's this the a an my our your let's there there's we we're don't make no nobody any"
)
"""Words that begin a request and are no names."""
REASONS: Final = lines(
    "I'm in bed already. | My hands are full. | I'm in a hurry. | We have guests tonight. | I'm cooking. | I just got home. | It's getting late. | I'm working from home today. | The kids are asleep. | I can't get up right now. | I nearly forgot. | I've been thinking about it all day. | It's been a long day. | I'm on the phone. | I'm about to leave. | There's one more thing. | I'm on the sofa. | I'm busy with the baby."
)
"""Before a request; they ask for nothing."""
CALLS: Final = lines(
    "Hey, {} | Okay, {} | Listen, {} | Hi, {} | So, {} | Right, {} | Hello, {} | One more thing: {} | Oh, and {} | Next, {}"
)
"""Before any request, which then goes on in lower case."""
AROUND: Final = lines(
    "Can you {}? | Could you {}? | Would you {}? | Will you {}? | Could you please {}? | Can you please {}? | I'd like you to {}. | I want you to {}. | I need you to {}. | You could {}. | Would you be so kind and {}? | Please {}. | Do me a favour and {}. | Just {}. | I was hoping you could {}."
)
"""Around an order."""
BEHIND: Final = lines(
    "{}, would you? | {}, could you? | {}, will you? | {}, please. | {}, thanks. | {} when you can. | {}, okay? | {} now. | {} quickly. | {} for me. | {} for me, please. | {} right away. | {}, if you don't mind. | {}, thank you. | {}, can you?"
)
"""Behind an order."""
BESIDE: Final = lines("{} and {} | {} and also {} | {}, and {} | {} and then {} | {}, then {}")
"""Two orders at once."""
FOR: Final = frozenset(
    {"person", "to", "people", "minutes", "time", "day", "hours", "amount", "guests", "meal"}
)
"""What "for me", "now" and "quickly" might be taken for."""


def dressed(draw: Draw, phrase: str, wants: frozenset[str] = frozenset(), name: str = "") -> str:
    """The same request, wrapped or not; ``wants``: kinds that its function takes; ``name``: ours."""
    chance = draw.random.random()
    if is_order(phrase) and chance < 0.36:
        body = _lowered(phrase).rstrip(".")
        body = re.sub(r",? please$", "", body)
        if chance < 0.2:
            return draw.phrase(AROUND).format(body)
        behind = [
            each for each in BEHIND if not (wants & FOR and re.search(r"for me|now|quickly|away", each))
        ]
        return _raised(draw.phrase(behind).format(body))
    if chance < 0.46:
        return f"{draw.phrase(REASONS)} {phrase}"
    if chance < 0.54:
        return _raised(draw.phrase(CALLS).format(_lowered(phrase)))
    if name and chance < 0.64:
        return f"{name}, {_lowered(phrase)}" if draw.chance(0.6) else f"Hey {name}, {_lowered(phrase)}"
    return phrase


def both(draw: Draw, one: str, other: str) -> str:
    """Two orders in one sentence."""
    first = re.sub(r",? please$", "", one.rstrip("."))
    second = re.sub(r",? please$", "", _lowered(other).rstrip("."))
    return f"{draw.phrase(BESIDE).format(first, second)}."


def is_order(phrase: str) -> bool:
    """Whether it tells us to do something, in one sentence."""
    first = re.match(r"[A-Za-z]+", phrase)
    return bool(first and first[0].lower() in ORDERS and re.fullmatch(r"[^.?!]+\.?", phrase))


def _lowered(phrase: str) -> str:
    """As it goes on behind something: names, abbreviations and "I" keep their capitals."""
    first = re.match(r"[A-Za-z']+", phrase)
    if first and (first[0].lower() in SMALL or is_order(phrase)):
        return phrase[:1].lower() + phrase[1:]
    return phrase


def _raised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
