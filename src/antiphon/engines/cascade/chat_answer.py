"""The chunks of an OpenAI-compatible answer as deltas: words, thoughts, calls, counts. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from antiphon.engines.cascade.chat_request import Names
from antiphon.engines.stages import Delta
from antiphon.errors import EngineError
from antiphon.talk import Call, Calls, Thought, Used

OPEN, CLOSE = "<think>", "</think>"
MAX_CALLS: Final = 128
MAX_ARGUMENTS: Final = 256 * 1024
"""Characters of all calls' arguments together."""


class Thinking:
    """Takes thoughts off the beginning of an answer, where servers leave them that do not know their model."""

    def __init__(self) -> None:
        self._held = ""
        self._is_thinking = False
        self._has_thought = False
        self._is_over = False  # something was said: what looks like a thought from here on is none

    def feed(self, text: str) -> Iterator[str | Thought]:
        """What ``text`` completes. A tag may come in pieces."""
        if self._is_over:
            yield text
            return
        self._held += text
        while self._held and not self._is_over:
            before = len(self._held)
            yield from self._think() if self._is_thinking else self._look()
            if len(self._held) == before:
                return

    def flush(self) -> Iterator[str | Thought]:
        """The rest, at the end of the answer."""
        rest, self._held = self._held, ""
        if rest and self._is_thinking:
            yield Thought(rest)
        elif rest and not (self._has_thought and rest.isspace()):
            yield rest

    def _look(self) -> Iterator[str | Thought]:
        text = self._held.lstrip()
        if text.startswith(OPEN):
            self._held, self._is_thinking, self._has_thought = text[len(OPEN) :], True, True
        elif not OPEN.startswith(text):
            said, self._held, self._is_over = (text if self._has_thought else self._held), "", True
            yield said

    def _think(self) -> Iterator[str | Thought]:
        thought, tag, rest = self._held.partition(CLOSE)
        if tag:
            self._held, self._is_thinking = rest, False
        else:
            kept = _overlap(thought)
            thought, self._held = thought[: len(thought) - kept], thought[len(thought) - kept :]
        if thought:
            yield Thought(thought)


def _overlap(text: str) -> int:
    """How much of the end of ``text`` may be the beginning of `CLOSE`."""
    return next((size for size in range(len(CLOSE) - 1, 0, -1) if text.endswith(CLOSE[:size])), 0)


@dataclass(slots=True)
class _Asked:
    """A call whose arguments may still be coming."""

    id: str = ""
    name: str = ""
    text: str = ""
    arguments: dict[str, Any] | None = None
    """Where a server sends the object itself."""


class Answer:
    """One answer in the making: `feed` it every chunk, then `finish`."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._thinking = Thinking()
        self._asked: dict[int, _Asked] = {}
        self._used: Used | None = None
        self._length = 0
        self.is_over = False
        """It has said why it ended: nothing but counts can follow."""

    def feed(self, chunk: Any) -> Iterator[Delta]:
        """The deltas in a chunk, or in a whole answer that did not stream. Raises `EngineError`."""
        if not isinstance(chunk, dict):
            raise TypeError("no object")
        if error := chunk.get("error"):
            told = error.get("message") if isinstance(error, dict) else error
            raise EngineError(f"the language model failed: {str(told)[:200]}")
        for choice in chunk.get("choices") or ():
            delta = choice.get("delta") or choice.get("message") or {}
            yield from self._words(delta)
            for position, call in enumerate(delta.get("tool_calls") or ()):
                self._call(call, position)
            self.is_over = self.is_over or bool(choice.get("finish_reason"))
        if usage := chunk.get("usage"):
            self._count(usage)

    def finish(self) -> Iterator[Delta]:
        """What was waited for: calls come whole. Raises `EngineError` for calls that cannot be made."""
        yield from self._thinking.flush()
        if self._used is not None:
            yield self._used
        if self._asked:
            yield Calls(tuple(map(self._made, self._asked.values())))

    def _words(self, delta: dict[str, Any]) -> Iterator[Delta]:
        thought = delta.get("reasoning_content") or delta.get("reasoning")
        if thought and isinstance(thought, str):
            yield Thought(thought)
        content = delta.get("content") or delta.get("refusal")
        if isinstance(content, list):  # Mistral's way
            for part in content:
                if part.get("type") == "thinking":
                    yield Thought("".join(str(each.get("text") or "") for each in part["thinking"]))
                elif text := part.get("text"):
                    yield from self._thinking.feed(str(text))
        elif content:
            yield from self._thinking.feed(str(content))

    def _call(self, delta: dict[str, Any], position: int) -> None:
        function = delta.get("function") or {}
        name, arguments = str(function.get("name") or ""), function.get("arguments")
        asked = self._entry(delta.get("index"), position, str(delta.get("id") or ""), name)
        asked.name = asked.name or name
        if isinstance(arguments, dict):
            asked.arguments = arguments
        elif arguments:
            asked.text += str(arguments)
            self._length += len(str(arguments))
        if len(self._asked) > MAX_CALLS or self._length > MAX_ARGUMENTS:
            raise EngineError("the language model asks for more calls than can be made")

    def _entry(self, index: int | None, position: int, call_id: str, name: str) -> _Asked:
        """By index. Some servers give all calls the same one, each with an id of its own."""
        at = position if index is None else int(index)
        asked = self._asked.setdefault(at, _Asked(call_id))
        if call_id and name and asked.id not in {"", call_id}:
            known = next((each for each in self._asked.values() if each.id == call_id), None)
            asked = known or self._asked.setdefault(max(self._asked) + 1, _Asked(call_id))
        asked.id = asked.id or call_id
        return asked

    def _made(self, asked: _Asked) -> Call:
        """Arguments that are no object end the answer: a function must not be called with what nobody meant."""
        arguments: Any = asked.arguments
        if arguments is None:
            try:
                arguments = msgspec.json.decode(asked.text) if asked.text.strip() else {}
            except (msgspec.DecodeError, RecursionError, UnicodeError):
                arguments = None
        if not isinstance(arguments, dict) or not asked.name:
            raise EngineError(
                f"the language model asks for {asked.name[:64]!r} with arguments that are no object"
            )
        return Call(self._names.ours(asked.name), arguments)

    def _count(self, usage: dict[str, Any]) -> None:
        """Reasoning is counted among the completion; the last counts hold."""
        thoughts = int((usage.get("completion_tokens_details") or {}).get("reasoning_tokens") or 0)
        written = int(usage.get("completion_tokens") or 0)
        self._used = Used(int(usage.get("prompt_tokens") or 0), max(written - thoughts, 0), thoughts)
