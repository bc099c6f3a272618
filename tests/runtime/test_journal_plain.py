from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest

from antiphon.errors import AccessError, WireError
from antiphon.runtime.journal_plain import MAX_BYTES, TAG, reader_for, write, write_whole
from antiphon.runtime.journal_words import Disguise, Plain
from antiphon.session.answering import Event
from antiphon.session.generation import Finished, Voiced
from antiphon.session.snapshot import Snapshot
from antiphon.talk import Call, Calls, Heard, Mark, Prompt, Result, Role, Said, Text, Used, Utterance
from antiphon.wire.messages import ClientContent, ClientMessage, RealtimeInput, ToolResponse
from antiphon.wire.setup import FunctionDeclaration, Schema, SchemaType, Setup, Tool
from antiphon.wire.types import Blob, Content, Empty, FunctionResponse, Part
from kit import setup

PLAIN = Plain(bytes(16))
EVENT = Event


class Colour(Enum):
    RED = "red"


class Verse(str):
    __slots__ = ("metre",)


def test_a_text_that_knows_more_than_its_words_is_written_as_they_are() -> None:
    for mask in (PLAIN, Disguise(bytes(16))):
        for text in ("", "two words"):
            written = write(Heard(1, 0, Verse(text)), mask)["text"]
            assert type(written) is str
            assert len(written) == len(text)


@dataclass(frozen=True)
class Cat:
    name: str = ""
    lives: int = 9


@dataclass(frozen=True)
class Dog:
    owner: Cat | Colour | None = None


@dataclass(frozen=True)
class Zoo:
    animals: tuple[Cat | Dog, ...] = ()
    pair: tuple[int, str] = (0, "")
    weight: float = 0.0
    open: bool = False
    notes: Any = None
    cages: dict[str, Cat] | None = None


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        (EVENT, Text("hello")),
        (EVENT, Voiced(2400, (Mark(0, 5, 0), Mark(6, 9, 1200)))),
        (EVENT, Used(3, 4)),
        (EVENT, Finished()),
        (Heard, Heard(1, 0, "")),
        (ClientMessage, setup(is_text=True, disabled=True, silence_duration_ms=300)),
        (ClientMessage, RealtimeInput(activity_start=Empty())),
        (
            ClientMessage,
            ClientContent(turns=(Content(role="user", parts=(Part(text="a"),)),), turn_complete=True),
        ),
        (
            ClientMessage,
            ToolResponse(function_responses=(FunctionResponse(name="f", response={"a": [1, None]}),)),
        ),
        (
            Setup,
            Setup(
                model="m",
                tools=(
                    Tool(
                        function_declarations=(
                            FunctionDeclaration(
                                name="f",
                                parameters=Schema(
                                    properties={"x": Schema(type=SchemaType.NUMBER, minimum=0.5)}
                                ),
                            ),
                        )
                    ),
                ),
            ),
        ),
        (Prompt, Prompt("sys", (Said(Role.USER, "a", 3),), Utterance(1, 2, "b"), tentative=True)),
        (
            Snapshot,
            Snapshot((Said(Role.USER, "a"), Call("f", {"x": 1}, "1"), Result(Call("f"), {})), turns=3),
        ),
        (EVENT, Calls((Call("f", {"x": [1.5]}),))),
        (Zoo, Zoo((Cat("Tom"), Dog(Cat()), Dog()), (1, "b"), 2.5, open=True, notes={"a": 1})),
        (Zoo, Zoo(cages={"one": Cat("Tom", 3)})),
        (float, 0.1 + 0.2),
    ],
)
def test_values_come_back(hint: Any, value: Any) -> None:
    assert reader_for(hint)(write(value, PLAIN)) == value


def test_what_goes_without_saying_is_left_out() -> None:
    assert write(Cat("Tom"), PLAIN) == {TAG: "Cat", "name": "Tom"}


def test_a_header_says_everything() -> None:
    assert write_whole(Cat()) == {"name": "", "lives": 9}


def test_fields_may_come_and_go() -> None:
    assert reader_for(Cat)({"name": "Tom", "colour": "grey"}) == Cat("Tom")


def test_bytes_are_counted_not_kept() -> None:
    blob = Blob(data=b"\x01" * 640, mime_type="audio/pcm")
    plain = write(RealtimeInput(audio=blob), PLAIN)
    assert plain["audio"] == {TAG: "Blob", "data": 640, "mime_type": "audio/pcm"}
    again = reader_for(RealtimeInput)(plain)
    assert again.audio.data == bytes(640)
    assert len(reader_for(bytes)(10**15)) == MAX_BYTES


def test_nothing_free_form_is_a_name() -> None:
    response = FunctionResponse(
        name="find_user", response={"name": "Ford", "phone": 4917, "model": ["Prefect", True]}
    )
    plain = write(response, Disguise(bytes(16)))
    assert plain["name"] == "find_user"
    assert not {"Ford", "Prefect", "phone", 4917} & set(str(plain).split("'"))
    assert [type(each) for each in plain["response"].values()] == [str, int, list]


def test_when_a_result_is_spoken_of_is_no_secret() -> None:
    plain = write({"scheduling": "when_idle", "other": "SILENT"}, Disguise(bytes(16)))
    assert plain.pop("scheduling") == "when_idle"
    assert "SILENT" not in plain.values()
    assert "my words" not in write({"scheduling": "my words"}, Disguise(bytes(16))).values()


def test_errors_keep_what_their_caller_was_told() -> None:
    read = reader_for(BaseException)
    again = read(write(AccessError("no such handle"), PLAIN))
    assert (type(again), str(again)) == (AccessError, "no such handle")
    assert "words" not in str(write(KeyError("words"), PLAIN))
    assert type(read(write(KeyError("words"), PLAIN))) is RuntimeError
    assert type(read({TAG: "OperatorError"})) is RuntimeError
    assert isinstance(read({TAG: "WireError"}), WireError)


@pytest.mark.parametrize(
    ("hint", "plain"),
    [
        (int, "1"),
        (str, 1),
        (bool, 1),
        (float, None),
        (Heard, {TAG: "Text", "text": ""}),
        (Heard, []),
        (Heard, {"turn": 1}),
        (EVENT, {TAG: "Setup"}),
        (Setup, {TAG: "Setup", "model": None}),
        (tuple[int, str], [1]),
        (tuple[int, ...], 5),
        (Role, "nobody"),
        (bytes, -1),
    ],
)
def test_what_does_not_fit_is_refused(hint: Any, plain: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        reader_for(hint)(plain)
