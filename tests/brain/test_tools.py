"""Dialogues with functions: what is called was offered, fits its schema and was said."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from antiphon.engines.brain import parameters
from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.parameters import Parameter
from antiphon.talk import Call, Result, Role, Said
from brain.dialogue import Dialogue
from brain.draw import Draw, Side
from brain.tools_dress import dressed, is_order
from brain.tools_families import ACTS, FAMILIES, mine
from brain.tools_play import CHARACTERS

SEEDS = 90
"""Of every family and side."""
SPANS: dict[str, set[float]] = {
    "half": {0.5, 50},
    "hour": {30, 60, 90, 15, 45, 120},
    "dozen": {12},
    "minute": {1},
    "quarter": {15, 45},
}
"""Numbers that are said in other words."""


def all_of(side: Side, seeds: int = SEEDS) -> Iterator[Dialogue]:
    """Dialogues of every family."""
    for family, seed in itertools.product(FAMILIES.values(), range(seeds)):
        yield family.make(Draw(seed, side))


@pytest.fixture(scope="module")
def dialogues() -> list[Dialogue]:
    """Of both sides."""
    return [*all_of(Side.TRAINED), *all_of(Side.HELD_OUT)]


def heard(dialogue: Dialogue, before: int) -> str:
    """All that the user has said until then."""
    return " ".join(
        entry.text
        for entry in dialogue.entries[:before]
        if isinstance(entry, Said) and entry.role is Role.USER
    )


def heard_in(dialogue: Dialogue, at: int) -> str:
    """What the user said there."""
    entry = dialogue.entries[at]
    assert isinstance(entry, Said)
    return entry.text


def test_every_call_is_of_an_offered_function_and_fits_its_schema(dialogues: list[Dialogue]) -> None:
    calls = 0
    for dialogue in dialogues:
        assert len({tool.name for tool in dialogue.tools}) == len(dialogue.tools)
        for call in dialogue.entries:
            if not isinstance(call, Call):
                continue
            (tool,) = (each for each in dialogue.tools if each.name == call.name)
            known = {each.name: each for each in parameters.of(tool)}
            assert set(call.arguments) <= set(known)
            assert {each.name for each in known.values() if each.is_required} <= set(call.arguments), call
            for name, value in call.arguments.items():
                assert fits(known[name], value), (call, known[name])
            calls += 1
    assert calls > len(dialogues)


def fits(parameter: Parameter, value: Any) -> bool:
    """Whether a value is of the parameter's type, and among its choices."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_right = {
        "string": isinstance(value, str),
        "integer": isinstance(value, int) and is_number,
        "number": is_number,
        "boolean": isinstance(value, bool),
    }[parameter.kind]
    return is_right and (not parameter.choices or value in parameter.choices)


def test_every_argument_was_said(dialogues: list[Dialogue]) -> None:
    for dialogue in dialogues:
        for at, call in enumerate(dialogue.entries):
            if isinstance(call, Call):
                words = heard(dialogue, at)
                for value in call.arguments.values():
                    assert was_said(value, words), (value, words)


def was_said(value: Any, words: str) -> bool:
    """Whether it is in the words, however numbers are put."""
    if isinstance(value, bool):
        return re.search(r"\bon\b" if value else r"\boff\b", words, re.IGNORECASE) is not None
    if isinstance(value, str):
        return (
            re.search(rf"(?<!\w){re.escape(value.lower().replace('_', ' '))}(?!\w)", words.lower())
            is not None
        )
    digits = numerals(words)
    if value != int(value):
        return str(value) in words or f"{int(value)} and a half" in digits or f"{int(value)}.50" in words
    said = re.search(rf"\b{int(value)}\b", digits) is not None
    return said or any(value in numbers for word, numbers in SPANS.items() if word in words.lower())


def test_a_question_is_asked_where_a_value_is_missing(dialogues: list[Dialogue]) -> None:
    asked = said_by_chance = 0
    for dialogue in dialogues:
        for at, probe in dialogue.probes.items():
            if probe.kind != "asking" or probe.call is not None:
                continue
            question, answer, then = dialogue.entries[at], dialogue.entries[at + 1], dialogue.entries[at + 2]
            assert isinstance(question, Said)
            assert isinstance(answer, Said)
            assert question.text.count("?") == 1
            if isinstance(then, Call):
                request = heard_in(dialogue, at - 1)
                new = [value for value in then.arguments.values() if was_said(value, answer.text)]
                said_by_chance += all(was_said(value, request) for value in new)
            asked += 1
    assert asked > len(dialogues) / 8
    assert said_by_chance < asked / 50, "of two numbers, the second may be in the first"


