"""Fetches one file over https. Knows nothing of where models are kept.

When a connection breaks, the rest is asked for; what arrived is never trusted before its sha256 was compared.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

import httpx

import antiphon
from antiphon.config import is_loopback
from antiphon.errors import ModelError, UnreachableError
from antiphon.models import records
from antiphon.models.manifest import File, Hub, Site

ATTEMPTS: Final = 6
"""In a row that bring nothing new. One that gets further than any before begins the count anew."""
CONNECTS: Final = 3
"""As many where nobody even answers: mostly there is no network, and waiting does not make one."""
STEP_BYTES: Final = 1 << 20
"""How much further it must get: so their number is bounded, however a server breaks off."""
WAITS_S: Final = (1.0, 2.0, 4.0, 8.0, 16.0)
LONGEST_WAIT_S: Final = 60.0
"""Of those that a server asks for."""
TIMEOUT: Final = httpx.Timeout(30.0, connect=10.0)
HUB: Final = "https://huggingface.co"
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class _BrokenError(Exception):
    """This attempt failed and another may not."""

    def __init__(self, reason: str, *, wait_s: float = 0.0, attempts: int = ATTEMPTS) -> None:
        super().__init__(reason)
        self.wait_s = wait_s
        self.attempts = attempts


def url_of(source: Hub | Site, member: str) -> str:
    """Where a file lies. ``HF_ENDPOINT`` names another host that serves what Hugging Face does."""
    if isinstance(source, Site):
        return f"{source.base_url}/{quote(member)}"
    endpoint = (os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
    return f"{endpoint}/{source.repository}/resolve/{source.revision}/{quote(member)}"


def fetch(
    source: Hub | Site,
    file: File,
    part: Path,
    watch: Callable[[int], None],
    pause: Callable[[float], None] = time.sleep,
) -> str:
    """Fetch one file to ``part`` and return its sha256, compared where the manifest names one.

    A ``part`` that is there already is gone on with; one that proves wrong is deleted, one that is merely not
    complete stays. Raises `ModelError` with a reason of one line; ``watch`` hears how many bytes there are.
    """
    is_left_behind = part.exists()
    transfer = Transfer(source, file, part, watch)
    got = transfer.run(pause)
    if is_left_behind and file.sha256 not in {None, got}:
        # Its beginning was another file's, or the disk lied: once more, from the first byte.
        part.unlink()
        transfer.validator = None
        got = transfer.run(pause)
    if file.sha256 not in {None, got}:
        part.unlink()
        raise ModelError(
            f"cannot fetch {file.name}: what {transfer.host} sends has not the pinned sha256 but {got}"
        )
    return got


@dataclass
class Transfer:
    """One file on its way, over as many connections as it takes."""

    source: Hub | Site
    file: File
    part: Path
    watch: Callable[[int], None]
    validator: str | None = None
    """By which the server knows whether its file is still the one of which we have the beginning."""
    has_ranges: bool = True

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def url(self) -> str:
        return url_of(self.source, self.file.member)

    def run(self, pause: Callable[[float], None]) -> str:
        """Attempt until all bytes are there, and return their sha256."""
        furthest, attempt = 0, 0
        with _client(self.source) as client:
            while (have := self._have()) < self.file.size_bytes:
                try:
                    self._attempt(client, have)
                except _BrokenError as broken:
                    have = self._have()
                    if have >= furthest + STEP_BYTES:
                        furthest, attempt = have, 0
                    attempt += 1
                    if attempt >= broken.attempts:
                        raise UnreachableError(f"cannot fetch {self.file.name}: {broken}") from broken
                    wait_s = max(broken.wait_s, WAITS_S[min(attempt, len(WAITS_S)) - 1])
                    pause(min(wait_s, LONGEST_WAIT_S))
        return records.hash_of(self.part)

    def _have(self) -> int:
        """Bytes that are there. A part that is too long, or that no server can continue, is begun anew."""
        try:
            have = self.part.stat().st_size
        except FileNotFoundError:
            return 0
        is_whole = have == self.file.size_bytes
        can_go_on = self.has_ranges and (self.validator is not None or self.file.sha256 is not None)
        if is_whole or (have < self.file.size_bytes and can_go_on):
            return have
        self.part.unlink()
        return 0

    def _attempt(self, client: httpx.Client, have: int) -> None:
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
            if self.validator:
                headers["If-Range"] = self.validator
        with (
            _explained(self.file.name, self.host),
            client.stream("GET", self.url, headers=headers) as response,
        ):
            self._check(response)
            have = self._continues_at(response, have)
            self._receive(response, have)

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in {200, 206}:
            return
        if status == 416:  # the part is no beginning of what is there
            self.has_ranges = False
            raise _BrokenError(f"{self.host} refuses the range")
        if status in PASSING:
            asked = response.headers.get("retry-after", "")
            raise _BrokenError(
                f"{self.host} answered {status}", wait_s=float(asked) if asked.isdecimal() else 0.0
            )
        reasons = {
            401: f"{self.host} asks for a login: accept the model's terms there and set HF_TOKEN",
            403: f"{self.host} does not let us have it: accept the model's terms there and set HF_TOKEN",
            404: f"{self.host} does not have it (404)",
            410: f"{self.host} no longer has it (410)",
        }
        reason = reasons.get(status, f"{self.host} answered {status}")
        raise ModelError(f"cannot fetch {self.file.name}: {reason}")

    def _continues_at(self, response: httpx.Response, have: int) -> int:
        """From which byte on this answer goes."""
        if response.status_code == 206:
            found = re.match(r"bytes (\d+)-\d+/(\d+|\*)$", response.headers.get("content-range", ""))
            is_coded = response.headers.get("content-encoding", "identity") != "identity"
            if found is None or int(found[1]) != have or is_coded:
                self.has_ranges = False
                raise _BrokenError(f"{self.host} sends another range than asked for")
            self._require_size(found[2])
            return have
        self._remember(response)
        if "content-encoding" not in response.headers:
            self._require_size(response.headers.get("content-length", "*"))
        return 0

    def _remember(self, response: httpx.Response) -> None:
        etag = response.headers.get("etag", "")
        self.validator = etag if etag.startswith('"') else None  # a weak one does not serve

    def _require_size(self, told: str) -> None:
        if told.isdecimal() and int(told) != self.file.size_bytes:
            raise ModelError(
                f"cannot fetch {self.file.name}: {self.host} has another file, "
                f"of {told} bytes instead of {self.file.size_bytes}"
            )

    def _receive(self, response: httpx.Response, have: int) -> None:
        with self.part.open("ab" if have else "wb") as sink:
            try:
                for chunk in response.iter_bytes():
                    have += len(chunk)
                    if have > self.file.size_bytes:
                        raise ModelError(
                            f"cannot fetch {self.file.name}: {self.host} sends more than the "
                            f"{self.file.size_bytes} bytes it should have"
                        )
                    sink.write(chunk)
                    self.watch(have)
            finally:
                records.settle(sink.fileno(), sink.flush)
        if have < self.file.size_bytes:
            raise _BrokenError(f"the connection to {self.host} broke")


def _client(source: Hub | Site) -> httpx.Client:
    """A client that goes by the environment's proxies and certificates, and never over plain http."""
    headers = {"User-Agent": f"antiphon/{antiphon.__version__}"}
    if isinstance(source, Hub) and (token := os.environ.get("HF_TOKEN")):
        headers["Authorization"] = f"Bearer {token}"  # dropped when the answer sends us to another host
    try:
        return httpx.Client(
            headers=headers,
            timeout=TIMEOUT,
            follow_redirects=True,
            event_hooks={"request": [_require_https]},
        )
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise ModelError("the proxy settings of the environment cannot be used") from error
    except OSError as error:
        raise ModelError("the certificates named by SSL_CERT_FILE or SSL_CERT_DIR cannot be read") from error


def _require_https(request: httpx.Request) -> None:
    """Plain http only within this machine; a redirect may not lead to it either."""
    is_within = request.url.scheme == "http" and is_loopback(request.url.host)
    if request.url.scheme == "https" or is_within:
        return
    raise ModelError(f"{request.url.host} is asked for over plain http: only https will do")


@contextlib.contextmanager
def _explained(name: str, host: str) -> Iterator[None]:
    """Turn the network's errors into ours, each with a reason of one line."""
    try:
        yield
    except httpx.ProxyError as error:
        raise UnreachableError(
            f"cannot fetch {name}: the proxy refuses; check the proxy settings of the environment"
        ) from error
    except (httpx.TooManyRedirects, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise ModelError(f"cannot fetch {name}: {host} sends us somewhere that does not exist") from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        causes = list(_causes(error))
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            raise ModelError(
                f"cannot fetch {name}: {host} shows a certificate that is not trusted; "
                "SSL_CERT_FILE names another bundle"
            ) from error
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            raise UnreachableError(f"cannot fetch {name}: {host} is not found; check the network") from error
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            raise _BrokenError(f"{host} cannot be reached; check the network", attempts=CONNECTS) from error
        raise _BrokenError(f"the connection to {host} broke") from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
