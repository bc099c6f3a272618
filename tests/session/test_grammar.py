from __future__ import annotations

import base64
from typing import Any

import pytest

from antiphon.session.grammar import BrokenGrammar, Grammar, check_grammar

Frame = dict[str, Any]

READY: Frame = {"setupComplete": {}}
START: Frame = {"serverContent": {}, "voiceActivity": {"type": "ACTIVITY_START"}}
END: Frame = {"voiceActivity": {"type": "ACTIVITY_END"}}
HEARS: Frame = {"serverContent": {"inputTranscription": {"text": "hi"}}}
SAYS: Frame = {"serverContent": {"outputTranscription": {"text": "ho"}}}
WRITES: Frame = {"serverContent": {"modelTurn": {"role": "model", "parts": [{"text": "ho"}]}}}
GENERATED: Frame = {"serverContent": {"generationComplete": True}}
INTERRUPTED: Frame = {"serverContent": {"interrupted": True}}
GO_AWAY: Frame = {"goAway": {"timeLeft": "5s"}}
CALL: Frame = {"toolCall": {"functionCalls": [{"id": "1", "name": "f", "args": {}}]}}
UNBILLED: Frame = {"serverContent": {"turnComplete": True}}


def audio(samples: int = 2400, *, mime_type: str = "audio/pcm;rate=24000", data: str | None = None) -> Frame:
    data = data or base64.b64encode(b"\xfb\xff" * samples).decode()
    part = {"inlineData": {"mimeType": mime_type, "data": data}}
    return {"serverContent": {"modelTurn": {"role": "model", "parts": [part]}}}


def turn(*parts: Frame, role: str = "model") -> Frame:
    return {"serverContent": {"modelTurn": {"role": role, "parts": list(parts)}}}


def over(*, reason: str | None = None, **usage: Any) -> Frame:
    content = {"turnComplete": True} | ({"turnCompleteReason": reason} if reason else {})
    counts = {"promptTokenCount": 1, "responseTokenCount": 2, "totalTokenCount": 3}
    return {"serverContent": content, "usageMetadata": counts | usage}


def details(count: int) -> list[Frame]:
    return [{"modality": "TEXT", "tokenCount": count}]


@pytest.mark.parametrize(
    "frames",
    [
        [],
        [READY],
        [START, HEARS, END, SAYS, audio(), audio(10), GENERATED, over()],
        [HEARS, SAYS, START, INTERRUPTED, over(), END, HEARS, audio(), GENERATED, INTERRUPTED, over()],
        [WRITES, CALL, GENERATED, over(), over(reason="GENERATED_OTHER")],
        [audio(10), over(), audio(10), INTERRUPTED, over(), GO_AWAY],
        [over(promptTokensDetails=details(1), responseTokensDetails=details(2))],
        [
            {
                "serverContent": {"turnComplete": True},
                "usageMetadata": {
                    "promptTokenCount": 1,
                    "candidatesTokenCount": 2,
                    "totalTokenCount": 3,
                    "candidatesTokensDetails": details(2),
                },
            }
        ],
    ],
    ids=lambda frames: f"{len(frames)} frames",
)
def test_what_clients_rely_on_is_well_formed(frames: list[Frame]) -> None:
    check_grammar([READY, *frames] if frames and frames[0] is not READY else frames)


@pytest.mark.parametrize(
    ("frames", "complaint"),
    [
        ([READY], "setupComplete between turns"),
        ([GENERATED, audio()], "modelTurn after generationComplete"),
        ([GENERATED, HEARS], "inputTranscription after generationComplete"),
        ([INTERRUPTED, SAYS], "outputTranscription after interrupted"),
        ([INTERRUPTED, GENERATED], "generationComplete after interrupted"),
        ([INTERRUPTED, START], "voiceActivity after interrupted"),
        ([HEARS, HEARS], "inputTranscription after inputTranscription"),
        ([SAYS, HEARS], "inputTranscription inside a turn"),
        ([START, START], "ACTIVITY_START twice"),
        ([END], "ACTIVITY_END twice"),
        ([turn()], "one part of the model's"),
        ([turn({"text": "a"}, {"text": "b"})], "one part of the model's"),
        ([turn({"text": "a"}, role="user")], "one part of the model's"),
        ([audio(mime_type="audio/pcm")], "audio as audio/pcm"),
        ([audio(data="-_-_")], "not the standard alphabet"),
        ([audio(data="AAAA")], "3 bytes of audio"),
        ([audio(24 * 301)], "14448 bytes of audio"),
        ([audio(10), audio()], "after a piece that was too short"),
        ([{"serverContent": {}}], r"serverContent that says \[\]"),
        ([{}], "one member a frame"),
        ([GO_AWAY | SAYS], "one member a frame"),
        ([START | SAYS], "one member a frame"),
        ([UNBILLED], "usageMetadata rides on turnComplete"),
        ([SAYS | {"usageMetadata": {}}], "usageMetadata rides on turnComplete"),
        ([over(totalTokenCount=4)], "a total that does not add up"),
        ([over(promptTokensDetails=details(2))], "prompt tokens that do not add up"),
        ([over(responseTokensDetails=details(1))], "response tokens that do not add up"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_breaks_a_rule_is_found_and_named(frames: list[Frame], complaint: str) -> None:
    with pytest.raises(BrokenGrammar, match=f"^frame {len(frames)}, .*{complaint}"):
        check_grammar([READY, *frames])


@pytest.mark.parametrize("frame", [SAYS, START, GO_AWAY, over()], ids=lambda frame: next(iter(frame)))
def test_nothing_comes_before_setup_complete(frame: Frame) -> None:
    with pytest.raises(BrokenGrammar, match="before setupComplete"):
        check_grammar([frame])


def test_a_turn_is_owed_its_end() -> None:
    grammar = Grammar()
    owed = []
    for frame in (READY, HEARS, SAYS, GENERATED, over()):
        grammar.read(frame)
        owed.append(grammar.is_in_turn)
    assert owed == [False, True, True, True, False]
