"""Who it is, where it lives, with whom and for whom it works: told by the instruction, answered in the first person."""

from __future__ import annotations

from brain import words_home as words
from brain import words_names as names
from brain.dialogue import Dialogue, Probe
from brain.draw import Draw
from brain.facts_place import articled
from brain.facts_speech import DONT_KNOW, found, heard, question, raised
from brain.facts_told import Turn
from brain.facts_values import name


def _values(draw: Draw) -> dict[str, str]:
    family = draw.value(names.SURNAMES)
    other = draw.value([each for each in names.SURNAMES if each != family])
    who, company = draw.values((*names.WOMEN, *names.MEN), 2)
    if draw.chance(0.2):
        who = draw.word().capitalize()
    role = draw.value(words.ROLES.split("|"))
    woman, man = (draw.value([each for each in some if each != who]) for some in (names.WOMEN, names.MEN))
    mine = draw.value(words.COMPANIONS.split("|")).format(x=company, f=woman, m=man)
    boss = draw.value(words.EMPLOYERS.split("|")).format(n=other)
    yours = mine.replace("my ", "your ")
    return {
        "a": who, "n": family, "h": draw.either(words.HOUSES.split("|")), "home": draw.value(names.CITIES),
        "mine": mine, "your": yours, "Your": raised(yours), "boss": boss, "Boss": raised(boss),
        "a_role": f"a {role}",
    }  # fmt: skip


def _gist(text: str) -> str:
    """Its own words for a value, without what changes with the person."""
    return found(text.removeprefix("my ").removeprefix("a "))


def _said(draw: Draw, values: dict[str, str], asks: str, answer: str, want: str) -> Turn:
    wrong = rf"{DONT_KNOW}|\byour name\b"
    text = articled(answer.format(**values))
    return Turn(question(draw, draw.phrase(asks.split("|"))), text, Probe("persona", want, wrong))


def _part(draw: Draw, values: dict[str, str], key: str, *, is_known: bool) -> Turn:
    part = words.PARTS[key]
    if not is_known:
        answer = draw.either(
            (f"I don't know {part.lack}. I wasn't told.", "I don't know, I wasn't told that.")
        )
        text = question(draw, draw.phrase(part.asks.split("|")))
        return Turn(text, answer, Probe("absent", f"{DONT_KNOW}|wasn't told"))
    value = {"home": "home", "company": "mine", "work": "boss", "role": "a_role"}[key]
    return _said(draw, values, part.asks, draw.either(part.says.split("|")), _gist(values[value]))


def _mine(draw: Draw, dialogue: Dialogue, own: dict[str, str]) -> Turn:
    """The user's own, told or not."""
    if draw.chance(0.35):
        ask, seek = draw.either(words.LACKS.split("|")).split("=")
        answer = f"I don't know {seek}. You haven't told me."
        return Turn(question(draw, ask), answer, Probe("absent", f"{DONT_KNOW}|haven't told"))
    tell, asks, says = draw.either(words.MINE)
    other = own["a"]
    while other in " ".join(own.values()):
        other = name(draw, draw.either("fm"))
    values = {"x": other, "c": draw.value([each for each in names.CITIES if each != own["home"]])}
    answer = says.format(**values)
    dialogue.user(heard(draw, draw.phrase(tell.split("|")).format(**values)))
    dialogue.model(
        draw.either((f"Okay, {answer[0].lower()}{answer[1:]}", "Nice to know.", "Good, I'll remember."))
    )
    held = values["c"] if "{c}" in says else values["x"]
    return Turn(question(draw, draw.phrase(asks.split("|"))), answer, Probe("memory", found(held), DONT_KNOW))


def home(draw: Draw) -> Dialogue:
    """A voice of a house, or somebody with a trade, and in between a thing of the user's."""
    values = _values(draw)
    is_voice = draw.chance(0.4)
    keys = ["home", "company", "work"] + ([] if is_voice else ["role"])
    draw.random.shuffle(keys)
    count = draw.either((1, 2, 2, 3))
    told, lacking = keys[:count], keys[count:]
    if "work" in told:  # which says something of the trade
        lacking = [key for key in lacking if key != "role"]
    start = draw.phrase((words.VOICES if is_voice else words.STARTS).split("|"))
    lines = [start]
    for key in told:
        states = words.PARTS[key].states.split("|")
        if key == "company" and not values["mine"].startswith("my "):
            states = states[:2]  # several do not "lives"
        lines.append(draw.phrase(states))
    system = articled(" ".join(line.format(**values) for line in lines))
    dialogue = Dialogue("home", system=system)
    is_trade = "role" in told
    who: tuple[str, ...]
    if is_voice:
        who = ("I'm {a}, the voice of the {n} {h}.",)
    else:
        who = (
            ("I'm {a}, {a_role}.", "I'm {a}. I'm {a_role}.") if is_trade else ("I'm {a}.", "My name is {a}.")
        )
    turns = [
        _said(draw, values, words.WHO, draw.either(who), found(values["a"])),
        _said(draw, values, words.NAME, draw.either(("I'm {a}.", "My name is {a}.")), found(values["a"])),
    ]
    if is_voice:
        turns.append(_said(draw, values, words.PLACE, "This is the {n} {h}.", found(values["n"])))
    turns += [_part(draw, values, key, is_known=True) for key in told]
    turns += [_part(draw, values, key, is_known=False) for key in lacking[:1]]
    if draw.chance(0.5):
        turns.append(_mine(draw, dialogue, values))
    draw.random.shuffle(turns)
    answers: set[str] = set()
    for turn in turns[: draw.either((4, 5, 6))]:
        if turn.answer not in answers:
            answers.add(turn.answer)
            dialogue.user(turn.user)
            dialogue.model(turn.answer, turn.probe)
    return dialogue
