"""A real Chromium, driven over its own DevTools socket: no driver to install, no browser to download."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from websockets.sync.client import ClientConnection, connect

SYSTEM: Final = Path(__file__).parents[2] / "tools/system.py"
PATIENCE_S: Final = 30.0
MAX_MOVES: Final = 8
"""Pages that may follow one another while one condition is waited for."""
FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",  # it is our own page, and containers forbid the sandbox to root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-proxy-server",
    "--ignore-certificate-errors",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-port=0",
)
READY: Final = "DevTools listening on "


GONE: Final = frozenset({"Inspected target navigated or closed", "Execution context was destroyed."})


class Gone(Exception):  # noqa: N818  # read as what happened
    """The page that was asked has made way for another."""


class Page:
    """One open page. What goes wrong in it is in ``complaints``."""

    def __init__(self, socket: ClientConnection) -> None:
        self.complaints: list[str] = []
        self._socket = socket
        self._number = 0
        self._session: str | None = None
        target = self.command("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.command(f"{domain}.enable")

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What DevTools answer."""
        self._number += 1
        frame: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            frame["sessionId"] = self._session
        self._socket.send(json.dumps(frame))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if answer.get("id") == self._number:
                if answer.get("error", {}).get("message") in GONE:
                    raise Gone
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        given = event.get("params", {})
        match event.get("method"):
            case "Runtime.exceptionThrown":
                self.complaints.append(given["exceptionDetails"].get("exception", {}).get("description", "?"))
            case "Runtime.consoleAPICalled" if given["type"] in {"error", "warning", "assert"}:
                self.complaints.append(str(given["args"]))
            case "Log.entryAdded" if given["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(given["entry"]["text"])

    def open(self, url: str) -> None:
        """Goes there, and waits until the page has run its scripts."""
        self.command("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def value(self, expression: str) -> Any:
        """What JavaScript makes of it; promises are awaited."""
        answer = self.command(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, condition: str) -> None:
        """Waits, in the page or in the one that takes its place, until the condition holds."""
        outcome = self._settled(
            "new Promise((resolve) => {"
            f"  const met = () => {{ try {{ return {condition}; }} catch {{ return false; }} }};"
            "  const timer = setInterval(() => met() && finish('met'), 10);"
            f"  const late = setTimeout(() => finish(document.body.innerText), {PATIENCE_S * 800});"
            "  function finish(how) { clearInterval(timer); clearTimeout(late); resolve(how); }"
            "})"
        )
        assert outcome == "met", f"{condition} never held; the page:\n{outcome}\n{self.complaints}"

    def _settled(self, expression: str) -> Any:
        """What JavaScript makes of it in a page that stays."""
        for _ in range(MAX_MOVES):
            try:
                return self.value(expression)
            except Gone:
                continue
        return f"the page went elsewhere {MAX_MOVES} times"

    def click(self, selector: str) -> None:
        """A real click where the element is, as a hand does it."""
        spot = self.value(
            f"(() => {{ const box = document.querySelector({selector!r}).getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.command(
                "Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], button="left", clickCount=1
            )

    def type(self, text: str) -> None:
        """Writes where the focus is, and presses Enter."""
        self.command("Input.insertText", text=text)
        self.press("Enter")

    def press(self, key: str) -> None:
        """A key, down and up."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        code = {"Enter": 13, " ": 32, "Tab": 9}[key]
        for kind in ("keyDown", "keyUp"):
            self.command("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code)

    def texts(self, selector: str) -> list[str]:
        """The text of every such element."""
        found: list[str] = self.value(
            f"[...document.querySelectorAll({selector!r})].map((e) => e.textContent)"
        )
        return found

    def picture(self, path: Path) -> None:
        """A screenshot."""
        path.write_bytes(base64.b64decode(self.command("Page.captureScreenshot")["data"]))


@contextmanager
def browser(*flags: str) -> Iterator[Page]:
    """An open browser with one page; its profile is new, and gone afterwards."""
    find = [sys.executable, str(SYSTEM), "path", "chromium"]
    program = subprocess.run(find, capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}", *flags, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        try:
            url = next(line for line in process.stderr if line.startswith(READY)).removeprefix(READY).strip()
            with connect(url, max_size=2**26, proxy=None) as socket:
                page = Page(socket)
                yield page
                page.command("Page.close")
        finally:
            process.terminate()
            process.wait(20)
            process.stderr.close()
