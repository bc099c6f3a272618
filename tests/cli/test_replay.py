from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from antiphon.cli.main import app
from antiphon.errors import OperatorError
from journals import TYPED, record


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["replay", *map(str, arguments)])


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return record(tmp_path)


def changed(journal: Path, was: str, now: str) -> Path:
    text = journal.read_text()
    assert was in text
    journal.write_text(text.replace(was, now))
    return journal


def test_a_call_is_told_and_compared(journal: Path) -> None:
    result = run(journal)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].startswith("session test, ")
    assert lines[0].endswith("without its words")
    assert lines[1] == "    0.000 < begin"
    assert lines[-1].endswith("inputs, all with the effects they had")


def test_another_behaviour_is_an_error(journal: Path) -> None:
    result = run(changed(journal, '"lead_s":0.6', '"lead_s":0.5'))
    assert result.exit_code == 1
    assert "inputs now have other effects" in result.stdout
    shown = [line for line in result.stdout.splitlines() if " ! " in line and "now it gives" in line]
    assert len(shown) == 10


def test_words_do_not_steer_the_terminal(tmp_path: Path) -> None:
    journal = changed(record(tmp_path, has_words=True), TYPED, "\\u001b[2Jboo")
    result = run(journal)
    assert "\x1b" not in result.stdout
    assert "\\x1b[2Jboo" in result.stdout


def test_a_journal_that_ends_early_says_so(journal: Path) -> None:
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:-1]))
    result = run(journal)
    assert result.exit_code == 0
    assert "the journal ends before the call: nobody closed it" in result.stdout


def test_a_call_becomes_a_test(journal: Path, tmp_path: Path) -> None:
    result = run(journal, "--as-test", tmp_path / "test_call.py")
    assert result.exit_code == 0
    assert f"written to {tmp_path / 'test_call.py'}" in result.stdout
    assert "def test_the_call_goes_as_it_went() -> None:" in (tmp_path / "test_call.py").read_text()


@pytest.mark.parametrize("damage", ["cut", "foreign", "missing", "unwritable"])
def test_what_the_operator_must_change_is_said_in_a_line(journal: Path, tmp_path: Path, damage: str) -> None:
    options: list[object] = []
    if damage == "cut":
        journal.write_bytes(journal.read_bytes()[:-5])
    elif damage == "foreign":
        journal.write_text("hello\n")
    elif damage == "missing":
        journal.unlink()
    else:
        options = ["--as-test", tmp_path / "none" / "test_call.py"]
    result = run(journal, *options)
    assert isinstance(result.exception, OperatorError)
    assert "\n" not in str(result.exception)
