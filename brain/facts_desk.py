"""An instruction in running prose, and callers who ask in other words than it states: the very thing is answered, and
the same question is not known where it was not stated.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from brain import words_desk as words
from brain import words_names as names
from brain import words_things as things
from brain.dialogue import Dialogue, Probe
from brain.draw import Draw
from brain.facts_place import articled
from brain.facts_speech import DONT_KNOW, all_found, question, raised, spelled
from brain.facts_told import Turn
from brain.facts_values import name

ABSENT: Final = f"{DONT_KNOW}|wasn't told"
CURRENCY: Final = ("euros", "dollars", "pounds", "crowns")
SPANS: Final = ("one day", "two days", "three days", "four days", "five days", "a week", "two weeks")


class Stated(NamedTuple):
    """One topic as it is here."""

    desk: words.Desk
    way: words.Way | None
    values: dict[str, str]

    def turns(self, draw: Draw) -> list[Turn]:
        """Everything that may be asked of it."""
        return [self.turn(draw, key) for key in self.desk.asks]

    def turn(self, draw: Draw, key: str) -> Turn:
        ask = self.desk.asks[key]
        text = question(draw, draw.phrase(ask.asks.split("|")).format(**self.values))
        said = self.way.says.get(key, "") if self.way else ""
        if not said or not self.way:
            seek = ask.seek.format(**self.values)
            answer = draw.either(
                (
                    f"I don't know {seek}, I wasn't told that.",
                    f"I'm sorry, I don't know {seek}. I wasn't told.",
                    "I don't know, I wasn't told that.",
                )
            )
            return Turn(text, answer, Probe("absent", ABSENT, "^yes|^no,"))
        template = draw.either(said.split("|"))
        answer = template.format(**self.values)
        held = [value for slot, value in self.values.items() if f"{{{slot}}}" in template]
        want = all_found(*held) if held else self.way.gist.format(**self.values)
        wrong = {"Yes": "|^no,", "No,": "|^yes"}.get(answer[:3], "")
        return Turn(text, answer, Probe("facts", want, DONT_KNOW + wrong))


def _values(draw: Draw) -> dict[str, str]:
    early, late, last = draw.number(6, 11), draw.number(3, 10), 0
    last = late - 1
    style = draw.either(("words", "words", "digits", "clock", "half"))
    times = {
        "words": (spelled(early), spelled(late), spelled(last)),
        "digits": (f"{early} am", f"{late} pm", f"{last} pm"),
        "clock": (f"{early}:00", f"{late + 12}:00", f"{last + 12}:00"),
        "half": (f"half past {spelled(early)}", f"half past {spelled(late)}", f"half past {spelled(last)}"),
    }[style]
    if style == "words" and late == early:
        times = (spelled(early), "midnight", "eleven")
    day, other = draw.random.sample(things.WEEKDAYS, 2)
    steps = draw.either(("two", "three", "four", "five", "six"))
    amount = draw.number(2, 60)
    money = f"{draw.either((str(amount), spelled(amount)))} {draw.either(CURRENCY)}"
    return {"v": times[0], "w": times[1], "l": times[2], "D": day, "O": other, "m": money, "k": draw.either(SPANS),
            "q": steps, "Q": raised(steps)}  # fmt: skip


def desk(draw: Draw) -> Dialogue:
    """A caller asks what was stated, what was not, and what is only near to it."""
    house = draw.either(words.HOUSES.split("|")).format(n=draw.value(names.SURNAMES))
    serves = any(word in house for word in ("otel", "inn ", "Guest House", "Cafe", "restaurant"))
    topics = [key for key in words.DESKS if serves or key not in {"breakfast", "last"}]
    keys = draw.random.sample(topics, draw.either((3, 4, 4, 5)))
    if draw.chance(0.35):  # what is mistaken most
        keys = list(dict.fromkeys(("hours", "days", *keys)))
    stays = draw.either((1, 2, 2, 3))
    told, absent = keys[: max(stays, len(keys) - 2)], keys[max(stays, len(keys) - 2) :]
    if "hours" in told:  # noon could be guessed from them
        absent = [key for key in absent if key != "lunch"]
    draw.random.shuffle(told)
    stated = []
    for key in told:
        topic = words.DESKS[key]
        stated.append(Stated(topic, draw.either(topic.ways), _values(draw)))
    lines = [draw.phrase(one.way.states.split("|")).format(**one.values) for one in stated if one.way]
    role = draw.phrase(words.ROLES.split("|")).format(a=name(draw, draw.either("fm")), b=house)
    manner = [draw.either(words.MANNERS)] if draw.chance(0.25) else []
    dialogue = Dialogue("desk", system=articled(" ".join((role, *lines, *manner))))
    turns = [turn for one in stated for turn in one.turns(draw)]
    turns += [draw.either(Stated(words.DESKS[key], None, _values(draw)).turns(draw)) for key in absent]
    draw.random.shuffle(turns)
    answers: set[str] = set()
    for turn in turns:
        if turn.answer in answers or len(answers) == 6:
            continue
        answers.add(turn.answer)
        dialogue.user(turn.user)
        dialogue.model(turn.answer, turn.probe)
    return dialogue
