from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from antiphon.cli.main import app
from antiphon.errors import OperatorError
from antiphon.testing import voice
from antiphon.testing.pair import LivePair
from antiphon.testing.umpire import ScriptedUmpire
from antiphon.wire.messages import RealtimeInput
from journals import record
from kit import setup

GRID = "latest_ms = [640, 1280]\ninterrupts = [0.6, 0.9]\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["tune", *map(str, arguments)])


async def conversation(pair: LivePair) -> None:
    """A turn with a pause inside, and speech beneath its answer."""
    async with pair.running(setup()):
        await pair.speak(voice.speech(640) + voice.silence(500) + voice.speech(640, seed=3))
        await pair.speak(voice.silence(2000) + voice.speech(640, seed=4) + voice.silence(2500))


async def typed(pair: LivePair) -> None:
    async with pair.running(setup()):
        await pair.client.send(RealtimeInput(text="Hello"))
        await pair.turn()


def tell(journal: Path, *more: dict[str, object]) -> None:
    """Writes down what is right."""
    pause = {"kind": "pause", "onset": 0.0, "end": 1.78, "pauses": [[0.64, 1.14]]}
    journal.with_name(f"{journal.stem}.truth.json").write_text(json.dumps({"takes": [pause, *more]}))


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return record(tmp_path, conversation, umpire=ScriptedUmpire(0.1))


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    path = tmp_path / "grid.toml"
    path.write_text(GRID)
    return path


def test_both_questions_are_answered(journal: Path, grid: Path, tmp_path: Path) -> None:
    tell(journal, {"kind": "interruption", "onset": 3.78, "end": 4.42})
    picture = tmp_path / "tune.svg"
    result = run(journal.parent, "--grid", grid, "--jobs", 1, "--svg", picture)
    assert result.exit_code == 0, result.output
    text = result.stdout
    assert text.startswith(
        "1 calls, 7 s; truth from files: 2 ends of turns, 1 pauses inside, 1 sounds beneath answers"
    )
    assert "How long to wait" in text
    assert "When to stop" in text
    assert "0 of 1 (0%)" in text
    assert text.count("  now\n") == 2
    assert "5 settings in " in text
    assert picture.read_text().startswith("<svg")


def test_what_to_write_is_said(journal: Path, grid: Path) -> None:
    tell(journal)
    grid.write_text("latest_ms = [704]\n")
    result = run(journal, "--grid", grid, "--jobs", 1)
    assert "faster, and no worse; in antiphon.toml:\n    turn_latest_ms = 704" in result.stdout
    assert "When to stop" not in result.stdout


def test_truth_may_be_given(journal: Path, grid: Path) -> None:
    tell(journal)
    result = run(journal, "--grid", grid, "--jobs", 1)
    assert "truth from files: 1 ends of turns, 1 pauses inside, 0 sounds" in result.stdout


def test_without_pauses_inside_turns_nothing_is_offered(journal: Path, grid: Path) -> None:
    takes = [{"kind": "complete", "onset": 0.0, "end": 1.78}]
    journal.with_name(f"{journal.stem}.truth.json").write_text(json.dumps({"takes": takes}))
    result = run(journal, "--grid", grid, "--jobs", 1)
    assert "nothing in these calls says what being faster costs" in result.stdout
    assert "antiphon.toml" not in result.stdout


def test_settings_are_tried_in_processes(journal: Path, grid: Path) -> None:
    grid.write_text("latest_ms = [704]\n")
    assert (
        run(journal, "--grid", grid, "--jobs", 2).stdout.splitlines()[2:-1]
        == (run(journal, "--grid", grid, "--jobs", 1).stdout.splitlines()[2:-1])
    )


def test_journals_that_cannot_be_rehearsed_are_left_out(journal: Path, grid: Path) -> None:
    damaged = journal.with_name("damaged.jsonl")
    damaged.write_text(journal.read_text()[:-5])
    result = run(journal, damaged, "--grid", grid, "--jobs", 1)
    assert result.exit_code == 0
    assert "left out: " in result.stdout
    assert "is cut off" in result.stdout


def test_another_machine_is_mentioned(journal: Path, grid: Path) -> None:
    journal.write_text(journal.read_text().replace('"lead_s":0.6', '"lead_s":0.5'))
    assert "1 of them were recorded by another machine" in run(journal, "--grid", grid, "--jobs", 1).stdout


def test_calls_whose_pauses_nobody_judged_are_mentioned(tmp_path: Path, grid: Path) -> None:
    assert "no pauses were judged" in run(record(tmp_path, conversation), "--grid", grid, "--jobs", 1).stdout


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("empty", "there is no journal in"),
        ("silent", "nothing was listened to in this call"),
        ("foreign", "is no journal of a call"),
        ("missing", "cannot be read"),
        ("truth", "does not exist"),
        ("unwritable", "cannot be written"),
    ],
)
def test_what_the_operator_must_change_is_said_in_a_line(tmp_path: Path, damage: str, problem: str) -> None:
    given: list[object] = [tmp_path / "call.jsonl", "--jobs", 1]
    match damage:
        case "empty":
            given = [tmp_path]
        case "silent":
            given = [record(tmp_path, typed)]
        case "foreign":
            (tmp_path / "call.jsonl").write_text("hello\n")
        case "truth":
            given = [record(tmp_path, conversation), "--truth", tmp_path / "none"]
        case "unwritable":
            (tmp_path / "grid.toml").write_text("latest_ms = [704]\n")
            journal = record(tmp_path, conversation)
            given = [
                journal,
                "--grid",
                tmp_path / "grid.toml",
                "--jobs",
                1,
                "--svg",
                tmp_path / "none" / "a.svg",
            ]
    result = run(*given)
    assert isinstance(result.exception, OperatorError)
    assert problem in str(result.exception)
    assert "\n" not in str(result.exception)
