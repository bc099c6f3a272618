"""Speculation to its contract (DESIGN P4)."""

from __future__ import annotations

from antiphon.session.drafting import Drafting
from antiphon.session.effects import Cancel, Commit, Effect
from antiphon.session.generation import Generation


class Case:
    def __init__(self) -> None:
        self.effects: list[Effect] = []
        self.drafting = Drafting(self.effects)
        self.count = 0

    def put(self, turn: int, revision: int) -> Generation:
        self.count += 1
        draft = Generation(self.count, revision=revision, is_draft=True, is_spoken=True)
        self.drafting.put(draft, turn)
        return draft


def test_the_draft_of_just_this_becomes_the_answer() -> None:
    case = Case()
    draft = case.put(3, 1)
    assert case.drafting.take(3, 1) is draft
    assert not draft.is_draft
    assert case.drafting.current is None
    assert case.effects == [Commit(1)]


def test_a_draft_of_another_turn_or_revision_never_does() -> None:
    for turn, revision in ((3, 2), (4, 1), (0, 1)):
        case = Case()
        case.put(3, 1)
        assert case.drafting.take(turn, revision) is None
        assert case.effects == [Cancel(1)]


def test_three_a_turn() -> None:
    case = Case()
    for revision in range(3):
        assert case.drafting.is_worth(1, revision)
        case.put(1, revision)
        case.drafting.drop()
    assert not case.drafting.is_worth(1, 3)
    assert case.drafting.is_worth(2, 0)


def test_who_always_goes_on_is_not_drafted_for_at_once() -> None:
    case = Case()
    for _ in range(3):
        case.drafting.end(2)
    assert [case.drafting.is_worth(9, revision) for revision in range(4)] == [False, False, True, True]
    case.drafting.end(0)
    assert case.drafting.is_worth(9, 0), "one who ended at once may do so again"


def test_what_was_dropped_leaves_no_trace() -> None:
    case = Case()
    assert not case.drafting.drop()
    case.put(1, 0)
    assert case.drafting.drop()
    assert not case.drafting.drop()
    assert case.effects == [Cancel(1)]