def test_two_things_at_once_are_done_one_after_the_other(dialogues: list[Dialogue]) -> None:
    found = 0
    for dialogue in dialogues:
        for at, (first, second) in enumerate(itertools.pairwise(dialogue.entries)):
            if isinstance(first, Result) and isinstance(second, Call):
                assert {first.call.name, second.name} <= {tool.name for tool in dialogue.tools}
                assert re.search(r"\b(and|then)\b", heard_in(dialogue, at - 2))
                found += 1
    assert found > len(dialogues) / 40


def test_a_request_is_wrapped_in_many_ways() -> None:
    wrapped = {dressed(Draw(seed), "Lock the front door.", name="Ada") for seed in range(200)}
    assert len(wrapped) > 40
    assert "Ada, lock the front door." in wrapped
    assert all("ock the front door" in each for each in wrapped)
    assert not is_order("Oslo is cold.")


def test_probes_match_what_is_there(dialogues: list[Dialogue]) -> None:
    for dialogue in dialogues:
        for at, entry in enumerate(dialogue.entries):
            is_ours = isinstance(entry, Call) or (isinstance(entry, Said) and entry.role is Role.MODEL)
            assert (at in dialogue.probes) is is_ours
        for at, probe in dialogue.probes.items():
            entry = dialogue.entries[at]
            if isinstance(entry, Call):
                assert probe.call == Call(entry.name, entry.arguments)
                continue
            assert isinstance(entry, Said)
            assert probe.call is None
            assert re.search(probe.want, entry.text, re.IGNORECASE), (probe, entry.text)
            assert not probe.without or not re.search(probe.without, entry.text, re.IGNORECASE), (
                probe,
                entry.text,
            )


def test_no_dialogue_is_too_long(dialogues: list[Dialogue]) -> None:
    lengths = [sum(len(segment.text) for segment in dialogue.segments()) for dialogue in dialogues]
    assert max(lengths) <= CHARACTERS
    assert all(
        "{" not in entry.text for each in dialogues for entry in each.entries if isinstance(entry, Said)
    )


def test_the_shares_are_as_wanted(dialogues: list[Dialogue]) -> None:
    kinds = Counter(probe.kind for dialogue in dialogues for probe in dialogue.probes.values())
    questions = sum(
        probe.kind == "asking" and probe.call is None
        for dialogue in dialogues
        for probe in dialogue.probes.values()
    )
    calls = sum(isinstance(entry, Call) for dialogue in dialogues for entry in dialogue.entries)
    assert 0.18 < questions / calls < 0.4
    assert 0.6 < kinds["results"] / calls < 1
    assert kinds["restraint"] / sum(kinds.values()) > 0.1


def test_the_sides_have_nothing_in_common() -> None:
    trained, held = (
        set(map(lines_said, all_of(Side.TRAINED, 80))),
        set(map(lines_said, all_of(Side.HELD_OUT, 80))),
    )
    assert not trained & held
    acts = [act for act in ACTS if act.side is Side.HELD_OUT]
    assert len(ACTS) / 8 < len(acts) < len(ACTS) / 3
    assert not set(acts) & set(mine(Draw(0, Side.TRAINED)))


def lines_said(dialogue: Dialogue) -> str:
    """All of it, as one text."""
    return "".join(segment.text for segment in dialogue.segments())


def test_the_same_seed_gives_the_same() -> None:
    for side in Side:
        assert list(map(lines_said, all_of(side, 5))) == list(map(lines_said, all_of(side, 5)))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_every_function_can_be_asked_for_and_told_of(act: Any) -> None:
    roles = {role for role, _, _ in act.slots}
    for text in (act.says, act.again, act.back, act.done, act.empty):
        assert set(re.findall(r"\{=?(\w+)", text)) <= roles
    for line in filter(None, map(str.strip, act.gives.splitlines())):
        spec, _, sentences = line.partition(" -> ")
        found = {token.split("=")[0].split(":")[0].rpartition(".")[2] for token in spec.split()}
        assert set(re.findall(r"\{=?(\w+)", sentences)) <= roles | found, line
    for line in filter(None, map(str.strip, act.topics.splitlines())):
        assert " -> " in line
    for line in filter(None, map(str.strip, act.asks.splitlines())):
        assert line.count(" | ") == 2, line
