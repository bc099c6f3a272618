"""Runs the server: certificates, listeners, signals, and an end that lets calls finish first.

uvicorn's own `Server.serve` closes every WebSocket with 1012 as soon as SIGTERM comes, before a
conversation could say that it is about to go; we use its protocols and not its server.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path

import structlog
from uvicorn.config import Config
from uvicorn.server import ServerState

from antiphon.config import Settings, is_loopback
from antiphon.errors import ConfigError
from antiphon.server import presence
from antiphon.server.accept import Acceptor, Limits, listen
from antiphon.server.app import App, create_app
from antiphon.server.certificates import Certificates, ensure, server_context
from antiphon.server.http import HttpProtocol
from antiphon.server.live import Conversations
from antiphon.server.websocket import LiveProtocol

log = structlog.get_logger()

GRACE_S = 2.0
"""How long what is left after the drain may take to say goodbye."""
PING_S = 20.0
_RENEWAL_S = 86_400


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server can be reached, told once it can be."""

    host: str
    port: int
    base_url: str
    http_base_url: str
    ca: Path
    bundle: Path


class Stop:
    """The two stages of an end: the first signal asks for it, the second does not wait for it."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.insisted = asyncio.Event()

    def signal(self) -> None:
        """What SIGINT and SIGTERM do."""
        (self.insisted if self.asked.is_set() else self.asked).set()

    @contextlib.contextmanager
    def on_signals(self) -> Iterator[None]:
        """Listens to the signals meanwhile, and restores what was there before."""
        loop = asyncio.get_running_loop()
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in before:
            try:
                loop.add_signal_handler(number, self.signal)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.signal))
        try:
            yield
        finally:
            for number, handler in before.items():
                with contextlib.suppress(NotImplementedError):
                    loop.remove_signal_handler(number)
                signal.signal(number, handler)


async def serve(settings: Settings, host: Conversations, announce: Callable[[Listening], None]) -> None:
    """Serves ``host`` until SIGTERM or SIGINT, then lets calls go on for up to ``settings.drain_s``.

    A second signal ends them at once; so does cancelling. Raises `ConfigError` when the port is taken or
    the data directory cannot be written. Nothing of the server is left when this returns.
    """
    stop = Stop()
    with stop.on_signals():
        await run(settings, host, announce, stop, Limits(max_connections=settings.max_connections))


async def run(
    settings: Settings,
    host: Conversations,
    announce: Callable[[Listening], None],
    stop: Stop,
    limits: Limits,
) -> None:
    """`serve` with the end and the limits in the caller's hands."""
    directory = settings.data_dir / "tls"
    names = certificate_names(settings)
    certificates = ensure(directory, names, datetime.now(UTC))
    context = server_context(certificates)
    app = create_app(settings, host)
    config = _uvicorn_config(app, settings)
    state = ServerState()

    def renew() -> None:
        context.load_cert_chain(*_pair(ensure(directory, names, datetime.now(UTC))))

    listeners = listen(settings.host, settings.port)
    upkeep = asyncio.create_task(_keep_up(state, renew))
    try:
        async with Acceptor(
            listeners,
            lambda: HttpProtocol(config, state, limits),
            context,
            open_connections=lambda: len(state.connections),
            limits=limits,
        ):
            port = listeners[0].getsockname()[1]
            with presence.announced(settings.data_dir, settings.host, port, app.taps.key):
                announce(_listening(settings, port, certificates))
                await stop.asked.wait()
            app.is_draining = True
        log.info("draining", conversations=host.active, at_most_s=settings.drain_s)
        await _drain(host, settings.drain_s, stop)
    finally:
        app.is_draining = True
        app.taps.close()
        await _close(state, 0 if stop.insisted.is_set() else GRACE_S)
        upkeep.cancel()
        await asyncio.wait([upkeep])


def certificate_names(settings: Settings) -> tuple[str, ...]:
    """What the certificate must hold besides loopback: the operator's names, and the address bound."""
    try:
        is_wildcard = ipaddress.ip_address(settings.host.strip("[]")).is_unspecified
    except ValueError:
        is_wildcard = settings.host in {"", "*"}
    return settings.hostname if is_wildcard else (*settings.hostname, settings.host)


def _pair(certificates: Certificates) -> tuple[Path, Path]:
    return certificates.cert, certificates.key


def _uvicorn_config(app: App, settings: Settings) -> Config:
    config = Config(
        app,
        http=HttpProtocol,
        ws=LiveProtocol,
        interface="asgi3",
        lifespan="off",
        log_config=None,
        access_log=False,
        # Its information is request lines, and a browser's key is in the query of one.
        log_level="warning",
        # One connection's compressor costs 40 KiB, and base64 of speech hardly shrinks.
        ws_per_message_deflate=False,
        ws_max_size=settings.max_frame_bytes,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        timeout_keep_alive=5,
        # A caller could write any address into X-Forwarded-For.
        proxy_headers=False,
        server_header=False,
    )
    config.load()
    return config


def _listening(settings: Settings, port: int, certificates: Certificates) -> Listening:
    names = certificate_names(settings)
    # On loopback the address, which needs no name service; beyond it the name that callers will use.
    name = settings.host if is_loopback(settings.host) else (names[0] if names else "127.0.0.1")
    name = name.strip("[]")
    authority = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    return Listening(
        host=settings.host,
        port=port,
        base_url=f"https://{authority}",
        http_base_url=f"http://{authority}",
        ca=certificates.ca,
        bundle=certificates.bundle,
    )


async def _keep_up(state: ServerState, renew: Callable[[], None]) -> None:
    """What uvicorn's server does beside serving, and the certificate's renewal once a day."""
    seconds = 0
    while True:
        state.default_headers = [(b"date", formatdate(usegmt=True).encode())]
        await asyncio.sleep(1)
        seconds += 1
        if seconds % _RENEWAL_S == 0:
            try:
                renew()
            except (ConfigError, OSError):
                log.exception("certificate not renewed")


async def _drain(host: Conversations, seconds: float, stop: Stop) -> None:
    draining = asyncio.create_task(host.drain(seconds))
    insisting = asyncio.create_task(stop.insisted.wait())
    try:
        await asyncio.wait([draining, insisting], return_when=asyncio.FIRST_COMPLETED)
    finally:
        draining.cancel()
        insisting.cancel()
        await asyncio.wait([draining, insisting])
    if not draining.cancelled() and (error := draining.exception()):
        log.error("drain failed", exc_info=error)


async def _close(state: ServerState, grace_s: float) -> None:
    """Closes every connection: politely, then by cancelling, then by force."""
    for connection in list(state.connections):
        connection.shutdown()
    if state.tasks and grace_s:
        await asyncio.wait(list(state.tasks), timeout=grace_s)
    unfinished = list(state.tasks)
    for task in unfinished:
        task.cancel()
    if unfinished:
        await asyncio.wait(unfinished, timeout=GRACE_S)
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(contextlib.suppress(TimeoutError))
        await stack.enter_async_context(asyncio.timeout(GRACE_S))
        while state.connections:
            # Loops report a lost connection some turns later, and there is nothing else to wait for.
            for connection in list(state.connections):
                connection.transport.abort()
            await asyncio.sleep(0.01)
