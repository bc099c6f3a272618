from __future__ import annotations

import json
from typing import Any

import pytest

from antiphon.session.profiles import FOREIGN, Profile, profile_for
from antiphon.session.toolbox import Toolbox, toolbox_for
from antiphon.talk import Tool
from antiphon.wire.codec import decode
from antiphon.wire.setup import Behavior, FunctionDeclaration, Setup
from antiphon.wire.setup import Tool as WireTool

OLDER, NEWER = profile_for("gemini-2.5-flash-live"), profile_for("gemini-3.8-live")
THINKING = profile_for("gemini-3.8-live-extended-thinking")


def read(*tools: Any, profile: Profile = FOREIGN) -> Toolbox:
    """What a setup's tools come to, as they are written on the wire."""
    message = decode(json.dumps({"setup": {"model": "x", "tools": tools}})).message
    assert isinstance(message, Setup)
    return toolbox_for(message.tools, profile)


def parameters(schema: Any, member: str = "parameters") -> Any:
    (tool,) = read({"functionDeclarations": [{"name": "f", member: schema}]}).tools
    return tool.parameters


@pytest.mark.parametrize(
    ("profile", "behavior", "blocks"),
    [
        (FOREIGN, None, True),
        (OLDER, None, True),
        (OLDER, Behavior.UNSPECIFIED, True),
        (OLDER, Behavior.NON_BLOCKING, False),
        (OLDER, Behavior.BLOCKING, True),
        (NEWER, None, False),
        (NEWER, Behavior.UNSPECIFIED, False),
        (NEWER, Behavior.BLOCKING, True),
        (THINKING, None, False),
        (THINKING, Behavior.BLOCKING, False),
    ],
)
def test_which_functions_are_waited_for(profile: Profile, behavior: Behavior | None, *, blocks: bool) -> None:
    declared = WireTool(function_declarations=(FunctionDeclaration(name="f", behavior=behavior),))
    assert toolbox_for([declared], profile).blocking == (frozenset({"f"}) if blocks else frozenset())


def test_functions_of_all_tools_are_joined_and_the_services_own_left_out() -> None:
    toolbox = read(
        {"googleSearch": {}},
        {"functionDeclarations": [{"name": "a", "description": "does a"}, {"description": "nameless"}]},
        {"functionDeclarations": {"name": "b"}, "codeExecution": {}},
    )
    assert toolbox.tools == (Tool("a", "does a"), Tool("b"))
    assert toolbox.blocking == {"a", "b"}


def test_no_tools_are_an_empty_toolbox() -> None:
    assert read() == toolbox_for((), NEWER) == Toolbox()


def test_the_apis_dialect_becomes_json_schema() -> None:
    schema = {
        "type": "OBJECT",
        "title": "Booking",
        "propertyOrdering": ["slot"],
        "required": ["slotName"],
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            "slotName": {"type": "STRING", "enum": ["am", "pm"], "description": "when", "example": "am"},
            "seats": {"type": "ARRAY", "items": {"type": "INTEGER", "minimum": 1}, "maxItems": 4},
            "type": {"type": "NUMBER", "default": 2},
            "note": {"anyOf": [{"type": "STRING"}, {"type": "NUMBER"}]},
            "any": {"type": "TYPE_UNSPECIFIED"},
            "more": {"$ref": "#/$defs/More"},
        },
        "$defs": {"More": {"type": "BOOLEAN"}},
    }
    assert parameters(schema) == {
        "type": "object",
        "title": "Booking",
        "required": ["slotName"],
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            "slotName": {"type": "string", "enum": ["am", "pm"], "description": "when"},
            "seats": {"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 4},
            "type": {"type": "number", "default": 2},  # a property may have any name
            "note": {"anyOf": [{"type": "string"}, {"type": "number"}]},
            "any": {},
            "more": {"$ref": "#/$defs/More"},
        },
        "$defs": {"More": {"type": "boolean"}},
    }


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "STRING", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "STRING", "nullable": False}, {"type": "string"}),
        (
            {"type": "STRING", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        (
            {"anyOf": [{"type": "STRING"}, {"type": "NUMBER"}], "nullable": True},
            {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]},
        ),
        ({"nullable": True}, {}),  # anything at all
    ],
)
def test_null_is_allowed_where_it_was(schema: Any, expected: Any) -> None:
    assert parameters({"type": "OBJECT", "properties": {"x": schema}})["properties"]["x"] == expected


@pytest.mark.parametrize("member", ["parametersJsonSchema", "parameters_json_schema"])
def test_json_schema_is_taken_as_it_is(member: str) -> None:
    schema = {"type": "object", "properties": {"slot_name": {"type": ["string", "null"], "x-mine": 1}}}
    assert parameters(schema, member) == schema


@pytest.mark.parametrize("junk", ["junk", 7, [], None])
def test_what_is_no_schema_is_none(junk: Any) -> None:
    assert parameters(junk, "parametersJsonSchema") == {}
