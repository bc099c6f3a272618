"""Frames that every client accepts: the Python SDK gives up on one of 1 MiB (PROTOCOL 1.4).

What is text, or a list, comes in several messages, in order, which mean the same; text concatenates exactly.
What cannot be divided is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from antiphon.errors import OversizeError
from antiphon.wire.codec import encode
from antiphon.wire.messages import ServerContent, ServerMessage
from antiphon.wire.types import Content, JsonObject, Part, Transcription

T = TypeVar("T")

MAX_FRAME: Final = 1_000_000
"""Bytes of a frame that we send: safely below 1 MiB."""
MAX_ARGS: Final = 900_000
"""Bytes of one function call's arguments, as JSON: with the name and an id around them they still fit."""

_PAYLOADS: Final = (
    "model_turn",
    "input_transcription",
    "interim_input_transcription",
    "output_transcription",
    "grounding_metadata",
    "url_context_metadata",
)
_WIDEST: Final = 4
"""Bytes that one character may take in UTF-8."""
_encoder: Final = msgspec.json.Encoder()


def frames(message: ServerMessage, *, is_vertex: bool = False) -> Iterator[str]:
    """A message as one frame, or as many as it takes. Raises `OversizeError` before the first one."""
    frame = encode(message, is_vertex=is_vertex)
    if len(frame) * _WIDEST < MAX_FRAME or len(frame.encode()) <= MAX_FRAME:
        return iter((frame,))
    return iter([part for half in halves(message) for part in frames(half, is_vertex=is_vertex)])


def has_room_for(args: JsonObject) -> bool:
    """Whether a call with these arguments can be sent."""
    return len(_encoder.encode(args)) <= MAX_ARGS


def halves(message: ServerMessage) -> tuple[ServerMessage, ServerMessage]:
    """Two messages that mean what one means. Flags and token counts stay with the second."""
    content, call, void = message.server_content, message.tool_call, message.tool_call_cancellation
    if content is not None and (pair := _halve_content(content)):
        return ServerMessage(server_content=pair[0]), replace(message, server_content=pair[1])
    if call is not None and (calls := _halve(call.function_calls)):
        first, rest = (replace(call, function_calls=each) for each in calls)
        return ServerMessage(tool_call=first), replace(message, tool_call=rest)
    if void is not None and (ids := _halve(void.ids)):
        early, late = (replace(void, ids=each) for each in ids)
        return ServerMessage(tool_call_cancellation=early), replace(message, tool_call_cancellation=late)
    raise OversizeError("a message of more than 1 MB that cannot be divided")


def _halve_content(content: ServerContent) -> tuple[ServerContent, ServerContent] | None:
    payloads = [name for name in _PAYLOADS if getattr(content, name) is not None]
    if not payloads:
        return None
    name = payloads[0]
    payload = getattr(content, name)
    if len(payloads) > 1:
        return replace(ServerContent(), **{name: payload}), replace(content, **{name: None})
    pair: tuple[object, object] | None = None
    if isinstance(payload, Content):
        pair = _halve_turn(payload)
    elif isinstance(payload, Transcription):
        pair = _halve_transcription(payload)
    return pair and (replace(ServerContent(), **{name: pair[0]}), replace(content, **{name: pair[1]}))


def _halve_turn(turn: Content) -> tuple[Content, Content] | None:
    parts = _halve(turn.parts)
    if parts is None and turn.parts and len(text := turn.parts[0].text or "") > 1:
        part, middle = turn.parts[0], len(text) // 2
        parts = (Part(text=text[:middle], thought=part.thought),), (replace(part, text=text[middle:]),)
    return parts and (replace(turn, parts=parts[0]), replace(turn, parts=parts[1]))


def _halve_transcription(said: Transcription) -> tuple[Transcription, Transcription] | None:
    """Text and words each in the middle: which words belong to which text, clients know from their times."""
    if len(said.text) < 2 and len(said.words) < 2:
        return None
    text, words = len(said.text) // 2, len(said.words) // 2
    first = replace(said, text=said.text[:text], words=said.words[:words], finished=None, end_offset=None)
    return first, replace(said, text=said.text[text:], words=said.words[words:], start_offset=None)


def _halve(items: tuple[T, ...]) -> tuple[tuple[T, ...], tuple[T, ...]] | None:
    middle = len(items) // 2
    return (items[:middle], items[middle:]) if middle else None
