from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

import antiphon
from antiphon.cli import main as main_module
from antiphon.errors import ModelError


def test_version() -> None:
    result = CliRunner().invoke(main_module.app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"antiphon {antiphon.__version__}\n")


def test_without_a_command_it_explains_itself() -> None:
    result = CliRunner().invoke(main_module.app, [])
    assert "doctor" in result.output
    assert "models" in result.output


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [(ModelError("no [disk]"), 1, "error: no [disk]\n"), (KeyboardInterrupt(), 130, "")],
)
def test_errors_end_in_a_line_and_a_code(
    error: BaseException,
    code: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing() -> None:
        raise error

    monkeypatch.setattr(main_module, "app", failing)
    with pytest.raises(SystemExit) as caught:
        main_module.main()
    assert caught.value.code == code
    assert capsys.readouterr().err == told


def test_the_module_runs_as_the_command() -> None:
    command = [sys.executable, "-m", "antiphon", "models", "pull", "nose"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("error: no model is called 'nose'; there are: silero-vad")
    assert result.stderr.count("\n") == 1
