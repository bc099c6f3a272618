"""Where somebody's OpenAI-compatible API is: how it is asked, and what is said when it answers otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import msgspec
import structlog

from antiphon.config import is_loopback
from antiphon.errors import EngineError, OperatorError, RefusedError

CONNECT_S: Final = 5.0
CHECK_S: Final = 10.0
IDLE_S: Final = 60.0
"""How long a connection is kept for the next turn: a handshake with a distant server costs two round trips."""
SHOWN: Final = 200
"""Characters of an error's text that reach our log."""
MAX_LIST: Final = 4 * 2**20
MAX_COMPLAINT: Final = 64 * 1024
MAX_EVENT: Final = 2**20

_BROKEN: Final = (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
"""What a connection that was kept too long does when it is used again."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Service:
    """One of the operator's model servers."""

    stage: str
    """``llm``, ``asr`` or ``tts``, as its settings begin."""
    what: str
    """What it does, as a sentence's subject."""
    base_url: str
    model: str
    key: str | None = field(default=None, repr=False)
    patience_s: float = 30.0
    """How long it may be silent before its answer, and in the middle of it."""


class Endpoint:
    """One HTTP client for all conversations: one connection per request in flight, kept for the next one."""

    def __init__(self, service: Service) -> None:
        """Raises `OperatorError` for a proxy or a key that cannot be used."""
        self.service = service
        self._url = service.base_url.rstrip("/")
        self._client = _client(service)

    async def start(self) -> None:
        """Asks for the list of models: any answer but a refusal will do, as some servers have none.

        Raises `OperatorError`.
        """
        service, stage = self.service, self.service.stage
        try:
            async with (
                asyncio.timeout(CHECK_S),
                self._client.stream("GET", f"{self._url}/models") as response,
            ):
                listing = await read(response, MAX_LIST)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError, ValueError) as error:
            raise OperatorError(
                f"{stage}: nothing answers at {self._url} ({type(error).__name__}): start that server, or correct "
                f"--{stage} (it usually ends in /v1), or leave it out to use the built-in one"
            ) from error
        except EngineError:  # a list that is too long for us
            return
        there = response.next_request.url if response.next_request else response.url
        if _origin(there) != _origin(response.url):
            raise OperatorError(
                f"{stage}: {self._url} has moved to {there.scheme}://{there.netloc.decode()}: correct --{stage}"
            )
        if response.status_code in {401, 403}:
            is_new = "" if service.key is None else " another"
            raise OperatorError(f"{stage}: {self._url} wants{is_new} key: set ANTIPHON_{stage.upper()}_KEY")
        if response.status_code >= 500:
            raise OperatorError(
                f"{stage}: {self._url} answers {response.status_code} ({complaint(listing)}): is it still loading?"
            )
        listed = tuple(_listed(listing)) if response.is_success else ()
        if listed and not any(_is_same(service.model, each) for each in listed):
            log.warning("! model not listed", stage=stage, model=service.model, listed=listed[:8])

    @asynccontextmanager
    async def post(self, path: str, **body: Any) -> AsyncGenerator[httpx.Response, None]:
        """The answer, its head read and its body to be streamed. Leaving closes it, which makes the server stop.

        Raises `RefusedError` for a status that is no success, `EngineError` for all else that goes wrong, also in the
        ``async with`` block.
        """
        service = self.service
        try:
            response = await self._send(path, body)
            try:
                if not response.is_success:
                    raise await self._refusal(response)
                yield response
            finally:
                await response.aclose()
        except httpx.TimeoutException as error:
            limit = CONNECT_S if isinstance(error, httpx.ConnectTimeout) else service.patience_s
            raise EngineError(
                f"{service.what} was silent for {limit:g} s ({type(error).__name__})"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise EngineError(f"{service.what} failed: {type(error).__name__} {error}"[:SHOWN]) from error

    async def aclose(self) -> None:
        """Closes what is open; may be called twice."""
        await self._client.aclose()

    async def _send(self, path: str, body: dict[str, Any]) -> httpx.Response:
        """Once more where the connection broke before anything came: nobody knows of the first attempt."""
        request = self._client.build_request("POST", self._url + path, **body)
        try:
            return await self._client.send(request, stream=True)
        except _BROKEN:
            request = self._client.build_request("POST", self._url + path, **body)
            return await self._client.send(request, stream=True)

    async def _refusal(self, response: httpx.Response) -> RefusedError:
        service, status = self.service, response.status_code
        said = (
            "" if status in {401, 403} else complaint(await read(response, MAX_COMPLAINT))
        )  # it may quote the key
        match status:
            case 401 | 403:
                text = f"{service.what} refuses the key ({status}): set ANTIPHON_{service.stage.upper()}_KEY"
            case 404:
                text = f"{service.what}: 404, no model {service.model!r} or nothing at that address: {said}"
            case 429:
                wait = response.headers.get("retry-after", "")[:32]
                text = (
                    f"{service.what} is asked too often (429{f', again in {wait} s' if wait else ''}): {said}"
                )
            case _ if response.is_redirect:
                text = f"{service.what}: {status}, it has moved to {response.headers.get('location', '')[:SHOWN]}"
            case _:
                text = f"{service.what} answered {status}: {said}"
        return RefusedError(text, status, said)


async def read(response: httpx.Response, limit: int) -> bytes:
    """The body, whole. Raises `EngineError` when it is longer than ``limit``."""
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > limit:
            raise EngineError(f"an answer of more than {limit} bytes")
    return bytes(body)


async def events(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """The data of server-sent events. Comments, by which some servers say that they are alive, are left out."""
    data: list[bytes] = []
    rest = b""
    async for piece in response.aiter_bytes():
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) + sum(map(len, data)) + len(data) > MAX_EVENT:
            raise EngineError(f"an event of more than {MAX_EVENT} bytes")
        for line in lines:
            text = line.removesuffix(b"\r")
            if text.startswith(b"data:"):
                data.append(text[5:].removeprefix(b" "))
            elif not text and data:
                yield b"\n".join(data)
                data.clear()
    if rest.startswith(b"data:"):  # the last line of a server that forgets to end it
        data.append(rest[5:].strip())
    if data:
        yield b"\n".join(data)


def complaint(body: bytes) -> str:
    """What an error's body says, in a line. A field that quotes the request is not part of it."""
    try:
        told = _told(msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        told = body.decode(errors="replace")
    return " ".join(told.split())[:SHOWN]


def _told(plain: Any) -> str:
    match plain:
        case str():
            return plain
        case {"loc": [*_, str(name)], "msg": str(what)}:
            return f"{name}: {what}"
        case {"error": inner} | {"message": inner} | {"detail": inner} | {"msg": inner}:
            return _told(inner)
        case list():
            return "; ".join(map(_told, plain[:3]))
    return ""


def _listed(body: bytes) -> Iterator[str]:
    """Names of models in what should be a list of them."""
    try:
        plain = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return
    models = plain.get("data") if isinstance(plain, dict) else plain
    for model in models if isinstance(models, list) else ():
        if isinstance(model, dict) and isinstance(model.get("id"), str):
            yield model["id"]


def _client(service: Service) -> httpx.AsyncClient:
    host = urlsplit(service.base_url).hostname or ""
    try:
        return httpx.AsyncClient(
            timeout=httpx.Timeout(service.patience_s, connect=CONNECT_S),
            headers={
                "Accept-Encoding": "identity",  # what is packed comes late, and may be more than it seems
                **({"Authorization": f"Bearer {service.key}"} if service.key else {}),
            },
            # No proxy may stand between us and this machine; elsewhere the environment's holds.
            trust_env=not is_loopback(host),
            # An answer waits for no other answer's connection; how many there are is the session limit's business.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=8, keepalive_expiry=IDLE_S),
        )
    except UnicodeError as error:
        variable = f"ANTIPHON_{service.stage.upper()}_KEY"
        raise OperatorError(f"{service.stage}: that is no key: {variable} may hold only ASCII") from error
    except (ImportError, ValueError) as error:  # of SOCKS, or of what nobody knows
        raise OperatorError(
            f"{service.stage}: the environment names a proxy that cannot be used: correct ALL_PROXY, HTTPS_PROXY and "
            "HTTP_PROXY (http://… can be), or unset them"
        ) from error


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _is_same(wanted: str, listed: str) -> bool:
    """Ollama's ``:latest`` and Google's ``models/`` may be left out."""
    return listed in {wanted, f"{wanted}:latest", f"models/{wanted}"}
