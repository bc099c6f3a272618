"""What the user told: said again when it is asked for, and never invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
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
    yours,
)
from brain.facts_traits import (
    GENERIC,
    OTHER_WORDS,
    USER,
    Fact,
    asked,
    fact,
    name,
    sentence,
    similar,
    unknown,
    value,
    who,
)
from brain.words_facts import (
    ACKS,
    ASIDES,
    CORRECTIONS,
    FILLERS,
    LEADS,
    NAMED,
    PREAMBLES,
    REASONS,
    SUMMARIES,
    SYSTEMS,
)
from brain.words_persona import TOOLS

LONGEST: Final = 1440
"""Characters, with what marks the turns: well below 512 tokens."""


class Turn(NamedTuple):
    """A question and the right answer."""

    user: str
    answer: str
    probe: Probe


@dataclass(slots=True)
class Told:
    """What is known in a conversation so far."""

    facts: list[Fact] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    """Values that do not hold any more."""

    def holds(self, other: Fact) -> bool:
        return any(each.id == other.id for each in self.facts)

    def others(self, *wanted: Fact) -> list[str]:
        """Values of the same kind that would be wrong."""
        kinds = {each.key for each in wanted}
        right = " , ".join(yours(each.value) for each in wanted)
        values = [each.value for each in self.facts if each.key in kinds] + self.old
        return mistaken(values, right)


def probe(told: Told, *wanted: Fact, kind: str = "memory") -> Probe:
    """A right answer: these values, and no other."""
    wrong = any_found(*told.others(*wanted))
    return Probe(kind, all_found(*(yours(each.value) for each in wanted)), f"{wrong}|{DONT_KNOW}".strip("|"))


def probe_as(kind: str, judged: Probe) -> Probe:
    """The same of another kind; not knowing stays what it is."""
    return replace(judged, kind=kind) if judged.kind == "memory" else judged


def absent(told: Told, wanted: Fact) -> Probe:
    """Not known: said so, without a value of somebody else."""
    values = [
        each.value for each in told.facts if each.key == wanted.key and each.who.noun != wanted.who.noun
    ]
    return Probe("absent", f"{DONT_KNOW}|haven't told|not told", any_found(*values))


def untold(draw: Draw, told: Told) -> Fact:
    """A fact that was not told, and is like one that was."""
    while True:
        other = similar(draw, draw.either(told.facts)) if told.facts and draw.chance(0.75) else any_fact(draw)
        if not told.holds(other) and not related(told, other):
            return other


_SAME: Final = (
    {"mother", "mum"},
    {"father", "dad"},
    {"sister", "twin sister"},
    {"friend", "best friend"},
    {"boss", "manager"},
    {"wife", "partner"},
    {"husband", "partner"},
    {"girlfriend", "partner"},
    {"boyfriend", "partner"},
    {"stepfather", "father"},
    {"stepfather", "dad"},
    {"coach", "teacher"},
    {"tutor", "teacher"},
    {"colleague", "friend"},
)


def related(told: Told, other: Fact) -> bool:
    """Whether something told may count as telling this as well."""
    for each in told.facts:
        nouns = {each.who.noun, other.who.noun}
        if each.key == other.key and each.thing == other.thing and any(nouns <= same for same in _SAME):
            return True
        keys = {each.key, other.key}
        if each.who.noun == other.who.noun and any(keys <= near for near in _NEAR):
            return True
    return False


_NEAR: Final = (
    {"job", "employer"}, {"job", "studies"}, {"city", "street"}, {"plan", "weekend"}, {"hobby", "instrument"}, {"hobby", "club"},
    {"hobby", "sport"}, {"venue", "plan"}, {"city", "origin"}, {"trip", "hotel"}, {"learning", "studies"}, {"club", "sport"},
    {"name", "surname"}, {"dish", "fruit"},
)  # fmt: skip


def any_fact(draw: Draw) -> Fact:
    """About the user as often as about somebody else."""
    return fact(draw, USER) if draw.chance(0.55) else fact(draw, who(draw))


def facts(draw: Draw, count: int) -> list[Fact]:
    """Different ones, some about the same one, some easily mistaken."""
    chosen: list[Fact] = []
    while len(chosen) < count:
        lot = draw.random.random()
        if chosen and lot < 0.3:
            base = draw.either(chosen)
            new = fact(draw, base.who) if base.who.noun else similar(draw, base)
        elif chosen and lot < 0.6:
            new = similar(draw, draw.either(chosen))
        else:
            new = any_fact(draw)
        told = Told(chosen)
        same_value = any(
            re.search(found(each.value), new.value, re.IGNORECASE)
            or re.search(found(new.value), each.value, re.IGNORECASE)
            for each in chosen
        )
        if not told.holds(new) and not related(told, new) and not same_value:
            chosen.append(new)
    return chosen


def echo(text: str) -> str:
    return lowered(bare(text))


def acknowledged(draw: Draw, new: list[Fact]) -> str:
    """A short answer to what was told."""
    last = new[-1]
    if len(new) == 1 and last.has("ack") and draw.chance(0.6):
        return last.any(draw, "ack", yours(last.value))
    if draw.chance(0.5) and len(new) < 3:
        said = sentence(new[0].answer(draw), new[1].answer(draw)) if len(new) == 2 else new[0].answer(draw)
        if len(new) == 2 and new[0].who.noun:
            said = pair(draw, new[0], new[1])
        lead = draw.either(LEADS)
        return f"{lead}{echo(said) if lead else bare(said)}."
    return draw.either(ACKS)


def tell(draw: Draw, dialogue: Dialogue, told: Told, new: list[Fact]) -> None:
    """One message of the user's with one fact or several, and the answer to it."""
    said = " ".join(each.told(draw) for each in new)
    if len(new) > 1 and draw.chance(0.4):
        said = f"{bare(new[0].told(draw))} and " + " ".join(_joined(each.told(draw)) for each in new[1:])
    elif draw.chance(0.2):
        said = draw.either((f"{said} {draw.phrase(ASIDES)}", f"{draw.phrase(PREAMBLES)} {said}"))
    dialogue.user(heard(draw, said))
    dialogue.model(acknowledged(draw, new))
    told.facts.extend(new)


