import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antiphon.cli.main import app
from antiphon.client.wav import read_wav
from antiphon.engines.cascade import voices
from antiphon.errors import OperatorError

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "voices.md"


def listed(*arguments: str) -> list[list[str]]:
    result = CliRunner().invoke(app, ["voices", *arguments])
    assert result.exit_code == 0
    return [re.split(r"\s{2,}", line.strip()) for line in result.stdout.splitlines()]


def test_all_are_listed() -> None:
    head, *rows = listed()
    assert head == ["name", "gender", "style", "English", "other languages"]
    assert [row[:3] for row in rows] == [[name, v.gender, v.style] for name, v in voices.VOICES.items()]
    assert all(row[4].startswith("espeak-ng ") for row in rows)


@pytest.mark.flite
def test_flite_is_listed_where_it_is() -> None:
    assert listed("kore")[1:] == [["Kore", "female", "Firm", "flite slt", "espeak-ng steph"]]


def test_where_it_is_not_espeak_speaks_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ctypes.py").write_text("raise OSError('no libflite.so.1')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    assert listed("kore")[1] == ["Kore", "female", "Firm", "espeak-ng steph", "espeak-ng steph"]


def test_one_can_be_heard(tmp_path: Path) -> None:
    wav = tmp_path / "kore.wav"
    result = CliRunner().invoke(
        app, ["voices", "Kore", "--say", "Guten Tag.", "--language", "de-DE", "--out", str(wav)]
    )
    assert result.exit_code == 0
    assert 0.4 < read_wav(wav).seconds < 2


def test_an_unknown_one_is_told() -> None:
    result = CliRunner().invoke(app, ["voices", "Nobody"])
    assert isinstance(result.exception, OperatorError)


def test_the_page_has_the_table() -> None:
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if re.match(r"\| `?[A-Z][a-z]+`? +\| (female|male)", line)
    ]
    assert [row[:5] for row in rows] == [
        [name, voice.gender, voice.style, voice.flite.name, voice.espeak.variant]
        for name, voice in voices.VOICES.items()
    ]
