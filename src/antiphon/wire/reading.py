"""Reads JSON as real clients write it, by the shape of our structs (PROTOCOL 2.1). Knows no message by name.

Both spellings at every level, both base64 alphabets with or without padding, enums in any case and in short
form, a single object where a list is meant, ``null`` as unset. Free-form structures pass untouched. What is
unknown, a field or the name of an enum's value, is dropped and reported with its place.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple

import msgspec
import pybase64

from antiphon.errors import WireError

MAX_UNKNOWN: Final = 32
"""A message full of unknown fields is reported in part: the report must not outgrow the message."""
MAX_NAME: Final = 64
"""What of an unknown name is reported: it may be as long as a frame."""


class Stranger(NamedTuple):
    """A field nobody knows, or a value that is none of its enum's."""

    place: str
    """Where, such as ``setup.tools[0]``: of a field its object, of a value its field; empty for a whole message."""
    name: str
    is_value: bool = False

    def __str__(self) -> str:
        """``setup.bogusField``, or ``setup.avatarConfig=x`` for a value."""
        joint = "=" if self.is_value else "." if self.place else ""
        return f"{self.place}{joint}{self.name}"


Unknown = list[Stranger]
Reader = Callable[[Any, str, Unknown], Any]
"""``(value, path, unknown) -> value ready for msgspec.convert``; appends to ``unknown``, raises `WireError`."""


def report(unknown: Unknown, place: str, name: str, *, is_value: bool = False) -> None:
    """Adds to the report what still fits."""
    if len(unknown) < MAX_UNKNOWN:
        unknown.append(Stranger(place, name[:MAX_NAME], is_value))


MAX_DEPTH: Final = 64
"""Of free-form JSON."""

ALIASES: Final[Mapping[str, Mapping[str, str]]] = {
    "Scheduling": {"INTERRUPTED": "INTERRUPT"},  # the docs' own slip (PROTOCOL 2.9)
    "UsageMetadata": {  # Vertex's names for the same counts (PROTOCOL 3.9)
        "candidatesTokenCount": "responseTokenCount",
        "candidatesTokensDetails": "responseTokensDetails",
    },
    "VoiceActivity": {"voiceActivityType": "type"},  # as the SDKs' typings have it (PROTOCOL 3.8)
    "Schema": {"ref": "$ref", "defs": "$defs"},
}

_UNSET: Final = object()
_UPPER: Final = re.compile(r"([A-Z])")


def snake(name: str) -> str:
    """``inlineData`` → ``inline_data``."""
    return _UPPER.sub(lambda match: "_" + match[1].lower(), name)


def read_base64(value: Any, path: str, unknown: Unknown) -> Any:
    """Both alphabets, padded or not: the Python SDK sends the URL-safe one, browsers the standard one."""
    del unknown
    if not isinstance(value, str):
        raise WireError(f"{path}: expected base64 text")
    value = value.replace("-", "+").replace("_", "/")  # 20 times faster than translate() on a frame of audio
    missing = -len(value) % 4
    try:
        return pybase64.b64decode(value + "=" * missing if missing else value, validate=True)
    except ValueError as error:  # binascii.Error, and non-ASCII text
        raise WireError(f"{path}: not base64") from error


def read_free_form(value: Any, path: str, unknown: Unknown) -> Any:
    """The caller's own JSON, untouched; its depth is bounded, for whoever writes it again does so recursively."""
    del unknown
    layer, depth = [value], 0
    while layer := [
        inner
        for each in layer
        if isinstance(each, dict | list)
        for inner in (each.values() if isinstance(each, dict) else each)
    ]:
        depth += 1
        if depth > MAX_DEPTH:
            raise WireError(f"{path}: nested too deeply")
    return value


def enum_reader(kind: type[Enum]) -> Reader:
    """Any case, full name or short (``"low"``). Unknown names mean unset, as the SDKs pass new ones through.

    Gives members, no names: ``convert`` takes the text "NULL", a type of schemas, for the absence of one.
    """
    names = {str(member.value).upper(): member for member in kind}
    names |= {member.name: member for member in kind}
    names |= {alias: kind(value) for alias, value in ALIASES.get(kind.__name__, {}).items()}

    def read(value: Any, path: str, unknown: Unknown) -> Any:
        found = names.get(value.upper()) if isinstance(value, str) else None
        if found is not None:
            return found
        report(unknown, path, value if isinstance(value, str) else type(value).__name__, is_value=True)
        return _UNSET

    return read


def list_reader(item: Reader | None) -> Reader:
    """A list, or a single object where a list is meant."""

    def read(value: Any, path: str, unknown: Unknown) -> Any:
        if not isinstance(value, list):
            value = [value]
        if item is None:
            return value
        read_items = [item(each, f"{path}[{n}]", unknown) for n, each in enumerate(value) if each is not None]
        return [each for each in read_items if each is not _UNSET]

    return read


def map_reader(item: Reader) -> Reader:
    """A map whose keys are the caller's and whose values are ours."""

    def read(value: Any, path: str, unknown: Unknown) -> Any:
        if not isinstance(value, dict):
            raise WireError(f"{path}: expected an object")
        return {key: item(each, path, unknown) for key, each in value.items() if each is not None}

    return read


Fields = dict[str, tuple[str, str, Reader | None]]
"""Every spelling of a field → its name on the wire, the same as a path's suffix, and its reader."""


def object_reader(fields: Fields) -> Reader:
    """An object with the given fields; what it does not know it drops and reports."""

    def read(value: Any, path: str, unknown: Unknown) -> Any:
        if not isinstance(value, dict):
            raise WireError(f"{path}: expected an object")
        result = {}
        for key, each in value.items():
            known = fields.get(key)
            if known is None:
                report(unknown, path, key)
            elif each is not None:
                name, suffix, reader = known
                found = each if reader is None else reader(each, path + suffix, unknown)
                if found is not _UNSET:
                    result[name] = found
        return result

    return read


_readers: dict[type[msgspec.Struct], Reader] = {}


def struct_reader(kind: type[msgspec.Struct]) -> Reader:
    """The reader for an object of this shape, in either spelling; made once per shape."""
    if kind in _readers:
        return _readers[kind]
    fields: Fields = {}
    # Registered before its fields are looked at: schemas contain schemas.
    reader = _readers[kind] = object_reader(fields)
    hints = typing.get_type_hints(kind)
    for each in msgspec.structs.fields(kind):
        entry = (each.encode_name, "." + each.encode_name, _reader_for(hints[each.name]))
        fields[each.encode_name] = fields[snake(each.encode_name)] = fields[each.name] = entry
    for alias, name in ALIASES.get(kind.__name__, {}).items():
        fields[alias] = fields[snake(alias)] = fields[name]
    return reader


def _reader_for(hint: Any) -> Reader | None:
    """The reader for a field's type; ``None`` where the value passes as it is (numbers, text)."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _reader_for(next(each for each in arguments if each is not types.NoneType))
    if origin is tuple:
        return list_reader(_reader_for(arguments[0]))
    if hint is Any or (origin is dict and arguments[1] is Any):
        return read_free_form
    if origin is dict:
        item = _reader_for(arguments[1])
        return None if item is None else map_reader(item)
    if hint is bytes:
        return read_base64
    if isinstance(hint, type) and issubclass(hint, Enum):
        return enum_reader(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return struct_reader(hint)
    return None
