"""What the user told: said again when it is asked for, and never invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from brain.dialogue import Dialogue, Family
from brain.draw import Draw
from brain.facts_asking import QUESTIONS, echo, further, pair, recall
from brain.facts_speech import (
    bare,
    heard,
    lowered,
    yours,
)
from brain.facts_told import Told, facts, short
from brain.facts_traits import (
    Fact,
    sentence,
    value,
)
from brain.facts_values import name
from brain.words_facts import (
    ACKS,
    ASIDES,
    CORRECTIONS,
    FILLERS,
    LEADS,
    NAMED,
    PREAMBLES,
    SYSTEMS,
)
from brain.words_persona import TOOLS


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
    """Something else for a turn."""
    user, model = draw.value(FILLERS)
    dialogue.user(heard(draw, user))
    dialogue.model(model)


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


FAMILIES: Final[Mapping[str, Family]] = {"memory": Family(0.095, short(memory))}
