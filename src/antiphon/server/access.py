"""Who may come in: Host, Origin and key. Pure decisions over headers; knows nothing of sockets."""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, urlsplit

from antiphon.config import Settings, is_loopback
from antiphon.errors import AccessError, PeerError

BAD_KEY = "API key not valid. Please pass a valid API key."
NO_KEY = (
    "Method doesn't allow unregistered callers (callers without established identity). "
    "Please use API Key or other form of API consumer identity to call this API."
)

_NAME = re.compile(r"[\w.-]+")

Headers = Mapping[str, str]
"""Names in lower case."""


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers of an ASGI scope as text. Repeated ones are joined, so that two Hosts make a bad one."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def credentials(headers: Headers, query_string: bytes) -> tuple[str, ...]:
    """Everything the caller shows as a credential, in the forms that the SDKs use.

    Browsers cannot set headers on a WebSocket, hence the two query forms; the Python SDK shows an
    ephemeral token twice. An empty value is no credential.
    """
    try:
        query = parse_qs(query_string.decode("latin-1"), max_num_fields=100)
    except ValueError:  # a query of more fields than any client sends
        query = {}
    shown = [*query.get("key", ()), headers.get("x-goog-api-key", ""), *query.get("access_token", ())]
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() in {"token", "bearer"}:
        shown.append(value)
    return tuple(dict.fromkeys(text for text in map(str.strip, shown) if text))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def host_name(host: str) -> str:
    """The name in a Host header: no port, no brackets, lower case. Empty when it is malformed."""
    if _is_address(host):
        return host.lower()
    try:
        parts = urlsplit(f"//{host.strip()}")
        _ = parts.port  # raises when it is no number
    except ValueError:
        return ""
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        return ""
    name = (parts.hostname or "").rstrip(".")
    return name if _is_address(name) or _NAME.fullmatch(name) else ""


@dataclass(frozen=True, slots=True)
class Door:
    """The operator's policy, applied to one caller at a time."""

    loopback_only: bool
    names: frozenset[str]
    origins: frozenset[str]
    keys: tuple[bytes, ...]

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The policy that the settings describe."""
        return cls(
            loopback_only=is_loopback(settings.host),
            names=frozenset(host_name(name) for name in (*settings.hostname, settings.host)),
            origins=frozenset(origin.rstrip("/").lower() for origin in settings.allow_origin),
            keys=tuple(key.get_secret_value().encode() for key in settings.api_keys),
        )

    def admits_host(self, host: str) -> bool:
        """Whether a request with this Host header can have been meant for us.

        A web page may point its own domain at an address of ours (DNS rebinding) and then counts as our
        own origin; only the Host header tells it apart. On loopback we answer to loopback names and the
        operator's ``--hostname``. Beyond it, a key settles the matter, since a browser holds none that it
        would add by itself. Beyond it and without keys (``--insecure``) we answer, besides, to what no
        stranger can register: plain addresses, names without a dot, and ``.local`` names.
        """
        name = host_name(host)
        if not name:
            return False
        if name in self.names or is_loopback(name):
            return True
        if self.loopback_only:
            return False
        return bool(self.keys) or _is_address(name) or "." not in name or name.endswith(".local")

    def admits_origin(self, origin: str | None, host: str) -> bool:
        """Whether a page of this origin may talk to us; programs that are no browser send none.

        Pages from loopback may, on any port, because developers serve their pages there; so may pages
        that came from this very host, and the operator's ``--allow-origin``.
        """
        if origin is None or "*" in self.origins:
            return True
        origin = origin.strip().lower()
        if origin in self.origins:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            return False
        return is_loopback(host_name(parts.netloc)) or parts.netloc == host.strip().lower()

    def refusal(self, headers: Headers) -> str | None:
        """Why a request is refused before its path is looked at; `None` when it is not."""
        host = headers.get("host", "")
        if not self.admits_host(host):
            return "This server does not answer to this Host. Name it with --hostname."
        if not self.admits_origin(headers.get("origin"), host):
            return "This server is closed to pages of this origin. Name it with --allow-origin."
        return None

    def check(self, shown: Sequence[str]) -> None:
        """Raises `AccessError` (1008) for no credential, `PeerError` (1007) for none that we know.

        Without configured keys everything is accepted, nothing included. Ephemeral tokens count as
        credentials, and as unknown ones.
        """
        if not self.keys:
            return
        if not shown:
            raise AccessError(NO_KEY)
        # Every pair is compared, in constant time each: neither the length of the common beginning nor
        # the place of the key in the list may show in the time that this takes.
        hits = [hmac.compare_digest(text.encode(), key) for text in shown for key in self.keys]
        if not any(hits):
            raise PeerError(BAD_KEY)
