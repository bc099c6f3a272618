import re
from functools import cache

import pytest

from antiphon.talk import Call, Role, Said
from brain.dialogue import Dialogue
from brain.directives import ORDERS
from brain.draw import Draw, Side
from brain.knowledge import FACTS
from brain.manner import Manner
from brain.style import MANNERS, SAID
from brain.style_signs import SIGNS, Signs, dressed
from brain.talk import FAMILIES
from brain.talk_common import distilled

SEEDS = 500
LONG = {"story", "interruption"}
"""Families in which a story may be told."""


@cache
def made(family: str) -> tuple[Dialogue, ...]:
    return tuple(FAMILIES[family].make(Draw(seed, side)) for side in Side for seed in range(SEEDS // 2))


def answers(dialogue: Dialogue) -> list[str]:
    return [
        entry.text
        for entry in dialogue.entries
        if isinstance(entry, Said) and entry.role is Role.MODEL and not entry.is_cut
    ]


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?:\s|$)", text))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_gold_answer_is_judged_right(family: str) -> None:
    for dialogue in made(family):
        for at, probe in dialogue.probes.items():
            entry = dialogue.entries[at]
            if isinstance(entry, Call):
                assert entry == probe.call
                continue
            assert isinstance(entry, Said)
            assert entry.role is Role.MODEL
            assert re.search(probe.want, entry.text, re.IGNORECASE), (probe, entry.text)
            assert not (probe.without and re.search(probe.without, entry.text, re.IGNORECASE)), (
                probe,
                entry.text,
            )


@pytest.mark.parametrize("family", FAMILIES)
def test_answers_are_short_and_plain(family: str) -> None:
    for dialogue in made(family):
        for text in answers(dialogue):
            assert not re.search(r"[*#_{}\n\[\]|]", text), text
            if family not in LONG:
                assert sentences(text) <= (3 if family == "style" else 2), text  # "Meow!" is one, too
                assert len(text.split()) <= 25, text
            assert sentences(text) <= 4, text


@pytest.mark.parametrize("family", FAMILIES)
def test_who_speaks_takes_turns_and_the_model_ends(family: str) -> None:
    for dialogue in made(family):
        roles = [entry.role for entry in dialogue.entries if isinstance(entry, Said)]
        assert roles == [Role.USER, Role.MODEL] * (len(roles) // 2)
        assert 2 <= len(roles) <= 24


@pytest.mark.parametrize("family", FAMILIES)
def test_no_slot_is_left_open_and_a_dialogue_fits(family: str) -> None:
    for dialogue in made(family):
        text = "".join(segment.text for segment in dialogue.segments())
        said = [entry.text for entry in dialogue.entries if isinstance(entry, Said)]
        assert not [each for each in (dialogue.system, *said) if "{" in each]
        assert len(text) < 1500, text  # 512 tokens are about 1,900 characters


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_makes_the_same_dialogue(family: str) -> None:
    for seed in range(20):
        first, second = (FAMILIES[family].make(Draw(seed)).segments() for _ in range(2))
        assert first == second


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
def test_a_manner_is_heard_in_every_answer(manner: Manner) -> None:
    assert set(manner.says) == set(SAID) | {"told", "recall", "absent", "unable", "wrap"}
    for texts in manner.says.values():
        for text in texts:
            plain = re.sub(r"\{\w+\}", "zzz", text)
            assert re.search(manner.words, plain, re.IGNORECASE), text


def test_orders_are_obeyed() -> None:
    for order in ORDERS:
        for _, answer in order.turns:
            assert re.search(order.want, answer, re.IGNORECASE), (order.instructions[0], answer)


def test_facts_are_many_and_each_is_its_own_right_answer() -> None:
    assert len(FACTS) > 950
    assert all(re.search(fact.want, fact.answer, re.IGNORECASE) for fact in FACTS)


def test_what_was_distilled_is_one_clean_sentence_each() -> None:
    assert len(distilled()) > 200
    assert all(sentences(fact.answer) == 1 for fact in distilled())


def test_not_knowing_does_not_spread() -> None:
    known = unknown = 0
    for dialogue in made("unknown"):
        for probe in dialogue.probes.values():
            known += probe.kind in {"trivia", "memory"}
            unknown += probe.kind == "unknowable"
    assert 0.25 < known / (known + unknown) < 0.6


@pytest.mark.parametrize("signs", SIGNS, ids=lambda signs: (signs.names or signs.qualities)[0])
def test_signs_are_put_around_every_answer(signs: Signs) -> None:
    for seed in range(40):
        draw = Draw(seed)
        for plain in (
            "The Seine flows through Paris.",
            "I don't know your age. You haven't told me.",
            "Hello!",
        ):
            for is_soft in (False, True):
                text = dressed(draw, signs, plain, is_soft=is_soft)
                assert re.search(signs.want, text, re.IGNORECASE), text


def test_what_was_not_told_and_what_cannot_be_looked_up_are_told_apart() -> None:
    kinds = {probe.kind: probe for each in made("unknown") for probe in each.probes.values()}
    assert {"absent", "unknowable"} <= set(kinds)
    assert kinds["absent"].without == "look that up"
