"""The accept loop: TLS and plain text on one port, told apart by the first byte. Knows no HTTP.

uvicorn's own loop serves one or the other, and ends every call at once on SIGTERM; ours does neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import structlog

from antiphon.config import is_loopback
from antiphon.errors import ConfigError

log = structlog.get_logger()

TLS_HANDSHAKE = b"\x16"
"""The first byte of every TLS connection (a record of type handshake); no HTTP method begins with it."""

_BATCH = 64  # connections taken per wake-up, so that a flood of them cannot starve the calls in progress
_LONGEST_BACKOFF_S = 1.0
_GONE = {errno.ECONNABORTED, errno.EPROTO, errno.EPERM, errno.ENETDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a connection may ask for before it has said what it wants."""

    max_connections: int = 1000
    max_pending: int = 256
    """Connections without a first byte or in the TLS handshake; one more and the oldest is closed."""
    peek_s: float = 5.0
    handshake_s: float = 10.0
    head_s: float = 10.0
    head_bytes: int = 64 * 1024
    body_s: float = 30.0
    body_bytes: int = 4 * 2**20
    backoff_s: float = 0.05
    """The first pause after the system could not give us a connection; it doubles up to 1 s."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Listening sockets, all on one port; port 0 takes a free one. Raises `ConfigError`.

    A loopback host is served on 127.0.0.1 and ::1 where both can be had, because what ``localhost``
    means is the caller's choice. The host that was asked for must succeed, the other one may fail.
    """
    if host in {"", "*"}:
        host = "0.0.0.0"  # noqa: S104  # the operator wrote it, and `Settings` asked for keys
    wanted, extra = [host], []
    if is_loopback(host):
        plain = host.strip("[]").lower()
        wanted = ["127.0.0.1" if plain == "localhost" else plain]
        extra = [address for address in ("127.0.0.1", "::1") if address not in wanted]
    sockets: list[socket.socket] = []
    try:
        for family, address in _resolve(wanted[0]):
            sockets.append(_bind(family, address, port))
            port = sockets[0].getsockname()[1]
    except OSError as error:
        for bound in sockets:
            bound.close()
        raise ConfigError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    for other in extra:
        with contextlib.suppress(OSError):
            sockets.append(_bind(*_resolve(other)[0], port))
    return sockets


def _resolve(host: str) -> list[tuple[socket.AddressFamily, str]]:
    found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((socket.AddressFamily(entry[0]), str(entry[4][0])) for entry in found))


def _bind(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address != "::"))
        sock.bind((address, port))
        sock.listen(1024)
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock


class Acceptor:
    """Accepts while it is entered; leaving closes the listeners and what has not been handed over.

    ``open_connections`` counts those that were: the acceptor itself remembers nothing of them.
    """

    def __init__(
        self,
        listeners: Sequence[socket.socket],
        factory: Callable[[], asyncio.Protocol],
        context: ssl.SSLContext,
        *,
        open_connections: Callable[[], int],
        limits: Limits,
    ) -> None:
        self._listeners = tuple(listeners)
        self._factory = factory
        self._context = context
        self._open_connections = open_connections
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._pending: dict[asyncio.Task[None], None] = {}
        self._resting: dict[socket.socket, asyncio.TimerHandle] = {}
        self._backoff_s = limits.backoff_s

    @property
    def pending(self) -> int:
        """Connections that have not been handed over yet."""
        return len(self._pending)

    async def __aenter__(self) -> Self:
        for listener in self._listeners:
            self._loop.add_reader(listener, self._accept, listener)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for listener in self._listeners:
            self._loop.remove_reader(listener)
            listener.close()
        for timer in self._resting.values():
            timer.cancel()
        unfinished = list(self._pending)
        for task in unfinished:
            task.cancel()
        if unfinished:
            await asyncio.wait(unfinished)

    def _accept(self, listener: socket.socket) -> None:
        for _ in range(_BATCH):
            try:
                sock, _address = listener.accept()
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                if error.errno in _GONE:  # that one caller went away while it stood in the queue
                    continue
                self._rest(listener, error)
                return
            self._backoff_s = self._limits.backoff_s
            if self._open_connections() + len(self._pending) >= self._limits.max_connections:
                sock.close()
                continue
            self._take(sock)

    def _rest(self, listener: socket.socket, error: OSError) -> None:
        """Stops accepting for a while: without descriptors the listener stays readable, and we would spin."""
        log.warning("cannot accept connections", reason=error.strerror, retry_in_s=self._backoff_s)
        self._loop.remove_reader(listener)
        self._resting[listener] = self._loop.call_later(self._backoff_s, self._resume, listener)
        self._backoff_s = min(2 * self._backoff_s, _LONGEST_BACKOFF_S)

    def _resume(self, listener: socket.socket) -> None:
        del self._resting[listener]
        self._loop.add_reader(listener, self._accept, listener)

    def _take(self, sock: socket.socket) -> None:
        if len(self._pending) >= self._limits.max_pending:
            # Honest callers speak first and at once, so whoever has waited longest is the one to lose.
            next(task for task in self._pending if not task.cancelling()).cancel()
        task = self._loop.create_task(self._admit(sock))
        self._pending[task] = None
        task.add_done_callback(self._pending.pop)

    async def _admit(self, sock: socket.socket) -> None:
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            async with asyncio.timeout(self._limits.peek_s):
                first = await self._peek(sock)
        except OSError:  # reset, or out of time: `TimeoutError` is one of these
            first = b""
        except asyncio.CancelledError:
            sock.close()
            raise
        if not first:
            sock.close()
            return
        is_tls = first == TLS_HANDSHAKE
        # From here on the socket is the loop's, which closes it when the handshake fails.
        with contextlib.suppress(OSError):
            await self._loop.connect_accepted_socket(
                self._factory,
                sock,
                ssl=self._context if is_tls else None,
                ssl_handshake_timeout=self._limits.handshake_s if is_tls else None,
                ssl_shutdown_timeout=2.0 if is_tls else None,
            )

    async def _peek(self, sock: socket.socket) -> bytes:
        """The first byte, left where it is; empty at the end of the stream. Cancel-safe."""
        try:
            return sock.recv(1, socket.MSG_PEEK)
        except (BlockingIOError, InterruptedError):
            pass
        readable: asyncio.Future[None] = self._loop.create_future()
        # The number, not the object: for an object uvloop would keep a reference past the hand-over.
        number = sock.fileno()
        self._loop.add_reader(number, _wake, readable)
        try:
            await readable
        finally:
            self._loop.remove_reader(number)
        return sock.recv(1, socket.MSG_PEEK)


def _wake(readable: asyncio.Future[None]) -> None:
    # A readable socket stays so until it is read, hence more than one call.
    if not readable.done():
        readable.set_result(None)
