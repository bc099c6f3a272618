"""The functions a caller declares, in our own words: names, plain JSON Schema, and which of them block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from antiphon.session.profiles import Behavior, Profile, blocks
from antiphon.talk import Call, Tool
from antiphon.wire.fitting import has_room_for
from antiphon.wire.setup import Behavior as WireBehavior
from antiphon.wire.setup import FunctionDeclaration, Schema
from antiphon.wire.setup import Tool as WireTool

_BEHAVIORS: Final = {
    WireBehavior.BLOCKING: Behavior.BLOCKING,
    WireBehavior.NON_BLOCKING: Behavior.NON_BLOCKING,
}


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The functions a caller has declared."""

    tools: tuple[Tool, ...] = ()
    blocking: frozenset[str] = frozenset()
    """Names of those whose turn waits for the result."""

    def permits(self, call: Call) -> bool:
        """Whether a caller can be asked for this: it declared such a function, and the arguments fit a message."""
        return any(tool.name == call.name for tool in self.tools) and has_room_for(dict(call.arguments))


def toolbox_for(declared: Iterable[WireTool], profile: Profile) -> Toolbox:
    """The functions in a caller's tools. The service's own tools are not ours to offer."""
    functions = [each for tool in declared for each in tool.function_declarations if each.name]
    return Toolbox(
        tools=tuple(_tool(each) for each in functions),
        blocking=frozenset(
            each.name
            for each in functions
            if blocks(profile, _BEHAVIORS.get(each.behavior or WireBehavior.UNSPECIFIED, Behavior.UNSAID))
        ),
    )


def _tool(declaration: FunctionDeclaration) -> Tool:
    schema = declaration.parameters_json_schema
    if not isinstance(schema, dict):
        schema = json_schema(declaration.parameters) if declaration.parameters else {}
    return Tool(declaration.name, declaration.description or "", schema)


def json_schema(schema: Schema) -> dict[str, Any]:
    """The API's OpenAPI dialect as plain JSON Schema: lower-case types, ``nullable`` as a type."""
    found: dict[str, Any] = msgspec.to_builtins(schema)
    return _plain_schema(found)


def _plain_schema(schema: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            result[key] = {name: _plain_schema(each) for name, each in value.items()}
        elif key == "items":
            result[key] = _plain_schema(value)
        elif key == "anyOf":
            result[key] = [_plain_schema(each) for each in value]
        elif key == "type":
            if value != "TYPE_UNSPECIFIED":
                result[key] = value.lower()
        elif key not in {"nullable", "propertyOrdering", "example"}:
            result[key] = list(value) if isinstance(value, tuple) else value
    return _or_null(result) if schema.get("nullable") else result


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What may be null must be so everywhere: an ``enum`` or ``anyOf`` without it would forbid it again."""
    allowed = dict(schema)
    if "type" in schema:
        allowed["type"] = [schema["type"], "null"]
    if "enum" in schema:
        allowed["enum"] = [*schema["enum"], None]
    if "anyOf" in schema:
        allowed["anyOf"] = [*schema["anyOf"], {"type": "null"}]
    return allowed
