"""The ASGI application: who may talk to us, then WebSockets to `live`, the rest to Starlette."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from antiphon.config import Settings
from antiphon.server.access import Door, Headers, read_headers
from antiphon.server.live import Conversations, Live
from antiphon.server.pages import Pages
from antiphon.server.rest import Rest, failure
from antiphon.server.tapping import PATH, Tapping
from antiphon.server.taps import Taps

ALLOWED_HEADERS = "content-type, x-goog-api-key, x-goog-api-client, authorization"
ALLOWED_METHODS = "GET, POST, OPTIONS"


def create_app(settings: Settings, host: Conversations) -> App:
    """The application that serves ``host`` by the operator's ``settings``."""
    return App(settings, host, Taps(proofreads=settings.log_level.lower() == "debug"))


class App:
    """Serves until `is_draining` is set; then nobody new comes in, and ``/readyz`` says so."""

    def __init__(self, settings: Settings, host: Conversations, taps: Taps) -> None:
        door = Door.of(settings)
        self.taps = taps
        self._door = door
        self._live = Live(door, host, taps)
        rest = Rest(door, lambda: host.is_ready and not self.is_draining)
        self._http = Starlette(
            routes=[Route(PATH, Tapping(taps)), *Pages(settings, door).routes(), *rest.routes()],
            exception_handlers={Exception: _crashed},
        )

    @property
    def is_draining(self) -> bool:
        """Whether the server is on its way out."""
        return self._live.is_draining

    @is_draining.setter
    def is_draining(self, value: bool) -> None:
        self._live.is_draining = value

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._live(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = read_headers(scope["headers"])
        if refusal := self._door.refusal(headers):
            await failure(403, refusal)(scope, receive, send)
            return
        send = _unsniffed(send)
        origin = headers.get("origin")
        if origin is None:
            await self._http(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _preflight(origin, headers)(scope, receive, send)
        else:
            await self._http(scope, receive, _sharing(origin, send))


def _preflight(origin: str, headers: Headers) -> Response:
    """Answers a browser that asks whether a page may make a request at all."""
    allowed = {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": ALLOWED_METHODS,
        "access-control-allow-headers": ALLOWED_HEADERS,
        "access-control-max-age": "600",
        "vary": "Origin",
    }
    # Chromium asks this before it lets a public page reach a private address such as loopback.
    if headers.get("access-control-request-private-network") == "true":
        allowed["access-control-allow-private-network"] = "true"
    return Response(status_code=204, headers=allowed)


def _unsniffed(send: Send) -> Send:
    """A model's name is given back as it came: nobody shall take it for a page."""

    async def mark(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["x-content-type-options"] = "nosniff"
        await send(message)

    return mark


def _sharing(origin: str, send: Send) -> Send:
    async def share(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["access-control-allow-origin"] = origin
            headers.add_vary_header("Origin")
        await send(message)

    return share


async def _crashed(_request: Request, _error: Exception) -> Response:
    # Starlette raises the error again once this has been sent, and uvicorn logs it.
    return failure(500, "Internal error encountered.")
