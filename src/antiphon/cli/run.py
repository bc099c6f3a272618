"""``antiphon run``: an existing program, unchanged, against the local server, started for it if need be."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, Final, Self

import typer
from rich.console import Console
from rich.text import Text

from antiphon.cli.env import StandIn, Target, environment, remarks
from antiphon.config import Settings, load
from antiphon.errors import ConfigError, OperatorError
from antiphon.server import presence
from antiphon.server.accept import listen

READY: Final = "ANTIPHON READY "
HOST: Final = "127.0.0.1"
NOT_EXECUTABLE, NOT_FOUND = 126, 127  # as shells have it
LAST_LINES: Final = 12
PATIENCE_S: Final = 5.0
_WORTH_SHOWING: Final = ("fetching", "verified", "encoding", "The first start")

CONTEXT_SETTINGS: Final = {"allow_interspersed_args": False}
"""What stands after the program's name is the program's, with and without ``--``."""


def run(  # noqa: PLR0913  # one argument per option
    command: Annotated[list[str], typer.Argument(help="The program and its arguments, best after --.")],
    *,
    new: Annotated[bool, typer.Option("--new", help="Start a server even if one is running.")] = False,
    engine: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    llm: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    llm_model: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    llm_key: Annotated[str | None, typer.Option(help="As for serve.")] = None,
    port: Annotated[int | None, typer.Option(help="As for serve; a free one where this is taken.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="As for serve.")] = None,
    log_level: Annotated[str, typer.Option(help="As for serve.")] = "warning",
    server_log: Annotated[Path | None, typer.Option(help="Write what the server says to this file.")] = None,
    stand_in: StandIn = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless it fails.")] = False,
) -> None:
    """Run an existing program against the local server: antiphon run -- python app.py."""
    options: dict[str, Any] = {
        "engine": engine,
        "llm": llm,
        "llm_model": llm_model,
        "llm_key": llm_key,
        "port": port,
        "data_dir": data_dir,
    }
    settings = load(host=HOST, **options)
    notices = Console(stderr=True, quiet=quiet, highlight=False)
    _find_program(command[0])
    with _Signals() as signals, contextlib.ExitStack() as stack:
        running = None if new else presence.find(settings.data_dir)
        if running is not None:
            _say(notices, f"using the server at {running.base_url}")
            ignored = [f"--{name.replace('_', '-')}" for name, value in options.items() if value is not None]
            if ignored := [name for name in ignored if name != "--data-dir"]:
                _say(notices, f"it was started before; {', '.join(ignored)} would need --new")
            target = Target.of(running)
        else:
            target = stack.enter_context(_server(settings, log_level, server_log, notices))
        variables = environment(target, settings, os.environ, stand_in=stand_in)
        for remark in remarks(variables, settings, os.environ):
            _say(notices, remark)
        code = signals.hold(command, {**os.environ, **variables})
    raise typer.Exit(code)


def _say(notices: Console, text: str) -> None:
    notices.print(Text(f"antiphon: {text}", style="dim"), soft_wrap=True)


def _find_program(name: str) -> None:
    """Ends with what a shell would say, before a server is started in vain."""
    if shutil.which(name) is not None:
        return
    is_there = os.sep in name and Path(name).exists()
    print(f"antiphon: {name}: {'cannot be executed' if is_there else 'command not found'}", file=sys.stderr)
    raise typer.Exit(NOT_EXECUTABLE if is_there else NOT_FOUND)


class _Signals:
    """Passes SIGINT and SIGTERM on to the program; before there is one, they end us."""

    def __init__(self) -> None:
        self._program: subprocess.Popen[bytes] | None = None
        self._is_starting = False
        self._pending: list[int] = []
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def hold(self, command: Sequence[str], variables: dict[str, str]) -> int:
        """Runs the program to its end, with our own standard streams. Returns the code to exit with."""
        self._is_starting = True
        try:
            self._program = subprocess.Popen(command, env=variables)  # noqa: S603  # the user's own command
        except OSError as error:
            print(f"antiphon: {command[0]}: {error.strerror}", file=sys.stderr)
            return NOT_EXECUTABLE
        for number in self._pending:
            self._pass_on(number)
        code = self._program.wait()
        return code if code >= 0 else 128 - code

    def _take(self, number: int, _frame: FrameType | None) -> None:
        if self._program is not None:
            self._pass_on(number)
        elif self._is_starting:
            self._pending.append(number)
        else:
            raise SystemExit(128 + number)

    def _pass_on(self, number: int) -> None:
        # A terminal's Ctrl-C reaches the program by itself; twice would cut its clean-up short.
        if self._program is None or (number == signal.SIGINT and _terminal_is_ours()):
            return
        self._program.send_signal(number)


def _terminal_is_ours() -> bool:
    """Whether we and our children are what a terminal's Ctrl-C goes to."""
    if sys.platform == "win32":
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


