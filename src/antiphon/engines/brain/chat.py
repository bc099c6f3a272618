"""A conversation as our own model was taught to read and write it. Pure.

What it is trained on (``brain/``) is written with these functions, too: the two cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from antiphon.engines.brain import parameters
from antiphon.engines.brain.parameters import Parameter
from antiphon.engines.prompting import TRAILING, Message, clip, messages
from antiphon.talk import Call, Entry, Prompt, Result, Role, Said, Tool

TOOLS: Final = 8
"""Functions it was taught to choose among."""
DESCRIPTION: Final = 120
"""Characters of a function's description."""
CHOICES: Final = 8
"""Values of a parameter that are named; of one that has more, its type is."""
RESULT_TOKENS: Final = 120
OFFER: Final = "Tools:"
HOW: Final = 'To use a tool, reply with one line: {"tool": name, "args": {...}}. Otherwise just talk.'
RESULT: Final = "[tool result]"
TOLD: Final = "[told]"
"""Begins a line before the user's words: something that was told earlier and is not in the history any more."""
SEEN: Final = "[seen]"
"""The same: what the camera shows."""
CUT: Final = TRAILING
"""Follows an answer of ours that was interrupted."""
MOOD: Final = "[mood]"
"""The same: how the user sounds, in a word."""


def chat(prompt: Prompt, told: Sequence[str] = ()) -> list[Message]:
    """The messages for a prompt; ``told`` stands beside the user's words."""
    user = prompt.user
    if user is not None:
        user = replace(user, text=asked(user.text, told))
    written = replace(
        prompt,
        system=system(prompt.system.strip(), prompt.tools),
        history=tuple(map(written_entry, prompt.history)),
        user=user,
    )
    return messages(written)


def system(instruction: str, tools: Sequence[Tool]) -> str:
    """The system message: the instruction, then the functions, then how to use one."""
    if not tools:
        return instruction
    return "\n".join((instruction, OFFER, *map(offered, tools[:TOOLS]), HOW)).strip()


def offered(tool: Tool) -> str:
    """One function, in one line of JSON."""
    described = " ".join(tool.description.split())[:DESCRIPTION]
    wanted = {each.name: kind(each) for each in parameters.of(tool)}
    return _json({"name": tool.name, "description": described, "parameters": wanted})


def kind(parameter: Parameter) -> str:
    """What a parameter takes: a type, or the values that there are."""
    choices = parameter.choices
    name = "|".join(choices) if 0 < len(choices) <= CHOICES else parameter.kind
    return name if parameter.is_required else f"{name}, optional"


def called(name: str, arguments: Mapping[str, Any]) -> str:
    """A call, as the model writes it."""
    return _json({"tool": name, "args": dict(arguments)})


def returned(response: Mapping[str, Any]) -> str:
    """What a function returned, as the model reads it: in the user's place."""
    return f"{RESULT} {clip(_json(response), RESULT_TOKENS, keep_end=False)}"


def asked(text: str, told: Iterable[str] = (), seen: str = "", mood: str = "") -> str:
    """The user's words, below what else is known while they are said."""
    notes = [f"{TOLD} {note}" for note in told]
    notes += [f"{SEEN} {seen}"] if seen else []
    notes += [f"{MOOD} {mood}"] if mood else []
    return "\n".join((*notes, text))


def written_entry(entry: Entry) -> Entry:
    """An entry of the history, as words."""
    match entry:
        case Said():
            return entry
        case Call():
            return Said(Role.MODEL, called(entry.name, entry.arguments))
        case Result():
            return Said(Role.USER, returned(entry.response))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
