from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[1] / "tools/system.py"


def run(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": str(path)} if path else {})}
    command = [sys.executable, str(TOOL), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_what_cannot_run_is_left_out_with_a_word(tmp_path: Path) -> None:
    done = run("tests", path=tmp_path)
    assert done.stdout.startswith("not corpus and not browser")
    assert done.stderr.count("\n") == 1
    assert "browser" in done.stderr
    assert "apt-get install chromium" in done.stderr


def test_what_can_run_is_not_left_out(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.touch(mode=0o755)
    done = run("tests", path=tmp_path)
    assert "browser" not in done.stdout + done.stderr
    assert run("path", "chromium", path=tmp_path).stdout == f"{program}\n"


def test_nothing_is_installed_where_that_is_not_ours_to_do(tmp_path: Path) -> None:
    done = run("install", path=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "chromium" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("else",), ("path",)])
def test_it_says_how_it_is_used(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "tools/system.py tests" in done.stderr
