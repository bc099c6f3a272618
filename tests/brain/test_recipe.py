"""The families come together."""

from collections import Counter

from brain.draw import Side
from brain.recipe import FAMILIES, TABLES, dialogues


def test_no_family_hides_another_of_its_name() -> None:
    assert len(FAMILIES) == sum(map(len, TABLES))


def test_every_family_is_drawn_by_its_share() -> None:
    drawn = Counter(dialogue.family for dialogue in dialogues(3_000, seed=1))
    whole = sum(family.share for family in FAMILIES.values())
    assert set(drawn) == set(FAMILIES)
    for name, family in FAMILIES.items():
        assert abs(drawn[name] / 3_000 - family.share / whole) < 0.03


def test_the_same_seed_draws_the_same_and_each_side_its_own() -> None:
    first, again = ([each.segments() for each in dialogues(40, seed=5)] for _ in range(2))
    other = [each.segments() for each in dialogues(40, seed=5, side=Side.HELD_OUT)]
    assert first == again
    assert first != other
