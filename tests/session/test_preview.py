from __future__ import annotations

import pytest

from antiphon.session.listening import UserTurn
from antiphon.session.preview import LEAST_S, Preview
from antiphon.talk import Interim


def turn(revision: int = 0) -> UserTurn:
    return UserTurn(3, 0, 0, revision=revision)


def test_what_is_new_is_shown_and_not_too_often() -> None:
    preview = Preview(is_wanted=True)
    assert preview.take(Interim(3, 0, " one"), turn(), 0.0) == "one"
    assert preview.take(Interim(3, 0, "one two"), turn(), LEAST_S - 0.01) is None
    assert preview.take(Interim(3, 0, "one"), turn(), LEAST_S) is None
    assert preview.take(Interim(3, 0, "one two"), turn(), LEAST_S) == "one two"
    assert preview.take(Interim(3, 0, "  "), turn(), 1.0) is None
    assert preview.take(Interim(3, 0, "one two three"), turn(revision=1), 2.0) == "one two three"


@pytest.mark.parametrize(
    ("interim", "held"),
    [
        (Interim(3, 0, "one"), None),
        (Interim(2, 0, "one"), turn()),
        (Interim(4, 0, "one"), turn()),
        (Interim(3, 1, "one"), turn()),
    ],
)
def test_what_belongs_to_no_open_turn_is_dropped(interim: Interim, held: UserTurn | None) -> None:
    assert Preview(is_wanted=True).take(interim, held, 0.0) is None


def test_nothing_comes_after_the_transcript_or_the_end_or_unasked() -> None:
    over, written = turn(), turn()
    over.is_open = False
    written.transcript = ""
    for held in (over, written):
        assert Preview(is_wanted=True).take(Interim(3, 0, "one"), held, 0.0) is None
    assert Preview(is_wanted=False).take(Interim(3, 0, "one"), turn(), 0.0) is None
