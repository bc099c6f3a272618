from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from antiphon.cli import doctor
from antiphon.cli.doctor import Verdict
from antiphon.cli.main import app
from antiphon.engines.cascade import flite
from antiphon.models.manifest import DEFAULT


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_fresh_machine_may_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTIPHON_PORT", "0")
    monkeypatch.delitem(sys.modules, "espeakng_loader", raising=False)
    result = CliRunner().invoke(app, ["doctor", "--data-dir", str(tmp_path / "new")])
    report = {line[6:22].strip(): line[:6].strip() for line in result.stdout.splitlines()}
    assert result.exit_code == 0
    assert report["python"] == report["onnxruntime"] == report["xllamacpp"] == report["engines"] == "ok"
    assert report["espeakng_loader"] == report["data directory"] == report["port"] == "ok"
    assert report["models"] == report["certificate"] == "warn"
    assert not (tmp_path / "new").exists()
    assert "espeakng_loader" not in sys.modules


def test_a_failure_sets_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken")
    result = CliRunner().invoke(app, ["doctor", "--data-dir", str(tmp_path / "file")])
    assert result.exit_code == 1
    assert "fail  data directory" in result.stdout


def test_python() -> None:
    assert doctor.check_python((3, 11)).verdict is Verdict.OK
    assert doctor.check_python((3, 10)).text == "3.10; 3.11 or newer is needed"


def test_packages() -> None:
    finding = doctor.check_package("no_such_package")
    assert (finding.verdict, finding.text) == (Verdict.FAIL, "not installed: pip install no-such-package")
    assert doctor.check_package("no_such_package", without=Verdict.WARN).verdict is Verdict.WARN
    assert doctor.check_package("this").text == "present, version unknown"


def test_one_core_is_worth_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    assert doctor.check_cores().verdict is Verdict.WARN
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    assert doctor.check_cores().text == "2"


@pytest.mark.parametrize(
    ("free_bytes", "verdict"),
    [(None, Verdict.WARN), (500_000_000, Verdict.WARN), (8_000_000_000, Verdict.OK)],
)
def test_memory(free_bytes: int | None, verdict: Verdict) -> None:
    assert doctor.check_memory(free_bytes).verdict is verdict


def test_memory_is_read_where_the_system_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "MEMINFO", tmp_path / "meminfo")
    assert doctor.available_memory() is None
    doctor.MEMINFO.write_text("MemTotal: 9 kB\nMemAvailable:    2048 kB\n")
    assert doctor.available_memory() == 2 << 20
    doctor.MEMINFO.write_text("MemTotal: 9 kB\n")
    assert doctor.available_memory() is None


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    assert doctor.check_data_dir(tmp_path, needed_bytes=0).verdict is Verdict.OK
    finding = doctor.check_data_dir(tmp_path, needed_bytes=2_000_000)
    assert finding.verdict is Verdict.FAIL
    assert finding.text.endswith("1.0 MB free; the models still to be fetched need 2.0 MB")


def test_models() -> None:
    assert doctor.check_models([]).text == "all 5 present"
    assert doctor.check_models(list(DEFAULT[:2])).text == (
        "not here yet: silero-vad, smart-turn-v3.2; run `antiphon models pull`"
    )


def test_certificate(tmp_path: Path) -> None:
    assert doctor.check_certificate(tmp_path).verdict is Verdict.WARN
    (tmp_path / "server.pem").write_text("")
    assert doctor.check_certificate(tmp_path).verdict is Verdict.OK


def test_port(taken_port: int) -> None:
    assert doctor.check_port("127.0.0.1", taken_port).verdict is Verdict.WARN
    assert doctor.check_port("127.0.0.1", 0).text == "any free one"
    assert doctor.check_port("192.0.2.1", taken_port).verdict is Verdict.FAIL  # an address of nobody's


def test_a_port_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert doctor.check_port("127.0.0.1", port).text == f"{port} is free"


def test_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.check_engines().text == "cascade, echo"
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: ())
    assert doctor.check_engines().verdict is Verdict.FAIL


def test_who_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flite, "LIBRARY", "libc.so.6")
    assert doctor.check_flite().verdict is Verdict.OK
    monkeypatch.setattr(flite, "LIBRARY", "libnone.so.1")
    assert doctor.check_flite().verdict is Verdict.WARN
