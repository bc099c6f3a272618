from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antiphon.bench.tuning import report, sweep
from antiphon.bench.tuning.picture import svg
from antiphon.bench.tuning.scores import Score
from antiphon.bench.tuning.sweep import Trial, front, read_grid, settings
from antiphon.errors import OperatorError
from antiphon.turns.policy import TurnPolicy

NOW = TurnPolicy()


def trial(delay: float, cut_offs: int, **changed: float) -> Trial:
    turns = replace(NOW, **changed)  # type: ignore[arg-type]  # as a grid does
    return Trial(
        turns,
        Score(delays=[delay], pauses=10, cut_offs=cut_offs, stops=[delay], met=10, false_stops=cut_offs),
    )


def test_the_front_is_what_nothing_beats() -> None:
    points = [(3, 1), (1, 3), (2, 2), (2, 3), (3, 3), (1, 3), (4, 1)]
    assert front(points, lambda each: (float(each[0]), float(each[1]))) == [(1, 3), (2, 2), (3, 1)]
    assert front([], lambda each: (float(each),)) == []
    assert front([(1, 1)], lambda each: (float(each[0]), float(each[1]))) == [(1, 1)]


def test_settings_begin_with_the_current_one_and_make_sense() -> None:
    found = settings(NOW, {"earliest_ms": (192, 900), "latest_ms": (800, 1000), "continues": (0.3, 0.8)})
    assert found[0] == NOW
    assert len(found) == len(set(found)) == 3
    assert all(each.earliest_ms <= each.latest_ms and each.continues < each.interrupts for each in found)


def test_a_grid_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "MAX_SETTINGS", 3)
    with pytest.raises(OperatorError, match="more than 3 settings"):
        settings(NOW, {"latest_ms": (500, 600, 700, 900)})


def test_grids_are_files(tmp_path: Path) -> None:
    path = tmp_path / "grid.toml"
    path.write_text("latest_ms = [500, 800]\ninterrupts = [0.6, 1]\n")
    grid = read_grid(path)
    assert grid == {"latest_ms": (500, 800), "interrupts": (0.6, 1.0)}
    assert sweep.of_pauses(grid) == {"latest_ms": (500, 800)}
    assert sweep.of_barge_in(grid) == {"interrupts": (0.6, 1.0)}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("likely = [1]", "there is no 'likely'; there are earliest_ms"),
        ("latest_ms = 500", "latest_ms needs a list of numbers"),
        ("latest_ms = []", "latest_ms needs a list of numbers"),
        ("latest_ms = [-1]", "latest_ms needs a list of numbers"),
        ("latest_ms = [true]", "latest_ms needs a list of numbers"),
        ("latest_ms = [", "grid.toml"),
    ],
)
def test_what_is_wrong_with_a_grid_is_said(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "grid.toml"
    path.write_text(text)
    with pytest.raises(OperatorError, match=problem):
        read_grid(path)


def test_a_grid_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be read"):
        read_grid(tmp_path / "none.toml")


def test_rows_are_the_front_and_the_current_setting() -> None:
    trials = [
        trial(500, 2),
        trial(300, 4, latest_ms=500),
        trial(450, 1, latest_ms=700),
        trial(700, 0, latest_ms=1200),
    ]
    rows = list(report.rows(report.PAUSES, trials, {"latest_ms": ()}, 12))
    assert [(row.cells[0], row.is_current) for row in rows] == [
        ("500", False),
        ("700", False),
        ("800", True),
        ("1200", False),
    ]
    assert rows[0].cells == ("500", "300", "300", "300", "4 of 10 (40%)", "0")
    assert len(list(report.rows(report.PAUSES, trials, {"latest_ms": ()}, 1))) == 2


def test_what_is_better_is_offered() -> None:
    better = trial(400, 2, latest_ms=700, in_doubt=0.4)
    safer = trial(500, 0, earliest_ms=256)
    offers = list(report.better(report.PAUSES, [trial(500, 2), better, safer, trial(100, 9)]))
    assert [(why, each) for why, each in offers] == [
        ("faster, and no worse", better),
        ("better, and no slower", safer),
    ]
    assert list(report.adopt(better.turns, NOW)) == [
        "turn_latest_ms = 700",
        "# in_doubt = 0.4 has no setting: src/antiphon/turns/policy.py",
    ]
    assert list(report.adopt(safer.turns, NOW)) == ["turn_earliest_ms = 256"]
    assert not list(report.better(report.PAUSES, [trial(500, 2), trial(600, 1)]))


def test_stops_have_rows_too() -> None:
    (row,) = report.rows(report.BARGE_IN, [trial(500, 2)], {"interrupts": ()}, 5)
    assert row.cells == (
        f"{NOW.interrupts:g}",
        "500",
        "500",
        "500",
        "0 of 1 (0%)",
        "2 of 10 (20%)",
        "0 of 8 (0%)",
    )
    (row,) = report.rows(report.BARGE_IN, [Trial(NOW, Score())], {}, 5)
    assert row.cells == ("-", "-", "-", "-", "-", "-")


def test_the_picture_holds_every_setting() -> None:
    trials = [trial(500, 2), trial(300, 4, latest_ms=500), trial(900, 5, latest_ms=1200)]
    text = svg([(report.PAUSES, trials), (report.BARGE_IN, trials[:1])])
    assert text.count("<polyline") == 2
    assert text.count('r="2.5"') == 4
    assert text.count(">now</text>") == 2
    assert "192 to 1200 ms" in text
    assert "script" not in text
