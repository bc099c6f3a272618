"""Opens a `LiveSession` over a real WebSocket."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote, urlsplit, urlunsplit

from websockets.asyncio.client import connect as open_socket

from antiphon.client.session import LiveSession
from antiphon.config import is_loopback
from antiphon.wire.setup import Setup

PATH: Final = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
SCHEMES: Final = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}


@asynccontextmanager
async def connect(
    base_url: str, setup: Setup, *, api_key: str = "local", ca: Path | None = None
) -> AsyncIterator[LiveSession]:
    """A conversation with the server at ``base_url`` (http, https, ws or wss), set up and ready.

    ``ca`` is a PEM file of further certificates to trust. Raises ``OSError`` when nobody answers and
    ``websockets.ConnectionClosed`` when the server refuses the setup; leaving the context closes with 1000.
    """
    parts = urlsplit(base_url)
    scheme = SCHEMES[parts.scheme]
    url = urlunsplit((scheme, parts.netloc, parts.path.rstrip("/") + PATH, f"key={quote(api_key)}", ""))
    context = None
    if scheme == "wss":
        context = ssl.create_default_context()
        if ca is not None:
            context.load_verify_locations(ca)
    proxy: Literal[True] | None = None if is_loopback(parts.hostname or "") else True
    async with open_socket(url, ssl=context, proxy=proxy, max_size=2**24) as link:
        live = LiveSession(link)
        await live.set_up(setup)
        yield live
