from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from antiphon.cli.main import app
from antiphon.errors import OperatorError
from antiphon.testing import voice
from antiphon.testing.pair import LivePair
from contested import record_contested
from journals import record
from kit import setup


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["turns", *map(str, arguments)])


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return record_contested(tmp_path)


def test_a_call_is_told_and_its_page_lies_beside_it(journal: Path) -> None:
    result = run(journal)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["time", "who", "decision", "because", "score", "silence", "note"]
    assert any(line.split()[1:4] == ["answer", "interrupted", "words"] for line in lines)
    assert any("384 of " in line for line in lines)
    assert "interruptions by speech: 2; sounds beneath answers that were talked through: 1" in lines
    path = journal.with_suffix(".html")
    assert path.read_text().startswith("<!doctype html>")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_page_goes_where_it_is_wanted_or_nowhere(journal: Path, tmp_path: Path) -> None:
    assert run(journal, "--html", tmp_path / "shown.html").exit_code == 0
    assert (tmp_path / "shown.html").exists()
    assert run(journal, "--no-html").exit_code == 0
    assert not journal.with_suffix(".html").exists()


def test_words_are_shown_where_they_were_kept_and_steer_nothing(tmp_path: Path) -> None:
    journal = record_contested(tmp_path, has_words=True, hears=("\x1b[2Jyeah [red]x",))
    result = run(journal, "--no-html")
    assert "\x1b" not in result.stdout
    assert "[2Jyeah [red]x" in result.stdout


def test_another_behaviour_is_said(journal: Path) -> None:
    journal.write_text(journal.read_text().replace('"lead_s":0.6', '"lead_s":0.4'))
    result = run(journal, "--no-html")
    assert result.exit_code == 0
    assert "inputs now have other effects than when the call was recorded" in " ".join(result.stdout.split())


async def typed(pair: LivePair) -> None:
    async with pair.running(setup(is_text=True)):
        await pair.client.send_text("Why?")
        await pair.turn()


async def by_hand(pair: LivePair) -> None:
    async with pair.running(setup(disabled=True)):
        await pair.client.send_activity_start()
        await pair.speak(voice.speech(500))
        await pair.client.send_activity_end()
        await asyncio.sleep(2)


def test_a_call_without_a_voice(tmp_path: Path) -> None:
    result = run(record(tmp_path, typed))
    assert result.exit_code == 0
    assert "Nobody was listened to, and nothing was said aloud." in result.stdout
    assert "nothing was decided in this call" in result.stdout


def test_a_call_whose_client_says_when_it_speaks(tmp_path: Path) -> None:
    result = run(record(tmp_path, by_hand))
    assert result.exit_code == 0
    assert "No audio of the caller's was listened to" in result.stdout
    assert "the client says so" in result.stdout


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
        options = ["--html", tmp_path / "none" / "call.html"]
    result = run(journal, *options)
    assert isinstance(result.exception, OperatorError)
    assert "\n" not in str(result.exception)
