from __future__ import annotations

import pytest

from antiphon.turns.speculation import DRAFTS, is_worth_a_draft


@pytest.mark.parametrize(
    ("pause", "drafts", "ended_at", "is_worth"),
    [
        (0, 0, [], True),
        (0, 0, [3, 3], True),  # too few turns to judge anybody by
        (0, 0, [1, 2, 1], False),
        (1, 0, [1, 2, 1], True),
        (0, 0, [1, 0, 1], True),
        (2, DRAFTS - 1, [0, 0, 0], True),
        (3, DRAFTS, [0, 0, 0], False),
    ],
)
def test_no_draft_where_the_speaker_has_always_gone_on(
    pause: int, drafts: int, ended_at: list[int], *, is_worth: bool
) -> None:
    assert is_worth_a_draft(pause, drafts, ended_at) is is_worth