def _joined(text: str) -> str:
    return lowered(text) if not text.startswith(("Hi", "Hello", "Good")) else "by the way, " + text


def correct(draw: Draw, dialogue: Dialogue, told: Told) -> None:
    """What was told was wrong, or has changed: the newest counts."""
    old = draw.either(told.facts)
    new = replace(old, value=value(draw, old.key, old.who))
    if new.value.lower() == old.value.lower() or any(new.value == each.value for each in told.facts):
        return
    if old.has("changed") and draw.chance(0.6):
        said = new.phrase(draw, "changed")
    elif old is told.facts[-1] and not old.has("changed"):
        said = draw.phrase(CORRECTIONS).format(v=new.value, o=old.value, t=lowered(new.told(draw)))
    else:
        said = draw.phrase(CORRECTIONS[-6:]).format(v=new.value, o=old.value, t=lowered(new.told(draw)))
    told.facts[told.facts.index(old)] = new
    told.old.append(old.value)
    dialogue.user(heard(draw, said))
    answer = new.answer(draw)
    dialogue.model(
        f"{draw.either(('Okay, ', 'Thanks, ', 'Got it, ', 'Sorry, ', 'I see, ', 'Noted, '))}{echo(answer)}."
    )


def fill(draw: Draw, dialogue: Dialogue) -> None:
    user, model = draw.value(FILLERS)
    dialogue.user(heard(draw, user))
    dialogue.model(model)


# The questions ---------------------------------------------------------------------------------------------------


