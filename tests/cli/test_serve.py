import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from antiphon.cli import serve as command
from antiphon.config import Settings, load
from antiphon.errors import ModelError
from antiphon.server.serve import Listening


class Host:
    """A host that notes what is done with it."""

    is_ready = True
    active = 0

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.done: list[str] = []

    async def start(self) -> None:
        self.done.append("start")

    async def aclose(self) -> None:
        self.done.append("aclose")


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.command()(command.serve)
    return app


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> list[Host]:
    made: list[Host] = []

    def make_host(settings: Settings) -> Host:
        made.append(Host(settings))
        return made[-1]

    async def until_stopped(_settings: Settings, host: Host, announce: Callable[[Listening], None]) -> None:
        host.done.append(type(asyncio.get_running_loop()).__module__)
        announce(
            Listening(
                "127.0.0.1", 1, "https://127.0.0.1:1", "http://127.0.0.1:1", Path("ca.pem"), Path("b.pem")
            )
        )

    monkeypatch.setattr(command, "make_host", make_host)
    monkeypatch.setattr(command, "serve_until_stopped", until_stopped)
    monkeypatch.setattr("antiphon.cli.serve.logs.set_up", lambda _level: None)
    return made


def test_options_become_settings(app: typer.Typer, hosts: list[Host]) -> None:
    options = ["--host", "0.0.0.0", "--port", "0", "--engine", "echo", "--insecure", "--lead-ms", "700"]
    options += [
        "--hostname",
        "a.example",
        "--hostname",
        "b.example",
        "--allow-origin",
        "*",
        "--log-level",
        "debug",
    ]
    options += ["--llm", "http://localhost:1/v1", "--llm-model", "m", "--llm-key", "k", "--data-dir", "d"]
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 0, result.output
    settings = hosts[0].settings
    assert (settings.host, settings.port, settings.engine, settings.lead_ms) == ("0.0.0.0", 0, "echo", 700)
    assert (settings.hostname, settings.allow_origin) == (("a.example", "b.example"), ("*",))
    assert (settings.llm_model, settings.data_dir, settings.log_level) == ("m", Path("d"), "debug")
    assert hosts[0].done == ["start", "uvloop", "aclose"]


def test_options_left_out_leave_room_for_the_environment(
    app: typer.Typer, hosts: list[Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTIPHON_ENGINE", "echo")
    monkeypatch.setenv("ANTIPHON_HOSTNAME", '["c.example"]')
    assert CliRunner().invoke(app, []).exit_code == 0
    assert (hosts[0].settings.engine, hosts[0].settings.hostname) == ("echo", ("c.example",))


def test_the_ready_line_is_alone_on_standard_output(app: typer.Typer, hosts: list[Host]) -> None:
    result = CliRunner().invoke(app, [])
    (line,) = result.stdout.splitlines()
    assert json.loads(line.removeprefix("ANTIPHON READY ")) == {
        "port": 1,
        "base_url": "https://127.0.0.1:1",
        "http_base_url": "http://127.0.0.1:1",
        "ca": "ca.pem",
        "bundle": "b.pem",
    }
    for said in ("https://127.0.0.1:1", "export SSL_CERT_FILE=b.pem", "export GOOGLE_GEMINI_BASE_URL="):
        assert said in result.stderr
    assert hosts


def test_what_the_operator_must_change_is_one_line(app: typer.Typer, hosts: list[Host]) -> None:
    result = CliRunner().invoke(app, ["--host", "0.0.0.0"])
    assert result.exit_code == 2
    assert result.stderr.startswith("antiphon: 0.0.0.0 is reachable by others")
    assert hosts == []


def test_a_missing_model_ends_cleanly(
    app: typer.Typer, hosts: list[Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_host: Host) -> None:
        raise ModelError("no voice here")

    monkeypatch.setattr(Host, "start", fail)
    result = CliRunner().invoke(app, [])
    assert (result.exit_code, result.stderr) == (2, "antiphon: no voice here\n")
    assert hosts[0].done == ["aclose"]


def test_interrupted_while_loading(
    app: typer.Typer, hosts: list[Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def interrupt(_host: Host) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Host, "start", interrupt)
    assert CliRunner().invoke(app, []).exit_code == 130
    assert hosts[0].done == ["aclose"]


def test_without_uvloop(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> Any:
        raise ImportError

    monkeypatch.setattr("antiphon.cli.serve.importlib.import_module", missing)
    assert command._loop_factory() is asyncio.SelectorEventLoop


def test_the_host_comes_from_the_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    class Runtime:
        Host = Host

    monkeypatch.setattr(
        "antiphon.cli.serve.importlib.import_module", {"antiphon.runtime.host": Runtime}.__getitem__
    )
    settings = load()
    made = command.make_host(settings)
    assert isinstance(made, Host)
    assert made.settings is settings
