"""Turns that do not go as planned: stop, never mind, half a sentence, and being interrupted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain import smalltalk, stories
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.knowledge import Fact
from brain.tables import items
from brain.talk_common import ask, begun, fact, own, someone
from brain.words_persona import TOOLS

STOPS: Final = (
    "Stop.",
    "Stop it.",
    "Please stop.",
    "That's enough.",
    "Stop talking.",
    "Be quiet.",
    "Enough.",
    "Shut up.",
    "Quiet, please.",
    "Okay, stop.",
    "No, stop.",
    "Cancel.",
    "Stop, stop.",
)
NEVER_MINDS: Final = (
    "Never mind.",
    "Forget it.",
    "Oh, never mind.",
    "It's not important.",
    "Forget what I said.",
    "Leave it.",
    "Ah, leave it.",
    "No, forget it.",
    "It's all right, never mind.",
    "Cancel that.",
    "Drop it.",
    "Not now.",
    "Maybe later.",
    "I changed my mind.",
    "Actually, don't.",
    "No, don't do that.",
    "Just leave it.",
    "Don't bother.",
    "Doesn't matter.",
)
ENOUGH: Final = (
    "No, thanks.",
    "No thanks, that's all.",
    "That's all, thanks.",
    "No, I'm fine.",
    "Nothing else.",
    "That's everything.",
    "No, nothing more.",
    "That will be all.",
)
WAITS: Final = (
    "Wait.",
    "Hang on.",
    "One moment.",
    "Hold on.",
    "Hold on a second.",
    "Just a minute.",
    "Wait a moment, please.",
    "Wait, wait.",
    "Give me a second.",
)
LETTING: Final = ("Okay.", "All right.")
NO_MATTER: Final = ("All right, never mind.", "Okay.")
NO_MORE: Final = ("All right.", "Okay.")
WAITING: Final = ("Sure, take your time.", "Okay, I'll wait.")
DONTS: Final = (
    "Don't {act}.",
    "Please don't {act}.",
    "No, don't {act}.",
    "You don't need to {act}.",
    "Stop, don't {act}.",
    "I don't want you to {act}.",
    "Never {act}.",
    "Don't {act} now.",
)
LEFT: Final = ("Okay, I won't.", "All right, I won't.")
ACTS: Final = items(
    "call anyone|call my mother|turn on the light|switch off the lamp|set a timer|start a timer|send the message|write to "
    "Anna|order a taxi|book a table|book anything|play music|open the door|lock the door|set an alarm|wake me|remind me|"
    "order anything|buy anything|turn up the heating|close the window|add milk to the list|take a note|read my mails|"
    "translate that|plan a route|save the appointment|switch on the radio|cancel the booking|look for a recipe|pay the bill"
)
BACK: Final = (
    ("I'm back.", "Good, I'm here."),
    ("Okay, where were we?", "We were just talking. Go on."),
    ("So.", "Yes, I'm listening."),
)
HALVES: Final = (
    "I was thinking that",
    "So yesterday I",
    "What I wanted to say is",
    "Because you know",
    "And then she said that",
    "If I could just",
    "When we were at the",
    "My sister and I were",
    "I would like to",
    "Do you know the",
    "And after that we",
    "The problem is that",
    "Could you maybe",
    "I think that it",
    "It's about the",
    "Well, you see, I",
    "Before we went to",
    "There was this man who",
)
GO_ON: Final = ("Go on, I'm listening.", "Go on.")
MUMBLES: Final = (
    "the um",
    "uh a the",
    "mm the of",
    "and uh",
    "it the a",
    "blah the um",
    "er no the",
    "of of the",
    "hm um so",
    "is it the uh",
)
WHAT: Final = (
    "Sorry, I didn't catch that.",
    "Sorry, I didn't understand that. Can you say it again?",
    "Sorry, could you say that again?",
)
BARE: Final = (
    ("Seven.", "What about seven?"),
    ("Forty-two.", "What about forty-two?"),
    ("Twelve.", "What about twelve?"),
    ("Bananas.", "What about bananas?"),
    ("The red one.", "Which red one do you mean?"),
    ("My car.", "What about your car?"),
    ("The window.", "What about the window?"),
    ("Tomorrow.", "What about tomorrow?"),
    ("The blue bag.", "What about the blue bag?"),
    ("Coffee.", "What about coffee?"),
    ("My neighbour.", "What about your neighbour?"),
    ("The train.", "What about the train?"),
    ("Nineteen.", "What about nineteen?"),
    ("The garden.", "What about the garden?"),
    ("My shoes.", "What about your shoes?"),
    ("Monday.", "What about Monday?"),
    ("A letter.", "What about a letter?"),
    ("The old house.", "What about the old house?"),
    ("Five hundred.", "What about five hundred?"),
    ("The doctor.", "What about the doctor?"),
)
NO_TALK: Final = r"\w+(\W+\w+){8}"
"""Nine words or more."""
GOES_ON: Final = (
    "Go on.",
    "Continue.",
    "Sorry, go on.",
    "Please go on.",
    "And?",
    "Carry on.",
    "You were saying?",
)
AGAIN: Final = (
    "What did you say?",
    "Sorry, what was that?",
    "What was that again?",
    "Say that again.",
    "I didn't hear you.",
)
MEANT: Final = ("No, I meant {a}.", "I meant {a}.", "Not that, {a}.", "No, no, I mean {a}.")


def _before(draw: Draw, dialogue: Dialogue) -> None:
    """Something to stop."""
    known = own(draw) if draw.chance(0.5) else fact(draw)
    ask(draw, dialogue, known)


def _negated(draw: Draw, dialogue: Dialogue) -> None:
    """One way to call it off, and a short word."""
    form = draw.random.random()
    if form < 0.3:
        said, answer = draw.phrase(STOPS), draw.either(LETTING)
    elif form < 0.6:
        said, answer = draw.phrase(NEVER_MINDS), draw.either(NO_MATTER)
    elif form < 0.7:
        said, answer = draw.phrase(ENOUGH), draw.either(NO_MORE)
    else:
        said, answer = draw.phrase(DONTS).format(act=draw.value(ACTS)), draw.either(LEFT)
    dialogue.user(said)
    dialogue.model(answer, Probe("negation", "okay|all right", NO_TALK))


def stopping(draw: Draw) -> Dialogue:
    """Stop, never mind, don't, wait, half a sentence, a bare word; at times with functions at hand."""
    dialogue = begun(draw, "stop", 0.7)
    if draw.chance(0.4):
        dialogue.tools = draw.random.sample(TOOLS, draw.either((1, 2, 3)))
    for _ in range(draw.either((3, 4, 5))):
        form = draw.random.random()
        if form < 0.2:
            _before(draw, dialogue)
        elif form < 0.66:
            _negated(draw, dialogue)
        elif form < 0.76:
            dialogue.user(draw.phrase(WAITS))
            dialogue.model(draw.either(WAITING), Probe("negation", "sure|okay", NO_TALK))
            if draw.chance(0.4):
                said, answer = draw.either(BACK)
                dialogue.user(said)
                dialogue.model(answer)
        elif form < 0.86:
            dialogue.user(draw.value(HALVES))
            dialogue.model(draw.either(GO_ON))
        elif form < 0.93:
            dialogue.user(draw.value(MUMBLES))
            dialogue.model(draw.either(WHAT), Probe("negation", "sorry"))
        else:
            said, answer = draw.value(BARE)
            dialogue.user(said)
            dialogue.model(answer)
    return dialogue