def renamed(draw: Draw, told: Told, wanted: Fact) -> tuple[Fact, str]:
    """The fact, and how it is asked for, now and then with another word for whom it is about."""
    noun = wanted.who.noun
    if noun in OTHER_WORDS and draw.chance(0.5):
        wanted = replace(wanted, who=replace(wanted.who, noun=draw.either(OTHER_WORDS[noun])))
        return wanted, asked(draw, wanted)
    for generic, nouns in GENERIC.items():
        alone = len({each.who.noun for each in told.facts if each.who.noun in nouns}) == 1
        if noun in nouns and alone and draw.chance(0.35):
            return wanted, asked(draw, replace(wanted, who=replace(wanted.who, noun=generic)))
    return wanted, asked(draw, wanted)


def recall(draw: Draw, told: Told) -> Turn:
    """What was told."""
    wanted, text = renamed(draw, told, draw.either(told.facts))
    pets = {each.who.noun for each in told.facts if each.who.is_pet}
    if wanted.has("pet") and len(pets) == 1 and draw.chance(0.4):
        text = wanted.phrase(draw, "pet")
    return Turn(reasoned(draw, text), wanted.answer(draw), probe(told, wanted))


def reasoned(draw: Draw, text: str) -> str:
    """A question, now and then with why it is asked."""
    if draw.chance(0.1):
        return heard(draw, f"{draw.phrase(REASONS)} {text}")
    return question(draw, text)


def missing(draw: Draw, told: Told) -> Turn:
    """What was not told."""
    wanted = untold(draw, told)
    return Turn(reasoned(draw, asked(draw, wanted)), unknown(draw, wanted), absent(told, wanted))


def check(draw: Draw, told: Told) -> Turn:
    """Yes or no."""
    wanted = draw.either(told.facts)
    said = wanted.answer(draw)
    if draw.chance(0.5):
        return Turn(
            question(draw, wanted.phrase(draw, "check")),
            f"Yes, {echo(said)}.",
            Probe("memory", r"\byes|right|correct|\b(?:you|he|she)\b", rf"^no\b|\bnot\b|n't\b|{DONT_KNOW}"),
        )
    wrong = wanted.value
    while wrong.lower() == wanted.value.lower() or wrong in told.old:
        wrong = value(draw, wanted.key, wanted.who)
    near = [each.value for each in told.facts if each.key == wanted.key and each.value != wanted.value]
    if near and draw.chance(0.5):
        wrong = draw.either(near)
    return Turn(
        question(draw, wanted.phrase(draw, "check", wrong)),
        f"No, {echo(said)}.",
        Probe("memory", found(yours(wanted.value)), rf"^yes\b|{DONT_KNOW}"),
    )


def check_missing(draw: Draw, told: Told) -> Turn:
    """Yes or no to what nobody told."""
    wanted = untold(draw, told)
    return Turn(
        question(draw, wanted.phrase(draw, "check")),
        unknown(draw, wanted),
        Probe("absent", f"{DONT_KNOW}|haven't told", "^yes|^no,"),
    )


def pair(draw: Draw, first: Fact, second: Fact) -> str:
    """Two facts in one sentence."""
    if first.who == second.who and first.who.noun and second.has("then"):
        return f"{bare(first.answer(draw))} and {second.clause(draw)}."
    return sentence(first.answer(draw), second.answer(draw))


def both_asked(draw: Draw, first: Fact, second: Fact) -> str:
    start = first.phrase(draw, "ask")
    if first.who == second.who and second.has("also"):
        end = draw.either(second.phrases["also"].split("|")).format(r=second.who.noun, **second.who.pronouns)
    else:
        end = lowered(second.phrase(draw, "ask"))
    return draw.either(
        (
            f"{bare(start)} and {bare(end)}?",
            f"{bare(start)}, and {bare(end)}?",
            f"{bare(start)}? And {bare(end)}?",
        )
    )


def both(draw: Draw, told: Told) -> Turn:
    """Two facts in one question."""
    if len(told.facts) < 2:
        return recall(draw, told)
    first, second = draw.random.sample(told.facts, 2)
    same = [each for each in told.facts if each.who == first.who and each is not first and first.who.noun]
    second = draw.either(same) if same else second
    return Turn(
        question(draw, both_asked(draw, first, second)), pair(draw, first, second), probe(told, first, second)
    )


