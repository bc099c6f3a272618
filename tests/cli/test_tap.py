from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from typer.testing import CliRunner, Result

from antiphon.cli.main import app
from antiphon.cli.tap import View, raw
from antiphon.errors import OperatorError
from antiphon.server.presence import announced
from antiphon.server.tapping import KEY_HEADER, PATH
from antiphon.server.taps import Event
from server.conftest import LIVE

READY = '{"setupComplete":{"sessionId":"abcdef"}}'
OPEN = Event("open", 100.0, 1, text="127.0.0.1", client="sdk/1", path="/ws/live")


def event(kind: str, at: float, text: str = "", *, number: int = 1, session: str = "abcdef") -> Event:
    return Event(kind, 100 + at, number, session, text=text)


def audio(at: float, ms: int = 20, kind: str = "in") -> Event:
    rate = 16_000 if kind == "in" else 24_000
    data = base64.b64encode(bytes(ms * rate // 1000 * 2)).decode()
    blob = {"data": data, "mimeType": f"audio/pcm;rate={rate}"}
    frame: Any = {"realtimeInput": {"audio": blob}}
    if kind == "out":
        frame = {"serverContent": {"modelTurn": {"role": "model", "parts": [{"inlineData": blob}]}}}
    return event(kind, at, json.dumps(frame))


def lines(*events: Event, wanted: str = "") -> list[str]:
    view = View(wanted)
    return [
        f"{line.connection} {line.at:.1f} {line.sigil} {line.text}"
        for each in events
        for _, found in view.take(each)
        for line in found
    ]


def test_a_conversation() -> None:
    assert lines(
        Event("watching", 99.0, count=0),
        OPEN,
        event("in", 0.1, '{"setup":{"model":"m"}}', session=""),
        event("out", 0.2, READY),
        *(audio(0.5 + index / 50) for index in range(50)),
        event("in", 1.5, '{"realtimeInput":{"audioStreamEnd":true}}'),
        audio(1.912, 100, "out"),
        audio(1.92, 40, "out"),
        event("out", 2.0, '{"serverContent":{"turnComplete":true}}'),
        Event("close", 103.0, 1, "abcdef", code=1000, by="client"),
    ) == [
        "0 0.0 = watching; open connections: 0",
        "1 0.0 = opened: sdk/1 from 127.0.0.1, /ws/live",
        '1 0.1 < setup.model "m"',
        '1 0.2 > setupComplete.sessionId "abcdef"',
        "1 0.2 % set up in 100 ms",
        "1 0.5 < audio 20 ms x 50",
        "1 1.5 < realtimeInput.audioStreamEnd",
        "1 1.9 % first audio 412 ms after audioStreamEnd",
        "1 1.9 > audio 140 ms in 2",
        "1 2.0 > serverContent.turnComplete",
        "1 2.0 % answered: 140 ms of audio in 88 ms",
        "1 3.0 = closed by the client: 1000",
    ]


def test_a_close_that_is_an_error_and_what_was_missed() -> None:
    closing = Event("close", 101.0, 1, "", text="API key not valid.", code=1007, by="server")
    assert lines(OPEN, Event("dropped", count=3), closing, Event("end")) == [
        "1 0.0 = opened: sdk/1 from 127.0.0.1, /ws/live",
        "0 0.0 ! 3 frames are missing here: the view did not keep up",
        "1 1.0 ! closed by the server: 1007 API key not valid.",
        "0 0.0 = the server ends",
    ]


def test_a_connection_that_was_open_before() -> None:
    opened = Event("open", 100.0, 1, "abcdef", text="127.0.0.1", path="/ws", is_earlier=True)
    assert lines(opened, audio(60), Event("end")) == [
        "1 0.0 = open before: session abcdef, a client from 127.0.0.1, /ws",
        "1 60.0 < audio 20 ms",
        "0 0.0 = the server ends",
    ]


def test_a_long_run_of_audio_is_told_now_and_then() -> None:
    view = View()
    found = [
        (line.at, line.text)
        for each in (OPEN, *(audio(index / 10, 100) for index in range(120)))
        for _, told in view.take(each)
        for line in told
        if line.sigil == "<"
    ]
    assert [text for _, text in found] == ["audio 100 ms x 52", "audio 100 ms x 52"]
    assert view.growing == "#1 < audio 100 ms x 16"


def test_both_ways_grow_at_once() -> None:
    view = View()
    for each in (OPEN, audio(1), audio(1.1, 100, "out"), audio(1.2)):
        assert [line for _, told in view.take(each) for line in told if line.sigil in "<>"] == []
    assert view.growing == "#1 < audio 20 ms x 2  > audio 100 ms"


def test_reports_of_what_was_played_run_beside_the_audio() -> None:
    view = View()
    reports = [
        Event("in", 101.0 + ms / 1000, 1, text=f'{{"antiphon":{{"playedMs":{ms},"turn":1}}}}')
        for ms in (250, 500)
    ]
    for each in (OPEN, audio(1), *reports, audio(1.2)):
        assert [line for _, told in view.take(each) for line in told if line.sigil in "<>"] == []
    assert view.growing == '#1 < audio 20 ms x 2  < antiphon {"playedMs": 500, "turn": 1} x 2'


@pytest.mark.parametrize("wanted", ["abc", "1", "#1"])
def test_only_the_session_that_is_wanted_from_its_first_frame_on(wanted: str) -> None:
    other = Event("open", 100.0, 2, text="127.0.0.1")
    found = lines(
        OPEN,
        other,
        event("in", 0.1, '{"setup":{}}', session=""),
        event("in", 0.1, '{"setup":{}}', session="", number=2),
        event("out", 0.2, READY),
        event("out", 0.2, READY, number=2, session="xyz"),
        event("in", 0.3, "{}", number=2, session="xyz"),
        event("close", 0.4, number=2, session="xyz"),
        wanted=wanted,
    )
    assert [line.split()[0] for line in found] == ["1"] * 4


def test_a_connection_that_ends_without_a_session_is_nobodys() -> None:
    assert lines(OPEN, event("close", 0.1, session=""), wanted="abc") == []


def test_raw_lines() -> None:
    folded = json.loads(raw(audio(1), full=False))
    assert folded["frame"]["realtimeInput"]["audio"]["data"] == "20 ms"
    assert (folded["kind"], folded["connection"], folded["session"]) == ("in", 1, "abcdef")
    full = json.loads(raw(audio(1), full=True))
    assert len(base64.b64decode(full["frame"]["realtimeInput"]["audio"]["data"])) == 640
    assert json.loads(raw(event("in", 1, "bang"), full=False))["frame"] == "not JSON, 4 characters"
    assert json.loads(raw(Event("end"), full=False)) == {"kind": "end"}


def test_without_a_server() -> None:
    result = CliRunner().invoke(app, ["tap", "--data-dir", "/nowhere"])
    assert isinstance(result.exception, OperatorError)
    assert "no server is running" in str(result.exception)


class Told(BaseHTTPRequestHandler):
    """A server that says what it is told to say."""

    status: ClassVar[int] = 404

    events: ClassVar[tuple[Event, ...]] = ()

    def do_GET(self) -> None:
        assert (self.path, self.headers[KEY_HEADER]) == (PATH, "key")
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(msgspec.json.Encoder().encode_lines(self.events))

    def log_message(self, *_: object) -> None:
        pass


def tapped(data_dir: Path, **environment: str) -> Result:
    """What the command makes of it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Told) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        with announced(data_dir, "127.0.0.1", server.server_port, "key"):
            result = CliRunner().invoke(app, ["tap", "--data-dir", str(data_dir)], env=environment)
        server.shutdown()
        thread.join()
    return result


def test_on_a_terminal_what_grows_is_on_the_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Told, "status", 200)
    monkeypatch.setattr(Told, "events", (OPEN, audio(1), audio(1.1), event("in", 1.2, "{}"), Event("end")))
    shown = tapped(tmp_path, FORCE_COLOR="1", COLUMNS="100").stdout
    assert "#1 < audio 20 ms x 2" in shown
    assert "1.000 < audio 20 ms x 2" in shown
    assert shown.rstrip("\r\n").endswith(
        "\x1b[?25h\r\x1b[1A\x1b[2K"
    )  # the cursor is back, the last line gone


@pytest.mark.parametrize(("status", "words"), [(404, "on loopback only"), (503, "as many views are open")])
def test_a_server_that_does_not_let_us_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, words: str
) -> None:
    monkeypatch.setattr(Told, "status", status)
    result = tapped(tmp_path)
    assert isinstance(result.exception, OperatorError)
    assert words in str(result.exception)


def test_a_server_that_is_gone_meanwhile(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 1, "key"):
        result = CliRunner().invoke(app, ["tap", "--data-dir", str(tmp_path)])
    assert isinstance(result.exception, OperatorError)
    assert "was lost" in str(result.exception)


@contextmanager
def command(*words: str, **more: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "antiphon", *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        **more,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["lines", "json"])
def test_the_wire_of_a_real_server(tmp_path: Path, options: tuple[str, ...]) -> None:
    serve = ("serve", "--port", "0", "--engine", "echo", "--data-dir", str(tmp_path))
    with command(*serve, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        ready = json.loads(server.stdout.readline().removeprefix("ANTIPHON READY "))
        with command("tap", "--data-dir", str(tmp_path), *options) as view:
            assert view.stdout is not None
            first = view.stdout.readline()
            assert "watching" in first
            url = f"--url={ready['base_url']}"
            with command("say", "Hello there", url, "--data-dir", str(tmp_path)) as say:
                assert say.wait(30) == 0
            server.send_signal(signal.SIGTERM)
            rest, _ = view.communicate(timeout=30)
            assert view.returncode == 0
    seen = rest.splitlines()
    if options:
        kinds = [json.loads(line)["kind"] for line in seen]
        assert (kinds[0], kinds[-2:]) == ("open", ["close", "end"])
        return
    assert LIVE.rsplit("/", 1)[0] in seen[0]
    for part in (
        "< setup",
        "> setupComplete",
        "% set up in",
        "> audio",
        "% first audio",
        "= closed by the client",
    ):
        assert any(part in line for line in seen), part
    assert seen[-1].endswith("= the server ends")
