from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antiphon.cli.main import app
from antiphon.config import DEFAULT_PORT
from antiphon.errors import OperatorError
from antiphon.server.presence import announced


def said(tmp_path: Path, *arguments: str) -> str:
    """What goes wrong where nobody answers."""
    outcome = CliRunner().invoke(app, ["say", "hello", "--data-dir", str(tmp_path), *arguments])
    assert isinstance(outcome.exception, OperatorError)
    return str(outcome.exception)


@pytest.fixture
def port() -> int:
    """One where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    assert isinstance(number, int)
    return number


def test_the_server_that_runs_here_is_asked(tmp_path: Path, port: int) -> None:
    with announced(tmp_path, "127.0.0.1", port, "key"):
        assert f"https://127.0.0.1:{port}" in said(tmp_path)


def test_who_names_a_server_means_it(tmp_path: Path, port: int) -> None:
    with announced(tmp_path, "127.0.0.1", DEFAULT_PORT, "key"):
        assert f"http://127.0.0.1:{port}" in said(tmp_path, "--url", f"http://127.0.0.1:{port}")