def one_of_two(draw: Draw, told: Told) -> Turn:
    """Two facts in one question, of which one was not told."""
    known = draw.either(told.facts)
    for _ in range(20):
        other = fact(draw, known.who) if known.who.noun and draw.chance(0.7) else untold(draw, told)
        if not told.holds(other) and not related(told, other):
            break
    else:
        return recall(draw, told)
    same = other.who == known.who and other.has("lack")
    lacking = (
        draw.either(other.phrases["lack"].split("|")).format(**other.who.pronouns) if same else other.sought
    )
    order = draw.chance(0.7)
    text = both_asked(draw, known, other) if order or same else both_asked(draw, other, known)
    answer = draw.either(
        (
            f"{bare(known.answer(draw))}, but I don't know {lacking}. You haven't told me.",
            f"{known.answer(draw)} I don't know {lacking}, you haven't told me.",
        )
    )
    wrong = any_found(*told.others(known))
    return Turn(
        question(draw, text),
        answer,
        Probe("memory", f"(?s)(?=.*{found(yours(known.value))})(?=.*(?:don't|haven't))", wrong),
    )


def summary(draw: Draw, told: Told) -> Turn:
    chosen = told.facts[-3:]
    if len(chosen) == 1:
        answer = chosen[0].answer(draw)
    elif len(chosen) == 2:
        answer = pair(draw, *chosen)
    else:
        answer = f"{pair(draw, *chosen[:2])} {chosen[2].answer(draw)}"
    return Turn(
        question(draw, draw.phrase(SUMMARIES)),
        answer,
        Probe(
            "memory", any_found(*(yours(each.value) for each in chosen)), any_found(*told.old) or DONT_KNOW
        ),
    )


def whose(draw: Draw, told: Told) -> Turn:
    """Who somebody is, by the name."""
    known = [each for each in told.facts if each.key == "name" and each.who.noun]
    if not known:
        return recall(draw, told)
    wanted = draw.either(known)
    text = draw.phrase(
        ("Who is {v}?", "Who's {v}?", "Do you remember who {v} is?", "Who is {v} again?", "Can you tell me who {v} is?", "{v}, who is that?",
         "What did I say about {v}?", "I told you about {v}. Who is that?", "Tell me who {v} is.", "Do you know who {v} is?")
    ).format(v=wanted.value)  # fmt: skip
    noun = yours(f"my {wanted.who.noun}")
    answer = f"{wanted.value} is {noun}."
    others = [each.who.noun for each in known if each is not wanted]
    return Turn(question(draw, text), answer, Probe("memory", rf"\b{noun}", any_found(*others)))


def whose_missing(draw: Draw, told: Told) -> Turn:
    stranger = value(draw, "name", who(draw, draw.either(("sister f", "brother m"))))
    if any(stranger == each.value for each in told.facts):
        return missing(draw, told)
    text = draw.phrase(
        (
            "Who is {v}?",
            "Who's {v}?",
            "Do you know who {v} is?",
            "Tell me who {v} is.",
            "What do you know about {v}?",
        )
    ).format(v=stranger)
    answer = draw.either(
        (
            f"I don't know who {stranger} is. You haven't told me.",
            f"I don't know {stranger}. You haven't told me about {stranger}.",
        )
    )
    return Turn(question(draw, text), answer, Probe("absent", f"{DONT_KNOW}|haven't told", "is your "))


def further(draw: Draw, told: Told, last: Fact) -> Turn | None:
    """The same of somebody else: "And my brother?"."""
    if not last.who.noun:
        return None
    if draw.chance(0.5):
        return by_pronoun(draw, told, last)
    others = [
        each for each in told.facts if each.key == last.key and each.who.noun not in {"", last.who.noun}
    ]
    text = draw.phrase(
        (
            "And my {r}?",
            "What about my {r}?",
            "And what about my {r}?",
            "And for my {r}?",
            "How about my {r}?",
        )
    )
    if others and draw.chance(0.75):
        wanted = draw.either(others)
        return Turn(heard(draw, text.format(r=wanted.who.noun)), wanted.answer(draw), probe(told, wanted))
    wanted = similar(draw, last)
    if wanted.key != last.key or told.holds(wanted) or related(told, wanted):
        return None
    return Turn(heard(draw, text.format(r=wanted.who.noun)), unknown(draw, wanted), absent(told, wanted))