def _cut(draw: Draw, text: str) -> tuple[str, str]:
    """What was heard of it, and the rest."""
    words = text.split()
    at = draw.random.randint(max(2, len(words) // 3), max(2, len(words) * 2 // 3))
    return " ".join(words[:at]), " ".join(words[at:])


def _long(draw: Draw) -> Fact:
    """Something that takes long enough to be interrupted."""
    while True:
        known = own(draw) if draw.chance(0.6) else fact(draw)
        if len(known.answer.split()) >= 8:
            return known


def interrupted(draw: Draw) -> Dialogue:
    """An answer of ours was cut: the user wants the rest, or the whole, or something else."""
    dialogue = begun(draw, "interruption", 0.75)
    if draw.chance(0.3):
        ask(draw, dialogue, fact(draw))
    for _ in range(draw.either((1, 2, 2))):
        if draw.chance(0.25):
            _cut_story(draw, dialogue)
            continue
        known = _long(draw)
        start, rest = _cut(draw, known.answer)
        dialogue.user(draw.phrase(known.asks))
        dialogue.model(start, is_cut=True)
        form = draw.random.random()
        if form < 0.35:
            dialogue.user(draw.phrase(GOES_ON))
            tail = rest.rsplit(" ", 2)[-1].strip(".")
            dialogue.model(rest, Probe("interruption", tail))
        elif form < 0.6:
            dialogue.user(draw.phrase(AGAIN))
            dialogue.model(known.answer, Probe("interruption", known.answer.rsplit(" ", 1)[-1].strip(".")))
        elif form < 0.8:
            ask(draw, dialogue, fact(draw), "interruption")
        elif form < 0.9:
            dialogue.user(draw.phrase(STOPS))
            dialogue.model(draw.either(LETTING), Probe("negation", "okay|all right", NO_TALK))
        else:
            other = fact(draw)
            question = other.asks[0].rstrip("?.")
            dialogue.user(draw.phrase(MEANT).format(a=question[0].lower() + question[1:]))
            dialogue.model(other.answer, Probe("interruption", other.want))
    if draw.chance(0.3):
        talk = draw.either(smalltalk.THANKS)
        dialogue.user(draw.phrase(talk.says))
        dialogue.model(draw.either(talk.answers))
    return dialogue


def _cut_story(draw: Draw, dialogue: Dialogue) -> None:
    """A story that was cut in the middle."""
    told = stories.story(draw, someone(draw))
    dialogue.user(draw.phrase(stories.ASKS))
    at = draw.either((1, 2))
    dialogue.model(" ".join((*told[:at], " ".join(told[at].split()[:3]))), is_cut=True)
    dialogue.user(draw.phrase(GOES_ON))
    dialogue.model(" ".join(told[at:]), Probe("interruption", r"(\w+\W+){6}"))


FAMILIES: Final[Mapping[str, Family]] = {
    "stop": Family(0.02, stopping),
    "interruption": Family(0.015, interrupted),
}
