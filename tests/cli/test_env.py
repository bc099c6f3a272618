from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antiphon.cli.env import Shell, Target, environment, has_google_credentials, remarks, spelled
from antiphon.cli.main import app
from antiphon.config import load
from antiphon.errors import ConfigError
from antiphon.server.presence import announced, find

GIVEN = {"HOME": "/nowhere"}


def target(base_url: str = "https://127.0.0.1:8765", *, is_near: bool = True) -> Target:
    return Target(base_url, Path("/tls/ca.pem"), Path("/tls/bundle.pem"), is_near)


def variables(tmp_path: Path, given: dict[str, str] | None = None, **settings: object) -> dict[str, str]:
    return environment(target(), load(data_dir=tmp_path, **settings), GIVEN | (given or {}))


def test_what_every_sdk_reads(tmp_path: Path) -> None:
    assert variables(tmp_path) == {
        "GOOGLE_GEMINI_BASE_URL": "https://127.0.0.1:8765",
        "GOOGLE_VERTEX_BASE_URL": "https://127.0.0.1:8765",
        "GOOGLE_API_KEY": "local",
        "SSL_CERT_FILE": "/tls/bundle.pem",
        "REQUESTS_CA_BUNDLE": "/tls/bundle.pem",
        "NODE_EXTRA_CA_CERTS": "/tls/ca.pem",
        "NO_PROXY": "127.0.0.1,localhost,::1",
        "no_proxy": "127.0.0.1,localhost,::1",
        "GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "stand-in-credentials.json"),
    }


@pytest.mark.parametrize("name", ["GOOGLE_API_KEY", "GEMINI_API_KEY"])
def test_a_key_of_ones_own_stays(tmp_path: Path, name: str) -> None:
    assert "GOOGLE_API_KEY" not in variables(tmp_path, {name: "mine"})
    assert variables(tmp_path, {name: ""})["GOOGLE_API_KEY"] == "local"


def test_a_server_that_asks_for_keys_is_shown_one(tmp_path: Path) -> None:
    keys = ("first", "second")
    given = {"GOOGLE_API_KEY": "mine"}
    assert variables(tmp_path, api_keys=keys)["GOOGLE_API_KEY"] == "first"
    credentials = tmp_path / "stand-in-credentials.json"
    assert json.loads(credentials.read_text())["token"] == "first"
    assert credentials.stat().st_mode & 0o777 == 0o600
    settings = load(data_dir=tmp_path, api_keys=keys)
    (remark,) = remarks(environment(target(), settings, given), settings, given)
    assert remark.startswith("GOOGLE_API_KEY stays as it was")


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_what_no_proxy_may_serve_is_added_to(tmp_path: Path, name: str) -> None:
    found = variables(tmp_path, {name: "example.org, localhost,"})
    assert found["NO_PROXY"] == found["no_proxy"] == "example.org,localhost,127.0.0.1,::1"


def test_a_server_elsewhere_keeps_its_proxies(tmp_path: Path) -> None:
    elsewhere = target("https://voice.example.org:8765", is_near=False)
    assert "NO_PROXY" not in environment(elsewhere, load(data_dir=tmp_path), GIVEN)


def test_credentials_of_ones_own_stay(tmp_path: Path) -> None:
    assert not has_google_credentials({"HOME": str(tmp_path)})
    assert has_google_credentials({"GOOGLE_APPLICATION_CREDENTIALS": "x"})
    for directory, given in (
        (tmp_path / ".config/gcloud", {"HOME": str(tmp_path)}),
        (tmp_path / "cloud", {"CLOUDSDK_CONFIG": str(tmp_path / "cloud")}),
    ):
        directory.mkdir(parents=True)
        (directory / "application_default_credentials.json").touch()
        assert has_google_credentials(given)
        assert "GOOGLE_APPLICATION_CREDENTIALS" not in variables(tmp_path, given)
    settings = load(data_dir=tmp_path)
    assert "GOOGLE_APPLICATION_CREDENTIALS" not in environment(target(), settings, GIVEN, stand_in=False)


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot write"):
        environment(target(), load(data_dir=tmp_path / "file"), GIVEN)