class _Child:
    """A server of our own: it ends when we close its input, and so also when we are killed."""

    def __init__(self, arguments: Sequence[str], variables: dict[str, str], log: Path | None) -> None:
        self.last: deque[str] = deque(maxlen=LAST_LINES)
        # -P as for the command itself: nothing in the working directory is taken for a module of ours.
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-P", "-m", "antiphon", "serve", "--until-eof", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=variables,
            text=True,
            errors="replace",
            # The terminal's Ctrl-C is for the program, which may still want to say goodbye over us.
            start_new_session=True,
        )
        self._log = log.open("a") if log else None
        self._drain = threading.Thread(target=self._read_on, daemon=True)

    @property
    def has_ended(self) -> bool:
        """Whether it went before it was asked to."""
        return self._process.poll() is not None

    def until_ready(self) -> Iterator[str]:
        """Its lines up to the ready line, which is the last one. Nobody reads the others but `last`."""
        for line in self._lines():
            yield line
            if line.startswith(READY):
                self._drain.start()
                return

    def stop(self, patience_s: float) -> None:
        """Asks it to go, then insists."""
        assert self._process.stdin is not None  # noqa: S101  # it was asked for
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        for insist in (self._process.terminate, self._process.kill):
            try:
                self._process.wait(patience_s)
                break
            except subprocess.TimeoutExpired:
                insist()
        self._process.wait()
        if self._drain.is_alive():
            self._drain.join(PATIENCE_S)
        if self._log is not None:
            self._log.close()

    def _lines(self) -> Iterator[str]:
        assert self._process.stdout is not None  # noqa: S101  # it was asked for
        for line in self._process.stdout:
            if self._log is not None:
                self._log.write(line)
                self._log.flush()
            if line.strip():
                self.last.append(line.rstrip())
            yield line

    def _read_on(self) -> None:
        for _ in self._lines():
            pass


@contextlib.contextmanager
def _server(settings: Settings, log_level: str, log: Path | None, notices: Console) -> Iterator[Target]:
    """A server for as long as the program runs. Raises `OperatorError` with its last words."""
    arguments = ["--host", HOST, "--port", str(_port(settings)), "--log-level", log_level]
    arguments += ["--data-dir", str(settings.data_dir), "--engine", settings.engine]
    if settings.llm and settings.llm_model:
        arguments += ["--llm", settings.llm, "--llm-model", settings.llm_model]
    variables = dict(os.environ)
    if settings.llm_key:  # not an argument: those are for everybody to read
        variables["ANTIPHON_LLM_KEY"] = settings.llm_key.get_secret_value()
    _say(notices, f"starting a server (engine {settings.engine}) …")
    began = time.monotonic()
    child = _Child(arguments, variables, log)
    try:
        target = None
        for line in child.until_ready():
            if line.strip().startswith(_WORTH_SHOWING):
                _say(notices, line.strip())
            elif line.startswith(READY):
                ready = json.loads(line.removeprefix(READY))
                target = Target(ready["base_url"], Path(ready["ca"]), Path(ready["bundle"]), is_near=True)
        if target is None:
            raise OperatorError("the server did not start. Its last words:\n  " + "\n  ".join(child.last))
        _say(notices, f"ready at {target.base_url} after {time.monotonic() - began:.1f} s")
        yield target
        if child.has_ended:
            words = "\n  ".join(child.last)
            print(
                f"antiphon: the server ended before the program. Its last words:\n  {words}", file=sys.stderr
            )
    finally:
        child.stop(settings.drain_s + PATIENCE_S)


def _port(settings: Settings) -> int:
    """The port of the settings, or 0 for a free one where that is taken."""
    try:
        for bound in listen(HOST, settings.port):
            bound.close()
    except ConfigError:
        return 0
    return settings.port
