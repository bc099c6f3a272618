from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.errors import OversizeError
from antiphon.wire import fitting
from antiphon.wire.codec import decode_server, encode
from antiphon.wire.fitting import MAX_ARGS, MAX_FRAME, frames, has_room_for
from antiphon.wire.grounding import GroundingMetadata
from antiphon.wire.messages import (
    ServerContent,
    ServerMessage,
    ToolCall,
    ToolCallCancellation,
)
from antiphon.wire.types import (
    Blob,
    Content,
    FunctionCall,
    Part,
    Transcription,
    UsageMetadata,
    WordInfo,
)

USAGE = UsageMetadata(total_token_count=3)
WIDE = "\x00ä𝄞" * 200_000
"""Takes up to six bytes a character on the wire."""


def spoken(text: str, **more: object) -> ServerMessage:
    transcription = Transcription(text=text, finished=True, start_offset="0s", end_offset="9s")
    return ServerMessage(server_content=ServerContent(output_transcription=transcription, **more))  # type: ignore[arg-type]


def divided(message: ServerMessage) -> list[ServerMessage]:
    written = list(frames(message))
    assert len(written) > 1
    assert max(len(frame.encode()) for frame in written) <= MAX_FRAME < 2**20
    return [decode_server(frame) for frame in written]


def test_what_fits_is_one_frame() -> None:
    message = ServerMessage(server_content=ServerContent(turn_complete=True), usage_metadata=USAGE)
    assert list(frames(message, is_vertex=True)) == [encode(message, is_vertex=True)]


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_the_edge(over: int) -> None:
    envelope = len(encode(spoken("")))
    assert len(list(frames(spoken("a" * (MAX_FRAME - envelope + over))))) == (2 if over > 0 else 1)


def test_a_long_transcript_comes_in_pieces_that_concatenate() -> None:
    pieces = [message.server_content for message in divided(spoken(WIDE))]
    said = [piece.output_transcription for piece in pieces if piece and piece.output_transcription]
    assert "".join(each.text for each in said) == WIDE
    assert [each.finished for each in said] == [None] * (len(said) - 1) + [True]
    assert [each.start_offset for each in said] == ["0s"] + [None] * (len(said) - 1)
    assert [each.end_offset for each in said] == [None] * (len(said) - 1) + ["9s"]


def test_a_long_text_comes_in_pieces_that_concatenate() -> None:
    turn = Content(role="model", parts=(Part(text=WIDE, thought=True, thought_signature="s"),))
    content = ServerContent(model_turn=turn, turn_complete=True)
    pieces = divided(ServerMessage(server_content=content, usage_metadata=USAGE))
    turns = [piece.server_content.model_turn for piece in pieces if piece.server_content]
    parts = [part for each in turns if each for part in each.parts]
    assert "".join(part.text or "" for part in parts) == WIDE
    assert {(turn.role, len(turn.parts)) for turn in turns if turn} == {("model", 1)}
    assert {part.thought for part in parts} == {True}
    assert [part.thought_signature for part in parts] == [None] * (len(parts) - 1) + ["s"]
    assert [piece.usage_metadata for piece in pieces] == [None] * (len(pieces) - 1) + [USAGE]
    flags = [piece.server_content.turn_complete for piece in pieces if piece.server_content]
    assert flags == [None] * (len(pieces) - 1) + [True]


def test_many_words_come_in_pieces() -> None:
    words = tuple(WordInfo(word=f"{n}", start_offset=f"{n}s") for n in range(40_000))
    message = ServerMessage(server_content=ServerContent(input_transcription=Transcription(words=words)))
    said = [each.server_content and each.server_content.input_transcription for each in divided(message)]
    assert tuple(word for each in said if each for word in each.words) == words


def test_parts_and_payloads_come_one_by_one() -> None:
    blob = Blob(data=bytes(400_000), mime_type="image/png")
    turn = Content(role="model", parts=(Part(inline_data=blob), Part(inline_data=blob)))
    content = ServerContent(
        model_turn=turn, output_transcription=Transcription(text="a" * 600_000), interrupted=True
    )
    pieces = [message.server_content for message in divided(ServerMessage(server_content=content))]
    assert [(p and p.model_turn and len(p.model_turn.parts), p and p.interrupted) for p in pieces] == [
        (1, None),
        (1, None),
        (None, True),
    ]


def test_many_calls_come_in_order() -> None:
    calls = tuple(FunctionCall(name="f", id=f"{n}", args={"a": "b" * 300_000}) for n in range(5))
    tools = [
        message.tool_call for message in divided(ServerMessage(tool_call=ToolCall(function_calls=calls)))
    ]
    assert tuple(call for each in tools if each for call in each.function_calls) == calls


def test_many_cancellations_come_in_order() -> None:
    ids = tuple(f"call_{n:06d}" for n in range(200_000))
    message = ServerMessage(tool_call_cancellation=ToolCallCancellation(ids=ids))
    void = [each.tool_call_cancellation for each in divided(message)]
    assert tuple(each for one in void if one for each in one.ids) == ids


@pytest.mark.parametrize(
    "message",
    [
        ServerMessage(
            tool_call=ToolCall(function_calls=(FunctionCall(name="f", args={"a": "b" * MAX_FRAME}),))
        ),
        ServerMessage(
            server_content=ServerContent(
                model_turn=Content(parts=(Part(inline_data=Blob(data=bytes(MAX_FRAME))),))
            )
        ),
        ServerMessage(
            server_content=ServerContent(
                grounding_metadata=GroundingMetadata(retrieval_queries=("a" * MAX_FRAME,))
            )
        ),
        ServerMessage(
            server_content=ServerContent(input_transcription=Transcription(language_code="a" * MAX_FRAME))
        ),
        ServerMessage(usage_metadata=UsageMetadata(), server_content=ServerContent(), go_away=None),
    ],
    ids=["call", "picture", "sources", "language", "nothing"],
)
def test_what_cannot_be_divided_is_refused(message: ServerMessage, monkeypatch: pytest.MonkeyPatch) -> None:
    if message.usage_metadata:
        monkeypatch.setattr(fitting, "MAX_FRAME", 10)
    with pytest.raises(OversizeError):
        frames(message)


@given(st.text(max_size=60), st.integers(100, 160))
def test_any_text_is_divided_exactly(text: str, limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "MAX_FRAME", limit)
        written = list(
            frames(ServerMessage(server_content=ServerContent(input_transcription=Transcription(text=text))))
        )
    assert max(len(frame.encode()) for frame in written) <= limit
    contents = [decode_server(frame).server_content for frame in written]
    said = [each.input_transcription for each in contents if each and each.input_transcription]
    assert "".join(each.text for each in said) == text


def test_arguments_that_fit_can_be_sent() -> None:
    args = {"a": "b" * (MAX_ARGS - len('{"a":""}'))}
    assert has_room_for(args)
    assert (
        len(list(frames(ServerMessage(tool_call=ToolCall(function_calls=(FunctionCall(args=args),)))))) == 1
    )
    assert not has_room_for(args | {"c": 1})
