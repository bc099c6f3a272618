"""The page at ``/``: the files beside this one, and what it may tell a visitor. Knows nothing of conversations.

The page holds no secrets and is open to everybody whom the `Door` admits; only its socket wants a key.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from antiphon.config import Settings
from antiphon.engines.cascade import flite
from antiphon.errors import AccessError, PeerError
from antiphon.server.access import Door, credentials, read_headers

INDEX: Final = "index.html"
TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
HEADERS: Final = {
    # Everything comes from here and nothing is inline; a worklet is a script, and the socket has our origin.
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",  # for browsers that do not know frame-ancestors
    "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    "cache-control": "no-cache",  # asked for each time, and answered with 304: an update shows at once
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file, as it is served."""

    content: bytes
    media_type: str
    etag: str


def read_sheets() -> dict[str, Sheet]:
    """Every file of the page, by name. They are few and small, and are read once."""
    sheets = {}
    for file in (resources.files("antiphon.server") / "page").iterdir():
        media_type = TYPES.get(file.name.rpartition(".")[2])
        if media_type is not None:
            content = file.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:32]
            sheets[file.name] = Sheet(content, media_type, f'"{digest}"')
    return sheets


def stages(settings: Settings) -> dict[str, str]:
    """What does the work, in the page's words. Names only: where a model runs is the operator's affair."""
    if settings.engine != "cascade":
        return {"engine:": settings.engine}
    thinks = Path(settings.gguf).name.removesuffix(".gguf") if settings.gguf else "SmolLM2 135M"
    speaks = "Flite and espeak-ng" if flite.is_installed() else "espeak-ng"
    return {
        "hears with": settings.asr_model or "Moonshine tiny",
        "thinks with": settings.llm_model
        or (thinks if settings.brain == "plain" else f"{thinks} and a brain"),
        "speaks with": settings.tts_model or speaks,
    }


class Pages:
    """The endpoints of the page; Host, Origin and CORS have been seen to by the app."""

    def __init__(self, settings: Settings, door: Door) -> None:
        self._door = door
        self._sheets = read_sheets()
        self._about = {
            "stages": stages(settings),
            "isTiny": settings.engine == "cascade" and settings.llm is None and settings.gguf is None,
        }

    def routes(self) -> list[Route]:
        """For Starlette, most particular first. A GET route answers HEAD, too."""
        return [
            Route("/", self.index),
            Route("/page/about", self.about),
            Route("/page/{name}", self.sheet),
        ]

    async def index(self, request: Request) -> Response:
        """The page itself."""
        return self._serve(INDEX, request)

    async def sheet(self, request: Request) -> Response:
        """What the page is made of."""
        return self._serve(request.path_params["name"], request)

    async def about(self, request: Request) -> Response:
        """Whether the key that is shown opens the socket, and to whom it does, what answers there.

        Always 200: a page that asks whether it needs a key has made no mistake.
        """
        shown = credentials(read_headers(request.scope["headers"]), request.scope["query_string"])
        answer: dict[str, Any] = {"key": "good", **self._about}
        try:
            self._door.check(shown)
        except AccessError:
            answer = {"key": "missing"}
        except PeerError:
            answer = {"key": "wrong"}
        return JSONResponse(answer, headers={**HEADERS, "cache-control": "no-store"})

    def _serve(self, name: str, request: Request) -> Response:
        sheet = self._sheets.get(name)
        if sheet is None:
            return Response("There is no such file.\n", 404, HEADERS, "text/plain; charset=utf-8")
        headers = {**HEADERS, "etag": sheet.etag}
        known = {
            tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")
        }
        if sheet.etag in known:
            return Response(status_code=304, headers=headers)
        return Response(sheet.content, headers=headers, media_type=sheet.media_type)
