"""Frames to messages and back, for both sides of the socket. One door, one exception: `WireError`."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from antiphon.errors import NotJsonError, WireError
from antiphon.wire.messages import (
    ClientContent,
    ClientExtension,
    ClientMessage,
    ContextUpdate,
    RealtimeInput,
    ServerMessage,
    ToolResponse,
)
from antiphon.wire.reading import Reader, Unknown, report, snake, struct_reader
from antiphon.wire.setup import Setup
from antiphon.wire.types import UsageMetadata, Wire
from antiphon.wire.usual import read_usual

T = TypeVar("T", bound=Wire)

MEMBERS: Final[dict[str, type[ClientMessage]]] = {
    "setup": Setup,
    "clientContent": ClientContent,
    "realtimeInput": RealtimeInput,
    "toolResponse": ToolResponse,
    "contextUpdate": ContextUpdate,
    "antiphon": ClientExtension,
}
_EXTENSION: Final = "antiphon"
"""The one member that may stand beside another."""
_MEMBERS: Final = {
    spelling: (name, kind, struct_reader(kind))
    for name, kind in MEMBERS.items()
    for spelling in (name, snake(name))
}
_encoder: Final = msgspec.json.Encoder()


class Decoded(NamedTuple):
    """A client's frame. ``message`` is ``None`` for ``{}`` and for members nobody knows: ignore those."""

    message: ClientMessage | None
    unknown: Unknown
    """Fields and values that were not understood: the first `antiphon.wire.reading.MAX_UNKNOWN` of them."""
    beside: ClientExtension | None = None
    """What stands beside the message; alone it is the message."""


def decode(frame: str | bytes) -> Decoded:
    """Reads one frame from a client. Raises `WireError` whose text names the field and is safe to show."""
    if (usual := read_usual(frame)) is not None:
        return Decoded(usual, [])
    members = _parse(frame)
    unknown: Unknown = []
    found: tuple[str, type[ClientMessage], Any] | None = None
    beside: ClientExtension | None = None
    for key, value in members.items():
        known = _MEMBERS.get(key)
        if known is None:
            report(unknown, "", key)
        elif value is not None:
            name, kind, reader = known
            if name == _EXTENSION:
                beside = _read_beside(value, reader, unknown)
                continue
            if found is not None:
                raise WireError(f"one message may hold {found[0]} or {name}, not both")
            found = name, kind, _read(reader, value, name, unknown)
    if found is None:
        return Decoded(beside, unknown)
    return Decoded(_convert(*found), unknown, None if found[1] is Setup else beside)


def _read_beside(value: Any, reader: Reader, unknown: Unknown) -> ClientExtension | None:
    """An extension that makes no sense is no reason to drop the message that it stands beside."""
    try:
        return _convert(_EXTENSION, ClientExtension, _read(reader, value, _EXTENSION, unknown))
    except WireError:
        report(unknown, "", _EXTENSION)
        return None


_read_server_message: Final = struct_reader(ServerMessage)


def decode_server(frame: str | bytes) -> ServerMessage:
    """Reads one frame from a server, as a client does; unknown fields are ignored. Raises `WireError`."""
    value = _read(_read_server_message, _parse(frame), "message", [])
    return _convert("message", ServerMessage, value)


def encode(message: ServerMessage, *, is_vertex: bool = False) -> str:
    """A server's frame: camelCase, standard padded base64, one JSON object (PROTOCOL 1.4, 3.1)."""
    if is_vertex and message.usage_metadata is not None:
        plain = msgspec.to_builtins(message)
        plain["usageMetadata"] = _as_vertex(message.usage_metadata)
        return _encoder.encode(plain).decode()
    return _encoder.encode(message).decode()


def encode_client(message: ClientMessage) -> str:
    """A client's frame."""
    name = next(name for name, kind in MEMBERS.items() if isinstance(message, kind))
    return _encoder.encode({name: message}).decode()


def _parse(frame: str | bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(frame)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise NotJsonError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise WireError("not JSON we read: nested too deeply") from error
    if not isinstance(value, dict):
        raise NotJsonError("a message is a JSON object")
    return value


def _read(reader: Reader, value: Any, name: str, unknown: Unknown) -> Any:
    try:
        return reader(value, name, unknown)
    except RecursionError as error:
        raise WireError(f"{name}: nested too deeply") from error


def _convert(name: str, kind: type[T], value: Any) -> T:
    try:
        return msgspec.convert(value, kind, strict=False)
    except (msgspec.ValidationError, RecursionError) as error:
        raise WireError(f"{name}: {error}") from error


def _as_vertex(usage: UsageMetadata) -> dict[str, Any]:
    """Vertex clients read the response's counts under another name (PROTOCOL 3.9)."""
    plain: dict[str, Any] = msgspec.to_builtins(usage)
    for dev, vertex in (
        ("responseTokenCount", "candidatesTokenCount"),
        ("responseTokensDetails", "candidatesTokensDetails"),
    ):
        if dev in plain:
            plain[vertex] = plain.pop(dev)
    return plain
