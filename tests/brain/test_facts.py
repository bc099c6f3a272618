"""The generators of facts: what they teach is true of the dialogue that it is taught in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import pytest

from antiphon.talk import Role, Said
from brain import (
    facts_counts,
    facts_memory,
    facts_notes,
    facts_people,
    facts_personal,
    facts_system,
    persona,
    words_names,
)
from brain.dialogue import Dialogue, Family
from brain.draw import Draw, Side, side_of
from brain.facts_speech import found, spelled, yours

FAMILIES: Final[Mapping[str, Family]] = {
    **facts_counts.FAMILIES,
    **facts_memory.FAMILIES,
    **facts_notes.FAMILIES,
    **facts_people.FAMILIES,
    **facts_personal.FAMILIES,
    **facts_system.FAMILIES,
    **persona.FAMILIES,
}
SEEDS: Final = 250
KINDS: Final = {"memory", "absent", "facts", "persona", "notes"}
each_family = pytest.mark.parametrize("name", sorted(FAMILIES))


@cache
def _made_for(name: str, side: Side) -> list[Dialogue]:
    return [FAMILIES[name].make(Draw(seed, side)) for seed in range(SEEDS)]


def _made(name: str, side: Side | None = None) -> Iterator[Dialogue]:
    for one in [side] if side else Side:
        yield from _made_for(name, one)


def _said(dialogue: Dialogue) -> list[Said]:
    entries = [entry for entry in dialogue.entries if isinstance(entry, Said)]
    assert len(entries) == len(dialogue.entries)
    return entries


def _before(dialogue: Dialogue, index: int) -> str:
    text = " ".join((dialogue.system, *(entry.text for entry in _said(dialogue)[:index])))
    numbers = " ".join(spelled(int(number)) for number in re.findall(r"\b\d\d?\b", text))
    return f"{text} {numbers}".lower()


@each_family
def test_every_probe_is_met_by_the_answer_it_judges(name: str) -> None:
    for dialogue in _made(name):
        assert dialogue.probes, dialogue
        for index, probe in dialogue.probes.items():
            answer = _said(dialogue)[index]
            assert answer.role is Role.MODEL
            assert probe.kind in KINDS
            assert probe.want
            assert re.search(probe.want, answer.text, re.IGNORECASE), (answer.text, probe)
            assert not probe.without or not re.search(probe.without, answer.text, re.IGNORECASE), (
                answer.text,
                probe,
            )


@pytest.mark.parametrize("name", ["memory", "people", "personal", "business", "scene", "told", "brief"])
def test_names_and_numbers_of_an_answer_were_said_before_it(name: str) -> None:
    for dialogue in _made(name):
        for index, probe in dialogue.probes.items():
            if probe.kind == "absent":
                continue
            before = _before(dialogue, index)
            answer = _said(dialogue)[index].text
            held = re.findall(r"(?<=[a-z,] )[A-Z][\w-]+|\d[\w:.]*\w|\d", answer)
            missing = [
                word
                for word in held
                if word.lower().removesuffix("s") not in before and word not in {"I", "Check-in"}
            ]
            assert not missing, (missing, answer, before)


@each_family
def test_what_is_absent_is_said_to_be_unknown(name: str) -> None:
    for dialogue in _made(name):
        for index, probe in dialogue.probes.items():
            answer = _said(dialogue)[index].text
            assert ("don't know" in answer and " but I don't know" not in answer) or probe.kind != "absent", (
                answer
            )


@pytest.mark.parametrize("name", ["memory", "people", "counted", "personal", "told"])
def test_what_was_told_is_not_called_unknown(name: str) -> None:
    for dialogue in _made(name):
        told = [entry.text for index, entry in enumerate(_said(dialogue)) if index in dialogue.probes]
        lacks = [re.search(r"I don't know (your [\w' -]+?)[.,]", text) for text in told]
        for lack in filter(None, lacks):
            noun = lack[1].removeprefix("your ").removesuffix("'s name")
            assert not re.search(rf"\bYour {noun} (?:is|are) called ", " ".join(told)), told


@pytest.mark.parametrize("name", ["memory", "people", "counted", "personal", "brief"])
@pytest.mark.parametrize("side", Side)
def test_a_side_has_names_of_its_own(name: str, side: Side) -> None:
    strangers = {
        each
        for each in (*words_names.WOMEN, *words_names.MEN, *words_names.CITIES)
        if side_of(each) is not side and side_of(each.lower()) is not side
    }
    titles = {"Up", "Nice", "Split", "Bath", "Emma", "Heidi", "Rebecca", "Matilda", "Alien", "Georgia"}
    for dialogue in _made(name, side):
        text = " ".join(entry.text for entry in _said(dialogue))
        heard = set(re.findall(r"(?<=called )[A-Z]\w+|(?<=lives in )[A-Z]\w+", text))
        assert not heard & strangers - titles, heard & strangers


@each_family
def test_a_dialogue_fits_into_what_is_trained_on(name: str) -> None:
    for dialogue in _made(name):
        assert sum(len(segment.text) for segment in dialogue.segments()) / 3 < 512
        assert "{" not in " ".join(entry.text for entry in _said(dialogue))
        assert "{" not in dialogue.system


@each_family
def test_the_same_seed_makes_the_same_dialogue(name: str) -> None:
    for seed in range(20):
        first, second = (FAMILIES[name].make(Draw(seed)) for _ in range(2))
        assert first.segments() == second.segments()
        assert first.probes == second.probes


def test_the_shares_add_up_to_what_was_meant() -> None:
    assert sum(family.share for family in FAMILIES.values()) == pytest.approx(0.44)


def test_numbers_are_found_in_digits_and_in_words() -> None:
    pattern = found("34")
    assert re.search(pattern, "You are thirty-four.")
    assert re.search(found("thirty-four"), "He is 34 years old.")
    assert not re.search(pattern, "Your room is 341.")
    assert not re.search(found("thirty"), "She is thirty-one.")


def test_the_first_person_becomes_the_second() -> None:
    assert (
        yours("where I put my keys and what I'm called") == "where you put your keys and what you're called"
    )
