"""Values to JSON and back, by the shape of our dataclasses and structs; tolerant of fields that come and go."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import cache
from typing import Any, Final, Protocol

import msgspec

from antiphon import errors
from antiphon.wire.types import Scheduling

MAX_BYTES: Final = 64 * 2**20
TAG: Final = "is"
"""The key that holds the name of an object's class."""


class Use(Enum):
    """What a text is to us."""

    WORDS = auto()
    """What somebody said or wrote."""
    NAME = auto()
    """A term of the wire or of the operator's: ``audio/pcm``, ``en-US``."""
    SECRET = auto()
    """What opens something."""


_NAMES: Final = frozenset(
    {"model", "mime_type", "role", "voice", "voice_name", "language", "language_code", "language_codes"}
    | {"target_language_code", "name", "id", "time_left", "audio_offset", "session_id"}
)
_SCHEDULINGS: Final = {*(each.value for each in Scheduling), "INTERRUPTED"}
_SECRETS: Final = frozenset({"handle", "new_handle", "key", "token", "thought_signature"})


class Mask(Protocol):
    """What becomes of texts, and of numbers in free-form JSON, before they are written."""

    def text(self, text: str, use: Use) -> str: ...

    def number(self, number: float) -> float: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a class of ours."""

    name: str
    use: Use
    make_default: Callable[[], Any] | None
    """``None``: it must be given."""

    def is_default(self, value: Any) -> bool:
        """Whether it goes without saying."""
        return self.make_default is not None and bool(self.make_default() == value)


@cache
def fields_of(kind: Any) -> tuple[Field, ...]:
    """The fields of a dataclass or struct."""
    if dataclasses.is_dataclass(kind):
        missing: Any = dataclasses.MISSING
        found: tuple[Any, ...] = dataclasses.fields(kind)
    else:
        missing, found = msgspec.NODEFAULT, msgspec.structs.fields(kind)
    return tuple(Field(each.name, use_of(each.name), _default(each, missing)) for each in found)


def use_of(name: str) -> Use:
    """What a field or argument of this name holds."""
    return Use.SECRET if name in _SECRETS else Use.NAME if name in _NAMES else Use.WORDS


def _default(field: Any, missing: Any) -> Callable[[], Any] | None:
    if field.default_factory is not missing:
        return field.default_factory  # type: ignore[no-any-return]  # of either library's field
    return None if field.default is missing else lambda: field.default


def write(value: Any, mask: Mask, use: Use = Use.WORDS) -> Any:
    """The value as JSON without what goes without saying. Of bytes only their number is kept, of ours or not."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return mask.text(str(value), use)  # an engine's text may know more than its words
        case Enum():
            return value.value
        case bytes():
            return len(value)
        case tuple() | list():
            return [write(each, mask, use) for each in value]
        case Mapping():
            return dict(_pair(str(key), each, mask) for key, each in value.items())
        case errors.PeerError():  # written by us, to be shown (P7)
            return {TAG: type(value).__name__, "text": str(value)}
        case BaseException():
            return {TAG: type(value).__name__}
    kind: Any = type(value)
    plain: dict[str, Any] = {TAG: kind.__name__}
    for field in fields_of(kind):
        if not field.is_default(each := getattr(value, field.name)):
            plain[field.name] = write(each, mask, field.use)
    return plain


def write_whole(value: Any) -> dict[str, Any]:
    """A flat dataclass with all its fields: another version may have other defaults."""
    return dataclasses.asdict(value)


def _pair(key: str, value: Any, mask: Mask) -> tuple[str, Any]:
    """When a result is spoken of, clients also say inside it (PROTOCOL 2.9)."""
    if key == "scheduling" and isinstance(value, str) and value.upper() in _SCHEDULINGS:
        return key, value
    return mask.text(key, Use.WORDS), _free(value, mask)


def _free(value: Any, mask: Mask) -> Any:
    """Free-form JSON belongs to the caller: nothing in it is a term of ours."""
    match value:
        case bool():
            return value
        case int() | float():
            return mask.number(value)
        case list() | tuple():
            return [_free(each, mask) for each in value]
    return write(value, mask)


Reader = Callable[[Any], Any]


def _exactly(kind: type) -> Reader:
    def read(plain: Any) -> Any:
        if not isinstance(plain, kind):
            raise TypeError(f"{plain!r:.32} is no {kind.__name__}")
        return plain

    return read


_SIMPLE: Final[dict[Any, Reader]] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: float,
    bytes: lambda size: bytes(min(size, MAX_BYTES)),
}


@cache
def reader_for(hint: Any) -> Reader:
    """What makes a value of this type from its JSON. It raises `ValueError`, `TypeError` or `LookupError`."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _union_reader([each for each in arguments if each is not types.NoneType])
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin is dict:
        return _dict_reader(arguments[1])
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return hint
        if issubclass(hint, BaseException):
            return _read_error
        if dataclasses.is_dataclass(hint) or issubclass(hint, msgspec.Struct):
            return _object_reader(hint)
    return lambda plain: plain


def _union_reader(kinds: list[Any]) -> Reader:
    named = {kind.__name__: kind for kind in kinds if isinstance(kind, type)}

    def read(plain: Any) -> Any:
        if plain is None:
            return None
        if isinstance(plain, dict) and TAG in plain:
            return reader_for(named[plain[TAG]])(plain)
        return reader_for(kinds[0])(plain) if len(kinds) == 1 else plain

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is ...:
        return lambda plain: tuple(map(reader_for(arguments[0]), plain))
    return lambda plain: tuple(reader_for(hint)(each) for hint, each in zip(arguments, plain, strict=True))


def _dict_reader(hint: Any) -> Reader:
    return lambda plain: {key: reader_for(hint)(each) for key, each in plain.items()}


def _object_reader(kind: Any) -> Reader:
    def read(plain: Any) -> Any:
        if not isinstance(plain, dict) or plain.get(TAG, kind.__name__) != kind.__name__:
            raise ValueError(f"no {kind.__name__}")
        hints = _hints(kind)
        return kind(
            **{
                field.name: reader_for(hints[field.name])(plain[field.name])
                for field in fields_of(kind)
                if field.name in plain
            }
        )

    return read


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read_error(plain: Any) -> BaseException:
    kind = getattr(errors, plain[TAG], None)
    if isinstance(kind, type) and issubclass(kind, errors.PeerError):
        return kind(plain.get("text", ""))
    return RuntimeError(plain[TAG])
