from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from antiphon.bench.duplex.scenario import Event, Kind, Scenario
from antiphon.bench.duplex.stage import Played
from antiphon.bench.duplex.timeline import Answer, Take, Timeline
from antiphon.cli import bench_duplex
from antiphon.cli.main import app
from antiphon.errors import OperatorError


def timeline() -> Timeline:
    yeah = Event(Kind.BACKCHANNEL, answer=1.0, say="Yeah.")
    made = Timeline.of(Scenario("one", "report", "Kore", (yeah,)))
    made.takes = [Take(yeah, 2.0, 2.3)]
    made.answers = [Answer(0.0, 0.1, 2.2, text="Once upon a time", is_stopped=True)]
    made.stops = [2.2]
    return made


def shown(played: Played) -> str:
    console = Console(file=io.StringIO(), width=140)
    bench_duplex.show(console, played)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_table_and_what_went_wrong() -> None:
    text = shown(Played([timeline()], [1.0, 2.0]))
    assert "backchannel selectivity" in text
    assert "0 of 1" in text
    assert "1 of 1" in text
    assert "Yeah." in text
    assert "server 2 ms, callers 0 ms" in text
    assert "too busy" not in text
    assert "not played" not in text


def test_what_spoils_the_figures_is_said() -> None:
    call = timeline()
    call.late_ms, call.failure = 45.0, "ConnectionClosed: 1011"
    call.missed.append(call.takes[0].event)
    text = shown(Played([call], []))
    assert "too busy for 1 of 1 calls" in text
    assert "not played: 1 events; broken off: one: ConnectionClosed: 1011" in text


def test_nothing_at_all_is_a_table_too() -> None:
    assert "yield rate" in shown(Played([], []))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--half", "third"], "no such half: third"),
        (["--only", "nothing is called so"], "no call is left"),
        (["nowhere.toml"], "cannot be read"),
    ],
)
def test_options_that_make_no_sense(arguments: list[str], complaint: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["bench", "duplex", *arguments], env={"HOME": str(tmp_path)})
    assert isinstance(result.exception, OperatorError)
    assert complaint in str(result.exception)
