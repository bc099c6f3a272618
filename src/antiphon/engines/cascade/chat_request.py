"""A prompt as the body of an OpenAI-compatible ``/chat/completions``. Pure.

Servers and their templates agree on little, so what is sent keeps the strictest rules among them: one system
message, the first; users and assistants in turn, beginning with a user; every call answered at once by a message of
its own, under an id of nine letters and digits.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import pybase64

from antiphon.engines.prompting import GREETING, instructions, unasked, where_cut
from antiphon.talk import Call, Modality, Picture, Prompt, Result, Role, Said, Sampling, Tool

READ_ALOUD: Final = (
    "Everything you write is read aloud: use plain spoken sentences, no markup, lists, links or emoji."
)
"""Told whatever the caller instructs: it was written for a model that speaks, and is read by one that writes."""
BRIEFLY: Final = "Answer in one or two sentences unless more is asked for."
"""Told where the caller does not instruct."""
SHOWN: Final = "(The user shows you this.)"
"""Goes with pictures that nobody said anything about."""
RUNNING: Final = '{"status": "still running: the result will come later, do not call it again"}'
LATE: Final = '{"status": "the result came later"}'
DROPPED: Final = '{"error": "it was cancelled, no result came"}'

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ODD: Final = re.compile(r"[^A-Za-z0-9_-]")


class Names:
    """Functions' names as OpenAI allows them, and back: the Live API also allows dots and colons."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        self._theirs: dict[str, str] = {}
        self._ours: dict[str, str] = {}
        for tool in tools:
            self.theirs(tool.name)

    def theirs(self, name: str) -> str:
        """As the server is told it."""
        if name not in self._theirs:
            plain = name if _NAME.fullmatch(name) else _ODD.sub("_", name)[:60] or "unnamed"
            made, number = plain, 1
            while made in self._ours:
                number += 1
                made = f"{plain}_{number}"
            self._theirs[name], self._ours[made] = made, name
        return self._theirs[name]

    def ours(self, name: str) -> str:
        """As the caller declared it; another name stays what it is."""
        return self._ours.get(name, name)