@pytest.mark.parametrize(
    ("given", "emptied"),
    [
        ({"GOOGLE_CLOUD_PROJECT": "p"}, set()),
        ({"GOOGLE_GENAI_USE_VERTEXAI": "true"}, set()),
        ({"GOOGLE_GENAI_USE_VERTEXAI": "1", "GOOGLE_CLOUD_PROJECT": "p"}, {"GOOGLE_CLOUD_PROJECT"}),
        (
            {"GOOGLE_CLOUD_LOCATION": "l", "GOOGLE_CLOUD_PROJECT": "p"},
            {"GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION"},
        ),
    ],
)
def test_vertex_mode_by_environment(tmp_path: Path, given: dict[str, str], emptied: set[str]) -> None:
    found = variables(tmp_path, given)
    assert {name for name, value in found.items() if not value} == emptied
    said = list(remarks(found, load(data_dir=tmp_path), given))
    assert len(said) == bool(emptied)


@pytest.mark.parametrize("value", ["plain/path:1", "it's", 'a "b" $c \\d', ""])
def test_every_shell_spells_so_that_it_reads_the_same(value: str) -> None:
    lines = {shell: "\n".join(spelled({"NAME": value}, shell)) for shell in Shell}
    assert shlex.split(lines[Shell.POSIX]) == ["export", f"NAME={value}"]
    script = f'{lines[Shell.POSIX]}\nprintf %s "$NAME"'
    assert subprocess.run(["sh", "-c", script], capture_output=True, check=True, text=True).stdout == value
    assert json.loads(lines[Shell.JSON]) == {"NAME": value}
    fish = value.replace("\\", "\\\\").replace("'", "\\'")
    assert lines[Shell.FISH] == f"set -gx NAME '{fish}'"
    powershell = value.replace("'", "''")
    assert lines[Shell.POWERSHELL] == f"$env:NAME = '{powershell}'"


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("/a/b.pem", "NAME=/a/b.pem"),
        ("", "NAME="),
        ("a b", "NAME='a b'"),
        ("it's", 'NAME="it\'s"'),
        ("it's \"\\", 'NAME="it\'s \\"\\\\"'),
    ],
)
def test_dotenv(value: str, line: str) -> None:
    assert list(spelled({"NAME": value}, Shell.DOTENV)) == [line]


def invoke(data_dir: Path, *options: str, **given: str) -> tuple[dict[str, str], str]:
    names = ("SSL_CERT_FILE", "GOOGLE_API_KEY", "GEMINI_API_KEY", "ANTIPHON_PORT")
    clean: dict[str, str | None] = dict.fromkeys(names)
    result = CliRunner().invoke(
        app, ["env", "--shell", "json", "--data-dir", str(data_dir), *options], env=clean | given
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found, result.stderr


def test_without_a_server_it_is_the_default_port_and_the_files_are_there(tmp_path: Path) -> None:
    found, said = invoke(tmp_path, "--no-stand-in")
    assert found["GOOGLE_GEMINI_BASE_URL"] == "https://127.0.0.1:8765"
    assert said == "# no server is running; these lines are for https://127.0.0.1:8765\n"
    for name in ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"):
        assert Path(found[name]).is_file()
    assert "GOOGLE_APPLICATION_CREDENTIALS" not in found
    assert invoke(tmp_path, ANTIPHON_PORT="9000")[0]["GOOGLE_GEMINI_BASE_URL"] == "https://127.0.0.1:9000"


def test_the_running_server_is_the_one_meant(tmp_path: Path) -> None:
    with announced(tmp_path, "0.0.0.0", 4321, "key"):
        found, said = invoke(tmp_path, SSL_CERT_FILE="/mine.pem")
        running = find(tmp_path)
    assert running is not None
    assert found["GOOGLE_GEMINI_BASE_URL"] == "https://127.0.0.1:4321"
    assert found["SSL_CERT_FILE"] == running.bundle
    assert said.startswith("# SSL_CERT_FILE was /mine.pem: replaced, because")
    assert "key" not in json.dumps(found).replace("_KEY", "")


def test_a_shell_can_take_the_lines_as_they_are(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["env", "--data-dir", str(tmp_path)], env={"SSL_CERT_FILE": None})
    script = f'{result.stdout}\nprintf %s "$SSL_CERT_FILE"'
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, check=True, text=True, env={**os.environ}
    )
    assert done.stdout == str(tmp_path / "tls" / "bundle.pem")
