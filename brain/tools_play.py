"""A conversation about a set of tools, turn by turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from antiphon.engines.brain.table import bag
from antiphon.engines.brain.words import listed
from antiphon.talk import Call
from brain import tools_chat as said
from brain.dialogue import Dialogue, Probe
from brain.draw import Draw
from brain.tools_acts import SLOT, STYLES, Act, Offer, Param, filled, picked, roles
from brain.tools_dress import both, dressed, is_order
from brain.tools_results import Outcome, outcome, question
from brain.tools_values import DRAWN, Value, lines

CHARACTERS: Final = 2000
"""Of a whole dialogue: below 700 tokens, by any count."""
SIZES: Final = ((1, 2, 3, 4, 5, 6, 7, 8), (6, 16, 20, 20, 14, 10, 8, 6))
"""How many tools are offered, and how often."""
STOPPING: Final = bag("pause stop end cancel")
"""Words in the names of functions that "stop" might mean."""
ASKING: Final = 0.34
"""Of the turns that call a tool, those that first lack an argument."""


class Play:
    """Makes one dialogue."""

    def __init__(self, draw: Draw, family: str, acts: Sequence[Act], others: Sequence[Act]) -> None:
        self.draw = draw
        self.others = others
        """What may be asked for in vain."""
        style = draw.either(STYLES)
        is_short = len(acts) > 5
        self.offers = [
            Offer(draw, act, style if draw.chance(0.9) else draw.either(STYLES), is_short=is_short)
            for act in acts
        ]
        self.manner: Sequence[Sequence[str]] = (("{}",), ("{}",))
        self.name = ""
        self.fact = ""
        self.dialogue = Dialogue(family, self._system(), [offer.tool for offer in self.offers])
        self.last: tuple[Offer, dict[str, Value]] | None = None
        self.before: Offer | None = None
        """What was wanted last."""
        self.is_over = False

    def _system(self) -> str:
        draw = self.draw
        parts = []
        if draw.chance(0.3):
            self.name = draw.value(said.NAMES)
            role = draw.value(tuple(said.MANNERS)) if draw.chance(0.5) else "a voice assistant"
            self.manner = said.MANNERS[role]
            parts.append(draw.phrase(said.INSTRUCTIONS).format(name=self.name, role=role))
        if draw.chance(0.14):
            self.fact = _drawn(draw, draw.either(said.FACTS))
            parts.append(self.fact.split(" -> ")[0])
        return " ".join(parts)

    def say(self, text: str, probe: Probe | None = None, *, is_good: bool = False) -> None:
        """We answer, in our manner; ``is_good``: what was wanted is done."""
        self.dialogue.model(self.draw.either(self.manner[is_good]).format(text), probe)

    @property
    def length(self) -> int:
        """Characters of all that the model reads."""
        return sum(len(segment.text) for segment in self.dialogue.segments())

    def run(self, requests: int) -> Dialogue:
        """So many requests, or as many as there is room for."""
        made = 0
        for _ in range(4 * requests):
            kept = len(self.dialogue.entries)
            weights, turns = zip(*self._turns(), strict=True)
            (turn,) = self.draw.random.choices(turns, weights)
            if not turn():
                continue
            if turn not in (self.direct, self.asking, self.earlier, self.again):
                self.last = None  # "And in Rome?" follows at once, or not at all
            if self.length > CHARACTERS:
                del self.dialogue.entries[kept:]
                self.dialogue.probes = {at: probe for at, probe in self.dialogue.probes.items() if at < kept}
                break
            made += 1
            if made == requests or self.is_over:
                break
        return self.dialogue

    def _turns(self) -> Sequence[tuple[float, Callable[[], bool]]]:
        again = 20.0 if self.last else 0.0
        return (
            (100 * (1 - ASKING) * 0.78, self.direct), (100 * ASKING * 0.78, self.asking), (5, self.earlier), (again, self.again), (7 if len(self.offers) > 1 else 0, self.both),
            (4, self.small), (5, self.knowledge), (4, self.told), (3, self.stop), (2.5, self.ability), (9, self.unable), (5, self.topic),
            (2 if self.name else 0, self.introduced), (8 if self.fact else 0, self.known),
        )  # fmt: skip

    # turns that call

    def direct(self) -> bool:
        """Everything that is needed is said at once."""
        offer = self._wanted()
        phrase = offer.phrase(self.draw, offer.act.says, is_whole=True)
        if phrase is None:
            return False
        values = self._drawn(offer, roles(phrase))
        self.dialogue.user(self._dressed(offer, filled(phrase, values)))
        self._call(offer, values, "tools")
        return True

    def both(self) -> bool:
        """Two things are wanted at once: one call, its result, and the other."""
        wanted: list[tuple[Offer, str]] = []
        for _ in range(2):
            offer = self._wanted(lambda each: all(each is not before for before, _ in wanted))
            orders = "\n".join(filter(is_order, lines(offer.act.says)))
            phrase = offer.phrase(self.draw, orders, is_whole=True) if orders else None
            if phrase is None:
                return False
            wanted.append((offer, phrase))
        (one, first), (other, second) = wanted
        if one is other:
            return False
        values = [self._drawn(one, roles(first)), self._drawn(other, roles(second))]
        self.dialogue.user(both(self.draw, filled(first, values[0]), filled(second, values[1])))
        done = [self._step(*each) for each in zip((one, other), values, strict=True)]
        said = " ".join(came.sentence for came in done)
        want = "".join(f"(?=[\\s\\S]*{came.probe.want})" for came in done if came.probe.want)
        self.say(said, Probe("results", want=want, without="don't know"), is_good=done[1].is_good)
        return True

    def asking(self) -> bool:
        """Something required is missing, and asked for."""
        draw = self.draw
        offer = self._wanted(lambda each: bool(each.required))
        phrase = offer.phrase(draw, offer.act.says, is_whole=False)
        if phrase is None or not offer.required:
            return False
        values = self._drawn(offer, roles(phrase))
        self.dialogue.user(self._dressed(offer, filled(phrase, values)))
        for role in (role for role in offer.params if role in offer.required and role not in values):
            self.say(offer.question(draw, role), Probe("asking", want=r"\?"))
            if draw.chance(0.08):
                self.dialogue.user(draw.phrase(said.REFUSALS))
                self.say(draw.either(said.ACCEPTED), Probe("negation", without=r"\?"))
                return True
            values[role] = self._distinct(offer.params[role], values)
            self.dialogue.user(self._answered(offer.params[role], values[role]))
        self._call(offer, values, "asking")
        return True

    def earlier(self) -> bool:
        """A value was told before it is needed."""
        draw = self.draw
        offer = self._wanted(lambda each: bool(each.act.back))
        phrase = offer.phrase(draw, offer.act.back, is_whole=True)
        role = next((match[2] for match in SLOT.finditer(phrase or "") if match[3]), "")
        if phrase is None or role not in said.EARLIER:
            return False
        values = self._drawn(offer, roles(phrase))
        statement, _, answer = draw.phrase(said.EARLIER[role]).partition(" -> ")
        self.dialogue.user(filled(statement, values))
        self.say(filled(answer, values, is_ours=True), Probe("restraint"))
        self.dialogue.user(filled(phrase, values))
        self._call(offer, values, "tools")
        return True

    def again(self) -> bool:
        """The same once more, with another value."""
        if self.last is None:
            return False
        offer, values = self.last
        phrase = picked(self.draw, lines(offer.act.again), lambda each: offer.said(each) is not None)
        if phrase is None:
            return False
        new = {role: self._distinct(offer.params[role], values) for role in roles(phrase)}
        values = {**values, **new}
        if any(param.kind == "switch" for param in offer.params.values()) and not new:
            return False
        self.dialogue.user(filled(phrase, values))
        self._call(offer, values, "tools")
        return True

    def _wanted(self, fits: Callable[[Offer], bool] = lambda _: True) -> Offer:
        found = [offer for offer in self.offers if fits(offer)] or self.offers
        others = [offer for offer in found if offer is not self.before] or found
        offer = self.draw.either(others if self.draw.chance(0.7) else found)
        self.before = offer
        return offer

    def _drawn(self, offer: Offer, roles: Sequence[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for role in roles:
            values[role] = self._distinct(offer.params[role], values)
        return values

    def _distinct(self, param: Param, values: dict[str, Value]) -> Value:
        """Another one than those: no flight goes to where it starts."""
        taken = {str(each.value) for each in values.values()}
        for _ in range(20):
            value = param.drawn(self.draw)
            if str(value.value) not in taken:
                break
        return value

    def _answered(self, param: Param, value: Value) -> str:
        text = self.draw.either(param.answers()).format(said=value.said, short=value.short)
        return text[:1].upper() + text[1:]

    def _dressed(self, offer: Offer, text: str) -> str:
        kinds = frozenset(param.kind for param in offer.params.values()) | frozenset(offer.params)
        return dressed(self.draw, text, kinds, self.name)

    def _step(self, offer: Offer, values: dict[str, Value]) -> Outcome:
        """A call and its result, of which nothing is said yet."""
        name, arguments = offer.tool.name, offer.arguments(values)
        self.dialogue.call(name, arguments, Probe("tools", call=Call(name, arguments)))
        came = outcome(self.draw, offer.act, values)
        self.dialogue.result(came.response)
        return came

    def _call(self, offer: Offer, values: dict[str, Value], kind: str) -> None:
        name, arguments = offer.tool.name, offer.arguments(values)
        self.dialogue.call(name, arguments, Probe(kind, call=Call(name, arguments)))
        self.last = (offer, values)
        if self.draw.chance(0.12 if len(self.dialogue.entries) > 5 else 0.04):
            self.is_over = True  # without a result nothing more is said
            return
        came = outcome(self.draw, offer.act, values)
        self.dialogue.result(came.response)
        self.say(came.sentence, came.probe, is_good=came.is_good)
        if came.known is None or not self.draw.chance(0.3):
            return
        more = question(self.draw, offer.act, values, came.known)
        if more is not None:
            self.dialogue.user(more.asked)
            self.say(more.answer, more.probe)

    # turns that call nothing

    def _can_search(self) -> bool:
        """Whether something offered may answer anything."""
        return any("search" in offer.act.kin for offer in self.offers)

    def _pair(self, pairs: Sequence[str], kind: str = "restraint") -> bool:
        pair = picked(self.draw, pairs)
        if pair is None:
            return False
        asked, _, answer = _drawn(self.draw, pair).partition(" -> ")
        answer, _, want = answer.partition(" ~ ")
        self.dialogue.user(asked)
        self.say(answer, Probe(kind, want=rf"({want})" if want else ""))
        return True

    def small(self) -> bool:
        """Small talk."""
        return self._pair(said.SMALL)

    def knowledge(self) -> bool:
        """Something that everybody knows."""
        return not self._can_search() and self._pair(said.KNOWLEDGE)

    def told(self) -> bool:
        """The user tells of herself."""
        return self._pair(said.TOLD)

    def stop(self) -> bool:
        """The user has had enough; of what a tool might stop, it is no matter of words."""
        if any(bag(offer.act.key) & STOPPING for offer in self.offers):
            return False
        return self._pair(said.STOPS, "negation")

    def topic(self) -> bool:
        """Talk about what a tool is for."""
        offer = self._wanted(lambda each: bool(each.act.topics))
        return bool(offer.act.topics) and self._pair(lines_of(offer.act.topics))

    def ability(self) -> bool:
        """What can you do?"""
        draw = self.draw
        if draw.chance(0.3):
            offer = draw.either(self.offers)
            theirs = re.sub(r"\byou(r?)\b", lambda match: "my" if match[1] else "me", offer.act.can)
            self.dialogue.user(draw.phrase(said.YES_CAN).format(theirs))
            self.say(
                draw.either(said.YES).format(offer.act.can), Probe("restraint", want=r"\b(yes|can|sure)\b")
            )
            return True
        self.dialogue.user(draw.phrase(said.ABILITIES))
        things = [offer.act.can for offer in self.offers]
        if len(things) > 3:
            things = [*draw.random.sample(things, 3)]
        self.say(draw.either(said.CAN).format(listed(things)), Probe("restraint", want=r"\bcan\b"))
        return True

    def unable(self) -> bool:
        """A request for something that no tool does."""
        draw = self.draw
        has = {offer.act.key for offer in self.offers}
        if self._can_search():
            return False
        foreign = [act for act in self.others if not any(offer.act.might_do(act) for offer in self.offers)]
        near = [act for act in foreign if act.opposite in has]
        if not foreign:
            return False
        act = draw.either(near if near and draw.chance(0.5) else foreign)
        offer = Offer(draw, act, "snake", is_short=True)
        phrase = offer.phrase(draw, act.says, is_whole=True)
        if phrase is None:
            return False
        self.dialogue.user(self._dressed(offer, filled(phrase, self._drawn(offer, roles(phrase)))))
        if draw.chance(0.12):
            text = draw.either(said.CANNOT_BUT).format(act.can, draw.either(self.offers).act.can)
        else:
            text = draw.either(said.CANNOT).format(act.can)
        self.say(text, Probe("restraint", want=said.WANT_CANNOT))
        return True

    def introduced(self) -> bool:
        """Who are you?"""
        self.dialogue.user(self.draw.phrase(said.INTRODUCED))
        self.say(f"I'm {self.name}.", Probe("persona", want=rf"\b{self.name}\b"))
        return True

    def known(self) -> bool:
        """A question that the instruction answers."""
        _, asked, answer = self.fact.split(" -> ")
        self.fact = ""
        self.dialogue.user(asked)
        self.say(answer, Probe("facts", want=r"(yes|welcome)" if answer.startswith("Yes") else _tail(answer)))
        return True


def lines_of(text: str) -> list[str]:
    """Rows that hold bars."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _drawn(draw: Draw, text: str) -> str:
    """A text whose gaps are kinds."""
    values = {kind: DRAWN[kind](draw) for kind in roles(text)}
    asked, *rest = text.split(" -> ")
    return " -> ".join((filled(asked, values), *(filled(each, values, is_ours=True) for each in rest)))


def _tail(answer: str) -> str:
    """What is new in the answer to a question about a fact: its names and numbers."""
    found = [
        word.strip(".,") for word in answer.split()[1:] if any(map(str.isdigit, word)) or word[:1].isupper()
    ]
    return "".join(rf"(?=[\s\S]*{re.escape(word)})" for word in found)
