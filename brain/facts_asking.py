"""Questions about what the user told, and the right answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from brain.dialogue import Probe
from brain.draw import Draw
from brain.facts_speech import (
    DONT_KNOW,
    any_found,
    bare,
    found,
    heard,
    lowered,
    question,
    raised,
    yours,
)
from brain.facts_told import Told, Turn, absent, probe, related, untold
from brain.facts_traits import (
    GENERIC,
    OTHER_WORDS,
    Fact,
    asked,
    fact,
    sentence,
    similar,
    unknown,
    value,
    who,
)
from brain.words_facts import (
    REASONS,
    SUMMARIES,
)


def echo(text: str) -> str:
    """As the second half of a sentence."""
    return lowered(bare(text))


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
    """Two questions as one."""
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
    """All that was told."""
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
    """Somebody whom nobody spoke of."""
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