def body(prompt: Prompt, model: str, names: Names) -> dict[str, Any]:
    """The whole request. What was not wished is not sent."""
    tools = [_tool(tool, names) for tool in prompt.tools]
    return {
        "model": model,
        "messages": messages(prompt, names),
        **({"tools": tools} if tools else {}),
        **_sampling(prompt.sampling),
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def messages(prompt: Prompt, names: Names) -> list[dict[str, Any]]:
    """System text, history, question and what there is to see."""
    turns = _Turns(names, {call.id for call in prompt.pending if call.id})
    for entry in where_cut(prompt.history):
        turns.add(entry)
    if prompt.user is not None:
        turns.say("user", prompt.user.text)
    made = turns.made
    if not made and not prompt.pictures:
        turns.say("user", GREETING)
    elif made and made[-1]["role"] == "assistant":
        turns.say("user", SHOWN if prompt.pictures else unasked(prompt))
    if prompt.pictures:
        _show(made, prompt.pictures)
    if made[0]["role"] != "user":  # the model greeted first: so it was asked to
        made.insert(0, {"role": "user", "content": GREETING})
    system = _system(prompt)
    return [{"role": "system", "content": system}, *made] if system else made


def _system(prompt: Prompt) -> str:
    """Instructions that came in between join the first: many templates know only one system message."""
    told = [prompt.system.strip(), *(each.strip() for each in instructions(prompt))]
    if prompt.modality is Modality.AUDIO:
        told.append(READ_ALOUD if any(told) else f"{READ_ALOUD} {BRIEFLY}")
    return "\n\n".join(filter(None, told))


@dataclass(slots=True)
class _Placed:
    """A call among the messages, and the message that answers it."""

    answer: dict[str, Any]
    is_answered: bool = False


@dataclass(slots=True)
class _Turns:
    """Messages in the making."""

    names: Names
    pending: set[str]
    made: list[dict[str, Any]] = field(default_factory=list)
    calls: int = 0
    by_id: dict[str, _Placed] = field(default_factory=dict)
    by_name: dict[str, deque[_Placed]] = field(default_factory=lambda: defaultdict(deque))
    fresh: list[_Placed] = field(default_factory=list)
    """Calls after which nothing has been said yet."""

    def add(self, entry: Said | Call | Result) -> None:
        match entry:
            case Said(role=Role.USER, text=text):
                self.say("user", text)
            case Said(role=Role.MODEL, text=text):
                self.say("assistant", text)
            case Said():
                pass
            case Call():
                self.call(entry)
            case Result():
                self.result(entry)

    def say(self, role: str, text: str) -> None:
        """Adjacent words of one role are joined."""
        if not text.strip():
            return
        self.fresh = []
        last = self.made[-1] if self.made else None
        if last is not None and last["role"] == role and "tool_calls" not in last:
            last["content"] += "\n" + text
        else:
            self.made.append({"role": role, "content": text})

    def call(self, call: Call) -> None:
        """Joins the calls that were made with it, and the words before them."""
        self.calls += 1
        number = f"call{self.calls:05}"
        asking = self._asking()
        asking["tool_calls"].append(
            {
                "id": number,
                "type": "function",
                "function": {"name": self.names.theirs(call.name), "arguments": _json(call.arguments)},
            }
        )
        answer = {
            "role": "tool",
            "tool_call_id": number,
            "content": RUNNING if call.id in self.pending else DROPPED,
        }
        self.made.append(answer)
        placed = _Placed(answer)
        self.fresh.append(placed)
        if call.id:
            self.by_id[call.id] = placed
        else:
            self.by_name[call.name].append(placed)

    def _asking(self) -> dict[str, Any]:
        """The assistant's message that the next call belongs to."""
        if self.fresh and not any(each.is_answered for each in self.fresh):
            return self.made[-len(self.fresh) - 1]
        self.fresh = []
        if not (self.made and self.made[-1]["role"] == "assistant"):
            self.made.append({"role": "assistant", "content": ""})
        self.made[-1]["tool_calls"] = []
        return self.made[-1]

    def result(self, result: Result) -> None:
        """Answers its call if that was just made; else it is told, for answers have no other place."""
        placed, content = self._of(result.call), _json(result.response)
        if placed is not None and any(each is placed for each in self.fresh):
            answer = placed.answer
            answer["content"] = f"{answer['content']}\n{content}" if placed.is_answered else content
            placed.is_answered = True
            return
        if placed is not None and not placed.is_answered:
            placed.answer["content"], placed.is_answered = LATE, True
        self.say("user", f"({result.call.name} has answered: {content})")

    def _of(self, call: Call) -> _Placed | None:
        if call.id:
            return self.by_id.get(call.id)
        waiting = self.by_name.get(call.name)
        return waiting.popleft() if waiting else None


def _show(made: list[dict[str, Any]], pictures: Sequence[Picture]) -> None:
    """Pictures belong to the user's newest words."""
    message = next((each for each in reversed(made) if each["role"] == "user"), None)
    if message is None:
        message = {"role": "user", "content": SHOWN}
        made.append(message)
    shown = [{"type": "image_url", "image_url": {"url": _data_url(picture)}} for picture in pictures]
    message["content"] = [*shown, {"type": "text", "text": message["content"]}]


def _data_url(picture: Picture) -> str:
    return f"data:{picture.mime_type};base64,{pybase64.b64encode(picture.data).decode()}"


def _tool(tool: Tool, names: Names) -> dict[str, Any]:
    function = {
        "name": names.theirs(tool.name),
        "description": tool.description,
        # Some servers insist on properties, also where there are none.
        "parameters": tool.parameters or {"type": "object", "properties": {}},
    }
    return {"type": "function", "function": function}


def _sampling(sampling: Sampling) -> dict[str, Any]:
    wishes = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "max_tokens": sampling.max_output_tokens,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
    }
    return {name: wish for name, wish in wishes.items() if wish is not None}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def shorter(history: tuple[Said | Call | Result, ...]) -> tuple[Said | Call | Result, ...]:
    """The newer half, from words of the user's on; nothing, where there are none in it."""
    for at in range((len(history) + 1) // 2, len(history)):
        entry = history[at]
        if isinstance(entry, Said) and entry.role is Role.USER:
            return history[at:]
    return ()
