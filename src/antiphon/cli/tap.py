"""``antiphon tap``: a live view of the wire of a running server's conversations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

import httpx
import msgspec
import typer
from rich.console import Console
from rich.text import Text

from antiphon.cli.folding import INPUT_RATE, OUTPUT_RATE, audio_ms, brief, duration, fold, parse, printable
from antiphon.cli.models import DataDir
from antiphon.cli.timing import Stopwatch
from antiphon.config import load
from antiphon.errors import OperatorError
from antiphon.server import presence
from antiphon.server.tapping import KEY_HEADER, PATH
from antiphon.server.taps import Event

STYLES: Final = {"<": "cyan", ">": "green", "=": "bold", "!": "bold red", "%": "dim"}
HELD: Final = 200
"""Events of a connection that are kept until its session is known, where only one is asked for."""
RUN_S: Final = 5.0
"""A run of audio is told at least this often, where no line can be updated."""
NORMAL: Final = frozenset({1000, 1001, 1005})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the view."""

    sigil: str
    at: float
    """Seconds since the connection was opened."""
    connection: int
    text: str


@dataclass(slots=True)
class Run:
    """Frames of audio in a row, or reports of what was played of it."""

    began_at: float
    count: int = 0
    lengths: set[str] = field(default_factory=set)
    total_ms: float = 0.0
    newest: str = ""
    """Of reports."""

    def __str__(self) -> str:
        if self.newest:
            return self.newest + (f" x {self.count}" if self.count > 1 else "")
        if len(self.lengths) == 1:
            return f"audio {next(iter(self.lengths))}" + (f" x {self.count}" if self.count > 1 else "")
        return f"audio {duration(self.total_ms)} in {self.count}"


class Call:
    """One connection's lines."""

    def __init__(self, opening: Event) -> None:
        self.number = opening.connection
        self._opened_at = opening.at
        self._stopwatch = Stopwatch(from_the_start=not opening.is_earlier)
        self._runs: dict[str, Run] = {}

    def take(self, event: Event) -> Iterator[Line]:
        """The lines that an event adds. Audio adds none before something else comes, or `RUN_S` have gone."""
        at = event.at - self._opened_at
        if event.kind == "close":
            yield from self.flush()
            sigil = "=" if event.code in NORMAL else "!"
            yield self._line(sigil, at, f"closed by the {event.by}: {event.code} {event.text}".rstrip())
            return
        is_in = event.kind == "in"
        sigil, rate = ("<", INPUT_RATE) if is_in else (">", OUTPUT_RATE)
        frame = parse(event.text)
        milliseconds = audio_ms(frame, rate)
        note = (self._stopwatch.received if is_in else self._stopwatch.sent)(frame, event.at)
        if isinstance(frame, dict) and list(frame) == ["antiphon"]:  # four times a second, by our own clients
            run = self._runs.setdefault(f"{sigil} antiphon", Run(at))
            run.count, run.newest = run.count + 1, brief(frame, rate)
        elif milliseconds is None:
            yield from self.flush()
            yield self._line(sigil, at, brief(frame, rate))
        else:
            run = self._runs.setdefault(sigil, Run(at))
            run.count, run.total_ms = run.count + 1, run.total_ms + milliseconds
            run.lengths.add(duration(milliseconds))
        if note:
            yield self._line("%", at, note)
        if any(at - run.began_at > RUN_S for run in self._runs.values()):
            yield from self.flush()

    def flush(self) -> Iterator[Line]:
        """The runs of audio that are still growing, as they are now; new ones begin."""
        runs, self._runs = self._runs, {}
        for key, run in runs.items():
            yield self._line(key[0], run.began_at, str(run))

    @property
    def growing(self) -> str:
        """The same in one line, while they grow."""
        runs = "  ".join(f"{key[0]} {run}" for key, run in self._runs.items())
        return f"#{self.number} {runs}" if runs else ""

    def _line(self, sigil: str, at: float, text: str) -> Line:
        return Line(sigil, at, self.number, text)


