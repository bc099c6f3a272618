"""``antiphon serve`` as a user starts it: a process of its own, with the engine that needs no models."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import ggufs
from antiphon.cli.serve import REPLACED
from antiphon.models import manifest
from antiphon.models.tuning import weights
from antiphon.testing.openai import ModelServer, refused

READY = "ANTIPHON READY "


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "antiphon", "serve", *options]


@contextmanager
def started(*options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The process, and what it printed on standard output up to its ready line."""
    process = subprocess.Popen(
        command("--port", "0", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    try:
        yield process, [process.stdout.readline()]
    finally:
        process.kill()
        process.communicate()


def test_it_prints_how_to_connect_and_stops_on_a_signal(tmp_path: Path) -> None:
    with started("--engine", "echo", "--data-dir", str(tmp_path)) as (process, lines):
        assert lines[0].startswith(READY)
        ready = json.loads(lines[0].removeprefix(READY))
        assert httpx.get(f"{ready['http_base_url']}/readyz", trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        rest, screen = process.communicate(timeout=20)
        assert (process.returncode, rest) == (0, "")
    assert ready["base_url"] == f"https://127.0.0.1:{ready['port']}"
    assert ready["bundle"] == str(tmp_path / "tls" / "bundle.pem")
    for said in (
        ready["base_url"],
        f"export SSL_CERT_FILE={ready['bundle']}",
        "export GOOGLE_GEMINI_BASE_URL=",
    ):
        assert said in screen


def test_what_the_flags_leave_out_the_environment_may_say(tmp_path: Path) -> None:
    environment = {"ANTIPHON_ENGINE": "echo", "ANTIPHON_DATA_DIR": str(tmp_path)}
    with started(**environment) as (_, lines):
        assert json.loads(lines[0].removeprefix(READY))["ca"] == str(tmp_path / "tls" / "ca.pem")


def test_journals_are_kept_where_they_are_wanted(tmp_path: Path) -> None:
    options = [
        "--engine",
        "echo",
        "--data-dir",
        str(tmp_path),
        "--journal",
        str(tmp_path / "j"),
        "--journal-words",
    ]
    with started(*options) as (_, lines):
        assert lines[0].startswith(READY)
        assert list((tmp_path / "j").iterdir()) == []


def test_an_engine_may_be_a_module_of_ones_own(tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "examples"
    options = ["--engine", "my_engine:create", "--data-dir", str(tmp_path)]
    with started(*options, PYTHONPATH=str(examples)) as (_, lines):
        assert lines[0].startswith(READY)


def test_the_screen_shows_whose_models_these_are(tmp_path: Path, model_files: dict[str, Path]) -> None:
    """Of the default set only what nobody else does is needed."""
    (tmp_path / "models").mkdir()
    for directory in {path.parent for path in model_files.values()}:
        if directory.name not in {name for names in REPLACED.values() for name in names}:
            (tmp_path / "models" / directory.name).symlink_to(directory)
    with ModelServer().in_thread() as models:
        options = [
            argument
            for stage in REPLACED
            for argument in (f"--{stage}", models.url, f"--{stage}-model", "some-model")
        ]
        with started("--data-dir", str(tmp_path), *options, PIP_NO_INDEX="1") as (process, lines):
            assert lines[0].startswith(READY)
            process.send_signal(signal.SIGTERM)
            _, screen = process.communicate(timeout=20)
    for does in ("hearing ", "language", "speaking"):
        assert f"{does} some-model at {models.url}" in screen


def test_what_is_replaced_is_there_to_be_replaced() -> None:
    assert {name for names in REPLACED.values() for name in names} <= {each.name for each in manifest.DEFAULT}


def test_a_server_that_wants_a_key_is_told_in_a_line(tmp_path: Path, model_files: dict[str, Path]) -> None:
    (tmp_path / "models").symlink_to(next(iter(model_files.values())).parents[1])
    with ModelServer(models=lambda _: refused(401, "who are you?")).in_thread() as models:
        options = ["--tts", models.url, "--tts-model", "m", "--tts-key", "open-sesame"]
        done = subprocess.run(
            command("--port", "0", "--data-dir", str(tmp_path), *options),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert f"tts: {models.url} wants another key: set ANTIPHON_TTS_KEY" in done.stderr
    assert "open-sesame" not in done.stderr


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0 is reachable by others"),
        (["--engine", "nobody"], "there is no 'nobody'"),
        (["--engine", "nobody:create"], "cannot be loaded"),
        (["--llm", "http://127.0.0.1:9/v1"], "--llm needs --llm-model"),
        (["--engine", "echo", "--journal", "/dev/null/j"], "no journals can be kept in /dev/null/j"),
        (["--gguf", "nothing"], "--gguf nothing is neither a file nor a name"),
        (["--gguf", "a", "--llm", "http://127.0.0.1:9/v1", "--llm-model", "m"], "choose one"),
        (["--llm", "nonsense", "--llm-model", "m"], "--llm 'nonsense' is no URL"),
        (
            ["--llm", "http://127.0.0.1:9/v1", "--llm-model", "m"],
            "llm: nothing answers at http://127.0.0.1:9/v1",
        ),
    ],
)
def test_what_the_operator_must_change_is_said_in_a_line(
    options: list[str], complaint: str, tmp_path: Path, model_files: dict[str, Path]
) -> None:
    (tmp_path / "models").symlink_to(next(iter(model_files.values())).parents[1])
    done = subprocess.run(
        command("--port", "0", "--data-dir", str(tmp_path), *options),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["other.gguf", "none.gguf", "damaged.gguf"])
def test_an_adapter_that_will_not_do_is_said_in_a_line(
    name: str, tmp_path: Path, model_files: dict[str, Path]
) -> None:
    (tmp_path / "models").symlink_to(next(iter(model_files.values())).parents[1])
    ggufs.write_adapter(tmp_path / "other.gguf")
    (tmp_path / "damaged.gguf").write_bytes((tmp_path / "other.gguf").read_bytes()[:100])
    arguments = ("--port", "0", "--data-dir", str(tmp_path), "--adapter", str(tmp_path / name))
    done = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if str(tmp_path / name) in line]
    assert line.startswith("error: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("model", "file"),
    [
        ("silero-vad", "silero_vad.onnx"),
        ("moonshine-tiny-en", "encoder_model.ort"),
        ("smollm2-135m-instruct", ""),
    ],
)
def test_a_damaged_model_is_an_error_at_the_start_that_says_what_to_run(
    model: str, file: str, tmp_path: Path, model_files: dict[str, Path]
) -> None:
    file = file or weights(model_files["smollm2-135m-instruct"]).file.name
    for name, directory in model_files.items():
        copy = tmp_path / "models" / name / directory.name
        copy.mkdir(parents=True)
        for path in directory.iterdir():
            (copy / path.name).symlink_to(path)
    damaged = tmp_path / "models" / model / model_files[model].name / file
    size = damaged.stat().st_size
    damaged.unlink()
    with damaged.open("wb") as empty:
        empty.truncate(size)  # zeros: only its contents tell
    done = subprocess.run(
        command("--port", "0", "--data-dir", str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "error: " in done.stderr
    assert "`antiphon models verify` finds damaged files" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_gguf_is_named(tmp_path: Path, model_files: dict[str, Path]) -> None:
    (tmp_path / "models").symlink_to(next(iter(model_files.values())).parents[1])
    gguf = tmp_path / "bad.gguf"
    gguf.write_bytes(b"GGUF tokenizer.chat_template <|im_start|>" + bytes(10_000))
    arguments = ("--port", "0", "--data-dir", str(tmp_path), "--gguf", str(gguf))
    done = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"is {gguf} whole, and of a kind that llama.cpp reads?" in done.stderr
    assert "Traceback" not in done.stderr
