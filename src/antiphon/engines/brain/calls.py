"""Calls as the model writes them: read, checked against what was said, completed, or written anew. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from antiphon.engines.brain import arguments, parameters
from antiphon.engines.brain.grounding import Heard, was_said
from antiphon.engines.brain.numbers import numerals
from antiphon.engines.brain.parameters import Parameter
from antiphon.engines.brain.telling import spoken_name
from antiphon.engines.brain.words import stem, words
from antiphon.talk import Call, Tool

NAME: Final = 64
"""Characters of a name that is offered under a grammar."""
STRING: Final = 160
"""Characters of a value."""
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_ARGUMENTS: Final = '", \\"args\\": "'
_SHARED: Final = r"""
string ::= "\"" char{1,160} "\""
strings ::= "[" string (", " string){0,7} "]"
char ::= [^"\\\x00-\x1f]
integer ::= "-"? [0-9]{1,12}
number ::= integer ("." [0-9]{1,4})?
boolean ::= "true" | "false"
"""


def is_begun(text: str) -> bool:
    """Whether an answer that begins so is a call."""
    return text.lstrip().startswith("{")


def read(text: str, tools: Sequence[Tool]) -> Call | None:
    """The call of one of ``tools`` in what the model wrote; ``None`` where it is none."""
    try:
        written, _ = json.JSONDecoder().raw_decode(text.strip())
    except ValueError:
        return None
    if not isinstance(written, dict) or not isinstance(given := written.get("args", {}), dict):
        return None
    named = str(written.get("tool"))
    return Call(named, given) if any(tool.name == named for tool in tools) else None


def typed(tool: Tool, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that the function has, as the types that it takes; what is no such value is left out."""
    found = {}
    for parameter in parameters.of(tool):
        value = _typed(parameter, given.get(parameter.name))
        if value is not None:
            found[parameter.name] = value
    return found


def _typed(parameter: Parameter, value: Any) -> Any | None:
    if value is None or value == "":
        return None
    if parameter.choices:
        return next((each for each in parameter.choices if each.lower() == str(value).lower()), None)
    match parameter.kind:
        case "integer" | "number":
            return _number(parameter, value)
        case "boolean":
            return value if isinstance(value, bool) else _FLAGS.get(str(value).lower())
        case "array":
            return list(value) if isinstance(value, list) else [value]
        case "object":
            return value if isinstance(value, dict) else None
        case _:
            return None if isinstance(value, list | dict) else str(value)


_FLAGS: Final = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}


def _number(parameter: Parameter, value: Any) -> int | float | None:
    if isinstance(value, bool):
        return None
    match = _NUMBER.fullmatch(str(value)) or _NUMBER.search(numerals(str(value)[:STRING]))
    if match is None:
        return None
    number = float(match[0])
    return round(number) if parameter.kind == "integer" or number == int(number) else number


def checked(call: Call, tool: Tool, said: Heard) -> Call:
    """With the arguments that the user said; what is required is read from their words where a rule can."""
    rules = arguments.by_rule(tool, said.now)
    given = typed(tool, call.arguments)
    found: dict[str, Any] = {}
    for parameter in parameters.of(tool):
        ruled = rules.get(parameter.name)
        value = _kept(parameter, given.get(parameter.name), ruled, said)
        if value is None and parameter.is_required:
            value = ruled
        if value is not None and not _is_said_by_another(parameter, value, tool, found):
            found[parameter.name] = value
    return Call(call.name, found)


def _is_said_by_another(parameter: Parameter, value: Any, tool: Tool, found: Mapping[str, Any]) -> bool:
    """Whether a text is only what another argument is, or what the function is called: nothing of its own.

    "A flight to Athens" is from nowhere yet; an alarm that is called "alarm" has no name.
    """
    if not isinstance(value, str) or parameter.choices:
        return False
    if parameter.is_required:
        return value in found.values()
    own = {stem(word) for word in words(numerals(value))}
    named = {stem(word) for word in spoken_name(tool.name)}
    if own <= named:
        return True
    for each in found.values():
        other = {stem(word) for word in words(str(each))}
        is_number = isinstance(each, int | float)
        if own <= other or (is_number and other <= own and len(own) <= len(other) + 1):  # "sixty euros"
            return True
    return False


def _kept(parameter: Parameter, value: Any, ruled: Any, said: Heard) -> Any | None:
    """The model's value, or the rule's where it is the surer; ``None`` where neither was said."""
    if parameter.choices:
        return value if ruled is None or was_said(value, said) else ruled
    if value is None or parameter.kind == "boolean":
        return value
    if parameter.kind in {"integer", "number"} and parameter.unit_s is not None and ruled is not None:
        # "two hours" are 120 minutes
        is_said = value in arguments.spans(parameter, said.now) or value in arguments.bare(said.now)
        return value if is_said else ruled
    return value if was_said(value, said) else ruled


def grammar(tools: Sequence[Tool]) -> str:
    """What a call of one of the functions looks like. Nothing has to be given: what is missing is asked for."""
    able = [tool for tool in tools if len(tool.name) <= NAME]
    rules = ['root ::= "{\\"tool\\": " (' + " | ".join(f"f{index}" for index in range(len(able))) + ') "}"']
    for index, tool in enumerate(able):
        pairs = [_pair(each) for each in parameters.of(tool) if _is_writable(each)]
        written = '"{}"'
        if pairs:
            rules.append(f"p{index} ::= " + " | ".join(pairs))
            written = f'("{{" (p{index} (", " p{index}){{0,{len(pairs) - 1}}})? "}}")'
        rules.append(f"f{index} ::= {_literal(tool.name)} {_ARGUMENTS} {written}")
    return "\n".join(rules) + _SHARED if able else ""


def _is_writable(parameter: Parameter) -> bool:
    return parameter.kind != "object" and len(parameter.name) <= NAME


def _pair(parameter: Parameter) -> str:
    if parameter.choices:
        values = " | ".join(_literal(each[:STRING]) for each in parameter.choices)
        return f"({_literal(parameter.name)} {_quoted(': ')} ({values}))"
    kind = {"integer": "integer", "number": "number", "boolean": "boolean", "array": "strings"}
    return f"({_literal(parameter.name)} {_quoted(': ')} {kind.get(parameter.kind, 'string')})"


def _literal(text: str) -> str:
    """A string of JSON, as a grammar spells it."""
    return _quoted(json.dumps(text.encode(errors="replace").decode(), ensure_ascii=False))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