class View:
    """The stream of events, read into lines. ``wanted`` is the beginning of a session's name, or a number."""

    def __init__(self, wanted: str = "") -> None:
        self._wanted = wanted.removeprefix("#")
        self._calls: dict[int, Call] = {}
        self._held: dict[int, list[Event]] = {}

    def take(self, event: Event) -> Iterator[tuple[Event, list[Line]]]:
        """Events that are wanted, each with its lines; none for what belongs to others."""
        if event.kind in {"watching", "dropped", "end"}:
            yield event, [*self._remark(event)]
            return
        for each in self._chosen(event):
            yield each, [*self._read(each)]

    @property
    def growing(self) -> str:
        """Audio that is still coming, over all connections."""
        return "   ".join(filter(None, (call.growing for call in self._calls.values())))

    def _read(self, event: Event) -> Iterator[Line]:
        if event.kind == "open":
            self._calls[event.connection] = Call(event)
            who = f"{event.client or 'a client'} from {event.text}, {event.path}"
            session = f"session {event.session}, " if event.session else ""
            word = "open before" if event.is_earlier else "opened"
            yield Line("=", 0.0, event.connection, f"{word}: {session}{who}")
            return
        known = self._calls.get(event.connection)
        if known is None:
            return
        yield from known.take(event)
        if event.kind == "close":
            del self._calls[event.connection]

    def _chosen(self, event: Event) -> Iterable[Event]:
        """What is wanted of a connection: all of it, from its first frame, once its session is known."""
        if not self._wanted or str(event.connection) == self._wanted:
            return [event]
        held = self._held.setdefault(event.connection, [])
        if not event.session and event.kind != "close":
            if len(held) < HELD:
                held.append(event)
            return ()
        del self._held[event.connection]
        if event.session.startswith(self._wanted):
            return [*held, event]
        return ()

    def _remark(self, event: Event) -> Iterator[Line]:
        if event.kind == "watching":
            yield Line("=", 0.0, 0, f"watching; open connections: {event.count}")
        elif event.kind == "dropped":
            yield Line("!", 0.0, 0, f"{event.count} frames are missing here: the view did not keep up")
        else:
            for call in self._calls.values():
                yield from call.flush()
            yield Line("=", 0.0, 0, "the server ends")


def tap(
    session: Annotated[
        str, typer.Option(help="Only this one: the beginning of its name, or a connection's number.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Every frame as a line of JSON.")] = False,
    full: Annotated[bool, typer.Option("--full", help="With --json: base64 as it was.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show what goes over the wire of the running server, as it goes."""
    running = presence.find(load(data_dir=data_dir).data_dir)
    if running is None:
        raise OperatorError("no server is running with this data directory; start one with `antiphon serve`")
    view, console = View(session), Console(highlight=False)
    if as_json:
        for event in events(running):
            for each, _ in view.take(event):
                print(raw(each, full=full), flush=True)
        return
    with console.status("") if console.is_terminal else nullcontext() as status:
        for event in events(running):
            for _, lines in view.take(event):
                _print(console, lines)
                if status is not None:
                    status.update(Text(view.growing or " "))  # an empty text would leave the old one


def events(running: presence.Presence) -> Iterator[Event]:
    """What the server tells, until it ends. Raises `OperatorError` when it does not let us in."""
    headers = {KEY_HEADER: running.control_key}
    url = running.http_base_url + PATH
    # No proxy may come between, whatever the environment says; and silence may last as long as it likes.
    with httpx.Client(trust_env=False, timeout=httpx.Timeout(5.0, read=None)) as client:
        try:
            with client.stream("GET", url, headers=headers) as response:
                if response.status_code != httpx.codes.OK:
                    raise OperatorError(_refusal(response.status_code))
                for line in response.iter_lines():
                    yield msgspec.json.decode(line, type=Event)
        except httpx.TransportError as error:
            raise OperatorError(f"the connection to {running.http_base_url} was lost: {error}") from error


def raw(event: Event, *, full: bool) -> str:
    """One event as a line of JSON, its frame within it."""
    line: dict[str, Any] = msgspec.to_builtins(event)
    if event.kind in {"in", "out"}:
        frame = parse(line.pop("text", ""))
        try:
            line["frame"] = frame if full else fold(frame, INPUT_RATE if event.kind == "in" else OUTPUT_RATE)
        except RecursionError:
            line["frame"] = "nested too deeply to fold"
    return json.dumps(line, ensure_ascii=True)


def _refusal(status: int) -> str:
    if status == httpx.codes.SERVICE_UNAVAILABLE:
        return "as many views are open already as the server lets in"
    return "the server does not show its wire to this connection: it does so on loopback only"


def _print(console: Console, lines: Iterable[Line]) -> None:
    for line in lines:
        number = f"#{line.connection}" if line.connection else ""
        text = f"{number:>4} {line.at:9.3f} {line.sigil} {printable(line.text)}"
        console.print(Text(text, style=STYLES[line.sigil]), soft_wrap=True)
