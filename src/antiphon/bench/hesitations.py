"""Sentences of our own with the places where a speaker might stop, for `antiphon bench endpointing`. Data only.

``|`` is where people do stop: after a conjunction, before a phrase, between numbers, after "um". ``+`` is the same
where the words so far could be all. ``/`` is where they seldom stop. The halves share no sentence and no voice: what is fitted on one is reported on the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

TUNING: Final = (
    "I would like to book a table for | four people and | a child's / chair.",
    "Can you tell me + when the next / train to | Boston leaves?",
    "My number is five five five, + one two three, + four five six seven.",
    "I need milk, + eggs, + some / bread and | um, | a bottle of | orange juice.",
    "If it rains / tomorrow, | we will stay at | home and watch / a film.",
    "Well, | I think that | the blue one is | better than | the red / one.",
    "What is the weather like in | Berlin this / weekend?",
    "Because I was / late, | I missed the | bus.",
    "Please turn off the | lights in the / kitchen and | close the window.",
    "She said that | she would come, + but | she did not say / when.",
    "I was born on the | twenty third of | March nineteen eighty / two.",
    "The ticket costs | twenty | seven dollars and | fifty cents.",
    "How do I get to the | nearest / station?",
    "I want to, um, | change my / appointment to | next Tuesday.",
    "My sister, | who lives in | London, | is coming to | visit us.",
    "Is there either a | hotel or | a hostel near the | airport?",
    "Remind me to | call my mother when | I get / home.",
    "Play some | quiet music, + please.",
    "The first / thing you should know is | that I am not / a doctor.",
    "Let me see, | I could do | Monday or | Thursday after | lunch.",
    "You could try + switching it + off.",
    "I don't know what | that / means.",
)
"""For fitting."""
REPORT: Final = (
    "I am looking for a | present for my | brother, + who likes / chess.",
    "Could you send the | report to | Anna and | her colleague before | noon?",
    "The code is | seven two, + nine four, + one one.",
    "When the meeting is / over, | please call + me back on | my mobile.",
    "I had a sandwich, + a coffee and, um, | two pieces of | chocolate cake.",
    "Where did you put the | keys for the | garden + shed?",
    "Although it was / cold, | they went for a | swim in the | lake.",
    "I would rather / have the | window seat, if | that is still / possible.",
    "He works for a | company that | makes furniture.",
    "Tell me a | story about a | dragon and | a very small / mouse.",
    "It takes about | forty | five minutes by | car.",
    "Do you have this | shirt in | a larger / size?",
    "My flight leaves at | ten past | six from | gate twelve.",
    "So | what I wanted to | ask is whether | you are open on | Sundays.",
    "I like both | apples and | pears.",
    "Can you explain why | the sky is | blue?",
    "Well, | actually, um, | I have changed my / mind.",
    "Between / you and | me, I never liked / it.",
    "There are | three hundred and | sixty five days in | a year.",
    "Which one of these is | cheaper?",
    "Set an / alarm for | half past | seven, + please.",
    "That is not what | I / meant.",
)
"""For reporting."""
WHOLE_TUNING: Final = (
    "Yes.",
    "No, thank you.",
    "On Tuesday.",
    "Seven of hearts.",
    "Nineteen.",
    "What's that?",
    "I don't think so.",
    "Stop the music.",
    "To the station, please.",
    "Three o'clock.",
)
"""Short ones that are all there is."""
WHOLE_REPORT: Final = (
    "Okay.",
    "Of course not.",
    "In April.",
    "Queen of spades.",
    "Forty two.",
    "Who is it for?",
    "I'm not sure.",
    "Next song.",
    "Just the bill, please.",
    "Half past four.",
)
VOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"tuning": ("Kore", "Orus", "Zephyr"), "report": ("Puck", "Algenib")}
)
"""No voice of one half is made from the same recordings as one of the other."""


KINDS: Final[Mapping[str, str]] = MappingProxyType({"|": "break", "+": "clause", "/": "cut"})
"""What a place is called."""


def broken(sentence: str) -> list[tuple[str, int, str]]:
    """For each place: the sentence as it is said with that break, the character where it goes on, and its kind."""
    found = []
    for at, mark in enumerate(sentence):
        if mark in KINDS:
            before, after = plain(sentence[:at]), plain(sentence[at:])
            comma = "," if mark != "/" and before[-1].isalnum() else ""
            found.append((f"{before}{comma} {after}", len(before) + len(comma) + 1, KINDS[mark]))
    return found


def plain(sentence: str) -> str:
    """Without the places."""
    return " ".join("".join(" " if each in KINDS else each for each in sentence).split())
