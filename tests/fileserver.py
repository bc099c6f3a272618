"""A web server on this machine that serves files as badly as a test asks it to."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from antiphon.models.manifest import Site


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    breaks_after: int | None = None
    """Bytes of the body after which the connection ends."""
    ignores_range: bool = False
    is_coded: bool = False
    shifts_range: bool = False


FINE = Fault()


@dataclass
class Fileserver:
    port: int
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    """One per request, in order; those after them are served well."""
    etag: str | None = '"1"'
    requests: list[tuple[str, Message]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def site(self, directory: str = "models") -> Site:
        return Site(f"{self.url}/{directory}", "1")

    def ranges(self) -> list[str | None]:
        """What each request asked for."""
        return [headers["Range"] for _, headers in self.requests]


class _Handler(BaseHTTPRequestHandler):
    served: Fileserver

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the base class
        pass

    def do_GET(self) -> None:
        served = self.served
        served.requests.append((self.path, self.headers))
        fault = served.faults.pop(0) if served.faults else FINE
        body = served.files.get(self.path)
        if fault.status or body is None:
            self._answer(fault.status or 404, b"", dict(fault.headers))
            return
        headers = dict(fault.headers)
        if served.etag:
            headers["ETag"] = served.etag
        begin = self._begin(served, fault)
        if begin > len(body) - 1:
            self._answer(416, b"", {})
            return
        status, rest = 200, body[begin:]
        if begin:
            first = begin + 1 if fault.shifts_range else begin
            headers["Content-Range"] = f"bytes {first}-{len(body) - 1}/{len(body)}"
            status = 206
        if fault.is_coded:
            rest = gzip.compress(rest)
            headers["Content-Encoding"] = "gzip"
        self._answer(status, rest, headers, fault.breaks_after)

    def _begin(self, served: Fileserver, fault: Fault) -> int:
        asked = self.headers["Range"]
        is_other = self.headers["If-Range"] not in {None, served.etag}
        if asked is None or fault.ignores_range or is_other:
            return 0
        return int(asked.removeprefix("bytes=").removesuffix("-"))

    def _answer(self, status: int, body: bytes, headers: dict[str, str], cut: int | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[:cut])


@contextmanager
def serving() -> Iterator[Fileserver]:
    class Handler(_Handler):
        pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Fileserver(server.server_port)
        Handler.served = served
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            yield served
        finally:
            server.shutdown()
