import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from antiphon.errors import ConfigError
from antiphon.server.presence import NAME, announced, base_url, find, near, process_start


def written(data_dir: Path) -> dict[str, object]:
    content = json.loads((data_dir / NAME).read_text())
    assert isinstance(content, dict)
    return content


def rewrite(data_dir: Path, **changes: object) -> None:
    (data_dir / NAME).write_text(json.dumps(written(data_dir) | changes))


def test_it_is_there_meanwhile_and_its_owners_alone(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 8765, "secret"):
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
        found = find(tmp_path)
        assert found is not None
        assert (found.pid, found.port, found.control_key) == (os.getpid(), 8765, "secret")
        assert (found.base_url, found.http_base_url) == ("https://127.0.0.1:8765", "http://127.0.0.1:8765")
        assert (found.ca, found.bundle) == (f"{tmp_path}/tls/ca.pem", f"{tmp_path}/tls/bundle.pem")
    assert not (tmp_path / NAME).exists()
    assert find(tmp_path) is None


def test_a_dead_process_is_not_believed(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 8765, "secret"):
        gone = subprocess.Popen([sys.executable, "-c", ""])
        started = process_start(gone.pid)
        gone.wait()
        rewrite(tmp_path, pid=gone.pid, started=started)
        assert find(tmp_path) is None
        with announced(tmp_path, "127.0.0.1", 9000, "new"):
            assert written(tmp_path)["port"] == 9000


def test_a_zombie_serves_nobody() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert process_start(process.pid)
    os.kill(process.pid, 9)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert process_start(process.pid) == ""
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


def test_a_number_used_again_is_told_apart(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 8765, "secret"):
        rewrite(tmp_path, started="another boot/1")
        assert find(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"pid": "x"}'])
def test_a_bad_file_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert find(tmp_path) is None


def test_the_first_server_keeps_the_file(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 1, "first"):
        with announced(tmp_path, "127.0.0.1", 2, "second"):
            assert written(tmp_path)["control_key"] == "first"
        assert written(tmp_path)["control_key"] == "first"


def test_what_is_another_ones_by_now_stays(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 1, "first"):
        rewrite(tmp_path, port=2)
    assert written(tmp_path)["port"] == 2


def test_a_directory_that_cannot_be_written_is_the_operators_affair(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot write"), announced(tmp_path / "none", "127.0.0.1", 1, ""):
        pass


def test_systems_that_tell_no_start_are_asked_for_the_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "sunos")
    server = socket.create_server(("127.0.0.1", 0))
    with server, announced(tmp_path, "127.0.0.1", server.getsockname()[1], "secret"):
        assert written(tmp_path)["started"] == ""
        assert find(tmp_path) is not None
        server.close()
        assert find(tmp_path) is None


@pytest.mark.parametrize(
    ("host", "name", "url"),
    [
        ("127.0.0.1", "127.0.0.1", "https://127.0.0.1:1"),
        ("0.0.0.0", "127.0.0.1", "https://127.0.0.1:1"),
        ("", "127.0.0.1", "https://127.0.0.1:1"),
        ("::", "::1", "https://[::1]:1"),
        ("[::1]", "::1", "https://[::1]:1"),
        ("localhost", "localhost", "https://localhost:1"),
        ("192.0.2.7", "192.0.2.7", "https://192.0.2.7:1"),
    ],
)
def test_how_a_program_on_this_machine_gets_there(host: str, name: str, url: str) -> None:
    assert near(host) == name
    assert base_url("https", host, 1) == url
