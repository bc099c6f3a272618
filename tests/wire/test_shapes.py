"""Every struct of the wire, drawn at random: written and read back, and read in each spelling clients use."""

from __future__ import annotations

import base64
import json
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antiphon.wire import codec, grounding, hosted, messages, safety, setup
from antiphon.wire import types as values
from antiphon.wire.codec import MEMBERS, Decoded, decode, decode_server, encode, encode_client
from antiphon.wire.messages import ClientMessage, ServerMessage
from antiphon.wire.reading import Stranger, Unknown, struct_reader
from antiphon.wire.types import Wire

Draw = Callable[..., Any]
MODULES = (codec, grounding, hosted, messages, safety, setup, values)
BASES = (values.Wire, values.Medium)

FREE_KEYS = st.sampled_from(["a_b", "aB", "mime_type", "mimeType", "$ref", "type"]) | st.text(max_size=3)
FREE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3),
    lambda children: st.lists(children, max_size=2) | st.dictionaries(FREE_KEYS, children, max_size=2),
    max_leaves=4,
).filter(lambda value: value is not None)
FREE_OBJECT = st.dictionaries(FREE_KEYS, FREE | st.none(), max_size=2)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=5),
    bytes: st.binary(max_size=5),
    bool: st.booleans(),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
}
MAX_DEPTH = 4


def structs() -> list[type[Wire]]:
    found = {
        each
        for module in MODULES
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Wire) and each not in BASES
    }
    return sorted(found, key=lambda each: each.__name__)


def unwrapped(hint: Any) -> Any:
    """A hint without its ``| None``."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(each for each in typing.get_args(hint) if each is not types.NoneType)
    return hint


@cache
def members(kind: type[Wire]) -> list[tuple[msgspec.structs.FieldInfo, Any]]:
    hints = typing.get_type_hints(kind)
    return [(each, unwrapped(hints[each.name])) for each in msgspec.structs.fields(kind)]


def inside(hint: Any) -> Iterator[type[Wire]]:
    """The structs that a hint names."""
    if isinstance(hint, type) and issubclass(hint, Wire):
        yield hint
    for each in typing.get_args(hint):
        yield from inside(each)


def reachable(kind: type[Wire], found: set[type[Wire]]) -> set[type[Wire]]:
    if kind not in found:
        found.add(kind)
        for _, hint in members(kind):
            for each in inside(hint):
                reachable(each, found)
    return found


# Drawing


def value_of(draw: Draw, hint: Any, depth: int) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return draw(FREE)
    if origin is tuple:
        return tuple(value_of(draw, arguments[0], depth + 1) for _ in range(draw(st.integers(0, 2))))
    if origin is dict and arguments[1] is Any:
        return draw(FREE_OBJECT)
    if origin is dict:
        return {key: value_of(draw, arguments[1], depth + 1) for key in draw(st.sets(FREE_KEYS, max_size=2))}
    if issubclass(hint, Wire):
        return struct_of(draw, hint, depth + 1)
    return draw(PLAIN[hint] if hint in PLAIN else st.sampled_from(hint))


def struct_of(draw: Draw, kind: type[Wire], depth: int = 0) -> Any:
    """A few members at most: what is unset is the rule on this wire."""
    all_members = list(members(kind))
    count = 0 if depth > MAX_DEPTH or not all_members else draw(st.integers(0, 3))
    chosen = {draw(st.sampled_from([each.name for each, _ in all_members])) for _ in range(count)}
    return kind(
        **{
            each.name: value_of(draw, hint, depth)
            for each, hint in all_members
            if each.name in chosen or each.required
        }
    )


# Spelling


def spelled(draw: Draw, value: Any, hint: Any) -> Any:
    """A value as one client or another may write it."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if value is None or hint is Any:
        return value
    if origin is tuple:
        written = [spelled(draw, each, arguments[0]) for each in value]
        may_stand_alone = len(written) == 1 and arguments[0] is not Any
        return written[0] if may_stand_alone and draw(st.booleans()) else written
    if origin is dict:
        return {key: spelled(draw, each, arguments[1]) for key, each in value.items()}
    if isinstance(value, Wire):
        return spelled_struct(draw, value)
    if isinstance(value, Enum):
        name = draw(st.sampled_from([str(value.value), value.name]))
        return draw(st.sampled_from([name, name.lower(), name.title()]))
    if isinstance(value, bytes):
        encode_bytes = draw(st.sampled_from([base64.b64encode, base64.urlsafe_b64encode]))
        return encode_bytes(value).decode().rstrip("=" if draw(st.booleans()) else "")
    if hint is int and draw(st.booleans()):
        return str(value)  # as JSON of 64-bit numbers (PROTOCOL 2.1)
    return value


def spelled_struct(draw: Draw, value: Wire) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for each, hint in members(type(value)):
        member = getattr(value, each.name)
        if each.required or member != default_of(each) or draw(st.booleans()):
            written[draw(st.sampled_from([each.name, each.encode_name]))] = spelled(draw, member, hint)
    return written


def default_of(each: msgspec.structs.FieldInfo) -> Any:
    return each.default if each.default_factory is msgspec.NODEFAULT else each.default_factory()


# What is shown


def read(kind: type[Wire], written: Any) -> tuple[Wire, Unknown]:
    unknown: Unknown = []
    plain = struct_reader(kind)(msgspec.json.decode(json.dumps(written)), "m", unknown)
    return msgspec.convert(plain, kind, strict=False), unknown


@pytest.mark.parametrize("kind", structs(), ids=lambda kind: kind.__name__)
def test_every_struct_is_part_of_a_message(kind: type[Wire]) -> None:
    found: set[type[Wire]] = set()
    for message in (ServerMessage, *MEMBERS.values()):
        reachable(message, found)
    assert kind in found


@pytest.mark.parametrize("kind", structs(), ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_every_struct_is_read_in_every_spelling(kind: type[Wire], data: st.DataObject) -> None:
    value = struct_of(data.draw, kind)
    assert read(kind, spelled(data.draw, value, kind)) == (value, [])


@given(data=st.data(), kind=st.sampled_from(structs()), name=st.text(min_size=1).map("?".__add__))
def test_a_member_nobody_knows_is_reported_and_dropped(
    data: st.DataObject, kind: type[Wire], name: str
) -> None:
    value = struct_of(data.draw, kind)
    written = spelled_struct(data.draw, value) | {name: data.draw(FREE)}
    assert read(kind, written) == (value, [Stranger("m", name[:64])])


@given(data=st.data(), is_vertex=st.booleans())
def test_what_a_server_writes_a_client_reads(data: st.DataObject, is_vertex: bool) -> None:
    message = struct_of(data.draw, ServerMessage)
    assert decode_server(encode(message, is_vertex=is_vertex)) == message


@pytest.mark.parametrize("kind", MEMBERS.values(), ids=MEMBERS)
@given(data=st.data())
def test_what_a_client_writes_a_server_reads(kind: type[ClientMessage], data: st.DataObject) -> None:
    message = struct_of(data.draw, kind)
    assert decode(encode_client(message)) == Decoded(message, [])
