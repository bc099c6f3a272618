"""``antiphon run`` as a user calls it: a process of its own, with the engine that needs no models."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from antiphon.server import presence

SHOW = "import json, os; print(json.dumps(dict(os.environ)))"


def command(data_dir: Path, *words: str, options: tuple[str, ...] = ()) -> list[str]:
    run = [sys.executable, "-m", "antiphon", "run", "--engine", "echo", "--data-dir", str(data_dir)]
    return [*run, *options, "--", *words]


def python(code: str) -> tuple[str, ...]:
    return sys.executable, "-c", code


@contextmanager
def running(data_dir: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command(data_dir, *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # no terminal that would pass a signal on by itself
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def run(
    data_dir: Path, *words: str, options: tuple[str, ...] = (), **given: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(data_dir, *words, options=options),
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **given},
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data directory of a server that runs already: for what does not depend on who started it."""
    data_dir = tmp_path_factory.mktemp("served")
    serve = [sys.executable, "-m", "antiphon", "serve", "--port", "0", "--engine", "echo"]
    process = subprocess.Popen(
        [*serve, "--data-dir", str(data_dir)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"ANTIPHON READY ")
    yield data_dir
    process.terminate()
    assert process.wait(20) == 0
    process.stdout.close()


def test_a_server_is_there_while_the_program_runs_and_gone_afterwards(tmp_path: Path) -> None:
    code = """
import httpx, os
print(httpx.get(os.environ["GOOGLE_GEMINI_BASE_URL"] + "/readyz").text, end="")
print(httpx.get(os.environ["GOOGLE_GEMINI_BASE_URL"] + "/v1beta/models").status_code)
"""
    done = run(tmp_path, *python(code))
    assert (done.returncode, done.stdout) == (0, "ready\n200\n"), done.stderr
    assert "antiphon: starting a server (engine echo) …" in done.stderr
    assert "antiphon: ready at https://127.0.0.1:" in done.stderr
    assert not (tmp_path / presence.NAME).exists()


def test_the_programs_streams_and_code_are_its_own(served: Path) -> None:
    code = "import sys; sys.stdout.write(sys.stdin.read().upper()); sys.stderr.write('E'); sys.exit(7)"
    with running(served, *python(code)) as process:
        out, err = process.communicate("said", timeout=50)
    assert (process.returncode, out) == (7, "SAID")
    assert err.endswith("E")
    quiet = run(served, *python(code), options=("--quiet",))
    assert (quiet.returncode, quiet.stderr) == (7, "E")


def test_options_after_the_program_are_its_own(served: Path) -> None:
    words = command(served, *python("import sys; print(sys.argv[1:])"), "--engine", "none", "--", "-q")
    words.remove("--")
    done = subprocess.run(words, capture_output=True, text=True, timeout=50, check=False)
    assert done.stdout == "['--engine', 'none', '--', '-q']\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_reach_the_program_which_decides(served: Path, number: signal.Signals) -> None:
    code = f"""
import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [{int(number)}])
print("up", flush=True)
print("got", int(signal.sigwait([{int(number)}])))
sys.exit(3)
"""
    with running(served, *python(code)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        process.send_signal(number)
        out, _ = process.communicate(timeout=50)
    assert (process.returncode, out) == (3, f"got {int(number)}\n")


def test_a_signal_before_there_is_a_program_ends_it_all(tmp_path: Path) -> None:
    with running(tmp_path, *python("print('never')")) as process:
        assert process.stderr is not None
        assert "starting a server" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=50)
    assert (process.returncode, out) == (128 + 15, "")
    assert not (tmp_path / presence.NAME).exists()


def test_a_program_that_dies_of_a_signal_says_so_in_its_code(served: Path) -> None:
    done = run(served, *python("import os; os.kill(os.getpid(), 15)"))
    assert done.returncode == 128 + 15


def test_ctrl_c_of_a_terminal_comes_once(served: Path) -> None:
    code = """
import select
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
print("up", flush=True)
signal.sigwait([signal.SIGINT])
print("twice" if signal.sigtimedwait([signal.SIGINT], 0.5) else "once")
"""
    terminal = [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])"]
    process = subprocess.Popen(
        [*terminal, *command(served, *python(code))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.strip() == b"up":
                process.stdin.write(b"\x03")
                process.stdin.flush()
            if line.strip().endswith((b"once", b"twice")):
                break
        assert line.strip().endswith(b"once")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("has_terminal", [True, False])
def test_it_knows_whom_the_terminal_serves(has_terminal: bool) -> None:
    ask = [sys.executable, "-c", "from antiphon.cli import run; print(run._terminal_is_ours())"]
    if has_terminal:
        ask = [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])", *ask]
    done = subprocess.run(
        ask, stdin=subprocess.PIPE, capture_output=True, text=True, check=True, start_new_session=True
    )
    assert done.stdout.strip() == str(has_terminal)


def test_the_server_goes_when_we_are_killed(tmp_path: Path) -> None:
    with running(tmp_path, *python("input()")) as process:
        assert process.stderr is not None
        while "ready at" not in process.stderr.readline():
            assert process.poll() is None
        found = presence.find(tmp_path)
        assert found is not None
        watch = os.pidfd_open(found.pid)
        process.kill()
        assert -process.wait() == signal.SIGKILL
        # A process's descriptor can be read from once the process has ended.
        assert select.select([watch], [], [], 20)[0]
        os.close(watch)


def test_a_taken_port_is_avoided(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, *python(SHOW), options=("--port", str(port)))
    url = json.loads(done.stdout)["GOOGLE_GEMINI_BASE_URL"]
    assert url.startswith("https://127.0.0.1:")
    assert not url.endswith(f":{port}")


def test_a_running_server_is_used_unless_a_new_one_is_asked_for(tmp_path: Path) -> None:
    with running(tmp_path, *python("print('up', flush=True); input()")) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        found = presence.find(tmp_path)
        assert found is not None
        done = run(tmp_path, *python(SHOW), GOOGLE_API_KEY="", GEMINI_API_KEY="mine")
        new = run(tmp_path, *python(SHOW), options=("--new",))
        assert presence.find(tmp_path) == found
    given = json.loads(done.stdout)
    assert given["GOOGLE_GEMINI_BASE_URL"] == found.base_url
    assert given["SSL_CERT_FILE"] == found.bundle
    assert (given["GEMINI_API_KEY"], given["GOOGLE_API_KEY"]) == ("mine", "")
    assert f"using the server at {found.base_url}" in done.stderr
    assert "it was started before; --engine would need --new" in done.stderr
    assert json.loads(new.stdout)["GOOGLE_GEMINI_BASE_URL"] != found.base_url


def test_what_is_no_program_is_said_in_a_line(tmp_path: Path) -> None:
    done = run(tmp_path, "no-such-program")
    assert (done.returncode, done.stderr) == (127, "antiphon: no-such-program: command not found\n")
    (tmp_path / "text").write_text("no program")
    done = run(tmp_path, str(tmp_path / "text"))
    assert (done.returncode, done.stderr) == (126, f"antiphon: {tmp_path}/text: cannot be executed\n")
    assert not (tmp_path / "tls").exists()


def test_a_file_that_only_looks_like_a_program(served: Path, tmp_path: Path) -> None:
    (tmp_path / "odd").write_bytes(b"\x7fELF no more")
    (tmp_path / "odd").chmod(0o755)
    done = run(served, str(tmp_path / "odd"), options=("--quiet",))
    assert (done.returncode, done.stderr) == (126, f"antiphon: {tmp_path}/odd: Exec format error\n")


def test_a_server_that_does_not_start_has_the_last_word(tmp_path: Path) -> None:
    done = run(tmp_path, *python(""), options=("--engine", "nobody"))
    assert done.returncode == 1
    assert "error: the server did not start. Its last words:" in done.stderr
    assert "there is no 'nobody'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_ends_too_early_is_mentioned(tmp_path: Path) -> None:
    code = f"""
import json, os, pathlib
server = json.loads(pathlib.Path({str(tmp_path / presence.NAME)!r}).read_text())["pid"]
watch = os.pidfd_open(server)
os.kill(server, 9)
import select
select.select([watch], [], [])
"""
    done = run(tmp_path, *python(code))
    assert done.returncode == 0
    assert "antiphon: the server ended before the program" in done.stderr


def test_what_the_server_says_may_be_kept(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    run(tmp_path, *python(""), options=("--server-log", str(log), "--log-level", "info"))
    assert "ANTIPHON READY" in log.read_text()
    assert '"event": "draining"' in log.read_text()
