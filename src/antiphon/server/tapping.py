"""The HTTP door of those who watch the wire: a stream of JSON lines. Without the control key there is none."""

from __future__ import annotations

import asyncio
import hmac
from typing import Final

import msgspec
import structlog
from starlette.types import Receive, Scope, Send

from antiphon.config import is_loopback
from antiphon.server.access import read_headers
from antiphon.server.rest import failure
from antiphon.server.taps import BATCH_BYTES, Event, Taps, Watcher

PATH: Final = "/antiphon/tap"
KEY_HEADER: Final = "x-antiphon-key"
PATIENCE_S: Final = 10.0
"""How long a watcher may read nothing at all before it is let go."""

log = structlog.get_logger(__name__)
_encoder: Final = msgspec.json.Encoder()


class Tapping:
    """The ASGI endpoint at `PATH`."""

    def __init__(self, taps: Taps) -> None:
        self._taps = taps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._admits(scope):
            # As any other path that is not served: who has no key learns nothing, not even that there is one.
            await failure(404, f"{scope['method']} of this path is not served here.")(scope, receive, send)
            return
        watcher = self._taps.attach()
        if watcher is None:
            await failure(503, "No more watchers are let in.")(scope, receive, send)
            return
        log.info("= wire watched")
        try:
            async with asyncio.TaskGroup() as tasks:
                leaving = tasks.create_task(_leave(receive, watcher))
                await _stream(send, watcher)
                leaving.cancel()
        finally:
            self._taps.detach(watcher)
            log.info("= wire no longer watched")

    def _admits(self, scope: Scope) -> bool:
        headers = read_headers(scope["headers"])
        client = scope.get("client")
        shown = headers.get(KEY_HEADER, "").encode("latin-1")
        is_key = hmac.compare_digest(shown, self._taps.key.encode())
        # A browser's page has no business here, whatever it knows.
        is_program = "origin" not in headers and scope["method"] == "GET"
        return is_key and is_program and client is not None and is_loopback(client[0])


async def _leave(receive: Receive, watcher: Watcher) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.end()


async def _stream(send: Send, watcher: Watcher) -> None:
    headers = [(b"content-type", b"application/x-ndjson"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    try:
        while batch := await watcher.take():
            body = await _lines(batch)
            async with asyncio.timeout(PATIENCE_S):
                await send({"type": "http.response.body", "body": body, "more_body": True})
    except TimeoutError:
        log.warning("! watcher reads nothing and is let go")
    else:
        await send({"type": "http.response.body"})


async def _lines(batch: list[Event]) -> bytes:
    # Only the last of a batch can be large: an image, whose escaping would hold everybody up.
    if len(batch[-1].text) > BATCH_BYTES:
        return await asyncio.to_thread(_encoder.encode_lines, batch)
    return _encoder.encode_lines(batch)
