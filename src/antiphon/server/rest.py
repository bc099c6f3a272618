"""The REST calls beside the socket: models and health. Knows nothing of conversations.

Shapes follow the public REST API, because the SDKs parse them by name. Every error is Google's envelope.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from antiphon.errors import AccessError, PeerError
from antiphon.server.access import Door, credentials, read_headers

DEFAULT_PAGE, LARGEST_PAGE = 50, 1000
_STATUS = MappingProxyType(
    {
        400: "INVALID_ARGUMENT",
        403: "PERMISSION_DENIED",
        404: "NOT_FOUND",
        500: "INTERNAL",
        503: "UNAVAILABLE",
    }
)

_NATIVE = "Speaks and listens: real-time voice conversation."
_CASCADE = "Speech in, speech or text out: real-time conversation."
_TABLE = (
    ("gemini-3.8-live", "Gemini 3.8 Live", _NATIVE),
    ("gemini-3.8-live-extended-thinking", "Gemini 3.8 Live Extended Thinking", _NATIVE),
    ("gemini-3.1-flash-live-preview", "Gemini 3.1 Flash Live Preview", _NATIVE),
    ("gemini-2.5-flash-native-audio-latest", "Gemini 2.5 Flash Native Audio", _NATIVE),
    (
        "gemini-2.5-flash-native-audio-preview-12-2025",
        "Gemini 2.5 Flash Native Audio Preview 12-2025",
        _NATIVE,
    ),
    (
        "gemini-2.5-flash-native-audio-preview-09-2025",
        "Gemini 2.5 Flash Native Audio Preview 09-2025",
        _NATIVE,
    ),
    ("gemini-2.5-flash-preview-native-audio-dialog", "Gemini 2.5 Flash Native Audio Dialog", _NATIVE),
    ("gemini-live-2.5-flash-native-audio", "Gemini Live 2.5 Flash Native Audio", _NATIVE),
    ("gemini-live-2.5-flash", "Gemini Live 2.5 Flash", _CASCADE),
    ("gemini-live-2.5-flash-preview", "Gemini Live 2.5 Flash Preview", _CASCADE),
    ("gemini-2.0-flash-live-001", "Gemini 2.0 Flash Live", _CASCADE),
    ("gemini-2.0-flash-live-preview-04-09", "Gemini 2.0 Flash Live Preview 04-09", _CASCADE),
    ("gemini-2.0-flash-exp", "Gemini 2.0 Flash Experimental", _CASCADE),
    ("gemini-3.5-live-translate-preview", "Gemini 3.5 Live Translate Preview", "Real-time translation."),
    ("gemini-3.5-transcribe-live", "Gemini 3.5 Transcribe Live", "Real-time transcription."),
)


def model(name: str, display_name: str = "", description: str = "", *, parent: str = "") -> dict[str, Any]:
    """One Model object. Names outside the table are aliases: this server answers to every name."""
    return {
        "name": f"{parent}models/{name}",
        "version": "001",
        "displayName": display_name or name,
        "description": description or "An alias: this server answers to every model name.",
        "inputTokenLimit": 131072,
        "outputTokenLimit": 65536,
        "supportedGenerationMethods": ["bidiGenerateContent"],
        "temperature": 1,
        "topP": 0.95,
        "topK": 64,
        "maxTemperature": 2,
        "thinking": name.startswith(("gemini-2.5-flash-native", "gemini-3.")),
    }


_MODELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: (title, text) for name, title, text in _TABLE}
)


@dataclass(frozen=True, slots=True)
class ModelPath:
    """An address of the models collection (``name`` empty) or of one model."""

    name: str
    parent: str = ""
    """``publishers/google/`` where Vertex's clients ask; they find lists under another key, too."""


# As on the socket, anything may stand before the version, and no version is preferred to another.
_MODELS_PATH = re.compile(r"/(?P<parent>publishers/google/)?models(?:/(?P<name>[^/:]+))?$")


def model_path(path: str) -> ModelPath | None:
    """What a GET of ``path`` asks for, with any prefix and doubled slashes; `None` when it is no model."""
    match = _MODELS_PATH.search(re.sub(r"/{2,}", "/", f"/{path}").rstrip("/"))
    return ModelPath(match["name"] or "", match["parent"] or "") if match else None


def failure(code: int, message: str, reason: str = "") -> Response:
    """An error in the envelope that the SDKs unwrap."""
    error: dict[str, Any] = {"code": code, "message": message, "status": _STATUS[code]}
    if reason:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]
    return JSONResponse({"error": error}, status_code=code)


def page(query: Mapping[str, str], parent: str) -> dict[str, Any]:
    """One page of the list of models. Raises `PeerError` for numbers that are none."""
    try:
        size = int(query.get("pageSize") or query.get("page_size") or 0) or DEFAULT_PAGE
        start = int(query.get("pageToken") or query.get("page_token") or 0)
    except ValueError:
        raise PeerError("pageSize must be a number, and pageToken one that this server gave out.") from None
    if size < 0 or start < 0:
        raise PeerError("pageSize and pageToken must not be negative.")
    stop = start + min(size, LARGEST_PAGE)
    found = [model(name, title, text, parent=parent) for name, title, text in _TABLE[start:stop]]
    return {
        "publisherModels" if parent else "models": found,
        "nextPageToken": str(stop) if stop < len(_TABLE) else "",
    }


class Rest:
    """The HTTP endpoints; Host, Origin and CORS have been seen to by the app."""

    def __init__(self, door: Door, is_ready: Callable[[], bool]) -> None:
        self._door = door
        self._is_ready = is_ready

    def routes(self) -> list[Route]:
        """For Starlette, most particular first."""
        return [
            Route("/healthz", self.health),
            Route("/readyz", self.readiness),
            Route(
                "/{path:path}", self.anything, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
            ),
        ]

    async def health(self, _request: Request) -> Response:
        """The process is alive, whatever its models do."""
        return PlainTextResponse("ok\n")

    async def readiness(self, _request: Request) -> Response:
        """Whether new callers should be sent here."""
        if self._is_ready():
            return PlainTextResponse("ready\n")
        return PlainTextResponse("not ready\n", status_code=HTTPStatus.SERVICE_UNAVAILABLE)

    async def anything(self, request: Request) -> Response:
        """Models, and the envelope for what is not served."""
        asked = model_path(request.url.path) if request.method in {"GET", "HEAD"} else None
        if asked is None:
            return failure(404, f"{request.method} of this path is not served here.")
        try:
            self._door.check(
                credentials(read_headers(request.scope["headers"]), request.scope["query_string"])
            )
        except AccessError as error:
            return failure(403, str(error))
        except PeerError as error:
            return failure(400, str(error), "API_KEY_INVALID")
        if asked.name:
            return JSONResponse(model(asked.name, *_MODELS.get(asked.name, ()), parent=asked.parent))
        try:
            return JSONResponse(page(request.query_params, asked.parent))
        except PeerError as error:
            return failure(400, str(error))