def by_pronoun(draw: Draw, told: Told, last: Fact) -> Turn | None:
    """Something else about the one just asked about: "And how old is he?"."""
    same = [each for each in told.facts if each.who == last.who and each is not last and each.has("also")]
    wanted = draw.either(same) if same and draw.chance(0.8) else fact(draw, last.who)
    if not wanted.has("also") or wanted.id == last.id:
        return None
    text = draw.either(wanted.phrases["also"].split("|")).format(**wanted.who.pronouns)
    text = f"{draw.either(('And ', 'And ', '', 'Okay, and ', 'Good, and '))}{text}?"
    if told.holds(wanted):
        return (
            Turn(heard(draw, raised(text)), wanted.answer(draw), probe(told, wanted))
            if wanted in same
            else None
        )
    if related(told, wanted):
        return None
    return Turn(heard(draw, raised(text)), unknown(draw, wanted), absent(told, wanted))


QUESTIONS: Final[tuple[tuple[float, Callable[[Draw, Told], Turn]], ...]] = (
    (0.36, recall),
    (0.23, missing),
    (0.1, check),
    (0.03, check_missing),
    (0.11, both),
    (0.06, one_of_two),
    (0.04, summary),
    (0.06, whose),
    (0.02, whose_missing),
)


def ask(draw: Draw, dialogue: Dialogue, told: Told, count: int) -> None:
    """So many questions, none twice."""
    answers: set[str] = set()
    weights = [weight for weight, _ in QUESTIONS]
    for _ in range(count * 3):
        (kind,) = draw.random.choices([make for _, make in QUESTIONS], weights)
        turn = kind(draw, told)
        if turn.answer in answers or turn.user in answers:
            continue
        answers |= {turn.answer, turn.user}
        dialogue.user(turn.user)
        dialogue.model(turn.answer, turn.probe)
        if kind is recall and draw.chance(0.2):
            wanted = next((each for each in told.facts if each.value.lower() in turn.answer.lower()), None)
            after = further(draw, told, wanted) if wanted else None
            if after and after.answer not in answers:
                answers.add(after.answer)
                dialogue.user(after.user)
                dialogue.model(after.answer, after.probe)
        if len(answers) >= 2 * count:
            return


def short(make: Callable[[Draw], Dialogue]) -> Callable[[Draw], Dialogue]:
    """Only what fits into what is trained on."""

    def made(draw: Draw) -> Dialogue:
        while True:
            dialogue = make(draw)
            if sum(len(segment.text) for segment in dialogue.segments()) <= LONGEST:
                return dialogue

    return made


def memory(draw: Draw) -> Dialogue:
    """Facts told in some turns, something else between, and questions."""
    system = draw.either(SYSTEMS)
    if draw.chance(0.2):
        system = draw.either(NAMED).format(a=name(draw, draw.either("fm")))
    dialogue = Dialogue("memory", system=system)
    if draw.chance(0.07):
        dialogue.tools = draw.random.sample(TOOLS, 2)
    told = Told()
    new = facts(draw, draw.either((1, 2, 2, 3, 3, 4)))
    while new:
        size = draw.either((1, 1, 1, 2, 2, 3))
        if draw.chance(0.12):
            fill(draw, dialogue)
        tell(draw, dialogue, told, new[:size])
        new = new[size:]
        if draw.chance(0.16):
            correct(draw, dialogue, told)
        if draw.chance(0.12):
            ask(draw, dialogue, told, 1)
    for _ in range(draw.either((0, 0, 0, 1, 1, 2))):
        fill(draw, dialogue)
    ask(draw, dialogue, told, draw.either((2, 3, 3, 4)))
    return dialogue


FAMILIES: Final[Mapping[str, Family]] = {"memory": Family(0.12, short(memory))}
